import Cadastre
import GDALKit
import MapReading
import PlanarCoverage

/// Writes the files of an export. One for each lane: it holds the lane's open sources.
final class LayerFileWriter {
    private let map: ParcelMap
    private let sources: MapSources
    private let frame: OutputFrame
    private let setting: LayerFileSetting
    private let ways: [Reprojection?]
    private let wayFromWork: Reprojection?
    /// Of all files, so that all are of one type.
    private let geometryType: GeometryType?

    init(
        _ map: ParcelMap, _ names: [String], _ options: ReadingOptions, _ frame: OutputFrame,
        _ setting: LayerFileSetting
    ) throws {
        self.map = map
        self.frame = frame
        self.setting = setting
        sources = try MapSources(names, options: options, map: map)
        ways = try frame.openWays()
        wayFromWork = try frame.openFromWork()
        var types: Set<GeometryType> = []
        for k in 0..<sources.count {
            try sources.withLayer(k) { dataset, layer in
                // A Shapefile says polygon and holds multipolygons.
                let type = layer.schema.geometryType
                types.insert(dataset.driver == "ESRI Shapefile" && type == .polygon ? .multiPolygon : type)
            }
        }
        if types.count == 1, let own = types.first, own != .unknown || setting.format == .geoPackage {
            geometryType = own
        } else {
            geometryType = types.contains { $0.hasZ } ? GeometryType(isoCode: 1006) : .multiPolygon
        }
    }

    func write(_ part: LayerPart, to path: String) throws -> FileBatch.Written {
        setting.format.isDrawing ? try draw(part, to: path) : try copy(part, to: path)
    }

    // MARK: Layers

    private func copy(_ part: LayerPart, to path: String) throws -> FileBatch.Written {
        let format = setting.format
        let description = describe(part)
        var writer = try VectorWriter(
            creating: path, driver: format.driver,
            options: format.datasetOptions(description: description)
                + (format == .kml ? kmlOptions() : []), replacing: true, date: setting.time)
        let options = format.layerOptions(
            description: description, bounds: format == .tab ? try bounds(of: part) : GroundBox(),
            hasDegrees: frame.isInDegrees, date: setting.date)
        let crs = frame.isOfSource ? sources.crsDefinitions.first ?? nil : frame.definition
        let name = format.namesLayerAsFile ? part.stem : "parcels"
        var layer = 0
        for k in 0..<sources.count {
            try sources.withLayer(k) { _, source in
                if k == 0 {
                    layer = try writer.addLayer(
                        like: source, as: name, crs: crs, geometryType: geometryType, options: options,
                        keep: setting.keeps)
                } else {
                    try writer.widen(layer, like: source, keep: setting.keeps)
                }
            }
        }
        let rows = parcels(of: part)
        let keepsFids = keepsFids(part)
        var written = FileBatch.Written()
        for k in 0..<sources.count where !rows[k].isEmpty {
            let copied = try sources.withLayer(k) { _, source in
                try writer.copyFeatures(
                    rows[k].map { map.columns.fid[Int($0)] }, from: source, to: layer, keepingFids: keepsFids,
                    along: ways[k])
            }
            written.features += copied.written
            written.leftOut += copied.leftOut
        }
        let changes = writer.fieldChanges(ofLayer: layer)
        written.losses = losses(changes)
        if !keepsFids, format.keepsFids {
            written.losses.append(
                setting.language == .vi
                    ? "mã đối tượng (fid) được đánh lại theo thứ tự đọc"
                    : "feature ids are numbered anew in the order of reading")
        }
        // Names that were cut are told already, with what they became.
        written.losses += Set(writer.warnings).filter { !$0.hasPrefix("Normalized/laundered") }.sorted().prefix(20)
        if written.leftOut > 0 { written.losses.append(leftOut(written.leftOut)) }
        if format == .geoPackage {
            let style = LayerStyle(map.report, setting.language).style
            for statement in LayerStyles.statements([("parcels", style)], time: setting.time) {
                try writer.execute(statement)
            }
        }
        try writer.close()
        if format == .shapefile { try writeFieldNames(changes, beside: path) }
        return written
    }

    private func losses(_ changes: [FieldChange]) -> [String] {
        let personal = changes.filter { !setting.keeps($0.source.name) }.map(\.source.name)
        var losses = FixFormat.notes(changes.filter { setting.keeps($0.source.name) }, setting.language).map(\.text)
        if !personal.isEmpty {
            let list = personal.joined(separator: ", ")
            losses.append(
                setting.language == .vi
                    ? "trường có dữ liệu cá nhân không ghi (cần thì dùng --show-personal-data): \(list)"
                    : "fields with personal data are left out (--show-personal-data keeps them): \(list)")
        }
        if setting.format == .kml, let number = numberField {
            losses.append(
                setting.language == .vi ? "trường \(number) thành Name" : "field \(number) became Name")
        }
        return losses
    }

    /// Which of the source's fields became which: what a DBF's ten characters leave out.
    private func writeFieldNames(_ changes: [FieldChange], beside path: String) throws {
        var table = try CSVOutput(
            creating: path.dropLast(4) + "_fields.csv",
            header: ["source_field", "source_type", "field", "type", "width"], overwrite: true)
        var seen: Set<String> = []
        for k in 0..<sources.count {
            let fields = try sources.withLayer(k) { _, layer in layer.schema.fields }
            for field in fields where seen.insert(field.name).inserted {
                let change = changes.first { $0.source.name == field.name }
                let written = change.map(\.written) ?? (setting.keeps(field.name) ? field : nil)
                try table.write(
                    [
                        field.name, field.type.rawValue, written?.name ?? "", written?.type.rawValue ?? "",
                        written.map { $0.width > 0 ? "\($0.width)" : "" } ?? "",
                    ])
            }
        }
        try table.close()
    }

    /// Whether the features of a part can go under their own ids: each once, and of a FileGDB from 1 up.
    private func keepsFids(_ part: LayerPart) -> Bool {
        guard setting.format.keepsFids else { return false }
        let fids = part.parcels.map { map.columns.fid[Int($0)] }
        if setting.format == .fileGDB, !fids.allSatisfy({ (1...Int64(Int32.max)).contains($0) }) { return false }
        return Set(fids).count == fids.count
    }

    /// The parcels of a part by source.
    private func parcels(of part: LayerPart) -> [[Int32]] {
        var rows: [[Int32]] = Array(repeating: [], count: sources.count)
        var k = 0
        for row in part.parcels {
            while k + 1 < map.columns.sources.count,
                Int(row) >= map.columns.sources[k].firstParcel + map.columns.sources[k].parcelCount
            {
                k += 1
            }
            rows[k].append(row)
        }
        return rows
    }

    private var numberField: String? {
        map.report.layers.first?.fields.first { $0.role == .number }?.field
    }

    private func kmlOptions() -> [String] { numberField.map { ["NameField=\($0)"] } ?? [] }

    /// The ground of a part in the CRS of the output.
    private func bounds(of part: LayerPart) throws -> GroundBox {
        let (rings, grid) = (map.coverage.rings, map.coverage.grid)
        var box = GroundBox()
        for p in part.parcels {
            for i in rings.points(ofParcel: Int(p)) {
                box.join(x: grid.metresX(rings.points[i].x), y: grid.metresY(rings.points[i].y))
            }
        }
        guard let wayFromWork, !box.isNothing else { return box }
        var xy = [box.west, box.south, box.east, box.south, box.east, box.north, box.west, box.north]
        try wayFromWork.apply(&xy)
        var moved = GroundBox()
        for i in stride(from: 0, to: xy.count, by: 2) { moved.join(x: xy[i], y: xy[i + 1]) }
        return moved
    }

    private func leftOut(_ count: Int) -> String {
        setting.language == .vi
            ? "\(count) thửa không có hình nên không ghi được" : "\(count) parcels without geometry are left out"
    }

    private func describe(_ part: LayerPart) -> String {
        var words = [part.wardName, part.ward ?? ""].filter { !$0.isEmpty }
        if let sheet = part.sheet { words.append((setting.language == .vi ? "tờ " : "sheet ") + sheet) }
        words.append(frame.name)
        if let shift = frame.shift {
            let parameters = shift.positionVector.map { "\($0)" }.joined(separator: ",")
            words.append("VN-2000 - WGS 84: \(shift.rawValue) (+towgs84=\(parameters))")
        }
        return words.joined(separator: "; ")
    }

    // MARK: Drawings

    private func draw(_ part: LayerPart, to path: String) throws -> FileBatch.Written {
        let isDGN = setting.format == .dgn
        let lettering: DrawingLettering = isDGN ? .tcvn3 : .unicode
        var drawing = ParcelDrawing(map, lettering: lettering, way: wayFromWork)
        try drawing.draw(part, setting.language)
        try DrawingWriter.write(
            drawing.content, to: path, as: isDGN ? .dgn7 : .dxf, lettering: lettering, overwrite: true)
        var written = FileBatch.Written(features: drawing.drawn, leftOut: drawing.leftOut)
        let fields = try sources.withLayer(0) { _, layer in layer.schema.fields.map(\.name) }
        let drawn = Set(
            (map.report.layers.first?.fields ?? [])
                .filter { [.number, .storedArea, .landUse, .sheet, .ward].contains($0.role) }.map(\.field))
        let lost = fields.filter { !drawn.contains($0) }.joined(separator: ", ")
        if !lost.isEmpty {
            written.losses.append(
                setting.language == .vi ? "trường không ghi được: \(lost)" : "fields that are left out: \(lost)")
        }
        if drawing.leftOut > 0 { written.losses.append(leftOut(drawing.leftOut)) }
        if drawing.severalParts > 0 {
            written.losses.append(
                setting.language == .vi
                    ? "\(drawing.severalParts) thửa nhiều phần chỉ có nhãn ở một phần"
                    : "\(drawing.severalParts) parcels of several parts have their label in one of them alone")
        }
        if drawing.unwritten > 0 {
            written.losses.append(
                setting.language == .vi
                    ? "\(drawing.unwritten) nhãn có chữ ngoài bảng mã TCVN3 nên không ghi được"
                    : "\(drawing.unwritten) labels have letters that TCVN3 has not, and are left out")
        }
        return written
    }
}
