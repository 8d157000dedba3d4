/// The ends that stay loose, each with the nearest place of another line.
struct LooseEnds {
    private(set) var faults: [LineFault] = []
    /// Other lines are looked for as far as this, in units.
    private let reach: Double

    init(_ graph: LineGraph, reach: Double) {
        self.reach = reach
        let ends = (0..<Int32(graph.nodeCount)).filter { graph.degree($0) == 1 }
        if ends.isEmpty { return }
        let grid = SegmentGrid((0..<Int32(graph.edgeCount)).map { graph.segment($0) })
        for end in ends {
            // The line itself, and the lines that it comes from, are not what it should have met.
            let walk = graph.walk(from: end, upTo: reach)
            let p = graph.point(end)
            let own = Set(walk.edges)
            let root = own.union(walk.nodes.last.map { graph.edges(at: $0) } ?? [])
            let found = nearest(to: p, own: root, graph, grid) ?? nearest(to: p, own: own, graph, grid)
            faults.append(
                LineFault(
                    kind: .looseEnd, paths: [found.map { [p, $0.point] } ?? [p]], length: found?.distance ?? 0,
                    lines: [graph.line[Int(walk.edges[0])]]))
        }
    }

    private func nearest(
        to p: GridPoint, own: Set<Int32>, _ graph: LineGraph, _ grid: SegmentGrid
    ) -> (distance: Double, point: GridPoint)? {
        var radius = reach / 64
        while radius <= reach {
            var best: (distance: Double, point: GridPoint)?
            let r = Int32(radius)
            grid.forEachSegment(
                meeting: GridBox(minX: p.x &- r, minY: p.y &- r, maxX: p.x &+ r, maxY: p.y &+ r)
            ) { i in
                if own.contains(Int32(i)) { return }
                let nearest = graph.segment(Int32(i)).nearest(to: p)
                let q = GridPoint(x: Int32(nearest.x.rounded()), y: Int32(nearest.y.rounded()))
                let d = distance(p, q)
                if d <= radius, best.map({ d < $0.distance || (d == $0.distance && q < $0.point) }) ?? true {
                    best = (d, q)
                }
            }
            if let best { return best }
            radius *= 4
        }
        return nil
    }
}
