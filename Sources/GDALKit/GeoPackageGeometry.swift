import CGDAL

/// A geometry as GeoPackage stores it: a header with the number of the CRS and the box, then ISO WKB.
struct GeoPackageGeometry {
    let blob: [UInt8]
    /// The box in the plane; nil for an empty geometry.
    let extent: LayerExtent?

    /// - Parameter layer: the layer that it is for: see `fitted`.
    init(wkb: [UInt8], for layer: OGRLayerH, srs: Int32, at place: GDALPlace) throws(GDALError) {
        let geometry = try WKB.geometry(wkb, at: place).fitted(to: layer)
        LiveHandle.geometry.born()
        defer {
            OGR_G_DestroyGeometry(geometry)
            LiveHandle.geometry.died()
        }
        let isEmpty = OGR_G_IsEmpty(geometry) != 0
        var box = OGREnvelope()
        OGR_G_GetEnvelope(geometry, &box)
        // As GDAL does it: a box of four numbers, and none for points and for nothing.
        let hasBox = !isEmpty && OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) != wkbPoint
        let header = 8 + (hasBox ? 32 : 0)
        var bytes = [UInt8](repeating: 0, count: header + OGR_G_WkbSizeEx(geometry))
        bytes[0] = UInt8(ascii: "G")
        bytes[1] = UInt8(ascii: "P")
        // Version 0; numbers of the header little-endian, kind of box, emptiness.
        bytes[3] = 1 | (hasBox ? 1 << 1 : 0) | (isEmpty ? 1 << 4 : 0)
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: srs.littleEndian, toByteOffset: 4, as: Int32.self)
            guard hasBox else { return }
            for (i, number) in [box.MinX, box.MaxX, box.MinY, box.MaxY].enumerated() {
                bytes.storeBytes(of: number.bitPattern.littleEndian, toByteOffset: 8 + 8 * i, as: UInt64.self)
            }
        }
        try Checked("OGR_G_ExportToIsoWkb", .invalidGeometry, at: place).ogr {
            bytes.withUnsafeMutableBufferPointer { bytes in
                OGR_G_ExportToIsoWkb(geometry, wkbNDR, bytes.baseAddress.map { $0 + header })
            }
        }
        blob = bytes
        extent = isEmpty ? nil : LayerExtent(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY)
    }
}
