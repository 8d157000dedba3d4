import Cadastre
import GDALKit
import MapChecking
import MapReading
import PlanarCoverage

extension BuildReport {
    /// Writes the GeoPackage of `build`: the parcels, and the drawing's defects in the layers of `check`.
    /// - Parameter inputs: the files that were read; none of them is ever written.
    /// - Throws: `OutputError`; nothing stands under the name then.
    public func writeGeoPackage(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        do {
            let time = "\(check.date)T00:00:00.000Z"
            var writer = try VectorWriter(creating: path, driver: "GPKG", replacing: overwrite, date: time)
            try addParcels(to: &writer)
            try check.addLayers(to: &writer)
            let styles = [(table: "parcels", style: BuildStyles.parcels(check.language))] + check.layerStyles
            for statement in LayerStyles.statements(styles, time: time) { try writer.execute(statement) }
            try writer.close()
        } catch let error as GDALError {
            let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
            throw OutputError(isLate ? .writeFailed : .cannotCreate, "\(error)")
        }
    }

    /// Names that `check` and the other verbs know as what they are.
    private var fields: [FieldDefinition] {
        (check.columns.hasWard ? [FieldDefinition("ward", .text)] : []) + [
            FieldDefinition("sheet", .text), FieldDefinition("parcel", .text), FieldDefinition("area", .real),
            FieldDefinition("land_use", .text), FieldDefinition("label", .text), FieldDefinition("drawing", .text),
            FieldDefinition("level", .text),
        ]
    }

    private func addParcels(to writer: inout VectorWriter) throws(GDALError) {
        let index = try writer.addLayer(OutputLayer("parcels", .multiPolygon, fields: fields, crs: check.crs))
        let columns = check.columns
        for i in 0..<columns.count {
            let area = columns.storedArea[i]
            var values: [FieldValue] = columns.hasWard ? [FieldValue(columns.texts[columns.ward[i]])] : []
            values += [
                FieldValue(columns.texts[columns.sheet[i]]), FieldValue(columns.texts[columns.number[i]]),
                FieldValue(area.isNaN ? nil : area), FieldValue(columns.texts[columns.landUse[i]]),
                .text(labelTexts[i]), .text(fileName(sheets[Int(sheetOf[i])].source)), .text(levels[i]),
            ]
            try writer.write(
                to: index, fid: columns.fid[i],
                wkb: WKBBytes.multiPolygon(rings.polygons(ofParcel: i), on: check.result.grid), values: values)
        }
    }

    /// Without its folder, which is another one on another machine.
    private func fileName(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// How QGIS shows the parcels of a drawing.
enum BuildStyles {
    static func parcels(_ language: Language) -> QMLStyle {
        let name = language == .vi ? "Thửa đất" : "Parcels"
        let without = language == .vi ? "Thửa thiếu số" : "Parcels without a number"
        return QMLStyle(
            name: name,
            rules: [
                QMLStyle.Rule(
                    label: name, filter: "\"parcel\" IS NOT NULL",
                    symbol: .area(fill: "250,248,240,255", outline: "90,90,90,255", width: 0.15)),
                QMLStyle.Rule(
                    label: without, filter: nil,
                    symbol: .area(fill: "253,208,162,255", outline: "203,24,29,255", width: 0.3)),
            ],
            label: QMLStyle.Label(
                expression: "\"parcel\" || '\\n' || format_number(\"area\", 1) || coalesce('\\n' || \"land_use\", '')",
                points: 6.5, color: "60,60,60,255", visibleBelowScale: 700))
    }
}
