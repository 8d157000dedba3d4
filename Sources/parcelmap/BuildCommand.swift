import ArgumentParser
import Cadastre
import FoundationEssentials
import MapChecking
import MapReading
import Publishing

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Makes a parcel layer of drawings: MicroStation V7, DXF, AutoCAD 2000.",
        discussion: """
            Lines on the levels of boundaries are closed to parcels, texts on the levels of labels give them number, \
            area and land use; what could not be closed or labelled is listed with its place.

            Examples:
              parcelmap build sheets/*.dgn --output parcels.gpkg
              parcelmap build to_12.dgn --boundary-levels 10,23 --label-levels 13 \\
                  --output p.gpkg --json p.json
            """)

    @Argument(
        help: ArgumentHelp("Drawings, or folders of drawings; all sheets of a ward at once.", valueName: "drawing"),
        completion: .file())
    var drawings: [String] = []

    @OptionGroup(title: "Drawing") var drawing: DrawingArguments
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: OutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: "Exit with 1 when there are open findings as bad as this: error or warning.")
    var failOn: FailOn?

    func validate() throws {
        if drawings.isEmpty { throw ValidationError("Name a drawing to read.") }
    }

    func run() throws {
        try output.checkPlaces(inputs: drawings)
        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "build")
        timings.begin("read")
        let files = try DrawingFiles.expand(drawings)
        let reader = DrawingReader(options: drawing.readingOptions)
        var read: [Drawing] = []
        for (i, file) in files.enumerated() {
            progress.report("read", done: i, of: files.count)
            read.append(try reader.read(file))
        }
        timings.begin("faces")
        progress.report("faces", done: 0, of: nil)
        let map = try DrawnMap(read, options: try drawing.mapOptions(limits))
        read = []
        timings.begin("report")
        let report = report(map, files)
        if let path = output.output {
            try report.writeGeoPackage(to: path, overwrite: output.overwrite, inputs: files)
        }
        if let path = output.json { try report.writeJSON(to: path, overwrite: output.overwrite, inputs: files) }
        timings.end()
        if let path = output.timings {
            try timings.write(to: path, jobs: drawing.lanes, overwrite: output.overwrite, inputs: files)
        }
        progress.clear()
        if !talk.quiet {
            if output.asksForResults { Terminal.put(report.summary()) } else { try Terminal.answer(report.summary()) }
        }
        if let failOn, report.check.hasOpenDefects(atLeast: failOn.severity) { throw ExitCode(1) }
    }

    private func report(_ map: DrawnMap, _ files: [String]) -> BuildReport {
        var settings = CheckSettings()
        settings.toleranceMetres = limits.tolerance
        settings.maxGapWidthMetres = limits.maxGapWidth
        settings.scale = limits.scaleDenominator ?? map.scale
        settings.lanes = drawing.lanes
        let date = output.date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: files) ?? .today
        var report = BuildReport(
            map, settings: settings, date: "\(date)", language: talk.language, maxListed: output.maxListed)
        report.check.selection = drawing.selection
        return report
    }
}

/// How drawings are to be read.
struct DrawingArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Levels whose lines bound parcels, as 10,21,23.", valueName: "levels"))
    var boundaryLevels: String?

    @Option(help: ArgumentHelp("Levels of labels; each text is told by what it looks like.", valueName: "levels"))
    var labelLevels: String?

    @Option(
        name: .customLong("levels"),
        help: ArgumentHelp("YAML file of what the levels mean, instead of the national table.", valueName: "file"),
        completion: .file())
    var levelsFile: String?

    @Option(help: "The CRS that the drawings are in.")
    var crs: String?

    @Option(help: "Code of the ward that the drawings belong to.")
    var ward: String?

    @Option(
        help: ArgumentHelp("In layers that are no drawings: the field with the texts of labels.", valueName: "field"))
    var textField: String?

    @Option(help: ArgumentHelp("In layers that are no drawings: the field with the level.", valueName: "field"))
    var levelField: String?

    @Option(help: "Chords leave curves by at most so much, in metres.")
    var chordTolerance: Double = DrawingOptions().chordToleranceMetres

    @Option(help: "Threads; all cores when not given.")
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
        if !(chordTolerance > 0 && chordTolerance <= 10) {
            throw ValidationError("--chord-tolerance takes metres above 0, up to 10.")
        }
    }

    var lanes: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    var readingOptions: DrawingOptions {
        var options = DrawingOptions()
        options.chordToleranceMetres = chordTolerance
        options.textField = textField
        options.levelField = levelField
        return options
    }

    func mapOptions(_ limits: LimitOptions) throws -> DrawnMapOptions {
        var options = DrawnMapOptions()
        if let levelsFile { options.levels = try LevelsFile.read(levelsFile) }
        if let boundaryLevels { options.levels.boundary = DrawingArguments.keys(boundaryLevels) }
        if let labelLevels {
            options.levels.label = DrawingArguments.keys(labelLevels)
            options.levels.number = []
            options.levels.area = []
            options.levels.landUse = []
            options.levels.legalLandUse = []
        }
        options.crs = crs
        options.ward = ward
        options.toleranceMetres = limits.tolerance
        options.edgeReachMetres = limits.maxGapWidth
        options.lanes = lanes
        return options
    }

    private static func keys(_ list: String) -> Set<String> {
        Set(list.split(separator: ",").map { DrawingLevels.key($0.trimmingPrefix { $0 == " " }) })
    }

    /// What was asked for, as it stands among the settings of a report.
    var selection: [(name: String, value: String)] {
        [
            ("boundary_levels", boundaryLevels), ("label_levels", labelLevels), ("levels", levelsFile),
            ("source_crs", crs), ("ward", ward),
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
