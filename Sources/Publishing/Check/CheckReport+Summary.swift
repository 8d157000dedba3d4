import Cadastre
import MapChecking
import PlanarCoverage

extension CheckReport {
    /// The report in a screenful, in its language; ends with a line break.
    public func summary() -> String {
        var lines: [String] = []
        if let (percent, offset) = result.doesNotMatch {
            lines += [
                say(
                    "Bản đồ này không khớp: \(language.percent(percent)) số cạnh không có cạnh trùng ở thửa kề, "
                        + "độ lệch trung vị \(language.length(offset)).",
                    "This map does not match: \(language.percent(percent)) of the edges have no partner, "
                        + "median offset \(language.length(offset))."), "",
            ]
        }
        lines += featureLines() + [""] + defectLines()
        lines += [""] + balanceLines() + [""] + settingLines()
        lines += notes.filter { !$0.isWarning }.map { "· \($0.text)" }
        lines += notes.filter(\.isWarning).map { "! \($0.text)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    /// What was read; the figures add up to the features of the sources.
    private func featureLines() -> [String] {
        var lines = sources.map { source in
            "\(source.source) · \(source.layer) · \(language.number(source.features)) "
                + say("đối tượng", source.features == 1 ? "feature" : "features")
        }
        let parcels = result.parcels
        let features = parcels.read + parcels.skipped
        lines.append(
            say(
                "\(language.number(features)) đối tượng = \(language.number(parcels.read)) thửa + "
                    + "\(language.number(parcels.skipped)) bỏ qua (không phải vùng)",
                "\(language.number(features)) features = \(language.number(parcels.read)) parcels + "
                    + "\(language.number(parcels.skipped)) skipped (no polygons)"))
        let special = [
            (parcels.nullGeometry, say("không có hình", "without geometry")), (parcels.empty, say("rỗng", "empty")),
            (parcels.invalid, say("không hợp lệ", "invalid")), (parcels.multipart, say("nhiều phần", "multipart")),
        ].filter { $0.0 > 0 }.map { "\(language.number($0.0)) \($0.1)" }
        if !special.isEmpty {
            lines.append(say("trong số thửa: ", "of the parcels: ") + special.joined(separator: ", "))
        }
        return lines
    }

    func defectLines() -> [String] {
        let open = result.defects.filter(\.isOpen)
        var lines: [String] = []
        if open.isEmpty {
            lines.append(say("Không phát hiện lỗi.", "No defects found."))
        } else {
            lines += table(of: open)
            let worst = worst(of: open)
            if !worst.isEmpty {
                let messages = DefectMessages(columns: columns, language: language)
                lines += ["", say("Nặng nhất:", "The worst:")]
                for defect in worst {
                    lines.append("  \(defect.id)  \(place(defect))")
                    lines.append("    \(messages.message(for: defect))")
                }
            }
        }
        let left = notListed(listed)
        if !left.isEmpty {
            let cut = left.map { "\(language.number($0.count)) \($0.kind.rawValue)" }.joined(separator: ", ")
            lines.append(
                say("Không liệt kê hết (--max-listed): còn \(cut)", "Not all are listed (--max-listed): \(cut) more"))
        }
        if result.belowGrid > 0 {
            lines.append(
                say(
                    "\(language.number(result.belowGrid)) chỗ nhỏ hơn lưới tọa độ: chỉ đếm, không liệt kê",
                    "below the grid, counted but not listed: \(language.number(result.belowGrid))"))
        }
        if result.crossingBelowWardTolerance > 0 {
            let count = language.number(result.crossingBelowWardTolerance)
            let limit = language.length(result.settings.wardToleranceMetres)
            lines.append(
                say(
                    "\(count) thửa vượt ranh giới xã, phường dưới \(limit): chỉ đếm, không liệt kê",
                    "parcels that cross the ward outline by less than \(limit), counted but not listed: \(count)"))
        }
        if states.remaining + states.resolved + states.accepted > 0 {
            lines.append(
                say(
                    "\(language.number(states.new)) mới, \(language.number(states.remaining)) còn tồn, "
                        + "\(language.number(states.resolved)) đã xử lý, \(language.number(states.accepted)) được chấp nhận",
                    "\(language.number(states.new)) new, \(language.number(states.remaining)) remaining, "
                        + "\(language.number(states.resolved)) resolved, \(language.number(states.accepted)) accepted"))
        }
        return lines
    }

    /// Counts and areas by class of the catalogue, the worst severity first.
    private func table(of open: [Defect]) -> [String] {
        struct Row {
            var severity: Severity
            var code: String
            var kind: DefectKind
            var count = 0
            var area = 0.0
        }
        var rows: [String: Row] = [:]
        for defect in open {
            let key = "\(defect.code) \(defect.kind.rawValue) \(defect.severity.rawValue)"
            rows[key, default: Row(severity: defect.severity, code: defect.code, kind: defect.kind)].count += 1
            rows[key]?.area += defect.areaSquareMetres ?? 0
        }
        let sorted = rows.values.sorted {
            $0.severity != $1.severity
                ? $0.severity > $1.severity : $0.code != $1.code ? $0.code < $1.code : $0.kind < $1.kind
        }
        var cells = [
            [say("mức độ", "severity"), say("mã", "code"), say("lỗi", "defect"), "", say("số", "count"), "m²"]
        ]
        for row in sorted {
            let name = DefectCatalogue.defectClass(code: row.code)?.name(in: language) ?? row.kind.rawValue
            let area = [.areaMismatch, .multipart].contains(row.kind) || row.area == 0
            cells.append([
                row.severity.name(in: language), row.code, name, row.kind.rawValue, language.number(row.count),
                area ? "" : language.number(row.area, decimals: 2),
            ])
        }
        return TextTable.lines(cells, rightAligned: [4, 5])
    }

    private func place(_ defect: Defect) -> String {
        guard let (x, y) = defect.at else { return say("không có vị trí", "no place") }
        return "\(NumberText.fixed(x, decimals: 2)), \(NumberText.fixed(y, decimals: 2))"
    }

    /// Five at most, and two at most of one kind.
    private func worst(of open: [Defect]) -> [Defect] {
        var shown: [DefectKind: Int] = [:]
        var worst: [Defect] = []
        for defect in open.filter({ $0.severity >= .warning }).sorted(by: isWorse) where worst.count < 5 {
            if shown[defect.kind, default: 0] == 2 { continue }
            shown[defect.kind, default: 0] += 1
            worst.append(defect)
        }
        return worst
    }

    /// Severity, then area, then width, then id.
    private func isWorse(_ a: Defect, _ b: Defect) -> Bool {
        if a.severity != b.severity { return a.severity > b.severity }
        let areas = (a.areaSquareMetres ?? 0, b.areaSquareMetres ?? 0)
        if areas.0 != areas.1 { return areas.0 > areas.1 }
        let widths = (a.widthMetres ?? 0, b.widthMetres ?? 0)
        return widths.0 != widths.1 ? widths.0 > widths.1 : a.id < b.id
    }

    private func balanceLines() -> [String] {
        let balance = result.balance
        func row(_ vi: String, _ en: String, _ squareMetres: Double, decimals: Int = 2) -> [String] {
            ["  \(say(vi, en))", language.number(squareMetres, decimals: decimals)]
        }
        var rows = [
            row("tổng diện tích thửa", "sum of the parcels", balance.parcelArea),
            row("= đất được phủ", "= covered ground", balance.covered),
            row("+ phủ hơn một lần", "+ covered more than once", balance.overlapExcess),
            row("+ làm tròn", "+ rounding", balance.rounding, decimals: 6),
            row("chưa phủ, bị bao quanh", "uncovered and enclosed", balance.enclosedUncovered),
        ]
        if balance.repair != 0 {
            rows.append(row("thay đổi do đọc hình không hợp lệ", "changed by reading invalid rings", balance.repair))
        }
        if let area = balance.wardArea { rows.append(row("diện tích xã, phường", "area of the wards", area)) }
        if let area = balance.wardCovered { rows.append(row("= trong đó được phủ", "= covered in it", area)) }
        if let area = balance.wardUncovered { rows.append(row("+ trong đó chưa phủ", "+ uncovered in it", area)) }
        return [say("Cân đối diện tích (m²), sai số khép 0:", "Land balance (m²), closes to 0:")]
            + TextTable.lines(rows, rightAligned: [1])
    }

    private func settingLines() -> [String] {
        let settings = result.settings
        let limits = PermittedError(scale: settings.scale)
        var scale = say("tỷ lệ 1:\(limits.rowScale)", "scale 1:\(limits.rowScale)")
        if let asked = settings.scale, asked != limits.rowScale {
            scale = say(
                "tỷ lệ 1:\(asked), hạn sai của 1:\(limits.rowScale)", "scale 1:\(asked), limits of 1:\(limits.rowScale)"
            )
        } else if settings.scale == nil {
            scale = say(
                "không rõ tỷ lệ: theo hạn sai của 1:\(limits.rowScale), đặt bằng --scale",
                "scale not known: limits of 1:\(limits.rowScale), set it with --scale")
        }
        return [
            say("Hệ tọa độ ", "CRS ") + crs.prefix(60) + say(", ngày ", ", date ") + date,
            say(
                "sai số tiếp khớp \(language.length(settings.toleranceMetres)), khe hở đến "
                    + "\(language.length(settings.maxGapWidthMetres)), lưới \(language.length(result.grid.stepMetres))",
                "tolerance \(language.length(settings.toleranceMetres)), gaps up to "
                    + "\(language.length(settings.maxGapWidthMetres)), grid \(language.length(result.grid.stepMetres))"),
            scale,
        ]
    }
}
