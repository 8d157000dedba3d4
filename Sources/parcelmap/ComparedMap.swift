import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

/// A map that was read, checked, and compared with its records: what hand-overs and field lists begin with.
struct ComparedMap {
    let map: MapOptions
    let papers: RecordOptions
    let limits: LimitOptions
    let talk: TalkOptions
    let date: CivilDate

    struct Outcome {
        var read: ParcelMap
        var coverage: CoverageIntake
        var records: RecordTable
        var result: ReconcileResult
        var codes: ParcelCodes
        var rules: GroupRules

        func notes(_ language: Language) -> [ReportNote] {
            (read.report.notes + records.report.notes).map {
                ReportNote($0.text(language), isWarning: $0.isWarning)
            }
        }

        var sources: [ReportedSource] {
            read.report.layers.map { ReportedSource(source: $0.source, layer: $0.layer, features: $0.features) }
                + records.report.sources.map {
                    ReportedSource(source: $0.source, layer: $0.layer, features: $0.records)
                }
        }

        func compared(date: CivilDate) -> ComparedRecords {
            ComparedRecords(
                columns: read.columns, rings: coverage.rings, grid: coverage.grid, records: records.columns,
                result: result, parcelCodes: codes.computed, crs: read.crs.name, date: date, rules: rules)
        }
    }

    /// - Parameter computesCodes: whether the parcel codes that the map lacks are wanted.
    func run(computesCodes: Bool, _ progress: ProgressLine) throws -> Outcome {
        func phase(_ name: String) { progress.report(name, done: 0, of: nil) }
        var options = map.readingOptions
        options.readsOldKeys = true
        var read = try MapReader(options) { progress.report("read", done: $0, of: $1) }.read(map.maps)
        let records = try RecordReader(papers.readingOptions(map: map, read.report)) {
            progress.report("records", done: $0, of: $1)
        }.read(papers.records)
        let checkSettings = limits.settings(for: read.report, lanes: map.lanes)
        let (checked, coverage) = try MapChecker.checkReturningCoverage(
            read.takeCoverage(), columns: read.columns, wards: read.wards?.outlines, settings: checkSettings,
            findings: read.report.crsFinding.map { [$0.defect] } ?? [], phase: phase)
        var settings = try papers.settings(date: date, lanes: map.lanes)
        settings.scale = checkSettings.scale
        let (result, codes) = try papers.compare(
            records, with: read, coverage, checked, map: map,
            crosswalk: try papers.crosswalk.map { try SheetCrosswalk(table: $0) },
            population: try papers.population.map { try PopulationExtract(table: $0, date: date) },
            settings: settings, computesCodes: computesCodes, phase: phase)
        return Outcome(
            read: read, coverage: coverage, records: records, result: result, codes: codes, rules: settings.groups)
    }
}
