/// Which parcels have a corner at a point.
struct CornerOwners {
    private var owners: [GridPoint: [Int32]] = [:]

    init(_ store: RingStore, _ parcels: [Int32]) {
        for p in parcels {
            for i in store.points(ofParcel: Int(p)) {
                let at = store.points[i]
                if owners[at]?.last != p { owners[at, default: []].append(p) }
            }
        }
    }

    /// - Parameters:
    ///   - edges: of rings, each from its first corner.
    ///   - owner: of each edge.
    init(_ edges: [Segment], _ owner: [Int32]) {
        for (edge, p) in zip(edges, owner) where owners[edge.a]?.last != p { owners[edge.a, default: []].append(p) }
    }

    func isCorner(_ p: GridPoint, of parcel: Int32) -> Bool { owners[p]?.contains(parcel) ?? false }
    func isShared(_ p: GridPoint) -> Bool { (owners[p]?.count ?? 0) > 1 }
    func isCorner(_ p: GridPoint) -> Bool { owners[p] != nil }
}

extension CoverageFault {
    /// Segments that make its ground one region or more to be given away: an open slot is closed at its mouths, and a
    /// long gap is cut across where its neighbour changes.
    func walls(_ corners: CornerOwners) -> [Segment] {
        guard isRepairable, let width, !polygons.isEmpty else { return [] }
        var walls: [Segment] = []
        if isOpenGround {
            for ring in polygons {
                guard var a = ring.last else { continue }
                for b in ring {
                    walls.append(Segment(a: a, b: b))
                    a = b
                }
            }
        }
        if isOpenGround || kind == .gap, polygons.count == 1 { walls += cuts(polygons[0], width, corners) }
        return walls
    }

    /// From each corner that two neighbours share straight across to the other side.
    private func cuts(_ ring: [GridPoint], _ width: Double, _ corners: CornerOwners) -> [Segment] {
        let outline = ring.indices.map { Segment(a: ring[$0], b: ring[$0 + 1 == ring.count ? 0 : $0 + 1]) }
        var cuts: [Segment] = []
        for (i, v) in ring.enumerated() where corners.isShared(v) {
            var nearest: (point: GridPoint, distance: Double)?
            for (k, edge) in outline.enumerated() where k != i && (k + 1) % ring.count != i {
                var (foot, distance) = edge.foot(of: v)
                // A corner of the other side is better than a new point near it.
                for end in [edge.a, edge.b] where corners.isCorner(end) && v.distance(to: end) <= 1.25 * distance {
                    (foot, distance) = (end, v.distance(to: end))
                }
                if nearest.map({ distance < $0.distance }) ?? true { nearest = (foot, distance) }
            }
            guard let nearest, nearest.distance > 2, nearest.distance <= 2 * width else { continue }
            let middle = FinePoint(
                x: (Int64(v.x) + Int64(nearest.point.x)) * FinePoint.perUnit / 2,
                y: (Int64(v.y) + Int64(nearest.point.y)) * FinePoint.perUnit / 2)
            if isStrictlyInside(middle, outline) { cuts.append(Segment(a: v, b: nearest.point)) }
        }
        return cuts
    }

    private func isStrictlyInside(_ p: FinePoint, _ outline: [Segment]) -> Bool {
        var inside = false
        for edge in outline {
            guard let crosses = rayCrossing(p, edge.a, edge.b) else { return false }
            if crosses { inside.toggle() }
        }
        return inside
    }
}

extension GridPoint {
    func distance(to q: GridPoint) -> Double {
        let dx = Double(q.x) - Double(x)
        let dy = Double(q.y) - Double(y)
        return (dx * dx + dy * dy).squareRoot()
    }
}

extension Segment {
    /// The grid point nearest to the foot of a point on the segment, and the distance of the true foot.
    func foot(of p: GridPoint) -> (point: GridPoint, distance: Double) {
        let (dx, dy, distance2) = wayToFoot(of: p)
        let foot = GridPoint(
            x: Int32(clamping: Int64(a.x) + Int64((dx + 0.5).rounded(.down))),
            y: Int32(clamping: Int64(a.y) + Int64((dy + 0.5).rounded(.down))))
        return (foot, distance2.squareRoot())
    }

    /// The way from the segment's start to the true foot of a point, and the squared distance of the point from there.
    @inline(__always)
    func wayToFoot(of p: GridPoint) -> (dx: Double, dy: Double, distance2: Double) {
        let dx = Double(b.x) - Double(a.x)
        let dy = Double(b.y) - Double(a.y)
        let px = Double(p.x) - Double(a.x)
        let py = Double(p.y) - Double(a.y)
        let length2 = dx * dx + dy * dy
        let t = length2 == 0 ? 0 : min(1, max(0, (px * dx + py * dy) / length2))
        let ex = px - t * dx
        let ey = py - t * dy
        return (t * dx, t * dy, ex * ex + ey * ey)
    }
}
