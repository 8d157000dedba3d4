import Cadastre

/// What one sheet shows: the parcels of a ward's sheet number.
struct SheetSubject: Hashable, Sendable {
    /// Nil for parcels that name none.
    var ward: String?
    var wardName: String
    var sheet: String?
    /// Rows of the map, ascending.
    var parcels: [Int32]

    /// The sheets of a map, in the order of wards and sheet numbers; numbers in texts count as numbers.
    static func all(of map: SheetMap, wardNames: [String: String]) -> [SheetSubject] {
        struct Place: Hashable {
            var ward: String?
            var sheet: String?
        }
        let columns = map.columns
        var rows: [UInt64: [Int32]] = [:]
        for p in 0..<columns.count where !map.boxes[p].isNothing {
            let ward = columns.hasWard ? columns.ward[p] : .none
            let sheet = columns.hasSheet ? columns.sheet[p] : .none
            let place = UInt64(UInt32(bitPattern: ward.rawValue)) << 32 | UInt64(UInt32(bitPattern: sheet.rawValue))
            rows[place, default: []].append(Int32(p))
        }
        // Texts that differ in the pool alone would be two sheets of one name.
        var byPlace: [Place: [Int32]] = [:]
        for parcels in rows.values {
            let p = Int(parcels[0])
            let place = Place(ward: map.text(columns.ward, p), sheet: map.text(columns.sheet, p))
            byPlace[place, default: []] += parcels
        }
        let subjects = byPlace.map { place, parcels in
            SheetSubject(
                ward: place.ward,
                wardName: place.ward.map { wardNames[$0] ?? WardList.ward(code: $0)?.name ?? $0 } ?? "",
                sheet: place.sheet, parcels: parcels.sorted())
        }
        return subjects.sorted { a, b in
            let (x, y) = (a.ward ?? "\u{10FFFF}", b.ward ?? "\u{10FFFF}")
            return x != y ? x < y : NumberedText(a.sheet) < NumberedText(b.sheet)
        }
    }
}

/// A text ordered as people order numbers: 2 before 14, 14 before 14a, what has no number last.
struct NumberedText: Comparable {
    private let number: Int
    private let text: String

    init(_ text: String?) {
        self.text = text ?? ""
        number = Int(self.text.prefix { $0.isASCII && $0.isNumber }) ?? .max
    }

    static func < (a: NumberedText, b: NumberedText) -> Bool { (a.number, a.text) < (b.number, b.text) }
}

/// Names of files for things of any name.
public enum FileName {
    /// Letters, digits and hyphens of ASCII as they are, all else as `_`. A name that had to be changed carries eight
    /// hex digits of its own, so that two names never become one file.
    public static func safe(_ name: String) -> String {
        let most = 60
        var result = ""
        for scalar in name.unicodeScalars.prefix(most) {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            result.unicodeScalars.append(isPlain || scalar == "-" ? scalar : "_")
        }
        if result == name, !name.isEmpty { return result }
        var hash: UInt32 = 2_166_136_261
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let hex = String(hash, radix: 16)
        return result + "~" + String(repeating: "0", count: 8 - hex.count) + hex
    }
}
