/// Adds up directed segments per undirected edge: neighbours walk a shared edge once each way and it cancels to 0.
///
/// One open-addressing table with full keys. A cancelled edge leaves the table at once (backward shift), so the
/// table holds only the edges whose partner has not come yet. A byte for each slot says whether it is free, and else
/// shows a part of the hash: the bytes stay in cache, and what they decide need not wait for the entries.
public struct EdgeLedger: Sendable {
    /// An undirected edge with its ends in key order, and how often it was walked from `low` to `high`, net.
    struct Entry {
        var low: UInt64
        var high: UInt64
        var count: Int32
    }

    private(set) var slots: [Entry]
    /// 0 for a free slot, else eight bits of its hash of which the first is set.
    private var tags: [UInt8]
    private(set) var used = 0

    public init() {
        slots = Array(repeating: Entry(low: 0, high: 0, count: 0), count: 1 << 12)
        tags = Array(repeating: 0, count: 1 << 12)
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

    /// The low bits say where in a table, the top ones make the tag.
    @inline(__always)
    static func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
        var h = low &* 0x9E37_79B9_7F4A_7C15
        h = (h ^ (h >> 32) ^ high) &* 0xD6E8_FEB8_6659_FD93
        return h >> 17
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
        if (used + ring.count) * 3 > slots.count * 2 { grow(for: used + ring.count) }
        withTable { table in
            var from = EdgeLedger.key(ring[ring.count - 1])
            for i in 0..<ring.count {
                let to = EdgeLedger.key(ring[i])
                // Which end is the lower one is a matter of chance: no branch.
                let forward = from < to
                let (low, high) = (forward ? from : to, forward ? to : from)
                if low != high { table.add(low: low, high: high, forward ? weight : 0 &- weight) }
                from = to
            }
        }
    }

    @inline(__always)
    private mutating func withTable(_ body: (inout Table) -> Void) {
        let used = self.used
        self.used = slots.withUnsafeMutableBufferPointer { slots in
            tags.withUnsafeMutableBufferPointer { tags in
                var table = Table(slots: slots, tags: tags, used: used)
                body(&table)
                return table.used
            }
        }
    }

    /// The table in the hand of a loop.
    private struct Table {
        let slots: UnsafeMutableBufferPointer<Entry>
        let tags: UnsafeMutableBufferPointer<UInt8>
        var used: Int

        private var mask: Int { slots.count &- 1 }

        /// Adds to one edge.
        @inline(__always)
        mutating func add(low: UInt64, high: UInt64, _ weight: Int32) {
            let hash = EdgeLedger.hash(low, high)
            let tag = UInt8(truncatingIfNeeded: hash >> 40) | 0x80
            var i = Int(truncatingIfNeeded: hash) & mask
            while true {
                let there = tags[i]
                if there == 0 {
                    slots[i] = Entry(low: low, high: high, count: weight)
                    tags[i] = tag
                    used &+= 1
                    return
                }
                if there == tag && slots[i].low == low && slots[i].high == high {
                    let sum = slots[i].count &+ weight
                    slots[i].count = sum
                    if sum == 0 { remove(at: i) }
                    return
                }
                i = (i &+ 1) & mask
            }
        }

        /// Takes an entry out and moves the ones behind it up, so that every probe still ends at a free slot.
        @inline(__always)
        private mutating func remove(at hole: Int) {
            var hole = hole
            var i = (hole &+ 1) & mask
            while tags[i] != 0 {
                let home = Int(truncatingIfNeeded: EdgeLedger.hash(slots[i].low, slots[i].high)) & mask
                if (i &- home) & mask >= (i &- hole) & mask {
                    slots[hole] = slots[i]
                    tags[hole] = tags[i]
                    hole = i
                }
                i = (i &+ 1) & mask
            }
            slots[hole].count = 0
            tags[hole] = 0
            used &-= 1
        }
    }

    private mutating func grow(for count: Int) {
        var capacity = slots.count
        while capacity * 2 < count * 3 { capacity *= 2 }
        let old = slots
        slots = Array(repeating: Entry(low: 0, high: 0, count: 0), count: capacity)
        tags = Array(repeating: 0, count: capacity)
        used = 0
        withTable { table in
            for entry in old where entry.count != 0 { table.add(low: entry.low, high: entry.high, entry.count) }
        }
    }

    /// Adds another ledger's sums.
    mutating func merge(_ other: borrowing EdgeLedger) {
        if (used + other.used) * 3 > slots.count * 2 { grow(for: used + other.used) }
        other.slots.withUnsafeBufferPointer { entries in
            withTable { table in
                for entry in entries where entry.count != 0 {
                    table.add(low: entry.low, high: entry.high, entry.count)
                }
            }
        }
    }
}
