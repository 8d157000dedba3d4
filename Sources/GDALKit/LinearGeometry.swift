import CGDAL

/// Curves as chords.
public enum LinearGeometry {
    /// The geometry with every arc replaced by chords.
    ///
    /// Two neighbours that share an arc get the same chords, in whichever direction they walk it.
    /// - Parameters:
    ///   - wkb: ISO WKB with curves in it.
    ///   - maxAngleDegrees: the largest angle of arc under one chord.
    /// - Returns: ISO WKB of polygons, lines or points.
    public static func wkb(
        _ wkb: UnsafeRawBufferPointer, maxAngleDegrees: Double, at place: GDALPlace = GDALPlace()
    ) throws(GDALError) -> [UInt8] {
        var curved: OGRGeometryH?
        try Checked("OGR_G_CreateFromWkbEx", .invalidGeometry, at: place).ogr {
            OGR_G_CreateFromWkbEx(wkb.baseAddress, nil, &curved, wkb.count)
        }
        LiveHandle.geometry.born()
        defer {
            OGR_G_DestroyGeometry(curved)
            LiveHandle.geometry.died()
        }
        let linear = try Checked("OGR_G_GetLinearGeometry", .invalidGeometry, at: place).handle {
            OGR_G_GetLinearGeometry(curved, maxAngleDegrees, nil)
        }
        LiveHandle.geometry.born()
        defer {
            OGR_G_DestroyGeometry(linear)
            LiveHandle.geometry.died()
        }
        var bytes = [UInt8](repeating: 0, count: OGR_G_WkbSizeEx(linear))
        try Checked("OGR_G_ExportToIsoWkb", .invalidGeometry, at: place).ogr {
            OGR_G_ExportToIsoWkb(linear, wkbNDR, &bytes)
        }
        return bytes
    }
}
