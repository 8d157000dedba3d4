public import Cadastre

/// Cells of one column whose values a spreadsheet lost or bent, or may have.
public struct CellFinding: Hashable, Sendable {
    /// One cell.
    public struct Cell: Hashable, Sendable {
        /// The spreadsheet's row, the line, the feature id.
        public var row: Int
        /// As `K17`; `row 17` where columns have no letters.
        public var name: String
        /// What stands there; nil where the field is personal.
        public var value: String?
        /// What it may have been, or was read as; nil where the field is personal or nothing can be said.
        public var suggestion: String?
    }

    /// What is suspected.
    public var suspicion: CellDamage
    public var field: RecordField
    /// The index of the table's source.
    public var source: Int
    /// The spreadsheet's letters, or the name in other tables.
    public var column: String
    /// How many cells are like this.
    public var count: Int
    /// The first of them.
    public var cells: [Cell]

    /// Cells that are listed.
    public static let listed = 20
}
