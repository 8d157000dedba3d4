import Foundation
import TestSupport
import Testing

/// A synthetic city with records of which some have defects, and the extract of the population database.
private enum PaperCity {
    static let folder = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        let made = try Program.start([
            "synthesize", "--parcels", "700", "--seed", "31", "--defect-rate", "0.02", "--record-defect-rate", "0.1",
            "--output", folder.path("city"), "--quiet",
        ]).wait()
        try #require(made.code == 0, "\(made.errors)")
        return folder
    }

    static func path(_ name: String) throws -> String { try folder.get().path("city/\(name)") }
}

/// The hand-over to the national system.
@Suite("National schema")
struct NationalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func export(_ arguments: String..., records: String = "records.csv") throws -> Tool.Outcome {
        try Program.start(
            [
                "export", try PaperCity.path("parcels.gpkg"), "--kind", "layers", "--schema", "national", "--records",
                try PaperCity.path(records), "--population", try PaperCity.path("population.csv"), "--wards",
                try PaperCity.path("wards.gpkg"), "--scale", "500", "--date", "2025-11-10", "--language", "en",
                "--output", folder.path("out"), "--json", "-",
            ] + arguments
        ).wait()
    }

    private func groups() throws -> [String: Int] {
        try Program.start([
            "reconcile", try PaperCity.path("parcels.gpkg"), "--records", try PaperCity.path("records.csv"),
            "--population", try PaperCity.path("population.csv"), "--wards", try PaperCity.path("wards.gpkg"),
            "--scale", "500", "--date", "2025-11-10", "--json", "-", "--quiet",
        ]).wait().json["groups"] as? [String: Int] ?? [:]
    }

    private static let joined = """
        SELECT t.XAID AS MaXa, t.SOHIEUTOBANDO AS SoHieuToBanDo, t.SOTHUTUTHUA AS SoThuTuThua,
        t.DIENTICHPHAPLY AS DienTichPhapLy, group_concat(DISTINCT m.MUCDICHSUDUNGID) AS KyHieuMucDichSuDung,
        n.HOTEN AS TenChu, n.NGAYSINH AS NgaySinh, n.GIOITINH AS GioiTinh, n.SODINHDANH AS SoDinhDanh,
        g.SOPHATHANH AS SoPhatHanh, g.SOVAOSO AS SoVaoSo, g.NGAYCAP AS NgayCap, q.PHAPNHAN AS PhapNhan,
        q.VAITRO AS VaiTro, g.BANQUET AS TenFileQuet
        FROM DC_QUYENSUDUNGDAT q JOIN DC_THUADAT t USING (THUADATID) JOIN DC_NGUOI n ON n.NGUOIID = q.NGUOIID
        JOIN DC_GIAYCHUNGNHAN g USING (GIAYCHUNGNHANID) LEFT JOIN DC_MUCDICHSUDUNGDAT m USING (MUCDICHSUDUNGDATID)
        GROUP BY q.THUADATID, q.NGUOIID, q.GIAYCHUNGNHANID
        """

    @Test(arguments: ["GPKG", "FileGDB"])
    func `what is handed over reconciles without a difference`(format: String) throws {
        let outcome = try export("--format", format, "--show-personal-data")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try Tool.isTaken(outcome.output, by: Program.run("schema", "export-index").output))
        let groups = try groups()
        let group1 = try #require(groups["1"])
        #expect(group1 > 200 && outcome.json["handed_over"] as? Int == group1)
        #expect(
            outcome.json["held_back_parcels"] as? Int
                == ["0", "2", "3"].reduce(0) { $0 + (groups[$1] ?? 0) })
        var handed = 0
        for file in outcome.json["files"] as? [[String: Any]] ?? [] {
            let path = folder.path("out/\(file["file"] as? String ?? "")")
            try? FileManager.default.removeItem(atPath: folder.path("joined.csv"))
            try Tool.run(
                "ogr2ogr", "-f", "CSV", folder.path("joined.csv"), path, "-dialect", "SQLite", "-sql", Self.joined,
                "-nln", "joined")
            let back = try Program.start([
                "reconcile", path, "--layer", "DC_THUADAT", "--records", folder.path("joined.csv"), "--population",
                try PaperCity.path("population.csv"), "--scale", "500", "--date", "2025-11-10", "--json", "-",
                "--quiet",
            ]).wait()
            #expect(back.code == 0, "\(back.errors)")
            // Nothing is lacking, and nothing contradicts.
            let counts = back.json["counts"] as? [String: Int] ?? [:]
            let open = counts.filter { $0.value > 0 && $0.key != "matched" }
            #expect(open.isEmpty, "\(open)")
            let groups = back.json["groups"] as? [String: Int] ?? [:]
            #expect((groups["1"] ?? 0) + (groups["2"] ?? 0) == file["features"] as? Int)
            // Ground that was held back may look like a gap between those that were not; nothing else is unmet.
            let unmet = (back.json["unmet"] as? [String: Int] ?? [:]).filter { $0.value > 0 }
            #expect(Set(unmet.keys).isSubset(of: ["no-error", "no-warning"]) && (groups["2"] ?? 0) < 9, "\(unmet)")
            handed += (groups["1"] ?? 0) + (groups["2"] ?? 0)
        }
        #expect(handed == group1)
    }

    @Test func `geometry and areas are those of the map`() throws {
        #expect(try export("--show-personal-data").code == 0)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).sorted()
                .first { $0.hasSuffix(".gpkg") })
        try Tool.run(
            "ogr2ogr", folder.path("handed.gpkg"), folder.path("out/\(name)"), "-sql",
            """
            SELECT XAID AS MaXa, SOHIEUTOBANDO AS SoHieuToBanDo, SOTHUTUTHUA AS SoThuTuThua, DIENTICH AS DienTich,
            DIENTICHPHAPLY AS DienTichPhapLy, GEOMETRY FROM DC_THUADAT
            """, "-nln", "parcels")
        try Tool.run(
            "ogr2ogr", folder.path("map.gpkg"), try PaperCity.path("parcels.gpkg"), "-sql",
            "SELECT MaXa, SoHieuToBanDo, SoThuTuThua, DienTich, DienTichPhapLy, geom FROM parcels", "-nln", "parcels")
        let script = """
            import json, sys
            key = lambda f: tuple(f["properties"][n] for n in ("MaXa", "SoHieuToBanDo", "SoThuTuThua"))
            a, b = ({key(f): f for f in json.load(open(n))["features"]} for n in sys.argv[1:3])
            ring = lambda f: sorted(sorted(set(map(tuple, r))) for p in f["geometry"]["coordinates"] for r in (p if isinstance(p[0][0], list) else [p]))
            for k, f in b.items():
                if f["properties"] != a[k]["properties"] or ring(f) != ring(a[k]): print(k)
            """
        try LayerFeatures.json(folder.path("map.gpkg"), into: folder.path("a.json"))
        try LayerFeatures.json(folder.path("handed.gpkg"), into: folder.path("b.json"))
        let wrong = try Tool.run("python3", "-c", script, folder.path("a.json"), folder.path("b.json"))
        #expect(wrong.isEmpty, "\(wrong.prefix(500))")
    }

    @Test func `a workbook has the tables, and texts that are no formulas`() throws {
        let outcome = try export("--format", "XLSX", "--show-personal-data", records: "pl3.xlsx")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let file = try #require((outcome.json["files"] as? [[String: Any]])?.first?["file"] as? String)
        let script = """
            import sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            print(book.sheetnames)
            ids = {row[0] for row in book["DC_THUADAT"].iter_rows(min_row=2, values_only=True)}
            head = [c.value for c in book["DC_QUYENSUDUNGDAT"][1]]
            rights = list(book["DC_QUYENSUDUNGDAT"].iter_rows(min_row=2, values_only=True))
            print(len(ids), {r[head.index("THUADATID")] for r in rights} == ids)
            uses = [c.value for c in book["DC_MUCDICHSUDUNGDAT"]["D"]][1:]
            print(all(len(u) == 3 and u.isupper() for u in uses))
            """
        let read = try Tool.run(Tool.python ?? "python3", "-c", script, folder.path("out/\(file)"))
        let features = (outcome.json["files"] as? [[String: Any]])?.first?["features"] as? Int ?? 0
        #expect(read.contains("'DC_THUADAT', 'DC_GIAYCHUNGNHAN', 'DC_QUYENSUDUNGDAT', 'DC_MUCDICHSUDUNGDAT'"))
        #expect(read.contains("\(features) True\nTrue"), "\(read)")
    }

    @Test func `what is held back is told with its reasons, and nobody's name`() throws {
        #expect(try export("--show-personal-data").code == 0)
        let table = try String(contentsOfFile: folder.path("out/held_back.csv"), encoding: .utf8)
        #expect(table.contains("not met: no open error") && table.contains("no record"))
        #expect(table.contains("record-without-parcel") && !table.contains("Nguyễn Thử"))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out/\(name)"))[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
    }

    @Test func `names go out only when that is said`() throws {
        let outcome = try export()
        #expect(outcome.code == 64 && outcome.errors.contains("--show-personal-data"), "\(outcome.errors)")
        #expect(folder.names.isEmpty)
    }
}
