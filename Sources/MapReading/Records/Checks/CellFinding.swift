public import Cadastre

/// Cells of one column whose values a spreadsheet lost or bent, or may have.
public struct CellFinding: Hashable, Sendable {
    /// What is suspected.
    public enum Suspicion: String, CaseIterable, Hashable, Sendable, Codable {
        /// A personal number is too short: zeros in front of it may be gone. It is left as it is.
        case leadingZerosLost = "leading-zeros-lost"
        /// A ward code got its zeros back.
        case leadingZerosRestored = "leading-zeros-restored"
        /// `1.2345E+11`: digits are gone.
        case scientificNumber = "scientific-number"
        /// 45000 where a date is wanted; it was read as one.
        case dateSerial = "date-serial"
        /// A sheet or parcel number as "3-1" that became a date.
        case dateForNumber = "date-for-number"
        /// `12.0` for 12; read as 12.
        case trailingPointZero = "trailing-point-zero"
        /// `#N/A` and the like; read as an empty cell.
        case errorValue = "error-value"
        /// An apostrophe in front; left out.
        case leadingApostrophe = "leading-apostrophe"
        /// No-break spaces around the value; left out.
        case noBreakSpace = "no-break-space"
        /// The text is exactly as long as old formats allow.
        case truncated
        /// An area that is no number.
        case unreadableArea = "unreadable-area"
    }

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

    public var suspicion: Suspicion
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
