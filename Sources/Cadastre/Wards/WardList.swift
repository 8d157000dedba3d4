/// A ward or commune (đơn vị hành chính cấp xã) of Hanoi since 1 July 2025.
public struct Ward: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case ward = "phường"
        case commune = "xã"
        /// Until 30 June 2025.
        case township = "thị trấn"
    }

    /// Five digits, as `00082`.
    public let code: String
    /// With its type, as "Phường Cửa Nam".
    public let name: String
    public let kind: Kind
    public let areaSquareKilometres: Double
}

/// What a text says when it should be a ward code.
public enum WardReading: Hashable, Sendable {
    case listed(Ward)
    /// The code without its leading zeros, as spreadsheets leave it: to be taken only with a note.
    case withoutLeadingZeros(Ward)
    case unlisted
}

/// The 126 wards and communes.
///
/// All 126 codes were in use before 1 July 2025 for other areas, 96 of them under another name: a code says a place
/// only together with its date.
public enum WardList {
    /// In order of code.
    public static let wards: [Ward] = {
        let table = CSVTable(wardTable)
        let code = table.column("code")
        let name = table.column("name")
        let type = table.column("type")
        let area = table.column("area_km2")
        return table.rows.map { row in
            guard let kind = Ward.Kind(rawValue: row[type]), let size = Double(row[area]) else {
                preconditionFailure("row of ward \(row[code])")
            }
            return Ward(code: row[code], name: row[name], kind: kind, areaSquareKilometres: size)
        }
    }()

    private static let byCode = Dictionary(uniqueKeysWithValues: wards.map { ($0.code, $0) })

    /// The ward of a five-digit code.
    public static func ward(code: String) -> Ward? { byCode[code] }

    /// Reads a ward code as it stands in a source; spaces around it do not matter.
    public static func read(_ text: String) -> WardReading {
        let code = text.trimmingSpaces
        if let ward = byCode[code] { return .listed(ward) }
        guard (1..<5).contains(code.utf8.count), code.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return .unlisted
        }
        let padded = String(repeating: "0", count: 5 - code.utf8.count) + code
        return byCode[padded].map { .withoutLeadingZeros($0) } ?? .unlisted
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
