import GDALKit
import PROJKit

/// Looks at everything in a source and changes nothing.
public struct Inspector {
    /// Drivers that may open sources besides `Dataset.readableDrivers`.
    public var allowedDrivers: [String] = []
    /// The CRS that the user names, as `--crs`.
    public var crs: String?

    public init() {}

    /// Reads all layers of a source.
    public func inspect(_ path: String) throws -> SourceInspection {
        var options = ReadingOptions()
        options.allowedDrivers = allowedDrivers
        let source = try OpenSource(path, options: options)
        let name = source.name
        do {
            var inspection = SourceInspection(source: name, driver: source.dataset.driver)
            for index in 0..<source.dataset.layerCount {
                inspection.layers.append(
                    try source.dataset.withLayer(at: index) { layer throws in
                        try inspect(layer, of: name, &inspection.remarks)
                    })
            }
            inspection.remarks = source.dataset.warnings + source.dataset.failures + inspection.remarks
            return inspection
        } catch let error as GDALError {
            throw ReadingError(error)
        }
    }

    private func inspect(_ layer: borrowing Layer, of source: String, _ remarks: inout [String]) throws
        -> LayerInspection
    {
        let schema = layer.schema
        var result = LayerInspection(name: schema.name, fidColumn: schema.fidColumn)
        result.statedFeatures = try layer.featureCount()
        let roles = try FieldChooser.choose(schema, named: [:], oldKeys: true, source: source)
        var look = LayerLook(schema)
        try layer.withBatches { batches in
            while let batch = try batches.next() { look.note(batch, batches) }
            remarks += (batches.remarks.failures + batches.remarks.warnings).map { "layer \"\(schema.name)\": \($0)" }
        }
        result.features = look.features
        result.duplicateFids = look.duplicateFids
        result.fields = zip(schema.fields, look.fields).map { field, seen in
            FieldInspection(
                name: field.name, type: field.type.rawValue, role: roles.first { $0.field == field.name }?.role,
                nulls: seen.nulls, blanks: seen.blanks, encoding: seen.cues.verdict)
        }
        guard schema.geometryType != .none else { return result }
        result.geometryType = schema.geometryType.description
        result.geometries = look.geometries
        result.extent = look.box.map { [$0.minX, $0.minY, $0.maxX, $0.maxY] }
        let judged = judge(schema, source, look)
        result.crs = judged.crs
        let unit = judged.system.map { $0.kind == .projected ? $0.unitFactor : nil } ?? 1
        result.coordinateStepMetres = look.step.metres(metresPerUnit: unit)
        return result
    }

    /// What `check` would take the coordinates in, and whether they lie where that is used.
    private func judge(
        _ schema: LayerSchema, _ source: String, _ look: LayerLook
    ) -> (crs: CRSInspection, system: CoordinateSystem?) {
        var crs = CRSInspection(
            stated: schema.crs.map { $0.authority ?? $0.name }, statedName: schema.crs?.name, verdict: .unknown)
        guard let box = look.box else { return (crs, nil) }
        let coordinates = LayerCoordinates(place: "\(source): layer \"\(schema.name)\"", stated: schema.crs, box: box)
        var notes: [ReadingNote] = []
        do throws(ReadingError) {
            let system = try CRSPolicy.source(of: coordinates, given: self.crs, notes: &notes)
            crs.taken = system.authority ?? system.name
            crs.kind = system.kind.rawValue
            crs.unit = system.unitName
            crs.verdict = schema.crs == nil ? .assumed : .agrees
            let working = WorkingCRS(system: system, metresPerUnit: 1)
            switch look.step.middle.flatMap({ CRSJudge(working: working, declared: system).judge(middle: $0) }) {
            case .swappedAxes:
                crs.verdict = .contradicts
                crs.explanation = "northing seems to stand before easting"
            case .outsideAreaOfUse:
                crs.verdict = .contradicts
                crs.explanation =
                    "the coordinates lie outside the area that this CRS is made for; name the right one with --crs"
            case .betterCRS, nil: break
            }
            return (crs, system)
        } catch {
            crs.verdict = .contradicts
            crs.explanation = error.description
            return (crs, nil)
        }
    }
}

/// What was seen of a layer so far.
private struct LayerLook {
    struct Field {
        /// Its column in the batches, once known.
        var name: String
        var nulls = 0
        var blanks = 0
        var cues = EncodingCues()
    }

    var features = 0
    var fields: [Field]
    var geometries = GeometryCounts()
    var box: LayerExtent?
    var step = CoordinateStep()
    var duplicateFids: Int { fids.count - Set(fids).count }
    private var fids: [Int64] = []
    private let fidColumn: String
    private var coordinates = WKBCoordinates()

    init(_ schema: LayerSchema) {
        fields = schema.fields.map { Field(name: $0.name) }
        fidColumn = schema.fidColumn.isEmpty ? "OGC_FID" : schema.fidColumn
    }

    mutating func note(_ batch: borrowing ArrowBatch, _ batches: BatchSource) {
        features += batch.count
        if let column = batches.column(named: fidColumn) {
            batch.withColumn(column) { column in
                for row in 0..<column.count { fids.append(column.integer(row) ?? -1) }
            }
        }
        for i in fields.indices {
            guard let column = batches.column(named: fields[i].name) else { continue }
            batch.withColumn(column) { column in
                let isText = column.kind == .text32 || column.kind == .text64
                for row in 0..<column.count {
                    if column.isNull(row) {
                        fields[i].nulls += 1
                    } else if isText, let bytes = column.bytes(row) {
                        if ColumnDecoding.trimmed(bytes).isEmpty { fields[i].blanks += 1 }
                        fields[i].cues.note(bytes)
                    }
                }
            }
        }
        guard let geometry = batches.geometryColumn else { return }
        batch.withColumn(geometry) { column in
            for row in 0..<column.count {
                guard let wkb = column.bytes(row), !wkb.isEmpty else {
                    geometries.null += 1
                    continue
                }
                note(wkb, isSampled: row < 64)
            }
        }
    }

    private mutating func note(_ wkb: UnsafeRawBufferPointer, isSampled: Bool) {
        coordinates.read(wkb)
        guard coordinates.shape != .malformed, let type = WKBCoordinates.type(of: wkb) else {
            geometries.malformed += 1
            return
        }
        if type.hasZ { geometries.withZ += 1 }
        if type.hasM { geometries.withM += 1 }
        if coordinates.shape == .curved { geometries.curved += 1 }
        if coordinates.runs.isEmpty {
            geometries.empty += 1
            return
        }
        switch (type.isoCode ?? 0) % 1000 {
        case 1, 4: geometries.points += 1
        case 2, 5, 8, 9, 11: geometries.lines += 1
        case 3, 10, 17: geometries.polygons += 1
        case 6, 12, 15, 16: geometries.multipolygons += 1
        case 7: geometries.collections += 1
        default: geometries.other += 1
        }
        geometries.vertices += coordinates.runs.reduce(0) { $0 + $1.count }
        if let found = coordinates.box(in: wkb) {
            if box == nil { box = found } else { box?.join(found) }
        } else {
            geometries.notFinite += 1
        }
        if isSampled { step.note(coordinates, in: wkb) }
    }
}
