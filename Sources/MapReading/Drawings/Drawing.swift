/// The line work and the texts of one file, as flat columns.
///
/// Coordinates are metres in the drawing's own CRS; heights are gone. What the levels mean is not known here, and texts
/// are the file's own bytes: `textsAreUnicode` says whether they still must be decoded.
public struct Drawing: Sendable {
    /// The file as it was named.
    public var source: String
    public var format: DrawingFormat
    /// The names of levels or layers that hold something ("10", "RANH_THUA"); a level's id is its index.
    public private(set) var levels: [String] = []
    /// The fonts of the texts; a font's id is its index.
    public private(set) var fonts: [DrawnFont] = []

    /// The vertices of all chains, in metres.
    public private(set) var xs: [Double] = []
    public private(set) var ys: [Double] = []
    /// Chain `c` has the vertices `chainStart[c]..<chainStart[c + 1]`, two or more; it is closed when the last one is
    /// the first one again.
    public private(set) var chainStart: [Int32] = [0]
    /// The level of each chain.
    public private(set) var chainLevel: [Int32] = []
    /// The number of each chain's element in the file, from 0, for messages.
    public private(set) var chainElement: [Int32] = []

    /// Points that are no lines.
    public var points: [DrawnPoint] = []

    public private(set) var texts: [DrawnText] = []
    /// What the texts say, one behind the other; see `DrawnText.bytes`.
    public private(set) var textBytes: [UInt8] = []
    /// Whether all texts are UTF-8; otherwise those that are not `DrawnText.isUnicode` are in the encoding of their font.
    public var textsAreUnicode = false

    /// What there was of each sort of element on each level.
    public internal(set) var tallies: [ElementTally] = []
    /// The file's size in bytes.
    public internal(set) var byteCount = 0
    /// The bytes up to the end of the last element that was read.
    public internal(set) var bytesRead = 0
    public internal(set) var units: DrawingUnits
    /// The CRS that the source states, as WKT; nil for formats that have none.
    public internal(set) var statedCRS: String?
    /// The code page of texts that the head of a DXF names, as `ANSI_1258`.
    public internal(set) var codePage: String?
    /// What reading it noticed, in the order in which things happened.
    public internal(set) var notes: [DrawingNote] = []

    private var levelNumbers: [String: Int32] = [:]
    private var fontNumbers: [DrawnFont: Int32] = [:]

    public init(source: String, format: DrawingFormat, units: DrawingUnits = .metres) {
        self.source = source
        self.format = format
        self.units = units
    }

    public var chainCount: Int { chainLevel.count }

    /// The vertices of a chain, as indices of `xs` and `ys`.
    public func vertices(ofChain c: Int) -> Range<Int> { Int(chainStart[c])..<Int(chainStart[c + 1]) }

    public func isClosed(chain c: Int) -> Bool {
        let range = vertices(ofChain: c)
        guard range.count > 3 else { return false }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return xs[first] == xs[last] && ys[first] == ys[last]
    }

    /// The bytes of a text as they stand in the file.
    public func bytes(of text: DrawnText) -> ArraySlice<UInt8> { textBytes[Int(text.start)..<Int(text.end)] }

    /// The font that a text is set in; nil where the file does not say.
    public func font(of text: DrawnText) -> DrawnFont? { text.fontID < 0 ? nil : fonts[Int(text.fontID)] }

    /// The id of a level; a new one when it is seen for the first time.
    public mutating func levelID(_ name: String) -> Int32 {
        if let id = levelNumbers[name] { return id }
        let id = Int32(levels.count)
        levels.append(name)
        levelNumbers[name] = id
        return id
    }

    /// The id of a font; a new one when it is seen for the first time.
    public mutating func fontID(_ font: DrawnFont) -> Int32 {
        if let id = fontNumbers[font] { return id }
        let id = Int32(fonts.count)
        fonts.append(font)
        fontNumbers[font] = id
        return id
    }

    /// Adds a vertex, in metres, to the chain that is being drawn. A point that repeats the one before it is left out.
    @inline(__always)
    public mutating func addVertex(_ x: Double, _ y: Double) {
        if xs.count > Int(chainStart[chainStart.count - 1]), xs[xs.count - 1] == x, ys[ys.count - 1] == y { return }
        xs.append(x)
        ys.append(y)
    }

    /// Whether a chain has been begun and not ended.
    public var isDrawing: Bool { xs.count > Int(chainStart[chainStart.count - 1]) }

    /// Ends the chain that is being drawn.
    /// - Returns: whether it is one; a single point, or no point at all, leaves nothing behind.
    @discardableResult
    public mutating func endChain(level: Int32, element: Int32) -> Bool {
        let start = Int(chainStart[chainStart.count - 1])
        guard xs.count - start > 1 else {
            xs.removeSubrange(start...)
            ys.removeSubrange(start...)
            return false
        }
        precondition(xs.count <= Int(Int32.max), "more than 2^31 vertices")
        chainStart.append(Int32(xs.count))
        chainLevel.append(level)
        chainElement.append(element)
        return true
    }

    /// Adds a text.
    /// - Parameter bytes: what it says; `text.start` and `text.end` are set here.
    public mutating func addText(_ text: DrawnText, bytes: some Collection<UInt8>) {
        var text = text
        precondition(textBytes.count + bytes.count <= Int(Int32.max), "more than 2^31 bytes of text")
        text.start = Int32(textBytes.count)
        textBytes.append(contentsOf: bytes)
        text.end = Int32(textBytes.count)
        texts.append(text)
    }

    /// Notes something once.
    mutating func note(_ note: DrawingNote) {
        if !notes.contains(note) { notes.append(note) }
    }

    mutating func reserve(vertices: Int, chains: Int, texts: Int) {
        xs.reserveCapacity(vertices)
        ys.reserveCapacity(vertices)
        chainStart.reserveCapacity(chains + 1)
        chainLevel.reserveCapacity(chains)
        chainElement.reserveCapacity(chains)
        self.texts.reserveCapacity(texts)
    }
}

/// What a drawing is kept in.
public enum DrawingFormat: String, Hashable, Sendable, CaseIterable {
    /// MicroStation's format up to V7.
    case dgn7 = "dgn"
    case dxf
    /// AutoCAD 2000.
    case dwg
    /// Line work in a layer of any other format.
    case layer
}

/// A point of a drawing: a mark of its own, as the label point of a parcel.
public struct DrawnPoint: Hashable, Sendable {
    /// In metres.
    public var x: Double
    public var y: Double
    /// An index of `Drawing.levels`.
    public var level: Int32
    /// The number of its element in the file, from 0, for messages.
    public var element: Int32

    public init(x: Double, y: Double, level: Int32, element: Int32) {
        self.x = x
        self.y = y
        self.level = level
        self.element = element
    }
}

/// How many elements of one sort stood on one level.
public struct ElementTally: Hashable, Sendable {
    /// The level's name.
    public var level: String
    /// The sort as its format calls it: `line string`, `LWPOLYLINE`.
    public var element: String
    /// Elements that became chains or texts, or that are the heads of such.
    public var read = 0
    /// Elements that are marked as deleted, or that are on a layer that is switched off for good.
    public var deleted = 0
    /// Elements that hold lines or texts and could not be read.
    public var notRead = 0

    public init(level: String, element: String) {
        self.level = level
        self.element = element
    }
}
