import Cadastre

/// Looks through the columns of one table for values that were lost or bent, and mends what is certain.
struct CellChecks {
    /// The index of the table among the sources.
    let source: Int
    let isSpreadsheet: Bool
    let columns: [ColumnMeaning]
    /// Letters or name of each of `columns`.
    let names: [String]
    private(set) var findings: [CellFinding] = []
    /// All of them, by row of the part; personal values never stand here.
    private(set) var damaged: [DamagedCell] = []
    /// Columns of which some texts were read in another encoding, or could not be.
    private(set) var encodings: [(column: String, texts: ColumnTexts)] = []

    init(source: Int, isSpreadsheet: Bool, columns: [ColumnMeaning], names: [String]) {
        self.source = source
        self.isSpreadsheet = isSpreadsheet
        self.columns = columns
        self.names = names
    }

    /// Checks all columns of a table.
    mutating func check(_ part: inout RecordPart) {
        for slot in columns.indices {
            let remarks = part.remarks[slot]
            for (suspicion, rows) in [
                (CellDamage.leadingApostrophe, remarks.apostrophes),
                (.noBreakSpace, remarks.noBreakSpaces),
            ] where rows.count > 0 {
                add(suspicion, slot, count: rows.count, cells: rows.rows.map { cell(slot, row: $0) })
                let first = rows.rows.first.flatMap { row in part.rows.firstIndex(of: Int32(truncatingIfNeeded: row)) }
                damaged.append(
                    DamagedCell(
                        record: Int32(first ?? 0), field: columns[slot].field, damage: suspicion,
                        count: Int32(rows.count)))
            }
            judge(slot, &part)
        }
    }

    private mutating func judge(_ slot: Int, _ part: inout RecordPart) {
        let ids = part.columns[slot]
        let distinct = DistinctTexts(ids, poolCount: part.texts.count)
        let judge = CellJudge(field: columns[slot].field, isSpreadsheet: isSpreadsheet)
        var verdicts: [TextID: CellJudge.Verdict] = [:]
        for id in distinct.ids {
            if let verdict = judge.judge(part.texts.utf8(id)) { verdicts[id] = verdict }
        }
        dropPlainNumbers(&verdicts, distinct.ids.count, part.texts)
        var replaced: [TextID: TextID] = [:]
        for (id, verdict) in verdicts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            if let text = verdict.replacement { replaced[id] = part.texts.intern(text) }
        }
        if !verdicts.isEmpty { list(verdicts, slot, part) }
        let read = ColumnTexts(distinct.ids, in: part.texts)
        for (id, text) in read.replacements where replaced[id] == nil { replaced[id] = part.texts.intern(text) }
        if read.counts.converted + read.counts.composed + read.counts.undecided > 0 {
            encodings.append((column: names[slot], texts: read))
        }
        if replaced.isEmpty { return }
        for row in ids.indices {
            if let other = replaced[ids[row]] { part.columns[slot][row] = other }
        }
    }

    /// Where many values of a column look like serial numbers of dates, they are plain numbers.
    private func dropPlainNumbers(
        _ verdicts: inout [TextID: CellJudge.Verdict], _ distinct: Int, _ texts: borrowing TextPool
    ) {
        var serials: [TextID] = []
        for (id, verdict) in verdicts where verdict.suspicion == .dateForNumber {
            if texts.utf8(id).allSatisfy({ $0 &- 0x30 < 10 }) { serials.append(id) }
        }
        if serials.count * 4 > distinct { for id in serials { verdicts[id] = nil } }
    }

    private mutating func list(
        _ verdicts: [TextID: CellJudge.Verdict], _ slot: Int, _ part: borrowing RecordPart
    ) {
        var counts: [CellDamage: Int] = [:]
        var cells: [CellDamage: [CellFinding.Cell]] = [:]
        for (row, id) in part.columns[slot].enumerated() where id != .none {
            guard let verdict = verdicts[id] else { continue }
            counts[verdict.suspicion, default: 0] += 1
            if !verdict.suspicion.isOfColumn || counts[verdict.suspicion] == 1 {
                note(verdict.suspicion, slot, row: row, suggestion: verdict.suggestion)
            }
            if cells[verdict.suspicion, default: []].count < CellFinding.listed {
                cells[verdict.suspicion, default: []].append(
                    cell(
                        slot, row: Int(part.rows[row]), value: part.texts[id], suggestion: verdict.suggestion))
            }
        }
        for suspicion in CellDamage.allCases {
            guard let count = counts[suspicion] else { continue }
            add(suspicion, slot, count: count, cells: cells[suspicion] ?? [])
            if suspicion.isOfColumn { self.count(suspicion, slot, count) }
        }
    }

    /// Reads the areas of a table.
    /// - Parameter isNumeric: the column holds numbers, whose mark is a decimal point.
    mutating func areas(
        _ part: borrowing RecordPart, squareMetresPerUnit: Double, isNumeric: Bool
    ) -> (values: [Double], report: AreaReport) {
        var report = AreaReport()
        guard let slot = columns.firstIndex(where: { $0.field == .area }) else { return ([], report) }
        let ids = part.columns[slot]
        var marks = AreaMarks()
        var last = TextID.none
        for id in ids where id != .none && id != last {
            last = id
            if let number = AreaNumber(part.texts.utf8(id)) { marks.note(number) }
        }
        let verdicts = [
            AreaNumber.point: marks.verdict(AreaNumber.point), AreaNumber.comma: marks.verdict(AreaNumber.comma),
        ]
        var values: [Double] = []
        values.reserveCapacity(ids.count)
        var unreadable: [CellFinding.Cell] = []
        var firstAmbiguous: Int?
        for (row, id) in ids.enumerated() {
            if id == .none {
                values.append(.nan)
                continue
            }
            switch AreaNumber(part.texts.utf8(id)) {
            case .value(let value, _):
                values.append(value * squareMetresPerUnit)
                report.read += 1
            case .ambiguous(let decimal, let mark):
                let verdict = isNumeric ? (isThousands: false, isDecided: true) : verdicts[mark] ?? (true, false)
                values.append((verdict.isThousands ? decimal * 1000 : decimal) * squareMetresPerUnit)
                report.read += 1
                if !isNumeric {
                    report.ambiguous += 1
                    firstAmbiguous = firstAmbiguous ?? row
                    report.ambiguousAreThousands = verdict.isThousands
                    report.isDecided = report.isDecided && verdict.isDecided
                }
            case nil:
                values.append(.nan)
                report.unreadable += 1
                note(.unreadableArea, slot, row: row)
                if unreadable.count < CellFinding.listed {
                    unreadable.append(cell(slot, row: Int(part.rows[row]), value: part.texts[id]))
                }
            }
        }
        if !report.isDecided, let row = firstAmbiguous {
            note(.ambiguousArea, slot, row: row)
            count(.ambiguousArea, slot, report.ambiguous)
        }
        if report.unreadable > 0 { add(.unreadableArea, slot, count: report.unreadable, cells: unreadable) }
        return (values, report)
    }

    private mutating func add(_ suspicion: CellDamage, _ slot: Int, count: Int, cells: [CellFinding.Cell]) {
        findings.append(
            CellFinding(
                suspicion: suspicion, field: columns[slot].field, source: source, column: names[slot], count: count,
                cells: cells))
    }

    private mutating func note(_ damage: CellDamage, _ slot: Int, row: Int, suggestion: String? = nil) {
        let field = columns[slot].field
        damaged.append(
            DamagedCell(
                record: Int32(row), field: field, damage: damage,
                suggestion: field.isPersonal || damage.isOfColumn ? nil : suggestion))
    }

    /// Says how many cells the last noted one of a column stands for.
    private mutating func count(_ damage: CellDamage, _ slot: Int, _ count: Int) {
        let field = columns[slot].field
        guard let place = damaged.lastIndex(where: { $0.damage == damage && $0.field == field }) else { return }
        damaged[place].count = Int32(count)
    }

    /// A cell as it may be shown: without its value where that is personal.
    private func cell(_ slot: Int, row: Int, value: String? = nil, suggestion: String? = nil) -> CellFinding.Cell {
        let isPersonal = columns[slot].field.isPersonal
        return CellFinding.Cell(
            row: row, name: isSpreadsheet ? "\(names[slot])\(row)" : "row \(row)", value: isPersonal ? nil : value,
            suggestion: isPersonal ? nil : suggestion)
    }
}

/// The texts of a column, each once, in the order of their numbers.
struct DistinctTexts {
    private(set) var ids: [TextID] = []

    init(_ column: [TextID], poolCount: Int) {
        var seen = Array(repeating: UInt64(0), count: poolCount / 64 + 1)
        for id in column where id != .none { seen[Int(id.rawValue) >> 6] |= 1 << UInt64(id.rawValue & 63) }
        for (word, bits) in seen.enumerated() {
            var bits = bits
            while bits != 0 {
                ids.append(TextID(rawValue: Int32(word << 6 + bits.trailingZeroBitCount)))
                bits &= bits - 1
            }
        }
    }
}
