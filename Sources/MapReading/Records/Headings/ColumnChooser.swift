import Cadastre

/// Decides which column is which field.
struct ColumnChooser {
    /// By the user: the heading or name of a column, or the letters of a spreadsheet's.
    var named: [RecordField: String] = [:]
    /// Names that a column is taken by where there is one: those of the map's own fields.
    var fallback: [RecordField: String] = [:]
    /// Whether columns have letters.
    var isLettered: Bool

    /// The meaning of each column that has one, in the order of columns; no field twice.
    ///
    /// - Parameter guessing: also by field numbers and by names that are nearly right.
    /// - Returns: besides, what else would have fitted each field.
    func choose(_ headings: [Heading], guessing: Bool) -> (chosen: [ColumnMeaning], others: [RecordField: [Int]]) {
        var candidates: [RecordField: [ColumnMeaning]] = [:]
        var taken: Set<Int> = []
        for (names, reason) in [(named, RecordColumnChoice.Reason.named), (fallback, .mapField)] {
            for field in RecordField.allCases {
                guard candidates[field] == nil, let name = names[field],
                    let column = column(named: name, headings, letters: reason == .named), taken.insert(column).inserted
                else { continue }
                candidates[field] = [ColumnMeaning(column: column, field: field, reason: reason, rank: 0)]
            }
        }
        let certain = Set(candidates.keys)
        var reader = HeadingReader()
        var unknown: [Heading] = []
        for heading in headings where !taken.contains(heading.column) {
            guard let (field, rank) = reader.read(heading) else {
                unknown.append(heading)
                continue
            }
            if certain.contains(field) { continue }
            candidates[field, default: []].append(
                ColumnMeaning(column: heading.column, field: field, reason: .heading, rank: rank))
        }
        for (heading, field, reason) in guessing ? guessed(unknown, among: headings, known: candidates) : [] {
            candidates[field, default: []].append(
                ColumnMeaning(column: heading.column, field: field, reason: reason, rank: 0))
        }
        var chosen: [ColumnMeaning] = []
        var others: [RecordField: [Int]] = [:]
        for (field, all) in candidates {
            let sorted = all.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }
            chosen.append(sorted[0])
            if sorted.count > 1 { others[field] = sorted.dropFirst().map(\.column) }
        }
        return (chosen.sorted { $0.column < $1.column }, others)
    }

    /// The fields of `named` that no column answers to.
    func missing(_ headings: [Heading]) -> [RecordField] {
        RecordField.allCases.filter { field in
            named[field].map { column(named: $0, headings, letters: true) == nil } ?? false
        }
    }

    private func column(named name: String, _ headings: [Heading], letters: Bool) -> Int? {
        if let exact = headings.first(where: { $0.text == name }) { return exact.column }
        let folded = HeadingText.fold(name)
        if letters, isLettered, name.count <= 3, name.allSatisfy({ $0.isASCII && $0.isLetter && $0.isUppercase }),
            let column = headings.first(where: { Heading.letters($0.column) == name })
        {
            return column.column
        }
        return folded.isEmpty ? nil : headings.first { HeadingText.fold($0.text) == folded }?.column
    }

    /// What headings mean that no table has: by the field number below them, or by a name that is nearly the same.
    private func guessed(
        _ unknown: [Heading], among headings: [Heading], known: [RecordField: [ColumnMeaning]]
    ) -> [(Heading, RecordField, RecordColumnChoice.Reason)] {
        let trusts = trustsFieldNumbers(headings, known)
        var guesses: [(Heading, RecordField, RecordColumnChoice.Reason)] = []
        var taken = Set(known.keys)
        for heading in unknown {
            if trusts, let field = formField(of: heading, headings), taken.insert(field).inserted {
                guesses.append((heading, field, .fieldNumber))
            } else if let field = similar(HeadingText.fold(heading.text)), taken.insert(field).inserted {
                guesses.append((heading, field, .similar))
            }
        }
        return guesses
    }

    /// Field numbers are those of the form when no readable heading, or few, say otherwise: a register numbers its
    /// columns too.
    private func trustsFieldNumbers(_ headings: [Heading], _ known: [RecordField: [ColumnMeaning]]) -> Bool {
        guard headings.contains(where: { ($0.fieldNumber ?? 0) >= 20 }) else { return false }
        var agree = 0
        var differ = 0
        for heading in headings {
            guard let number = heading.fieldNumber, let field = RecordField.ofForm(number: number) else { continue }
            for (other, columns) in known where columns.contains(where: { $0.column == heading.column }) {
                if other == field { agree += 1 } else { differ += 1 }
            }
        }
        return agree >= differ
    }

    private func formField(of heading: Heading, _ headings: [Heading]) -> RecordField? {
        if let number = heading.fieldNumber { return RecordField.ofForm(number: number) }
        // The two columns of the current user have no number: they stand between 13 and 14.
        for (back, field) in [(1, RecordField.currentUser), (2, .currentUserNumber)] {
            if headings.first(where: { $0.column == heading.column - back })?.fieldNumber == 13 { return field }
        }
        return nil
    }

    /// The field of the one long name that differs in a letter or two.
    private func similar(_ folded: String) -> RecordField? {
        guard folded.count >= 9 else { return nil }
        let letters = Array(folded.utf8)
        let limit = letters.count >= 14 ? 2 : 1
        var found: Set<RecordField> = []
        for (name, meaning) in RecordNames.table where abs(name.utf8.count - letters.count) <= limit {
            let other = Array(name.utf8)
            // Digits tell columns apart, they are no misprints.
            if other.filter({ $0 < 58 }) == letters.filter({ $0 < 58 }), distance(letters, other, limit) <= limit {
                found.insert(meaning.field)
            }
        }
        return found.count == 1 ? found.first : nil
    }

    /// Letters to be put in, taken out or changed.
    private func distance(_ a: [UInt8], _ b: [UInt8], _ limit: Int) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            var least = row[0]
            for j in b.indices {
                let change = corner + (letter == b[j] ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, corner + 1)
                least = min(least, row[j + 1])
            }
            if least > limit { return least }
        }
        return row[b.count]
    }
}

extension RecordField {
    /// The field of a number of the form PL3-01.
    static func ofForm(number: Int) -> RecordField? {
        RecordForm.columns.first { $0.fieldNumber == number }.flatMap { RecordField.formColumns[$0.spreadsheetColumn] }
    }
}
