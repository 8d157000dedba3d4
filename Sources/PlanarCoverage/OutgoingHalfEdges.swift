/// The half-edges that leave each node, counter-clockwise.
struct OutgoingHalfEdges {
    private var starts: [Int32]
    private(set) var halfEdges: [Int32]
    private let directions: [GridPoint]
    private let origin: [Int32]

    init(nodes: [GridPoint], origin: [Int32]) {
        var starts = [Int32](repeating: 0, count: nodes.count + 1)
        for n in origin { starts[Int(n) + 1] += 1 }
        for n in 0..<nodes.count { starts[n + 1] += starts[n] }
        var fill = starts
        var halfEdges = [Int32](repeating: 0, count: origin.count)
        for h in 0..<origin.count {
            let n = Int(origin[h])
            halfEdges[Int(fill[n])] = Int32(h)
            fill[n] += 1
        }
        for n in 0..<nodes.count {
            let range = Int(starts[n])..<Int(starts[n + 1])
            if range.count < 3 { continue }
            let centre = nodes[n]
            halfEdges[range].sort { g, h in
                OutgoingHalfEdges.isBefore(
                    nodes[Int(origin[Int(g ^ 1)])], nodes[Int(origin[Int(h ^ 1)])], around: centre)
            }
        }
        self.starts = starts
        self.halfEdges = halfEdges
        self.directions = nodes
        self.origin = origin
    }

    func range(ofNode n: Int) -> Range<Int> { Int(starts[n])..<Int(starts[n + 1]) }

    /// The half-edge with the greatest angle, among half-edges that all point right or straight up.
    func uppermost(_ range: Range<Int>) -> Int32 {
        var best = halfEdges[range.lowerBound]
        for k in range.dropFirst() {
            let h = halfEdges[k]
            let centre = directions[Int(origin[Int(h)])]
            if orientation(centre, directions[Int(origin[Int(best ^ 1)])], directions[Int(origin[Int(h ^ 1)])]) > 0 {
                best = h
            }
        }
        return best
    }

    /// Counter-clockwise from the direction of the positive x axis.
    private static func isBefore(_ p: GridPoint, _ q: GridPoint, around c: GridPoint) -> Bool {
        let pUpper = p.y > c.y || (p.y == c.y && p.x > c.x)
        let qUpper = q.y > c.y || (q.y == c.y && q.x > c.x)
        if pUpper != qUpper { return pUpper }
        return orientation(c, p, q) > 0
    }
}
