import ArgumentParser
import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Tells each ward where it stands: ground, records, documents, obstacles, forecast.",
        discussion: """
            One row per ward outline, one per branch, one for the city. Areas are exact. Prints a summary; with an output \
            the summary goes to standard error. Without a map it prints a report of the past from --history again.

            Examples:
              parcelmap coverage city.gpkg --wards wards.gpkg --csv coverage.csv
              parcelmap coverage ward.gpkg --wards wards.gpkg --documents progress.xlsx --targets targets.csv \
            --history history.gpkg --xlsx weekly.xlsx
              parcelmap coverage --history history.gpkg --date 2025-11-08 --csv -
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: CoverageOutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    func validate() throws {
        if map.maps.isEmpty {
            guard progress.history != nil else {
                throw ValidationError("Name a map to read, or with --history a report to print again.")
            }
            if output.output != nil { throw ValidationError("A report from the history has no outlines for --output.") }
            if !progress.tables.isEmpty || !papers.inputs.isEmpty || map.wards != nil {
                throw ValidationError("A report from the history is printed as it was: tables and --wards need a map.")
            }
        } else if map.wards == nil {
            throw ValidationError("coverage needs the ward outlines: --wards FILE.")
        }
    }

    private var inputs: [String] {
        map.maps + [map.wards].compactMap { $0 } + progress.tables + papers.inputs
    }

    func run() throws {
        let kept = [progress.history].compactMap { $0 }
        try output.checkPlaces(inputs: inputs + kept)
        if let history = progress.history, !map.maps.isEmpty {
            try OutputPlace.check(history, overwrite: true, inputs: inputs)
        }
        var history = try progress.history.map { try CoverageHistory($0, mustExist: map.maps.isEmpty) }
        let line = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "coverage")
        var report = try map.maps.isEmpty ? earlierReport(history) : newReport(history, &timings, line)
        report.language = talk.language
        report.isPublic = output.isPublic
        timings.begin("report")
        try output.write(report, inputs: inputs + kept)
        if history != nil, !map.maps.isEmpty {
            history?.add(report)
            try history?.write(inputs: inputs)
        }
        timings.end()
        if let path = output.timings {
            try timings.write(to: path, jobs: map.lanes, overwrite: output.overwrite, inputs: inputs + kept)
        }
        line.clear()
        if talk.quiet { return }
        if output.asksForResults { Terminal.put(report.summary()) } else { try Terminal.answer(report.summary()) }
    }

    /// A report of the past; the newest when no day is asked for.
    private func earlierReport(_ history: CoverageHistory?) throws -> CoverageReport {
        guard let history, let newest = history.dates.last else {
            throw ReadingError(.unusableData, "\(progress.history ?? ""): the history holds no report")
        }
        let date = output.date.flatMap { CivilDate($0) } ?? newest
        guard let report = history.report(of: date) else {
            let days = history.dates.suffix(12).map(\.description).joined(separator: ", ")
            throw ReadingError(.unusableData, "\(history.path) holds no report of \(date); the newest are of \(days)")
        }
        return report
    }

    private func newReport(
        _ history: CoverageHistory?, _ timings: inout Timings, _ line: ProgressLine
    ) throws -> CoverageReport {
        timings.begin("read")
        let reader = MapReader(map.readingOptions) { line.report("read", done: $0, of: $1) }
        var read = try reader.read(map.maps)
        guard let wards = read.wards?.outlines else {
            throw ReadingError(.unusableData, "\(map.wards ?? ""): there are no ward outlines")
        }
        var notes = read.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) }
        let date = output.date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: inputs) ?? .today

        // The small tables first: what is wrong in them shows before the long work.
        timings.begin("tables")
        var tables = ProgressTables(codes: wards.codes, names: wards.names, date: date, language: talk.language)
        let documents = try progress.documents.map { try tables.documents($0) }
        let targets = try progress.targets.map { try tables.targets($0) } ?? [:]
        let branches = try progress.branches.map { try tables.branches($0) } ?? [:]
        notes += tables.notes

        timings.begin("records")
        let records =
            try papers.records.isEmpty
            ? nil
            : RecordReader(papers.readingOptions(map: map, read.report)) { line.report("records", done: $0, of: $1) }
                .read(papers.records)
        notes += records?.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) } ?? []

        let settings = limits.settings(for: read.report, lanes: map.lanes)
        let (result, coverage) = try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: wards, settings: settings,
            findings: read.report.crsFinding.map { [$0.defect] } ?? []
        ) { phase in
            timings.begin(phase)
            line.report(phase, done: 0, of: nil)
        }
        timings.begin("ground")
        line.report("ground", done: 0, of: wards.codes.count)
        let unit = coverage.grid.unitsPerMetre
        let areas = try WardAreas(
            coverage: coverage, columns: read.columns, outlines: wards.rings, codes: wards.codes,
            limits: CoverageLimits(
                tolerance: settings.toleranceMetres * unit, maxGapWidth: settings.maxGapWidthMetres * unit),
            lanes: map.lanes)
        var input = CoverageInput(
            date: date, codes: wards.codes, names: wards.names, areas: areas, defects: result.openDefects(of: wards))
        if let records {
            var ruled = try papers.settings(date: date, lanes: map.lanes)
            ruled.scale = settings.scale
            let compared = try papers.compare(
                records, with: read, coverage, result, map: map,
                crosswalk: try papers.crosswalk.map { try SheetCrosswalk(table: $0) },
                population: try papers.population.map { try PopulationExtract(table: $0, date: date) },
                settings: ruled, computesCodes: false
            ) { phase in
                timings.begin(phase)
                line.report(phase, done: 0, of: nil)
            }
            input.records = WardRecords.tallies(
                of: compared.result, homes: areas.homes, recordWards: records.columns.wards(among: wards.codes),
                wardCount: wards.codes.count)
        }
        input.documents = documents.map { DocumentProgress($0, notAfter: date) }
        input.measure = progress.measure
        input.targets = targets
        input.branches = branches
        input.previous = history?.previous(to: date)

        var report = CoverageReport(
            table: CoverageTable(input), crs: read.crs.name,
            sources: read.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            }, notes: notes, language: talk.language, outlines: (wards, coverage.grid))
        report.settings = reportSettings(settings)
        return report
    }

    private func reportSettings(_ settings: CheckSettings) -> [(name: String, value: SettingValue)] {
        var lines: [(name: String, value: SettingValue)] = [
            ("tolerance_m", .number(settings.toleranceMetres)),
            ("max_gap_width_m", .number(settings.maxGapWidthMetres)),
            ("ward_tolerance_m", .number(settings.wardToleranceMetres)),
            ("scale", settings.scale.map { .count($0) } ?? .null), ("measure", .text(progress.measure.rawValue)),
        ]
        lines += map.selection.map { ($0.name, .text($0.value)) }
        let tables = [
            ("documents", progress.documents), ("targets", progress.targets), ("branches", progress.branches),
        ]
        lines += tables.compactMap { name, path in path.map { (name, .text($0)) } }
        return lines
    }
}
