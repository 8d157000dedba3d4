import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

/// Counts what the map of one ward contributes to its city, for `--coverage-part`.
struct WardPart {
    let read: ParcelMap
    let view: WardView
    let checked: CheckResult
    let areas: WardAreas
    let lanes: Int

    /// - Parameter coverage: the parcels, the neighbours' too; invalid ones already read as valid.
    /// - Returns: nil without ward outlines.
    init?(of read: ParcelMap, _ coverage: CoverageIntake, _ checked: CheckResult, view: WardView, lanes: Int) throws {
        guard let wards = read.wards?.outlines else { return nil }
        self.read = read
        self.view = view
        self.checked = checked
        self.lanes = lanes
        let unit = coverage.grid.unitsPerMetre
        areas = try WardAreas(
            coverage: coverage, columns: read.columns, outlines: wards.rings, codes: wards.codes,
            limits: CoverageLimits(
                tolerance: checked.settings.toleranceMetres * unit,
                maxGapWidth: checked.settings.maxGapWidthMetres * unit),
            ownCount: view.ownCount, only: wards.codes.firstIndex(of: view.code) ?? -1, lanes: lanes)
    }

    /// - Parameter compared: with the records, where there are any.
    func write(
        to path: String, date: CivilDate, compared: (result: ReconcileResult, records: RecordColumns)?, overwrite: Bool,
        inputs: [String]
    ) throws {
        guard let wards = read.wards?.outlines else { return }
        let records = compared.map { compared in
            WardRecords.tallies(
                of: compared.result, homes: areas.homes, recordWards: compared.records.wards(among: wards.codes),
                wardCount: wards.codes.count)
        }
        var part = CoveragePart(
            of: view.code, date: date, crs: read.crs.name, codes: wards.codes, areas: areas,
            defects: checked.openDefects(of: wards), records: records,
            features: read.report.layers.reduce(0) { $0 + $1.features })
        part.namedWards = WardDifferences.namedWards(read.columns, own: view.ownCount)
        try part.write(to: path, overwrite: overwrite, inputs: inputs)
    }
}

extension ParcelMap {
    /// Forgets the neighbours' parcels.
    mutating func keepOwn() {
        guard let first = neighbours.first?.parcels.lowerBound else { return }
        columns.keepRows(Array(0..<first))
        columns.sources.removeAll { $0.neighbour != nil }
        neighbours = []
    }
}
