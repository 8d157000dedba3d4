import CGDAL

/// Layers that are copies of others, from any format into any.
extension VectorWriter {
    /// Adds a layer with the geometry type and the fields of another, as far as the format can hold them;
    /// `fieldChanges` tells how far. Defaults and uniqueness of values are not taken along.
    ///
    /// Unless `options` say otherwise, a GeoPackage gets the source's columns for feature id and geometry, a Shapefile
    /// gets UTF-8, and a FlatGeobuf gets no spatial index: its features have no id but their order, which an index
    /// would change.
    /// - Parameters:
    ///   - crs: as in `OutputLayer`.
    ///   - geometryType: a wider type than the source's, for sources that do not keep to their own: a Shapefile says
    ///     polygon and holds multipolygons.
    ///   - options: layer creation options (`NAME=value`) of the driver.
    ///   - keep: whether a field of this name is taken along.
    /// - Returns: its number, for `copyFeatures` and `write`.
    public mutating func addLayer(
        like source: borrowing Layer, as name: String, crs: String?, geometryType: GeometryType? = nil,
        options: [String] = [], keep: (String) -> Bool = { _ in true }
    ) throws(GDALError) -> Int {
        let own = OGR_L_GetGeomType(source.raw)
        let type = geometryType?.ogr ?? own
        let defaults = LayerLikeness.options(for: source.schema, driver: driver)
        let handle = try createLayer(name, type, crs: crs, options: options.completed(by: defaults))
        let definition = OGR_L_GetLayerDefn(source.raw)
        var likeness = LayerLikeness(isWidened: type != own)
        for number in 0..<OGR_FD_GetFieldCount(definition) {
            let field = OGR_FD_GetFieldDefn(definition, number)
            let own = FieldDefinition(field)
            let made = keep(own.name) ? createField(like: field, in: handle) : nil
            let written = made.map { found(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(handle), $0)) }
            likeness.add(own, written, number: made)
        }
        let count = Int(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(handle)))
        layers.append(WrittenLayer(raw: handle, name: name, fieldCount: count, likeness: likeness))
        return layers.count - 1
    }

    /// The fields of a layer of `addLayer(like:)` that the format could not take as they are.
    public borrowing func fieldChanges(ofLayer layer: Int) -> [FieldChange] { layers[layer].likeness?.changes ?? [] }

    /// Writes all features of another layer that pass its filter, with their fields and geometries.
    ///
    /// Several layers may be written into one: their fields go by name, and a field that the first one lacks is an
    /// error.
    /// - Parameters:
    ///   - layer: a number that `addLayer(like:)` gave.
    ///   - keepingFids: whether features keep their ids, where the format has such.
    ///   - geometry: another geometry (ISO WKB) for the feature of this id, or nil to leave it as it is. A polygon in a
    ///     layer of multipolygons becomes one of one part.
    ///   - progress: is told now and then how many features are written.
    /// - Returns: the number of features.
    public mutating func copyFeatures(
        from source: borrowing Layer, to layer: Int, keepingFids: Bool, geometry: (Int64) -> [UInt8]?,
        progress: ((Int) -> Void)? = nil
    ) throws(GDALError) -> Int {
        guard let likeness = layers[layer].likeness else {
            throw GDALError(
                .badRequest, call: "OGR_F_SetFromWithMap", at: source.place,
                messages: ["the layer \(layers[layer].name) was not made like another"])
        }
        let target = GDALPlace(path: output.target, layer: layers[layer].name)
        let map = try likeness.map(from: source, at: target)
        let reading = Checked("OGR_L_GetNextFeature", .readFailed, at: source.place, remarks: source.remarks)
        let raw = source.raw
        OGR_L_ResetReading(raw)
        var count = 0
        while let feature = try reading.optionalHandle({ OGR_L_GetNextFeature(raw) }) {
            LiveHandle.feature.born()
            defer {
                OGR_F_Destroy(feature)
                LiveHandle.feature.died()
            }
            _ = try copy(feature, to: layer, keepingFid: keepingFids, map: map, geometry: geometry)
            count += 1
            if count % VectorWriter.progressSize == 0 { progress?(count) }
        }
        progress?(count)
        return count
    }

    /// A field as it will be found in what is written: GDAL remembers truth values and long integers for a layer that
    /// it writes, also where the format has none.
    func found(_ field: OGRFieldDefnH?) -> FieldDefinition {
        let driver = GDALGetDatasetDriver(raw)
        func names(_ item: String) -> [Substring] {
            let list = GDALGetMetadataItem(driver, item, nil).map { String(cString: $0) } ?? ""
            return list.split(separator: " ")
        }
        var definition = FieldDefinition(field)
        if definition.type == .boolean, !names(GDAL_DMD_CREATIONFIELDDATASUBTYPES).contains("Boolean") {
            definition.type = .integer
        }
        let types = names(GDAL_DMD_CREATIONFIELDDATATYPES)
        if let name = OGR_GetFieldTypeName(OGR_Fld_GetType(field)), !types.isEmpty,
            !types.contains(where: { $0 == String(cString: name) })
        {
            definition.type = definition.type == .integer64 ? .real : .text
        }
        return definition
    }

    /// Features between two calls of `progress`.
    private static let progressSize = 10_000

    /// Writes a copy of a feature, which loses its geometry to it.
    /// - Parameters:
    ///   - way: into the CRS of the layer; for geometries of the feature's own.
    ///   - leavesOut: whether a feature without geometry is left out by a format that holds none such; else an error.
    /// - Returns: whether it was written.
    mutating func copy(
        _ feature: OGRFeatureH, to layer: Int, keepingFid: Bool, map: [Int32], geometry: (Int64) -> [UInt8]?,
        along way: Reprojection? = nil, leavingOutEmpty leavesOut: Bool = false
    ) throws(GDALError) -> Bool {
        try begin()
        let fid = OGR_F_GetFID(feature)
        let place = GDALPlace(path: output.target, layer: layers[layer].name, fid: fid)
        let copied = try OutputFeature(of: layers[layer].raw, at: place)
        // The feature goes anyway: its geometry moves instead of being copied.
        let own = OGR_F_StealGeometry(feature)
        let handle = copied.raw
        // It would take the missing geometry over too: geometries come after it.
        try Checked("OGR_F_SetFromWithMap", .writeFailed, at: place, remarks: remarks).ogr {
            var map = map
            return OGR_F_SetFromWithMap(handle, feature, 1, &map)
        }
        if let wkb = geometry(fid) {
            OGR_G_DestroyGeometry(own)
            try copied.setGeometry(wkb, for: layers[layer].raw, at: place)
        } else if let own {
            do throws(GDALError) {
                try way?.apply(own, at: place)
            } catch {
                OGR_G_DestroyGeometry(own)
                throw error
            }
            // What the source holds stays as it is, unless the layer was made for something wider.
            let isWidened = layers[layer].likeness?.isWidened == true
            try copied.setGeometry(taking: isWidened ? own.fitted(to: layers[layer].raw) : own, at: place)
        }
        if driver == "FlatGeobuf", OGR_G_IsEmpty(OGR_F_GetGeometryRef(handle)) != 0 {
            if leavesOut { return false }
            // GDAL would leave it out and say nothing.
            throw GDALError(
                .writeFailed, call: "OGR_L_CreateFeature", at: place,
                messages: ["it has no geometry, and FlatGeobuf holds no such features: write another format"])
        }
        // MapInfo numbers its features itself, and refuses one that has a number.
        OGR_F_SetFID(handle, keepingFid && driver != "MapInfo File" ? fid : Int64(OGRNullFID))
        try insert(copied, into: layer, at: place)
        return true
    }

    /// - Returns: its number; nil where the format has no field of this type.
    mutating func createField(like field: OGRFieldDefnH?, in layer: OGRLayerH) -> Int32? {
        let copy = OGR_Fld_Create(OGR_Fld_GetNameRef(field), OGR_Fld_GetType(field))
        defer { OGR_Fld_Destroy(copy) }
        OGR_Fld_SetSubType(copy, OGR_Fld_GetSubType(field))
        OGR_Fld_SetWidth(copy, OGR_Fld_GetWidth(field))
        OGR_Fld_SetPrecision(copy, OGR_Fld_GetPrecision(field))
        OGR_Fld_SetNullable(copy, OGR_Fld_IsNullable(field))
        OGR_Fld_SetAlternativeName(copy, OGR_Fld_GetAlternativeNameRef(field))
        let number = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
        var messages: [GDALMessage] = []
        let status = listening(to: &messages) { OGR_L_CreateField(layer, copy, 1) }
        remarks.add(messages)
        let isMade = status == OGRERR_NONE && OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)) == number + 1
        return isMade ? number : nil
    }
}
