import Cadastre
import GDALKit
import SyntheticCity

/// `truth.csv` and `truth_areas.gpkg`: what a check should find, and nothing else.
enum TruthTable {
    /// Columns: `id`, `kind`, `parcels` (keys joined by `; `), `x`, `y` (metres in EPSG:5897; empty without geometry),
    /// `size` (square metres; empty where the defect has no area), `width` (metres, of what is thin), `variant`, `fids`
    /// (JSON array of feature ids in `parcels.gpkg`, in the order of `parcels`), `owner` (the feature id among them whose
    /// ground it is by right; empty where that is not one of them alone).
    static func write(_ rows: [TruthRow], to path: String) throws(OutputError) {
        var csv = try CSVOutput(
            creating: path, header: ["id", "kind", "parcels", "x", "y", "size", "width", "variant", "fids", "owner"])
        for row in rows {
            let entry = row.entry
            try csv.write([
                id(row), entry.kind.rawValue, row.keys.joined(separator: "; "),
                entry.at.map { NumberText.fixed($0.easting, decimals: 3) } ?? "",
                entry.at.map { NumberText.fixed($0.northing, decimals: 3) } ?? "",
                entry.areaSquareMetres.map { NumberText.fixed($0, decimals: 4) } ?? "",
                entry.widthMetres.map { NumberText.fixed($0, decimals: 4) } ?? "", entry.variant, fids(row),
                row.owner.map(String.init) ?? "",
            ])
        }
        try csv.close()
    }

    /// The areas of the rows that have one.
    static func writeAreas(_ rows: [TruthRow], to path: String) throws(GDALError) {
        var writer = try VectorWriter(creating: path, driver: "GPKG", date: SynthesisOutput.date)
        let layer = try writer.addLayer(
            OutputLayer(
                "truth_areas", .multiPolygon,
                fields: [
                    FieldDefinition("id", .text), FieldDefinition("kind", .text), FieldDefinition("parcels", .text),
                    FieldDefinition("size", .real), FieldDefinition("width", .real), FieldDefinition("variant", .text),
                    FieldDefinition("fids", .text), FieldDefinition("owner", .integer),
                ], crs: SynthesisOutput.crs))
        for row in rows where !row.entry.shells.isEmpty {
            try writer.write(
                to: layer, wkb: wellKnownBinary(shells: row.entry.shells),
                values: [
                    .text(id(row)), .text(row.entry.kind.rawValue), .text(row.keys.joined(separator: "; ")),
                    FieldValue(row.entry.areaSquareMetres), FieldValue(row.entry.widthMetres),
                    .text(row.entry.variant), .text(fids(row)), FieldValue(row.owner.map { Int($0) }),
                ])
        }
        try writer.close()
    }

    /// `truth_records.csv`: what a comparison of the records with the map should find, and nothing else.
    ///
    /// Columns: `id`, `kind`, `fid` (of the parcel in `parcels.gpkg`), `row` (of the record in `records.csv`: its line, 2
    /// for the first), `pl3_row` (of the record in `pl3.xlsx`), `key`, `variant`.
    static func write(_ rows: [RecordTruth], to path: String) throws(OutputError) {
        var csv = try CSVOutput(
            creating: path, header: ["id", "kind", "fid", "row", "pl3_row", "key", "variant"])
        for (i, row) in rows.enumerated() {
            let number = String(i + 1)
            try csv.write([
                "record-" + String(repeating: "0", count: max(0, 6 - number.count)) + number, row.kind.rawValue,
                row.fid.map(String.init) ?? "", row.record.map { String($0 + 2) } ?? "",
                row.record.map { String($0 + RecordForm.firstDataRow) } ?? "", row.key, row.variant,
            ])
        }
        try csv.close()
    }

    private static func id(_ row: TruthRow) -> String {
        let number = String(row.number)
        return "truth-" + String(repeating: "0", count: max(0, 6 - number.count)) + number
    }

    private static func fids(_ row: TruthRow) -> String {
        "[" + row.fids.map(String.init).joined(separator: ", ") + "]"
    }
}
