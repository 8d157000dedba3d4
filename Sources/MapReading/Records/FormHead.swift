import Cadastre
import GDALKit

/// The rows above the records of a workbook, to be written again: texts, merged cells, widths of columns.
public struct FormHead: Sendable {
    public struct Merge: Hashable, Sendable {
        /// From 0.
        public var rows: ClosedRange<Int>
        public var columns: ClosedRange<Int>
    }

    public struct Width: Hashable, Sendable {
        /// From 0.
        public var columns: ClosedRange<Int>
        public var characters: Double
    }

    /// By row and column, from 0; a merged cell has its text once.
    public private(set) var cells: [[String]]
    public private(set) var merges: [Merge] = []
    public private(set) var widths: [Width] = []

    /// Reads the head of a form.
    /// - Parameter table: what was said of it when its records were read.
    /// - Returns: nil when it is no workbook, or not the form.
    /// - Throws: `ReadingError`.
    public init?(of table: RecordSourceReport) throws {
        guard table.isForm, ["XLSX", "XLS", "ODS"].contains(table.driver), let rows = table.headingRows else {
            return nil
        }
        let settings = ["OGR_\(table.driver)_HEADERS": "DISABLE", "OGR_\(table.driver)_FIELD_TYPES": "STRING"]
        cells = try GDALLibrary.withSettings(settings) { () throws -> [[String]] in
            try RecordDataset(table.source, options: RecordReadingOptions())
                .head(ofLayer: table.layer, rows: rows.upperBound)
        }
        if table.driver == "XLSX" { readLook(table, rows: rows.upperBound) }
    }

    // MARK: - What GDAL does not tell

    private mutating func readLook(_ table: RecordSourceReport, rows: Int) {
        guard let member = FormHead.member(ofSheet: table.layer, in: table.source),
            let bytes = ArchiveMember.bytes(of: member, in: table.source)
        else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        for tag in FormHead.tags("mergeCell", in: text) {
            guard let ends = tag["ref"]?.split(separator: ":").map({ FormHead.place(String($0)) }), ends.count == 2,
                let from = ends[0], let to = ends[1], from.row <= to.row, from.column <= to.column, to.row < rows
            else { continue }
            merges.append(Merge(rows: from.row...to.row, columns: from.column...to.column))
        }
        for tag in FormHead.tags("col", in: text) {
            guard let first = tag["min"].flatMap({ Int($0) }), let last = tag["max"].flatMap({ Int($0) }),
                let width = tag["width"].flatMap({ Double($0) }), first >= 1, last >= first, last < 1000
            else { continue }
            widths.append(Width(columns: first - 1...last - 1, characters: width))
        }
    }

    /// The part of a workbook that a sheet is in.
    private static func member(ofSheet name: String, in archive: String) -> String? {
        func text(_ member: String) -> String? {
            ArchiveMember.bytes(of: member, in: archive).map { String(decoding: $0, as: UTF8.self) }
        }
        guard let book = text("xl/workbook.xml"), let relations = text("xl/_rels/workbook.xml.rels") else { return nil }
        let sheet = tags("sheet", in: book).first { $0["name"] == name }
        guard let id = sheet?["r:id"],
            let target = tags("Relationship", in: relations).first(where: { $0["Id"] == id })?["Target"]
        else { return nil }
        return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }

    /// The attributes of all elements of a name.
    private static func tags(_ name: String, in text: String) -> [[String: String]] {
        var found: [[String: String]] = []
        for piece in text.split(separator: "<") where piece.hasPrefix(name) {
            let rest = piece.dropFirst(name.count)
            guard rest.first == " ", let end = rest.firstIndex(of: ">") else { continue }
            var attributes: [String: String] = [:]
            let parts = rest[..<end].split(separator: "\"", omittingEmptySubsequences: false)
            for k in stride(from: 0, to: parts.count - 1, by: 2) {
                let key = parts[k].drop { $0 == " " }.prefix { $0 != "=" }
                attributes[String(key)] = plain(parts[k + 1])
            }
            found.append(attributes)
        }
        return found
    }

    private static func plain(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }

    /// Row and column, from 0, of `AX7`.
    private static func place(_ name: String) -> (row: Int, column: Int)? {
        let letters = name.prefix { $0.isLetter }
        guard let row = Int(name.dropFirst(letters.count)), row > 0, let column = FormColumn.number(String(letters))
        else { return nil }
        return (row - 1, column)
    }
}

/// Columns of spreadsheets by their letters.
public enum FormColumn {
    /// 0 for A, 49 for AX; nil for what are no letters.
    public static func number(_ letters: String) -> Int? {
        var number = 0
        for scalar in letters.unicodeScalars {
            guard ("A"..."Z").contains(scalar), number < 1000 else { return nil }
            number = number * 26 + Int(scalar.value) - 64
        }
        return number > 0 ? number - 1 : nil
    }
}
