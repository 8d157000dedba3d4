import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

/// `export --kind quality`: the map is checked first, and compared with records where they are given.
extension SheetJob {
    func printQuality(_ papers: RecordOptions) throws {
        var read = try read()
        let report = read.report
        let records =
            try papers.records.isEmpty
            ? nil
            : RecordReader(papers.readingOptions(map: map, report)) { progress.report("records", done: $0, of: $1) }
                .read(papers.records)
        let wards = read.wards?.outlines
        let settings = limits.settings(for: report, lanes: map.lanes)
        let (result, coverage) = try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: wards, settings: settings,
            findings: report.crsFinding.map { [$0.defect] } ?? [], phase: phase)
        let drawing = SheetMap(
            rings: coverage.rings, grid: coverage.grid, columns: read.columns, crs: read.crs.fullName)
        try requireParcels(drawing)
        let groups = try groups(records, papers, read, coverage, result, scale: settings.scale)
        let content = QualityContent(
            map: drawing, defects: result.defects, wards: wards, groups: groups, style: printing.style,
            date: printing.date, language: talk.language)
        var export = QualityExport()
        export.paper = sheets.paper ?? .a3
        export.scale = limits.scaleDenominator
        let files = try export.run(content, to: sheets.output, printing: printing, progress: drawn)
        try finish(files, scale: export.scale, paper: export.paper, report)
    }

    private func groups(
        _ records: RecordTable?, _ papers: RecordOptions, _ read: ParcelMap, _ coverage: CoverageIntake,
        _ checked: CheckResult, scale: Int?
    ) throws -> [UInt8]? {
        guard let records else { return nil }
        let date = sheets.date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: inputs) ?? .today
        var settings = try papers.settings(date: date, lanes: map.lanes)
        settings.scale = scale
        let compared = try papers.compare(
            records, with: read, coverage, checked, map: map,
            crosswalk: try papers.crosswalk.map { try SheetCrosswalk(table: $0) },
            population: try papers.population.map { try PopulationExtract(table: $0, date: date) },
            settings: settings, computesCodes: false, phase: phase)
        return compared.result.groupings.map(\.group)
    }
}

/// `export --kind city`: the wards are counted first.
extension SheetJob {
    func printCity(_ papers: RecordOptions) throws {
        let date = sheets.date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: inputs) ?? .today
        let report = try CoverageRun(map: map, papers: papers, limits: limits, talk: talk, date: date)
            .report(phase: phase, progress)
        var export = CityExport()
        export.paper = sheets.paper ?? .a3
        export.measure = sheets.colour
        let files = try export.run(report, to: sheets.output, printing: printing, progress: drawn)
        try finish(files, scale: nil, paper: export.paper, sources: report.sources, notes: report.notes)
    }
}
