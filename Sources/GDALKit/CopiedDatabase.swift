import CGDAL

/// The copy of a GeoPackage, open for being cut down to one layer.
struct CopiedDatabase {
    let raw: GDALDatasetH
    private let place: GDALPlace
    private let date: String?
    private let remarks: Remarks

    /// - Parameters:
    ///   - views: statements of `layerViews`. GDAL cannot delete views: they go before it looks.
    ///   - place: where the copy is to stand in the end, for messages.
    init(
        at path: String, without views: [String], place: GDALPlace, date: String?, remarks: Remarks
    ) throws(GDALError) {
        // No log: nothing but the file itself is to stand there in the end.
        let prelude = (["PRAGMA journal_mode=DELETE"] + views).joined(separator: ";")
        let options = ["LIST_ALL_TABLES=NO", "PRELUDE_STATEMENTS=\(prelude)"]
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR)
        raw = try Checked("GDALOpenEx", .cannotCreate, at: place, remarks: remarks).handle {
            withStringList(["GPKG"]) { drivers in
                withStringList(options) { GDALOpenEx(path, flags, drivers, $0, nil) }
            }
        }
        self.place = place
        self.date = date
        self.remarks = remarks
    }

    func close() {
        var messages: [GDALMessage] = []
        listening(to: &messages) { GDALClose(raw) }
    }

    /// Takes all layers out but one, with their styles.
    /// - Parameters:
    ///   - newName: the name that it is to have.
    ///   - isSmaller: whether something was taken out before.
    func reduce(to name: String, as newName: String, isSmaller: Bool) throws(GDALError) -> WrittenLayer {
        try ogr("GDALDatasetStartTransaction") { GDALDatasetStartTransaction(raw, 0) }
        let styles = try texts(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND lower(name) = 'layer_styles'"
        ).first
        let removed = try removeLayers(except: [name, styles])
        if let styles {
            for name in removed {
                try execute("DELETE FROM \(SQL.name(styles)) WHERE \(SQL.match("f_table_name", name))")
            }
        }
        if !removed.isEmpty { try removeDanglingViews() }
        if newName != name {
            try rename(name, newName)
            if let styles {
                try execute(
                    "UPDATE \(SQL.name(styles)) SET f_table_name = \(SQL.text(newName))"
                        + " WHERE \(SQL.match("f_table_name", name))")
            }
        }
        try ogr("GDALDatasetCommitTransaction") { GDALDatasetCommitTransaction(raw) }
        // What was taken out must not stay in the file unseen.
        if isSmaller || !removed.isEmpty { try execute("VACUUM") }
        return try layer(named: newName)
    }

    /// Statements that take the views which are layers out of a database.
    static func layerViews(of dataset: borrowing Dataset) throws(GDALError) -> [String] {
        let checked = Checked("GDALDatasetExecuteSQL", .readFailed, at: GDALPlace(path: dataset.path))
        let views = try SQL.texts(
            "SELECT name FROM sqlite_master WHERE type = 'view'"
                + " AND lower(name) IN (SELECT lower(table_name) FROM gpkg_contents)", in: dataset.raw, checked)
        let present = try SQL.texts(
            "SELECT name FROM sqlite_master WHERE type = 'table'", in: dataset.raw, checked)
        // In this order: a row of gpkg_contents goes after those that point to it.
        let tables = [
            "gpkg_ogr_contents", "gpkg_extensions", "gpkg_data_columns", "gpkg_geometry_columns", "gpkg_contents",
        ].filter(present.contains)
        return views.flatMap { view in
            ["DROP VIEW \(SQL.name(view))"]
                + tables.map { "DELETE FROM \($0) WHERE \(SQL.match("table_name", view))" }
                + (present.contains("layer_styles")
                    ? ["DELETE FROM layer_styles WHERE \(SQL.match("f_table_name", view))"] : [])
        }
    }

    private func removeLayers(except kept: [String?]) throws(GDALError) -> [String] {
        var removed: [String] = []
        for index in (0..<GDALDatasetGetLayerCount(raw)).reversed() {
            let name = String(cString: OGR_L_GetName(GDALDatasetGetLayer(raw, index)))
            if kept.contains(name) { continue }
            try ogr("GDALDatasetDeleteLayer") { GDALDatasetDeleteLayer(raw, index) }
            removed.append(name)
        }
        return removed
    }

    /// Views of tables that are gone: with them no table of the database can be renamed.
    private func removeDanglingViews() throws(GDALError) {
        for view in try texts("SELECT name FROM sqlite_master WHERE type = 'view'") {
            let isReadable = (try? texts("SELECT count(*) FROM (SELECT * FROM \(SQL.name(view)) LIMIT 0)")) != nil
            if !isReadable { try execute("DROP VIEW \(SQL.name(view))") }
        }
    }

    private func rename(_ name: String, _ newName: String) throws(GDALError) {
        let handle = GDALDatasetGetLayerByName(raw, name)
        try useTriggersOfThisGDAL(name, String(cString: OGR_L_GetGeometryColumn(handle)))
        // GDAL holds a name that differs in case alone for taken.
        let steps = newName.lowercased() == name.lowercased() ? [newName + "_", newName] : [newName]
        for step in steps { try ogr("OGR_L_Rename") { OGR_L_Rename(handle, step) } }
    }

    /// A newer GDAL keeps a spatial index by triggers of other names (update5 to update7). This one drops those that it
    /// knows before it makes them anew under the new name, and fails where one is missing.
    private func useTriggersOfThisGDAL(_ table: String, _ geometry: String) throws(GDALError) {
        let index = "rtree_\(table)_\(geometry)"
        let known = ["insert", "update1", "update2", "update3", "update4", "delete"].map { "\(index)_\($0)" }
        if try texts("SELECT name FROM sqlite_master WHERE \(SQL.match("name", index))").isEmpty { return }
        let own = try texts(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND \(SQL.match("tbl_name", table))"
        ).filter { $0.lowercased().hasPrefix(index.lowercased() + "_") }
        for trigger in own where !known.contains(trigger) { try execute("DROP TRIGGER \(SQL.name(trigger))") }
        for trigger in known where !own.contains(trigger) {
            try execute(
                "CREATE TRIGGER \(SQL.name(trigger)) AFTER DELETE ON \(SQL.name(table)) WHEN 0 BEGIN SELECT 1; END")
        }
    }

    private func layer(named name: String) throws(GDALError) -> WrittenLayer {
        let handle = try Checked("GDALDatasetGetLayerByName", .cannotCreate, at: place).handle {
            GDALDatasetGetLayerByName(raw, name)
        }
        let count = try Checked("OGR_L_GetFeatureCount", .readFailed, at: place, remarks: remarks).count {
            Int64(OGR_L_GetFeatureCount(handle, 1))
        }
        let srs = try texts("SELECT srs_id FROM gpkg_geometry_columns WHERE \(SQL.match("table_name", name))").first
        return WrittenLayer(
            raw: handle, name: name, fieldCount: Int(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(handle))),
            featureCount: Int(count),
            edited: EditedTable(name: name, layer: handle, srs: srs.flatMap { Int32($0) } ?? 0))
    }

    private func ogr(_ call: String, _ body: () -> OGRErr) throws(GDALError) {
        try Checked(call, .cannotCreate, at: place, remarks: remarks).ogr { VectorWriter.dated(date, body) }
    }

    private func texts(_ query: String) throws(GDALError) -> [String] { try SQL.texts(query, in: raw, statements) }

    private func execute(_ statement: String) throws(GDALError) {
        try SQL.execute(statement, in: raw, date: date, statements)
    }

    private var statements: Checked { Checked("GDALDatasetExecuteSQL", .cannotCreate, at: place, remarks: remarks) }
}
