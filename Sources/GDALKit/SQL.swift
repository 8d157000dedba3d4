import CGDAL

/// Statements in the dialect of a database.
enum SQL {
    /// A name of a table or column.
    static func name(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    /// A text.
    static func text(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    /// Whether a column holds a name, in whatever case.
    static func match(_ column: String, _ value: String) -> String { "lower(\(column)) = lower(\(text(value)))" }

    /// Runs a statement for what it does.
    /// - Parameter date: the present time for GDAL; nil takes the clock.
    static func execute(
        _ statement: String, in dataset: GDALDatasetH?, date: String?, _ checked: Checked
    ) throws(GDALError) {
        let rows = try checked.optionalHandle {
            VectorWriter.dated(date) { GDALDatasetExecuteSQL(dataset, statement, nil, nil) }
        }
        if let rows { GDALDatasetReleaseResultSet(dataset, rows) }
    }

    /// The first column of each row that a query gives.
    static func texts(_ query: String, in dataset: GDALDatasetH?, _ checked: Checked) throws(GDALError) -> [String] {
        guard let rows = try checked.optionalHandle({ GDALDatasetExecuteSQL(dataset, query, nil, nil) }) else {
            return []
        }
        defer { GDALDatasetReleaseResultSet(dataset, rows) }
        var texts: [String] = []
        while let row = try checked.optionalHandle({ OGR_L_GetNextFeature(rows) }) {
            texts.append(String(cString: OGR_F_GetFieldAsString(row, 0)))
            OGR_F_Destroy(row)
        }
        return texts
    }
}
