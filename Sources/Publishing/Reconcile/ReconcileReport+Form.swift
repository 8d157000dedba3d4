public import Cadastre
public import MapReading
import Reconciliation

/// The records as the form PL3-01, to be worked on: what could be mended is mended, what needs work has a comment.
extension ReconcileReport {
    /// - Parameters:
    ///   - head: the rows above the records, of the workbook that was read; nil makes a plain head with labels in row 5
    ///     and the numbers of the fields in row 6.
    ///   - date: the day that the file says it was made on.
    /// - Throws: `OutputError`.
    public func writeForm(
        to path: String, head: FormHead?, date: CivilDate, overwrite: Bool, inputs: [String] = []
    ) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        let name = String(path.split(separator: "/").last ?? "pl3.xlsx")
        let folder = try OutputFolder(OutputPlace.folder(of: path), files: [name], overwrite: overwrite)
        var book = try Workbook(
            creating: folder.path(name), scratch: folder.scratch, created: date, title: RecordForm.sheetName)
        try RecordFormSheet(self, head: head, date: date).write(to: &book, path)
        try book.close()
        try folder.finish()
    }
}

/// The one sheet of the form.
private struct RecordFormSheet {
    private let report: ReconcileReport
    private let head: FormHead?
    private let date: CivilDate
    /// The column of each field, from 0: that of the workbook that was read, else the form's own.
    private let columns: [(field: RecordField, column: Int)]
    private let records: RecordColumns

    private static let heading = CellStyle(
        isBold: true, isCentred: true, wraps: true, hasBorder: true, fillRGB: 0xE8EEF4)
    private static let plain = CellStyle(hasBorder: true)
    private static let marked = CellStyle(hasBorder: true, fillRGB: 0xFFE699)

    init(_ report: ReconcileReport, head: FormHead?, date: CivilDate) {
        self.report = report
        self.head = head
        self.date = date
        records = report.records
        var columns: [(field: RecordField, column: Int)] = []
        var taken: Set<Int> = []
        if head != nil, let source = report.records.sources.first(where: \.isSpreadsheet) {
            for (field, letters) in source.columnNames {
                guard let column = FormColumn.number(letters), taken.insert(column).inserted else { continue }
                columns.append((field, column))
            }
        }
        let placed = Set(columns.map(\.field))
        for (letters, field) in RecordField.formColumns where !placed.contains(field) {
            guard let column = FormColumn.number(letters), taken.insert(column).inserted else { continue }
            columns.append((field, column))
        }
        self.columns = columns.sorted { $0.column < $1.column }
    }

    func write(to book: inout Workbook, _ path: String) throws(OutputError) {
        let sheet = try book.addSheet(RecordForm.sheetName)
        let first = writeHead(to: sheet, of: &book)
        guard first + records.count < SheetWriter.rowLimit else {
            throw OutputError(.cannotCreate, "\(path): a sheet of XLSX has no room for \(records.count) records")
        }
        let comments = comments()
        for r in 0..<records.count {
            let row = first + r
            book.write(Double(r + 1), to: sheet, row: row, column: 0, Self.plain)
            for (field, column) in columns {
                let remarks = comments[r]?[field]
                write(field, of: r, to: sheet, row: row, column, remarks == nil ? Self.plain : Self.marked, &book)
                if let remarks {
                    book.comment(remarks.joined(separator: "\n"), on: sheet, row: row, column: column)
                }
            }
        }
        let last = first + max(records.count, 1) + 499
        for (field, column) in columns {
            let values = Self.values(of: field)
            if !values.isEmpty { book.offer(values, in: sheet, rows: first...last, column: column) }
        }
        book.freeze(sheet, above: first)
    }

    // MARK: - Head

    /// - Returns: the first row of records.
    private func writeHead(to sheet: Workbook.Sheet, of book: inout Workbook) -> Int {
        guard let head else { return writePlainHead(to: sheet, of: &book) }
        var merged: Set<[Int]> = []
        for merge in head.merges where merge.rows.upperBound < head.cells.count {
            let row = head.cells[merge.rows.lowerBound]
            let text = merge.columns.lowerBound < row.count ? row[merge.columns.lowerBound] : ""
            book.merge(text, in: sheet, rows: merge.rows, columns: merge.columns, Self.heading)
            for r in merge.rows { for c in merge.columns { merged.insert([r, c]) } }
        }
        for (r, row) in head.cells.enumerated() {
            for (c, text) in row.enumerated() where !text.isEmpty && !merged.contains([r, c]) {
                book.write(text, to: sheet, row: r, column: c, Self.heading)
            }
        }
        // Five pixels of a width are the cell's margin, which the library adds.
        for width in head.widths {
            book.setWidth(max(0, width.characters - 5.0 / 7), in: sheet, columns: width.columns)
        }
        return head.cells.count
    }

    private func writePlainHead(to sheet: Workbook.Sheet, of book: inout Workbook) -> Int {
        book.write(
            "BIỂU MẪU THU THẬP THÔNG TIN GIẤY CHỨNG NHẬN (\(RecordForm.sheetName))", to: sheet, row: 0, column: 1,
            CellStyle(isBold: true, size: 14))
        book.write("TT", to: sheet, row: 4, column: 0, Self.heading)
        for column in RecordForm.columns {
            guard let c = FormColumn.number(column.spreadsheetColumn) else { continue }
            book.write(column.labelVi, to: sheet, row: 4, column: c, Self.heading)
            let number = column.fieldNumber.map { "(\($0))" } ?? ""
            book.write(number, to: sheet, row: 5, column: c, Self.heading)
            book.setWidth(14, in: sheet, columns: c...c)
        }
        return RecordForm.firstDataRow - 1
    }

    /// The values that the form's label names in braces.
    private static func values(of field: RecordField) -> [String] {
        guard let letters = RecordField.formColumns.first(where: { $0.value == field })?.key,
            let label = RecordForm.columns.first(where: { $0.spreadsheetColumn == letters })?.labelVi,
            let open = label.firstIndex(of: "{"), let close = label.firstIndex(of: "}"), open < close
        else { return [] }
        return label[label.index(after: open)..<close].split(separator: ",").map { value in
            String(value.drop { $0 == " " })
        }
    }

    // MARK: - Records

    private func write(
        _ field: RecordField, of r: Int, to sheet: Workbook.Sheet, row: Int, _ column: Int, _ style: CellStyle,
        _ book: inout Workbook
    ) {
        guard let text = records.text(field, r) else {
            return book.writeBlank(to: sheet, row: row, column: column, style)
        }
        if field == .area, !records.areaSquareMetres.isEmpty, records.areaSquareMetres[r].isFinite {
            return book.write(records.areaSquareMetres[r], to: sheet, row: row, column: column, style)
        }
        if field.isArea, let number = DecimalText.value(text) {
            return book.write(number, to: sheet, row: row, column: column, style)
        }
        book.write(
            field == .issueDate || field == .birthDate ? day(text, r) : text, to: sheet, row: row, column: column,
            style)
    }

    /// A date as people write it; the serial number of a spreadsheet becomes one, what is no certain day stays.
    private func day(_ text: String, _ r: Int) -> String {
        let origin: RecordDate.Source = records.source(ofRecord: r).isSpreadsheet ? .spreadsheet : .text
        guard case .day(let day) = RecordDate.read(text, from: origin, notAfter: date) else { return text }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day.day))/\(two(day.month))/\(day.year)"
    }

    // MARK: - Comments

    /// What needs work, by record and field.
    private func comments() -> [Int: [RecordField: [String]]] {
        let messages = FindingMessages(report: report)
        let has = Set(columns.map(\.field))
        var comments: [Int: [RecordField: [String]]] = [:]
        for finding in report.result.findings where finding.record >= 0 && finding.state != .accepted {
            if case .cell(_, let damage, _) = finding.detail, damage.isOfColumn { continue }
            let text = messages.message(for: finding)
            for field in Self.fields(of: finding) {
                let field = has.contains(field) ? field : .serial
                let r = Int(finding.record)
                if comments[r]?[field]?.contains(text) != true {
                    comments[r, default: [:]][field, default: []].append(text)
                }
            }
        }
        return comments
    }

    /// The cells that a finding is about.
    private static func fields(of finding: Finding) -> [RecordField] {
        switch finding.detail {
        case .fields(let fields): return fields.fields
        case .value(let field, _), .cell(let field, _, _): return [field]
        case .areas, .sum: return [.area]
        case .landUse, .residential: return [.use1]
        case .address: return [.parcelAddress]
        case .number: return [.ownerNumber]
        case .step, .candidates: return [.number]
        case .ward: return [.ward]
        case .plain, .others:
            switch finding.kind {
            case .populationUnmatched, .numberWithTwoNames: return [.ownerNumber]
            case .recordWithoutParcel, .ambiguousMatch: return [.number]
            default: return [.serial]
            }
        }
    }
}
