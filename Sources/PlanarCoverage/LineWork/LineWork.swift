/// The boundary lines of a drawing on the grid, before anybody knows what they bound.
public struct LineWork: Sendable {
    public let grid: Grid
    var segments: [Segment] = []
    /// The line of each segment.
    var lineOfSegment: [Int32] = []
    /// A set of bits for each line, as of its level; a face carries the bits of all lines around it.
    var tags: [UInt64] = []
    /// Whether a line ends where it begins, as a shape does.
    var isClosed: [Bool] = []

    public init(grid: Grid) { self.grid = grid }

    public var lineCount: Int { tags.count }
    public var segmentCount: Int { segments.count }

    /// Appends a line of the drawing.
    ///
    /// - Parameters:
    ///   - xs: metres; `ys` has as many.
    ///   - tag: bits that the faces beside the line carry.
    /// - Returns: false where the grid does not reach; nothing is taken then.
    public mutating func append(xs: ArraySlice<Double>, ys: ArraySlice<Double>, tag: UInt64) -> Bool {
        let firstSegment = segments.count
        var before: GridPoint?
        var first: GridPoint?
        for (x, y) in zip(xs, ys) {
            guard let p = grid.point(x: x, y: y) else {
                segments.removeLast(segments.count - firstSegment)
                lineOfSegment.removeLast(lineOfSegment.count - firstSegment)
                return false
            }
            if let before, before != p {
                segments.append(Segment(a: before, b: p))
                lineOfSegment.append(Int32(tags.count))
            }
            if first == nil { first = p }
            before = p
        }
        tags.append(tag)
        isClosed.append(segments.count - firstSegment > 2 && first == before)
        return true
    }
}

/// What was wrong with lines, and what became of it. Lengths are in grid units.
public struct LineFault: Sendable {
    public enum Kind: Hashable, Sendable {
        /// A line ended this short of another; its end was moved there. The path is the move.
        case undershoot
        /// A line ran this far past another; the rest was taken away. The path is what was taken.
        case overshoot
        /// A line ends and meets nothing. The path leads to the nearest other line, the length is its distance (0 and
        /// a path of one point where there is none).
        case looseEnd
        /// Lines run over each other; they count once. The paths are the common stretches, the length is their sum.
        case doubledLine
        /// Two lines run beside each other with less than the tolerance between them; one was taken. The path is the
        /// outline of the ground between, the length its width.
        case nearlyDoubledLine
    }

    public var kind: Kind
    public var paths: [[GridPoint]]
    public var length: Double
    /// Lines of the `LineWork`, ascending.
    public var lines: [Int32]

    /// Where the fault is: the first point of its paths.
    public var at: GridPoint { paths[0][0] }
}
