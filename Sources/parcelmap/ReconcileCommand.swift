import ArgumentParser
import Cadastre
import Glibc
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compares records with the parcels of a map, and puts every parcel in its group.",
        discussion: """
            Records are the form PL3-01, registers, lists and database tables; their columns are found by their headings. \
            The map is checked too: an open defect keeps a parcel out of group 1. Names, numbers and addresses are never \
            written without --show-personal-data.

            Examples:
              parcelmap reconcile ward.gpkg --records pl3.xlsx --output reconcile.gpkg \\
                  --json reconcile.json
              parcelmap reconcile ward.gpkg --records a.csv --records b.xlsx \\
                  --crosswalk sheets.csv --wards wards.gpkg
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Ward") var wardView: WardViewOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Results") var output: OutputOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(
        help: ArgumentHelp(
            "JSON of an earlier reconciliation: findings are new or remaining, and those gone are counted.",
            valueName: "file"), completion: .file())
    var previous: String?

    @OptionGroup var acceptance: AcceptanceOptions

    @Option(
        help: ArgumentHelp(
            "A secret key of 16 bytes or more: findings about one person are marked alike, week after week.",
            valueName: "file"), completion: .file())
    var keyFile: String?

    @Option(
        help: ArgumentHelp(
            "The records as the form PL3-01, with what was mended and comments on what needs work; with "
                + "--show-personal-data.", valueName: "file.xlsx"), completion: .file())
    var pl3Out: String?

    @Flag(help: "Write identification numbers into the JSON as they are, not masked; the files get mode 600.")
    var showPersonalData = false

    @Option(help: "Exit with 1 when there are open findings as bad as this: error or warning.")
    var failOn: FailOn?

    func validate() throws {
        try map.requireMap()
        if papers.records.isEmpty { throw ValidationError("Name the records to compare with: --records FORM.") }
        if pl3Out != nil, !showPersonalData {
            throw ValidationError(
                "The form holds names, numbers and addresses; that they are wanted must be said: --show-personal-data "
                    + "(the files get mode 600).")
        }
    }

    func run() throws {
        let inputs =
            map.maps + wardView.maps + papers.inputs
            + [map.wards, previous, acceptance.accepted, keyFile].compactMap { $0 }
        try output.checkPlaces(inputs: inputs)
        if let pl3Out { try OutputPlace.check(pl3Out, overwrite: output.overwrite, inputs: inputs) }
        // What holds personal data is its owner's alone to read, from its first byte on.
        if showPersonalData { umask(0o077) }
        let earlier = try previous.map { try EarlierFindings($0, verb: "reconcile") }
        let acceptedFindings = try acceptance.findings()
        let personKey = try keyFile.map { try PersonKey(file: $0) }
        let date =
            output.date.flatMap { CivilDate($0) }
            ?? CivilDate(newestOf: map.maps + papers.records + [map.wards].compactMap { $0 }) ?? .today
        let settings = try papers.settings(date: date, lanes: map.lanes)
        let crosswalk = try papers.crosswalk.map { try SheetCrosswalk(table: $0) }
        let population = try papers.population.map { try PopulationExtract(table: $0, date: date) }

        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var timings = Timings(verb: "reconcile")
        timings.begin("read")
        var options = map.readingOptions
        options.readsOldKeys = true
        wardView.put(into: &options)
        var read = try MapReader(options) { progress.report("read", done: $0, of: $1) }.read(map.maps)
        timings.begin("records")
        let table = try RecordReader(papers.readingOptions(map: map, read.report)) {
            progress.report("records", done: $0, of: $1)
        }.read(papers.records)
        func phase(_ name: String) {
            timings.begin(name)
            progress.report(name, done: 0, of: nil)
        }
        let checkSettings = limits.settings(for: read.report, lanes: map.lanes)
        var ruled = settings
        ruled.scale = checkSettings.scale
        let view = wardView.view(of: read)
        let checked = try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: read.wards?.outlines, view: view,
            settings: checkSettings, findings: read.report.crsFinding.map { [$0.defect] } ?? [], phase: phase)
        var coverage = checked.coverage
        let part = try wardPart(read, coverage, checked.result, view, phase)
        if let view, !view.neighbours.isEmpty {
            coverage = CoverageIntake(coverage, parcels: Array(0..<Int32(view.ownCount)))
            read.keepOwn()
        }
        let compared = try papers.compare(
            table, with: read, coverage, checked.result, map: map, crosswalk: crosswalk, population: population,
            settings: ruled, computesCodes: output.output != nil, phase: phase)
        var result = compared.result
        if let ward = wardView.ward { leaveOutOtherWards(than: ward, table.columns, &result) }
        phase("report")
        var report = ReconcileReport(
            result: result, settings: ruled, columns: read.columns, rings: coverage.rings, grid: coverage.grid,
            records: table.columns, crs: read.crs.name, date: "\(date)",
            sources: read.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            },
            recordSources: table.report.sources.map { source in
                ReportedRecords(
                    source: source.source, layer: source.layer, rows: source.records,
                    fields: source.columns.map { ($0.field.name, $0.column) })
            },
            notes: notes(read.report, table.report, crosswalk, result, ruled.groups, personKey, compared.codes),
            language: talk.language,
            maxListed: output.maxListed)
        report.parcelCodes = compared.codes.computed
        report.datumShift = compared.codes.shift
        report.showsPersonalData = showPersonalData
        report.personKey = personKey
        report.selection = map.selection + papers.selection
        report.compare(with: earlier, accepted: acceptedFindings)
        if let path = output.output {
            try report.writeGeoPackage(to: path, overwrite: output.overwrite, inputs: inputs)
        }
        if let pl3Out {
            try report.writeForm(
                to: pl3Out, head: table.report.sources.lazy.compactMap { try? FormHead(of: $0) }.first, date: date,
                overwrite: output.overwrite, inputs: inputs)
        }
        if let path = output.json { try report.writeJSON(to: path, overwrite: output.overwrite, inputs: inputs) }
        if let part, let path = wardView.coveragePart {
            try part.write(
                to: path, date: date, compared: (compared.result, table.columns), overwrite: output.overwrite,
                inputs: inputs)
        }
        timings.end()
        if let path = output.timings {
            try timings.write(to: path, jobs: map.lanes, overwrite: output.overwrite, inputs: inputs)
        }
        progress.clear()
        if !talk.quiet {
            if output.asksForResults { Terminal.put(report.summary()) } else { try Terminal.answer(report.summary()) }
        }
        if let failOn, report.hasOpenFindings(atLeast: failOn.severity) { throw ExitCode(1) }
    }

    private func wardPart(
        _ read: ParcelMap, _ coverage: CoverageIntake, _ checked: CheckResult, _ view: WardView?,
        _ phase: (String) -> Void
    ) throws -> WardPart? {
        guard wardView.coveragePart != nil, let view else { return nil }
        phase("ground")
        return try WardPart(of: read, coverage, checked, view: view, lanes: map.lanes)
    }

    /// A form of several wards beside the map of one: what it says of the others is none of this ward's findings.
    private func leaveOutOtherWards(than code: String, _ records: RecordColumns, _ result: inout ReconcileResult) {
        let named = records[.ward]
        guard !named.isEmpty else { return }
        let own = records.wards(among: [code])
        result.findings.removeAll {
            $0.parcel < 0 && $0.record >= 0 && named[Int($0.record)] != .none && own[Int($0.record)] < 0
        }
    }

    private func notes(
        _ map: ReadingReport, _ records: RecordReport, _ crosswalk: SheetCrosswalk?, _ result: ReconcileResult,
        _ rules: GroupRules, _ personKey: PersonKey?, _ codes: ParcelCodes
    ) -> [ReportNote] {
        func say(_ vi: String, _ en: String) -> String { talk.language == .vi ? vi : en }
        // Single cells are findings here.
        var notes = (map.notes + records.notes.filter { $0.kind != .cells }).map {
            ReportNote($0.text(talk.language), isWarning: $0.isWarning)
        }
        if let keyFile, personKey?.isReadableByOthers == true {
            notes.append(
                ReportNote(
                    say(
                        "\(keyFile): người khác đọc được khóa này; chạy chmod 600",
                        "\(keyFile): others can read this key; run chmod 600"),
                    isWarning: true))
        }
        if let crosswalk, !crosswalk.circles.isEmpty {
            let list = crosswalk.circles.joined(separator: ", ")
            notes.append(
                ReportNote(
                    say(
                        "bảng tham chiếu có vòng lặp (\(list)): mỗi số tờ chỉ quy đổi một bước",
                        "the sheet table has circles (\(list)): every sheet is taken one step only"),
                    isWarning: true))
        }
        if codes.speakForOtherShift, let shift = codes.shift {
            let (other, this) = (codes.insideByOneWay.other, codes.insideByOneWay.this)
            notes.append(
                ReportNote(
                    say(
                        "mã định danh của bản đồ hợp với --datum-shift \(shift.other.rawValue) hơn: \(other) mã chỉ nằm "
                            + "trong thửa theo cách đó, \(this) mã chỉ theo \(shift.rawValue)",
                        "the map's parcel codes fit --datum-shift \(shift.other.rawValue) better: \(other) decode inside "
                            + "their parcels by it alone, \(this) by \(shift.rawValue) alone"),
                    isWarning: true))
        }
        let absent = result.absentFields.filter {
            [.scan, .ownerNumber].contains($0) || $0 == .populationStatus && papers.population == nil
                || RecordField.required(by: rules).contains($0)
        }
        if !absent.isEmpty {
            let list = absent.map(\.name).joined(separator: ", ")
            notes.append(
                ReportNote(
                    say(
                        "không nguồn nào có: \(list); các thửa không thể vào nhóm 1 theo điều kiện này",
                        "no source has: \(list); no parcel can be in group 1 as far as these are asked for"),
                    isWarning: true))
        }
        return notes
    }
}
