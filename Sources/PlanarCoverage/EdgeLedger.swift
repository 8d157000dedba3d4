/// Adds up directed segments per undirected edge: neighbours walk a shared edge once each way and it cancels to 0.
///
/// One open-addressing table with full keys. A cancelled edge leaves the table at once (backward shift), so the
/// table holds only the edges whose partner has not come yet: in a file that is ordered in space it stays in cache.
public struct EdgeLedger: Sendable {
    /// An undirected edge with its ends in key order, and how often it was walked from `low` to `high`, net.
    struct Entry {
        var low: UInt64
        var high: UInt64
        var count: Int32
    }

    private(set) var slots: [Entry]
    private(set) var used = 0
    private var mask: Int

    public init() {
        slots = Array(repeating: Entry(low: 0, high: 0, count: 0), count: 1 << 12)
        mask = (1 << 12) - 1
    }

    /// How many edges have not cancelled.
    public var netEdgeCount: Int { used }

    @inline(__always)
    static func key(_ p: GridPoint) -> UInt64 {
        UInt64(UInt32(bitPattern: p.x)) << 32 | UInt64(UInt32(bitPattern: p.y))
    }

    @inline(__always)
    static func point(_ key: UInt64) -> GridPoint {
        GridPoint(
            x: Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32)),
            y: Int32(bitPattern: UInt32(truncatingIfNeeded: key)))
    }

    @inline(__always)
    static func hash(_ low: UInt64, _ high: UInt64) -> Int {
        var h = low &* 0x9E37_79B9_7F4A_7C15
        h = (h ^ (h >> 32) ^ high) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: h >> 17)
    }

    /// Walks rings of a store: every segment counts `weight` in its direction.
    mutating func walk(_ store: borrowing RingStore, rings: Range<Int>, weight: Int32 = 1) {
        store.points.withUnsafeBufferPointer { points in
            store.ringStart.withUnsafeBufferPointer { starts in
                for r in rings {
                    let first = Int(starts[r])
                    let end = Int(starts[r + 1])
                    if end - first >= 2 {
                        walk(UnsafeBufferPointer(rebasing: points[first..<end]), weight: weight)
                    }
                }
            }
        }
    }

    /// Walks one ring (not closed).
    mutating func walk(_ ring: UnsafeBufferPointer<GridPoint>, weight: Int32) {
        if (used + ring.count) * 2 > slots.count { grow(for: used + ring.count) }
        let mask = self.mask
        let change = slots.withUnsafeMutableBufferPointer { slots -> Int in
            var change = 0
            var from = EdgeLedger.key(ring[ring.count - 1])
            for i in 0..<ring.count {
                let to = EdgeLedger.key(ring[i])
                if from < to {
                    change += EdgeLedger.add(slots, mask, low: from, high: to, weight)
                } else if to < from {
                    change += EdgeLedger.add(slots, mask, low: to, high: from, 0 &- weight)
                }
                from = to
            }
            return change
        }
        used += change
    }

    /// Adds to one edge; returns by how much the number of entries changed.
    @inline(__always)
    private static func add(
        _ slots: UnsafeMutableBufferPointer<Entry>, _ mask: Int, low: UInt64, high: UInt64, _ weight: Int32
    ) -> Int {
        var i = hash(low, high) & mask
        while true {
            let entry = slots[i]
            if entry.count == 0 {
                slots[i] = Entry(low: low, high: high, count: weight)
                return 1
            }
            if entry.low == low && entry.high == high {
                let sum = entry.count &+ weight
                if sum != 0 {
                    slots[i].count = sum
                    return 0
                }
                remove(slots, mask, at: i)
                return -1
            }
            i = (i + 1) & mask
        }
    }

    /// Takes an entry out and moves the ones behind it up, so that every probe still ends at a free slot.
    @inline(__always)
    private static func remove(_ slots: UnsafeMutableBufferPointer<Entry>, _ mask: Int, at hole: Int) {
        var hole = hole
        var i = (hole + 1) & mask
        while slots[i].count != 0 {
            let home = hash(slots[i].low, slots[i].high) & mask
            if (i &- home) & mask >= (i &- hole) & mask {
                slots[hole] = slots[i]
                hole = i
            }
            i = (i + 1) & mask
        }
        slots[hole].count = 0
    }

    private mutating func grow(for count: Int) {
        var capacity = slots.count
        while capacity < count * 2 { capacity *= 2 }
        let old = slots
        let mask = capacity - 1
        slots = Array(repeating: Entry(low: 0, high: 0, count: 0), count: capacity)
        self.mask = mask
        slots.withUnsafeMutableBufferPointer { slots in
            for entry in old where entry.count != 0 {
                _ = EdgeLedger.add(slots, mask, low: entry.low, high: entry.high, entry.count)
            }
        }
    }

    /// Adds another ledger's sums.
    mutating func merge(_ other: borrowing EdgeLedger) {
        if (used + other.used) * 2 > slots.count { grow(for: used + other.used) }
        let mask = self.mask
        var change = 0
        for i in 0..<other.slots.count {
            let entry = other.slots[i]
            if entry.count == 0 { continue }
            change += slots.withUnsafeMutableBufferPointer {
                EdgeLedger.add($0, mask, low: entry.low, high: entry.high, entry.count)
            }
        }
        used += change
    }

    /// The position of an edge among the slots, or nil when it has cancelled.
    @inline(__always)
    static func find(_ slots: UnsafeBufferPointer<Entry>, _ mask: Int, low: UInt64, high: UInt64) -> Int? {
        var i = hash(low, high) & mask
        while slots[i].count != 0 {
            if slots[i].low == low && slots[i].high == high { return i }
            i = (i + 1) & mask
        }
        return nil
    }
}
