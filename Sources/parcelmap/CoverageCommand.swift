import ArgumentParser
import Cadastre
import MapReading
import Publishing

struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Tells each ward where it stands: ground, records, documents, obstacles, forecast.",
        discussion: """
            One row per ward outline, one per branch, one for the city. Areas are exact. Prints a summary; with an output \
            the summary goes to standard error. Without a map it prints a report of the past from --history again.

            Examples:
              parcelmap coverage city.gpkg --wards wards.gpkg --csv coverage.csv
              parcelmap coverage ward.gpkg --wards wards.gpkg --documents progress.xlsx \\
                  --targets targets.csv --history history.gpkg --xlsx weekly.xlsx
              parcelmap coverage --history history.gpkg --date 2025-11-08 --csv -
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Progress") var progress: ProgressOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: CoverageOutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(
        help: ArgumentHelp(
            "Instead of a map what a ward has told with --coverage-part; may be repeated.", valueName: "file"),
        completion: .file())
    var part: [String] = []

    func validate() throws {
        if !part.isEmpty {
            if !map.maps.isEmpty || !papers.records.isEmpty {
                throw ValidationError("--part takes the place of maps and records.")
            }
            if map.wards == nil { throw ValidationError("coverage needs the ward outlines: --wards FILE.") }
            return
        }
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

    /// Whether a report is made, not printed again from the history.
    private var isNew: Bool { !map.maps.isEmpty || !part.isEmpty }

    private var inputs: [String] {
        map.maps + part + [map.wards].compactMap { $0 } + progress.tables + papers.inputs
    }

    func run() throws {
        let kept = [progress.history].compactMap { $0 }
        try output.checkPlaces(inputs: inputs + kept)
        if let history = progress.history, isNew {
            try OutputPlace.check(history, overwrite: true, inputs: inputs)
        }
        var history = try progress.history.map { try CoverageHistory($0, mustExist: !isNew) }
        let line = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "coverage")
        var report = try isNew ? newReport(history, &timings, line) : earlierReport(history)
        report.language = talk.language
        report.isPublic = output.isPublic
        timings.begin("report")
        try output.write(report, inputs: inputs + kept)
        if history != nil, isNew {
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
        let parts = try part.sorted().map { (file: $0, part: try CoveragePart($0)) }
        let date =
            output.date.flatMap { CivilDate($0) } ?? parts.compactMap { CivilDate($0.part.date) }.max()
            ?? CivilDate(newestOf: inputs) ?? .today
        var run = CoverageRun(map: map, papers: papers, limits: limits, talk: talk, date: date)
        run.documents = progress.documents
        run.targets = progress.targets
        run.branches = progress.branches
        run.measure = progress.measure
        run.wardResults = progress.wardResults
        run.previous = history?.previous(to: date)
        run.parts = parts
        return try run.report(
            phase: { phase in
                timings.begin(phase)
                line.report(phase, done: 0, of: nil)
            }, line)
    }
}
