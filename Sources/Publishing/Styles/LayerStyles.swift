/// The table `layer_styles`, as QGIS makes and reads it in a GeoPackage.
enum LayerStyles {
    /// - Parameters:
    ///   - styles: by table; a table that has a style of its own keeps it.
    ///   - time: when the styles say they were made, as `2025-11-10T00:00:00.000Z`.
    static func statements(_ styles: [(table: String, style: QMLStyle)], time: String) -> [String] {
        var statements = [
            """
            CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \
            f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), \
            styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), \
            ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP)
            """,
            """
            INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, last_change) \
            VALUES ('layer_styles', 'attributes', 'layer_styles', '', '\(time)')
            """,
        ]
        for (table, style) in styles {
            statements.append(
                """
                INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, \
                styleQML, styleSLD, useAsDefault, description, owner, update_time) SELECT '', '', table_name, \
                column_name, '\(quoted(style.name))', '\(quoted(style.document()))', '', 1, '', '', '\(time)' \
                FROM gpkg_geometry_columns WHERE table_name = '\(quoted(table))' \
                AND NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = '\(quoted(table))')
                """)
        }
        return statements
    }

    private static func quoted(_ text: String) -> String { text.replacing("'", with: "''") }
}
