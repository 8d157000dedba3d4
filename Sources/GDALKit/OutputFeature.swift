import CGDAL

/// A feature to be written; given back to GDAL when its owner goes.
struct OutputFeature: ~Copyable {
    let raw: OGRFeatureH

    /// - Parameter layer: the layer that it is for.
    init(of layer: OGRLayerH, at place: GDALPlace) throws(GDALError) {
        raw = try Checked("OGR_F_Create", .writeFailed, at: place).handle {
            OGR_F_Create(OGR_L_GetLayerDefn(layer))
        }
        LiveHandle.feature.born()
    }

    deinit {
        OGR_F_Destroy(raw)
        LiveHandle.feature.died()
    }

    func setGeometry(_ wkb: UnsafeRawBufferPointer, at place: GDALPlace) throws(GDALError) {
        try setGeometry(taking: WKB.geometry(wkb, at: place), at: place)
    }

    /// Sets a geometry as a layer wants it: see `fitted`.
    func setGeometry(_ wkb: [UInt8], for layer: OGRLayerH, at place: GDALPlace) throws(GDALError) {
        try setGeometry(taking: WKB.geometry(wkb, at: place).fitted(to: layer), at: place)
    }

    /// The feature takes the geometry over, also when it refuses it.
    func setGeometry(taking geometry: OGRGeometryH?, at place: GDALPlace) throws(GDALError) {
        try Checked("OGR_F_SetGeometryDirectly", .invalidGeometry, at: place).ogr {
            OGR_F_SetGeometryDirectly(raw, geometry)
        }
    }
}
