/// The parcels by their boxes: finds those near a box or over a point.
///
/// A hashed grid of several levels: a box is entered in the level whose cells are at least as wide as the box, in at
/// most four cells. A parcel as large as the map costs no more than a lot.
public struct ParcelIndex: Sendable {
    private let store: RingStore
    private(set) var boxes: [GridBox]
    private var bucketStart: [Int32]
    private var entries: [Int32]
    private let mask: Int
    /// Levels that have an entry, as powers of two of the cell's width.
    private var levels: [Int] = []

    init(_ store: RingStore) {
        self.store = store
        let count = store.parcelCount
        var boxes = [GridBox](repeating: .nothing, count: count)
        store.points.withUnsafeBufferPointer { points in
            for p in 0..<count {
                var box = GridBox.nothing
                for i in store.points(ofParcel: p) { box.join(points[i]) }
                boxes[p] = box
            }
        }
        self.boxes = boxes
        var capacity = 16
        while capacity < count { capacity *= 2 }
        let mask = capacity - 1
        self.mask = mask
        // Counted two places on, and then filled one place on: what is left are the starts.
        var starts = [Int32](repeating: 0, count: capacity + 2)
        var seen = [Bool](repeating: false, count: 34)
        starts.withUnsafeMutableBufferPointer { starts in
            for box in boxes where !box.isNothing {
                let level = ParcelIndex.level(of: box)
                seen[level] = true
                ParcelIndex.forEachCell(of: box, level) { starts[ParcelIndex.bucket(level, $0, $1, mask) + 2] &+= 1 }
            }
            for b in 2..<starts.count { starts[b] += starts[b - 1] }
        }
        var entries = [Int32](repeating: 0, count: Int(starts[capacity + 1]))
        starts.withUnsafeMutableBufferPointer { starts in
            entries.withUnsafeMutableBufferPointer { entries in
                for (p, box) in boxes.enumerated() where !box.isNothing {
                    let level = ParcelIndex.level(of: box)
                    ParcelIndex.forEachCell(of: box, level) {
                        let b = ParcelIndex.bucket(level, $0, $1, mask) + 1
                        entries[Int(starts[b])] = Int32(truncatingIfNeeded: p)
                        starts[b] &+= 1
                    }
                }
            }
        }
        bucketStart = starts
        self.entries = entries
        levels = seen.indices.filter { seen[$0] }
    }

    private static func level(of box: GridBox) -> Int {
        let size = max(Int64(box.maxX) - Int64(box.minX), Int64(box.maxY) - Int64(box.minY), 1)
        return 64 - size.leadingZeroBitCount
    }

    @inline(__always)
    private static func forEachCell(of box: GridBox, _ level: Int, _ body: (Int64, Int64) -> Void) {
        for x in (Int64(box.minX) >> level)...(Int64(box.maxX) >> level) {
            for y in (Int64(box.minY) >> level)...(Int64(box.maxY) >> level) { body(x, y) }
        }
    }

    /// Eight by eight cells stand together, so that a file that is ordered in space walks the buckets in short steps.
    @inline(__always)
    private static func bucket(_ level: Int, _ x: Int64, _ y: Int64, _ mask: Int) -> Int {
        var h = UInt64(bitPattern: x >> 3) &* 0x9E37_79B9_7F4A_7C15
        h ^= UInt64(bitPattern: y >> 3) &* 0xC2B2_AE3D_27D4_EB4F
        h = (h ^ UInt64(level)) &* 0xD6E8_FEB8_6659_FD93
        return (Int(truncatingIfNeeded: h >> 30) & mask) ^ Int(truncatingIfNeeded: (x & 7) << 3 | (y & 7)) & mask
    }

    /// The parcels whose boxes meet a box, ascending.
    func parcels(meeting box: GridBox) -> [Int32] {
        var found: [Int32] = []
        for level in levels {
            let columns = (Int64(box.maxX) >> level) - (Int64(box.minX) >> level) + 1
            let rows = (Int64(box.maxY) >> level) - (Int64(box.minY) >> level) + 1
            if columns * rows > Int64(entries.count) {
                for p in boxes.indices where boxes[p].meets(box) { found.append(Int32(p)) }
                break
            }
            ParcelIndex.forEachCell(of: box, level) { x, y in
                let b = ParcelIndex.bucket(level, x, y, mask)
                for i in Int(bucketStart[b])..<Int(bucketStart[b + 1]) {
                    if boxes[Int(entries[i])].meets(box) { found.append(entries[i]) }
                }
            }
        }
        if found.count > 1 {
            found.sort()
            var kept = 1
            for i in 1..<found.count where found[i] != found[i - 1] {
                found[kept] = found[i]
                kept += 1
            }
            found.removeLast(found.count - kept)
        }
        return found
    }

    /// The parcels that cover a point, ascending. Exact; a parcel's own edge counts as not covering.
    func parcels(covering p: FinePoint) -> [Int32] {
        parcels(meeting: unitSquare(p)).filter { store.side(of: p, parcel: Int($0)) == .inside }
    }

    /// How many parcels cover a point; nil when it lies on the edge of one.
    func depth(at p: FinePoint) -> Int? {
        var depth = 0
        for parcel in parcels(meeting: unitSquare(p)) {
            switch store.side(of: p, parcel: Int(parcel)) {
            case .inside: depth += 1
            case .boundary: return nil
            case .outside: break
            }
        }
        return depth
    }

    private func unitSquare(_ p: FinePoint) -> GridBox {
        let x = Int32(truncatingIfNeeded: p.x >> 4)
        let y = Int32(truncatingIfNeeded: p.y >> 4)
        return GridBox(minX: x, minY: y, maxX: x + 1, maxY: y + 1)
    }
}
