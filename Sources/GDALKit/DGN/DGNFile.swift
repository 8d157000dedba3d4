import CGDAL
import Glibc

/// A DGN V7 file, open for reading its elements one after the other, through dgnlib.
///
/// GDAL's own layer of such a file loses units, origin, fonts, justification, deleted elements and the curves in complex
/// elements; the library under it does not. Used by one thread at a time.
public struct DGNFile: ~Copyable {
    private let handle: OpenDGN
    private let remarks: Remarks
    public let path: String
    public let header: DGNHeader
    public let elementCount: Int
    /// The file's size.
    public let byteCount: Int
    /// Where each element begins, and its sort.
    private let index: UnsafePointer<DGNElementInfo>?

    /// Elements between two looks at what the library says.
    private static let stride = 4096

    public init(opening path: String) throws(GDALError) {
        GDALLibrary.prepare()
        try Dataset.findInput(path)
        let place = GDALPlace(path: path)
        let byteCount = FileBytes.size(of: path) ?? 0
        // dgnlib counts offsets in 32 bits.
        guard byteCount < Int(Int32.max) else {
            throw GDALError(.cannotOpen, call: "DGNOpen", at: place, messages: ["the file is larger than 2 GB"])
        }
        let remarks = Remarks()
        let checked = Checked("DGNOpen", .cannotOpen, at: place, remarks: remarks)
        let handle = OpenDGN(try checked.handle { DGNOpen(path, 0) })
        let raw = handle.raw
        DGNSetOptions(raw, Int32(DGNO_CAPTURE_RAW_DATA))
        var count: Int32 = 0
        var info: UnsafePointer<DGNElementInfo>?
        try Checked("DGNGetElementIndex", .readFailed, at: place, remarks: remarks).silent {
            info = DGNGetElementIndex(raw, &count)
        }
        let header = try DGNFile.readHeader(raw, place, remarks)
        self.handle = handle
        self.remarks = remarks
        self.path = path
        self.header = header
        self.byteCount = byteCount
        elementCount = Int(count)
        index = info
    }

    private var raw: UnsafeMutableRawPointer { handle.raw }

    /// What the library remarked.
    public var warnings: [String] { remarks.warnings + remarks.failures }

    private static func readHeader(
        _ file: UnsafeMutableRawPointer, _ place: GDALPlace, _ remarks: Remarks
    ) throws(GDALError) -> DGNHeader {
        DGNRewind(file)
        let core = try Checked("DGNReadElement", .readFailed, at: place, remarks: remarks).optionalHandle {
            DGNReadElement(file)
        }
        guard let core else {
            throw GDALError(
                .readFailed, call: "DGNReadElement", at: place,
                messages: ["the file is cut off within its header; copy it again"])
        }
        defer { DGNFreeElement(file, core) }
        guard Int(core.pointee.stype) == DGNST_TCB else {
            throw GDALError(
                .cannotOpen, call: "DGNReadElement", at: place,
                messages: ["its first element is no design file header; is it a cell library?"])
        }
        let header = UnsafeRawPointer(core).loadUnaligned(as: DGNElemTCB.self)
        return DGNHeader(header)
    }

    /// How many elements of these sorts there are, deleted ones too.
    public func count(of types: Set<DGNElementType>) -> Int {
        guard let index else { return 0 }
        return (0..<elementCount).count { types.contains(DGNElementType(rawValue: Int(index[$0].type))) }
    }

    /// Runs `body` with each element in the order of the file, deleted ones too.
    /// - Returns: how far the file could be read.
    public borrowing func forEachElement<E: Error>(
        _ body: (borrowing DGNElement) throws(E) -> Void
    ) throws(E) -> DGNReach {
        var reach = DGNReach(end: .bare, bytesRead: 0, byteCount: byteCount, elementCount: elementCount)
        DGNRewind(raw)
        var next = 0
        while next < elementCount {
            let until = min(next + DGNFile.stride, elementCount)
            var messages: [GDALMessage] = []
            // `listening` knows no typed throws: the error comes out as a value.
            let failure: E? = listening(to: &messages) {
                do throws(E) {
                    try readElements(next..<until, &reach, body)
                    return nil
                } catch {
                    return error
                }
            }
            remarks.add(messages)
            if let failure { throw failure }
            next = until
        }
        reach.end = endKind(behind: reach.bytesRead)
        return reach
    }

    private borrowing func readElements<E: Error>(
        _ numbers: Range<Int>, _ reach: inout DGNReach, _ body: (borrowing DGNElement) throws(E) -> Void
    ) throws(E) {
        for number in numbers {
            guard let core = DGNReadElement(raw) else {
                reach.malformedCount += 1
                if reach.firstMalformed == nil { reach.firstMalformed = number }
                // Its bytes are whole, or the index would end before it.
                if number + 1 < elementCount { DGNGotoElement(raw, Int32(number + 1)) }
                continue
            }
            let element = DGNElement(core, number: number, of: raw, header)
            reach.bytesRead = element.offset + element.byteCount
            try body(element)
        }
    }

    /// What the bytes behind the last element are.
    private borrowing func endKind(behind end: Int) -> DGNReach.End {
        let tail = FileBytes.read(path, from: end, count: 1 << 16)
        if tail.isEmpty { return .bare }
        guard tail.count >= 2, tail[0] == 0xFF, tail[1] == 0xFF else { return .cutOff }
        return DGNFile.looksLikeElements(tail[2...]) ? .elementsBehind : .mark
    }

    /// Whether three elements stand one behind the other in what may as well be the rest of a block on a disk.
    static func looksLikeElements(_ bytes: ArraySlice<UInt8>) -> Bool {
        var at = bytes.startIndex
        for _ in 0..<3 {
            guard at + 4 <= bytes.endIndex else { return false }
            let type = Int(bytes[at + 1] & 0x7F)
            let words = Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8
            // The shortest element with a display header has 24 words; the longest, MicroStation says, 768.
            guard (1...37).contains(type) || type == 66, (20...766).contains(words) else { return false }
            at += 4 + 2 * words
        }
        return at <= bytes.endIndex
    }
}

/// A file that dgnlib has open; closed when its owner goes.
struct OpenDGN: ~Copyable {
    let raw: UnsafeMutableRawPointer

    init(_ raw: UnsafeMutableRawPointer) {
        self.raw = raw
        LiveHandle.dgn.born()
    }

    deinit {
        DGNClose(raw)
        LiveHandle.dgn.died()
    }
}

/// Parts of files under any name that GDAL knows.
enum FileBytes {
    static func size(of path: String) -> Int? {
        guard let file = VSIFOpenL(path, "rb") else { return nil }
        defer { VSIFCloseL(file) }
        return VSIFSeekL(file, 0, SEEK_END) == 0 ? Int(VSIFTellL(file)) : nil
    }

    /// Up to `count` bytes of a file; none where it ends before.
    static func read(_ path: String, from offset: Int, count: Int) -> [UInt8] {
        guard let file = VSIFOpenL(path, "rb") else { return [] }
        defer { VSIFCloseL(file) }
        guard VSIFSeekL(file, vsi_l_offset(offset), SEEK_SET) == 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = VSIFReadL(buffer.baseAddress, 1, count, file)
        }
    }
}
