public import Cadastre

/// What the user may say about tables of records.
public struct RecordReadingOptions: Sendable {
    /// The sheet or table to read, where a source has several.
    public var layer: String?
    /// Columns by field, instead of the ones that are found: heading, name, or the letters of a spreadsheet's column.
    public var named: [RecordField: String] = [:]
    /// Names by which a column is taken where there is one: those of the map's own fields.
    public var fallback: [RecordField: String] = [:]
    /// Square metres in the unit that areas are given in.
    public var squareMetresPerUnit = RecordReadingOptions.squareMetre
    /// Drivers that may open sources besides `Dataset.readableDrivers`.
    public var allowedDrivers: [String] = []
    /// Threads that decode.
    public var lanes = 1

    public static let squareMetre = 1.0
    /// The international foot squared.
    public static let squareFoot = 0.3048 * 0.3048

    public init() {}
}
