import CSQLite

/// A table of features as its GeoPackage describes it: what has to stand in each part of it.
struct PartedTable: Sendable {
    /// As the database spells it.
    var name: String
    /// The column of the feature ids.
    var fid: String
    var geometry: String
    /// The column by which the table is parted.
    var column: String
    var columns: [String] = []
    /// Statements that make the tables that describe layers, the table itself, and what comes when its rows are there.
    var descriptions: [String] = []
    var definition = ""
    var indexes: [String] = []
    var triggers: [String] = []
    /// Of the spatial index; nil where there is none.
    var spatialIndex: (name: String, definition: String)?
    var pageSize = 4096
    var applicationID = 0
    var userVersion = 0
    /// Those of `gpkg_…` and `layer_styles` that there are.
    var described: Set<String> = []

    /// - Throws: `badRequest` for a table that cannot be parted row by row, with the reason.
    init(_ layer: LayerSchema, column: String, in database: borrowing SQLiteConnection, _ path: String)
        throws(GDALError)
    {
        func refuse(_ why: String) -> GDALError {
            GDALError(.badRequest, call: "parting", at: GDALPlace(path: path, layer: layer.name), messages: [why])
        }
        let tables = try database.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", layer.name)
        guard let table = tables.first, let name = table[0], let definition = table[1] else {
            throw refuse("it is no table of the database")
        }
        guard definition.uppercased().hasPrefix("CREATE TABLE") else { throw refuse("it is a virtual table") }
        guard let geometry = layer.geometryColumn, !geometry.isEmpty else { throw refuse("it has no geometry") }
        let columns = try database.rows("SELECT name, pk, hidden, upper(type) FROM pragma_table_xinfo(?)", name)
        let keys = columns.filter { $0[1] != "0" }
        guard keys.count == 1, keys[0][3] == "INTEGER", let fid = keys[0][0] else {
            throw refuse("it has no whole number as its key")
        }
        if columns.contains(where: { $0[2] != "0" }) { throw refuse("it has computed columns") }
        guard try database.rows("SELECT 1 FROM pragma_foreign_key_list(?)", name).isEmpty else {
            throw refuse("its rows point to those of other tables")
        }
        self.fid = fid
        let names = columns.compactMap { $0[0] }
        self.columns = names
        func spelled(_ name: String) -> String? { names.first { $0.lowercased() == name.lowercased() } }
        guard let geometry = spelled(geometry), let column = spelled(column) else {
            throw refuse("GDAL and the database name its columns differently")
        }
        self.name = name
        self.definition = definition
        self.geometry = geometry
        self.column = column
        try readSettings(database, refuse)
        try readSpatialIndex(database, refuse)
        try readDescriptions(database)
    }

    private mutating func readSettings(
        _ database: borrowing SQLiteConnection, _ refuse: (String) -> GDALError
    ) throws(GDALError) {
        func pragma(_ name: String) throws(GDALError) -> String? {
            try database.rows("PRAGMA \(name)").first?.first ?? nil
        }
        guard try pragma("encoding") == "UTF-8" else { throw refuse("the texts of the database are not UTF-8") }
        pageSize = try pragma("page_size").flatMap { Int($0) } ?? 4096
        applicationID = try pragma("application_id").flatMap { Int($0) } ?? 0
        userVersion = try pragma("user_version").flatMap { Int($0) } ?? 0
    }

    private mutating func readSpatialIndex(
        _ database: borrowing SQLiteConnection, _ refuse: (String) -> GDALError
    ) throws(GDALError) {
        let name = "rtree_\(self.name)_\(geometry)"
        let found = try database.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", name)
        guard let index = found.first, let spelled = index[0], let definition = index[1] else { return }
        let columns = try database.rows("SELECT name FROM pragma_table_info(?)", spelled)
        let words = definition.lowercased()
        guard columns.count == 5, words.hasPrefix("create virtual table"), words.contains("rtree("),
            !words.contains("+")
        else { throw refuse("its spatial index is of another sort") }
        spatialIndex = (spelled, definition)
    }

    private mutating func readDescriptions(_ database: borrowing SQLiteConnection) throws(GDALError) {
        let rows = try database.rows(
            "SELECT type, name, lower(tbl_name), sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        let index = spatialIndex.map { $0.name.lowercased() + "_" }
        let own = name.lowercased()
        for row in rows {
            guard let type = row[0], let name = row[1], let table = row[2], let sql = row[3] else { continue }
            let isDescription = table.hasPrefix("gpkg_") || table == "layer_styles"
            switch type {
            case "table" where isDescription:
                described.insert(table)
                descriptions.append(sql)
            case "index" where isDescription, "trigger" where isDescription: descriptions.append(sql)
            case "index" where table == own: indexes.append(sql)
            case "trigger" where table == own:
                // Others may speak of tables that stay behind.
                let trigger = name.lowercased()
                if ["trigger_insert_feature_count_\(own)", "trigger_delete_feature_count_\(own)"].contains(trigger)
                    || index.map({ trigger.hasPrefix($0) }) == true
                {
                    triggers.append(sql)
                }
            default: break
            }
        }
    }

    /// The rows of the descriptions that belong to the table, from the database attached as `src`.
    var descriptionRows: [(table: String, rows: String)] {
        let here = "lower(table_name) = \(SQL.text(name.lowercased()))"
        let styles = described.contains("layer_styles") ? " OR lower(table_name) = 'layer_styles'" : ""
        let metadata =
            "SELECT md_file_id FROM src.gpkg_metadata_reference WHERE \(here)"
            + " UNION SELECT md_parent_id FROM src.gpkg_metadata_reference WHERE \(here)"
        let systems = "SELECT srs_id FROM src.gpkg_geometry_columns WHERE \(here)"
        let all: [(table: String, rows: String)] = [
            ("gpkg_spatial_ref_sys", "srs_id IN (-1, 0, 4326) OR srs_id IN (\(systems))"),
            ("gpkg_contents", "\(here)\(styles)"),
            ("gpkg_geometry_columns", here),
            ("gpkg_ogr_contents", "\(here)\(styles)"),
            (
                "gpkg_extensions",
                "\(here) OR table_name IS NULL OR lower(table_name) LIKE 'gpkg\\_%' ESCAPE '\\'"
            ),
            ("gpkg_data_columns", here),
            ("gpkg_data_column_constraints", "1"),
            ("gpkg_metadata", described.contains("gpkg_metadata_reference") ? "id IN (\(metadata))" : "0"),
            ("gpkg_metadata_reference", here),
            ("layer_styles", "lower(f_table_name) = \(SQL.text(name.lowercased()))"),
        ]
        return all.filter { described.contains($0.table) }
    }
}
