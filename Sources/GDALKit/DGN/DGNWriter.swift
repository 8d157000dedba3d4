import CGDAL
import Glibc

/// Writes a DGN V7 file in two dimensions: all of it, or nothing.
///
/// It comes into being in memory, is written to a hidden folder beside its target, and gets its final name in `close()`.
/// Coordinates are master units, rounded to the unit of resolution; what does not fit the file's 32 bits is an error.
public struct DGNWriter: ~Copyable {
    private let target: OpenDGN
    private let memory: MemoryFile
    private let output: StagedOutput
    private let plane: DGNPlane
    public let header: DGNHeader
    /// Elements so far, without the file's head; the parts of complex ones count.
    public private(set) var elementCount = 0

    /// Vertices that one element of a V7 file holds.
    public static let verticesPerElement = 101
    /// Characters that a text holds.
    public static let bytesPerText = 255
    /// Words that the parts of a complex element may have together.
    private static let wordsPerComplex = 65_000

    /// - Parameters:
    ///   - path: the file to make.
    ///   - header: its units; always of two dimensions.
    ///   - replacing: whether an existing file may be replaced.
    public init(creating path: String, header: DGNHeader = .vietnam, replacing: Bool = false) throws(GDALError) {
        GDALLibrary.prepare()
        let place = GDALPlace(path: path)
        let output = try StagedOutput(for: path, replacing: replacing)
        guard let seed = CPLFindFile("gdal", "seed_2d.dgn").map({ String(cString: $0) }) else {
            throw GDALError(
                .cannotCreate, call: "CPLFindFile", at: place,
                messages: ["GDAL's data folder has no seed_2d.dgn; is GDAL_DATA set to another place?"])
        }
        let memory = MemoryFile()
        let name = memory.path
        let flags = Int32(DGNCF_COPY_SEED_FILE_COLOR_TABLE)
        let handle = OpenDGN(
            try Checked("DGNCreate", .cannotCreate, at: place).handle {
                DGNCreate(
                    name, seed, flags, 0 - header.originX, 0 - header.originY, 0, Int32(header.subUnitsPerMaster),
                    Int32(header.unitsPerSubUnit), DGNWriter.unitName(header.masterUnit),
                    DGNWriter.unitName(header.subUnit))
            })
        target = handle
        self.memory = memory
        self.output = output
        self.header = header
        plane = DGNPlane(header: header)
    }

    /// Two letters, as the head of the file has them.
    private static func unitName(_ name: String) -> String {
        String((name + "  ").prefix(2))
    }

    /// Draws a chain of lines: a line, a line string, or a complex chain of them where it has more vertices than one
    /// holds.
    /// - Parameter xy: x, y, x, y...
    public mutating func addChain(_ xy: [Double], level: Int, look: DGNLook = DGNLook()) throws(GDALError) {
        try check(level: level)
        let points = try units(xy)
        precondition(points.count >= 2, "a chain has two vertices at least")
        let limit = DGNWriter.verticesPerElement
        if points.count <= limit {
            let type = points.count == 2 ? DGNT_LINE : DGNT_LINE_STRING
            try write([multiPoint(type, points[...])], level, look)
            return
        }
        for part in DGNWriter.complexParts(of: points) {
            try writeComplex(DGNT_COMPLEX_CHAIN_HEADER, part, level, look)
        }
    }

    /// Draws a ring: a shape, or a complex shape where it has more vertices than one holds.
    /// - Parameter xy: x, y, x, y...; the last vertex is the first one again.
    public mutating func addShape(_ xy: [Double], level: Int, look: DGNLook = DGNLook()) throws(GDALError) {
        try check(level: level)
        let points = try units(xy)
        precondition(points.count >= 4 && points.first == points.last, "a ring is closed")
        if points.count <= DGNWriter.verticesPerElement {
            try write([multiPoint(DGNT_SHAPE, points[...])], level, look)
            return
        }
        let parts = DGNWriter.complexParts(of: points)
        // A ring too long for one complex element is drawn as chains, which together close it.
        let type = parts.count == 1 ? DGNT_COMPLEX_SHAPE_HEADER : DGNT_COMPLEX_CHAIN_HEADER
        for part in parts { try writeComplex(type, part, level, look) }
    }

    /// Draws an arc of a circle or an ellipse, or all of it with a sweep of a full turn.
    public mutating func addArc(_ arc: DGNArc, level: Int, look: DGNLook = DGNLook()) throws(GDALError) {
        try check(level: level)
        let reach = max(arc.primary, arc.secondary)
        _ = try units([arc.x - reach, arc.y - reach, arc.x + reach, arc.y + reach])
        let isWhole = abs(arc.sweep) >= 2 * .pi
        let file = target.raw
        let element = try checked("DGNCreateArcElem").handle {
            DGNCreateArcElem(
                file, Int32(isWhole ? DGNT_ELLIPSE : DGNT_ARC), arc.x, arc.y, 0, arc.primary, arc.secondary,
                DGNPlane.degrees(arc.start), DGNPlane.degrees(arc.sweep),
                DGNPlane.degrees(atan2(arc.axes.uy, arc.axes.ux)), nil)
        }
        try write([element], level, look)
    }

    /// Writes a text of one line.
    /// - Parameters:
    ///   - bytes: in the encoding of its font; none is 0.
    ///   - text: how it stands; `x` and `y` are its lower left corner, `bytes` is not used.
    public mutating func addText(
        _ bytes: [UInt8], _ text: DGNText, level: Int, look: DGNLook = DGNLook()
    ) throws(GDALError) {
        try check(level: level)
        guard (1...DGNWriter.bytesPerText).contains(bytes.count), !bytes.contains(0) else {
            throw refusal("a text of \(bytes.count) characters; a text has 1 to \(DGNWriter.bytesPerText)")
        }
        guard (0...255).contains(text.font), text.height > 0, text.characterWidth > 0 else {
            throw refusal("font \(text.font), height \(text.height); fonts are 0 to 255, heights more than 0")
        }
        let (c, s) = (cos(text.angle), sin(text.angle))
        let width = text.characterWidth * Double(bytes.count)
        // The corners of the text, for the box around it, and as a proof that it fits.
        let corners = try units([
            text.x, text.y, text.x + width * c, text.y + width * s, text.x - text.height * s,
            text.y + text.height * c, text.x + width * c - text.height * s, text.y + width * s + text.height * c,
        ])
        let origin = plane.vertex(corners[0])
        let file = target.raw
        let letters = bytes.map { CChar(bitPattern: $0) } + [0]
        let element = try checked("DGNCreateTextElem").handle {
            DGNCreateTextElem(
                file, letters, Int32(text.font), Int32(text.justification), text.characterWidth, text.height,
                DGNPlane.degrees(text.angle), nil, origin.x, origin.y, 0)
        }
        // The library states a box that reaches as far to the left and down as the text to the right and up.
        DGNWriter.state(corners, asBoxOf: element)
        try write([element], level, look)
    }

    /// Finishes: everything on disk, under its final name.
    public consuming func close() throws(GDALError) {
        try memory.write(to: output.path, at: GDALPlace(path: output.target))
        try output.publish()
    }

    private func checked(_ call: String) -> Checked {
        Checked(call, .writeFailed, at: GDALPlace(path: output.target))
    }

    private func check(level: Int) throws(GDALError) {
        guard (0...63).contains(level) else { throw refusal("level \(level); V7 files have levels 0 to 63") }
    }

    private func refusal(_ text: String) -> GDALError {
        GDALError(.doesNotFit, call: "DGNWriteElement", at: GDALPlace(path: output.target), messages: [text])
    }

    private func units(_ xy: [Double]) throws(GDALError) -> [DGNUnitPoint] {
        guard let points = plane.units(xy) else {
            let reach = Double(Int32.max) / header.unitsPerMaster
            let outside = stride(from: 0, to: xy.count - 1, by: 2).first { plane.unit(xy[$0], xy[$0 + 1]) == nil } ?? 0
            throw refusal(
                "the point \(xy[outside]), \(xy[outside + 1]) is outside the plane of a V7 file, which reaches \(reach) "
                    + "\(header.masterUnit) from \(header.originX), \(header.originY)")
        }
        return points
    }

    private func multiPoint(
        _ type: Int, _ points: ArraySlice<DGNUnitPoint>
    ) throws(GDALError) -> UnsafeMutablePointer<DGNElemCore> {
        var vertices = plane.vertices(points)
        let file = target.raw
        return try checked("DGNCreateMultiPointElem").handle {
            DGNCreateMultiPointElem(file, Int32(type), Int32(vertices.count), &vertices)
        }
    }

    /// The vertices of complex elements that together draw the points, each as line strings that begin where the one
    /// before them ends.
    private static func complexParts(of points: [DGNUnitPoint]) -> [[ArraySlice<DGNUnitPoint>]] {
        let wordsPerString = 19 + 4 * verticesPerElement
        let stringsPerPart = wordsPerComplex / wordsPerString
        var strings: [ArraySlice<DGNUnitPoint>] = []
        var start = 0
        while start < points.count - 1 {
            let end = min(start + verticesPerElement, points.count)
            strings.append(points[start..<end])
            start = end - 1
        }
        return stride(from: 0, to: strings.count, by: stringsPerPart).map {
            Array(strings[$0..<min($0 + stringsPerPart, strings.count)])
        }
    }

    private mutating func writeComplex(
        _ type: Int, _ strings: [ArraySlice<DGNUnitPoint>], _ level: Int, _ look: DGNLook
    ) throws(GDALError) {
        let file = target.raw
        var parts: [UnsafeMutablePointer<DGNElemCore>?] = []
        for string in strings {
            let part = try multiPoint(string.count == 2 ? DGNT_LINE : DGNT_LINE_STRING, string)
            try dress(part, level, look)
            parts.append(part)
        }
        let head = try checked("DGNCreateComplexHeaderFromGroup").handle {
            DGNCreateComplexHeaderFromGroup(file, Int32(type), Int32(parts.count), &parts)
        }
        // The library marks the head as a part of itself.
        head.pointee.in_complex = 0
        try write([head] + parts.compactMap { $0 }, level, look)
    }

    private func dress(
        _ element: UnsafeMutablePointer<DGNElemCore>, _ level: Int, _ look: DGNLook
    ) throws(GDALError) {
        let file = target.raw
        try checked("DGNUpdateElemCore").truth {
            DGNUpdateElemCore(
                file, element, Int32(level), Int32(look.graphicGroup), Int32(look.color), Int32(look.weight),
                Int32(look.style)) != 0
        }
    }

    /// Writes elements and gives them back to the library.
    private mutating func write(
        _ elements: [UnsafeMutablePointer<DGNElemCore>], _ level: Int, _ look: DGNLook
    ) throws(GDALError) {
        let file = target.raw
        defer { for element in elements { DGNFreeElement(file, element) } }
        for element in elements {
            try dress(element, level, look)
            try checked("DGNWriteElement").truth { DGNWriteElement(file, element) != 0 }
            elementCount += 1
        }
    }

    private static func state(_ corners: [DGNUnitPoint], asBoxOf element: UnsafeMutablePointer<DGNElemCore>) {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        guard let bytes = element.pointee.raw_data, let minX = xs.min(), let maxX = xs.max(), let minY = ys.min(),
            let maxY = ys.max()
        else { return }
        for (at, value) in [(4, minX), (8, minY), (16, maxX), (20, maxY)] {
            // Without a sign, the high word first.
            let bits = UInt32(bitPattern: value) ^ 1 << 31
            for (i, shift) in [16, 24, 0, 8].enumerated() { bytes[at + i] = UInt8(truncatingIfNeeded: bits >> shift) }
        }
    }
}

/// How an element looks and what it belongs to.
public struct DGNLook: Hashable, Sendable {
    /// 0 to 255, in the file's colour table.
    public var color: Int
    /// 0 to 31.
    public var weight: Int
    /// 0 for a solid line, 1 to 7 for dots and dashes.
    public var style: Int
    /// Elements with the same number other than 0 are selected together.
    public var graphicGroup: Int

    public init(color: Int = 0, weight: Int = 0, style: Int = 0, graphicGroup: Int = 0) {
        self.color = color
        self.weight = weight
        self.style = style
        self.graphicGroup = graphicGroup
    }
}

/// A file of GDAL's in memory; gone when its owner goes.
private struct MemoryFile: ~Copyable {
    let path: String
    private static let numbers = Guarded(0)

    init() {
        let number = MemoryFile.numbers.withLock { number in
            number += 1
            return number
        }
        path = "/vsimem/parcelmap-\(number).dgn"
    }

    deinit { VSIUnlink(path) }

    /// Writes what is in it to a file of the machine.
    func write(to target: String, at place: GDALPlace) throws(GDALError) {
        var size: vsi_l_offset = 0
        guard let bytes = VSIGetMemFileBuffer(path, &size, 0), let file = fopen(target, "wb") else {
            let reason = String(cString: strerror(errno))
            throw GDALError(.cannotCreate, call: "fopen", at: place, messages: [reason])
        }
        let isWritten = fwrite(bytes, 1, Int(size), file) == Int(size)
        let reason = String(cString: strerror(errno))
        guard fclose(file) == 0, isWritten else {
            throw GDALError(.writeFailed, call: "fwrite", at: place, messages: [reason])
        }
    }
}
