import GDALKit

/// The findings that a person accepted: a table of id, reason, author and date, in any format that GDAL reads.
public struct AcceptedFindings: Sendable {
    /// As the user named it.
    public let path: String
    let ids: Set<String>

    /// The columns that the table must have, with their Vietnamese names.
    private static let columns: [[String]] = [
        ["id", "mã lỗi", "ma_loi"], ["reason", "lý do", "ly_do"], ["author", "người chấp nhận", "nguoi_chap_nhan"],
        ["date", "ngày", "ngay"],
    ]

    /// - Throws: `FindingsError`.
    public init(_ path: String) throws {
        do {
            let dataset = try Dataset(
                opening: path, drivers: ["CSV", "XLSX", "ODS", "GPKG", "SQLite", "PostgreSQL"])
            guard dataset.layerCount > 0 else { throw FindingsError(.unusable, "\(path) holds no table") }
            ids = try dataset.withLayer(at: 0) { try Self.ids(of: $0, path: path) }
        } catch let error as GDALError {
            let cause: FindingsError.Cause = error.code == .noSuchInput ? .noSuchFile : .unusable
            throw FindingsError(cause, "\(error); --accepted takes a table with the columns id, reason, author, date")
        }
        self.path = path
    }

    private static func ids(of layer: borrowing Layer, path: String) throws -> Set<String> {
        var heads = layer.schema.fields.map(\.name)
        var rows = try texts(of: layer, fields: heads)
        // A sheet of nothing but texts does not show GDAL which row has the heads: then they are the first.
        if columnNumbers(in: heads).allSatisfy({ $0 == nil }), let first = rows.first {
            heads = first
            rows.removeFirst()
        }
        let found = columnNumbers(in: heads)
        let missing = zip(columns, found).filter { $0.1 == nil }.map { $0.0[0] }
        guard missing.isEmpty, let idColumn = found[0] else {
            throw FindingsError(
                .unusable,
                "\(path): the table lacks the column \(missing.joined(separator: ", ")) "
                    + "(it has \(heads.joined(separator: ", "))); --accepted takes id, reason, author, date")
        }
        return Set(rows.map { $0[idColumn].trimmingSpaces }.filter { !$0.isEmpty })
    }

    private static func columnNumbers(in heads: [String]) -> [Int?] {
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
