import Cadastre
import GDALKit
import MapReading

/// Tables of records in the formats of offices.
enum SampleTable {
    /// A workbook whose rows stand from row 2 on: GDAL writes names of columns into the first.
    static func write(_ sheets: [(name: String, rows: [[FieldValue]])], to path: String, driver: String = "XLSX") throws
    {
        var writer = try VectorWriter(creating: path, driver: driver)
        for sheet in sheets {
            let width = sheet.rows.map(\.count).max() ?? 1
            let fields = (0..<width).map { column in
                // A column of numbers alone is one of numbers in the sheet too.
                let values = sheet.rows.compactMap { column < $0.count && $0[column] != .null ? $0[column] : nil }
                let isReal = values.allSatisfy { if case .real = $0 { true } else { false } }
                return FieldDefinition("c\(column)", isReal && !values.isEmpty ? .real : .text)
            }
            let layer = try writer.addLayer(OutputLayer(sheet.name, .none, fields: fields, crs: nil))
            for row in sheet.rows {
                let padding: [FieldValue] = Array(repeating: .null, count: width - row.count)
                try writer.write(to: layer, wkb: [UInt8]?.none, values: row + padding)
            }
        }
        try writer.close()
    }

    static func texts(_ rows: [[String]]) -> [[FieldValue]] { rows.map { $0.map { $0.isEmpty ? .null : .text($0) } } }

    static func read(_ path: String, _ change: (inout RecordReadingOptions) -> Void = { _ in }) throws -> RecordTable {
        var options = RecordReadingOptions()
        change(&options)
        return try RecordReader(options).read([path])
    }
}

extension RecordTable {
    /// The texts of a field.
    func texts(_ field: RecordField) -> [String?] { (0..<columns.count).map { columns.text(field, $0) } }

    /// The fields that were found, by column.
    var fields: [String: RecordField] {
        Dictionary(uniqueKeysWithValues: report.sources[0].columns.map { ($0.column, $0.field) })
    }

    func finding(_ suspicion: CellDamage, _ field: RecordField) -> CellFinding? {
        report.findings.first { $0.suspicion == suspicion && $0.field == field }
    }

    func isNoted(_ words: String) -> Bool { report.notes.contains { $0.english.contains(words) } }
}
