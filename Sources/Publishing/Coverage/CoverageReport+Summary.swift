import Cadastre
import Reconciliation

extension CoverageReport {
    /// The report in a screenful, in its language; ends with a line break.
    public func summary() -> String {
        let shown = shown
        var lines = [
            say("Tiến độ đến ngày ", "Coverage on ") + dateText(date) + " · " + String(crs.prefix(60)), "",
        ]
        // Outlines without a parcel or a paper are many when one ward of a city is looked at.
        let silent = shown.rows.filter { $0.level == .ward && isSilent($0) }.count
        lines += groundTable(shown.rows.filter { $0.level != .ward || !isSilent($0) })
        if silent > 0 {
            let count = language.number(silent)
            lines.append(
                say("(\(count) xã/phường chưa có thửa và số liệu nào)", "(\(count) wards without parcels or figures)"))
        }
        let worked = shown.rows.filter { row in
            DocumentMeasure.allCases.contains { row["documents_\($0.rawValue)"] != .none } || row["deadline"] != .none
                || row["records"] != .none
        }
        if !worked.isEmpty { lines += [""] + progressTable(worked) }
        let kinds = obstaclesByKind
        if !kinds.isEmpty {
            lines += ["", say("Vướng mắc:", "Obstacles:")]
            let cells = kinds.sorted { ($1.count ?? 0, $0.obstacle) < ($0.count ?? 0, $1.obstacle) }.map {
                ["  \(name(ofObstacle: $0.obstacle))", $0.count.map { language.number($0) } ?? Suppression.text]
            }
            lines += TextTable.lines(cells, rightAligned: [1])
        }
        if let previous = shown.rows.first(where: { $0["previous_date"] != .none })?["previous_date"].date {
            lines += ["", say("Δ so với báo cáo ngày ", "Δ against the report of ") + dateText(previous)]
        }
        if !notes.isEmpty { lines.append("") }
        lines += notes.filter { !$0.isWarning }.map { "· \($0.text)" }
        lines += notes.filter(\.isWarning).map { "! \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func isSilent(_ row: CoverageRow) -> Bool {
        row["parcels"].count == 0 && row["documents_date"] == .none && row["deadline"] == .none
            && (row["covered_m2"].number ?? 0) == 0 && row["records"].count ?? 0 == 0
    }

    private func dateText(_ date: CivilDate) -> String { language == .vi ? DateText.people(date) : "\(date)" }

    private func cell(_ value: CoverageValue, decimals: Int = 0) -> String {
        switch value {
        case .none: "–"
        case .text(let text): text
        case .count(let count): language.number(count)
        case .number(let number): language.number(number, decimals: decimals)
        case .date(let date): dateText(date)
        case .suppressed: Suppression.text
        }
    }

    private func groundTable(_ rows: [CoverageRow]) -> [String] {
        var cells = [
            [
                say("mã", "code"), say("xã/phường", "ward"), say("thửa", "parcels"), say("phủ %", "covered %"),
                say("chồng m²", "overlap m²"), say("hở m²", "gaps m²"), say("vượt ranh m²", "outside m²"),
                say("lỗi nặng", "errors"),
            ]
        ]
        for row in rows {
            let errors = (row["defects_critical"].count ?? 0) + (row["defects_error"].count ?? 0)
            cells.append([
                row.level == .ward ? row["ward_code"].text ?? "" : "", name(of: row), cell(row["parcels"]),
                cell(row["coverage_pct"], decimals: 2), cell(row["overlap_m2"], decimals: 2),
                cell(row["gap_m2"], decimals: 2), cell(row["outside_m2"], decimals: 2), language.number(errors),
            ])
        }
        return TextTable.lines(cells, rightAligned: [2, 3, 4, 5, 6, 7])
    }

    private func progressTable(_ rows: [CoverageRow]) -> [String] {
        let hasRecords = rows.contains { $0["records"] != .none }
        var head = [say("mã", "code"), say("xã/phường", "ward")]
        if hasRecords { head += [say("có hồ sơ %", "record %")] }
        head += [
            say("thu thập", "collected"), say("quét", "scanned"), say("nhập", "entered"), say("Δ nhập", "Δ entered"),
            say("mỗi ngày", "per day"), say("dự kiến xong", "forecast"), say("hạn", "deadline"), say("chậm", "late"),
        ]
        let cells = rows.map { row in
            [row.level == .ward ? row["ward_code"].text ?? "" : "", name(of: row)]
                + (hasRecords ? [cell(row["record_pct"], decimals: 1)] : [])
                + [
                    cell(row["documents_collected"]), cell(row["documents_scanned"]), cell(row["documents_entered"]),
                    cell(row["change_documents_entered"]), cell(row["pace_per_day"], decimals: 1),
                    cell(row["finish_forecast"]), cell(row["deadline"]), cell(row["late_days"]),
                ]
        }
        return TextTable.lines([head] + cells, rightAligned: Set(2..<head.count))
    }
}
