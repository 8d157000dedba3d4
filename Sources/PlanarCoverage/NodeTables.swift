/// From a point to its place in a list of distinct points.
struct PointTable {
    private var slots: [Int32]
    private let mask: Int

    init(_ points: [GridPoint]) {
        var capacity = 16
        while capacity < points.count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = Array(repeating: -1, count: capacity)
        for (i, p) in points.enumerated() {
            var k = PointTable.hash(p) & mask
            while slots[k] >= 0 { k = (k + 1) & mask }
            slots[k] = Int32(truncatingIfNeeded: i)
        }
    }

    @inline(__always)
    private static func hash(_ p: GridPoint) -> Int {
        let h = EdgeLedger.key(p) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (h ^ (h >> 29)) >> 11)
    }

    /// The index of a point that is in the list.
    @inline(__always)
    func index(of p: GridPoint, in points: [GridPoint]) -> Int32 {
        var k = PointTable.hash(p) & mask
        while true {
            let i = slots[k]
            precondition(i >= 0, "the point is not in the list")
            if points[Int(i)] == p { return i }
            k = (k + 1) & mask
        }
    }
}

/// From two nodes to the edge between them; new edges get the next number.
struct EdgeTable {
    private var slots: [Int32]
    private var mask = 1023
    private var used = 0

    init() { slots = Array(repeating: -1, count: 1024) }

    mutating func edge(_ u: Int32, _ v: Int32, _ from: inout [Int32], _ to: inout [Int32]) -> Int {
        if used * 2 >= slots.count { grow(from, to) }
        var k = EdgeTable.hash(u, v) & mask
        while true {
            let e = slots[k]
            if e < 0 {
                slots[k] = Int32(from.count)
                used += 1
                from.append(u)
                to.append(v)
                return from.count - 1
            }
            if from[Int(e)] == u && to[Int(e)] == v { return Int(e) }
            k = (k + 1) & mask
        }
    }

    private mutating func grow(_ from: [Int32], _ to: [Int32]) {
        let old = slots
        slots = Array(repeating: -1, count: old.count * 2)
        mask = slots.count - 1
        for e in old where e >= 0 {
            var k = EdgeTable.hash(from[Int(e)], to[Int(e)]) & mask
            while slots[k] >= 0 { k = (k + 1) & mask }
            slots[k] = e
        }
    }

    @inline(__always)
    private static func hash(_ u: Int32, _ v: Int32) -> Int {
        let h = (UInt64(UInt32(bitPattern: u)) << 32 | UInt64(UInt32(bitPattern: v))) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (h ^ (h >> 32)) >> 9)
    }
}
