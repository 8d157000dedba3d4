import Cadastre
import Reconciliation

extension CoverageReport {
    /// Writes the weekly workbook (báo cáo tuần): the table as an office reads it, the branches with a chart, who is late,
    /// obstacles, every column there is, and what each means.
    ///
    /// Numbers are numbers, texts are texts whatever they begin with.
    public func writeWorkbook(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        let name = String(path.split(separator: "/").last ?? "coverage.xlsx")
        let folder = try OutputFolder(OutputPlace.folder(of: path), files: [name], overwrite: overwrite)
        var book = try Workbook(
            creating: folder.path(name), scratch: folder.scratch, created: date,
            title: say("Báo cáo tuần", "Weekly report"))
        var weekly = WeeklyWorkbook(self)
        try weekly.write(to: &book)
        try book.close()
        try folder.finish()
    }
}

/// The sheets of the weekly workbook.
private struct WeeklyWorkbook {
    private let report: CoverageReport
    private let rows: [CoverageRow]

    private static let heading = CellStyle(
        isBold: true, isCentred: true, wraps: true, hasBorder: true, textRGB: 0xFFFFFF, fillRGB: 0x1F4E79)
    private static let title = CellStyle(isBold: true, size: 16, textRGB: 0x1F4E79)
    private static let remark = CellStyle(size: 9, textRGB: 0x7F7F7F)

    /// What a director looks at, in this order; domain.md 1.6.
    private static let main = [
        "ward_code", "ward_name", "branch", "parcels", "parcels_with_record", "record_pct", "records_without_parcel",
        "group_1", "group_2", "group_3", "group_0", "documents_collected", "documents_scanned", "documents_entered",
        "documents_authenticated", "documents_created", "documents_synchronised", "target", "finish_forecast",
        "deadline",
        "late_days", "defects_critical", "defects_error", "defects_warning", "defects_new", "defects_remaining",
        "defects_resolved", "defects_accepted", "coverage_pct", "overlap_m2", "gap_m2",
        "change_documents_entered", "change_group_1", "change_defects_error",
    ]

    init(_ report: CoverageReport) {
        self.report = report
        rows = report.shown.rows
    }

    mutating func write(to book: inout Workbook) throws {
        let weekly = try book.addSheet(report.say("Báo cáo tuần", "Weekly report"))
        try writeTable(to: &book, weekly, columns: WeeklyWorkbook.main.compactMap(WeeklyWorkbook.column))
        try writeBranches(to: &book)
        try writeLate(to: &book)
        try writeObstacles(to: &book)
        let all = try book.addSheet(report.say("Đầy đủ", "All columns"))
        try writeTable(to: &book, all, columns: CoverageColumn.all.filter { $0.name != "level" })
        try writeDefinitions(to: &book)
    }

    private static func column(_ name: String) -> CoverageColumn? { CoverageColumn.all.first { $0.name == name } }

    private func writeHead(_ title: String, to book: inout Workbook, _ sheet: Workbook.Sheet) {
        book.write(title, to: sheet, row: 0, column: 0, WeeklyWorkbook.title)
        book.setHeight(24, in: sheet, row: 0)
        book.write(
            report.say("Số liệu đến ngày ", "As of ") + dayText(report.date)
                + report.say(". Hệ tọa độ ", ". CRS ") + report.crs.prefix(40), to: sheet, row: 1, column: 0,
            WeeklyWorkbook.remark)
    }

    private func dayText(_ date: CivilDate) -> String {
        let parts = "\(date)".split(separator: "-")
        return report.language == .vi && parts.count == 3 ? "\(parts[2])/\(parts[1])/\(parts[0])" : "\(date)"
    }

    private func writeTable(to book: inout Workbook, _ sheet: Workbook.Sheet, columns: [CoverageColumn]) throws {
        writeHead(
            report.say("BÁO CÁO TUẦN – LÀM GIÀU, LÀM SẠCH DỮ LIỆU ĐẤT ĐAI", "WEEKLY REPORT – LAND DATA CAMPAIGN"),
            to: &book, sheet)
        let top = 3
        for (c, column) in columns.enumerated() {
            book.write(column.title(in: report.language), to: sheet, row: top, column: c, WeeklyWorkbook.heading)
            book.setWidth(width(column), in: sheet, columns: c...c)
        }
        book.setHeight(64, in: sheet, row: top)
        book.freeze(sheet, above: top + 1, before: 2)
        for (r, row) in rows.enumerated() { write(row, to: &book, sheet, at: top + 1 + r, columns) }
        let last = top + max(1, rows.count)
        book.filter(sheet, rows: top...last, columns: 0...max(0, columns.count - 1))
        book.setPrinting(
            sheet, headings: top...top, footer: "parcelmap \(Program.version) · \(report.date)",
            isWide: columns.count > 14)
        let wardRows = rows.indices.filter { rows[$0].level == .ward }
        guard let first = wardRows.first, let end = wardRows.last else { return }
        let range = (top + 1 + first)...(top + 1 + end)
        for (c, column) in columns.enumerated() {
            switch column.name {
            case "record_pct", "coverage_pct":
                book.colour(sheet, rows: range, column: c, low: 0xF8CBAD, high: 0xA9D08E)
            case "late_days", "defects_critical":
                book.mark(
                    sheet, rows: range, column: c, above: 0,
                    CellStyle(isBold: true, textRGB: 0x9C0006, fillRGB: 0xFFC7CE))
            default: break
            }
        }
    }

    private func width(_ column: CoverageColumn) -> Double {
        switch column.name {
        case "ward_name": 22
        case "branch": 20
        case "ward_code", "branch_code": 10
        default: column.kind == .date ? 11 : column.kind == .area ? 12 : 9
        }
    }

    private func write(
        _ row: CoverageRow, to book: inout Workbook, _ sheet: Workbook.Sheet, at r: Int, _ columns: [CoverageColumn]
    ) {
        var base = CellStyle(hasBorder: true)
        if row.level == .branch { (base.isBold, base.fillRGB) = (true, 0xDDEBF7) }
        if row.level == .city { (base.isBold, base.fillRGB) = (true, 0xBDD7EE) }
        for (c, column) in columns.enumerated() {
            if column.name == "ward_name" {
                book.write(report.name(of: row), to: sheet, row: r, column: c, base)
                continue
            }
            write(row[column.name], to: &book, sheet, row: r, column: c, base)
        }
    }

    private func write(
        _ value: CoverageValue, to book: inout Workbook, _ sheet: Workbook.Sheet, row: Int, column: Int,
        _ base: CellStyle
    ) {
        var style = base
        switch value {
        case .none: book.writeBlank(to: sheet, row: row, column: column, base)
        case .text(let text): book.write(text, to: sheet, row: row, column: column, base)
        case .count(let count):
            style.number = .whole
            book.write(Double(count), to: sheet, row: row, column: column, style)
        case .number(let number):
            style.number = .decimal
            book.write(number, to: sheet, row: row, column: column, style)
        case .date(let date): book.write(date, to: sheet, row: row, column: column, base)
        case .suppressed: book.write(Suppression.text, to: sheet, row: row, column: column, base)
        }
    }

    /// Branch totals, or the wards where there are no branches, with the groups as bars.
    private func writeBranches(to book: inout Workbook) throws {
        let branches = rows.filter { $0.level == .branch }
        let shown = branches.isEmpty ? rows.filter { $0.level == .ward } : branches
        if shown.isEmpty { return }
        let sheet = try book.addSheet(report.say("Chi nhánh", "Branches"))
        writeHead(
            report.say("KẾT QUẢ THEO CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", "RESULTS BY BRANCH"), to: &book, sheet)
        let names = [
            "parcels", "group_1", "group_2", "group_3", "group_0", "record_pct", "documents_collected",
            "documents_entered", "documents_synchronised", "defects_error", "late_days",
        ]
        let columns = names.compactMap(WeeklyWorkbook.column)
        book.write(
            branches.isEmpty ? report.say("Xã/phường", "Ward") : report.say("Chi nhánh", "Branch"), to: sheet, row: 3,
            column: 0, WeeklyWorkbook.heading)
        for (c, column) in columns.enumerated() {
            book.write(column.title(in: report.language), to: sheet, row: 3, column: c + 1, WeeklyWorkbook.heading)
        }
        book.setHeight(36, in: sheet, row: 3)
        book.setWidth(32, in: sheet, columns: 0...0)
        book.setWidth(13, in: sheet, columns: 1...columns.count)
        let base = CellStyle(hasBorder: true)
        for (r, row) in shown.enumerated() {
            let name = branches.isEmpty ? report.name(of: row) : row["branch"].text ?? report.name(of: row)
            book.write(name, to: sheet, row: 4 + r, column: 0, base)
            for (c, column) in columns.enumerated() {
                write(row[column.name], to: &book, sheet, row: 4 + r, column: c + 1, base)
            }
        }
        book.freeze(sheet, above: 4, before: 1)
        book.setPrinting(sheet, headings: 3...3, footer: "parcelmap \(Program.version) · \(report.date)")
        let charted = 4...(3 + min(40, shown.count))
        book.addStackedBars(
            report.say("Số thửa theo nhóm", "Parcels by group"), to: sheet, from: sheet, names: 0,
            columns: [(2, 0x548235), (3, 0xFFC000), (4, 0xC00000), (5, 0xA6A6A6)], heading: 3, rows: charted,
            at: (row: 5 + shown.count, column: 0))
    }

    /// The wards that miss their deadline at the present pace, the latest first.
    private func writeLate(to book: inout Workbook) throws {
        func days(_ row: CoverageRow) -> Int { if case .count(let days) = row["late_days"] { days } else { 0 } }
        let late = rows.filter { $0.level == .ward && days($0) > 0 }.sorted { days($0) > days($1) }
        let sheet = try book.addSheet(report.say("Chậm hạn", "Late"))
        writeHead(
            report.say(
                "XÃ, PHƯỜNG DỰ KIẾN CHẬM HẠN VỚI TỐC ĐỘ HIỆN NAY", "WARDS THAT MISS THEIR DEADLINE AT THIS PACE"),
            to: &book, sheet)
        if late.isEmpty {
            book.write(report.say("Không có.", "None."), to: sheet, row: 3, column: 0)
            return
        }
        let columns = [
            "ward_code", "ward_name", "branch", "target", "documents_entered", "pace_per_day", "finish_forecast",
            "deadline", "late_days",
        ].compactMap(WeeklyWorkbook.column)
        for (c, column) in columns.enumerated() {
            book.write(column.title(in: report.language), to: sheet, row: 3, column: c, WeeklyWorkbook.heading)
            book.setWidth(width(column), in: sheet, columns: c...c)
        }
        for (r, row) in late.enumerated() { write(row, to: &book, sheet, at: 4 + r, columns) }
        book.freeze(sheet, above: 4, before: 2)
        book.filter(sheet, rows: 3...(3 + late.count), columns: 0...(columns.count - 1))
        book.setPrinting(sheet, headings: 3...3, footer: "parcelmap \(Program.version) · \(report.date)")
    }

    private func writeObstacles(to book: inout Workbook) throws {
        let obstacles = report.obstacleLines
        if obstacles.isEmpty { return }
        let sheet = try book.addSheet(report.say("Vướng mắc", "Obstacles"))
        writeHead(report.say("VƯỚNG MẮC THEO TỔ DÂN PHỐ VÀ TỔ CÔNG TÁC", "OBSTACLES BY GROUP"), to: &book, sheet)
        let heads = [
            report.say("Mã xã/phường", "Ward code"), report.say("Tổ dân phố", "Residential group"),
            report.say("Tổ công tác", "Working group"), report.say("Vướng mắc", "Obstacle"), report.say("Số", "Count"),
        ]
        for (c, head) in heads.enumerated() {
            book.write(head, to: sheet, row: 3, column: c, WeeklyWorkbook.heading)
            book.setWidth([14, 24, 24, 36, 10][c], in: sheet, columns: c...c)
        }
        let base = CellStyle(hasBorder: true)
        for (r, line) in obstacles.enumerated() {
            let texts = [line.ward, line.residentialGroup, line.workingGroup, report.name(ofObstacle: line.obstacle)]
            for (c, text) in texts.enumerated() { book.write(text ?? "", to: sheet, row: 4 + r, column: c, base) }
            write(line.count.map { .count($0) } ?? .suppressed, to: &book, sheet, row: 4 + r, column: 4, base)
        }
        book.freeze(sheet, above: 4)
        book.filter(sheet, rows: 3...(3 + obstacles.count), columns: 0...4)
        book.setPrinting(sheet, headings: 3...3, footer: "parcelmap \(Program.version) · \(report.date)")
    }

    private func writeDefinitions(to book: inout Workbook) throws {
        let sheet = try book.addSheet(report.say("Định nghĩa", "Definitions"))
        writeHead(report.say("ĐỊNH NGHĨA CÁC CHỈ TIÊU", "WHAT THE COLUMNS MEAN"), to: &book, sheet)
        let heads = [report.say("Chỉ tiêu", "Column"), report.say("Định nghĩa", "Meaning"), "CSV / JSON"]
        for (c, head) in heads.enumerated() {
            book.write(head, to: sheet, row: 3, column: c, WeeklyWorkbook.heading)
            book.setWidth([34, 90, 28][c], in: sheet, columns: c...c)
        }
        let base = CellStyle(wraps: true, hasBorder: true)
        var r = 4
        for column in CoverageColumn.all where !column.name.hasPrefix(CoverageColumn.changePrefix) {
            guard let meaning = CoverageDefinitions.meaning(of: column.name, in: report.language) else { continue }
            book.write(column.title(in: report.language), to: sheet, row: r, column: 0, base)
            book.write(meaning, to: sheet, row: r, column: 1, base)
            book.write(column.name, to: sheet, row: r, column: 2, base)
            r += 1
        }
        book.setPrinting(sheet, headings: 3...3, footer: "parcelmap \(Program.version) · \(report.date)")
    }
}
