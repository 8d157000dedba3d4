import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Reads ward outlines onto the grid of a map.
struct WardReader {
    /// The map's grid. Wards that it does not reach come on a grid of their own, good for judging the CRS alone.
    let grid: Grid
    let working: WorkingCRS
    /// The map's box in metres of the working CRS.
    let mapBox: LayerExtent?

    /// Names of fields with a ward's code and its name, folded, the best first.
    private static let codeNames = [
        "maxa", "maphuong", "maxaphuong", "madvhcxa", "madvhc", "madonvihanhchinh", "wardcode", "communecode",
        "matinhxa", "code",
        "ma", "ward", "commune", "wardid", "id",
    ]
    private static let nameNames = [
        "tenxa", "tenphuong", "tenxaphuong", "tendvhc", "tendonvihanhchinh", "fullname", "wardname", "communename",
        "ten", "name",
    ]

    /// Reads the wards of a source; a ward in several features becomes one.
    func read(_ path: String, options: ReadingOptions, notes: inout [ReadingNote]) throws -> WardLayer {
        var selection = options
        selection.filter = nil
        selection.fields = [:]
        let source = try OpenSource(path, options: selection)
        let name = source.name
        let indices = try source.selectLayers(named: nil, notes: &notes)
        guard indices.count == 1 else {
            throw ReadingError(
                .unusableData, "\(name): several layers hold polygons; name one file with the ward outlines")
        }
        let schema = source.dataset.withLayer(at: indices[0]) { $0.schema }
        let rows = try rows(source, indices[0], schema)
        guard !rows.isEmpty else {
            throw ReadingError(.unusableData, "\(name): layer \"\(schema.name)\" has no features")
        }
        let place = "\(name): layer \"\(schema.name)\""
        let codeField = try codeField(rows, schema, place)
        let nameField = FieldName.best(schema.fields.map(\.name), among: WardReader.nameNames)
        let way = try way(source, indices[0], schema, place, &notes)
        return try outlines(rows, codeField, nameField, way, name, schema.name)
    }

    private struct Row {
        var fid: Int64
        var wkb: [UInt8]?
        var texts: [String: String]
    }

    /// All features; there are some hundred wards, not a million.
    private func rows(_ source: OpenSource, _ index: Int, _ schema: LayerSchema) throws -> [Row] {
        let fields = schema.fields.filter { FieldRole.ward.canRead($0.type) }.map(\.name)
        return try source.dataset.withLayer(at: index) { layer throws in
            try layer.keepFields(Set(fields))
            return try layer.withBatches(of: 1000) { batches in
                guard let geometry = batches.geometryColumn else { return [] }
                var rows: [Row] = []
                while let batch = try batches.next() {
                    let start = rows.count
                    batch.withColumn(geometry) { column in
                        for row in 0..<column.count {
                            rows.append(Row(fid: -1, wkb: column.bytes(row).map { [UInt8]($0) }, texts: [:]))
                        }
                    }
                    if let fid = batches.column(named: schema.fidColumn.isEmpty ? "OGC_FID" : schema.fidColumn) {
                        batch.withColumn(fid) { column in
                            for row in 0..<column.count { rows[start + row].fid = column.integer(row) ?? -1 }
                        }
                    }
                    for field in fields {
                        guard let number = batches.column(named: field) else { continue }
                        batch.withColumn(number) { column in
                            var pool = TextPool()
                            var ids: [TextID] = []
                            ColumnDecoding.texts(column, nil, into: &ids, &pool, width: 5)
                            for (row, id) in ids.enumerated() { rows[start + row].texts[field] = pool[id] }
                        }
                    }
                }
                return rows
            }
        }
    }

    /// The field whose values are ward codes: five digits, each once. By name first, then by what is in it.
    private func codeField(_ rows: [Row], _ schema: LayerSchema, _ place: String) throws(ReadingError) -> String {
        func share(_ field: String) -> Double {
            let values = rows.compactMap { $0.texts[field] }
            let codes = values.count { $0.utf8.count == 5 && $0.utf8.allSatisfy { (48...57).contains($0) } }
            return Double(codes) / Double(rows.count)
        }
        let names = schema.fields.map(\.name)
        let byName = WardReader.codeNames.compactMap { wanted in names.first { FieldRole.fold($0) == wanted } }
        if let field = byName.first(where: { share($0) > 0.9 }) { return field }
        if let field = names.max(by: { share($0) < share($1) }), share(field) > 0.9 { return field }
        // Codes of another country: a field of that name will do.
        if let field = byName.first { return field }
        throw ReadingError(
            .unusableData,
            "\(place): no field holds ward codes; its fields are \(names.map { "\"\($0)\"" }.joined(separator: ", "))")
    }

    /// How the outlines come to the working CRS; without a CRS of their own they are in the map's when they lie there.
    private func way(
        _ source: OpenSource, _ index: Int, _ schema: LayerSchema, _ place: String, _ notes: inout [ReadingNote]
    ) throws -> WayToWork {
        let box = source.dataset.withLayer(at: index) { $0.extent() }
        if schema.crs == nil, let box, let mapBox, working.metresPerUnit == 1, box.meets(mapBox) {
            notes.append(.assumedWardCRS(place, working.shortName))
            return WayToWork(from: working.system, to: working)
        }
        let coordinates = LayerCoordinates(place: place, stated: schema.crs, box: box)
        let system = try CRSPolicy.source(of: coordinates, given: nil, notes: &notes)
        let way = WayToWork(from: system, to: working)
        if way.transformation != nil {
            notes.append(
                .transformed(
                    place, from: system.authority ?? system.name, to: working.shortName,
                    ignoresDatum: try way.open().ignoresDatum))
        }
        return way
    }

    private func outlines(
        _ rows: [Row], _ codeField: String, _ nameField: String?, _ way: WayToWork, _ source: String, _ layer: String
    ) throws -> WardLayer {
        var order: [String] = []
        var parts: [String: [[UInt8]]] = [:]
        var names: [String: String] = [:]
        for row in rows {
            guard let code = row.texts[codeField] else {
                throw ReadingError(
                    .unusableData,
                    "\(source): layer \"\(layer)\": feature \(row.fid) has no ward code in \"\(codeField)\"")
            }
            guard let wkb = row.wkb, !wkb.isEmpty else {
                throw ReadingError(
                    .unusableData, "\(source): layer \"\(layer)\": ward \(code) (feature \(row.fid)) has no outline")
            }
            if parts[code] == nil {
                order.append(code)
                names[code] = nameField.flatMap { row.texts[$0] } ?? WardList.ward(code: code)?.name ?? code
            }
            parts[code, default: []].append(wkb)
        }
        let outlines = order.map { (code: $0, wkb: WardReader.joined(parts[$0] ?? [])) }
        let taker = WayTaker(try LaneTools(way), isIdentity: way.isIdentity)
        var grid = self.grid
        var intake = CoverageIntake(grid: grid)
        var next = 0
        while next < outlines.count {
            let outcome = taker.take(outlines[next].wkb, into: &intake)
            if case .beyondReach(let x, let y) = outcome, grid == self.grid {
                grid = Grid(unitsPerMetre: 100, aroundX: x, aroundY: y)
                intake = CoverageIntake(grid: grid)
                next = 0
                continue
            }
            guard outcome == .stored else {
                throw ReadingError(
                    .unusableData,
                    "\(source): layer \"\(layer)\": the outline of ward \(outlines[next].code) cannot be used: "
                        + WardReader.reason(outcome))
            }
            next += 1
        }
        return WardLayer(
            rings: intake.rings, codes: order, names: order.map { names[$0] ?? $0 }, source: source, layer: layer,
            grid: grid)
    }

    /// One geometry of several.
    private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
        if parts.count == 1 { return parts[0] }
        var bytes: [UInt8] = [1]
        for number in [UInt32(7), UInt32(parts.count)] {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes + parts.joined()
    }

    private static func reason(_ outcome: IntakeOutcome) -> String {
        switch outcome {
        case .stored: "it can"
        case .empty: "it is empty"
        case .notFinite: "it has coordinates that are NaN, infinite or without a place in the working CRS"
        case .notPolygonal: "it is no polygon"
        case .curved: "its arcs cannot be replaced by chords"
        case .beyondReach: "it lies too far from the map; is it in the right CRS?"
        case .malformed: "its bytes are no geometry"
        }
    }
}

/// Takes geometries one by one into the working CRS.
struct WayTaker {
    private let tools: LaneTools
    private let isIdentity: Bool

    init(_ tools: LaneTools, isIdentity: Bool) {
        self.tools = tools
        self.isIdentity = isIdentity
    }

    func take(_ wkb: [UInt8], into intake: inout CoverageIntake) -> IntakeOutcome {
        wkb.withUnsafeBytes { bytes in
            tools.coordinates.read(bytes)
            if tools.coordinates.shape == .curved {
                guard let linear = try? LinearGeometry.wkb(bytes, maxAngleDegrees: LayerDecoder.chordDegrees) else {
                    return .curved
                }
                return take(linear, into: &intake)
            }
            if isIdentity { return intake.append(wkb: bytes) }
            tools.project(bytes)
            return tools.bytes.withUnsafeBytes { intake.append(wkb: $0) }
        }
    }
}

/// Finds fields by their folded names.
enum FieldName {
    static func best(_ fields: [String], among names: [String]) -> String? {
        names.lazy.compactMap { name in fields.first { FieldRole.fold($0) == name } }.first
    }
}
