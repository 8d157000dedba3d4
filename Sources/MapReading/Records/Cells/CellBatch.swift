/// Some thousand rows of a table, column by column.
protocol CellBatch: Sendable {
    /// Which batch of the table it is, from 0.
    var index: Int { get }
    /// The number of rows.
    var count: Int { get }

    /// The source's own number of a row.
    func rowNumber(_ row: Int) -> Int

    /// Runs `body` with the bytes of a column's cells; no bytes for an empty one.
    func withCells<R>(_ column: Int, _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) throws -> R) rethrows -> R

    /// Rows with something behind so many columns.
    func rows(longerThan width: Int) -> [Int]
}

extension CellBatch {
    /// The cells of the first rows as texts. What is no UTF-8 is taken letter by letter, as old programs do.
    func head(_ rows: Int, columns: Int) -> [[String]] {
        var head = Array(repeating: [String](), count: min(rows, count))
        for column in 0..<columns {
            withCells(column) { cells in
                for row in head.indices {
                    let cell = ColumnDecoding.trimmed(cells[row])
                    let text = String(validating: cell, as: UTF8.self)
                    head[row].append(text ?? String(String.UnicodeScalarView(cell.map { Unicode.Scalar($0) })))
                }
            }
        }
        return head
    }
}
