/// The rings of one parcel on the page, in flat arrays; millimetres.
struct PageRings: Sendable {
    private(set) var points: [PagePoint] = []
    /// `starts[r] ..< starts[r + 1]` are the points of ring `r`.
    private(set) var starts: [Int] = [0]

    mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
    }

    mutating func append(_ p: PagePoint) { points.append(p) }

    /// Ends the ring; one of less than three points is taken back.
    mutating func endRing() {
        guard let start = starts.last else { return }
        if points.count - start < 3 {
            points.removeSubrange(start...)
        } else {
            starts.append(points.count)
        }
    }

    var ringCount: Int { starts.count - 1 }

    func forEachEdge(_ body: (PagePoint, PagePoint) -> Void) {
        for r in 0..<ringCount {
            var a = points[starts[r + 1] - 1]
            for i in starts[r]..<starts[r + 1] {
                body(a, points[i])
                a = points[i]
            }
        }
    }

    /// Whether a box lies inside, even-odd, and meets no edge.
    func hold(_ box: LabelBox) -> Bool {
        var isInside = false
        for r in 0..<ringCount {
            let last = points[starts[r + 1] - 1]
            var (au, av) = PageRings.local(last, box)
            for i in starts[r]..<starts[r + 1] {
                let (bu, bv) = PageRings.local(points[i], box)
                if (av <= 0) != (bv <= 0), (bu - au) * (0 - av) / (bv - av) + au > 0 { isInside.toggle() }
                if PageRings.meets(au, av, bu, bv, box.halfWidth, box.halfHeight) { return false }
                (au, av) = (bu, bv)
            }
        }
        return isInside
    }

    @inline(__always)
    private static func local(_ p: PagePoint, _ box: LabelBox) -> (Double, Double) {
        let dx = p.x - box.x
        let dy = p.y - box.y
        return (dx * box.cosine - dy * box.sine, dx * box.sine + dy * box.cosine)
    }

    /// Whether a segment meets the upright box about the origin.
    @inline(__always)
    private static func meets(
        _ au: Double, _ av: Double, _ bu: Double, _ bv: Double, _ halfWidth: Double, _ halfHeight: Double
    ) -> Bool {
        if max(au, bu) < -halfWidth || min(au, bu) > halfWidth { return false }
        if max(av, bv) < -halfHeight || min(av, bv) > halfHeight { return false }
        // All four corners on one side of the line: no meeting.
        let nu = av - bv
        let nv = bu - au
        return abs(nu * au + nv * av) <= halfWidth * abs(nu) + halfHeight * abs(nv)
    }

    /// Metres of paper between a point and the nearest edge, negative outside.
    func clearance(at p: PagePoint) -> Double {
        var best = Double.infinity
        var isInside = false
        forEachEdge { a, b in
            let dx = b.x - a.x
            let dy = b.y - a.y
            let length = dx * dx + dy * dy
            let t = length > 0 ? max(0, min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0
            let ex = a.x + t * dx - p.x
            let ey = a.y + t * dy - p.y
            best = min(best, ex * ex + ey * ey)
            if (a.y <= p.y) != (b.y <= p.y), (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x > p.x { isInside.toggle() }
        }
        let distance = best.squareRoot()
        return isInside ? distance : -distance
    }

    var bounds: (minX: Double, minY: Double, maxX: Double, maxY: Double)? {
        guard let first = points.first else { return nil }
        var box = (minX: first.x, minY: first.y, maxX: first.x, maxY: first.y)
        for p in points {
            box.minX = min(box.minX, p.x)
            box.minY = min(box.minY, p.y)
            box.maxX = max(box.maxX, p.x)
            box.maxY = max(box.maxY, p.y)
        }
        return box
    }

    /// What of it lies in an upright rectangle; rings may touch along its sides where parts hang together no more.
    func clipped(minX: Double, minY: Double, maxX: Double, maxY: Double) -> PageRings {
        var result = PageRings()
        for r in 0..<ringCount {
            var ring = Array(points[starts[r]..<starts[r + 1]])
            ring = PageRings.cut(ring) { $0.x - minX }
            ring = PageRings.cut(ring) { maxX - $0.x }
            ring = PageRings.cut(ring) { $0.y - minY }
            ring = PageRings.cut(ring) { maxY - $0.y }
            for p in ring { result.append(p) }
            result.endRing()
        }
        return result
    }

    /// Keeps the side of a line on which `side` is positive.
    private static func cut(_ ring: [PagePoint], _ side: (PagePoint) -> Double) -> [PagePoint] {
        guard var a = ring.last else { return [] }
        var result: [PagePoint] = []
        result.reserveCapacity(ring.count + 4)
        var sa = side(a)
        for b in ring {
            let sb = side(b)
            if (sa >= 0) != (sb >= 0) {
                let t = sa / (sa - sb)
                result.append(PagePoint(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y)))
            }
            if sb >= 0 { result.append(b) }
            a = b
            sa = sb
        }
        return result
    }

    /// A place of much room, sought on a raster: for parts of parcels, whose inner point lies elsewhere.
    func roomiestPlace() -> (at: PagePoint, clearance: Double)? {
        guard let box = bounds else { return nil }
        let steps = 12
        var best: (at: PagePoint, clearance: Double)?
        for i in 0..<steps {
            for j in 0..<steps {
                let p = PagePoint(
                    x: box.minX + (box.maxX - box.minX) * (Double(i) + 0.5) / Double(steps),
                    y: box.minY + (box.maxY - box.minY) * (Double(j) + 0.5) / Double(steps))
                let room = clearance(at: p)
                if room > (best?.clearance ?? 0) { best = (p, room) }
            }
        }
        return best
    }
}
