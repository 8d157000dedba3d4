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
    ///   - index: that of the store, where it is known.
    public init(
        _ store: RingStore, faults: [CoverageFault], toleranceUnits: Double, frozen: Set<Int32>,
        index: ParcelIndex? = nil
    ) {
        self.store = store
        tolerance = toleranceUnits
        self.frozen = frozen
        let index = index ?? ParcelIndex(store)
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
        rewrite(parcels, landing)
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
        let grid = SegmentGrid(corners.map { Segment(a: $0, b: $0) }, reach: reach)
        var pairs: [(distance: Double, first: Int, second: Int)] = []
        for (i, p) in corners.enumerated() {
            grid.forEachSegment(near: p) { j in
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
            guard
                members[a].allSatisfy({ m in
                    members[b].allSatisfy { corners[m].distance(to: corners[$0]) <= tolerance }
                })
            else { continue }
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

    private mutating func rewrite(_ parcels: [Int32], _ landing: Set<GridPoint>) {
        var edges: [Segment] = []
        var owner: [Int32] = []
        for parcel in parcels where !frozen.contains(parcel) {
            for ring in store.polygons(ofParcel: Int(parcel)) {
                for (i, a) in ring.enumerated() {
                    let b = ring[i + 1 == ring.count ? 0 : i + 1]
                    edges.append(Segment(a: targets[a] ?? a, b: targets[b] ?? b))
                    owner.append(parcel)
                }
            }
        }
        let inserted = insertions(edges, owner, landing)
        var next = 0
        for parcel in parcels where !frozen.contains(parcel) {
            var isChanged = false
            var rings: GridPolygons = []
            for ring in store.polygons(ofParcel: Int(parcel)) {
                var new: [GridPoint] = []
                for _ in ring {
                    if new.last != edges[next].a { new.append(edges[next].a) }
                    new += inserted[next] ?? []
                    next += 1
                }
                while new.count > 1, new.first == new.last { new.removeLast() }
                if new != ring { isChanged = true }
                rings.append(new)
            }
            if isChanged { outlines.append((parcel, rings)) }
        }
    }

    /// By edge: corners of others that lie on it within the tolerance, in order, none of them near its ends.
    private func insertions(
        _ edges: [Segment], _ owner: [Int32], _ landing: Set<GridPoint>
    ) -> [Int: [GridPoint]] {
        let grid = SegmentGrid(edges, reach: reach)
        let corners = CornerOwners(edges, owner)
        var found: [Int: [GridPoint]] = [:]
        for p in landing {
            grid.forEachSegment(near: p) { e in
                let edge = edges[e]
                guard p.distance(to: edge.a) > tolerance, p.distance(to: edge.b) > tolerance,
                    edge.foot(of: p).distance <= tolerance, !corners.isCorner(p, of: owner[e])
                else { return }
                found[e, default: []].append(p)
            }
        }
        for (e, points) in found where points.count > 1 {
            found[e] = points.sorted {
                (edges[e].a.distance(to: $0), $0.x, $0.y) < (edges[e].a.distance(to: $1), $1.x, $1.y)
            }
        }
        return found
    }

    /// Segments that come within the tolerance of a point share a cell with it.
    private var reach: Int64 { 2 * Int64(tolerance.rounded(.up)) + 2 }
}
