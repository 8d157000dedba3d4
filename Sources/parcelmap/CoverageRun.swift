import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

/// Counts the wards of a map: what `coverage` reports and the city map shows.
struct CoverageRun {
    let map: MapOptions
    let papers: RecordOptions
    let limits: LimitOptions
    let talk: TalkOptions
    let date: CivilDate
    /// Tables of the office.
    var documents: String?
    var targets: String?
    var branches: String?
    var measure = DocumentMeasure.entered
    /// The folder of the wards' results, which tell the states of their findings.
    var wardResults: String?
    /// Gives the report that changes are told against.
    var previous: CoverageTable?
    /// What wards have told of themselves, instead of a map.
    var parts: [(file: String, part: CoveragePart)] = []

    func report(phase: (String) -> Void, _ line: ProgressLine) throws -> CoverageReport {
        if let first = parts.first { return try reportOfParts(crs: first.part.crs, phase) }
        phase("read")
        let reader = MapReader(map.readingOptions) { line.report("read", done: $0, of: $1) }
        var read = try reader.read(map.maps)
        guard let wards = read.wards?.outlines else {
            throw ReadingError(.unusableData, "\(map.wards ?? ""): there are no ward outlines")
        }
        var notes = read.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) }

        // The small tables first: what is wrong in them shows before the long work.
        phase("tables")
        let tables = try officeTables(wards, &notes)

        phase("records")
        let records =
            try papers.records.isEmpty
            ? nil
            : RecordReader(papers.readingOptions(map: map, read.report)) { line.report("records", done: $0, of: $1) }
                .read(papers.records)
        notes += records?.report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) } ?? []

        let settings = limits.settings(for: read.report, lanes: map.lanes)
        let (result, coverage) = try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: wards, settings: settings,
            findings: read.report.crsFinding.map { [$0.defect] } ?? [], phase: phase)
        phase("ground")
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
                settings: ruled, computesCodes: false, phase: phase)
            input.records = WardRecords.tallies(
                of: compared.result, homes: areas.homes, recordWards: records.columns.wards(among: wards.codes),
                wardCount: wards.codes.count)
        }
        try take(tables, into: &input)

        var report = CoverageReport(
            table: CoverageTable(input), crs: read.crs.name,
            sources: read.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            }, notes: notes, language: talk.language, outlines: (wards, coverage.grid))
        report.settings = self.settings(settings)
        return report
    }

    /// The report of a city whose wards have each reported their part.
    private func reportOfParts(crs: String, _ phase: (String) -> Void) throws -> CoverageReport {
        phase("read")
        if let other = parts.first(where: { $0.part.crs != crs }) {
            throw ReadingError(
                .unusableData,
                "\(other.file): ward \(other.part.ward) was worked in \(other.part.crs) and ward \(parts[0].part.ward) in \(crs); work all "
                    + "in one CRS (work_crs)")
        }
        let (layer, grid, read) = try OutlineReading.read(map.wards ?? "", crs: crs, options: map.readingOptions)
        let wards = layer.outlines
        var notes = read.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) }
        phase("tables")
        let tables = try officeTables(wards, &notes)
        var input = CoverageInput(date: date, outlines: wards, grid: grid, parts: parts.map(\.part))
        try take(tables, into: &input)
        var report = CoverageReport(
            table: CoverageTable(input), crs: crs,
            sources: parts.map { ReportedSource(source: $0.file, layer: $0.part.ward, features: $0.part.features) },
            notes: notes, language: talk.language, outlines: (wards, grid))
        report.differences = WardDifferences(
            parts: parts.map(\.part), outlines: wards.codes,
            parcels: input.areas.parcels.prefix(wards.codes.count).map(\.parcels), wardResults: wardResults)
        report.settings = officeSettings
        return report
    }

    /// What the office's tables say.
    private struct OfficeTables {
        var documents: [DocumentRow]?
        var targets: [String: WardTarget]
        var branches: [String: OfficeBranch]
    }

    private func officeTables(_ wards: WardOutlines, _ notes: inout [ReportNote]) throws -> OfficeTables {
        var tables = ProgressTables(codes: wards.codes, names: wards.names, date: date, language: talk.language)
        let rows = OfficeTables(
            documents: try documents.map { try tables.documents($0) },
            targets: try targets.map { try tables.targets($0) } ?? [:],
            branches: try branches.map { try tables.branches($0) } ?? [:])
        notes += tables.notes
        return rows
    }

    private func take(_ tables: OfficeTables, into input: inout CoverageInput) throws {
        input.documents = tables.documents.map { DocumentProgress($0, notAfter: date) }
        input.measure = measure
        input.targets = tables.targets
        input.branches = tables.branches
        input.previous = previous
        if let wardResults {
            input.states = try WardStates.all(in: wardResults, known: input.codes, since: previous?.date)
            // Where parcels of no known ward are compared with them, they count there.
            if !parts.contains(where: { $0.part.ward == CoverageRow.unassignedCode && $0.part.hasRecords }) {
                let unplaced = UnplacedRecords.count(in: wardResults)
                input.records?[input.codes.count].records += unplaced
                input.records?[input.codes.count].recordsWithoutParcel += unplaced
            }
        }
    }

    private func settings(_ settings: CheckSettings) -> [(name: String, value: SettingValue)] {
        var lines: [(name: String, value: SettingValue)] = [
            ("tolerance_m", .number(settings.toleranceMetres)),
            ("max_gap_width_m", .number(settings.maxGapWidthMetres)),
            ("ward_tolerance_m", .number(settings.wardToleranceMetres)),
            ("scale", settings.scale.map { .count($0) } ?? .null),
        ]
        lines += officeSettings
        return lines
    }

    private var officeSettings: [(name: String, value: SettingValue)] {
        var lines: [(name: String, value: SettingValue)] = [("measure", .text(measure.rawValue))]
        lines += map.selection.map { ($0.name, .text($0.value)) }
        let tables = [("documents", documents), ("targets", targets), ("branches", branches)]
        lines += tables.compactMap { name, path in path.map { (name, .text($0)) } }
        return lines
    }
}
