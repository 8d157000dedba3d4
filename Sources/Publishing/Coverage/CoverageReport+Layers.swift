import Cadastre
import GDALKit
import MapChecking
import PlanarCoverage
import Reconciliation

extension CoverageReport {
    /// Writes the GeoPackage of `coverage`: the layer `wards`, the outlines with every column and a style by coverage; and
    /// the tables `coverage` (with the rows of sums) and `obstacles`. A number that is kept back is null.
    /// - Throws: `OutputError`; nothing stands under the name then.
    public func writeGeoPackage(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        guard let (wards, grid) = outlines else {
            throw OutputError(.cannotCreate, "\(path): a report from the history has no outlines; leave --output out")
        }
        do throws(GDALError) {
            let time = "\(date)T00:00:00.000Z"
            var writer = try VectorWriter(creating: path, driver: "GPKG", replacing: overwrite, date: time)
            let shown = shown
            let layer = try writer.addLayer(
                OutputLayer("wards", .multiPolygon, fields: CoverageColumn.all.map(\.field), crs: crs))
            let places = Dictionary(wards.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            for row in shown.rows where row.level == .ward {
                let wkb = row["ward_code"].text.flatMap { places[$0] }.map {
                    WKBBytes.multiPolygon(wards.rings.polygons(ofParcel: $0), on: grid)
                }
                try writer.write(to: layer, wkb: wkb, values: values(of: row))
            }
            let table = try writer.addLayer(OutputLayer("coverage", .none, fields: CoverageColumn.all.map(\.field)))
            for row in shown.rows {
                try writer.write(to: table, wkb: nil as [UInt8]?, values: values(of: row))
            }
            let obstacles = try writer.addLayer(
                OutputLayer(
                    "obstacles", .none,
                    fields: ["ward_code", "residential_group", "working_group", "obstacle", "name"].map {
                        FieldDefinition($0, .text)
                    } + [FieldDefinition("count", .integer64)]))
            for line in obstacleLines {
                try writer.write(
                    to: obstacles, wkb: nil as [UInt8]?,
                    values: [
                        FieldValue(line.ward), FieldValue(line.residentialGroup), FieldValue(line.workingGroup),
                        .text(line.obstacle), .text(name(ofObstacle: line.obstacle)), FieldValue(line.count),
                    ])
            }
            let styles = [(table: "wards", style: CoverageStyles.wards(language))]
            for statement in LayerStyles.statements(styles, time: time) { try writer.execute(statement) }
            try writer.close()
        } catch {
            throw OutputError(writing: error)
        }
    }

    private func values(of row: CoverageRow) -> [FieldValue] {
        CoverageColumn.all.map { column in
            column.name == "ward_name" ? .text(name(of: row)) : FieldValue(row[column.name])
        }
    }
}

extension OutputError {
    /// What GDAL said of an output.
    init(writing error: GDALError) {
        let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
        self.init(isLate ? .writeFailed : .cannotCreate, "\(error)")
    }
}

extension CoverageColumn {
    var field: FieldDefinition {
        switch kind {
        case .text, .date: FieldDefinition(name, .text)
        case .count: FieldDefinition(name, .integer64)
        case .area, .percent, .rate: FieldDefinition(name, .real)
        }
    }
}

extension FieldValue {
    init(_ value: CoverageValue) {
        switch value {
        case .none, .suppressed: self = .null
        case .text(let text): self = .text(text)
        case .count(let count): self = .integer(Int64(count))
        case .number(let number): self = .real(number)
        case .date(let date): self = .text("\(date)")
        }
    }
}
