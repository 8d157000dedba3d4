/// Finds the first edge to the left of a point. Edges stand in rows of equal height, sorted by their least x.
struct LeftwardRays {
    private let rowHeight: Int64
    private let minY: Int64
    private let rowStart: [Int32]
    /// Half-edges that run downwards, so that a point to their east lies on their left.
    private let downward: [Int32]
    /// The greatest x of the row's entries up to each one.
    private let reach: [Int32]

    init(_ arrangement: borrowing Arrangement) {
        var low = Int64.max
        var high = Int64.min
        var total: Int64 = 0
        var count: Int64 = 1
        for e in 0..<arrangement.edgeCount {
            let a = Int64(arrangement.start(Int32(2 * e)).y)
            let b = Int64(arrangement.end(Int32(2 * e)).y)
            if a == b { continue }
            low = min(low, a, b)
            high = max(high, a, b)
            total += abs(a - b)
            count += 1
        }
        if low > high {
            low = 0
            high = 0
        }
        rowHeight = max(1, 2 * total / count, (high - low) / (4 * count))
        minY = low
        let rows = Int((high - low) / rowHeight) + 1
        var starts = [Int32](repeating: 0, count: rows + 1)
        func forEachRow(_ e: Int, _ body: (Int, Int32, Int32) -> Void) {
            let a = arrangement.start(Int32(2 * e))
            let b = arrangement.end(Int32(2 * e))
            if a.y == b.y { return }
            let h = a.y > b.y ? Int32(2 * e) : Int32(2 * e + 1)
            let first = Int((Int64(min(a.y, b.y)) - low) / rowHeight)
            let last = Int((Int64(max(a.y, b.y)) - low) / rowHeight)
            for row in first...last { body(row, min(a.x, b.x), h) }
        }
        let rowHeight = self.rowHeight
        for e in 0..<arrangement.edgeCount { forEachRow(e) { row, _, _ in starts[row + 1] += 1 } }
        for row in 0..<rows { starts[row + 1] += starts[row] }
        var entries = [(minX: Int32, h: Int32)](repeating: (0, 0), count: Int(starts[rows]))
        var fill = starts
        for e in 0..<arrangement.edgeCount {
            forEachRow(e) { row, minX, h in
                entries[Int(fill[row])] = (minX, h)
                fill[row] += 1
            }
        }
        var reach = [Int32](repeating: 0, count: entries.count)
        for row in 0..<rows {
            let range = Int(starts[row])..<Int(starts[row + 1])
            entries[range].sort { ($0.minX, $0.h) < ($1.minX, $1.h) }
            var furthest = Int32.min
            for k in range {
                furthest = max(furthest, arrangement.start(entries[k].h).x, arrangement.end(entries[k].h).x)
                reach[k] = furthest
            }
        }
        rowStart = starts
        downward = entries.map(\.h)
        self.reach = reach
    }

    /// The half-edge, facing `p`, of the first edge to the left of `p`; nil when there is none.
    func firstHalfEdge(leftOf p: GridPoint, in arrangement: borrowing Arrangement) -> Int32? {
        let row = (Int64(p.y) - minY) / rowHeight
        if Int64(p.y) < minY || row >= Int64(rowStart.count - 1) { return nil }
        let range = Int(rowStart[Int(row)])..<Int(rowStart[Int(row) + 1])
        // The last entry that begins left of p.
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            let h = downward[middle]
            if min(arrangement.start(h).x, arrangement.end(h).x) < p.x { low = middle + 1 } else { high = middle }
        }
        var best: Int32?
        var bestX: Double = -.infinity
        var k = low - 1
        while k >= range.lowerBound {
            // Nothing further on reaches as far right as the best crossing (two units for the doubles).
            if Double(reach[k]) < bestX - 2 { break }
            let h = downward[k]
            let upper = arrangement.start(h)
            let lower = arrangement.end(h)
            if lower.y <= p.y && p.y < upper.y && orientation(lower, upper, p) < 0 {
                if let current = best {
                    let isNearer = LeftwardRays.isFurtherRight(
                        (lower, upper), than: (arrangement.end(current), arrangement.start(current)), at: p)
                    if isNearer { best = h }
                } else {
                    best = h
                }
                if best == h {
                    let t = (Double(p.y) - Double(lower.y)) / (Double(upper.y) - Double(lower.y))
                    bestX = Double(lower.x) + t * (Double(upper.x) - Double(lower.x))
                }
            }
            k -= 1
        }
        return best
    }

    /// Which of two edges crosses the height just above `p` further right. Exact.
    private static func isFurtherRight(
        _ e: (low: GridPoint, high: GridPoint), than f: (low: GridPoint, high: GridPoint), at p: GridPoint
    ) -> Bool {
        func crossing(_ e: (low: GridPoint, high: GridPoint)) -> (n: Int128, d: Int128, dx: Int128) {
            let dy = Int128(e.high.y) - Int128(e.low.y)
            let dx = Int128(e.high.x) - Int128(e.low.x)
            return ((Int128(e.low.x) - Int128(p.x)) * dy + (Int128(p.y) - Int128(e.low.y)) * dx, dy, dx)
        }
        let a = crossing(e)
        let b = crossing(f)
        let left = a.n * b.d
        let right = b.n * a.d
        if left != right { return left > right }
        return a.dx * b.d > b.dx * a.d
    }
}
