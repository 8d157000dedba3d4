import Cadastre

/// The rows of a table that say what its columns are, and what they say.
struct HeadingBlock: Sendable {
    /// Indices of rows among the first ones.
    var rows: Range<Int>
    /// Those of them that hold the headings, without the row of field numbers.
    private var lines: ClosedRange<Int>
    var headings: [Heading]
    var chosen: [ColumnMeaning]
    var others: [RecordField: [Int]]
    /// Whether a row of field numbers stands below.
    var hasFieldNumbers: Bool

    /// Rows that are looked at.
    static let searched = 60
    private static let tallest = 4

    /// The block in which most fields are recognised, in whatever encoding; nil where no two are.
    static func find(in rows: [[String]], _ chooser: ColumnChooser) -> HeadingBlock? {
        let rows = rows.prefix(searched).map { $0.map(HeadingText.shown) }
        return readable(rows, chooser) ?? readable(decoded(rows), chooser) ?? unreadable(rows, chooser)
    }

    /// Rows whose texts are read from an old Vietnamese encoding; none where there is nothing to read.
    private static func decoded(_ rows: [[String]]) -> [[String]] {
        var judge = TextColumnJudge()
        for cell in rows.joined() where !cell.isEmpty { judge.note(cell.utf8) }
        let verdict = judge.verdict
        var isChanged = false
        let decoded = rows.map { row in
            row.map { cell in
                guard !cell.isEmpty, let text = verdict.reading(of: cell).replacement else { return cell }
                isChanged = true
                return text
            }
        }
        return isChanged ? decoded : []
    }

    private static func readable(_ rows: [[String]], _ chooser: ColumnChooser) -> HeadingBlock? {
        var best: HeadingBlock?
        for bottom in rows.indices where rows[bottom].contains(where: { !$0.isEmpty }) {
            if isNumbered(rows[bottom], inBrackets: true) { continue }
            for top in stride(from: bottom, through: max(0, bottom - tallest + 1), by: -1) {
                let block = HeadingBlock(rows, top...bottom, chooser, guessing: false)
                if block.isReadable, best.map({ $0.knowledge < block.knowledge }) ?? true { best = block }
            }
        }
        return best.map { HeadingBlock(rows, $0.lines, chooser, guessing: true) }
    }

    /// Fields, and then columns, that are recognised.
    private var knowledge: (fields: Int, columns: Int) {
        (chosen.count, others.values.reduce(0) { $0 + $1.count })
    }

    private var isReadable: Bool {
        chosen.count >= 2
            && (chosen.count >= 4 || chosen.contains { HeadingBlock.telling.contains($0.field) || $0.reason == .named })
    }

    /// One of these makes a table one of records.
    private static let telling: Set<RecordField> = [
        .sheet, .number, .parcelCode, .serial, .ownerNumber, .certificateSheet, .certificateNumber, .ward,
    ]

    /// Headings in letters that cannot be read stand above the form's field numbers.
    private static func unreadable(_ rows: [[String]], _ chooser: ColumnChooser) -> HeadingBlock? {
        for bottom in rows.indices.dropFirst() where isNumbered(rows[bottom], inBrackets: true) {
            let block = HeadingBlock(rows, (bottom - 1)...(bottom - 1), chooser, guessing: true)
            if block.chosen.count >= 10 { return block }
        }
        return nil
    }

    private init(_ rows: [[String]], _ block: ClosedRange<Int>, _ chooser: ColumnChooser, guessing: Bool) {
        lines = block
        var end = block.upperBound + 1
        var numbers: [Int?] = []
        if end < rows.count, HeadingBlock.isNumbered(rows[end], inBrackets: false) {
            numbers = rows[end].map { HeadingText.fieldNumber($0, inBrackets: false) }
            end += 1
        }
        let width = rows[block].map(\.count).max() ?? 0
        let groups = block.map { HeadingBlock.spread(rows[$0], width: width) }
        headings = (0..<width).compactMap { column in
            guard
                let own = block.last(where: { column < rows[$0].count && !rows[$0][column].isEmpty })
            else {
                let number = column < numbers.count ? numbers[column] : nil
                return number.map { Heading(column: column, text: "", fieldNumber: $0) }
            }
            var heading = Heading(column: column, text: rows[own][column])
            heading.groups = block.filter { $0 < own }.reversed().map { groups[$0 - block.lowerBound][column] }
                .filter { !$0.isEmpty && $0 != heading.text }
            heading.fieldNumber = column < numbers.count ? numbers[column] : nil
            return heading
        }
        self.rows = block.lowerBound..<end
        hasFieldNumbers = !numbers.isEmpty
        (chosen, others) = chooser.choose(headings, guessing: guessing)
    }

    /// The headings of a table whose columns have names of their own.
    init(names: [String], _ chooser: ColumnChooser) {
        rows = 0..<0
        lines = 0...0
        headings = names.enumerated().map { Heading(column: $0.offset, text: $0.element) }
        hasFieldNumbers = false
        (chosen, others) = chooser.choose(headings, guessing: true)
    }

    /// Each group over all columns up to the next one: a merged cell holds its text once. What covers most of the table
    /// is its title.
    private static func spread(_ row: [String], width: Int) -> [String] {
        var spread = Array(repeating: "", count: width)
        let starts = row.indices.filter { !row[$0].isEmpty }
        for (i, start) in starts.enumerated() {
            let end = i + 1 < starts.count ? starts[i + 1] : width
            if width > 6, (end - start) * 5 > width * 3 { continue }
            for column in start..<end { spread[column] = row[start] }
        }
        return spread
    }

    /// Whether a row holds the numbers of fields: `(1) (2) (3)`, or 1, 2, 3 from the first column on.
    static func isNumbered(_ row: [String], inBrackets: Bool) -> Bool {
        let filled = row.filter { !$0.isEmpty }
        guard filled.count >= 3 else { return false }
        let bracketed = filled.compactMap { HeadingText.fieldNumber($0, inBrackets: true) }
        if bracketed.count * 5 >= filled.count * 4 { return bracketed.count >= 3 }
        if inBrackets { return false }
        let plain = filled.compactMap { HeadingText.fieldNumber($0, inBrackets: false) }
        return plain.count == filled.count && plain.count >= 5 && plain == Array(1...plain.count)
    }
}
