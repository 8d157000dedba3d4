import GDALKit
import MapReading
import PostgresKit

/// A table of a database that is the map of a run.
struct DatabaseTable: Sendable {
    let database: DatabaseName
    let schema: String
    let name: String
    /// The column that names the ward, and whether it holds numbers: their codes get their zeros back.
    let wardColumn: String
    let hasNumberedWards: Bool
    /// Names and types of all columns: where they change, so does what is read.
    let definition: String
    /// The table as GDAL names it among its layers.
    let layerNames: [String]

    /// For messages.
    var place: String { DatabaseTable.place(database, "\(schema).\(name)") }
    /// For statements.
    var quoted: String { PostgresText.name(name, in: schema) }

    private static func place(_ database: DatabaseName, _ table: String) -> String {
        "\(database.shown): table \"\(table)\""
    }

    /// Finds the table that a project names, or the only one with polygons.
    init(_ project: Project, in database: DatabaseName, _ connection: borrowing PostgresConnection)
        throws(PostgresError)
    {
        let found = try DatabaseTable.find(project.layer, database, connection)
        guard found.count == 1, let table = found.first else {
            throw PostgresError(
                found.isEmpty ? .noSuchThing : .failed, at: database.shown, DatabaseTable.reason(project.layer, found))
        }
        let columns = try connection.rows(
            """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.typcategory
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """, [table.id])
        let place = DatabaseTable.place(database, "\(table.schema).\(table.name)")
        let ward = try DatabaseTable.wardColumn(project.wardField, columns, place)
        self.database = database
        schema = table.schema
        name = table.name
        wardColumn = ward.name
        hasNumberedWards = ward.isNumber
        definition = columns.map { "\($0[0] ?? "") \($0[1] ?? "")" }.joined(separator: ", ")
        let active = try connection.rows("SELECT current_schema()").first?.first ?? nil
        layerNames =
            active == table.schema
            ? [table.name, "\(table.schema).\(table.name)"] : ["\(table.schema).\(table.name)"]
    }

    private typealias Found = (id: String, schema: String, name: String)

    /// The tables and views of a name (`schema.table`, or `table` on the search path; exactly so before in other case),
    /// or all with a column of polygons.
    private static func find(
        _ layer: String?, _ database: DatabaseName, _ connection: borrowing PostgresConnection
    ) throws(PostgresError) -> [Found] {
        let relations = """
            SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')
            """
        func tables(_ condition: String, _ values: [String]) throws(PostgresError) -> [Found] {
            try connection.rows("\(relations) AND \(condition) ORDER BY 2, 3", values).map {
                ($0[0] ?? "", $0[1] ?? "", $0[2] ?? "")
            }
        }
        let named = layer ?? (database.tables.count == 1 ? database.tables[0] : nil)
        guard let named else {
            return try tables(
                """
                EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
                AND format_type(a.atttypid, a.atttypmod) ~* '(^|[.])geometry($|[(](multi)?(polygon|geometry))')
                AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM $1
                """, [WardDelivery.mark])
        }
        for (name, wanted) in [("c.relname", "$1"), ("lower(c.relname)", "lower($1)")] {
            let path = name.replacing("c.relname", with: "n.nspname || '.' || c.relname")
            let found = try tables(
                "(\(path) = \(wanted) OR (\(name) = \(wanted) AND pg_table_is_visible(c.oid)))", [named])
            if !found.isEmpty { return found }
        }
        return []
    }

    private static func reason(_ layer: String?, _ found: [Found]) -> String {
        if found.isEmpty {
            return layer.map { "there is no table \"\($0)\"" } ?? "no table has a column of polygons"
        }
        let names = found.map { "\"\($0.schema).\($0.name)\"" }.joined(separator: ", ")
        return "several tables may be the map: \(names); choose one with `layer: schema.table`"
    }

    private static func wardColumn(
        _ wanted: String?, _ columns: [[String?]], _ place: String
    ) throws(PostgresError) -> (name: String, isNumber: Bool) {
        // Texts, numbers, and what else has a text.
        let possible = columns.filter { $0[2] == "S" || $0[2] == "N" || $0[2] == "E" }.compactMap { $0[0] }
        let name =
            wanted.map { wanted in
                possible.first { $0 == wanted } ?? possible.first { $0.lowercased() == wanted.lowercased() }
            } ?? FieldRole.ward.best(among: possible)
        guard let name else {
            let all = columns.compactMap { $0[0] }.map { "\"\($0)\"" }.joined(separator: ", ")
            throw PostgresError(
                .failed, at: place,
                (wanted.map { "there is no field \"\($0)\" that could name the ward" } ?? "no field names the ward")
                    + "; name one with `ward_field`; the fields are \(all)")
        }
        return (name, columns.first { $0[0] == name }?[2] == "N")
    }
}

extension ProjectError {
    /// What is wrong with a source, in the exit codes of a run.
    init(source error: PostgresError) {
        let cause: Cause =
            switch error.code {
            case .cannotConnect, .noSuchThing, .notAllowed: .noInput
            case .badName, .failed: .unusable
            case .lost: .failed
            }
        self.init(cause, error.description)
    }

    /// What is wrong with a destination.
    init(destination error: PostgresError) {
        self.init(error.code == .lost ? .failed : .cannotCreate, error.description)
    }
}
