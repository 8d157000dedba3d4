/// Finds the outline (ward) over a point. A coarse grid answers for cells that no outline crosses: the first question
/// for one settles all that hang together with it. Millions of parcels, hundreds of wards with thousands of vertices.
public struct OutlineLocator: Sendable {
    private static let unknown: Int32 = -2
    private static let crossed: Int32 = -3
    /// Nothing covers the cell.
    private static let none: Int32 = -1

    private let store: RingStore
    private let index: ParcelIndex
    private let segments: [Segment]
    private let grid: SegmentGrid
    private let cell: Int64
    private let minX: Int64
    private let minY: Int64
    private let columns: Int
    private let rows: Int
    private var cells: [Int32]

    /// - Parameter cellsAcross: of the coarse grid; few for one outline that is asked few questions.
    public init(_ outlines: RingStore, cellsAcross: Int64 = 1000) {
        store = outlines
        index = ParcelIndex(outlines)
        var segments: [Segment] = []
        var box = GridBox.nothing
        for r in 0..<outlines.ringCount {
            let range = outlines.points(ofRing: r)
            guard var a = outlines.points[range].last else { continue }
            for b in outlines.points[range] {
                segments.append(Segment(a: a, b: b))
                box.join(b)
                a = b
            }
        }
        self.segments = segments
        grid = SegmentGrid(segments)
        if box.isNothing { box = GridBox(minX: 0, minY: 0, maxX: 0, maxY: 0) }
        minX = Int64(box.minX)
        minY = Int64(box.minY)
        let extent = max(Int64(box.maxX) - minX, Int64(box.maxY) - minY)
        cell = max(1, extent / cellsAcross + 1)
        columns = Int((Int64(box.maxX) - minX) / cell) + 1
        rows = Int((Int64(box.maxY) - minY) / cell) + 1
        cells = Array(repeating: OutlineLocator.unknown, count: columns * rows)
        for s in segments {
            // Every cell of the segment's box, widened: outlines have short segments.
            let x0 = max(0, Int((Int64(min(s.a.x, s.b.x)) - minX - 2) / cell))
            let x1 = min(columns - 1, Int((Int64(max(s.a.x, s.b.x)) - minX + 2) / cell))
            let y0 = max(0, Int((Int64(min(s.a.y, s.b.y)) - minY - 2) / cell))
            let y1 = min(rows - 1, Int((Int64(max(s.a.y, s.b.y)) - minY + 2) / cell))
            for y in y0...y1 { for x in x0...x1 { cells[y * columns + x] = OutlineLocator.crossed } }
        }
    }

    /// The outlines over a point, ascending. Exact.
    public func outlines(over p: FinePoint) -> [Int32] { index.parcels(covering: p) }

    /// The one outline that surely holds a whole box; nil when a line may cross it, or none or several hold it.
    public mutating func outline(holding box: GridBox) -> Int32? {
        let x0 = (Int64(box.minX) - minX) / cell
        let x1 = (Int64(box.maxX) - minX) / cell
        let y0 = (Int64(box.minY) - minY) / cell
        let y1 = (Int64(box.maxY) - minY) / cell
        guard Int64(box.minX) >= minX, Int64(box.minY) >= minY, x1 < Int64(columns), y1 < Int64(rows) else {
            return nil
        }
        var result: Int32?
        for y in Int(y0)...Int(y1) {
            for x in Int(x0)...Int(x1) {
                let k = y * columns + x
                if cells[k] == OutlineLocator.unknown { settle(x, y) }
                if cells[k] < 0 || (result != nil && result != cells[k]) { return nil }
                result = cells[k]
            }
        }
        return result
    }

    /// Asks for one cell that no line crosses, and gives the answer to all such cells that hang together with it.
    private mutating func settle(_ x: Int, _ y: Int) {
        let middle = FinePoint(
            x: (minX + Int64(x) * cell) * FinePoint.perUnit + cell * FinePoint.perUnit / 2,
            y: (minY + Int64(y) * cell) * FinePoint.perUnit + cell * FinePoint.perUnit / 2)
        let over = outlines(over: middle)
        let answer = over.count == 1 ? over[0] : (over.isEmpty ? OutlineLocator.none : OutlineLocator.crossed)
        var open = [y * columns + x]
        cells[open[0]] = answer
        while let k = open.popLast() {
            let column = k % columns
            for next in [
                column > 0 ? k - 1 : -1, column + 1 < columns ? k + 1 : -1, k - columns,
                k + columns < cells.count ? k + columns : -1,
            ] where next >= 0 && cells[next] == OutlineLocator.unknown {
                cells[next] = answer
                open.append(next)
            }
        }
    }

    /// One piece of a parcel between the lines.
    public struct Piece: Sendable {
        /// Ascending; empty outside all outlines.
        public var outlines: [Int32]
        public var doubledArea: Int128
        public var inner: FinePoint
        public var polygons: GridPolygons

        /// The diameter of the largest circle in the piece, in grid units; costs a search.
        public var width: Double { FaceShape(rings: polygons.map { $0[...] }).map { FaceWidth.width($0) } ?? 0 }
    }

    /// A parcel cut along the outlines; pieces below the grid are left out. A parcel that no line enters is one piece,
    /// though lines may run along its edges.
    public func pieces(ofParcel p: Int, in parcels: RingStore) throws(InvariantError) -> [Piece] {
        var box = GridBox.nothing
        var input: [TurnedSegment] = []
        for r in parcels.rings(ofParcel: p) {
            input.appendRing(parcels.points[parcels.points(ofRing: r)])
            for q in parcels.points[parcels.points(ofRing: r)] { box.join(q) }
        }
        if box.isNothing { return [] }
        let own = input.map(\.segment)
        var near: [Int] = []
        grid.forEachSegment(meeting: box) { near.append($0) }
        near.sort()
        var last = -1
        for i in near where i != last {
            last = i
            let s = segments[i]
            if max(s.a.x, s.b.x) > box.minX && min(s.a.x, s.b.x) < box.maxX && max(s.a.y, s.b.y) > box.minY
                && min(s.a.y, s.b.y) < box.maxY && mayEnter(s.a, s.b, own)
            {
                input.append(TurnedSegment(segment: s, parcelTurns: 0))
            }
        }
        if input.count == own.count {
            guard let inner = parcels.innerPoint(ofParcel: p) else { return [] }
            let polygons = parcels.polygons(ofParcel: p)
            let doubled = polygons.reduce(0) { $0 + $1.withUnsafeBufferPointer(ringDoubledArea) }
            return [
                Piece(
                    outlines: outlines(over: inner), doubledArea: doubled,
                    inner: inner,
                    polygons: polygons)
            ]
        }
        let local = try Arrangement(NodedEdges(noding: input), keepsWalls: true)
        var pieces: [Piece] = []
        for f in 1..<max(1, local.faceCount) where local.faceDepth[f] >= 1 {
            let shape = FaceShape(face: f, of: local)
            guard let inner = shape.innerPoint() else { continue }
            pieces.append(
                Piece(
                    outlines: outlines(over: inner), doubledArea: shape.doubledArea, inner: inner,
                    polygons: local.outline(ofFace: f)))
        }
        return pieces
    }
}
