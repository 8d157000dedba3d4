import Cadastre

/// A table that will be read, and how.
struct RecordPlan: Sendable {
    var report: RecordSourceReport
    var decoder: RecordDecoder
    var notes: [ReadingNote] = []
    /// Rows as the format states them.
    var statedCount = 0
    let isSpreadsheet: Bool
    /// Areas are numbers in the source, whose mark is a decimal point.
    var hasNumericAreas = false
    /// Names of columns; nil where they go by letters.
    private let names: [String]?

    /// A column as it is named in messages.
    func name(ofColumn column: Int) -> String { names?[column] ?? Heading.letters(column) }

    /// - Parameters:
    ///   - rowNumbers: of the rows that the block was found in; empty for a database.
    ///   - names: of the columns, where they have names of their own.
    init(
        source: String, layer: String, driver: String, block: HeadingBlock, rowNumbers: [Int], names: [String]?,
        isSpreadsheet: Bool, chooser: ColumnChooser
    ) throws(ReadingError) {
        self.isSpreadsheet = isSpreadsheet
        let width = block.headings.last.map { $0.column + 1 } ?? 0
        // A CSV file goes by its headings, which everybody sees; letters are for sheets.
        let usual = driver == "CSV" ? RecordPlan.headings(block, width: width) : nil
        self.names = names ?? usual
        report = RecordSourceReport(source: source, layer: layer, driver: driver)
        if !block.rows.isEmpty {
            report.headingRows = rowNumbers[block.rows.lowerBound]...rowNumbers[block.rows.upperBound - 1]
        }
        let texts = Dictionary(uniqueKeysWithValues: block.headings.map { ($0.column, $0.text) })
        decoder = RecordDecoder(
            columns: block.chosen, headings: block.chosen.map { texts[$0.column] ?? "" }, width: width,
            lastHeadingRow: report.headingRows?.upperBound ?? .min, isSheet: names == nil)
        let missing = chooser.missing(block.headings)
        if let field = missing.first {
            let list = block.headings.map { "\"\($0.text)\"" }.joined(separator: ", ")
            throw ReadingError(
                .unusableData,
                "\(report.place): there is no column \"\(chooser.named[field] ?? "")\" for the \(field.name); the columns are \(list)"
            )
        }
        report.columns = block.chosen.map { meaning in
            RecordColumnChoice(
                field: meaning.field, column: name(ofColumn: meaning.column), heading: texts[meaning.column] ?? "",
                reason: meaning.reason,
                alternatives: (block.others[meaning.field] ?? []).map { name(ofColumn: $0) })
        }
        describe(block)
    }

    private static func headings(_ block: HeadingBlock, width: Int) -> [String] {
        var names = (0..<width).map(Heading.letters)
        for heading in block.headings where !heading.text.isEmpty { names[heading.column] = heading.text }
        return names
    }

    /// Says what is unknown, missing, or not where the form has it.
    private mutating func describe(_ block: HeadingBlock) {
        let known = Set(block.chosen.map(\.column)).union(block.others.values.joined())
        report.unknownColumns = block.headings.filter { !known.contains($0.column) && !$0.text.isEmpty }.map(\.text)
        let fields = Set(block.chosen.map(\.field))
        let form = RecordField.formColumns
        report.isForm =
            block.chosen.count { form[Heading.letters($0.column)] == $0.field } >= 10
            || form.values.count(where: fields.contains) >= 25
        notes.append(.recordColumns(report))
        for column in report.columns where !column.alternatives.isEmpty {
            notes.append(.recordAlternatives(report.place, column))
        }
        if report.isForm {
            report.missingColumns = RecordField.allCases.filter { form.values.contains($0) && !fields.contains($0) }
            let letters = Dictionary(uniqueKeysWithValues: form.map { ($0.value, $0.key) })
            let moved = block.chosen.filter { meaning in
                guard isSpreadsheet, let home = letters[meaning.field] else { return false }
                return home != Heading.letters(meaning.column)
            }
            if let first = moved.first {
                notes.append(
                    .movedColumns(
                        report.place, count: moved.count,
                        heading: block.headings.first { $0.column == first.column }?.text ?? "",
                        from: letters[first.field] ?? "", to: Heading.letters(first.column)))
            }
            if !report.missingColumns.isEmpty { notes.append(.missingColumns(report.place, report.missingColumns)) }
        } else {
            let keys: [[RecordField]] = [[.sheet, .certificateSheet], [.number, .certificateNumber]]
            let missing = fields.contains(.parcelCode) ? [] : keys.filter { fields.isDisjoint(with: $0) }.map { $0[0] }
            if !missing.isEmpty { notes.append(.missingColumns(report.place, missing)) }
        }
        if !report.unknownColumns.isEmpty { notes.append(.unknownColumns(report.place, report.unknownColumns)) }
        let guessed = report.columns.filter { $0.reason == .similar || $0.reason == .fieldNumber }
        if !guessed.isEmpty { notes.append(.guessedColumns(report.place, guessed)) }
    }

    /// Why a table cannot be read as records.
    ///
    /// Rows without known headings may be people's data: only what kind of cells they have is said.
    static func noHeadings(_ place: String, _ rows: [[String]]) -> ReadingError {
        let shapes = rows.prefix(8).enumerated().compactMap { i, row -> String? in
            let cells = row.filter { !$0.isEmpty }
            if cells.isEmpty { return nil }
            let known = cells.filter { RecordNames.meaning(HeadingText.fold($0)) != nil }.prefix(5)
            let numbers = cells.count { $0.allSatisfy { $0.isNumber || $0 == "." || $0 == "," } }
            return "row \(i + 1): \(cells.count) cells, \(numbers) numbers"
                + (known.isEmpty ? "" : ", known: " + known.map { "\"\($0)\"" }.joined(separator: ", "))
        }
        return ReadingError(
            .unusableData,
            "\(place): no row of headings is recognised among the first \(HeadingBlock.searched) rows; looked for \"Số tờ bản đồ\", "
                + "\"Số thửa\", \"Số phát hành GCN\", \"Số định danh cá nhân\" and the other columns of PL3-01, the names of the "
                + "national system and English ones. "
                + (shapes.isEmpty ? "The table is empty" : "The first rows: \(shapes.joined(separator: "; "))")
                + "; name columns by their letters or headings")
    }
}
