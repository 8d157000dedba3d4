import Foundation
import TestSupport
import Testing

@Suite("coverage")
struct CoverageTests {
    private static let maps = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "maps").path
    private static let map = [
        "coverage", "\(maps)/ward_00004.gpkg", "\(maps)/ward_00008.gpkg", "--wards", "\(maps)/wards.gpkg",
    ]

    private func run(_ arguments: [String]) throws -> Tool.Outcome { try Program.start(arguments).wait() }

    @Test func `without outputs the summary is the answer`() throws {
        let outcome = try run(Self.map)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("00008  Phường Ngọc Hà") && outcome.output.contains("Tổng cộng"))
    }

    @Test func `a report of the past is printed again byte for byte`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            Xã/phường;Ngày;Đã thu thập;Đã nhập;Vướng mắc;Số trường hợp
            00004;01/11/2025;3600;1240;;
            00004;08/11/2025;4000;1520;cho thuê;7
            00004;15/11/2025;4100;1800;ly hôn;3

            """, "tien_do.csv")
        let history = folder.path("history.gpkg")
        func outputs(_ name: String) -> [String] {
            [
                "--csv", folder.path("\(name).csv"), "--json", folder.path("\(name).json"), "--xlsx",
                folder.path("\(name).xlsx"),
            ]
        }
        let tables = ["--documents", folder.path("tien_do.csv"), "--history", history]
        let first = try run(Self.map + tables + ["--date", "2025-11-08"] + outputs("first"))
        #expect(first.code == 0, "\(first.errors)")
        let second = try run(Self.map + tables + ["--date", "2025-11-15", "--quiet"])
        #expect(second.code == 0, "\(second.errors)")
        let again = try run(["coverage", "--history", history, "--date", "2025-11-08"] + outputs("again"))
        #expect(again.code == 0 && again.errors == first.errors, "\(again.errors)")
        for suffix in ["csv", "json", "xlsx"] {
            let pair = try ["first", "again"].map {
                try Data(contentsOf: folder.url.appending(path: "\($0).\(suffix)"))
            }
            #expect(pair[0] == pair[1], "\(suffix)")
        }
        // The newest without a date, and its change against the week before.
        let newest = try run(["coverage", "--history", history, "--json", "-"])
        let wards = try #require(newest.json["wards"] as? [[String: Any]])
        #expect(wards[0]["documents_entered"] as? Int == 1800)
        #expect(wards[0]["change_documents_entered"] as? Int == 280)
        #expect(wards[0]["finish_forecast"] as? String == "2026-01-12")
        let missing = try run(["coverage", "--history", history, "--date", "2025-11-09"])
        #expect(missing.code == 65 && missing.errors.contains("2025-11-08"))
    }

    @Test func `wards.gpkg has the outlines with the columns, a style and the obstacles`() throws {
        let folder = try TemporaryFolder()
        try folder.write("ward,date,obstacle,obstacle_count\n4,08/11/2025,=1+1,6\n", "t.csv")
        let made = try run(
            Self.map + ["--documents", folder.path("t.csv"), "--output", folder.path("w.gpkg"), "--date", "2025-11-08"])
        #expect(made.code == 0, "\(made.errors)")
        let wards = try Tool.run("ogr2ogr", "-f", "CSV", "/vsistdout/", folder.path("w.gpkg"), "wards")
        #expect(wards.contains("\"00004\",Phường Ba Đình"))
        let info = try Tool.run("ogrinfo", "-so", folder.path("w.gpkg"), "wards")
        #expect(
            info.contains("Multi Polygon") && info.contains("Feature Count: 2") && info.contains("coverage_pct: Real"))
        #expect(try Tool.run("ogrinfo", folder.path("w.gpkg"), "obstacles").contains("obstacle (String) = =1+1"))
        #expect(
            try Tool.run("ogrinfo", folder.path("w.gpkg"), "layer_styles").contains("f_table_name (String) = wards"))
    }

    @Test func `bad tables are told by file and row and leave the history alone`() throws {
        let folder = try TemporaryFolder()
        try folder.write("ward,date,collected\n00004,31/11/2025,6\n", "t.csv")
        let outcome = try run(Self.map + ["--documents", folder.path("t.csv"), "--history", folder.path("h.gpkg")])
        #expect(outcome.code == 65 && outcome.errors.contains("t.csv: row 2"))
        #expect(folder.names == ["t.csv"])
        #expect(try run(Self.map + ["--targets", folder.path("none.csv")]).code == 66)
    }

    @Test(.enabled(if: Tool.python != nil, "the oracle's Python is not set up: run tools/test"))
    func `covered ground and overlap of each ward agree with a current GEOS`() throws {
        let json = try run(Self.map + ["--json", "-", "--quiet"])
        let wards = try #require(json.json["wards"] as? [[String: Any]])
        let script = """
            import sys, json, pyogrio.raw, shapely
            def read(path):
                meta, _, wkb, fields = pyogrio.raw.read(path)
                return meta["fields"].tolist(), shapely.make_valid(shapely.from_wkb(wkb), method="structure"), fields
            shapes = [s for path in sys.argv[2:] for s in read(path)[1] if s is not None and not s.is_empty]
            names, outlines, fields = read(sys.argv[1])
            union = shapely.union_all(shapes)
            code = next(i for i, f in enumerate(fields) if all(str(v).isdigit() and len(str(v)) == 5 for v in f))
            answer = {}
            for value, outline in zip(fields[code], outlines):
                covered = shapely.intersection(union, outline).area
                total = sum(shapely.intersection(s, outline).area for s in shapes)
                answer[value] = [outline.area, covered, total - covered]
            print(json.dumps(answer))
            """
        let oracle = try Tool.run(
            Tool.python ?? "", "-c", script, "\(Self.maps)/wards.gpkg", "\(Self.maps)/ward_00004.gpkg",
            "\(Self.maps)/ward_00008.gpkg")
        let areas = try #require(try JSONSerialization.jsonObject(with: Data(oracle.utf8)) as? [String: [Double]])
        #expect(wards.count == 2)
        for ward in wards {
            let expected = try #require(areas[ward["ward_code"] as? String ?? ""])
            for (name, value) in zip(["ward_area_m2", "covered_m2", "overlap_m2"], expected) {
                // The grid moves outlines of some kilometres by 0.05 mm at most.
                let ours = try #require(ward[name] as? Double)
                #expect(abs(ours - value) < 0.1, "\(ward["ward_code"] ?? "") \(name): \(ours), GEOS \(value)")
            }
        }
    }
}
