import Cadastre

/// What some batches of a table gave; a column for each of the table's columns that are read.
struct RecordPart: Sendable {
    var rows: [Int32] = []
    var columns: [[TextID]]
    var texts = TextPool()
    var tally = RowTally()
    /// What decoding saw and left out, by column.
    var remarks: [CellRemarks]

    init(columns: Int) {
        self.columns = Array(repeating: [], count: columns)
        remarks = Array(repeating: CellRemarks(), count: columns)
    }

    /// Appends the part of the batches that follow.
    mutating func merge(_ other: consuming RecordPart) {
        if rows.isEmpty && texts.count == 0 {
            let tally = tally
            let remarks = remarks
            self = other
            self.tally = tally
            self.remarks = remarks
        } else {
            let numbers = texts.merge(other.texts)
            rows.append(contentsOf: other.rows)
            for column in columns.indices {
                let ids = other.columns[column]
                columns[column].append(contentsOf: ids.lazy.map { $0 == .none ? .none : numbers[Int($0.rawValue)] })
            }
        }
        tally.merge(other.tally)
        for column in remarks.indices { remarks[column].merge(other.remarks[column]) }
    }
}

/// Rows that are no records.
struct RowTally: Sendable {
    var empty = 0
    var repeatedHeadings = FirstRows()
    var totals = FirstRows()
    /// Rows with cells behind the last heading.
    var long = FirstRows()

    mutating func merge(_ other: RowTally) {
        empty += other.empty
        repeatedHeadings.merge(other.repeatedHeadings)
        totals.merge(other.totals)
        long.merge(other.long)
    }
}

/// How many rows are like this, and which first.
struct FirstRows: Sendable {
    private(set) var count = 0
    private(set) var rows: [Int] = []

    mutating func note(_ row: Int) {
        count += 1
        if rows.count < CellFinding.listed { rows.append(row) }
    }

    mutating func merge(_ other: FirstRows) {
        count += other.count
        rows += other.rows.prefix(CellFinding.listed - rows.count)
    }
}

/// What decoding left out of cells of one column.
struct CellRemarks: Sendable {
    var apostrophes = FirstRows()
    var noBreakSpaces = FirstRows()

    mutating func merge(_ other: CellRemarks) {
        apostrophes.merge(other.apostrophes)
        noBreakSpaces.merge(other.noBreakSpaces)
    }
}
