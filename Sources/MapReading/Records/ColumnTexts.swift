import Cadastre

/// The one place where a column's texts are read as what they mean: decoding of old Vietnamese encodings goes here.
enum ColumnTexts {
    /// What is read instead of some texts of a column.
    /// - Parameters:
    ///   - distinct: the column's texts, each once.
    ///   - texts: the pool that they stand in, with the source's own bytes.
    static func replacements(
        for distinct: [TextID], in texts: borrowing TextPool, of field: RecordField
    ) -> [TextID: String] {
        [:]
    }
}
