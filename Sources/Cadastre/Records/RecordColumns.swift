/// One table of records, and the rows that came from it.
public struct RecordSource: Hashable, Sendable {
    /// The source as the user named it.
    public var name: String
    public var layer: String
    /// Its records are rows `firstRecord ..< firstRecord + recordCount`.
    public var firstRecord: Int
    public var recordCount: Int
    /// Whether the source is a spreadsheet: dates may be serial numbers, leading zeros may be gone.
    public var isSpreadsheet: Bool
    /// The letters of each field's column, or its name in other tables.
    public var columnNames: [RecordField: String]
    /// Of a table that only some rows of are here: what the others say of it.
    public var elsewhere = RecordsElsewhere()

    public init(
        name: String, layer: String, firstRecord: Int, recordCount: Int, isSpreadsheet: Bool,
        columnNames: [RecordField: String] = [:]
    ) {
        self.name = name
        self.layer = layer
        self.firstRecord = firstRecord
        self.recordCount = recordCount
        self.isSpreadsheet = isSpreadsheet
        self.columnNames = columnNames
    }
}

/// What the rows of a table that are not here say of the table as a whole.
public struct RecordsElsewhere: Hashable, Sendable {
    /// Fields that the table fills.
    public var filled: Set<RecordField> = []
    /// Whether it has ward codes that are in force, and codes that are no longer.
    public var namesWardsInForce = false
    public var namesFormerWards = false

    public init() {}
}

/// Records as columns of texts, as the sources have them but for their encoding and the blanks around them.
///
/// A field that no source has is an empty column; areas are square metres besides.
public struct RecordColumns: Sendable {
    public var sources: [RecordSource] = []
    /// The source's own number of each row: the spreadsheet's row, the line of a CSV file's record from 2, the feature id
    /// of a database.
    public var row: [Int32] = []
    public var texts = TextPool()
    private var columns: [[TextID]] = Array(repeating: [], count: RecordField.allCases.count)
    /// Square metres of `.area`; NaN where there is none or it cannot be read.
    public var areaSquareMetres: [Double] = []
    /// What spreadsheets lost or bent.
    public var damagedCells: [DamagedCell] = []

    public init() {}

    public var count: Int { row.count }

    /// The column of a field; empty where no source has the field, else one id for each record.
    public subscript(_ field: RecordField) -> [TextID] {
        get { columns[field.rawValue] }
        set { columns[field.rawValue] = newValue }
        _modify { yield &columns[field.rawValue] }
    }

    public func has(_ field: RecordField) -> Bool { !columns[field.rawValue].isEmpty || isFilledElsewhere(field) }

    /// Whether rows that are not here fill a field.
    public func isFilledElsewhere(_ field: RecordField) -> Bool {
        sources.contains { $0.elsewhere.filled.contains(field) }
    }

    /// The number of a record's text, `none` where it has none.
    public func id(_ field: RecordField, _ record: Int) -> TextID {
        let column = self[field]
        return column.isEmpty ? .none : column[record]
    }

    /// A record's text.
    public func text(_ field: RecordField, _ record: Int) -> String? { texts[id(field, record)] }

    /// The table that a record came from.
    public func source(ofRecord i: Int) -> RecordSource {
        var low = 0
        var high = sources.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if sources[middle].firstRecord <= i { low = middle } else { high = middle }
        }
        return sources[low]
    }

    /// The place of each record's ward among codes; -1 for one that is not there, and for none.
    public func wards(among codes: [String]) -> [Int32] {
        let column = self[.ward]
        if column.isEmpty { return Array(repeating: codes.count == 1 ? 0 : -1, count: count) }
        var places: [TextID: Int32] = [.none: -1]
        return column.map { id in
            if let known = places[id] { return known }
            let place = codes.firstIndex { $0 == texts[id] }.map { Int32($0) } ?? -1
            places[id] = place
            return place
        }
    }
}
