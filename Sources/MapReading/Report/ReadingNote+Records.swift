import Cadastre

extension ReadingNote {
    static func recordColumns(_ source: RecordSourceReport) -> ReadingNote {
        let list = source.columns.map { "\($0.field.name) = \"\($0.column)\"" }.joined(separator: ", ")
        let rows = source.headingRows.map { rows in
            rows.count == 1 ? "\(rows.lowerBound)" : "\(rows.lowerBound)-\(rows.upperBound)"
        }
        return ReadingNote(
            .fields, en: "\(source.place): " + (rows.map { "headings in row \($0); " } ?? "") + "columns: \(list)",
            vi: "\(source.place): " + (rows.map { "tiêu đề ở dòng \($0); " } ?? "") + "các cột: \(list)")
    }

    static func recordAlternatives(_ place: String, _ choice: RecordColumnChoice) -> ReadingNote {
        let others = choice.alternatives.map { "\"\($0)\"" }.joined(separator: ", ")
        return ReadingNote(
            .fields, isWarning: true,
            en: "\(place): \"\(choice.column)\" is taken for \(choice.field.name), not \(others)",
            vi: "\(place): dùng cột \"\(choice.column)\" cho \(choice.field.name), không dùng \(others)")
    }

    static func movedColumns(_ place: String, count: Int, heading: String, from: String, to: String) -> ReadingNote {
        ReadingNote(
            .fields, isWarning: true,
            en:
                "\(place): \(count) columns are not where the form has them, as \"\(heading)\" in \(to) instead of \(from)",
            vi:
                "\(place): \(count) cột không đúng vị trí của biểu mẫu, ví dụ \"\(heading)\" ở cột \(to) thay vì \(from)"
        )
    }

    static func missingColumns(_ place: String, _ fields: [RecordField]) -> ReadingNote {
        let list = fields.map(\.name).joined(separator: ", ")
        return ReadingNote(
            .fields, isWarning: true, en: "\(place): there are no columns for \(list)",
            vi: "\(place): không có cột cho \(list)")
    }

    static func unknownColumns(_ place: String, _ headings: [String]) -> ReadingNote {
        let shown = headings.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = headings.count - 20
        return ReadingNote(
            .fields, en: "\(place): columns that are not used: \(shown)" + (more > 0 ? " and \(more) more" : ""),
            vi: "\(place): các cột không dùng: \(shown)" + (more > 0 ? " và \(more) cột khác" : ""))
    }

    static func guessedColumns(_ place: String, _ columns: [RecordColumnChoice]) -> ReadingNote {
        let list = columns.map { "\"\($0.column)\" = \($0.field.name)" }.joined(separator: ", ")
        return ReadingNote(
            .fields, isWarning: true,
            en: "\(place): unknown headings, taken by their field number or as misspelt: \(list)",
            vi: "\(place): tiêu đề không rõ, nhận theo số thứ tự cột hoặc coi là viết sai: \(list)")
    }

    /// What reading a table was like.

    /// The log of a column's texts: what they were and how many were changed. No value is named.
    static func columnEncoding(_ place: String, column: String, _ texts: ColumnTexts) -> ReadingNote {
        let counts = texts.counts
        let names = counts.convertedByCoding.sorted { $0.value > $1.value }.map { coding, count in
            "\(coding.encoding.rawValue)\(coding.misreadAs.map { " (\($0.rawValue))" } ?? ""): \(count)"
        }
        var english = names.isEmpty ? [] : ["converted to Unicode from \(names.joined(separator: ", "))"]
        var vietnamese = names.isEmpty ? [] : ["chuyển sang Unicode từ \(names.joined(separator: ", "))"]
        if counts.composed > 0 {
            english.append("\(counts.composed) composed (NFC)")
            vietnamese.append("\(counts.composed) đưa về dựng sẵn (NFC)")
        }
        if counts.undecided > 0 {
            english.append("\(counts.undecided) left as they are, to be looked at (TXT-01)")
            vietnamese.append("\(counts.undecided) để nguyên, cần xem lại (TXT-01)")
        }
        if counts.isMixed {
            english.append("several encodings in one column")
            vietnamese.append("một cột có nhiều bảng mã")
        }
        return ReadingNote(
            .text, isWarning: counts.undecided > 0 || counts.isMixed,
            en: "\(place), column \(column): different texts \(english.joined(separator: "; "))",
            vi: "\(place), cột \(column): giá trị khác nhau \(vietnamese.joined(separator: "; "))")
    }

    static func records(_ source: RecordSourceReport, _ tally: RowTally, _ findings: [CellFinding]) -> [ReadingNote] {
        var notes: [ReadingNote] = []
        let place = source.place
        func rows(_ first: FirstRows) -> String { first.rows.prefix(5).map(String.init).joined(separator: ", ") }
        if source.records == 0 {
            notes.append(
                ReadingNote(
                    .features, isWarning: true, en: "\(place): no records below the headings",
                    vi: "\(place): không có bản ghi nào dưới tiêu đề"))
        }
        if tally.empty > 0 {
            notes.append(
                ReadingNote(
                    .skipped, en: "\(place): \(tally.empty) empty rows are skipped",
                    vi: "\(place): bỏ qua \(tally.empty) dòng trống"))
        }
        if tally.repeatedHeadings.count > 0 {
            let list = rows(tally.repeatedHeadings)
            notes.append(
                ReadingNote(
                    .skipped,
                    en:
                        "\(place): \(tally.repeatedHeadings.count) rows repeat the headings and are skipped: row \(list)",
                    vi: "\(place): bỏ qua \(tally.repeatedHeadings.count) dòng lặp lại tiêu đề: dòng \(list)"))
        }
        if tally.totals.count > 0 {
            let list = rows(tally.totals)
            notes.append(
                ReadingNote(
                    .skipped, en: "\(place): \(tally.totals.count) rows of totals are skipped: row \(list)",
                    vi: "\(place): bỏ qua \(tally.totals.count) dòng tổng cộng: dòng \(list)"))
        }
        if tally.long.count > 0 {
            let list = rows(tally.long)
            notes.append(
                ReadingNote(
                    .skipped, isWarning: true,
                    en:
                        "\(place): \(tally.long.count) rows have more cells than there are headings; their values may be "
                        + "shifted: row \(list)",
                    vi:
                        "\(place): \(tally.long.count) dòng có nhiều ô hơn tiêu đề, giá trị có thể bị lệch cột: dòng \(list)"
                ))
        }
        if source.areas.ambiguous > 0 { notes.append(ambiguousAreas(source)) }
        return notes + findings.map { cells(place, $0) }
    }

    static func ambiguousAreas(_ source: RecordSourceReport) -> ReadingNote {
        let (place, areas) = (source.place, source.areas)
        let meaning = areas.ambiguousAreThousands ? "1234" : "1.234 m²"
        let why = areas.isDecided ? "as other values of the column show" : "nothing in the column shows which it is"
        let viWhy = areas.isDecided ? "theo các giá trị khác trong cột" : "trong cột không có gì cho biết chắc chắn"
        return ReadingNote(
            .fields, isWarning: !areas.isDecided,
            en: "\(place): \(areas.ambiguous) areas are written as 1.234 or 1,234 and read as \(meaning): \(why)",
            vi: "\(place): \(areas.ambiguous) diện tích ghi dạng 1.234 hoặc 1,234, hiểu là \(meaning): \(viWhy)")
    }

    private static func cells(_ place: String, _ finding: CellFinding) -> ReadingNote {
        let shown = finding.cells.prefix(3).map(\.name).joined(separator: ", ")
        let (en, vi) = (finding.suspicion.name(in: .en), finding.suspicion.name(in: .vi))
        return ReadingNote(
            .cells, isWarning: finding.suspicion != .leadingApostrophe && finding.suspicion != .noBreakSpace,
            en:
                "\(place): column \"\(finding.column)\" (\(finding.field.name)): \(finding.count) cells: \(en): \(shown)",
            vi: "\(place): cột \"\(finding.column)\" (\(finding.field.name)): \(finding.count) ô: \(vi): \(shown)")
    }
}
