import Foundation
import PostgresKit
import Publishing

/// The rows of one ward in a table, as the server sums them up.
struct DatabaseWard: Sendable {
    /// Safe as the name of a folder; `_unassigned` for rows that name no ward.
    var code: String
    /// The values of the ward column that mean this ward; nil for none.
    var values: [String?]
    var count: Int
    /// Of all its rows, in whatever order they stand.
    var digest: String

    /// The condition that chooses its rows. The column stands in it as it is, so that the server can use an index.
    func condition(_ table: DatabaseTable) -> String {
        let column = PostgresText.name(table.wardColumn)
        let texts = values.compactMap { $0 }.map { PostgresText.literal($0) }
        var parts = texts.isEmpty ? [] : ["\(column) IN (\(texts.joined(separator: ", ")))"]
        if values.contains(where: { $0 == nil }) { parts.append("\(column) IS NULL") }
        return parts.joined(separator: " OR ")
    }

    /// The wards of a table; with `only`, that one as it is now.
    static func all(
        of table: DatabaseTable, _ connection: borrowing PostgresConnection, only: DatabaseWard? = nil
    ) throws(PostgresError) -> [DatabaseWard] {
        // A name that no column has: with a column of the same name the whole row could not be named.
        let row = PostgresText.name("row of parcelmap")
        // The digests are added, not chained: the order in which a server gives rows means nothing.
        let query = """
            SELECT \(row).\(PostgresText.name(table.wardColumn))::text, count(*),
            sum(hashtextextended((\(row).*)::text, 0)::numeric)
            FROM \(table.quoted) AS \(row)
            """
        let filter = only.map { " WHERE \($0.condition(table))" } ?? ""
        var wards: [String?: DatabaseWard] = [:]
        for line in try connection.rows(query + filter + " GROUP BY 1 ORDER BY 1") {
            let code = WardText.code(line[0], isNumber: table.hasNumberedWards)
            var ward = wards[code] ?? DatabaseWard(code: "", values: [], count: 0, digest: "")
            ward.values.append(line[0])
            ward.count += line[1].flatMap { Int($0) } ?? 0
            ward.digest += "\(line[0] ?? "") \(line[2] ?? "") "
            wards[code] = ward
        }
        // In the order and under the names of a map that is parted by its wards.
        var taken: Set<String> = []
        return wards.sorted { ($0.key ?? "\u{10FFFF}") < ($1.key ?? "\u{10FFFF}") }.map { code, ward in
            var ward = ward
            ward.code = code.map { FileName.safe($0) } ?? WardSource.unassigned
            while !taken.insert(ward.code.lowercased()).inserted { ward.code += "~2" }
            return ward
        }
    }
}

/// The code of a ward as readers of maps understand a field.
enum WardText {
    /// Without the space around it; numbers with five digits. Nil for none.
    static func code(_ value: String?, isNumber: Bool) -> String? {
        let text = (value ?? "").trimmingCharacters(in: WardText.space)
        if text.isEmpty { return nil }
        guard isNumber, let number = Double(text).flatMap({ Int(exactly: $0) }) else { return text }
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    private static let space = CharacterSet(charactersIn: Unicode.Scalar(0)...Unicode.Scalar(0x20))
        .union(CharacterSet(charactersIn: "\u{A0}"))
}
