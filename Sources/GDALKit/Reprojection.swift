import CGDAL

/// The way of geometries from one CRS into another, for one thread. East or longitude stands first on both sides.
public final class Reprojection {
    let raw: OGRCoordinateTransformationH
    private let subject: String

    /// - Parameters:
    ///   - source: `EPSG:5897`, WKT, or anything that GDAL understands as a CRS.
    ///   - sourceShift: the seven parameters from the source's datum to WGS 84, as `+towgs84` has them (metres, seconds,
    ///     parts per million); nil leaves the choice to PROJ.
    ///   - targetShift: the same for the target's datum.
    /// - Throws: `.badRequest` for a CRS that is none, and where no way is known.
    public init(
        from source: String, to target: String, sourceShift: [Double]? = nil, targetShift: [Double]? = nil
    ) throws(GDALError) {
        GDALLibrary.prepare()
        subject = "\(source) → \(target)"
        let from = try Reprojection.crs(source, shift: sourceShift)
        defer { OSRDestroySpatialReference(from) }
        let to = try Reprojection.crs(target, shift: targetShift)
        defer { OSRDestroySpatialReference(to) }
        let checked = Checked("OCTNewCoordinateTransformation", .badRequest, at: GDALPlace())
        // Where a CRS has a code, GDAL would take its own shift of that code instead of the one that was set.
        let isShifted = sourceShift != nil || targetShift != nil
        raw = try GDALLibrary.withSettings(isShifted ? ["OGR_CT_PREFER_OFFICIAL_SRS_DEF": "NO"] : [:]) {
            () throws(GDALError) in
            try checked.handle { OCTNewCoordinateTransformation(from, to) }
        }
    }

    deinit { OCTDestroyCoordinateTransformation(raw) }

    private static func crs(_ text: String, shift: [Double]?) throws(GDALError) -> OGRSpatialReferenceH {
        let crs = OSRNewSpatialReference(nil)
        do throws(GDALError) {
            try Checked("OSRSetFromUserInput", .badRequest, at: GDALPlace()).ogr { OSRSetFromUserInput(crs, text) }
            if let s = shift {
                try Checked("OSRSetTOWGS84", .badRequest, at: GDALPlace()).ogr {
                    OSRSetTOWGS84(crs, s[0], s[1], s[2], s[3], s[4], s[5], s[6])
                }
            }
        } catch {
            OSRDestroySpatialReference(crs)
            throw error
        }
        OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
        guard let crs else { preconditionFailure("no memory for a CRS") }
        return crs
    }

    /// Moves points (x, y, x, y...) over.
    /// - Throws: `.invalidGeometry` when one of them has no place in the target.
    public func apply(_ xy: inout [Double]) throws(GDALError) {
        let count = xy.count / 2
        var xs = (0..<count).map { xy[2 * $0] }
        var ys = (0..<count).map { xy[2 * $0 + 1] }
        try Checked("OCTTransform", .invalidGeometry, at: GDALPlace()).truth {
            OCTTransform(raw, Int32(count), &xs, &ys, nil) != 0
        }
        for i in 0..<count {
            xy[2 * i] = xs[i]
            xy[2 * i + 1] = ys[i]
        }
    }

    /// Moves a geometry over, with its heights as they are.
    func apply(_ geometry: OGRGeometryH, at place: GDALPlace) throws(GDALError) {
        try Checked("OGR_G_Transform", .invalidGeometry, at: place).ogr { OGR_G_Transform(geometry, raw) }
    }
}
