/// A cheap test that a polygon is *plainly* valid: no two segments come near each other but neighbours at their
/// common vertex, holes lie in their shells, parts apart. What holds on the grid with a margin of two units holds in
/// the source's doubles too. The few polygons that fail are judged by GEOS on their source coordinates.
enum RingPlainness {
    /// Closer than this, in units, is not plain: rounding moves each of two points by up to 0.71.
    private static let margin = 2.5

    static func isPlain(
        _ points: UnsafeBufferPointer<GridPoint>, _ ends: UnsafeBufferPointer<Int32>,
        _ isHole: UnsafeBufferPointer<Bool>
    ) -> Bool {
        if ends.count > 64 { return false }
        if ends.count == 1 && points.count <= shortRing {
            if let keepsApart = shortRingKeepsApart(points) { return keepsApart }
        }
        if points.count <= 24 {
            if !segmentsKeepApart(points, ends) { return false }
        } else if !manySegmentsKeepApart(points, ends) {
            return false
        }
        return ends.count == 1 || ringsNest(points, ends, isHole)
    }

    /// Up to so many points of a ring every pair of its segments is looked at.
    private static let shortRing = 64

    /// Every pair of segments of one short ring, as nearly all parcels are; nil where the ring is too large for this.
    ///
    /// The hottest loop of reading a map: it branches only where something is near.
    static func shortRingKeepsApart(_ points: UnsafeBufferPointer<GridPoint>) -> Bool? {
        let count = points.count
        var whole = GridBox.nothing
        for p in points { whole.join(p) }
        let span = max(Int64(whole.maxX) - Int64(whole.minX), Int64(whole.maxY) - Int64(whole.minY))
        if span >= 1 << 29 { return nil }
        return withUnsafeTemporaryAllocation(of: SIMD4<Int32>.self, capacity: shortRing) { boxes in
            // The box of each segment from the ring's corner: its least x and y, then its greatest, negative.
            var leastMargin = Double.infinity
            var a = points[count - 1]
            var b = points[0]
            for i in 0..<count {
                let c = points[i + 1 == count ? 0 : i + 1]
                leastMargin = min(leastMargin, neighbourMargin(a, b, c))
                boxes[i] = SIMD4(
                    min(b.x, c.x) &- whole.minX, min(b.y, c.y) &- whole.minY,
                    whole.minX &- max(b.x, c.x), whole.minY &- max(b.y, c.y))
                a = b
                b = c
            }
            if leastMargin <= 0 { return false }
            for i in 0..<count - 2 {
                let box = boxes[i]
                let reach = SIMD4(lowHalf: box.highHalf, highHalf: box.lowHalf)
                // Later segments, but the neighbours.
                for j in i + 2..<(i == 0 ? count - 1 : count) {
                    // Two boxes come near each other where none of the four differences is negative.
                    let room = unsafeBitCast(3 &- reach &- boxes[j], to: SIMD2<UInt64>.self)
                    if (room.x | room.y) & 0x8000_0000_8000_0000 == 0,
                        areNear(points[i], points[i + 1], points[j], points[j + 1 == count ? 0 : j + 1])
                    {
                        return false
                    }
                }
            }
            return true
        }
    }

    /// Every pair of segments of a few short rings.
    static func segmentsKeepApart(
        _ points: UnsafeBufferPointer<GridPoint>, _ ends: UnsafeBufferPointer<Int32>
    ) -> Bool {
        var ringStart = 0
        for end in ends {
            let ringEnd = Int(end)
            for i in ringStart..<ringEnd {
                let iNext = i + 1 == ringEnd ? ringStart : i + 1
                let a = points[i]
                let b = points[iNext]
                // The neighbour at b.
                let c = points[iNext + 1 == ringEnd ? ringStart : iNext + 1]
                if !neighboursKeepApart(a, b, c) { return false }
                let minX = min(a.x, b.x) - 3
                let maxX = max(a.x, b.x) + 3
                let minY = min(a.y, b.y) - 3
                let maxY = max(a.y, b.y) + 3
                // Later segments of the same ring, but the neighbours.
                var j = i + 2
                let stop = i == ringStart ? ringEnd - 1 : ringEnd
                while j < stop {
                    let p = points[j]
                    let q = points[j + 1 == ringEnd ? ringStart : j + 1]
                    if max(p.x, q.x) >= minX && min(p.x, q.x) <= maxX && max(p.y, q.y) >= minY && min(p.y, q.y) <= maxY
                    {
                        if areNear(a, b, p, q) { return false }
                    }
                    j += 1
                }
                // All segments of later rings.
                if ends.count > 1 && ringEnd < Int(ends[ends.count - 1]) {
                    var otherStart = ringEnd
                    for otherEnd32 in ends where Int(otherEnd32) > ringEnd {
                        let otherEnd = Int(otherEnd32)
                        for k in otherStart..<otherEnd {
                            if areNear(a, b, points[k], points[k + 1 == otherEnd ? otherStart : k + 1]) { return false }
                        }
                        otherStart = otherEnd
                    }
                }
            }
            ringStart = ringEnd
        }
        return true
    }

    private static func manySegmentsKeepApart(
        _ points: UnsafeBufferPointer<GridPoint>, _ ends: UnsafeBufferPointer<Int32>
    ) -> Bool {
        var segments: [Segment] = []
        var next: [Int32] = []
        var ringStart = 0
        for end in ends {
            let ringEnd = Int(end)
            for i in ringStart..<ringEnd {
                let iNext = i + 1 == ringEnd ? ringStart : i + 1
                segments.append(Segment(a: points[i], b: points[iNext]))
                next.append(Int32(iNext))
                let c = points[iNext + 1 == ringEnd ? ringStart : iNext + 1]
                if !neighboursKeepApart(points[i], points[iNext], c) { return false }
            }
            ringStart = ringEnd
        }
        var apart = true
        SegmentGrid(segments).forEachPair { i, j in
            if Int(next[i]) == j || Int(next[j]) == i { return true }
            let s = segments[i]
            let t = segments[j]
            if areNear(s.a, s.b, t.a, t.b) { apart = false }
            return apart
        }
        return apart
    }

    /// Whether a → b → c does not fold back onto itself.
    @inline(__always)
    private static func neighboursKeepApart(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Bool {
        neighbourMargin(a, b, c) > 0
    }

    /// Positive where a → b → c does not fold back onto itself.
    @inline(__always)
    private static func neighbourMargin(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Double {
        let ux = Double(a.x) - Double(b.x)
        let uy = Double(a.y) - Double(b.y)
        let vx = Double(c.x) - Double(b.x)
        let vy = Double(c.y) - Double(b.y)
        // The shorter arm's end against the longer arm's line: |cross| / longer.
        let cross = abs(ux * vy - uy * vx)
        let longer = max(ux * ux + uy * uy, vx * vx + vy * vy)
        let spare = cross * cross - margin * margin * longer
        // Or the corner is no sharper than a right angle: a product of whole numbers of at most 0. Without a branch, for
        // at most corners of a map that is a matter of chance.
        return max(spare, 1 - (ux * vx + uy * vy))
    }

    /// Whether two segments come within the margin of each other.
    @inline(__always)
    private static func areNear(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> Bool {
        if Int64(max(a.x, b.x)) + 3 < Int64(min(c.x, d.x)) || Int64(max(c.x, d.x)) + 3 < Int64(min(a.x, b.x))
            || Int64(max(a.y, b.y)) + 3 < Int64(min(c.y, d.y)) || Int64(max(c.y, d.y)) + 3 < Int64(min(a.y, b.y))
        {
            return false
        }
        return crossProperly(a, b, c, d) || isNear(a, c, d) || isNear(b, c, d) || isNear(c, a, b) || isNear(d, a, b)
    }

    /// Whether p comes within the margin of the segment a → b.
    @inline(__always)
    private static func isNear(_ p: GridPoint, _ a: GridPoint, _ b: GridPoint) -> Bool {
        Segment(a: a, b: b).wayToFoot(of: p).distance2 <= margin * margin
    }

    /// With rings that keep apart: every hole in its shell and no ring in another hole or another shell.
    private static func ringsNest(
        _ points: UnsafeBufferPointer<GridPoint>, _ ends: UnsafeBufferPointer<Int32>,
        _ isHole: UnsafeBufferPointer<Bool>
    ) -> Bool {
        func holds(_ ring: Int, _ p: GridPoint) -> Bool {
            let start = ring == 0 ? 0 : Int(ends[ring - 1])
            let end = Int(ends[ring])
            var inside = false
            var a = points[end - 1]
            for i in start..<end {
                let b = points[i]
                guard let crosses = rayCrossing(FinePoint(p), a, b) else { return false }
                if crosses { inside.toggle() }
                a = b
            }
            return inside
        }
        var shell = 0
        for i in 0..<ends.count {
            if !isHole[i] { shell = i }
            let p = points[i == 0 ? 0 : Int(ends[i - 1])]
            for j in 0..<ends.count where j != i {
                let mustHold = isHole[i] && j == shell
                if holds(j, p) != mustHold { return false }
            }
        }
        return true
    }
}
