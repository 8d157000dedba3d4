import CGDAL

extension Layer {
    /// Runs `body` with each feature that passes the filter, in the layer's order, until one cannot be taken.
    public func forEachRow(_ body: (borrowing SourceFeature) throws -> Void) throws {
        OGR_L_ResetReading(raw)
        let checked = Checked("OGR_L_GetNextFeature", .readFailed, at: place, remarks: remarks)
        let raw = raw
        while let feature = try checked.optionalHandle({ OGR_L_GetNextFeature(raw) }) {
            try body(SourceFeature(raw: feature))
        }
    }
}

/// Single values, for what is handed on row by row.
extension SourceFeature {
    /// A field as text that another database reads without loss; nil for null. Real numbers have all their digits, bytes
    /// are hexadecimal.
    public func exactText(_ field: Int, of type: FieldType) -> String? {
        let index = Int32(field)
        if OGR_F_IsFieldSetAndNotNull(raw, index) == 0 { return nil }
        switch type {
        case .real: return "\(OGR_F_GetFieldAsDouble(raw, index))"
        case .boolean: return OGR_F_GetFieldAsInteger(raw, index) == 0 ? "false" : "true"
        default: return withText(field) { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The geometry as ISO WKB, made one of `type` where that loses nothing (a polygon becomes a multipolygon of one
    /// part), with the dimensions of `type`; nil for none.
    public func wkb(as type: GeometryType) -> [UInt8]? {
        guard let own = OGR_F_StealGeometry(raw) else { return nil }
        let geometry = type.isoCode.map { $0 % 1000 == 0 } ?? true ? own : OGR_G_ForceTo(own, type.ogr, nil)
        guard let geometry else { return nil }
        defer { OGR_G_DestroyGeometry(geometry) }
        OGR_G_Set3D(geometry, type.hasZ ? 1 : 0)
        OGR_G_SetMeasured(geometry, type.hasM ? 1 : 0)
        var bytes = [UInt8](repeating: 0, count: Int(OGR_G_WkbSizeEx(geometry)))
        let status = bytes.withUnsafeMutableBufferPointer {
            OGR_G_ExportToIsoWkb(geometry, wkbNDR, $0.baseAddress)
        }
        return status == OGRERR_NONE ? bytes : nil
    }
}
