import CGDAL

/// Geometries of GDAL from bytes.
enum WKB {
    /// - Returns: a geometry that the caller destroys or gives away.
    static func geometry(_ wkb: UnsafeRawBufferPointer, at place: GDALPlace) throws(GDALError) -> OGRGeometryH {
        try Checked("OGR_G_CreateFromWkbEx", .invalidGeometry, at: place).handle {
            var geometry: OGRGeometryH?
            let status = OGR_G_CreateFromWkbEx(wkb.baseAddress, nil, &geometry, wkb.count)
            return status == OGRERR_NONE ? geometry : nil
        }
    }

    static func geometry(_ wkb: [UInt8], at place: GDALPlace) throws(GDALError) -> OGRGeometryH {
        // The closure has no typed throws: carry the error out as a value.
        let result: Result<OGRGeometryH, GDALError> = wkb.withUnsafeBytes { bytes in
            do throws(GDALError) {
                return .success(try geometry(bytes, at: place))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension OGRGeometryH {
    /// The geometry as the type of a layer wants it: a polygon in a layer of multipolygons becomes one of one part, and
    /// the other way round. Every other stays as it is.
    consuming func fitted(to layer: OGRLayerH) -> OGRGeometryH {
        let wanted = OGR_GT_Flatten(OGR_L_GetGeomType(layer))
        let own = OGR_GT_Flatten(OGR_G_GetGeometryType(self))
        if wanted == wkbMultiPolygon, own == wkbPolygon { return OGR_G_ForceToMultiPolygon(self) ?? self }
        if wanted == wkbPolygon, own == wkbMultiPolygon, OGR_G_GetGeometryCount(self) == 1 {
            return OGR_G_ForceToPolygon(self) ?? self
        }
        return self
    }
}
