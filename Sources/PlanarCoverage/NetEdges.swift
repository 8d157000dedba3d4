/// The edges that did not cancel, with everybody who walks them.
struct NetEdges: Sendable {
    /// In key order, whatever the order of the parcels; parcel and ward turns from a to b.
    private(set) var segments: [TurnedSegment] = []
    /// The parcels that walk edge `e`: `owners[ownerStart[e] ..< ownerStart[e + 1]]`, ascending; `~p` walks b → a.
    private(set) var ownerStart: [Int32] = [0]
    private(set) var owners: [Int32] = []
    private let table: NetEdgeTable

    var count: Int { segments.count }

    func owners(of e: Int) -> ArraySlice<Int32> { owners[Int(ownerStart[e])..<Int(ownerStart[e + 1])] }

    /// Whether a segment is among the net edges.
    func contains(_ a: GridPoint, _ b: GridPoint) -> Bool {
        let p = EdgeLedger.key(a)
        let q = EdgeLedger.key(b)
        return table.index(low: min(p, q), high: max(p, q)) != nil
    }

    init(ledger: EdgeLedger, store: RingStore, wards: RingStore?, lanes: Int) throws(InvariantError) {
        var wardLedger = EdgeLedger()
        if let wards { wardLedger.walk(wards, rings: 0..<wards.ringCount) }
        var edges: [(low: UInt64, high: UInt64, parcels: Int32, wards: Int32)] = []
        edges.reserveCapacity(ledger.netEdgeCount + wardLedger.netEdgeCount)
        for entry in ledger.slots where entry.count != 0 { edges.append((entry.low, entry.high, entry.count, 0)) }
        for entry in wardLedger.slots where entry.count != 0 { edges.append((entry.low, entry.high, 0, entry.count)) }
        sortAscending(&edges) { $0.low }
        edges.withUnsafeMutableBufferPointer { edges in
            // Few edges share their lower end.
            var start = 0
            while start < edges.count {
                var end = start + 1
                while end < edges.count && edges[end].low == edges[start].low { end += 1 }
                if end - start > 1 { edges[start..<end].sort { $0.high < $1.high } }
                start = end
            }
        }
        var kept = 0
        for edge in edges {
            if kept > 0 && edges[kept - 1].low == edge.low && edges[kept - 1].high == edge.high {
                edges[kept - 1].parcels += edge.parcels
                edges[kept - 1].wards += edge.wards
            } else {
                edges[kept] = edge
                kept += 1
            }
        }
        edges.removeLast(edges.count - kept)
        segments = edges.map {
            TurnedSegment(
                segment: Segment(a: EdgeLedger.point($0.low), b: EdgeLedger.point($0.high)), parcelTurns: $0.parcels,
                wardTurns: $0.wards)
        }
        table = NetEdgeTable(edges.lazy.map { ($0.low, $0.high) })
        try collectOwners(store, lanes)
    }

    private mutating func collectOwners(_ store: RingStore, _ lanes: Int) throws(InvariantError) {
        struct Hit: Sendable {
            var edge: Int32
            var owner: Int32
        }
        let table = self.table
        let parts = inLanes(lanes, count: store.parcelCount) { parcels -> [Hit] in
            var hits: [Hit] = []
            store.points.withUnsafeBufferPointer { points in
                table.withIndex { index in
                    for p in parcels {
                        for r in store.rings(ofParcel: p) {
                            let range = store.points(ofRing: r)
                            var from = EdgeLedger.key(points[range.upperBound - 1])
                            for i in range {
                                let to = EdgeLedger.key(points[i])
                                let forward = from < to
                                if let e = index(forward ? from : to, forward ? to : from) {
                                    let owner = Int32(truncatingIfNeeded: p)
                                    let hit = Hit(edge: Int32(truncatingIfNeeded: e), owner: forward ? owner : ~owner)
                                    hits.append(hit)
                                }
                                from = to
                            }
                        }
                    }
                }
            }
            return hits
        }
        ownerStart = [Int32](repeating: 0, count: segments.count + 1)
        for part in parts { for hit in part { ownerStart[Int(hit.edge) + 1] += 1 } }
        for e in 0..<segments.count { ownerStart[e + 1] += ownerStart[e] }
        var fill = ownerStart
        owners = [Int32](repeating: 0, count: parts.reduce(0) { $0 + $1.count })
        for part in parts {
            for hit in part {
                owners[Int(fill[Int(hit.edge)])] = hit.owner
                fill[Int(hit.edge)] += 1
            }
        }
    }
}

/// From an edge to its number among the net edges. A bitmap in front turns most matched edges away at once.
private struct NetEdgeTable: Sendable {
    private struct Key {
        var low: UInt64
        var high: UInt64
    }

    private var keys: [Key] = []
    private var slots: [Int32]
    private var bits: [UInt64]
    private let mask: Int
    private let bitMask: Int

    init(_ edges: some Sequence<(UInt64, UInt64)>) {
        for edge in edges { keys.append(Key(low: edge.0, high: edge.1)) }
        var capacity = 16
        while capacity < keys.count * 2 { capacity *= 2 }
        mask = capacity - 1
        bitMask = capacity * 8 - 1
        slots = Array(repeating: -1, count: capacity)
        bits = Array(repeating: 0, count: capacity / 8)
        for (i, key) in keys.enumerated() {
            let hash = Int(truncatingIfNeeded: EdgeLedger.hash(key.low, key.high))
            let bit = hash & bitMask
            bits[bit >> 6] |= 1 << UInt64(bit & 63)
            var k = (hash >> 3) & mask
            while slots[k] >= 0 { k = (k + 1) & mask }
            slots[k] = Int32(truncatingIfNeeded: i)
        }
    }

    func index(low: UInt64, high: UInt64) -> Int? { withIndex { $0(low, high) } }

    /// Runs `body` with a function that finds edges, for loops over very many.
    @inline(__always)
    func withIndex<R>(_ body: ((_ low: UInt64, _ high: UInt64) -> Int?) -> R) -> R {
        keys.withUnsafeBufferPointer { keys in
            slots.withUnsafeBufferPointer { slots in
                bits.withUnsafeBufferPointer { bits in
                    body { low, high in
                        let hash = Int(truncatingIfNeeded: EdgeLedger.hash(low, high))
                        let bit = hash & bitMask
                        if bits[bit >> 6] & (1 &<< UInt64(bit & 63)) == 0 { return nil }
                        var k = (hash >> 3) & mask
                        while true {
                            let i = Int(slots[k])
                            if i < 0 { return nil }
                            if keys[i].low == low && keys[i].high == high { return i }
                            k = (k &+ 1) & mask
                        }
                    }
                }
            }
        }
    }
}
