import CGDAL

/// One checked call of the C library: where it works, and what its failure means.
///
/// Each method is one failure convention of the C side. All of them throw with the whole chain of messages, and keep
/// the messages of a call that succeeded in `remarks`.
struct Checked {
    var call: String
    var place: GDALPlace
    var code: GDALError.Code
    var remarks: Remarks?

    init(_ call: String, _ code: GDALError.Code, at place: GDALPlace, remarks: Remarks? = nil) {
        self.call = call
        self.code = code
        self.place = place
        self.remarks = remarks
    }

    private func run<R>(_ body: () -> R, failed: (R, [GDALMessage]) -> Bool) throws(GDALError) -> R {
        var messages: [GDALMessage] = []
        let result = listening(to: &messages, body)
        if failed(result, messages) {
            throw GDALError(code, call: call, at: place, messages: messages.map(\.text))
        }
        if !messages.isEmpty { remarks?.add(messages) }
        return result
    }

    /// Null is failure.
    func handle<P>(_ body: () -> P?) throws(GDALError) -> P {
        guard let result = try run(body, failed: { result, _ in result == nil }) else {
            throw GDALError(code, call: call, at: place)
        }
        return result
    }

    /// Null is an answer, unless a failure was uttered.
    func optionalHandle<P>(_ body: () -> P?) throws(GDALError) -> P? {
        try run(body) { result, messages in result == nil && messages.contains(where: \.isFailure) }
    }

    /// `OGRERR_NONE` (0) is success.
    @discardableResult
    func ogr(_ body: () -> OGRErr) throws(GDALError) -> OGRErr {
        try run(body) { result, _ in result != OGRERR_NONE }
    }

    /// `CE_None`, `CE_Debug` and `CE_Warning` are success.
    @discardableResult
    func cpl(_ body: () -> CPLErr) throws(GDALError) -> CPLErr {
        try run(body) { result, _ in result.rawValue >= CE_Failure.rawValue }
    }

    /// 0 is success: `errno` values of Arrow and of the file system.
    @discardableResult
    func zero(_ body: () -> Int32) throws(GDALError) -> Int32 {
        try run(body) { result, _ in result != 0 }
    }

    /// False is failure.
    @discardableResult
    func truth(_ body: () -> Bool) throws(GDALError) -> Bool {
        try run(body) { result, _ in !result }
    }

    /// A negative number is failure.
    func count(_ body: () -> Int64) throws(GDALError) -> Int64 {
        try run(body) { result, _ in result < 0 }
    }

    /// The function returns nothing: an uttered failure is failure. `GDALClose` and `GDALFlushCache` of GDAL 3.6 say
    /// only so that a disk was full.
    func silent(_ body: () -> Void) throws(GDALError) {
        try run(body) { _, messages in messages.contains(where: \.isFailure) }
    }
}
