import GDALKit

/// A small table that a person keeps about findings, in any format that GDAL reads: its columns by their names.
struct FindingsTable {
    /// One text for each wanted column; empty where there is no value or, of an optional column, no such column.
    private(set) var rows: [[String]] = []

    /// - Parameters:
    ///   - columns: the names of each wanted column, in small letters, the first for messages.
    ///   - required: how many of the first columns must be there.
    ///   - layer: the layer to read where there is one of this name; otherwise the first.
    ///   - option: the option that takes the table, for messages.
    /// - Throws: `FindingsError`.
    init(_ path: String, columns: [[String]], required: Int, layer: String? = nil, option: String) throws {
        let wanted = columns.map { $0[0] }.joined(separator: ", ")
        do {
            let dataset = try Dataset(
                opening: path, drivers: ["CSV", "XLSX", "ODS", "GPKG", "SQLite", "PostgreSQL"])
            guard dataset.layerCount > 0 else {
                throw FindingsError(.unusable, "\(SourceName.shown(path)) holds no table")
            }
            let index = layer.flatMap { dataset.layerNames.firstIndex(of: $0) } ?? 0
            try dataset.withLayer(at: index) {
                try read($0, SourceName.shown(path), columns, required, "\(option) takes \(wanted)")
            }
        } catch let error as GDALError {
            let cause: FindingsError.Cause = error.code == .noSuchInput ? .noSuchFile : .unusable
            throw FindingsError(cause, "\(error); \(option) takes a table with the columns \(wanted)")
        }
    }

    private mutating func read(
        _ layer: borrowing Layer, _ path: String, _ columns: [[String]], _ required: Int, _ hint: String
    ) throws {
        var heads = layer.schema.fields.map(\.name)
        var texts = try Self.texts(of: layer, fields: heads)
        // A sheet of nothing but texts does not show GDAL which row has the heads: then they are the first.
        if Self.numbers(of: columns, in: heads).allSatisfy({ $0 == nil }), let first = texts.first {
            heads = first
            texts.removeFirst()
        }
        let found = Self.numbers(of: columns, in: heads)
        let missing = zip(columns, found).prefix(required).filter { $0.1 == nil }.map { $0.0[0] }
        guard missing.isEmpty else {
            throw FindingsError(
                .unusable,
                "\(path): the table lacks the column \(missing.joined(separator: ", ")) "
                    + "(it has \(heads.joined(separator: ", "))); \(hint)")
        }
        rows = texts.map { row in found.map { $0.map { row[$0].trimmingSpaces } ?? "" } }
    }

    private static func numbers(of columns: [[String]], in heads: [String]) -> [Int?] {
        columns.map { names in heads.firstIndex { names.contains($0.lowercased().trimmingSpaces) } }
    }

    /// The texts of a small table, row by row; other values are empty, as no column that is used has them.
    private static func texts(of layer: borrowing Layer, fields: [String]) throws -> [[String]] {
        try layer.withBatches { source in
            var rows: [[String]] = []
            while let batch = try source.next() {
                let first = rows.count
                rows += Array(repeating: Array(repeating: "", count: fields.count), count: batch.count)
                for (i, name) in fields.enumerated() {
                    guard let column = source.column(named: name) else { continue }
                    batch.withColumn(column) { values in
                        for row in 0..<values.count { rows[first + row][i] = values.text(row) ?? "" }
                    }
                }
            }
            return rows
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
