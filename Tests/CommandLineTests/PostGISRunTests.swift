import Foundation
import TestSupport
import Testing

/// Runs of wards that stand in a table of PostGIS, with results in a schema there.
@Suite("run with PostGIS", .enabled(if: PrivateServer.hasPostGIS), .serialized)
struct PostGISRunTests {
    private let folder: TemporaryFolder
    private let server: PrivateServer
    private let output: String

    init() throws {
        folder = try TemporaryFolder()
        server = try PrivateServer()
        output = folder.path("results")
        try server.execute("CREATE EXTENSION postgis")
    }

    /// The same parcels of several wards as a GeoPackage and as the table `public.thua_dat`.
    private func load(wards: [String] = ["00004", "00008", "00013"]) throws -> String {
        var features: [String] = []
        // Too far apart to be neighbours: what one ward is has nothing to do with the next.
        for (number, ward) in wards.enumerated() {
            let json = MapPicture.faulty.geoJSON(east: 560_000 + 1000 * Double(number))
            features += json.split(separator: "\n").filter { $0.hasPrefix("{\"type\": \"Feature\"") }.map {
                $0.replacing("00082", with: ward).trimmingCharacters(in: [","])
            }
        }
        let head = "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\": "
        let crs = "{\"name\": \"urn:ogc:def:crs:EPSG::5897\"}}, \"features\": ["
        try folder.write("\(head)\(crs)\(features.joined(separator: ",\n"))]}", "map.geojson")
        let map = folder.path("map.gpkg")
        try Tool.run("ogr2ogr", "-q", "-f", "GPKG", "-nln", "thua_dat", map, folder.path("map.geojson"))
        try Tool.run(
            "ogr2ogr", "-q", "-f", "PostgreSQL", "-nln", "public.thua_dat", "-lco", "LAUNDER=NO", "-lco", "FID=gid",
            "-lco", "GEOMETRY_NAME=hinh",
            server.source, map)
        return map
    }

    private func project(_ lines: String, _ name: String = "project.yaml") throws -> String {
        let head = lines.contains("steps:") ? "" : "steps: [check, fix]\n"
        try folder.write("date: 2025-11-10\n\(head)\(lines)\n", name)
        return folder.path(name)
    }

    private func run(_ project: String, to place: String? = nil, _ options: String...) throws -> Tool.Outcome {
        try Program.start(["run", project, "--output", place ?? output, "--language", "en"] + options).wait()
    }

    /// What a check or fix says of a ward, without the name of its source.
    private func result(_ file: String, in folder: String) throws -> String {
        let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
        var json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        for key in ["sources", "settings", "notes", "warnings", "inputs"] { json[key] = nil }
        let text = try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: text, as: UTF8.self)
    }

    private func wards(of output: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(output)/wards")) ?? []).sorted()
    }

    /// All rows of all delivered tables but for the time of delivery.
    private func delivered(_ schema: String = "parcelmap") throws -> [String: String] {
        let names = try server.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = '\(schema)' ORDER BY 1")
        var rows: [String: String] = [:]
        for table in names.split(separator: "\n").map(String.init) {
            let query =
                table == "deliveries"
                ? "SELECT ward, fingerprint, row_count FROM \(schema).deliveries ORDER BY 1"
                : "SELECT t::text FROM \(schema).\"\(table)\" t ORDER BY 1"
            rows[table] = try server.execute(query)
        }
        return rows
    }

    /// Waits until something has come about, for a minute at most.
    private func wait(_ hasCome: () throws -> Bool) throws {
        let began = ContinuousClock.now
        while try !hasCome(), ContinuousClock.now - began < .seconds(60) { usleep(2_000) }
    }

    @Test func `wards of a table give what the same wards of a GeoPackage give`() throws {
        let map = try load()
        let ofFile = folder.path("of-file")
        #expect(try run(project("map: \(map)\nlayer: thua_dat", "file.yaml"), to: ofFile).code == 0)
        let outcome = try run(project("map: \"\(server.source)\"\nlayer: public.thua_dat"))
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        #expect(wards(of: output) == ["00004", "00008", "00013"])
        for ward in wards(of: output) {
            for file in ["check.json", "fixed.json"] {
                let own = try result(file, in: "\(output)/wards/\(ward)")
                #expect(try own == result(file, in: "\(ofFile)/wards/\(ward)"))
                #expect(own.contains("\"fid\"") || file != "check.json")
            }
        }
        // What is not another is not fetched and not worked again; a row that changes makes its ward anew, it alone.
        let before = try FileManager.default.attributesOfItem(atPath: "\(output)/.work/fetched/00004.gpkg")
        #expect(try run(project("map: \"\(server.source)\"")).output.contains("0 run, 3 unchanged"))
        try server.execute("UPDATE thua_dat SET \"SoThuTuThua\" = '999' WHERE gid = 2")
        let ward = try server.execute("SELECT \"MaXa\" FROM thua_dat WHERE gid = 2").trimmingCharacters(in: .newlines)
        let third = try run(project("map: \"\(server.source)\""))
        #expect(third.output.contains("1 run, 2 unchanged"))
        let after = try FileManager.default.attributesOfItem(atPath: "\(output)/.work/fetched/00004.gpkg")
        #expect((before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int) == (ward != "00004"))
        // The order in which the server holds its rows is none of a ward's content.
        try server.execute("CREATE TABLE x AS SELECT * FROM thua_dat ORDER BY gid DESC; TRUNCATE thua_dat")
        try server.execute("INSERT INTO thua_dat SELECT * FROM x; DROP TABLE x")
        #expect(try run(project("map: \"\(server.source)\"")).output.contains("0 run, 3 unchanged"))
    }

    @Test func `rows without a ward and wards of hostile names are worked like all others`() throws {
        _ = try load()
        try server.execute(
            """
            CREATE SCHEMA "Địa ""chính"; ALTER TABLE thua_dat SET SCHEMA "Địa ""chính";
            ALTER TABLE "Địa ""chính".thua_dat RENAME TO "Thửa ""đất' 1";
            ALTER TABLE "Địa ""chính"."Thửa ""đất' 1" RENAME "MaXa" TO "phường ""x";
            ALTER TABLE "Địa ""chính"."Thửa ""đất' 1" RENAME hinh TO "Hình";
            UPDATE "Địa ""chính"."Thửa ""đất' 1" SET "phường ""x" = NULL WHERE gid = 1;
            UPDATE "Địa ""chính"."Thửa ""đất' 1" SET "phường ""x" = '  ' WHERE gid = 2;
            UPDATE "Địa ""chính"."Thửa ""đất' 1" SET "phường ""x" = 'a''); DROP TABLE b; --\\' WHERE gid = 12;
            """)
        let file = try project(
            """
            map: "\(server.source)"
            layer: "Địa \\"chính.Thửa \\"đất' 1"
            ward_field: "phường \\"x"
            destination: "\(server.source)"
            destination_schema: "Kết \\"quả"
            """)
        let outcome = try run(file)
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        let names = wards(of: output)
        #expect(names.count == 5 && names.contains("_unassigned"))
        func parcels(_ ward: String) throws -> Int? {
            let data = try Data(contentsOf: URL(filePath: "\(output)/wards/\(ward)/check.json"))
            let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return (json?["parcels"] as? [String: Any])?["read"] as? Int
        }
        #expect(try parcels("_unassigned") == 2)
        #expect(try names.compactMap { try parcels($0) }.reduce(0, +) == 12)
        let rows = try server.execute("SELECT count(*), count(DISTINCT run_ward) FROM \"Kết \"\"quả\".fixed_parcels")
        // What is of no known ward is checked, not repaired.
        #expect(rows == "10|4\n")
        #expect(try server.execute("SELECT count(*) FROM \"Kết \"\"quả\".deliveries") == "5\n")
        #expect(try server.execute("SELECT Find_SRID('Kết \"quả', 'fixed_parcels', 'geom')") == "5897\n")
    }

    @Test func `results are delivered once, replace themselves, and hold no names of people`() throws {
        _ = try load()
        try server.execute("ALTER TABLE thua_dat ADD \"TenChu\" text; UPDATE thua_dat SET \"TenChu\" = 'Nguyễn Thử'")
        let file = try project("map: \"\(server.source)\"\ndestination: \"\(server.source)\"")
        #expect(try run(file).code == 0)
        let first = try delivered()
        #expect(Set(first.keys).isSuperset(of: ["deliveries", "check_defects", "fixed_parcels", "fixed_changes"]))
        #expect(!first.values.contains { $0.contains("Nguyễn") })
        // As many defects as the ward's own file has, where it has them.
        let file4 = "\(output)/wards/00004/check.gpkg"
        #expect(
            try Tool.run("sqlite3", file4, "SELECT count(*) FROM defects")
                == server.execute("SELECT count(*) FROM parcelmap.check_defects WHERE run_ward = '00004'"))
        let places = try server.execute(
            "SELECT count(*) FROM parcelmap.check_defects d JOIN thua_dat p ON ST_DWithin(d.geom, p.hinh, 1)")
        #expect(places != "0\n")
        let times = try server.execute("SELECT string_agg(delivered_at::text, ',') FROM parcelmap.deliveries")
        // Nothing is sent again.
        #expect(try run(file).code == 0)
        #expect(try server.execute("SELECT string_agg(delivered_at::text, ',') FROM parcelmap.deliveries") == times)
        // All is sent again, to the same content; also what somebody has spoilt.
        try server.execute("UPDATE parcelmap.deliveries SET fingerprint = ''; DELETE FROM parcelmap.check_defects")
        try server.execute("INSERT INTO parcelmap.fixed_parcels (run_ward, run_fid) VALUES ('00008', 77)")
        #expect(try run(file).code == 0)
        #expect(try delivered() == first)
        // A field of the map that comes anew or changes its type finds its place.
        try server.execute("ALTER TABLE thua_dat ALTER \"SoHieuToBanDo\" TYPE integer USING \"SoHieuToBanDo\"::integer")
        try server.execute(
            "ALTER TABLE thua_dat ADD ghi_chu text; UPDATE thua_dat SET ghi_chu = E'a\\tb\\\\c' WHERE gid = 1")
        let widened = try run(file)
        #expect(widened.code == 0, "\(widened.output)")
        #expect(
            try server.execute("SELECT ghi_chu = E'a\\tb\\\\c' FROM parcelmap.fixed_parcels WHERE ghi_chu IS NOT NULL")
                == "t\n")
        #expect(
            try server.execute("SELECT count(*) FROM parcelmap.fixed_parcels WHERE \"SoHieuToBanDo\" = '14'") == "12\n")
    }

    @Test func `a server that goes away while a ward is delivered leaves the earlier rows whole`() throws {
        _ = try load()
        let file = try project("map: \"\(server.source)\"\ndestination: \"\(server.source)\"")
        #expect(try run(file).code == 0)
        let earlier = try delivered()
        try server.execute("UPDATE thua_dat SET \"SoThuTuThua\" = \"SoThuTuThua\" || 'a'")
        // Delivery deletes and copies into table after table: it comes to stand before one that is locked.
        let blocker = try Tool.start(
            "psql",
            [
                "-h", server.host, "-U", "test", "-d", "postgres", "-qc",
                "BEGIN; LOCK TABLE parcelmap.fixed_worklist; SELECT pg_sleep(60)",
            ])
        let running = try Program.start(["run", file, "--output", output, "--language", "en", "--jobs", "1"])
        let waiting = """
            SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parcelmap' AND wait_event_type = 'Lock'
            """
        try wait { try !running.process.isRunning || server.execute(waiting) != "0\n" }
        server.crash()
        let stopped = try running.wait()
        _ = try blocker.wait()
        #expect(stopped.code == 74, "\(stopped.output)\(stopped.errors)")
        #expect(stopped.output.contains("deliver (74)"))
        try server.start()
        #expect(try delivered() == earlier)
        let again = try run(file)
        #expect(again.code == 0 && again.output.contains("0 run, 3 unchanged"), "\(again.output)\(again.errors)")
        let later = try delivered()
        #expect(later != earlier && later["fixed_parcels"]?.contains("101a") == true)
        #expect(later["fixed_parcels"]?.split(separator: "\n").count == 12)
    }

    @Test func `a server that goes away while wards are fetched: those that are there are worked, the others told`()
        throws
    {
        _ = try load(wards: (0..<24).map { "000\(10 + $0)" })
        let file = try project("map: \"\(server.source)\"\nsteps: [check]")
        let running = try Program.start(["run", file, "--output", output, "--language", "en", "--jobs", "1"])
        let first = "\(output)/.work/fetched/00012.rows"
        try wait { FileManager.default.fileExists(atPath: first) }
        server.crash()
        let stopped = try running.wait()
        #expect(stopped.code == 74, "\(stopped.output)\(stopped.errors)")
        #expect(stopped.output.contains("24 wards") && stopped.output.contains("fetch (74)"))
        let done = wards(of: output)
        #expect(done.contains("00010") && done.count < 24)
        try server.start()
        let again = try run(file)
        #expect(again.code == 0, "\(again.output)\(again.errors)")
        #expect(
            wards(of: output).count == 24 && again.output.contains("\(24 - done.count) run, \(done.count) unchanged"))
    }

    @Test func `what cannot be reached, read or written is told in one line without the password`() throws {
        _ = try load()
        let secret = "bí mật'77"
        try server.addGuest(password: secret.replacing("'", with: "''"))
        let quoted = "password='\(secret.replacing("'", with: "\\'"))'"
        func source(_ words: String) -> String { "PG:\(words) host=\(server.host) user=guest" }
        func yaml(_ map: String, _ more: String = "") -> String {
            "map: '\(map.replacing("'", with: "''"))'\nsteps: []\n\(more)"
        }
        let right = source("dbname=postgres \(quoted)")
        func destination(_ schema: String) -> String {
            "destination: '\(right.replacing("'", with: "''"))'\ndestination_schema: \(schema)"
        }
        try server.execute("CREATE SCHEMA cua_ai; CREATE TABLE cua_ai.y (x int); GRANT USAGE ON SCHEMA cua_ai TO guest")
        let cases: [(yaml: String, code: Int32, says: String)] = [
            (yaml("PG:dbname=postgres user=guest host=\(folder.path("none")) \(quoted)"), 66, "connection to server"),
            (yaml(source("dbname=postgres password='77 sai'")), 66, "password authentication failed"),
            (yaml(source("dbname=khong \(quoted)")), 66, "khong"),
            (yaml(source("dbname=postgres password=bí mật'77")), 65, "single quotes"),
            (yaml(right, "layer: public.khong_co"), 66, "khong_co"),
            (yaml(right, "layer: public.thua_dat"), 66, "permission denied"),
            (yaml(server.source, "ward_field: khong"), 65, "khong"),
            (yaml(server.source, destination("moi")), 73, "permission denied"),
            (yaml(server.source, destination("cua_ai")), 73, "cua_ai"),
            (yaml(server.source, "destination: \"PG:dbname=khong host=\(server.host)\""), 73, "khong"),
        ]
        for one in cases {
            try? FileManager.default.removeItem(atPath: output)
            let outcome = try run(project(one.yaml))
            #expect(outcome.code == one.code && outcome.errors.contains(one.says), "\(one.yaml): \(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(!(outcome.errors + outcome.output).contains("77"), "\(outcome.errors)")
        }
        // Nor in anything that is written.
        try server.execute("GRANT SELECT ON thua_dat TO guest; GRANT CREATE ON DATABASE postgres TO guest")
        try? FileManager.default.removeItem(atPath: output)
        let good = try run(project(yaml(right, destination("moi")).replacing("steps: []", with: "steps: [check]")))
        #expect(good.code == 0, "\(good.output)\(good.errors)")
        for name in FileManager.default.enumerator(atPath: output)?.compactMap({ $0 as? String }) ?? [] {
            let data = FileManager.default.contents(atPath: "\(output)/\(name)") ?? Data()
            #expect(
                data.range(of: Data("mật'77".utf8)) == nil && data.range(of: Data("mật\\'77".utf8)) == nil, "\(name)")
        }
        #expect(try server.execute("SELECT count(*) FROM cua_ai.y") == "0\n")
    }

    @Test func `single verbs read a table, filter it on the server, and tell when it goes away`() throws {
        _ = try load()
        try server.execute(
            "CREATE SCHEMA dc; CREATE TABLE dc.thua_dat AS SELECT * FROM thua_dat WHERE \"MaXa\" = '00008'")
        func check(_ layer: String, _ more: String...) throws -> Tool.Outcome {
            try Program.start(
                ["check", server.source, "--layer", layer, "--date", "2025-11-10", "--language", "en", "--json", "-"]
                    + more
            ).wait()
        }
        func read(_ outcome: Tool.Outcome) -> Int? { (outcome.json["parcels"] as? [String: Any])?["read"] as? Int }
        #expect(try read(check("public.thua_dat")) == 12)
        #expect(try read(check("dc.thua_dat")) == 4)
        try server.execute("ALTER SYSTEM SET log_statement = 'all'")
        try server.execute("SELECT pg_reload_conf()")
        usleep(300_000)
        #expect(try read(check("thua_dat", "--where", "\"MaXa\" = '00004'")) == 4)
        #expect(try server.log().contains("WHERE \"MaXa\" = '00004'"))
        #expect(try check("dc.khong_co").code == 65)
        #expect(try Program.run("check", "PG:dbname=khong host=\(server.host) user=test").code == 66)
        // Rows that take their time.
        try server.execute("CREATE VIEW cham AS SELECT *, pg_sleep(0.3)::text AS cho FROM thua_dat")
        let reading = try Program.start(["check", server.source, "--layer", "cham", "--quiet"])
        let fetching = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'FETCH%'"
        try wait { try !reading.process.isRunning || server.execute(fetching) != "0\n" }
        server.crash()
        let stopped = try reading.wait()
        #expect(stopped.code == 74 && stopped.errors.contains("run again"), "\(stopped.code) \(stopped.errors)")
    }
}
