import Cadastre

/// A ward's field lists as a workbook: a sheet for each group, with a column to tick.
struct VisitWorkbook {
    let plan: VisitPlan
    let title: String

    private var language: Language { plan.language }
    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private var headings: [(text: String, width: Double)] {
        var headings: [(String, Double)] = [
            (say("TT", "No"), 6), (say("Tờ", "Sheet"), 8), (say("Thửa", "Parcel"), 9),
            (say("Diện tích (m²)", "Area (m²)"), 12), (say("Loại đất", "Land use"), 10), (say("Nhóm", "Group"), 8),
        ]
        headings += VisitNeed.allCases.map { ($0.name(in: language), $0 == .fields || $0 == .dispute ? 36 : 14) }
        headings.append((say("Kết quả đạt được", "What it brings"), 20))
        if plan.showsPersonalData { headings.append((say("Người sử dụng đất, địa chỉ", "Holders, address"), 46)) }
        headings += [(say("Đã xong", "Done"), 9), (say("Ghi chú", "Remarks"), 28)]
        return headings
    }

    func write(_ groups: [VisitPlan.Group], to path: String, scratch: String) throws(OutputError) {
        var book = try Workbook(creating: path, scratch: scratch, created: plan.source.date, title: title)
        var taken: Set<String> = []
        for group in groups {
            // Sheets have names of 31 letters at most, and capitals do not tell them apart.
            var name = String(group.name.prefix(28))
            while !taken.insert(name.lowercased()).inserted { name += "_" }
            let sheet = try book.addSheet(name.isEmpty ? "–" : name)
            write(group, to: sheet, of: &book)
        }
        try book.close()
    }

    private func write(_ group: VisitPlan.Group, to sheet: Workbook.Sheet, of book: inout Workbook) {
        let headings = headings
        let last = headings.count - 1
        book.merge("\(title) – \(group.name)", in: sheet, row: 0, columns: 0...last, CellStyle(isBold: true, size: 14))
        let head = CellStyle(isBold: true, isCentred: true, wraps: true, hasBorder: true, fillRGB: 0xDDE7F0)
        for (c, heading) in headings.enumerated() {
            book.write(heading.text, to: sheet, row: 1, column: c, head)
            book.setWidth(heading.width, in: sheet, columns: c...c)
        }
        let cell = CellStyle(wraps: true, hasBorder: true)
        let centred = CellStyle(isCentred: true, hasBorder: true)
        for (i, visit) in group.visits.enumerated() {
            let row = i + 2
            let p = Int(visit.parcel)
            var c = 0
            func text(_ text: String, _ style: CellStyle, _ book: inout Workbook) {
                if text.isEmpty {
                    book.writeBlank(to: sheet, row: row, column: c, style)
                } else {
                    book.write(text, to: sheet, row: row, column: c, style)
                }
                c += 1
            }
            let columns = plan.source.columns
            func own(_ column: [TextID]) -> String { column.isEmpty ? "" : columns.texts[column[p]] ?? "" }
            book.write(Double(i + 1), to: sheet, row: row, column: 0, centred)
            c = 1
            text(own(columns.sheet), centred, &book)
            text(own(columns.number), centred, &book)
            let stored = columns.hasStoredArea ? columns.storedArea[p] : .nan
            book.write(
                stored.isNaN ? (plan.source.groundArea(p) * 10).rounded() / 10 : stored, to: sheet, row: row,
                column: c, CellStyle(number: .decimal, hasBorder: true))
            c += 1
            text(own(columns.landUse), centred, &book)
            text("\(visit.group)", centred, &book)
            for need in VisitNeed.allCases {
                guard visit.needs.contains(need) else {
                    text("", centred, &book)
                    continue
                }
                switch need {
                case .fields where !visit.fields.isEmpty:
                    text(visit.fields.map { FieldNames.name($0, language) }.joined(separator: ", "), cell, &book)
                case .dispute where !visit.remarks.isEmpty:
                    text(visit.remarks.joined(separator: ", "), cell, &book)
                default: text(say("cần", "needed"), centred, &book)
                }
            }
            text(visit.gain(in: language), cell, &book)
            if plan.showsPersonalData { text(visit.holders.joined(separator: "\n"), cell, &book) }
            text("", centred, &book)
            text("", cell, &book)
        }
        let bottom = max(group.visits.count + 1, 2)
        book.offer(["x"], in: sheet, rows: 2...bottom, column: last - 1)
        book.freeze(sheet, above: 2, before: 3)
        book.filter(sheet, rows: 1...bottom, columns: 0...last)
        book.setPrinting(sheet, headings: 0...1, footer: "\(title) – \(group.name)")
    }
}
