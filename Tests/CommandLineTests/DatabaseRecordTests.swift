import Foundation
import TestSupport
import Testing

/// The same three records in each kind of database, beside a table that is none.
@Suite("Records in databases")
struct DatabaseRecordTests {
    private let folder: TemporaryFolder
    private let map: String

    private static let script = """
        CREATE TABLE nhat_ky (id integer PRIMARY KEY, noi_dung text);
        INSERT INTO nhat_ky VALUES (1, 'x');
        CREATE TABLE ho_so (id integer PRIMARY KEY, "MaXa" text, "SoHieuToBanDo" integer, "SoThuTuThua" integer,
            "DienTichPhapLy" double precision, "TenChu" text, "SoDinhDanh" text, "SoPhatHanh" text, "NgayCap" date);
        INSERT INTO ho_so VALUES
            (7, '00082', 14, 1, 100.0, 'Nguyễn Thử 0345', '001085000345', 'ZZ 00000345', '2024-07-01'),
            (8, '00082', 14, 2, 108.5, 'Trần Thử 0777', '001185000777', 'ZZ 00000777', '2024-07-02'),
            (9, '00082', 14, 9, 100.0, 'Lê Thử 0888', '00118500088', 'ZZ 00000888', '2024-07-03');
        """

    init() throws {
        folder = try TemporaryFolder()
        map = try MapPicture(parcels: [
            (MapPicture.box(0, 0, 5, 20), "1"), (MapPicture.box(5, 0, 5, 20), "2"),
        ]).geoPackage("map.gpkg", in: folder)
    }

    private func reconcile(_ records: String, _ options: String...) throws -> Tool.Outcome {
        try Program.start(
            [
                "reconcile", map, "--records", records, "--scale", "500", "--date", "2025-11-10", "--language", "en",
                "--json", "-",
            ] + options
        ).wait()
    }

    /// What three records say, wherever they stand.
    private func isRight(_ outcome: Tool.Outcome, table: String = "ho_so") throws {
        try #require(outcome.code == 0, "\(outcome.errors)")
        let rows = try #require(outcome.json["record_rows"] as? [String: Int])
        #expect(rows == ["read": 3, "matched": 2, "ambiguous": 0, "without_parcel": 1, "of_other_wards": 0])
        let findings = outcome.json["findings"] as? [[String: Any]] ?? []
        func row(_ kind: String) -> Int? {
            let finding = findings.first { $0["kind"] as? String == kind }
            return (finding?["record"] as? [String: Any])?["row"] as? Int
        }
        // A record of a database is named by its id.
        #expect(row("area-mismatch") == 8)
        #expect(row("record-without-parcel") == 9)
        #expect(row("invalid-owner-id") == 9)
        // Dates and numbers of a database are what they are.
        #expect(!findings.contains { ["invalid-date", "damaged-cell"].contains($0["kind"] as? String) })
        let source = (outcome.json["records"] as? [[String: Any]])?.first
        #expect(source?["layer"] as? String == table)
        #expect(!outcome.output.contains("001085000345"))
    }

    @Test func `a table of SQLite`() throws {
        let path = folder.path("records.sqlite")
        try Tool.run("sqlite3", path, Self.script)
        try isRight(try reconcile(path))
        try isRight(try reconcile(path, "--record-layer", "HO_SO"))
    }

    @Test func `a table of a GeoPackage, also one that its contents do not list`() throws {
        let path = try MapPicture.clean.geoPackage("records.gpkg", in: folder)
        try Tool.run("sqlite3", path, Self.script)
        try isRight(try reconcile(path, "--record-layer", "ho_so"))
    }

    @Test(.enabled(if: PrivateServer.isInstalled))
    func `a table of PostgreSQL`() throws {
        let server = try PrivateServer()
        try server.execute(Self.script)
        try isRight(try reconcile(server.source))
        try isRight(try reconcile(server.source, "--record-layer", "ho_so"))
        // In a schema of its own, as the national system keeps them.
        try server.execute(
            "CREATE SCHEMA dc; ALTER TABLE ho_so SET SCHEMA dc; CREATE TABLE ho_so AS SELECT 1 AS id, 'x' AS ghi_chu;")
        try isRight(try reconcile(server.source, "--record-layer", "dc.ho_so"), table: "dc.ho_so")
    }

    @Test(.enabled(if: PrivateServer.isInstalled))
    func `PostgreSQL is only read, and what it lacks is said without its password`() throws {
        let server = try PrivateServer()
        try server.execute(Self.script)
        let secret = server.source + " password=geheim"
        let missing = try reconcile(secret, "--record-layer", "khong_co")
        #expect(missing.code == 65)
        #expect(missing.errors.contains("ho_so") && !missing.errors.contains("geheim"))
        let good = try reconcile(secret)
        try isRight(good)
        #expect(!good.output.contains("geheim"))
        let unreachable = try reconcile("PG:dbname=postgres host=\(folder.url.path) password=geheim")
        #expect(unreachable.code == 66 || unreachable.code == 65)
        #expect(!unreachable.errors.contains("geheim"))
        #expect(try server.execute("SELECT count(*) FROM ho_so") == "3\n")
    }
}
