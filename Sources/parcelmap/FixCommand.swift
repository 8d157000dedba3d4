public import ArgumentParser
import Cadastre
public import MapChecking
import MapReading
import Publishing

extension FixLevel: ExpressibleByArgument {}

struct FixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Repairs what is safe, says why, and leaves the rest to people.",
        discussion: """
            Plans, applies what is safe, checks again and reports; the input is never written to. Parcels that are not \
            in the layer changes come out bit for bit.

            Examples:
              parcelmap fix ward.gpkg --dry-run
              parcelmap fix ward.gpkg --output fixed.gpkg --json fixed.json --scale 500
              parcelmap fix ward.gpkg --output fixed.gpkg --fix-level limits \\
                  --decisions worklist.gpkg
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Repair") var repair: RepairOptions
    @OptionGroup(title: "Results") var output: OutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: "Exit with 1 when findings as bad as this are left: error or warning.")
    var failOn: FailOn?

    func validate() throws {
        try map.requireMap()
        if output.output == nil && !repair.dryRun {
            throw ValidationError("Name a file for --output, or ask with --dry-run what would be done.")
        }
        if output.output != nil && repair.dryRun {
            throw ValidationError("--dry-run writes no map: leave --output away.")
        }
    }

    func run() throws {
        let inputs = map.maps + [map.wards, repair.decisions].compactMap { $0 }
        try output.checkPlaces(inputs: inputs)
        if let path = output.output, driver != "GPKG" {
            for beside in [FixFormat.companion(of: path), FixFormat.lossesFile(of: path)] {
                try OutputPlace.check(beside, overwrite: output.overwrite, inputs: inputs)
            }
        }
        let decisions = try repair.decisions.map { try DecisionTable($0) }
        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "fix")
        timings.begin("read")
        var options = map.readingOptions
        options.fields[.priority] = repair.priorityField
        let reader = MapReader(options) { progress.report("read", done: $0, of: $1) }
        var read = try reader.read(map.maps)
        let sources = try MapSources(map.maps, options: options, map: read)
        let earlier = try EarlierOutlines(sources, map: read)

        var settings = repair.settings
        settings.decisions = decisions?.decisions ?? [:]
        settings.priority = read.columns.priority.map { PriorityValue.rank(read.columns.texts[$0]) }
        settings.earlierOutlines = earlier.rings
        let result = try MapRepairer.repair(
            read.takeCoverage(), columns: read.columns, wards: read.wards?.outlines,
            settings: limits.settings(for: read.report, lanes: map.lanes), repair: settings,
            findings: read.report.crsFinding.map { [$0.defect] } ?? []
        ) { phase in
            timings.begin(phase)
            progress.report(phase, done: 0, of: nil)
        }
        var check = CheckReport(
            reading: read, result: result.after, map: map, limits: limits, output: output, talk: talk)
        check.notes += (decisions?.contradictions ?? []).map { contradiction($0) }
        var report = FixReport(repair: result, after: check, settings: settings, isDryRun: repair.dryRun)
        if let path = output.output {
            timings.begin("write")
            progress.report("write", done: 0, of: nil)
            report.after.notes += try write(report, sources, earlier, to: path)
        }
        timings.begin("report")
        if let path = output.json { try report.writeJSON(to: path, overwrite: output.overwrite, inputs: inputs) }
        timings.end()
        if let path = output.timings {
            try timings.write(to: path, jobs: map.lanes, overwrite: output.overwrite, inputs: inputs)
        }
        progress.clear()
        if !talk.quiet {
            let asksForText = output.json == nil && output.timings != "-"
            if asksForText { try Terminal.answer(report.summary()) } else { Terminal.put(report.summary()) }
        }
        if let failOn, report.hasOpenDefects(atLeast: failOn.severity) { throw ExitCode(1) }
    }

    private var driver: String { repair.format.flatMap { FixFormat.driver(named: $0) } ?? "GPKG" }

    private func write(
        _ report: FixReport, _ sources: MapSources, _ earlier: EarlierOutlines, to path: String
    ) throws -> [ReportNote] {
        guard sources.areInOneCRS else {
            throw ReadingError(
                .unusableData,
                "the sources are in several CRSs and cannot become one corrected layer: repair those of one CRS at a time"
            )
        }
        let coordinates = try SourceCoordinates(
            sources, parcels: report.repair.involvedParcels, changed: report.repair.changes.map(\.parcel))
        let out = FixOutput(report, sources: sources, coordinates: coordinates, earlier: earlier.wkb)
        if driver == "GPKG" { return try out.writeGeoPackage(to: path, overwrite: output.overwrite) }
        let losses = try out.writeMap(to: path, driver: driver, overwrite: output.overwrite)
        try FixFormat.writeLosses(losses, of: path, overwrite: output.overwrite)
        return losses
    }

    private func contradiction(_ id: String) -> ReportNote {
        ReportNote(
            talk.language == .vi
                ? "\(id): các quyết định mâu thuẫn nhau, không áp dụng quyết định nào"
                : "\(id): its decisions contradict each other, none is applied", isWarning: true)
    }
}

/// What may be repaired, and how.
struct RepairOptions: ParsableArguments {
    @Flag(help: "Say what would be done, and write no map.")
    var dryRun = false

    @Option(
        help: """
            match: edge mismatches and faces no wider than the tolerance; limits: up to the permitted point error of \
            the scale.
            """)
    var fixLevel: FixLevel = .match

    @Option(help: "Repair faults up to this width, in metres, instead of the permitted point error; with limits.")
    var maxFixWidth: Double?

    @Option(
        help: ArgumentHelp(
            "The rule that goes first: legal-area, priority:FIELD, longest-border, largest or smallest.",
            valueName: "rule"))
    var rule: String?

    @Option(
        help: ArgumentHelp(
            "The format of the corrected map: \(FixFormat.drivers.joined(separator: ", ")). What a format other than "
                + "GPKG loses is printed and written beside the map.", valueName: "driver"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            "Decisions of people: defect_id, decision (apply, keep, ignore), author, date, reason; the layer worklist "
                + "edited in QGIS serves as it is.", valueName: "table"), completion: .file())
    var decisions: String?

    func validate() throws {
        if let format, FixFormat.driver(named: format) == nil {
            throw ValidationError("--format knows \(FixFormat.drivers.joined(separator: ", ")).")
        }
        if let maxFixWidth {
            guard maxFixWidth.isFinite, (0...1000).contains(maxFixWidth) else {
                throw ValidationError("--max-fix-width takes metres from 0 to 1000.")
            }
            if fixLevel == .match { throw ValidationError("--max-fix-width needs --fix-level limits.") }
        }
        if let rule {
            let names: [RepairRule] = [.legalArea, .longestBorder, .largest, .smallest]
            guard names.contains(where: { $0.rawValue == rule }) || (priorityField ?? "") != "" else {
                throw ValidationError(
                    "--rule takes legal-area, priority:FIELD, longest-border, largest or smallest.")
            }
        }
    }

    /// The field of `--rule priority:FIELD`.
    var priorityField: String? { rule.flatMap { $0.hasPrefix("priority:") ? String($0.dropFirst(9)) : nil } }

    var settings: RepairSettings {
        var settings = RepairSettings()
        settings.level = fixLevel
        settings.maxFixWidthMetres = maxFixWidth
        settings.firstRule = priorityField != nil ? .priority : rule.flatMap { RepairRule(rawValue: $0) }
        return settings
    }
}
