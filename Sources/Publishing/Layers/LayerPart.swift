import Cadastre

/// The parcels that go into one file.
struct LayerPart: Hashable, Sendable {
    /// Nil for parcels that name none.
    var ward: String?
    var wardName: String
    /// Nil for a whole ward, and for parcels that name none.
    var sheet: String?
    /// The name of the file without its extension, safe in any folder.
    var stem: String
    /// Rows of the map, ascending; those without geometry too.
    var parcels: [Int32]

    /// All parcels of a map, in the order of wards and sheet numbers.
    /// - Parameters:
    ///   - homes: the ward of each; what it names where nothing is given.
    ///   - keep: rows that are wanted.
    static func all(
        of columns: ParcelColumns, by grouping: SheetGrouping, wardNames: [String: String], homes: ParcelHomes? = nil,
        keep: (Int) -> Bool = { _ in true }
    ) -> [LayerPart] {
        struct Place: Hashable {
            var ward: String?
            var sheet: String?
        }
        var rows: [UInt64: [Int32]] = [:]
        var numbers = HomeNumbers()
        for p in 0..<columns.count where keep(p) {
            let ward: Int32 =
                if let homes {
                    numbers.number(of: homes.wards[p])
                } else {
                    columns.hasWard ? columns.ward[p].rawValue : TextID.none.rawValue
                }
            let sheet = grouping == .sheet && columns.hasSheet ? columns.sheet[p] : .none
            let place = UInt64(UInt32(bitPattern: ward)) << 32 | UInt64(UInt32(bitPattern: sheet.rawValue))
            rows[place, default: []].append(Int32(p))
        }
        // Texts that differ in the pool alone would be two files of one name.
        var byPlace: [Place: [Int32]] = [:]
        for parcels in rows.values {
            let p = Int(parcels[0])
            let sheet = grouping == .sheet && columns.hasSheet ? columns.texts[columns.sheet[p]] : nil
            let ward = homes.map { $0.wards[p] } ?? columns.wardCode(ofParcel: p)
            byPlace[Place(ward: ward, sheet: sheet), default: []] += parcels
        }
        let sorted = byPlace.sorted { a, b in
            let (x, y) = (a.key.ward ?? "\u{10FFFF}", b.key.ward ?? "\u{10FFFF}")
            return x != y ? x < y : NumberedText(a.key.sheet) < NumberedText(b.key.sheet)
        }
        var taken: Set<String> = []
        return sorted.map { place, parcels in
            var stem = place.ward.map { FileName.safe($0) } ?? "_unassigned"
            if grouping == .sheet { stem += "_" + (place.sheet.map { FileName.safe($0) } ?? "_unassigned") }
            // Windows takes "1a" and "1A" for one name.
            while !taken.insert(stem.lowercased()).inserted { stem += "~2" }
            return LayerPart(
                ward: place.ward,
                wardName: place.ward.map { wardNames[$0] ?? WardList.ward(code: $0)?.name ?? "" } ?? "",
                sheet: place.sheet, stem: stem, parcels: parcels.sorted())
        }
    }
}

/// Wards by small numbers, so that rows are grouped without their texts.
private struct HomeNumbers {
    private var numbers: [String: Int32] = [:]

    mutating func number(of ward: String?) -> Int32 {
        guard let ward else { return -1 }
        if let known = numbers[ward] { return known }
        numbers[ward] = Int32(numbers.count)
        return Int32(numbers.count - 1)
    }
}
