import Cadastre
import Reconciliation

extension ReconcileReport {
    /// The report in a screenful, in its language; ends with a line break.
    public func summary() -> String {
        var lines = sourceLines() + [""] + matchLines() + [""] + groupLines() + [""] + findingLines()
        lines += [""] + settingLines()
        lines += notes.filter { !$0.isWarning }.map { "· \($0.text)" }
        lines += notes.filter(\.isWarning).map { "! \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    private func sourceLines() -> [String] {
        sources.map {
            "\($0.source) · \($0.layer) · \(language.number($0.features)) " + say("đối tượng", "features")
        }
            + recordSources.map {
                "\($0.source) · \($0.layer) · \(language.number($0.rows)) " + say("dòng hồ sơ", "rows")
            }
    }

    private func matchLines() -> [String] {
        let outcomes = result.matches.parcel
        var rows = [
            [
                say("thửa có hồ sơ", "parcels with a record"), language.number(result.parcelsWithRecord),
                say("trên \(language.number(columns.count)) thửa", "of \(language.number(columns.count))"),
            ],
            [
                say("thửa cần mà chưa có", "parcels that lack one"),
                language.number(zip(result.recordCounts, result.needsRecord).count { $0 == 0 && $1 }), "",
            ],
            [
                say("dòng hồ sơ khớp thửa", "rows matched"), language.number(outcomes.count { $0 >= 0 }),
                say("trên \(language.number(outcomes.count)) dòng", "of \(language.number(outcomes.count))"),
            ],
        ]
        func row(_ vi: String, _ en: String, _ count: Int) {
            if count > 0 { rows.append([say(vi, en), language.number(count), ""]) }
        }
        let steps = result.matches.countByStep
        for step in MatchStep.allCases.dropFirst() { row("  bước \(step.name)", "  by \(step.name)", steps[step] ?? 0) }
        row("dòng khớp nhiều thửa", "rows that several fit", outcomes.count { $0 == RecordMatches.ambiguous })
        row("dòng không có thửa", "rows without a parcel", outcomes.count { $0 == RecordMatches.none })
        row("dòng của xã, phường khác", "rows of other wards", outcomes.count { $0 == RecordMatches.otherWard })
        return TextTable.lines(rows, rightAligned: [1])
    }

    private func groupLines() -> [String] {
        let groups = result.groups
        let names = [
            say("nhóm 0: chưa có CSDL", "group 0: in no database"),
            say("nhóm 1: đúng, đủ, sạch, sống", "group 1: ready for use"),
            say("nhóm 2: cần chỉnh lý, bổ sung, xác thực", "group 2: to be completed"),
            say("nhóm 3: phải xây dựng lại", "group 3: to be rebuilt"),
        ]
        var rows = zip(names, groups).map { [$0, language.number($1)] }
        if result.parcelsWithoutNeed > 0 {
            rows.append([say("không lập hồ sơ", "no record needed"), language.number(result.parcelsWithoutNeed)])
        }
        var lines = TextTable.lines(rows, rightAligned: [1])
        var unmet: [GroupCondition: Int] = [:]
        for grouping in result.groupings where grouping.group == 2 {
            for condition in grouping.unmet { unmet[condition, default: 0] += 1 }
        }
        let reasons = settings.groups.group1.filter { (unmet[$0] ?? 0) > 0 }
            .map { ["  " + $0.name(in: language), language.number(unmet[$0] ?? 0)] }
        if !reasons.isEmpty {
            lines.append(say("thửa nhóm 2 còn thiếu:", "what parcels of group 2 lack:"))
            lines += TextTable.lines(reasons, rightAligned: [1])
        }
        return lines
    }

    private func findingLines() -> [String] {
        let open = result.findings.filter { $0.state != .accepted }
        if open.isEmpty { return [say("Không có gì phải xem lại.", "Nothing to look at.")] }
        struct Line: Hashable {
            var severity: Severity
            var code: String
            var kind: FindingKind
        }
        var counts: [Line: Int] = [:]
        for finding in open {
            counts[Line(severity: finding.severity, code: finding.code, kind: finding.kind), default: 0] += 1
        }
        let sorted = counts.sorted {
            $0.key.severity != $1.key.severity
                ? $0.key.severity > $1.key.severity : ($0.key.code, $0.key.kind) < ($1.key.code, $1.key.kind)
        }
        var cells = [
            [say("mức độ", "severity"), say("mã", "code"), say("nội dung", "finding"), "", say("số", "count")]
        ]
        for (line, count) in sorted {
            cells.append([
                line.severity.name(in: language), line.code, line.kind.name(in: language), line.kind.rawValue,
                language.number(count),
            ])
        }
        return TextTable.lines(cells, rightAligned: [4])
    }

    private func settingLines() -> [String] {
        let scale = result.permitted.rowScale
        let limits =
            settings.scale == nil
            ? say(
                "không rõ tỷ lệ: theo hạn sai của 1:\(scale), đặt bằng --scale",
                "scale not known: limits of 1:\(scale), set it with --scale")
            : say("hạn sai diện tích theo 1:\(scale)", "limits of areas by 1:\(scale)")
        return [
            say("Hệ tọa độ ", "CRS ") + crs.prefix(60) + say(", ngày ", ", date ") + date,
            "\(limits) (\(settings.areaRule.name))",
            say("mã định danh thửa qua WGS 84: ", "parcel codes by way of WGS 84: ")
                + (datumShift?.rawValue ?? say("theo hệ tọa độ", "as the CRS says")),
        ]
    }
}
