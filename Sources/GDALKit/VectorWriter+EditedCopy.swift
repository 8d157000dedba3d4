import CGDAL

/// A GeoPackage in which some geometries of one layer are others, and every other byte of its rows is as it was.
extension VectorWriter {
    /// Whether `init(copying:)` can copy this layer: a table of a GeoPackage file, with a feature id and one geometry
    /// column, and without triggers that would change more than the geometry.
    public static func canCopy(_ dataset: borrowing Dataset, layer name: String) -> Bool {
        guard dataset.isDatabaseFile, let layer = GDALDatasetGetLayerByName(dataset.raw, name),
            String(cString: OGR_L_GetName(layer)) == name, !String(cString: OGR_L_GetFIDColumn(layer)).isEmpty,
            OGR_FD_GetGeomFieldCount(OGR_L_GetLayerDefn(layer)) == 1
        else { return false }
        let query = """
            SELECT 'yes' FROM gpkg_contents c JOIN sqlite_master t ON lower(t.name) = lower(c.table_name)
            WHERE \(SQL.match("c.table_name", name)) AND c.data_type = 'features'
            AND t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND NOT EXISTS (
            SELECT 1 FROM sqlite_master o WHERE o.type = 'trigger' AND \(SQL.match("o.tbl_name", name))
            AND o.name NOT LIKE 'rtree_%' AND o.name NOT LIKE 'trigger_%_feature_count_%')
            """
        let checked = Checked("GDALDatasetExecuteSQL", .readFailed, at: GDALPlace(path: dataset.path, layer: name))
        return (try? SQL.texts(query, in: dataset.raw, checked)) == ["yes"]
    }

    /// Begins a GeoPackage as a copy of one layer of another, which becomes layer 0 and is whole already.
    ///
    /// The database is copied as a file and the other layers are taken out of the copy, with their styles. Tables that
    /// are no layers stay. `canCopy` tells for which layers this works.
    /// - Parameters:
    ///   - newName: the name of the layer in the copy.
    ///   - path: the file to make.
    ///   - date: the time that the file says it was changed at, as for `init(creating:)`.
    public init(
        copying dataset: borrowing Dataset, layer name: String, as newName: String, creating path: String,
        replacing: Bool = false, date: String? = nil
    ) throws(GDALError) {
        guard VectorWriter.canCopy(dataset, layer: name) else {
            throw GDALError(
                .badRequest, call: "CPLCopyFile", at: GDALPlace(path: dataset.path, layer: name),
                messages: ["it is no table of a GeoPackage file that can be copied as it is"])
        }
        let views = try CopiedDatabase.layerViews(of: dataset)
        let output = try StagedOutput(for: path, replacing: replacing)
        try dataset.copyDatabase(to: output.path, as: GDALPlace(path: path))
        let remarks = Remarks()
        let copy = try CopiedDatabase(
            at: output.path, without: views, place: GDALPlace(path: path), date: date, remarks: remarks)
        let layer: WrittenLayer
        do throws(GDALError) {
            layer = try copy.reduce(to: name, as: newName, isSmaller: !views.isEmpty)
        } catch {
            copy.close()
            throw error
        }
        self.init(copy.raw, of: "GPKG", in: output, date: date, remarks: remarks, layers: [layer])
    }

    /// Gives a feature of a copied layer another geometry; every other column keeps its bytes.
    /// - Parameters:
    ///   - layer: 0, the layer of `init(copying:)`.
    ///   - wkb: ISO WKB in the layer's CRS. A polygon in a layer of multipolygons becomes one of one part.
    public mutating func replaceGeometry(inLayer layer: Int, fid: Int64, wkb: [UInt8]) throws(GDALError) {
        let place = GDALPlace(path: output.target, layer: layers[layer].name, fid: fid)
        guard var edited = layers[layer].edited else {
            throw GDALError(.badRequest, call: "UPDATE", at: place, messages: ["the layer is no copy"])
        }
        try begin()
        let statement = try edited.replacement(fid: fid, wkb: wkb, at: place)
        layers[layer].edited = edited
        let raw = raw
        let checked = Checked("GDALDatasetExecuteSQL", .writeFailed, at: place, remarks: remarks)
        let row: OGRLayerH?
        do throws(GDALError) {
            row = try checked.optionalHandle { GDALDatasetExecuteSQL(raw, statement, nil, nil) }
        } catch {
            throw error.withoutBytes
        }
        guard let row else {
            throw GDALError(.writeFailed, call: "UPDATE", at: place, messages: ["there is no such feature"])
        }
        GDALDatasetReleaseResultSet(raw, row)
        try countWrite()
    }

    /// Has the descriptions of copied layers say what was replaced in them.
    mutating func stateReplacements() throws(GDALError) {
        for layer in layers {
            if let statement = layer.edited?.description(date: date) { try execute(statement) }
        }
    }
}

extension GDALError {
    /// Messages repeat the statement: without the bytes of its geometry.
    fileprivate var withoutBytes: GDALError {
        var error = self
        error.messages = messages.map { $0.replacing(/X'[0-9A-F]*'?/, with: "X'…'") }
        return error
    }
}
