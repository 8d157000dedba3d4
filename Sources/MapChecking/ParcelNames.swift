import Cadastre
import PlanarCoverage

/// The names of parcels: ward/sheet/number when unique, else the parcel code, else the inner point to 0.1 m. Never the
/// fid, which changes when a file is written again.
struct ParcelNames {
    private let columns: ParcelColumns
    private let grid: Grid
    /// The names of parcels whose rings have changed since they were read.
    private var kept: [Int32: String] = [:]
    /// The parcels that share their key, in groups; each group ascending, groups by their least parcel.
    let sharedKeys: [[Int32]]
    private let hasSharedKey: Set<Int32>

    init(columns: ParcelColumns, grid: Grid) {
        self.columns = columns
        self.grid = grid
        sharedKeys = ParcelNames.findSharedKeys(columns)
        hasSharedKey = Set(sharedKeys.joined())
    }

    /// Names some parcels by their rings as they are now, whatever becomes of these.
    mutating func keepNames(of parcels: [Int32], rings: RingStore) {
        for p in parcels { kept[p] = name(ofParcel: p, rings: rings) }
    }

    func name(ofParcel p: Int32, rings: RingStore) -> String {
        if let name = kept[p] { return name }
        let i = Int(p)
        if hasCompleteKey(i), !hasSharedKey.contains(p), let key = columns.key(ofParcel: i) { return key }
        if columns.hasParcelCode, let code = columns.texts[columns.parcelCode[i]] { return code }
        let inner = rings.innerPoint(ofParcel: i)
        guard let at = inner.map({ ($0.unitsX, $0.unitsY) }) ?? leastVertex(i, rings) else {
            // Without geometry and without a key of its own: what it has, and its place among the like.
            return (columns.key(ofParcel: i) ?? "") + "#" + String(columns.fid[i])
        }
        func tenth(_ units: Double, _ origin: Int64) -> String {
            let tenths = Int64(((Double(origin) + units) / grid.unitsPerMetre * 10).rounded())
            return "\(tenths / 10).\(abs(tenths % 10))"
        }
        return "@" + tenth(at.0, grid.originX) + "," + tenth(at.1, grid.originY)
    }

    /// Wherever its rings begin.
    private func leastVertex(_ i: Int, _ rings: RingStore) -> (Double, Double)? {
        rings.points[rings.points(ofParcel: i)].min(by: <).map { (Double($0.x), Double($0.y)) }
    }

    /// Whether a parcel has both numbers of its key.
    func hasCompleteKey(_ i: Int) -> Bool {
        guard columns.hasSheet || columns.hasNumber else { return false }
        if columns.hasSheet && columns.sheet[i] == .none { return false }
        return columns.hasNumber && columns.number[i] != .none
    }

    private static func findSharedKeys(_ columns: ParcelColumns) -> [[Int32]] {
        guard columns.hasNumber else { return [] }
        let count = columns.count
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        let mask = capacity - 1
        // A byte for each slot, 0 where it is free, keeps most probes from looking at another parcel.
        var tags = [UInt8](repeating: 0, count: capacity)
        var slots = [Int32](repeating: -1, count: capacity)
        var shared: [Int32: [Int32]] = [:]
        let (hasSheet, hasWard) = (columns.hasSheet, columns.hasWard)
        precondition(
            columns.number.count == count && (!hasSheet || columns.sheet.count == count)
                && (!hasWard || columns.ward.count == count), "columns of different lengths")
        columns.number.withUnsafeBufferPointer { number in
            columns.sheet.withUnsafeBufferPointer { sheet in
                columns.ward.withUnsafeBufferPointer { ward in
                    for i in 0..<count {
                        if number[i] == .none || (hasSheet && sheet[i] == .none) { continue }
                        var h = UInt64(UInt32(bitPattern: number[i].rawValue)) &* 0x9E37_79B9_7F4A_7C15
                        if hasSheet {
                            h = (h ^ UInt64(UInt32(bitPattern: sheet[i].rawValue))) &* 0xD6E8_FEB8_6659_FD93
                        }
                        if hasWard {
                            h = (h ^ UInt64(UInt32(bitPattern: ward[i].rawValue))) &* 0x9E37_79B9_7F4A_7C15
                        }
                        let tag = UInt8(truncatingIfNeeded: h >> 22) | 0x80
                        var k = Int(truncatingIfNeeded: h >> 30) & mask
                        while tags[k] != 0 {
                            if tags[k] == tag {
                                let j = Int(slots[k])
                                if number[i] == number[j] && (!hasSheet || sheet[i] == sheet[j])
                                    && (!hasWard || ward[i] == ward[j])
                                {
                                    break
                                }
                            }
                            k = (k + 1) & mask
                        }
                        if tags[k] == 0 {
                            tags[k] = tag
                            slots[k] = Int32(i)
                        } else {
                            shared[slots[k], default: [slots[k]]].append(Int32(i))
                        }
                    }
                }
            }
        }
        return shared.values.sorted { $0[0] < $1[0] }
    }
}
