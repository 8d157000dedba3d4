/// Slots: gaps that are open at an end. Two stretches of border that face each other over uncovered ground,
/// anti-parallel within 15 degrees, no further apart than the limit, in runs at least twice as long as wide.
struct SlotSearch {
    /// Where one edge faces another.
    private struct Stretch {
        var first: Int32
        var second: Int32
        /// The parcels behind the two edges, the smaller first.
        var pair: (Int32, Int32)
        var quad: [GridPoint]
        var length: Double
        var width: Double
    }

    private let analysis: CoverageAnalysis
    private let limit: Double
    /// cos 15° squared.
    private static let cosine2 = 0.933_012_701_892_219_3

    init(_ analysis: CoverageAnalysis, limit: Double) {
        self.analysis = analysis
        self.limit = limit
    }

    /// - Parameter faces: where slots are looked for: uncovered ground that is no gap itself.
    func slots(tolerance: Double, in faces: [Int]) throws(InvariantError) -> [CoverageFault] {
        let stretches = facingStretches(faces)
        var faults: [CoverageFault] = []
        for group in grouped(stretches) {
            var length = 0.0
            var width = 0.0
            for k in group {
                length += stretches[k].length
                width = max(width, stretches[k].width)
            }
            if length < 2 * width { continue }
            guard let pair = group.first.map({ stretches[$0].pair }),
                let (polygons, inner) = try ground(group.map { stretches[$0].quad })
            else { continue }
            let (x, y) = centroid(of: polygons)
            var fault = CoverageFault(
                kind: width <= tolerance ? .mismatch : .slot, parcels: [pair.0, pair.1], inner: inner, centroidX: x,
                centroidY: y)
            for ring in polygons { fault.doubledArea += ring.withUnsafeBufferPointer(ringDoubledArea) }
            fault.width = width
            fault.polygons = polygons
            fault.isOpenGround = true
            fault.unmatchedLength = 2 * length
            for k in group {
                for h in [stretches[k].first, stretches[k].second] {
                    fault.nodes.append(analysis.arrangement.start(h))
                    fault.nodes.append(analysis.arrangement.end(h))
                }
            }
            faults.append(fault)
        }
        return faults
    }

    /// The union of the quadrilaterals between facing edges, and a point in its largest part; nil below the grid.
    private func ground(_ quads: [[GridPoint]]) throws(InvariantError) -> (polygons: GridPolygons, inner: FinePoint)? {
        if quads.count == 1 {
            return FaceShape(rings: [quads[0][...]])?.innerPoint().map { (quads, $0) }
        }
        var segments: [TurnedSegment] = []
        for quad in quads { segments.appendRing(quad) }
        let arrangement = try Arrangement(NodedEdges(noding: segments))
        var best: (inner: FinePoint, area: Int128)?
        for f in 1..<max(1, arrangement.faceCount) where arrangement.faceDepth[f] >= 1 {
            if let best, best.area >= arrangement.faceDoubledArea[f] { continue }
            if let p = FaceShape(face: f, of: arrangement).innerPoint() { best = (p, arrangement.faceDoubledArea[f]) }
        }
        return best.map { (arrangement.outline { arrangement.faceDepth[$0] >= 1 }, $0.inner) }
    }

    private func facingStretches(_ faces: [Int]) -> [Stretch] {
        let arrangement = analysis.arrangement
        var searched = [Bool](repeating: false, count: arrangement.faceCount)
        for f in faces { searched[f] = true }
        var facing: [UInt64] = []
        let reach = Int64(limit)
        let owner = soleOwners()
        analysis.edgeGrid.forEachPair(ofDifferent: owner) { i, j in
            let (e, other) = (Int32(truncatingIfNeeded: min(i, j)), Int32(truncatingIfNeeded: max(i, j)))
            let (a, b) = (arrangement.start(2 * e), arrangement.end(2 * e))
            let (c, d) = (arrangement.start(2 * other), arrangement.end(2 * other))
            if Int64(max(a.x, b.x)) + reach < Int64(min(c.x, d.x))
                || Int64(max(c.x, d.x)) + reach < Int64(min(a.x, b.x))
                || Int64(max(a.y, b.y)) + reach < Int64(min(c.y, d.y))
                || Int64(max(c.y, d.y)) + reach < Int64(min(a.y, b.y))
            {
                return
            }
            let ex = Double(b.x) - Double(a.x)
            let ey = Double(b.y) - Double(a.y)
            let ox = Double(d.x) - Double(c.x)
            let oy = Double(d.y) - Double(c.y)
            let dot = ex * ox + ey * oy
            if dot * dot < SlotSearch.cosine2 * (ex * ex + ey * ey) * (ox * ox + oy * oy) { return }
            // Anti-parallel half-edges: of edges that run alike, one is taken backwards.
            let turn: Int32 = dot < 0 ? 0 : 1
            for side: Int32 in [0, 1] {
                let h = 2 * e + side
                let g = 2 * other + (side ^ turn)
                if arrangement.face(h) == arrangement.face(g) && searched[arrangement.face(h)] {
                    facing.append(UInt64(h) << 32 | UInt64(g))
                }
            }
        }
        // A pair comes once for each cell that both lie in.
        sortAscending(&facing)
        var stretches: [Stretch] = []
        var last: UInt64?
        for pair in facing where pair != last {
            last = pair
            if let stretch = stretch(Int32(pair >> 32), Int32(truncatingIfNeeded: pair & 0xFFFF_FFFF)) {
                stretches.append(stretch)
            }
        }
        return stretches
    }

    /// The parcel that alone walks an edge, or -1: a parcel makes no slot with itself.
    private func soleOwners() -> [Int32] {
        (0..<Int32(analysis.arrangement.edgeCount)).map { e in
            var sole: Int32 = -1
            var count = 0
            analysis.forEachOwner(ofHalfEdge: 2 * e) { parcel, _ in
                sole = parcel
                count += 1
            }
            return count == 1 ? sole : -1
        }
    }

    /// The stretch where two half-edges of one face, both with the face on their left, face each other.
    private func stretch(_ h: Int32, _ g: Int32) -> Stretch? {
        let arrangement = analysis.arrangement
        let o = arrangement.start(h)
        func local(_ p: GridPoint) -> (x: Double, y: Double) {
            (Double(Int64(p.x) - Int64(o.x)), Double(Int64(p.y) - Int64(o.y)))
        }
        let b = local(arrangement.end(h))
        let c = local(arrangement.start(g))
        let d = local(arrangement.end(g))
        let gx = d.x - c.x
        let gy = d.y - c.y
        let hl2 = b.x * b.x + b.y * b.y
        let gl2 = gx * gx + gy * gy
        // Along the bisector u and across it w (to the left of h).
        let hl = hl2.squareRoot()
        let gl = gl2.squareRoot()
        var ux = b.x / hl - gx / gl
        var uy = b.y / hl - gy / gl
        let ul = (ux * ux + uy * uy).squareRoot()
        ux /= ul
        uy /= ul
        func along(_ p: (x: Double, y: Double)) -> Double { p.x * ux + p.y * uy }
        func across(_ p: (x: Double, y: Double)) -> Double { p.y * ux - p.x * uy }
        let (b1, d0, d1) = (along(b), along(d), along(c))
        let low = max(0, d0)
        let high = min(b1, d1)
        if high - low < 1 { return nil }
        func hAcross(_ s: Double) -> Double { across(b) * s / b1 }
        func gAcross(_ s: Double) -> Double { across(d) + (across(c) - across(d)) * (s - d0) / (d1 - d0) }
        var from = low
        var to = high
        let apart0 = gAcross(low) - hAcross(low)
        let apart1 = gAcross(high) - hAcross(high)
        if apart0 < -1 || apart1 < -1 || max(apart0, apart1) < 1 { return nil }
        if min(apart0, apart1) > limit { return nil }
        // Cut to where they are no further apart than the limit.
        if apart0 > limit { from = low + (high - low) * (apart0 - limit) / (apart0 - apart1) }
        if apart1 > limit { to = low + (high - low) * (limit - apart0) / (apart1 - apart0) }
        if to - from < 1 { return nil }
        guard let pair = parcels(behind: h, g) else { return nil }
        let middle = (from + to) / 2
        func point(_ s: Double, _ w: Double) -> (x: Double, y: Double) { (s * ux - w * uy, s * uy + w * ux) }
        if isBlocked(point(middle, hAcross(middle)), point(middle, gAcross(middle)), o, h, g) { return nil }
        func grid(_ p: (x: Double, y: Double)) -> GridPoint {
            GridPoint(
                x: Int32(clamping: Int64(o.x) + Int64(p.x.rounded())),
                y: Int32(clamping: Int64(o.y) + Int64(p.y.rounded())))
        }
        var quad: [GridPoint] = []
        for p in [
            grid(point(from, hAcross(from))), grid(point(to, hAcross(to))), grid(point(to, gAcross(to))),
            grid(point(from, gAcross(from))),
        ] where quad.last != p && quad.first != p { quad.append(p) }
        if quad.count < 3 { return nil }
        let width = max(gAcross(from) - hAcross(from), gAcross(to) - hAcross(to))
        return Stretch(first: h, second: g, pair: pair, quad: quad, length: to - from, width: width)
    }

    /// The parcels behind two half-edges; nil when it is one parcel, or none behind one of them.
    private func parcels(behind h: Int32, _ g: Int32) -> (Int32, Int32)? {
        func behind(_ h: Int32) -> [Int32] {
            var found: [Int32] = []
            analysis.forEachOwner(ofHalfEdge: h) { parcel, isAlong in if !isAlong { found.append(parcel) } }
            if found.count < 2 { return found }
            let order = analysis.order
            return found.sorted { order.isBefore($0, $1) }
        }
        let first = behind(h)
        let second = behind(g)
        for p in first { for q in second where p != q { return (min(p, q), max(p, q)) } }
        return nil
    }

    /// Whether another edge stands between two points of the two edges.
    private func isBlocked(
        _ p: (x: Double, y: Double), _ q: (x: Double, y: Double), _ o: GridPoint, _ h: Int32, _ g: Int32
    ) -> Bool {
        let arrangement = analysis.arrangement
        var box = GridBox.nothing
        for r in [p, q] {
            box.join(
                GridPoint(
                    x: Int32(clamping: Int64(o.x) + Int64(r.x.rounded())),
                    y: Int32(clamping: Int64(o.y) + Int64(r.y.rounded()))))
        }
        var isBlocked = false
        analysis.edgeGrid.forEachSegment(meeting: box) { near in
            let e = Int32(truncatingIfNeeded: near)
            if e == h >> 1 || e == g >> 1 { return }
            let a = arrangement.start(2 * e)
            let b = arrangement.end(2 * e)
            let ax = Double(Int64(a.x) - Int64(o.x))
            let ay = Double(Int64(a.y) - Int64(o.y))
            let bx = Double(Int64(b.x) - Int64(o.x))
            let by = Double(Int64(b.y) - Int64(o.y))
            let s1 = (q.x - p.x) * (ay - p.y) - (q.y - p.y) * (ax - p.x)
            let s2 = (q.x - p.x) * (by - p.y) - (q.y - p.y) * (bx - p.x)
            if (s1 > 0) == (s2 > 0) { return }
            let t1 = (bx - ax) * (p.y - ay) - (by - ay) * (p.x - ax)
            let t2 = (bx - ax) * (q.y - ay) - (by - ay) * (q.x - ax)
            if (t1 > 0) != (t2 > 0) { isBlocked = true }
        }
        return isBlocked
    }

    /// Stretches of one pair of parcels that hang together, as groups of indices.
    private func grouped(_ stretches: [Stretch]) -> [[Int]] {
        var groups = DisjointSets(count: stretches.count)
        var keys: [(pair: UInt64, node: Int32, stretch: Int)] = []
        for (k, s) in stretches.enumerated() {
            let pair = UInt64(UInt32(bitPattern: s.pair.0)) << 32 | UInt64(UInt32(bitPattern: s.pair.1))
            for h in [s.first, s.second] {
                keys.append((pair, analysis.arrangement.origin[Int(h)], k))
                keys.append((pair, analysis.arrangement.origin[Int(h ^ 1)], k))
            }
        }
        keys.sort { ($0.pair, $0.node, $0.stretch) < ($1.pair, $1.node, $1.stretch) }
        for i in 1..<max(1, keys.count) where keys[i - 1].pair == keys[i].pair && keys[i - 1].node == keys[i].node {
            groups.join(keys[i - 1].stretch, keys[i].stretch)
        }
        return groups.groups()
    }
}
