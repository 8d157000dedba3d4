/// A segment between two grid points.
struct Segment: Hashable {
    var a: GridPoint
    var b: GridPoint
}

/// Segments by square cells of a hashed grid: finds which segments come near each other or near a point.
///
/// The cell is about twice as wide as a mean segment is long, so a segment lies in a few cells and a map of `n`
/// segments has O(n) entries, however its parts are spread.
struct SegmentGrid {
    private struct Entry {
        var cellX: Int32
        var cellY: Int32
        var segment: Int32
    }

    let cell: Int64
    private var bucketStart: [Int32]
    private var entries: [Entry]
    private let mask: Int

    /// - Parameter reach: segments that come this near, in units, share a cell.
    init(_ segments: [Segment], reach: Int64 = 6) {
        let margin = (reach + 1) / 2
        var total: Int64 = 0
        for s in segments {
            total += max(abs(Int64(s.a.x) - Int64(s.b.x)), abs(Int64(s.a.y) - Int64(s.b.y)))
        }
        let cell = max(16, 4 * margin, 2 * total / Int64(max(1, segments.count)) + 1)
        self.cell = cell
        var capacity = 16
        while capacity < segments.count * 2 { capacity *= 2 }
        let mask = capacity - 1
        self.mask = mask
        var starts = [Int32](repeating: 0, count: capacity + 1)
        var found: [Entry] = []
        found.reserveCapacity(segments.count * 3)
        for (i, s) in segments.enumerated() {
            SegmentGrid.forEachCell(of: s, cell: cell, margin: margin) { x, y in
                found.append(Entry(cellX: x, cellY: y, segment: Int32(truncatingIfNeeded: i)))
                starts[SegmentGrid.bucket(x, y, mask) + 1] += 1
            }
        }
        for b in 1...capacity { starts[b] += starts[b - 1] }
        var next = starts
        var sorted = [Entry](repeating: Entry(cellX: 0, cellY: 0, segment: 0), count: found.count)
        for entry in found {
            let b = SegmentGrid.bucket(entry.cellX, entry.cellY, mask)
            sorted[Int(next[b])] = entry
            next[b] += 1
        }
        bucketStart = starts
        entries = sorted
    }

    @inline(__always)
    private static func bucket(_ x: Int32, _ y: Int32, _ mask: Int) -> Int {
        var h = UInt64(UInt32(bitPattern: x)) << 32 | UInt64(UInt32(bitPattern: y))
        h = (h ^ (h >> 29)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: h >> 20) & mask
    }

    @inline(__always)
    private static func floorDiv(_ v: Int64, _ cell: Int64) -> Int64 { v >= 0 ? v / cell : -((cell - 1 - v) / cell) }

    /// Calls with each cell that a segment, widened by the margin, may touch.
    @inline(__always)
    private static func forEachCell(of s: Segment, cell: Int64, margin: Int64, _ body: (Int32, Int32) -> Void) {
        let (ax, ay, bx, by) = (Int64(s.a.x), Int64(s.a.y), Int64(s.b.x), Int64(s.b.y))
        let x0 = floorDiv(min(ax, bx) - margin, cell)
        let x1 = floorDiv(max(ax, bx) + margin, cell)
        let y0 = floorDiv(min(ay, by) - margin, cell)
        let y1 = floorDiv(max(ay, by) + margin, cell)
        if x1 - x0 <= 1 || y1 - y0 <= 1 {
            for x in x0...x1 { for y in y0...y1 { body(Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y)) } }
            return
        }
        // A long one: per column of cells only the rows that it passes there.
        let slope = Double(by - ay) / Double(bx - ax)
        for x in x0...x1 {
            let left = Double(max(x * cell - margin, min(ax, bx)) - ax)
            let right = Double(min((x + 1) * cell + margin, max(ax, bx)) - ax)
            let yLeft = Double(ay) + slope * left
            let yRight = Double(ay) + slope * right
            let slack = Double(margin) + 2
            let low = max(y0, floorDiv(Int64((min(yLeft, yRight) - slack).rounded(.down)), cell))
            let high = min(y1, floorDiv(Int64((max(yLeft, yRight) + slack).rounded(.up)), cell))
            if low > high { continue }
            for y in low...high { body(Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y)) }
        }
    }

    /// Calls with pairs of segments that share a cell; a pair may come more than once. Stops when `body` says false.
    func forEachPair(_ body: (Int, Int) -> Bool) {
        entries.withUnsafeBufferPointer { entries in
            for b in 0..<(bucketStart.count - 1) {
                let start = Int(bucketStart[b])
                let end = Int(bucketStart[b + 1])
                if end - start < 2 { continue }
                for i in start..<(end - 1) {
                    let e = entries[i]
                    for j in (i + 1)..<end {
                        let f = entries[j]
                        if e.cellX == f.cellX && e.cellY == f.cellY && e.segment != f.segment {
                            if !body(Int(e.segment), Int(f.segment)) { return }
                        }
                    }
                }
            }
        }
    }

    /// The same for pairs whose owners differ; -1 differs from every owner. A cell full of one owner's segments, as of a
    /// ring of a million vertices, costs no more than to look through it.
    func forEachPair(ofDifferent owner: [Int32], _ body: (Int, Int) -> Void) {
        var sorted: [Entry] = []
        for b in 0..<(bucketStart.count - 1) {
            let range = Int(bucketStart[b])..<Int(bucketStart[b + 1])
            if range.count < 2 { continue }
            sorted.removeAll(keepingCapacity: true)
            sorted.append(contentsOf: entries[range])
            if range.count > 8 { sorted.sort { owner[Int($0.segment)] < owner[Int($1.segment)] } }
            var first = 0
            for j in sorted.indices {
                let f = sorted[j]
                let own = owner[Int(f.segment)]
                // In a sorted bucket the segments of one owner lie together: `first` is where they begin.
                if range.count > 8, own >= 0 {
                    if j == 0 || owner[Int(sorted[j - 1].segment)] != own { first = j }
                } else {
                    first = j
                }
                for i in 0..<first {
                    let e = sorted[i]
                    if e.cellX == f.cellX && e.cellY == f.cellY && e.segment != f.segment
                        && (own < 0 || own != owner[Int(e.segment)])
                    {
                        body(Int(e.segment), Int(f.segment))
                    }
                }
            }
        }
    }

    /// Calls with the segments that may come within the margin of a point; none twice.
    func forEachSegment(near p: GridPoint, _ body: (Int) -> Void) {
        let x = Int32(truncatingIfNeeded: SegmentGrid.floorDiv(Int64(p.x), cell))
        let y = Int32(truncatingIfNeeded: SegmentGrid.floorDiv(Int64(p.y), cell))
        let b = SegmentGrid.bucket(x, y, mask)
        for i in Int(bucketStart[b])..<Int(bucketStart[b + 1]) {
            let e = entries[i]
            if e.cellX == x && e.cellY == y { body(Int(e.segment)) }
        }
    }

    /// Calls with the segments that may touch a box; a segment may come more than once.
    func forEachSegment(meeting box: GridBox, _ body: (Int) -> Void) {
        let x0 = SegmentGrid.floorDiv(Int64(box.minX), cell)
        let x1 = SegmentGrid.floorDiv(Int64(box.maxX), cell)
        let y0 = SegmentGrid.floorDiv(Int64(box.minY), cell)
        let y1 = SegmentGrid.floorDiv(Int64(box.maxY), cell)
        if (x1 - x0 + 1) * (y1 - y0 + 1) > Int64(entries.count) {
            for e in entries { body(Int(e.segment)) }
            return
        }
        for cx in x0...x1 {
            for cy in y0...y1 {
                let x = Int32(truncatingIfNeeded: cx)
                let y = Int32(truncatingIfNeeded: cy)
                let b = SegmentGrid.bucket(x, y, mask)
                for i in Int(bucketStart[b])..<Int(bucketStart[b + 1]) {
                    let e = entries[i]
                    if e.cellX == x && e.cellY == y { body(Int(e.segment)) }
                }
            }
        }
    }
}
