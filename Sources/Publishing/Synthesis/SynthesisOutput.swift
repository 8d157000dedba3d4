import Cadastre
import GDALKit
public import SyntheticCity

/// Writes a synthetic city: `parcels.gpkg`, `wards.gpkg`, `pl3.xlsx`, `records.csv`, `population.csv`, `truth.csv`,
/// `truth_areas.gpkg` and `truth_records.csv`, with drawings also `drawings/`, `truth_drawings.csv` and
/// `truth_labels.csv`, all or nothing.
public struct SynthesisOutput {
    /// What was written.
    public struct Summary: Sendable {
        public var wards = 0
        public var parcels = 0
        public var records = 0
        /// Records that `pl3.xlsx` has no row for; `records.csv` has them all.
        public var recordsBeyondSheet = 0
        public var truthRows = 0
        /// Sheets, each drawn as DGN and as DXF.
        public var sheets = 0
    }

    static let crs = "EPSG:5897"
    /// The files say that they were made on this day, so that equal cities are equal files.
    static let date = "2025-11-10T00:00:00.000Z"
    private static let files = [
        "parcels.gpkg", "wards.gpkg", "pl3.xlsx", "records.csv", "population.csv", "truth.csv", "truth_areas.gpkg",
        "truth_records.csv",
    ]

    /// - Parameters:
    ///   - drawings: the sheets to be drawn; nil for none.
    ///   - folder: made when it does not exist.
    ///   - overwrite: whether files of the same names may be replaced.
    ///   - progress: parcels written so far.
    /// - Throws: `OutputError`.
    public static func write(
        _ city: City, drawings: CityDrawings? = nil, to folder: String, overwrite: Bool, progress: (Int) -> Void
    ) throws -> Summary {
        let output = try OutputFolder(
            folder, files: files + (drawings == nil ? [] : SheetFiles.tables),
            folders: drawings == nil ? [] : [SheetFiles.folder], overwrite: overwrite)
        let summary: Summary
        do {
            summary = try fill(output, city, drawings, progress)
        } catch let error as GDALError {
            throw OutputError(.writeFailed, output.naming("\(error)"))
        } catch let error as OutputError {
            throw OutputError(error.cause, output.naming("\(error)"))
        }
        try output.finish()
        return summary
    }

    private static func fill(
        _ output: borrowing OutputFolder, _ city: City, _ drawings: CityDrawings?, _ progress: (Int) -> Void
    ) throws -> Summary {
        var summary = Summary()
        var ledger = TruthLedger()
        var papers = RecordLedger(city.options)
        var parcels = try ParcelLayer(creating: output.path("parcels.gpkg"))
        var wards = try WardLayer(creating: output.path("wards.gpkg"))
        var form = try RecordSheet(creating: output.path("pl3.xlsx"), scratch: output.scratch)
        var table = try RecordTable(creating: output.path("records.csv"))
        var population = try PopulationTable(creating: output.path("population.csv"))
        for index in city.wards.indices {
            let map = city.map(ofWard: index)
            try wards.write(map)
            for p in 0..<map.parcels.count {
                try parcels.write(map, p)
                for record in papers.records(of: map, parcel: p) {
                    summary.records += 1
                    if !form.write(record) { summary.recordsBeyondSheet += 1 }
                    try table.write(record)
                }
                for person in papers.newPersons { try population.write(person) }
                if p % 1000 == 0 { progress(summary.parcels + p) }
            }
            ledger.add(map)
            summary.parcels += map.parcels.count
            summary.wards += 1
        }
        let rows = ledger.rows
        summary.truthRows = rows.count
        try TruthTable.write(rows, to: output.path("truth.csv"))
        try TruthTable.writeAreas(rows, to: output.path("truth_areas.gpkg"))
        try TruthTable.write(papers.truth, to: output.path("truth_records.csv"))
        try parcels.close()
        try wards.close()
        try form.close()
        try table.close()
        try population.close()
        if let drawings {
            var files = try SheetFiles(in: output)
            for index in city.wards.indices { try files.write(drawings.sheets(ofWard: index), to: output) }
            summary.sheets = files.sheets
            try files.close()
        }
        return summary
    }
}
