import Cadastre
import MapChecking

extension FixReport {
    /// The report in a screenful, in its language; ends with a line break.
    public func summary() -> String {
        var lines: [String] = []
        for shift in repair.sheetShifts { lines.append(text(of: shift)) }
        if !repair.sheetShifts.isEmpty { lines.append("") }
        let fixed = repair.fixedDefects.count
        lines.append(
            isDryRun
                ? say("Kế hoạch, chưa ghi gì:", "The plan; nothing is written:")
                : say("Đã sửa và kiểm tra lại:", "Repaired and checked again:"))
        lines.append(
            say(
                "  \(number(fixed)) lỗi đã sửa, \(number(repair.worklist.count)) lỗi chờ người quyết định",
                "  \(number(fixed)) findings repaired, \(number(repair.worklist.count)) left for people"))
        lines.append(
            say(
                "  \(number(changedCount)) thửa thay đổi, \(number(unchangedCount)) thửa giữ nguyên từng bit",
                "  \(number(changedCount)) parcels changed, \(number(unchangedCount)) unchanged bit for bit"))
        if let largest = repair.changes.max(by: { $0.maxShiftMetres < $1.maxShiftMetres }), largest.maxShiftMetres > 0 {
            lines.append(
                say(
                    "  đỉnh dịch nhiều nhất \(language.length(largest.maxShiftMetres)) (thửa \(names([largest.parcel])))",
                    "  longest shift of a corner \(language.length(largest.maxShiftMetres)) (parcel \(names([largest.parcel])))"
                ))
        }
        lines += countLines() + [""] + balanceLines()
        lines += ruleLines() + reasonLines()
        if !repair.unknownDecisions.isEmpty {
            let ids = repair.unknownDecisions.prefix(5).joined(separator: ", ")
            lines.append(
                say(
                    "! \(number(repair.unknownDecisions.count)) quyết định về lỗi không có trong bản đồ: \(ids)",
                    "! \(number(repair.unknownDecisions.count)) decisions about findings that this map does not have: \(ids)"
                ))
        }
        lines += after.notes.map { "\($0.isWarning ? "!" : "·") \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
    private func number(_ value: Int) -> String { language.number(value) }

    private func text(of shift: SheetShift) -> String {
        let key = "\(shift.ward)/\(shift.sheet)"
        let vector = "dx \(language.length(shift.dxMetres)), dy \(language.length(shift.dyMetres))"
        return say(
            "! Tờ \(key) lệch hệ thống: \(vector) (\(number(shift.vectors)) vectơ): dịch cả tờ, không sửa từng thửa.",
            "! Sheet \(key) is shifted as a whole: \(vector) (\(number(shift.vectors)) vectors): move the sheet, not its parcels."
        )
    }

    private func countLines() -> [String] {
        var table: [[String]] = [["", say("trước", "before"), say("sau", "after")]]
        let kinds = Set(repair.before.counts.keys).union(repair.after.counts.keys)
        for kind in kinds.sorted() where kind != .uncovered {
            let (old, new) = (repair.before.counts[kind] ?? 0, repair.after.counts[kind] ?? 0)
            if old != new { table.append(["  " + kind.name(in: language), number(old), number(new)]) }
        }
        return table.count == 1 ? [] : [""] + TextTable.lines(table)
    }

    private func balanceLines() -> [String] {
        func line(_ vi: String, _ en: String, _ value: (LandBalance) -> Double) -> [String] {
            [
                "  " + say(vi, en), language.area(value(repair.before.balance)),
                language.area(value(repair.after.balance)),
            ]
        }
        return TextTable.lines([
            [say("Cân đối đất", "Land balance"), say("trước", "before"), say("sau", "after")],
            line("tổng diện tích thửa", "sum of parcels", \.parcelArea), line("được phủ", "covered", \.covered),
            line("phủ thêm (chồng lấn)", "covered again (overlaps)", \.overlapExcess),
            line("trống bên trong", "enclosed without parcel", \.enclosedUncovered),
        ])
    }

    private func ruleLines() -> [String] {
        var counts: [RepairRule: Int] = [:]
        for change in repair.changes { for rule in change.rules { counts[rule, default: 0] += 1 } }
        guard !counts.isEmpty else { return [] }
        var lines = ["", say("Thửa thay đổi theo quy tắc", "Parcels changed by rule")]
        for (rule, count) in counts.sorted(by: {
            $0.value != $1.value ? $0.value > $1.value : $0.key.rawValue < $1.key.rawValue
        }) {
            lines.append("  \(number(count))  \(rule.name(in: language))")
        }
        return lines
    }

    private func reasonLines() -> [String] {
        var counts: [ReviewReason: Int] = [:]
        for item in repair.worklist { counts[item.reason, default: 0] += 1 }
        guard !counts.isEmpty else { return [] }
        var lines = ["", say("Chờ người quyết định", "Left for people")]
        for (reason, count) in counts.sorted(by: {
            $0.value != $1.value ? $0.value > $1.value : $0.key.rawValue < $1.key.rawValue
        }) {
            lines.append("  \(number(count))  \(reason.text(in: language))")
        }
        return lines + [""]
    }
}
