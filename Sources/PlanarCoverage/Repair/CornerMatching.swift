/// Brings corners that mean the same point together, where a map misses itself by hairlines all over.
///
/// Corners no further apart than the tolerance move to the one that most parcels share, and a corner that lies on a
/// neighbour's edge becomes a vertex there. Two corners of one parcel never become one, so that no parcel folds, and
/// parcels that share a corner exactly move together.
public struct CornerMatching {
    /// New rings, ascending by parcel.
    public private(set) var outlines: [(parcel: Int32, rings: GridPolygons)] = []

    private let store: RingStore
    private let tolerance: Double
    private let frozen: Set<Int32>
    private var owners: [GridPoint: [Int32]] = [:]
    private var targets: [GridPoint: GridPoint] = [:]

    /// - Parameters:
    ///   - faults: mismatches to be matched.
    ///   - toleranceUnits: how far apart corners of one point may lie, in grid units.
    ///   - frozen: parcels that stay as they are.
    public init(_ store: RingStore, faults: [CoverageFault], toleranceUnits: Double, frozen: Set<Int32>) {
        self.store = store
        tolerance = toleranceUnits
        self.frozen = frozen
        let index = ParcelIndex(store)
        var places: Set<GridPoint> = []
        for fault in faults {
            places.formUnion(fault.nodes)
            for ring in fault.polygons { places.formUnion(ring) }
        }
        let parcels = CornerMatching.parcels(at: places, index, reach: Int32(tolerance.rounded(.up)))
        for p in parcels {
            for i in store.points(ofParcel: Int(p)) {
                let at = store.points[i]
                if owners[at]?.last != p { owners[at, default: []].append(p) }
            }
        }
        let corners = places.filter { owners[$0] != nil }.sorted(by: <)
        join(corners)
        let landing = Set(corners.map { targets[$0] ?? $0 })
        rewrite(parcels, landing, PointGrid(landing.sorted(by: <), cell: tolerance))
    }

    private static func parcels(at places: Set<GridPoint>, _ index: ParcelIndex, reach: Int32) -> [Int32] {
        var found: Set<Int32> = []
        for p in places {
            let box = GridBox(minX: p.x - reach, minY: p.y - reach, maxX: p.x + reach, maxY: p.y + reach)
            found.formUnion(index.parcels(meeting: box))
        }
        return found.sorted()
    }

    /// Joins the nearest corners first.
    private mutating func join(_ corners: [GridPoint]) {
        let grid = PointGrid(corners, cell: tolerance)
        var pairs: [(distance: Double, first: Int, second: Int)] = []
        for (i, p) in corners.enumerated() {
            grid.forEach(near: p) { j in
                let d = p.distance(to: corners[j])
                if j > i && d <= tolerance { pairs.append((d, i, j)) }
            }
        }
        pairs.sort { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
        var cluster = Array(corners.indices)
        var members = corners.indices.map { [$0] }
        for pair in pairs {
            let (a, b) = (cluster[pair.first], cluster[pair.second])
            if a == b { continue }
            let parcelsOfA = Set(members[a].flatMap { owners[corners[$0]] ?? [] })
            let parcelsOfB = members[b].flatMap { owners[corners[$0]] ?? [] }
            guard !parcelsOfB.contains(where: { parcelsOfA.contains($0) }) else { continue }
            guard members[a].allSatisfy({ m in
                members[b].allSatisfy { corners[m].distance(to: corners[$0]) <= tolerance }
            }) else { continue }
            members[a] += members[b]
            for m in members[b] { cluster[m] = a }
            members[b] = []
        }
        for group in members where group.count > 1 { settle(group.map { corners[$0] }) }
    }

    /// Chooses where a cluster's corners meet: at a frozen one, else where the fewest have to move.
    private mutating func settle(_ cluster: [GridPoint]) {
        let fixed = cluster.filter { (owners[$0] ?? []).contains { frozen.contains($0) } }
        if fixed.count > 1 { return }
        func rank(_ p: GridPoint) -> (Int, Double) {
            let way = cluster.reduce(0) { $0 + p.distance(to: $1) * Double(owners[$1]?.count ?? 1) }
            return (-(owners[p]?.count ?? 0), way)
        }
        guard let target = fixed.first ?? cluster.sorted(by: <).min(by: { rank($0) < rank($1) }) else { return }
        for p in cluster where p != target { targets[p] = target }
    }

    private mutating func rewrite(_ parcels: [Int32], _ landing: Set<GridPoint>, _ grid: PointGrid) {
        for parcel in parcels where !frozen.contains(parcel) {
            let old = store.polygons(ofParcel: Int(parcel))
            var isChanged = false
            var rings: GridPolygons = []
            for ring in old {
                var new: [GridPoint] = []
                let moved = ring.map { targets[$0] ?? $0 }
                let own = Set(moved)
                for (i, a) in moved.enumerated() {
                    let b = moved[i + 1 == moved.count ? 0 : i + 1]
                    if new.last != a { new.append(a) }
                    new += inserted(a, b, own, landing, grid)
                }
                while new.count > 1, new.first == new.last { new.removeLast() }
                if new != ring { isChanged = true }
                rings.append(new)
            }
            if isChanged { outlines.append((parcel, rings)) }
        }
    }

    /// Corners that lie on an edge within the tolerance, in order, none of them near its ends.
    private func inserted(
        _ a: GridPoint, _ b: GridPoint, _ own: Set<GridPoint>, _ landing: Set<GridPoint>, _ grid: PointGrid
    ) -> [GridPoint] {
        let edge = Segment(a: a, b: b)
        let length = a.distance(to: b)
        if length <= 2 * tolerance { return [] }
        var found: [(at: Double, point: GridPoint)] = []
        let dx = (Double(b.x) - Double(a.x)) / length
        let dy = (Double(b.y) - Double(a.y)) / length
        grid.forEach(along: edge) { p in
            if own.contains(p) { return }
            let at = (Double(p.x) - Double(a.x)) * dx + (Double(p.y) - Double(a.y)) * dy
            guard at > 0, at < length, edge.foot(of: p).distance <= tolerance, p.distance(to: a) > tolerance,
                p.distance(to: b) > tolerance
            else { return }
            found.append((at, p))
        }
        return found.sorted { ($0.at, $0.point.x, $0.point.y) < ($1.at, $1.point.x, $1.point.y) }.map(\.point)
    }
}

/// Points by square cells.
private struct PointGrid {
    private struct Cell: Hashable {
        var x: Int64
        var y: Int64
    }

    private let points: [GridPoint]
    private let size: Int64
    private var cells: [Cell: [Int32]] = [:]

    init(_ points: [GridPoint], cell: Double) {
        self.points = points
        // Edges are long against the tolerance: larger cells than it make fewer of them to look into.
        size = max(16, Int64((8 * cell).rounded(.up)))
        for (i, p) in points.enumerated() { cells[place(p), default: []].append(Int32(i)) }
    }

    private func place(_ p: GridPoint) -> Cell { Cell(x: floor(Int64(p.x)), y: floor(Int64(p.y))) }
    private func floor(_ v: Int64) -> Int64 { v >= 0 ? v / size : -((size - 1 - v) / size) }

    /// Calls with the points within a cell of a point.
    func forEach(near p: GridPoint, _ body: (Int) -> Void) {
        let c = place(p)
        for x in c.x - 1...c.x + 1 {
            for y in c.y - 1...c.y + 1 { for i in cells[Cell(x: x, y: y)] ?? [] { body(Int(i)) } }
        }
    }

    /// Calls with the points near a segment.
    func forEach(along s: Segment, _ body: (GridPoint) -> Void) {
        let steps = max(1, Int64((s.a.distance(to: s.b) / Double(size)).rounded(.up)))
        var seen: Set<Cell> = []
        for k in 0...steps {
            let t = Double(k) / Double(steps)
            let x = Int64((Double(s.a.x) + t * (Double(s.b.x) - Double(s.a.x))).rounded())
            let y = Int64((Double(s.a.y) + t * (Double(s.b.y) - Double(s.a.y))).rounded())
            for cx in floor(x) - 1...floor(x) + 1 {
                for cy in floor(y) - 1...floor(y) + 1 where seen.insert(Cell(x: cx, y: cy)).inserted {
                    for i in cells[Cell(x: cx, y: cy)] ?? [] { body(points[Int(i)]) }
                }
            }
        }
    }
}
