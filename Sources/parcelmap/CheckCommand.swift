import ArgumentParser
import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
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
              parcelmap check ward_00008.gpkg --ward 00008 \\
                  --neighbour 00004=ward_00004.gpkg --wards wards.gpkg
              parcelmap check sheets/ --wards wards.gpkg --previous last-week.json \\
                  --fail-on error
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Ward") var wardView: WardViewOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: OutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(
        help: ArgumentHelp(
            "JSON of an earlier check: findings are new or remaining, and those gone are counted.", valueName: "file"),
        completion: .file())
    var previous: String?

    @OptionGroup var acceptance: AcceptanceOptions

    @Option(help: "Exit with 1 when there are open findings as bad as this: error or warning.")
    var failOn: FailOn?

    func validate() throws { try map.requireMap() }

    func run() throws {
        let inputs = map.maps + wardView.maps + [map.wards, previous, acceptance.accepted].compactMap { $0 }
        try output.checkPlaces(inputs: inputs)
        let earlier = try previous.map { try EarlierReport($0) }
        let acceptedFindings = try acceptance.findings()

        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "check")
        timings.begin("read")
        var options = map.readingOptions
        wardView.put(into: &options)
        let reader = MapReader(options) { progress.report("read", done: $0, of: $1) }
        var read = try reader.read(map.maps)
        let (result, coverage) = try check(&read, timings: &timings, progress: progress)
        if let path = wardView.coveragePart, let view = wardView.view(of: read) {
            timings.begin("ground")
            try WardPart(of: read, coverage, result, view: view, lanes: map.lanes)?.write(
                to: path, date: output.reportDate(of: map), compared: nil, overwrite: output.overwrite, inputs: inputs)
        }
        timings.begin("report")
        var report = CheckReport(
            reading: read, result: result, map: map, limits: limits, output: output, talk: talk)
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

    private func check(_ read: inout ParcelMap, timings: inout Timings, progress: ProgressLine) throws -> (
        result: CheckResult, coverage: CoverageIntake
    ) {
        try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: read.wards?.outlines,
            view: wardView.view(of: read), settings: limits.settings(for: read.report, lanes: map.lanes),
            findings: read.report.crsFinding.map { [$0.defect] } ?? []
        ) { phase in
            timings.begin(phase)
            progress.report(phase, done: 0, of: nil)
        }
    }
}
