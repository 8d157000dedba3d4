import Foundation
import GDALKit
import MapReading
import PostgresKit

/// Brings the results of wards into a schema of their own in a database: each ward in one transaction, so that readers
/// see its old rows or its new ones, and a ward that is brought again replaces itself.
///
/// A table for each layer of a ward's GeoPackages (`check_defects`, `fixed_parcels`), with the ward in `run_ward`. Fields
/// that hold names and addresses, as their headings tell, are not brought.
struct WardDelivery: Sendable {
    let database: DatabaseName
    let schema: String
    /// The schema that PostGIS is in.
    private let postGIS: String

    /// What tables of this program are known by.
    static let mark = "parcelmap"
    /// Results that are the input itself, or are of a format's own.
    private static let leftOut: Set<String> = ["parcels.gpkg"]

    /// Opens the destination of a project, and makes its schema where it is missing.
    /// - Returns: nil where the project names none.
    init?(_ project: Project) throws(ProjectError) {
        guard let destination = project.destination, let database = DatabaseName(destination) else { return nil }
        self.database = database
        schema = project.destinationSchema
        do {
            let connection = try WardDelivery.open(database)
            let found = try connection.rows(
                "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                    + " WHERE e.extname = 'postgis'")
            guard let postGIS = found.first?.first ?? nil else {
                throw PostgresError(
                    .failed, at: database.shown, "the database has no PostGIS; its owner says CREATE EXTENSION postgis")
            }
            self.postGIS = postGIS
            try WardDelivery.prepare(schema, connection)
        } catch let error as PostgresError {
            throw ProjectError(destination: error)
        } catch {
            throw ProjectError(.cannotCreate, "\(database.shown): \(error)")
        }
    }

    private static func open(_ database: DatabaseName) throws(PostgresError) -> PostgresConnection {
        try PostgresConnection(
            database.connection, shownAs: database.shown,
            settings: [("DateStyle", "ISO, YMD"), ("TimeZone", "UTC"), ("client_min_messages", "warning")])
    }

    /// Makes the schema, or sees that the one that is there is this program's.
    private static func prepare(_ schema: String, _ connection: borrowing PostgresConnection) throws {
        if try isPrepared(schema, connection) { return }
        try connection.transaction {
            try lock(schema, connection)
            if try isPrepared(schema, connection) { return }
            if try connection.rows("SELECT FROM pg_namespace WHERE nspname = $1", [schema]).isEmpty {
                try connection.execute("CREATE SCHEMA \(PostgresText.name(schema))")
            }
            let deliveries = PostgresText.name("deliveries", in: schema)
            try connection.execute(
                """
                CREATE TABLE \(deliveries) (ward text PRIMARY KEY, fingerprint text NOT NULL,
                row_count bigint NOT NULL, delivered_at timestamptz NOT NULL DEFAULT now())
                """)
            try connection.execute("COMMENT ON TABLE \(deliveries) IS \(PostgresText.literal(mark))")
        }
    }

    /// Whether the schema has its table of deliveries; one with other tables is somebody else's.
    private static func isPrepared(
        _ schema: String, _ connection: borrowing PostgresConnection
    ) throws(PostgresError) -> Bool {
        let tables = try connection.rows(
            """
            SELECT c.relname, obj_description(c.oid, 'pg_class') IS NOT DISTINCT FROM $2
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'f', 'p') ORDER BY 2, 1
            """, [schema, mark])
        if let other = tables.first, other[1] == "f" {
            throw PostgresError(
                .failed, at: connection.place,
                "schema \"\(schema)\" holds the table \"\(other[0] ?? "")\", which is not of this program; "
                    + "name another schema with `destination_schema`")
        }
        return tables.contains { $0[0] == "deliveries" }
    }

    /// One delivery into a schema at a time: tables are made and widened on the way.
    private static func lock(
        _ schema: String, _ connection: borrowing PostgresConnection
    ) throws(PostgresError) {
        _ = try connection.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", ["\(mark) \(schema)"])
    }

    /// Brings the results of a ward, unless they are there.
    /// - Parameters:
    ///   - folder: with the results.
    ///   - fingerprint: of what they were made of.
    func deliver(_ folder: String, ward: String, fingerprint: String) throws(ProjectError) {
        do {
            let connection = try WardDelivery.open(database)
            let deliveries = PostgresText.name("deliveries", in: schema)
            // A glance without the lock: most wards of a later run are there.
            let known = try connection.rows("SELECT fingerprint FROM \(deliveries) WHERE ward = $1", [ward])
            if known.first?.first == fingerprint { return }
            try connection.transaction {
                try WardDelivery.lock(schema, connection)
                try removeRows(of: ward, connection)
                var count = 0
                for file in files(in: folder) { count += try send(file, in: folder, ward, connection) }
                _ = try connection.rows(
                    """
                    INSERT INTO \(deliveries) (ward, fingerprint, row_count) VALUES ($1, $2, $3::bigint)
                    ON CONFLICT (ward) DO UPDATE SET fingerprint = EXCLUDED.fingerprint,
                    row_count = EXCLUDED.row_count, delivered_at = now() RETURNING 1
                    """, [ward, fingerprint, "\(count)"])
            }
        } catch let error as PostgresError {
            // It could be opened when the run began: what cannot be reached now has gone away.
            let isRefused = [.notAllowed, .noSuchThing].contains(error.code)
            throw ProjectError(isRefused ? .cannotCreate : .failed, error.description)
        } catch {
            throw ProjectError(.failed, "\(error)")
        }
    }

    private func files(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().filter {
            $0.hasSuffix(".gpkg") && !WardDelivery.leftOut.contains($0)
        }
    }

    /// From all tables: also those of a step that is done no more.
    private func removeRows(of ward: String, _ connection: borrowing PostgresConnection) throws(PostgresError) {
        let tables = try connection.rows(
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'run_ward'
            WHERE n.nspname = $1 AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = $2 ORDER BY 1
            """, [schema, WardDelivery.mark])
        for table in tables.compactMap({ $0.first ?? nil }) {
            try connection.execute(
                "DELETE FROM \(PostgresText.name(table, in: schema)) WHERE run_ward = \(PostgresText.literal(ward))")
        }
    }

    /// Sends the layers of a file; the number of rows.
    private func send(
        _ file: String, in folder: String, _ ward: String, _ connection: borrowing PostgresConnection
    ) throws -> Int {
        let dataset = try Dataset(opening: "\(folder)/\(file)", drivers: ["GPKG"])
        var count = 0
        for (index, name) in dataset.layerNames.enumerated() where name != "layer_styles" {
            count += try dataset.withLayer(at: index) { layer throws in
                let table = DeliveredTable(
                    "\(file.dropLast(5))_\(name)", in: schema, like: layer.schema, postGIS: postGIS)
                try table.prepare(connection)
                return try table.send(layer, ward, connection)
            }
        }
        return count
    }
}
