import Cadastre

/// Ward, sheet and parcel number as numbers of `KeyTexts`; a part that is not known is `none`.
struct PlaceKey: Hashable {
    var ward: TextID
    var sheet: TextID
    var number: TextID
}

/// Finds the parcels of a key. Millions of entries; several parcels may have one key, and one parcel several keys.
struct ParcelKeyIndex {
    private var keys: [PlaceKey] = []
    private var parcels: [Int32] = []
    /// The entry after this one with the same key; -1 at the end.
    private var next: [Int32] = []
    private var slots: [Int32]

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        keys.reserveCapacity(capacity)
        parcels.reserveCapacity(capacity)
        next.reserveCapacity(capacity)
    }

    var isEmpty: Bool { keys.isEmpty }

    mutating func insert(_ key: PlaceKey, parcel: Int32) {
        if (keys.count + 1) * 2 > slots.count { grow() }
        let entry = Int32(keys.count)
        keys.append(key)
        parcels.append(parcel)
        next.append(-1)
        let k = slot(of: key)
        guard slots[k] >= 0 else {
            slots[k] = entry
            return
        }
        var last = slots[k]
        while next[Int(last)] >= 0 { last = next[Int(last)] }
        next[Int(last)] = entry
    }

    /// The parcels of a key in the order of their rows.
    func parcels(of key: PlaceKey) -> [Int32] {
        var entry = slots[slot(of: key)]
        if entry < 0 { return [] }
        var found: [Int32] = []
        while entry >= 0 {
            let parcel = parcels[Int(entry)]
            if found.last != parcel { found.append(parcel) }
            entry = next[Int(entry)]
        }
        return found
    }

    private func slot(of key: PlaceKey) -> Int {
        var h = UInt64(UInt32(bitPattern: key.number.rawValue)) &* 0x9E37_79B9_7F4A_7C15
        h = (h ^ UInt64(UInt32(bitPattern: key.sheet.rawValue))) &* 0xD6E8_FEB8_6659_FD93
        h = (h ^ (h >> 29) ^ UInt64(UInt32(bitPattern: key.ward.rawValue))) &* 0x9E37_79B9_7F4A_7C15
        let mask = slots.count - 1
        var k = Int(truncatingIfNeeded: h >> 24) & mask
        while slots[k] >= 0, keys[Int(slots[k])] != key { k = (k + 1) & mask }
        return k
    }

    private mutating func grow() {
        let heads = slots.filter { $0 >= 0 }
        slots = Array(repeating: -1, count: slots.count * 2)
        for entry in heads { slots[slot(of: keys[Int(entry)])] = entry }
    }
}
