import CGDAL

/// A layer of an open dataset. It lives inside the closure that it is handed to.
public struct Layer: ~Copyable {
    let raw: UnsafeMutableRawPointer
    let remarks: Remarks
    public let path: String
    public let name: String

    init(raw: UnsafeMutableRawPointer, path: String, remarks: Remarks) {
        self.raw = raw
        self.path = path
        self.remarks = remarks
        name = String(cString: OGR_L_GetName(raw))
    }

    var place: GDALPlace { GDALPlace(path: path, layer: name) }

    /// Names, types, CRS.
    public var schema: LayerSchema {
        let definition = OGR_L_GetLayerDefn(raw)
        let fields = (0..<OGR_FD_GetFieldCount(definition)).map { i in
            FieldDefinition(OGR_FD_GetFieldDefn(definition, i))
        }
        let type = GeometryType(OGR_L_GetGeomType(raw))
        return LayerSchema(
            name: name, geometryColumn: type == .none ? nil : String(cString: OGR_L_GetGeometryColumn(raw)),
            geometryType: type, fidColumn: String(cString: OGR_L_GetFIDColumn(raw)), fields: fields,
            crs: SpatialReference(OGR_L_GetSpatialRef(raw)))
    }

    /// The number of features that pass the filter, as the format states it: a GeoPackage may state an old number.
    public func featureCount() throws(GDALError) -> Int {
        let checked = Checked("OGR_L_GetFeatureCount", .readFailed, at: place, remarks: remarks)
        return Int(try checked.count { Int64(OGR_L_GetFeatureCount(raw, 1)) })
    }

    /// The extent that the format states, which may be too large or too small; nil where it states none.
    public var statedExtent: LayerExtent? { extent(scan: false) }

    /// The extent of all geometries; reads the layer where the format states none. Nil for a layer without geometry.
    public func extent() -> LayerExtent? { extent(scan: true) }

    private func extent(scan: Bool) -> LayerExtent? {
        var box = OGREnvelope()
        var messages: [GDALMessage] = []
        let status = listening(to: &messages) { OGR_L_GetExtent(raw, &box, scan ? 1 : 0) }
        guard status == OGRERR_NONE, box.MinX <= box.MaxX, box.MinY <= box.MaxY else { return nil }
        return LayerExtent(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY)
    }

    /// Reads only the features for which the expression holds (OGR's WHERE, in SQLite's words for a GeoPackage).
    public func setFilter(_ expression: String?) throws(GDALError) {
        try Checked("OGR_L_SetAttributeFilter", .badRequest, at: place, remarks: remarks).ogr {
            OGR_L_SetAttributeFilter(raw, expression)
        }
    }

    /// Reads only the features whose boxes meet this one, in the layer's own coordinates.
    public func setBox(_ box: LayerExtent) {
        OGR_L_SetSpatialFilterRect(raw, box.minX, box.minY, box.maxX, box.maxY)
    }

    /// Reads only these fields from now on; with `geometry: false` no geometries either.
    public func keepFields(_ kept: Set<String>, geometry: Bool = true) throws(GDALError) {
        var ignored = schema.fields.map(\.name).filter { !kept.contains($0) }
        if !geometry { ignored.append("OGR_GEOMETRY") }
        let checked = Checked("OGR_L_SetIgnoredFields", .badRequest, at: place, remarks: remarks)
        try checked.ogr {
            withStringList(ignored) { OGR_L_SetIgnoredFields(raw, UnsafeMutablePointer(mutating: $0)) }
        }
    }

    /// Runs `body` with the layer's features as batches of columns. `BatchSource` may be shared by lanes.
    /// - Parameter batchSize: features in a batch at most.
    public func withBatches<R: ~Copyable>(
        of batchSize: Int = 65536, _ body: (BatchSource) throws -> R
    ) throws -> R {
        let source = try BatchSource(layer: self, batchSize: batchSize)
        defer { source.close() }
        return try body(source)
    }
}
