/// Why GDAL did not do what it was asked, with everything that it said meanwhile.
public struct GDALError: Error, Hashable, Sendable {
    /// What went wrong, for callers that choose an exit code.
    public enum Code: String, Hashable, Sendable {
        /// There is no file or folder of this name.
        case noSuchInput
        /// The name leads to the network, or to nothing that GDAL may open here.
        case notAllowed
        /// GDAL cannot open it, or knows no format for it.
        case cannotOpen
        case noSuchLayer
        /// Reading stopped part-way.
        case readFailed
        /// A geometry that GDAL cannot take.
        case invalidGeometry
        /// An expression, option or driver that GDAL refuses.
        case badRequest
        /// The output exists and may not be replaced.
        case exists
        case cannotCreate
        /// Writing stopped part-way: a full disk, a value that the format cannot hold.
        case writeFailed
        /// A DGN V7 file has no room for it: a coordinate beyond 32 bits, a longer text, another level.
        case doesNotFit
    }

    public var code: Code
    /// The C function that failed, or the step where no C function was reached.
    public var call: String
    public var place: GDALPlace
    /// All messages of GDAL during the call, the first one first. Often the first is the cause.
    public var messages: [String]

    public init(_ code: Code, call: String, at place: GDALPlace = GDALPlace(), messages: [String] = []) {
        self.code = code
        self.call = call
        self.place = place
        self.messages = messages
    }
}

/// Where a call was at work.
public struct GDALPlace: Hashable, Sendable {
    public var path: String?
    public var layer: String?
    public var fid: Int64?

    public init(path: String? = nil, layer: String? = nil, fid: Int64? = nil) {
        self.path = path
        self.layer = layer
        self.fid = fid
    }
}

extension GDALError: CustomStringConvertible {
    public var description: String {
        var text = ""
        if let path = place.path { text += "\(path): " }
        if let layer = place.layer { text += "layer \"\(layer)\": " }
        if let fid = place.fid { text += "feature \(fid): " }
        return text + (messages.isEmpty ? "\(call) failed and GDAL gave no reason" : messages.joined(separator: "; "))
    }
}
