import Cadastre
import MapChecking
import MapReading
import Publishing

extension LimitOptions {
    /// The settings of a check of what was read.
    func settings(for report: ReadingReport, lanes: Int) -> CheckSettings {
        var settings = CheckSettings()
        // Coordinates that stand in steps cannot be judged more finely than one and a half of them.
        settings.toleranceMetres = max(tolerance, 1.5 * (report.coordinateStepMetres ?? 0))
        settings.maxGapWidthMetres = maxGapWidth
        settings.wardToleranceMetres = wardTolerance
        settings.scale = scaleDenominator ?? report.scale
        settings.lanes = lanes
        return settings
    }
}

extension CheckReport {
    /// The report of a check of what was read, with everything that the reading noticed.
    init(
        reading read: ParcelMap, result: CheckResult, map: MapOptions, limits: LimitOptions, output: OutputOptions,
        talk: TalkOptions
    ) {
        let date = output.knownDate(of: map)
        var notes = read.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) }
        if date == nil {
            let text =
                talk.language == .vi
                ? "nguồn không phải là tệp: báo cáo ghi ngày hôm nay; đặt ngày bằng --date"
                : "the source is no file: the report is of today; set its day with --date"
            notes.append(ReportNote(text, isWarning: true))
        }
        if result.settings.toleranceMetres > limits.tolerance {
            let tolerance = (result.settings.toleranceMetres * 1e4).rounded() / 1e4
            let text =
                talk.language == .vi
                ? "sai số tiếp khớp được nâng lên \(tolerance) m: 1,5 lần bước tọa độ của dữ liệu"
                : "the tolerance is raised to \(tolerance) m: 1.5 times the coordinate step of the data"
            notes.append(ReportNote(text, isWarning: true))
        }
        var result = result
        result.parcels.skipped = read.report.skipped
        self.init(
            result: result, columns: read.columns, crs: read.crs.name, date: "\(date ?? .today)",
            sources: read.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            },
            notes: notes, language: talk.language, maxListed: output.maxListed)
        selection = map.selection
    }
}

extension OutputOptions {
    /// What was asked for, else the newest input's; nil where no input is a file.
    func knownDate(of map: MapOptions) -> CivilDate? {
        date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: map.maps + [map.wards].compactMap { $0 })
    }

    func reportDate(of map: MapOptions) -> CivilDate { knownDate(of: map) ?? .today }
}

extension CRSFinding {
    /// The defect of the whole map that it is.
    var defect: (kind: DefectKind, detail: DefectDetail) {
        switch self {
        case .swappedAxes: (.swappedAxes, .swappedAxes)
        case .betterCRS(let better, let percent, _, let declaredPercent):
            (.wrongCRS, .betterCRS(better, percent: percent, declaredPercent: declaredPercent))
        case .outsideAreaOfUse: (.wrongCRS, .plain)
        }
    }
}

extension WardLayer {
    var outlines: WardOutlines { WardOutlines(rings: rings, codes: codes, names: names) }
}
