public import Cadastre

/// Records as they were read, and what was noticed.
public struct RecordTable: Sendable {
    public var columns: RecordColumns
    public var report: RecordReport
}

/// What was read from where, and what is wrong with single cells.
public struct RecordReport: Sendable {
    /// One for each of the table's sources.
    public var sources: [RecordSourceReport] = []
    /// In the order in which things happened.
    public var notes: [ReadingNote] = []
    /// Cells whose values were lost or bent, like ones together.
    public var findings: [CellFinding] = []

    public var records: Int { sources.reduce(0) { $0 + $1.records } }
}

/// One table that was read.
public struct RecordSourceReport: Hashable, Sendable {
    /// The source as the user named it.
    public var source: String
    /// The sheet or table.
    public var layer: String
    /// The driver that read it, as `XLSX`.
    public var driver: String
    public var records = 0
    /// The rows of the headings, as the sheet numbers them; nil for a database, whose columns have names.
    public var headingRows: ClosedRange<Int>?
    /// Whether the table is the collection form PL3-01.
    public var isForm = false
    public var columns: [RecordColumnChoice] = []
    /// Headings of columns that nothing is taken from.
    public var unknownColumns: [String] = []
    /// Columns of the form that the table does not have.
    public var missingColumns: [RecordField] = []
    /// Rows without anything in the columns that are read.
    public var emptyRows = 0
    /// Rows that repeat the headings.
    public var repeatedHeadings = 0
    /// Rows of totals.
    public var totals = 0
    /// How areas are written.
    public var areas = AreaReport()

    /// For messages.
    public var place: String { layer.isEmpty ? source : "\(source): \"\(layer)\"" }
}

/// Which column of a table has a field.
public struct RecordColumnChoice: Hashable, Sendable {
    /// Why a column is taken for a field.
    public enum Reason: String, Hashable, Sendable, Codable {
        /// The user named it.
        case named
        /// It is named as the map's own field is.
        case mapField = "map_field"
        /// Its heading says so.
        case heading
        /// The number of the form's field below an unknown heading.
        case fieldNumber = "field_number"
        /// Its heading is nearly that of the field.
        case similar
    }

    public var field: RecordField
    /// The spreadsheet's letters, or the name in other tables.
    public var column: String
    public var heading: String
    public var reason: Reason
    /// Other columns that would fit.
    public var alternatives: [String] = []
}

/// How the areas of a table are written.
public struct AreaReport: Hashable, Sendable {
    public var read = 0
    public var unreadable = 0
    /// Numbers as `1.234`, which the other values of the column decide.
    public var ambiguous = 0
    /// Whether the mark in such numbers was taken for one of thousands.
    public var ambiguousAreThousands = true
    /// Whether other values of the column show it; otherwise it is a guess.
    public var isDecided = true
}
