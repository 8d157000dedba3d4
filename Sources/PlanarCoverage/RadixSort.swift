/// Sorts by radix: one pass per eleven bits that differ.
func sortAscending(_ keys: inout [UInt64]) { sortAscending(&keys, by: \.self) }

/// Sorts items by a key of 64 bits; items of equal keys keep their order.
@inline(__always)
func sortAscending<Item>(_ items: inout [Item], by key: (Item) -> UInt64) {
    if items.count < 256 {
        items.sort { key($0) < key($1) }
        return
    }
    var or: UInt64 = 0
    var and = UInt64.max
    for item in items {
        or |= key(item)
        and &= key(item)
    }
    let varying = or ^ and
    var other = items
    var shift: UInt64 = 0
    while shift < 64 {
        if (varying >> shift) & 0x7FF != 0 {
            var counts = [Int](repeating: 0, count: 2049)
            items.withUnsafeBufferPointer { items in
                other.withUnsafeMutableBufferPointer { other in
                    counts.withUnsafeMutableBufferPointer { counts in
                        for item in items { counts[Int((key(item) >> shift) & 0x7FF) + 1] &+= 1 }
                        for i in 0..<2048 { counts[i + 1] += counts[i] }
                        for item in items {
                            let bucket = Int((key(item) >> shift) & 0x7FF)
                            other[counts[bucket]] = item
                            counts[bucket] &+= 1
                        }
                    }
                }
            }
            swap(&items, &other)
        }
        shift += 11
    }
}
