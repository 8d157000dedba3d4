import PostgresKit
import TestSupport
import Testing

@Suite("Connections to PostgreSQL", .enabled(if: PrivateServer.isInstalled))
struct PostgresConnectionTests {
    private let server: PrivateServer

    init() throws { server = try PrivateServer() }

    private func open(_ settings: [(String, String)] = []) throws -> PostgresConnection {
        try PostgresConnection(
            "dbname=postgres user=test host='\(server.host)'", shownAs: "PG:test", settings: settings)
    }

    @Test func `what is copied in comes out as it was`() throws {
        let connection = try open()
        try connection.execute("CREATE TABLE t (id int, x text)")
        let texts: [String?] = ["a", "", nil, "\\N", "a\tb\nc\rd\\e", "Nguyễn", "'\"", "\\."]
        let count = try connection.copy(into: "COPY t FROM STDIN") { sender in
            for (id, text) in texts.enumerated() {
                sender.add("\(id)")
                sender.add(text)
                sender.endRow()
            }
        }
        #expect(count == texts.count)
        #expect(try connection.rows("SELECT x FROM t ORDER BY id").map { $0[0] } == texts)
    }

    @Test func `a transaction whose body throws leaves nothing, and the connection goes on`() throws {
        struct Stop: Error {}
        let connection = try open()
        try connection.execute("CREATE TABLE t (id int)")
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.copy(into: "COPY t FROM STDIN") { (sender) throws(Stop) in
                    sender.add("1")
                    sender.endRow()
                    throw Stop()
                }
            }
        }
        let failure = #expect(throws: PostgresError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.copy(into: "COPY t FROM STDIN") { sender in
                    sender.add("no number")
                    sender.endRow()
                }
            }
        }
        // Values of rows are not repeated.
        #expect(failure?.code == .failed && failure?.state == "22P02")
        #expect(try connection.rows("SELECT count(*) FROM t") == [["0"]])
    }

    @Test func `each kind of refusal has its code`() throws {
        let connection = try open([("default_transaction_read_only", "on")])
        func code(_ statement: String) -> PostgresError.Code? {
            do throws(PostgresError) {
                try connection.execute(statement)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("SELECT * FROM khong_co") == .noSuchThing)
        #expect(code("CREATE TABLE t (id int)") == .notAllowed)
        #expect(code("SELECT 1/0") == .failed)
        #expect(code("SELECT pg_terminate_backend(pg_backend_pid())") == .lost)
        let name = "dbname=postgres user=test host=/nowhere"
        let missing = #expect(throws: PostgresError.self) { _ = try PostgresConnection(name, shownAs: "PG:x") }
        #expect(missing?.code == .cannotConnect)
        let unreadable = #expect(throws: PostgresError.self) {
            _ = try PostgresConnection("dbname=x password=bi mat", shownAs: "PG:x")
        }
        #expect(unreadable?.code == .badName && unreadable?.description.contains("mat") == false)
    }
}
