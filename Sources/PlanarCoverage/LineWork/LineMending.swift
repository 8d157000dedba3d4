/// Closes lines that end just short of others and cuts those that run just past them. No point moves further than the
/// tolerance, and none moves twice.
struct LineMending {
    /// Units.
    let tolerance: Double
    private(set) var faults: [LineFault] = []
    /// Where ends have been moved to.
    private var settled: Set<GridPoint> = []

    init(tolerance: Double) { self.tolerance = tolerance }

    private enum Target {
        case node(GridPoint)
        case edge(Int32, GridPoint)

        var point: GridPoint {
            switch self {
            case .node(let p), .edge(_, let p): p
            }
        }
    }

    /// One round over all loose ends.
    ///
    /// - Returns: the segments afterwards with their lines, to be noded again; nil when nothing was to be done.
    mutating func round(_ graph: LineGraph) -> (segments: [Segment], lineOfSegment: [Int32])? {
        let ends = (0..<Int32(graph.nodeCount)).filter { graph.degree($0) == 1 }
        if ends.isEmpty { return nil }
        var removed = Set<Int32>()
        var open: [(end: Int32, own: Set<Int32>, before: Int32)] = []
        for end in ends {
            let walk = graph.walk(from: end, upTo: 3 * tolerance)
            if walk.meetsLines && walk.length <= tolerance {
                removed.formUnion(walk.edges)
                faults.append(
                    LineFault(
                        kind: .overshoot, paths: [walk.nodes.map { graph.point($0) }], length: walk.length,
                        lines: lines(walk.edges, graph)))
            } else if !settled.contains(graph.point(end)) {
                open.append((end, Set(walk.edges), walk.nodes[1]))
            }
        }
        var moved: [Int32: GridPoint] = [:]
        var cuts: [Int32: [GridPoint]] = [:]
        var met = Set<GridPoint>()
        if !open.isEmpty {
            let grid = SegmentGrid((0..<Int32(graph.edgeCount)).map { graph.segment($0) })
            for (end, own, before) in open where !met.contains(graph.point(end)) {
                let p = graph.point(end)
                guard let target = target(of: end, own, before, graph, grid, removed) else { continue }
                if case .edge(let e, let q) = target { cuts[e, default: []].append(q) }
                moved[end] = target.point
                // Two ends that meet each other: one of them moves.
                met.insert(target.point)
                settled.insert(target.point)
                faults.append(
                    LineFault(
                        kind: .undershoot, paths: [[p, target.point]], length: distance(p, target.point),
                        lines: lines(graph.edges(at: end), graph)))
            }
        }
        if removed.isEmpty && moved.isEmpty { return nil }
        return apply(graph, removed, moved, cuts)
    }

    private func lines(_ edges: some Sequence<Int32>, _ graph: LineGraph) -> [Int32] {
        Set(edges.map { graph.line[Int($0)] }).sorted()
    }

    /// Where a loose end should go: the nearest node, else where its line goes on to, else the nearest point of a line.
    private func target(
        of end: Int32, _ own: Set<Int32>, _ before: Int32, _ graph: LineGraph, _ grid: SegmentGrid,
        _ removed: Set<Int32>
    ) -> Target? {
        let p = graph.point(end)
        let reach = Int32(tolerance.rounded(.up))
        let box = GridBox(minX: p.x - reach, minY: p.y - reach, maxX: p.x + reach, maxY: p.y + reach)
        var near = Set<Int32>()
        grid.forEachSegment(meeting: box) { near.insert(Int32($0)) }
        near.subtract(own)
        near.subtract(removed)
        var node: (distance: Double, point: GridPoint)?
        var ahead: (distance: Double, edge: Int32, point: GridPoint)?
        var foot: (distance: Double, edge: Int32, point: GridPoint)?
        for e in near.sorted() {
            let segment = graph.segment(e)
            for q in [segment.a, segment.b] {
                let d = distance(p, q)
                if d > 0, d <= tolerance, node.map({ d < $0.distance || (d == $0.distance && q < $0.point) }) ?? true {
                    node = (d, q)
                }
            }
            if let hit = segment.meeting(rayFrom: graph.point(before), through: p), hit.behind <= tolerance {
                let q = GridPoint(x: Int32(hit.x.rounded()), y: Int32(hit.y.rounded()))
                if distance(p, q) <= tolerance, ahead.map({ hit.behind < $0.distance }) ?? true {
                    ahead = (hit.behind, e, q)
                }
            }
            let nearest = segment.nearest(to: p)
            let q = GridPoint(x: Int32(nearest.x.rounded()), y: Int32(nearest.y.rounded()))
            let d = distance(p, q)
            if d <= tolerance, foot.map({ d < $0.distance }) ?? true { foot = (d, e, q) }
        }
        if let node { return .node(node.point) }
        return (ahead ?? foot).map { .edge($0.edge, $0.point) }
    }

    private func apply(
        _ graph: LineGraph, _ removed: Set<Int32>, _ moved: [Int32: GridPoint], _ cuts: [Int32: [GridPoint]]
    ) -> (segments: [Segment], lineOfSegment: [Int32]) {
        var segments: [Segment] = []
        var lineOfSegment: [Int32] = []
        segments.reserveCapacity(graph.edgeCount)
        lineOfSegment.reserveCapacity(graph.edgeCount)
        for e in 0..<Int32(graph.edgeCount) where !removed.contains(e) {
            let from = graph.noded.from[Int(e)]
            let to = graph.noded.to[Int(e)]
            let a = moved[from] ?? graph.point(from)
            let b = moved[to] ?? graph.point(to)
            var chain = [a]
            if let points = cuts[e] { chain += points.sorted { distance(a, $0) < distance(a, $1) } }
            chain.append(b)
            for (p, q) in zip(chain, chain.dropFirst()) where p != q {
                segments.append(Segment(a: p, b: q))
                lineOfSegment.append(graph.line[Int(e)])
            }
        }
        return (segments, lineOfSegment)
    }
}
