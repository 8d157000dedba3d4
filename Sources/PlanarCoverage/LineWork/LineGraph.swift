/// Lines noded at every crossing, with who draws each edge.
struct LineGraph {
    var noded: NodedEdges
    /// The first line that draws each edge.
    private(set) var line: [Int32]
    /// The edges at node `n`: `edges[start[n] ..< start[n + 1]]`.
    private let start: [Int32]
    private let edges: [Int32]

    init(_ segments: [Segment], lineOfSegment: [Int32]) {
        noded = NodedEdges(noding: segments.map { TurnedSegment(segment: $0, parcelTurns: 0) })
        line = []
        line.reserveCapacity(noded.edgeCount)
        for e in 0..<noded.edgeCount {
            var least = Int32.max
            for source in noded.sources(ofEdge: e) {
                least = min(least, lineOfSegment[Int(source < 0 ? ~source : source)])
            }
            line.append(least)
        }
        var starts = [Int32](repeating: 0, count: noded.nodes.count + 1)
        for e in 0..<noded.edgeCount {
            starts[Int(noded.from[e]) + 1] += 1
            starts[Int(noded.to[e]) + 1] += 1
        }
        for n in 0..<noded.nodes.count { starts[n + 1] += starts[n] }
        var fill = starts
        var edges = [Int32](repeating: 0, count: noded.edgeCount * 2)
        for e in 0..<noded.edgeCount {
            for n in [Int(noded.from[e]), Int(noded.to[e])] {
                edges[Int(fill[n])] = Int32(e)
                fill[n] += 1
            }
        }
        start = starts
        self.edges = edges
    }

    var nodeCount: Int { noded.nodes.count }
    var edgeCount: Int { noded.edgeCount }

    func degree(_ n: Int32) -> Int { Int(start[Int(n) + 1] - start[Int(n)]) }
    func edges(at n: Int32) -> ArraySlice<Int32> { edges[Int(start[Int(n)])..<Int(start[Int(n) + 1])] }
    func point(_ n: Int32) -> GridPoint { noded.nodes[Int(n)] }
    func segment(_ e: Int32) -> Segment { Segment(a: point(noded.from[Int(e)]), b: point(noded.to[Int(e)])) }
    func otherEnd(of e: Int32, from n: Int32) -> Int32 {
        noded.from[Int(e)] == n ? noded.to[Int(e)] : noded.from[Int(e)]
    }

    /// A walk from a loose end along its line, until lines meet or the walk is longer than a limit.
    struct Walk {
        var edges: [Int32] = []
        var nodes: [Int32]
        var length = 0.0
        /// Whether the walk came to a node where lines meet.
        var meetsLines = false
    }

    /// - Parameter end: a node of degree 1.
    func walk(from end: Int32, upTo limit: Double) -> Walk {
        var walk = Walk(nodes: [end])
        var node = end
        var edge = edges(at: end).first ?? -1
        while walk.length <= limit {
            walk.edges.append(edge)
            let next = otherEnd(of: edge, from: node)
            walk.length += distance(point(node), point(next))
            walk.nodes.append(next)
            node = next
            if degree(node) != 2 {
                walk.meetsLines = degree(node) > 2
                break
            }
            let both = edges(at: node)
            edge = both.first == edge ? both.last ?? -1 : both.first ?? -1
            if node == end { break }
        }
        return walk
    }
}

@inline(__always)
func distance(_ a: GridPoint, _ b: GridPoint) -> Double {
    let dx = Double(a.x) - Double(b.x)
    let dy = Double(a.y) - Double(b.y)
    return (dx * dx + dy * dy).squareRoot()
}

extension Segment {
    /// The point of the segment nearest to `p`, in grid units.
    func nearest(to p: GridPoint) -> (x: Double, y: Double) {
        let dx = Double(b.x) - Double(a.x)
        let dy = Double(b.y) - Double(a.y)
        let px = Double(p.x) - Double(a.x)
        let py = Double(p.y) - Double(a.y)
        let square = dx * dx + dy * dy
        let t = square == 0 ? 0 : min(1, max(0, (px * dx + py * dy) / square))
        return (Double(a.x) + t * dx, Double(a.y) + t * dy)
    }

    /// The cosine of the angle between two directions.
    func cosine(with other: Segment) -> Double {
        let (dx, dy) = (Double(b.x) - Double(a.x), Double(b.y) - Double(a.y))
        let (ex, ey) = (Double(other.b.x) - Double(other.a.x), Double(other.b.y) - Double(other.a.y))
        let lengths = distance(a, b) * distance(other.a, other.b)
        return lengths > 0 ? (dx * ex + dy * ey) / lengths : 0
    }

    /// Where the ray from `from` through `p` meets the segment behind `p`, and how far behind.
    func meeting(rayFrom from: GridPoint, through p: GridPoint) -> (x: Double, y: Double, behind: Double)? {
        let length = distance(from, p)
        if length == 0 { return nil }
        let dx = (Double(p.x) - Double(from.x)) / length
        let dy = (Double(p.y) - Double(from.y)) / length
        let sx = Double(b.x) - Double(a.x)
        let sy = Double(b.y) - Double(a.y)
        let denominator = dx * sy - dy * sx
        if abs(denominator) < 1e-9 { return nil }
        let wx = Double(a.x) - Double(p.x)
        let wy = Double(a.y) - Double(p.y)
        let behind = (wx * sy - wy * sx) / denominator
        let along = (wx * dy - wy * dx) / denominator
        guard behind >= 0, along >= 0, along <= 1 else { return nil }
        return (Double(p.x) + behind * dx, Double(p.y) + behind * dy, behind)
    }
}
