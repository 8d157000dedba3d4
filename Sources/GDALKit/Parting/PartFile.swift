/// One GeoPackage with some of the rows of a table.
struct PartFile {
    let table: PartedTable
    let settings: GeoPackageParting.Settings
    let rows: PartedRows.Part
    /// Where it is to stand in the end, for messages.
    let target: String

    /// Writes the file.
    /// - Parameter source: the database that the rows come from, by its URI.
    func write(to path: String, from source: String) throws(GDALError) {
        let database = try SQLiteConnection(opening: SQLiteURI.name(path), isNew: true, as: target)
        for setting in [
            // A file that nobody sees yet: what goes wrong takes it away as a whole.
            "main.journal_mode = OFF", "main.synchronous = OFF", "main.page_size = \(table.pageSize)",
            // Of this file alone: the log of a source that is open elsewhere wants locks that are shared.
            "main.locking_mode = EXCLUSIVE", "main.cache_size = -8000", "temp_store = MEMORY", "trusted_schema = OFF",
            // A row that breaks a rule of its table is copied as it is.
            "ignore_check_constraints = ON",
        ] { try database.execute("PRAGMA \(setting)") }
        try database.execute("ATTACH ? AS src", source)
        try database.execute("BEGIN")
        for statement in table.descriptions { try database.execute(statement) }
        for (name, rows) in table.descriptionRows {
            try database.execute("INSERT INTO main.\(name) SELECT * FROM src.\(name) WHERE \(rows)")
        }
        try database.execute(table.definition)
        try copyRows(in: database)
        try writeSpatialIndex(in: database)
        for statement in table.indexes { try database.execute(statement) }
        try describe(in: database)
        for statement in table.triggers + settings.finishing { try database.execute(statement) }
        try database.execute("PRAGMA main.application_id = \(table.applicationID)")
        try database.execute("PRAGMA main.user_version = \(table.userVersion)")
        try database.execute("COMMIT")
    }

    private func copyRows(in database: borrowing SQLiteConnection) throws(GDALError) {
        try database.execute("CREATE TEMP TABLE pick (first INTEGER PRIMARY KEY, last INTEGER)")
        let insertion = try database.prepare("INSERT INTO temp.pick VALUES (?, ?)")
        for run in rows.runs {
            insertion.bind(run.first, at: 1)
            insertion.bind(run.last, at: 2)
            try insertion.run()
        }
        let columns = table.columns.map(SQL.name)
        // In this order of the loops: each run is one walk through neighbouring rows.
        try database.execute(
            """
            INSERT INTO main.\(SQL.name(table.name)) (\(columns.joined(separator: ", "))) \
            SELECT \(columns.map { "s.\($0)" }.joined(separator: ", ")) FROM temp.pick p \
            CROSS JOIN src.\(SQL.name(table.name)) s WHERE s.\(SQL.name(table.fid)) BETWEEN p.first AND p.last
            """)
        let copied = try database.rows("SELECT changes()").first?.first.flatMap { $0 }.flatMap { Int($0) }
        guard copied == rows.count else {
            throw GDALError(
                .readFailed, call: "parting", at: GDALPlace(path: target),
                messages: ["\(copied ?? 0) of \(rows.count) features could be copied"])
        }
    }

    private func writeSpatialIndex(in database: borrowing SQLiteConnection) throws(GDALError) {
        guard let index = table.spatialIndex else { return }
        try database.execute(index.definition)
        let nodes = SQL.name(index.name + "_node")
        let root = try database.rows("SELECT length(data) FROM main.\(nodes) WHERE nodeno = 1").first?.first ?? nil
        guard let size = root.flatMap({ Int($0) }), size >= 4 + 3 * 24 else {
            throw GDALError(
                .badRequest, call: "parting", at: GDALPlace(path: target),
                messages: ["its spatial index has no room for boxes"])
        }
        let tree = PackedRTree(rows.entries, nodeSize: size)
        let node = try database.prepare("REPLACE INTO main.\(nodes) (nodeno, data) VALUES (?, ?)")
        let parents = try database.prepare("INSERT INTO main.\(SQL.name(index.name + "_parent")) VALUES (?, ?)")
        try tree.forEachNode { (number, bytes, parent) throws(GDALError) in
            node.bind(number, at: 1)
            node.bind(bytes, at: 2)
            try node.run()
            guard let parent else { return }
            parents.bind(number, at: 1)
            parents.bind(parent, at: 2)
            try parents.run()
        }
        let leaves = try database.prepare("INSERT INTO main.\(SQL.name(index.name + "_rowid")) VALUES (?, ?)")
        for (entry, leaf) in zip(rows.entries, tree.leafOfEntry) {
            leaves.bind(entry.id, at: 1)
            leaves.bind(Int64(leaf), at: 2)
            try leaves.run()
        }
    }

    /// The size, the place and the time of the layer, as this file has them.
    private func describe(in database: borrowing SQLiteConnection) throws(GDALError) {
        let here = SQL.match("table_name", table.name)
        let contents = try database.prepare(
            "UPDATE main.gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE \(here)")
        if let box = rows.extent {
            for (i, number) in [box.minX, box.minY, box.maxX, box.maxY].enumerated() {
                contents.bind(number, at: i + 1)
            }
        }
        try contents.run()
        try database.execute("UPDATE main.gpkg_contents SET last_change = ?", settings.time)
        if table.described.contains("gpkg_ogr_contents") {
            try database.execute("UPDATE main.gpkg_ogr_contents SET feature_count = \(rows.count) WHERE \(here)")
        }
    }
}
