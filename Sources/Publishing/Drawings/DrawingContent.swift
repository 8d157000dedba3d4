public import MapReading

/// Lines and texts to be written as a drawing, in metres.
public struct DrawingContent: Sendable {
    public private(set) var xs: [Double] = []
    public private(set) var ys: [Double] = []
    /// Chain `c` has the vertices `chainStart[c]..<chainStart[c + 1]`.
    public private(set) var chainStart: [Int32] = [0]
    /// The level of each chain, 0 to 63.
    public private(set) var chainLevel: [UInt8] = []
    public private(set) var texts: [DrawingText] = []
    /// Points of their own, as the label points of parcels.
    public private(set) var points: [(x: Double, y: Double, level: UInt8)] = []

    public init() {}

    public var chainCount: Int { chainLevel.count }

    /// Adds a chain of lines; a ring ends with its first vertex.
    public mutating func add(_ points: some Sequence<(x: Double, y: Double)>, level: UInt8) {
        let start = xs.count
        for point in points {
            xs.append(point.x)
            ys.append(point.y)
        }
        precondition(xs.count - start >= 2, "a chain has two vertices at least")
        chainStart.append(Int32(xs.count))
        chainLevel.append(level)
    }

    public mutating func add(_ text: DrawingText) { texts.append(text) }

    public mutating func add(pointAtX x: Double, y: Double, level: UInt8) { points.append((x, y, level)) }

    func vertices(ofChain c: Int) -> Range<Int> { Int(chainStart[c])..<Int(chainStart[c + 1]) }

    func isClosed(chain c: Int) -> Bool {
        let range = vertices(ofChain: c)
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return range.count > 3 && xs[first] == xs[last] && ys[first] == ys[last]
    }
}

/// A text to be written, of one line.
public struct DrawingText: Hashable, Sendable {
    public var text: String
    /// The point that its justification tells of, in metres.
    public var x: Double
    public var y: Double
    /// 0 to 63.
    public var level: UInt8
    public var heightMetres: Double
    /// Counter-clockwise from east.
    public var angleRadians: Double
    public var justification: TextJustification

    public init(
        _ text: String, x: Double, y: Double, level: UInt8, heightMetres: Double, angleRadians: Double = 0,
        justification: TextJustification = .bottomLeft
    ) {
        self.text = text
        self.x = x
        self.y = y
        self.level = level
        self.heightMetres = heightMetres
        self.angleRadians = angleRadians
        self.justification = justification
    }
}
