import Cadastre

/// The one place where a column's texts are read as what they mean: old Vietnamese encodings become Unicode (NFC).
struct ColumnTexts {
    /// What is read instead of some texts of the column.
    private(set) var replacements: [(id: TextID, text: String)] = []
    private(set) var counts = TextReadingCounts()
    let encoding: TextColumnVerdict.Encoding

    /// - Parameters:
    ///   - distinct: the column's texts, each once.
    ///   - texts: the pool that they stand in, with the source's own bytes.
    init(_ distinct: [TextID], in texts: borrowing TextPool) {
        var judge = TextColumnJudge()
        for id in distinct { judge.note(texts.utf8(id)) }
        let verdict = judge.verdict
        encoding = verdict.encoding
        for id in distinct {
            let reading = verdict.reading(of: texts.utf8(id))
            counts.note(reading)
            if let text = reading.replacement { replacements.append((id, text)) }
        }
    }
}
