import Foundation
import GDALKit
import PostgresKit
import Synchronization

/// What tables of databases were when a run read them, each looked at once in a run.
final class DatabaseStamps: Sendable {
    private let known = Mutex<[String: InputStamp]>([:])

    /// The stamp of an input; nil where it is no database.
    func stamp(of input: String) throws(ProjectError) -> InputStamp? {
        guard let database = DatabaseName(input) else { return nil }
        // One lane asks the server, the others wait for its answer.
        let result: Result<InputStamp, ProjectError> = known.withLock { known in
            if let stamp = known[input] { return .success(stamp) }
            do throws(PostgresError) {
                let stamp = try DatabaseStamps.ask(database)
                known[input] = stamp
                return .success(stamp)
            } catch {
                return .failure(ProjectError(source: error))
            }
        }
        return try result.get()
    }

    private static func ask(_ database: DatabaseName) throws(PostgresError) -> InputStamp {
        let connection = try PostgresConnection(reading: database)
        var digests: [String] = []
        var rows = 0
        for table in database.tables {
            let cut = table.firstIndex(of: ".")
            let name =
                cut.map {
                    PostgresText.name(String(table[table.index(after: $0)...]), in: String(table[..<$0]))
                } ?? PostgresText.name(table)
            let row = PostgresText.name("row of parcelmap")
            let found = try connection.rows(
                "SELECT count(*), sum(hashtextextended((\(row).*)::text, 0)::numeric) FROM \(name) AS \(row)")
            rows += found.first?[0].flatMap { Int($0) } ?? 0
            digests.append("\(table) \(found.first?[0] ?? "") \(found.first?[1] ?? "")")
        }
        // Where the name lists no tables nobody knows which will be read: then it is never the same.
        if digests.isEmpty { digests.append(UUID().uuidString) }
        return InputStamp(
            path: database.shown, bytes: rows,
            digest: MessageDigest(of: digests.joined(separator: "\n").utf8).hexadecimal)
    }
}

extension PostgresConnection {
    /// A connection that only reads, with rows as texts that do not depend on what user or server have set.
    init(reading database: DatabaseName) throws(PostgresError) {
        guard database.isWellFormed else {
            throw PostgresError(
                .badName, at: database.shown,
                DatabaseName.rule)
        }
        try self.init(
            database.connection, shownAs: database.shown,
            settings: [
                ("default_transaction_read_only", "on"), ("DateStyle", "ISO"), ("TimeZone", "UTC"),
                ("IntervalStyle", "postgres"), ("extra_float_digits", "3"), ("bytea_output", "hex"),
            ])
    }
}
