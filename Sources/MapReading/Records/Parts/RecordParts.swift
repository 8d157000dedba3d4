public import Cadastre

/// Takes rows out of a table as tables of their own, in which everything that is said of a row stays as it was: its
/// source, the source's number of it, its values and what was lost in its cells.
public struct RecordParts: Sendable {
    private let whole: RecordTable
    /// What the whole of each source says.
    private let elsewhere: [RecordsElsewhere]
    /// The number in the present part of each text; -1 where it has none yet.
    private var numbers: [Int32]
    private let damagedRows: Set<Int32>
    private let notes: [ReadingNote]

    public init(_ whole: RecordTable, elsewhere: [RecordsElsewhere]) {
        self.whole = whole
        self.elsewhere = elsewhere
        numbers = Array(repeating: -1, count: whole.columns.texts.count)
        damagedRows = Set(whole.columns.damagedCells.map(\.record))
        // What counts rows counts those of other parts, too; how a table is read concerns each.
        let counted = whole.report.sources.filter { $0.areas.ambiguous > 0 }.map { ReadingNote.ambiguousAreas($0) }
        notes = whole.report.notes.filter {
            [.fields, .layer, .source].contains($0.kind) && !counted.contains($0)
        }
    }

    /// - Parameter rows: ascending.
    public mutating func part(_ rows: [Int32]) -> RecordTable {
        let columns = whole.columns
        var part = RecordColumns()
        part.row = rows.map { columns.row[Int($0)] }
        var report = RecordReport()
        report.notes = notes
        takeSources(rows, &part, &report)
        takeTexts(rows, &part)
        if !columns.areaSquareMetres.isEmpty {
            part.areaSquareMetres = rows.map { columns.areaSquareMetres[Int($0)] }
        }
        // In the order in which the whole table tells them: that of its fields, then of its rows.
        if !damagedRows.isEmpty { takeDamage(rows, &part) }
        return RecordTable(columns: part, report: report)
    }

    private func takeSources(_ rows: [Int32], _ part: inout RecordColumns, _ report: inout RecordReport) {
        var at = 0
        for (s, source) in whole.columns.sources.enumerated() {
            let first = at
            let end = source.firstRecord + source.recordCount
            while at < rows.count, Int(rows[at]) < end { at += 1 }
            var own = source
            (own.firstRecord, own.recordCount) = (first, at - first)
            own.elsewhere = elsewhere[s]
            part.sources.append(own)
            var said = whole.report.sources[s]
            said.records = at - first
            (said.emptyRows, said.repeatedHeadings, said.totals) = (0, 0, 0)
            said.areas = areas(rows[first..<at], said.areas)
            if said.areas.ambiguous > 0 { report.notes.append(.ambiguousAreas(said)) }
            report.sources.append(said)
        }
    }

    /// How the areas of some rows are written, where the table has any that are not plain.
    private func areas(_ rows: ArraySlice<Int32>, _ all: AreaReport) -> AreaReport {
        let columns = whole.columns
        var areas = all
        (areas.read, areas.unreadable, areas.ambiguous) = (0, 0, 0)
        for row in rows {
            let id = columns.id(.area, Int(row))
            if id == .none { continue }
            if columns.areaSquareMetres[Int(row)].isNaN { areas.unreadable += 1 } else { areas.read += 1 }
            if all.ambiguous > 0, case .ambiguous = AreaNumber(columns.texts.utf8(id)) { areas.ambiguous += 1 }
        }
        return areas
    }

    private mutating func takeTexts(_ rows: [Int32], _ part: inout RecordColumns) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        var taken: [Int] = []
        for field in RecordField.allCases {
            let column = whole.columns[field]
            if column.isEmpty { continue }
            var ids: [TextID] = []
            ids.reserveCapacity(rows.count)
            for row in rows {
                let old = column[Int(row)]
                if old == .none {
                    ids.append(.none)
                    continue
                }
                let place = Int(old.rawValue)
                if numbers[place] < 0 {
                    numbers[place] = Int32(ends.count)
                    taken.append(place)
                    bytes += whole.columns.texts.utf8(old)
                    ends.append(bytes.count)
                }
                ids.append(TextID(rawValue: numbers[place]))
            }
            part[field] = ids
        }
        for place in taken { numbers[place] = -1 }
        guard let texts = TextPool(bytes: bytes, ends: ends) else { preconditionFailure("texts are never empty") }
        part.texts = texts
    }

    private func takeDamage(_ rows: [Int32], _ part: inout RecordColumns) {
        var places: [Int32: Int32] = [:]
        for (i, row) in rows.enumerated() where damagedRows.contains(row) { places[row] = Int32(i) }
        for cell in whole.columns.damagedCells {
            guard let place = places[cell.record] else { continue }
            var own = cell
            own.record = place
            part.damagedCells.append(own)
        }
    }
}
