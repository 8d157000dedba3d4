extension SharedBorders {
    /// The same borders with fewer points: no point that is left out lies farther than the tolerance from the line that
    /// goes on without it (Douglas and Peucker, 1973). Nodes stay, so neighbours share every edge as before, and no chain
    /// crosses or touches another anew: one that would keeps more of its points.
    ///
    /// - Parameter tolerance: grid units. An island smaller than that may come to lie on the other side of a border.
    public func simplified(tolerance: Double) -> SharedBorders {
        var tolerances = [Double](repeating: tolerance, count: chains.count)
        var result = self
        var open = Array(chains.indices)
        while !open.isEmpty {
            for c in open { result.chains[c].points = Self.thinned(chains[c].points, tolerance: tolerances[c]) }
            // A chain at zero is as it was, and such chains do not meet each other: this ends.
            open = result.chainsThatMeet().filter { tolerances[$0] > 0 }
            for c in open { tolerances[c] = tolerances[c] < 1 ? 0 : tolerances[c] / 2 }
        }
        return result
    }

    static func thinned(_ points: [GridPoint], tolerance: Double) -> [GridPoint] {
        guard points.count > 2, tolerance > 0 else { return points }
        var keeps = [Bool](repeating: false, count: points.count)
        keeps[0] = true
        keeps[points.count - 1] = true
        var spans: [(Int, Int)] = []
        if points[0] == points[points.count - 1] {
            // A ring keeps three corners: its first point, the farthest from there, and the farthest from that line.
            let far = farthest(points, 0, points.count - 1).at
            keeps[far] = true
            let sides = [(0, far), (far, points.count - 1)]
            let third = sides.map { farthest(points, $0.0, $0.1) }.max { $0.distance < $1.distance }
            if let third, third.distance > 0 { keeps[third.at] = true }
            let kept = keeps.indices.filter { keeps[$0] }
            spans = Array(zip(kept, kept.dropFirst()))
        } else {
            spans = [(0, points.count - 1)]
        }
        while let (a, b) = spans.popLast() {
            let (at, distance) = farthest(points, a, b)
            if distance <= tolerance { continue }
            keeps[at] = true
            spans += [(a, at), (at, b)]
        }
        return points.indices.filter { keeps[$0] }.map { points[$0] }
    }

    /// The point between two others that is farthest from the segment between them.
    private static func farthest(_ points: [GridPoint], _ a: Int, _ b: Int) -> (at: Int, distance: Double) {
        var best = (at: a, distance: 0.0)
        let (ax, ay) = (Double(points[a].x), Double(points[a].y))
        let (dx, dy) = (Double(points[b].x) - ax, Double(points[b].y) - ay)
        let length = dx * dx + dy * dy
        for i in (a + 1)..<max(a + 1, b) {
            let (px, py) = (Double(points[i].x) - ax, Double(points[i].y) - ay)
            let t = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
            let (ex, ey) = (px - t * dx, py - t * dy)
            let distance = (ex * ex + ey * ey).squareRoot()
            if distance > best.distance { best = (i, distance) }
        }
        return best
    }

    /// The chains with segments that meet others elsewhere than at a common end, ascending.
    func chainsThatMeet() -> [Int] {
        var segments: [Segment] = []
        var chainOf: [Int] = []
        for (c, chain) in chains.enumerated() {
            for (a, b) in zip(chain.points, chain.points.dropFirst()) {
                segments.append(Segment(a: a, b: b))
                chainOf.append(c)
            }
        }
        var meets = [Bool](repeating: false, count: chains.count)
        SegmentGrid(segments).forEachPair { i, j in
            if Self.meetBadly(segments[i], segments[j]) {
                meets[chainOf[i]] = true
                meets[chainOf[j]] = true
            }
            return true
        }
        return meets.indices.filter { meets[$0] }
    }

    private static func meetBadly(_ s: Segment, _ t: Segment) -> Bool {
        if max(s.a.x, s.b.x) < min(t.a.x, t.b.x) || max(t.a.x, t.b.x) < min(s.a.x, s.b.x)
            || max(s.a.y, s.b.y) < min(t.a.y, t.b.y) || max(t.a.y, t.b.y) < min(s.a.y, s.b.y)
        {
            return false
        }
        if crossProperly(s.a, s.b, t.a, t.b) { return true }
        // An end of one in the other, but for ends in common.
        return isInside(s.a, t) || isInside(s.b, t) || isInside(t.a, s) || isInside(t.b, s)
            || (s.a == t.a && s.b == t.b) || (s.a == t.b && s.b == t.a)
    }

    private static func isInside(_ p: GridPoint, _ s: Segment) -> Bool {
        p != s.a && p != s.b && orientation(s.a, s.b, p) == 0 && min(s.a.x, s.b.x) <= p.x && p.x <= max(s.a.x, s.b.x)
            && min(s.a.y, s.b.y) <= p.y && p.y <= max(s.a.y, s.b.y)
    }
}
