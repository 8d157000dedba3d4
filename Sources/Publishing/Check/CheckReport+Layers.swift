import Cadastre
import GDALKit
import MapChecking
import PlanarCoverage

extension CheckReport {
    /// Writes the GeoPackage of `check`: points, areas and lines of the listed defects, with QGIS styles that QGIS
    /// applies by itself.
    /// - Parameter inputs: the files that were read; none of them is ever written.
    /// - Throws: `OutputError`; nothing stands under the name then.
    public func writeGeoPackage(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        do {
            try writeLayers(to: path, overwrite: overwrite)
        } catch let error as GDALError {
            let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
            throw OutputError(isLate ? .writeFailed : .cannotCreate, "\(error)")
        }
    }

    private func writeLayers(to path: String, overwrite: Bool) throws {
        let time = "\(date)T00:00:00.000Z"
        var writer = try VectorWriter(creating: path, driver: "GPKG", replacing: overwrite, date: time)
        try addLayers(to: &writer)
        for statement in LayerStyles.statements(layerStyles, time: time) { try writer.execute(statement) }
        try writer.close()
    }

    /// Adds the layers of the listed defects to a GeoPackage.
    func addLayers(to writer: inout VectorWriter) throws {
        let rows = listed
        let messages = DefectMessages(columns: columns, language: language)
        for layer in DefectLayer.allCases {
            let index = try writer.addLayer(
                OutputLayer(layer.rawValue, layer.geometryType, fields: fields, crs: crs))
            for i in rows {
                let defect = result.defects[i]
                guard layer.takes(defect) else { continue }
                let wkb = layer.wkb(of: defect, on: result.grid)
                try writer.write(
                    to: index, wkb: wkb, values: values(of: defect, message: messages.message(for: defect)))
            }
        }
    }

    /// How QGIS shows these layers.
    var layerStyles: [(table: String, style: QMLStyle)] {
        DefectLayer.allCases.map {
            (table: $0.rawValue, style: DefectStyles.style(of: $0, language: language))
        }
    }

    private var fields: [FieldDefinition] {
        DefectLayer.fields + (result.view == nil ? [] : [FieldDefinition("counted_in", .text)])
    }

    /// One value for each of `fields`.
    private func values(of defect: Defect, message: String) -> [FieldValue] {
        let names = PartyNames(columns: columns, language: language)
        let keys = defect.parcels.map { names.name($0) }.joined(separator: "; ")
        // A fid of a neighbour's map would name another parcel in the ward's own.
        let own = defect.parcels.filter { columns.source(ofParcel: Int($0)).neighbour == nil }
        let fids = own.map { "\(columns.fid[Int($0)])" }.joined(separator: ",")
        return [
            .text(defect.id), .text(defect.kind.rawValue), .text(defect.severity.rawValue), .text(defect.code),
            .text(keys), .text("[\(fids)]"), FieldValue(defect.areaSquareMetres.map(rounded)),
            FieldValue(defect.widthMetres.map(rounded)), FieldValue(defect.ward), .text(defect.state.rawValue),
            .text(message),
        ] + (result.view == nil ? [] : [FieldValue(defect.countedIn)])
    }

    /// To the four decimals of the JSON.
    private func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
}

extension DefectLayer {
    static let fields: [FieldDefinition] = [
        FieldDefinition("id", .text), FieldDefinition("kind", .text), FieldDefinition("severity", .text),
        FieldDefinition("code", .text), FieldDefinition("parcels", .text), FieldDefinition("fids", .text),
        FieldDefinition("area_m2", .real), FieldDefinition("width_m", .real), FieldDefinition("ward", .text),
        FieldDefinition("state", .text), FieldDefinition("message", .text),
    ]

    var geometryType: GeometryType {
        switch self {
        case .defects: .point
        case .defectAreas: .multiPolygon
        case .defectEdges: .multiLineString
        }
    }

    /// Every defect has its row among the points, also one that has no place.
    func takes(_ defect: Defect) -> Bool {
        switch (self, defect.shape) {
        case (.defects, _), (.defectAreas, .area), (.defectEdges, .lines): true
        default: false
        }
    }

    func wkb(of defect: Defect, on grid: Grid) -> [UInt8]? {
        switch (self, defect.shape) {
        case (.defects, _): defect.at.map { WKBBytes.point(x: $0.x, y: $0.y) }
        case (_, .area(let rings)): WKBBytes.multiPolygon(rings, on: grid)
        case (_, .lines(let lines)): WKBBytes.multiLineString(lines, on: grid)
        default: nil
        }
    }
}
