import ArgumentParser
import Cadastre
import MapChecking
import MapReading
import Publishing

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Finds every overlap, gap and fault of a parcel map.",
        discussion: """
            Prints a summary; with --output or --json the summary goes to standard error.

            Examples:
              parcelmap check ward.gpkg
              parcelmap check ward.gpkg --output check.gpkg --json check.json --scale 500
              parcelmap check sheets/ --wards wards.gpkg --previous last-week.json --fail-on error
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: OutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(
        help: ArgumentHelp(
            "JSON of an earlier check: findings are new or remaining, and those gone are counted.", valueName: "file"))
    var previous: String?

    @Option(help: ArgumentHelp("Table of accepted findings: id, reason, author, date.", valueName: "table"))
    var accepted: String?

    @Option(help: "Exit with 1 when there are open findings as bad as this: error or warning.")
    var failOn: FailOn?

    func run() throws {
        let inputs = map.maps + [map.wards, previous, accepted].compactMap { $0 }
        try output.checkPlaces(inputs: inputs)
        let earlier = try previous.map { try EarlierReport($0) }
        let acceptedFindings = try accepted.map { try AcceptedFindings($0) }

        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "check")
        timings.begin("read")
        let reader = MapReader(map.readingOptions) { progress.report("read", done: $0, of: $1) }
        var read = try reader.read(map.maps)
        let result = try check(&read, timings: &timings, progress: progress)
        timings.begin("report")
        var report = makeReport(of: read, result: result)
        try report.compare(with: earlier, accepted: acceptedFindings)
        if let path = output.output {
            try report.writeGeoPackage(to: path, overwrite: output.overwrite, inputs: inputs)
        }
        if let path = output.json { try report.writeJSON(to: path, overwrite: output.overwrite, inputs: inputs) }
        timings.end()
        if let path = output.timings {
            try timings.write(to: path, jobs: map.lanes, overwrite: output.overwrite, inputs: inputs)
        }
        progress.clear()
        if !talk.quiet {
            if output.asksForResults { Terminal.put(report.summary()) } else { try Terminal.answer(report.summary()) }
        }
        if let failOn, report.hasOpenDefects(atLeast: failOn.severity) { throw ExitCode(1) }
    }

    private func check(_ read: inout ParcelMap, timings: inout Timings, progress: ProgressLine) throws -> CheckResult {
        var settings = CheckSettings()
        settings.toleranceMetres = tolerance(for: read.report)
        settings.maxGapWidthMetres = limits.maxGapWidth
        settings.wardToleranceMetres = limits.wardTolerance
        settings.scale = limits.scaleDenominator ?? read.report.scale
        settings.lanes = map.lanes
        return try MapChecker.check(
            read.takeCoverage(), columns: read.columns, wards: read.wards?.outlines, settings: settings,
            findings: read.report.crsFinding.map { [$0.defect] } ?? []
        ) { phase in
            timings.begin(phase)
            progress.report(phase, done: 0, of: nil)
        }
    }

    /// Coordinates that stand in steps cannot be judged more finely than one and a half of them.
    private func tolerance(for report: ReadingReport) -> Double {
        max(limits.tolerance, 1.5 * (report.coordinateStepMetres ?? 0))
    }

    private func makeReport(of read: ParcelMap, result: CheckResult) -> CheckReport {
        let date =
            output.date.flatMap { ReportDate($0) } ?? ReportDate(newestOf: map.maps + [map.wards].compactMap { $0 })
        var notes = read.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) }
        if date == nil { notes.append(ReportNote(undated, isWarning: true)) }
        if result.settings.toleranceMetres > limits.tolerance {
            notes.append(ReportNote(raised(to: result.settings.toleranceMetres), isWarning: true))
        }
        var result = result
        result.parcels.skipped = read.report.skipped
        var report = CheckReport(
            result: result, columns: read.columns, crs: read.crs.name, date: "\(date ?? .today)",
            sources: read.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            },
            notes: notes, language: talk.language, maxListed: output.maxListed)
        report.selection = map.selection
        return report
    }

    private var undated: String {
        talk.language == .vi
            ? "nguồn không phải là tệp: báo cáo ghi ngày hôm nay; đặt ngày bằng --date"
            : "the source is no file: the report is of today; set its day with --date"
    }

    private func raised(to metres: Double) -> String {
        talk.language == .vi
            ? "sai số tiếp khớp được nâng lên \(metres) m: 1,5 lần bước tọa độ của dữ liệu"
            : "the tolerance is raised to \(metres) m: 1.5 times the coordinate step of the data"
    }
}

extension CRSFinding {
    /// The defect of the whole map that it is.
    fileprivate var defect: (kind: DefectKind, detail: DefectDetail) {
        switch self {
        case .swappedAxes: (.swappedAxes, .swappedAxes)
        case .betterCRS(let better, let percent, _, let declaredPercent):
            (.wrongCRS, .betterCRS(better, percent: percent, declaredPercent: declaredPercent))
        case .outsideAreaOfUse: (.wrongCRS, .plain)
        }
    }
}

extension WardLayer {
    fileprivate var outlines: WardOutlines { WardOutlines(rings: rings, codes: codes, names: names) }
}
