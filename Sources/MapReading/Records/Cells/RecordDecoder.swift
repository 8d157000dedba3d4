import Cadastre

/// Turns batches of one table into columns of texts. The same for every lane.
struct RecordDecoder: Sendable {
    /// The columns that are read.
    let columns: [ColumnMeaning]
    /// Their headings as they stand in the table, for telling rows that repeat them.
    let headings: [String]
    /// All columns of the table.
    let width: Int
    /// The last row of the headings.
    let lastHeadingRow: Int
    /// Whether the table is one that people typed: with totals, repeated headings and rows to be filled in.
    let isSheet: Bool

    /// Appends a batch to a part.
    func decode(_ batch: some CellBatch, into part: inout RecordPart) {
        let kept = keptRows(batch, &part.tally)
        if kept?.isEmpty ?? (batch.count == 0) { return }
        Rows.forEach(batch.count, kept) { part.rows.append(Int32(truncatingIfNeeded: batch.rowNumber($0))) }
        for (slot, column) in columns.enumerated() {
            batch.withCells(column.column) { cells in
                RecordDecoder.texts(
                    cells, kept, into: &part.columns[slot], &part.texts, &part.remarks[slot]
                ) { batch.rowNumber($0) }
            }
        }
    }

    /// Where one of these holds a number, a row is a record.
    private static let naming: Set<RecordField> = [
        .sheet, .number, .certificateSheet, .certificateNumber, .parcelCode, .serial, .registerNumber, .ownerNumber,
    ]

    /// The rows that are records; nil when all are.
    private func keptRows(_ batch: some CellBatch, _ tally: inout RowTally) -> [Int32]? {
        var isFilled = Array(repeating: false, count: batch.count)
        var isNamed = Array(repeating: false, count: batch.count)
        for column in columns {
            let names = RecordDecoder.naming.contains(column.field)
            batch.withCells(column.column) { cells in
                for row in cells.indices where !cells[row].isEmpty {
                    let cell = ColumnDecoding.trimmed(cells[row])
                    if cell.isEmpty { continue }
                    isFilled[row] = true
                    // `(19)` is the number of a field.
                    if names, cell[0] != 0x28, cell.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
                        isNamed[row] = true
                    }
                }
            }
        }
        var doubtful: [Int] = []
        for row in 0..<batch.count where !isNamed[row] && batch.rowNumber(row) > lastHeadingRow { doubtful.append(row) }
        var dropped = Set<Int>()
        for (row, cells) in zip(doubtful, texts(ofRows: doubtful, batch)) {
            let number = batch.rowNumber(row)
            // One cell beside the columns that are read is the row's own number.
            if !isFilled[row], cells.count(where: { !$0.isEmpty }) <= 1 {
                tally.empty += 1
                dropped.insert(row)
                continue
            }
            switch isSheet ? kind(cells) : .record {
            case .record: break
            case .headings:
                tally.repeatedHeadings.note(number)
                dropped.insert(row)
            case .total:
                tally.totals.note(number)
                dropped.insert(row)
            }
        }
        for row in batch.rows(longerThan: width) {
            let number = batch.rowNumber(row)
            if number > lastHeadingRow { tally.long.note(number) }
        }
        var kept: [Int32] = []
        kept.reserveCapacity(batch.count)
        for row in 0..<batch.count where batch.rowNumber(row) > lastHeadingRow && !dropped.contains(row) {
            kept.append(Int32(row))
        }
        return kept.count == batch.count ? nil : kept
    }

    /// All cells of some rows; of a database those of the columns that are read.
    private func texts(ofRows rows: [Int], _ batch: some CellBatch) -> [[String]] {
        var texts = Array(repeating: Array(repeating: "", count: width), count: rows.count)
        if rows.isEmpty { return texts }
        for column in isSheet ? Array(0..<width) : columns.map(\.column) {
            batch.withCells(column) { cells in
                for (i, row) in rows.enumerated() where !cells[row].isEmpty {
                    texts[i][column] = String(decoding: ColumnDecoding.trimmed(cells[row]), as: UTF8.self)
                }
            }
        }
        return texts
    }

    private enum RowKind { case record, headings, total }

    /// What a row is that names no parcel and no certificate.
    private func kind(_ cells: [String]) -> RowKind {
        var same = 0
        var filled = 0
        for (slot, column) in columns.enumerated() where !cells[column.column].isEmpty {
            filled += 1
            if HeadingText.shown(cells[column.column]) == headings[slot] { same += 1 }
        }
        if same >= 2, same * 2 > filled { return .headings }
        if HeadingBlock.isNumbered(cells, inBrackets: true) { return .headings }
        guard let first = cells.first(where: { !$0.isEmpty }), first.count < 60 else { return .record }
        let folded = HeadingText.fold(first)
        let isTotal = ["tongcong", "tongso", "tong", "cong", "total", "sum"].contains { word in
            folded == word || (word.count > 4 && folded.hasPrefix(word))
        }
        return isTotal ? .total : .record
    }

    /// Appends the number in the pool of each cell's text, without what stands around it.
    private static func texts(
        _ cells: UnsafeBufferPointer<UnsafeRawBufferPointer>, _ kept: [Int32]?, into ids: inout [TextID],
        _ pool: inout TextPool, _ remarks: inout CellRemarks, rowNumber: (Int) -> Int
    ) {
        // Neighbours mostly share ward, sheet and land use.
        var last = UnsafeRawBufferPointer(start: nil, count: 0)
        var lastID = TextID.none
        Rows.forEach(cells.count, kept) { row in
            let cell = cells[row]
            if isSame(cell, last) {
                ids.append(lastID)
                return
            }
            var bytes = ColumnDecoding.trimmed(cell)
            var isPlain = true
            if bytes.count < cell.count, cell.contains(0xA0), hasNoBreakSpace(cell, around: bytes) {
                remarks.noBreakSpaces.note(rowNumber(row))
                isPlain = false
            }
            if bytes.count > 1, bytes[0] == 0x27, bytes[1] != 0x27 {
                remarks.apostrophes.note(rowNumber(row))
                bytes = ColumnDecoding.trimmed(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
                isPlain = false
            }
            let id: TextID
            if bytes.contains(where: { $0 < 0x20 }) {
                id = oneLine(bytes).withUnsafeBytes { pool.intern(utf8: $0) }
            } else {
                id = pool.intern(utf8: bytes)
            }
            ids.append(id)
            // A cell that something is wrong with is counted each time.
            last = isPlain ? cell : UnsafeRawBufferPointer(start: nil, count: 0)
            lastID = isPlain ? id : .none
        }
    }

    private static func hasNoBreakSpace(_ cell: UnsafeRawBufferPointer, around text: UnsafeRawBufferPointer) -> Bool {
        guard let start = text.baseAddress, let base = cell.baseAddress, !text.isEmpty else { return false }
        let before = start - base
        return cell[..<before].contains(0xA0) || cell[(before + text.count)...].contains(0xA0)
    }

    /// Inner line breaks and tabs, and the blanks around them, become one blank.
    private static func oneLine(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var line: [UInt8] = []
        var isBroken = false
        for byte in bytes {
            switch byte {
            case 0x09, 0x0A, 0x0D:
                isBroken = true
                while line.last == 0x20 { line.removeLast() }
            case 0x20 where isBroken: break
            default:
                if isBroken { line.append(0x20) }
                isBroken = false
                line.append(byte)
            }
        }
        return line
    }

    @inline(__always)
    private static func isSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where a[i] != b[i] { return false }
        return true
    }
}
