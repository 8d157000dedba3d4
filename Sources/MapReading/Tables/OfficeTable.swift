import GDALKit

/// A small table that an office keeps, in any format that GDAL reads: its columns by their headings, wherever among the
/// first rows these stand, its values as texts.
public struct OfficeTable: Sendable {
    public struct Row: Sendable {
        /// The row's own number in the file.
        public var number: Int
        /// One text for each wanted column, without spaces around it; empty where there is no value or no such column.
        public var cells: [String]
    }

    /// As the user named it, without a password.
    public let path: String
    /// Rows with a value in some wanted column.
    public private(set) var rows: [Row] = []
    /// Whether values may be days as spreadsheets count them.
    public let isSpreadsheet: Bool

    /// - Parameters:
    ///   - columns: the headings that each wanted column may have; case, accents and spaces do not matter. The first one
    ///     is for messages.
    ///   - required: how many of the first columns must be there.
    ///   - option: the option that takes the table, for messages.
    /// - Throws: `ReadingError`.
    public init(_ path: String, columns: [[String]], required: Int, option: String) throws {
        let wanted = columns.map { Set($0.map { FieldRole.fold($0) }) }
        func found(_ heads: [String]) -> [Int?] {
            let folded = heads.map { FieldRole.fold($0) }
            return wanted.map { names in folded.firstIndex { names.contains($0) } }
        }
        let sheet = try Sheet(path) { heads in found(heads).count { $0 != nil } }
        self.path = SourceName.shown(path)
        isSpreadsheet = sheet.isSpreadsheet
        // Titles may stand above the headings.
        let searched = sheet.rows.prefix(30).map { found($0.cells) }
        let best = searched.indices.max { a, b in
            let (x, y) = (searched[a].count { $0 != nil }, searched[b].count { $0 != nil })
            return x != y ? x < y : a > b
        }
        guard let best, let heading = best < searched.count ? searched[best] : nil,
            heading.prefix(required).allSatisfy({ $0 != nil })
        else {
            let missing = best.map { at in
                zip(columns, searched[at]).prefix(required).filter { $0.1 == nil }.map { "\"\($0.0[0])\"" }
            }
            throw ReadingError(
                .unusableData,
                "\(self.path): the table lacks the column \(missing?.joined(separator: ", ") ?? "headings"); \(option) "
                    + "takes a table with the columns \(columns.map { $0[0] }.joined(separator: ", "))")
        }
        for row in sheet.rows.dropFirst(best + 1) {
            let cells = heading.map { at in at.map { $0 < row.cells.count ? row.cells[$0] : "" } ?? "" }
            if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(number: row.number, cells: cells)) }
        }
    }

    /// `path: row 12` for messages.
    public func place(_ row: Row) -> String { "\(path): row \(row.number)" }
}

/// All cells of a table as texts, the headings in its first rows.
private struct Sheet {
    var rows: [OfficeTable.Row] = []
    var isSpreadsheet = false

    /// - Parameter known: how many of a row's cells are headings that are looked for.
    init(_ path: String, known: ([String]) -> Int) throws {
        if CSVFile.canRead(path) {
            try readCSV(path, known)
            return
        }
        // A sheet is loaded when it is looked at: the settings must hold until it is read.
        var settings: [String: String] = [:]
        for driver in ["XLSX", "XLS", "ODS"] {
            settings["OGR_\(driver)_HEADERS"] = "DISABLE"
            settings["OGR_\(driver)_FIELD_TYPES"] = "STRING"
        }
        (rows, isSpreadsheet) = try GDALLibrary.withSettings(settings) { () throws in try Sheet.read(path) }
    }

    private static func read(_ path: String) throws -> (rows: [OfficeTable.Row], isSpreadsheet: Bool) {
        let source = try RecordDataset(path, options: RecordReadingOptions())
        let isSheet = source.isSheet
        guard source.dataset.layerCount > 0 else { throw ReadingError(.unusableData, "\(path) holds no table") }
        let rows = try source.dataset.withLayer(at: 0) { layer throws -> [OfficeTable.Row] in
            let schema = layer.schema
            if schema.fields.isEmpty { return [] }
            var rows: [OfficeTable.Row] = []
            // A database has its headings in its columns' names.
            if !isSheet { rows.append(OfficeTable.Row(number: 0, cells: schema.fields.map(\.name))) }
            try layer.keepFields(Set(schema.fields.map(\.name)), geometry: false)
            try layer.withBatches(of: 4096) { batches in
                let fid =
                    batches.column(named: schema.fidColumn.isEmpty ? "OGC_FID" : schema.fidColumn)
                    ?? batches.column(named: "OGC_FID")
                let columns = schema.fields.map { batches.column(named: $0.name) ?? -1 }
                while let batch = try batches.next() {
                    let cells = ArrowCells(batch, fidColumn: fid, columns: columns)
                    for (row, texts) in cells.head(cells.count, columns: columns.count).enumerated() {
                        rows.append(OfficeTable.Row(number: cells.rowNumber(row), cells: texts))
                    }
                }
            }
            return rows
        }
        return (rows, source.isSpreadsheet)
    }

    /// The separator is the one that shows most headings: a title above them may have commas.
    private mutating func readCSV(_ path: String, _ known: ([String]) -> Int) throws {
        var best: (headings: Int, separator: UInt8) = (0, CSVFile.separators[0])
        for separator in CSVFile.separators {
            guard let batch = try? CSVFile(path, separator: separator).next() else { continue }
            let head = batch.head(30, columns: batch.width(ofFirst: 30))
            let headings = head.map(known).max() ?? 0
            if headings > best.headings { best = (headings, separator) }
        }
        let file = try CSVFile(path, separator: best.separator)
        while let batch = try CSVTableFile.next(of: file, named: path) {
            let width = batch.width(ofFirst: batch.count)
            for (row, texts) in batch.head(batch.count, columns: width).enumerated() {
                rows.append(OfficeTable.Row(number: batch.rowNumber(row), cells: texts))
            }
        }
        if rows.contains(where: { $0.cells.contains { $0.unicodeScalars.contains("\u{FFFD}") } }) {
            throw ReadingError(.unusableData, "\(path): the text is no UTF-8; save it as CSV UTF-8")
        }
    }
}
