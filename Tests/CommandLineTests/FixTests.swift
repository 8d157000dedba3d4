import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

extension MapPicture {
    /// Lot 101 reaches one centimetre over 102; lots 104 and 105 overlap by half a metre.
    fileprivate static let uneven = MapPicture(parcels: [
        (box(0, 0, 5.01, 20), "101"), (box(5, 0, 5, 20), "102"), (box(10, 0, 5, 20), "103"),
        (box(15, 0, 5.5, 20), "104"), (box(20, 0, 5, 20), "105"), (box(25, 0, 5, 20), "106"),
    ])
}

@Suite("fix")
struct FixTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var fixed: String { folder.path("fixed.gpkg") }

    @discardableResult
    private func fix(_ map: String, _ options: String..., to output: String? = nil) throws -> Tool.Outcome {
        let all = ["fix", map, "--output", output ?? fixed, "--json", "-"] + options
        let outcome = try Program.start(all).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return outcome
    }

    private func rows(_ file: String, _ query: String) throws -> [String] {
        try Tool.run("sqlite3", file, query).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    /// Runs a statement on a GeoPackage whose triggers need GDAL.
    private func edit(_ file: String, _ statement: String) throws {
        try Tool.run("sqlite3", file, "PRAGMA writable_schema=1; DELETE FROM sqlite_master WHERE type='trigger'")
        try Tool.run("sqlite3", file, statement)
    }

    private func count(_ outcome: Tool.Outcome, _ name: String) -> Int? {
        (outcome.json["fixed"] as? [String: Any])?[name] as? Int
    }

    private func worklist(_ outcome: Tool.Outcome) -> [[String: Any]] {
        outcome.json["worklist"] as? [[String: Any]] ?? []
    }

    /// The id of the one finding that is left for people.
    private func onlyOpenID(_ file: String) throws -> String {
        let ids = try rows(file, "SELECT DISTINCT defect_id FROM worklist")
        try #require(ids.count == 1, "\(ids)")
        return ids[0]
    }

    // MARK: What is written

    @Test func `the GeoPackage has the parcels, their changes, the moves, the worklist and styles for them`() throws {
        try fix(MapPicture.uneven.geoPackage("map.gpkg", in: folder))
        let layers = try rows(fixed, "SELECT table_name FROM gpkg_contents ORDER BY table_name")
        #expect(
            layers.filter { $0 != "layer_styles" } == ["changes", "changes_before", "moves", "parcels", "worklist"])
        #expect(try Set(rows(fixed, "SELECT f_table_name FROM layer_styles")).isSuperset(of: ["changes", "worklist"]))
        // The centimetre goes to one of two equal lots: that with the smaller key.
        #expect(
            try rows(fixed, "SELECT parcel_fid, rule, area_before_m2, area_after_m2, max_shift_m FROM changes")
                == ["2|smaller-key|100.0|99.8|0.01"])
        #expect(try rows(fixed, "SELECT parcel_fid FROM changes_before") == ["2"])
        #expect(try rows(fixed, "SELECT DISTINCT parcel_fid, shift_m FROM moves") == ["2|0.01"])
        #expect(try rows(fixed, "SELECT fids, kind, area_m2, decision FROM worklist") == ["[4,5]|overlap|10.0|"])
    }

    @Test func `what a changed parcel was before is the source's geometry byte for byte`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try fix(map)
        #expect(
            try rows(fixed, "SELECT hex(geom) FROM changes_before")
                == rows(map, "SELECT hex(geom) FROM thua_dat WHERE fid = 2"))
    }

    @Test func `a parcel that is not in changes has the source's bytes, and every parcel the source's values`() throws {
        let plain = try MapPicture.uneven.geoPackage("plain.gpkg", in: folder)
        let map = folder.path("map.gpkg")
        try Tool.run(
            "ogr2ogr", "-q", map, plain, "-nln", "thua_dat", "-sql",
            "SELECT *, 'Bà ' || fid AS \"chủ\", fid / 7.0 AS \"hệ số\", NULL AS trong FROM thua_dat")
        try fix(map)
        let changed = try rows(fixed, "SELECT parcel_fid FROM changes").joined(separator: ",")
        let others = "WHERE fid NOT IN (\(changed)) ORDER BY fid"
        #expect(
            try rows(fixed, "SELECT fid, hex(geom) FROM parcels \(others)")
                == rows(map, "SELECT fid, hex(geom) FROM thua_dat \(others)"))
        let values = "fid, MaXa, SoHieuToBanDo, SoThuTuThua, \"chủ\", \"hệ số\", trong"
        #expect(
            try rows(fixed, "SELECT \(values) FROM parcels ORDER BY fid")
                == rows(map, "SELECT \(values) FROM thua_dat ORDER BY fid"))
        #expect(
            try rows(fixed, "SELECT name, type FROM pragma_table_info('parcels')")
                == rows(map, "SELECT name, type FROM pragma_table_info('thua_dat')"))
    }

    @Test func `the input keeps its bytes, and nothing is written beside it`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let before = try Data(contentsOf: URL(filePath: map))
        try fix(map)
        #expect(try Data(contentsOf: URL(filePath: map)) == before)
        #expect(folder.names == ["fixed.gpkg", "map.gpkg"])
    }

    @Test func `the same input gives the same bytes, on one thread or many`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let one = try fix(map, "--jobs", "1", to: folder.path("one.gpkg"))
        let many = try fix(map, "--jobs", "4", to: folder.path("many.gpkg"))
        #expect(one.output == many.output)
        #expect(
            try Data(contentsOf: folder.url.appending(path: "one.gpkg"))
                == Data(contentsOf: folder.url.appending(path: "many.gpkg")))
    }

    @Test func `a map without faults comes out as it is`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        let outcome = try fix(map)
        #expect(count(outcome, "parcels_changed") == 0 && count(outcome, "left_for_review") == 0)
        #expect(
            try rows(fixed, "SELECT fid, hex(geom) FROM parcels") == rows(map, "SELECT fid, hex(geom) FROM thua_dat"))
    }

    @Test func `JSON on standard output is JSON alone, with the summary on standard error`() throws {
        let outcome = try fix(MapPicture.uneven.geoPackage("map.gpkg", in: folder), "--language", "en")
        #expect(outcome.json["verb"] as? String == "fix")
        #expect(count(outcome, "defects") == 1 && count(outcome, "parcels_changed") == 1)
        #expect(count(outcome, "parcels_unchanged") == 5 && count(outcome, "left_for_review") == 1)
        #expect(outcome.errors.contains("1 parcels changed, 5 unchanged bit for bit"))
        for balance in ["balance", "balance_after"] { #expect(outcome.json[balance] is [String: Any]) }
    }

    // MARK: What is refused

    @Test func `without a place for the result it asks for one`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("fix", map)
        #expect(outcome.code == 64 && outcome.errors.contains("--output") && outcome.errors.contains("--dry-run"))
    }

    @Test(arguments: [
        ["--rule", "nearest"], ["--rule", "priority:"], ["--rule", "vertex"], ["--format", "DWG"],
        ["--fix-level", "all"], ["--max-fix-width", "0.1"], ["--max-fix-width", "nan", "--fix-level", "limits"],
        ["--dry-run"],
    ])
    func `what an option does not know is an error of usage and writes nothing`(options: [String]) throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.start(["fix", map, "--output", fixed] + options).wait()
        #expect(outcome.code == 64, "\(outcome.errors)")
        #expect(folder.names == ["map.gpkg"])
    }

    @Test func `a result that exists is kept, unless it may be replaced`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try folder.write("mine", "fixed.gpkg")
        let refused = try Program.run("fix", map, "--output", fixed)
        #expect(refused.code == 73 && refused.errors.contains("--overwrite"))
        #expect(try String(contentsOfFile: fixed, encoding: .utf8) == "mine")
        try fix(map, "--overwrite")
        #expect(try rows(fixed, "SELECT count(*) FROM parcels") == ["6"])
    }

    @Test func `the input is never the output, even when that may be replaced`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let before = try Data(contentsOf: URL(filePath: map))
        #expect(try Program.run("fix", map, "--output", map, "--overwrite").code == 73)
        #expect(try Data(contentsOf: URL(filePath: map)) == before)
    }

    @Test func `a map that cannot be used is refused and writes nothing`() throws {
        try folder.write("no map", "map.gpkg")
        #expect(try Program.run("fix", folder.path("map.gpkg"), "--output", fixed).code == 65)
        #expect(try Program.run("fix", folder.path("none.gpkg"), "--output", fixed).code == 66)
        #expect(folder.names == ["map.gpkg"])
    }

    @Test func `a dry run tells the plan and writes nothing`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("fix", map, "--dry-run", "--json", "-")
        #expect(outcome.code == 0)
        #expect(outcome.json["dry_run"] as? Bool == true && count(outcome, "parcels_changed") == 1)
        #expect(folder.names == ["map.gpkg"])
    }

    @Test func `told to stop while it writes it leaves nothing`() throws {
        let map = try MapPicture.grid(100, overlap: 0.01).geoPackage("map.gpkg", in: folder)
        let running = try Program.start(["fix", map, "--output", fixed, "--progress", "json"])
        while running.process.isRunning, try !running.errorsSoFar.contains("\"write\"") { usleep(500) }
        kill(running.process.processIdentifier, SIGTERM)
        let outcome = try running.wait()
        // When the last byte was faster than the signal, there is a result.
        if outcome.code == 0 { return }
        #expect(outcome.code == 143)
        #expect(folder.names == ["map.gpkg"])
    }

    // MARK: Decisions

    @Test(arguments: [("apply", 0, ["4", "5"]), ("keep", 1, []), ("ignore", 0, [])])
    func `a person's decision about a wide overlap is done`(decision: String, left: Int, changed: [String]) throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try fix(map)
        let id = try onlyOpenID(fixed)
        try folder.write("defect_id,decision,author,date,reason\n\(id),\(decision),lan,2025-11-10,đo lại\n", "d.csv")
        let outcome = try fix(map, "--decisions", folder.path("d.csv"), to: folder.path("decided.gpkg"))
        #expect(count(outcome, "left_for_review") == left)
        let wide = try rows(folder.path("decided.gpkg"), "SELECT parcel_fid FROM changes WHERE parcel_fid IN (4, 5)")
        #expect(Set(wide).isSubset(of: changed) && wide.isEmpty == changed.isEmpty)
        let check = try Program.run("check", folder.path("decided.gpkg"), "--layer", "parcels", "--json", "-")
        #expect((check.json["counts"] as? [String: Int])?["overlap"] == (changed.isEmpty ? 1 : nil))
    }

    @Test func `a person has enclosed parcels cut out`() throws {
        let nest = MapPicture(parcels: [
            (MapPicture.box(0, 0, 20, 20), "101"), (MapPicture.box(5, 5, 4, 4), "102"),
            (MapPicture.box(12, 5, 4, 4), "103"),
        ])
        let map = try nest.geoPackage("map.gpkg", in: folder)
        #expect(try worklist(fix(map)).map { $0["kind"] as? String } == ["nested-parcel"])
        #expect(try rows(fixed, "SELECT * FROM changes").isEmpty)
        try edit(fixed, "UPDATE worklist SET decision = 'apply'")
        let outcome = try fix(map, "--decisions", fixed, to: folder.path("decided.gpkg"))
        #expect(count(outcome, "left_for_review") == 0)
        #expect(
            try rows(folder.path("decided.gpkg"), "SELECT parcel_fid, rule, area_after_m2 FROM changes")
                == ["1|cut-enclosed|368.0"])
        let check = try Program.run("check", folder.path("decided.gpkg"), "--layer", "parcels", "--json", "-")
        #expect((check.json["counts"] as? [String: Int])?.isEmpty == true)
    }

    @Test func `a condition leaves the other parcels away, and the rest keep their fids`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let outcome = try fix(map, "--where", "SoThuTuThua < '104'")
        #expect(count(outcome, "parcels_changed") == 1 && count(outcome, "left_for_review") == 0)
        #expect(try rows(fixed, "SELECT fid FROM parcels ORDER BY fid") == ["1", "2", "3"])
        for fid in ["1", "3"] {
            #expect(
                try rows(fixed, "SELECT hex(geom) FROM parcels WHERE fid = \(fid)")
                    == rows(map, "SELECT hex(geom) FROM thua_dat WHERE fid = \(fid)"))
        }
    }

    @Test func `the worklist edited in place is a table of decisions`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try fix(map)
        try edit(fixed, "UPDATE worklist SET decision = 'apply', author = 'lan'")
        let outcome = try fix(map, "--decisions", fixed, to: folder.path("decided.gpkg"))
        #expect(count(outcome, "left_for_review") == 0 && count(outcome, "parcels_changed") == 2)
    }

    @Test func `an id that is decided in two ways is named, and neither is done`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try fix(map)
        let id = try onlyOpenID(fixed)
        try folder.write("defect_id,decision\n\(id),apply\n\(id),ignore\n", "d.csv")
        let outcome = try fix(map, "--decisions", folder.path("d.csv"), to: folder.path("decided.gpkg"))
        #expect(outcome.errors.contains(id))
        #expect(count(outcome, "left_for_review") == 1 && count(outcome, "parcels_changed") == 1)
    }

    @Test func `a decision about a finding that the map does not have is named`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try folder.write("defect_id,decision\novl-0123456789abcdef,apply\n", "d.csv")
        let outcome = try fix(map, "--decisions", folder.path("d.csv"))
        #expect(outcome.json["unknown_decisions"] as? [String] == ["ovl-0123456789abcdef"])
        #expect(outcome.errors.contains("ovl-0123456789abcdef"))
    }

    @Test func `a word that is no decision is refused before the work`() throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        try folder.write("defect_id,decision\novl-0123456789abcdef,maybe\n", "d.csv")
        let outcome = try Program.run("fix", map, "--output", fixed, "--decisions", folder.path("d.csv"))
        #expect(outcome.code == 65 && outcome.errors.contains("maybe"))
        #expect(folder.names == ["d.csv", "map.gpkg"])
    }

    // MARK: Again

    @Test func `fixing the result again changes nothing and keeps what was before`() throws {
        try fix(MapPicture.uneven.geoPackage("map.gpkg", in: folder))
        let again = folder.path("again.gpkg")
        let outcome = try fix(fixed, to: again)
        #expect(count(outcome, "parcels_changed") == 0)
        for query in ["SELECT fid, hex(geom) FROM parcels", "SELECT parcel_fid, hex(geom) FROM changes_before"] {
            #expect(try rows(again, query) == rows(fixed, query))
        }
    }

    @Test func `limits are measured from the first source, so that repairs week by week cannot creep`() throws {
        /// Lot 1 reaches so far over lot 2; a map without a scale permits shifts of 5 cm.
        func map(_ name: String, over: Double) throws -> String {
            let lots = MapPicture(parcels: [
                (MapPicture.box(0, 0, 10 + over, 20), "1"), (MapPicture.box(10, 0, 10, 20), "2"),
            ])
            return try lots.geoPackage(name, in: folder)
        }
        let first = try map("first.gpkg", over: 0.03)
        #expect(count(try fix(first, "--fix-level", "limits"), "parcels_changed") == 1)
        #expect(try rows(fixed, "SELECT parcel_fid, max_shift_m FROM changes") == ["2|0.03"])
        // Lot 1 grows by as much once more.
        let second = try map("second.gpkg", over: 0.06)
        try edit(
            fixed,
            "ATTACH '\(second)' AS s; UPDATE parcels SET geom = (SELECT geom FROM s.thua_dat WHERE fid = 1) WHERE fid = 1"
        )
        let again = try fix(fixed, "--fix-level", "limits", to: folder.path("again.gpkg"))
        #expect(count(again, "parcels_changed") == 0)
        #expect(worklist(again).map { $0["reason"] as? String } == ["shift-beyond-limit"])
    }

    // MARK: Other sources

    @Test func `a Shapefile comes back as a Shapefile, with the changes and the losses beside it`() throws {
        let map = try MapPicture.uneven.shapefile("map.shp", in: folder)
        let output = folder.path("fixed.shp")
        let outcome = try fix(map, "--format", "ESRI Shapefile", to: output)
        #expect(count(outcome, "parcels_changed") == 1)
        #expect(try rows(folder.path("fixed_changes.gpkg"), "SELECT count(*) FROM changes") == ["1"])
        #expect(
            try rows(folder.path("fixed_changes.gpkg"), "SELECT table_name FROM gpkg_contents ORDER BY 1")
                .filter { $0 != "layer_styles" } == ["changes", "changes_before", "moves", "worklist"])
        let losses = try String(contentsOfFile: folder.path("fixed_losses.txt"), encoding: .utf8)
        #expect(losses.contains("Shapefile"))
        let check = try Program.run("check", output, "--json", "-")
        #expect((check.json["counts"] as? [String: Int]) == ["overlap": 1])
    }

    @Test func `a file that would stand beside the map is not replaced either`() throws {
        let map = try MapPicture.uneven.shapefile("map.shp", in: folder)
        try folder.write("mine", "fixed_losses.txt")
        let outcome = try Program.run("fix", map, "--output", folder.path("fixed.shp"), "--format", "esri shapefile")
        #expect(outcome.code == 73)
        #expect(!folder.names.contains("fixed.shp"))
        #expect(try String(contentsOfFile: folder.path("fixed_losses.txt"), encoding: .utf8) == "mine")
    }

    @Test func `the sheets of a folder are repaired as one map`() throws {
        let sheets = folder.path("sheets")
        try FileManager.default.createDirectory(atPath: sheets, withIntermediateDirectories: true)
        let parcels = MapPicture.uneven.parcels
        try MapPicture(parcels: Array(parcels[..<1])).shapefile("sheets/west.shp", in: folder)
        try MapPicture(parcels: Array(parcels[1...])).shapefile("sheets/east.shp", in: folder)
        let outcome = try fix(sheets)
        #expect(count(outcome, "parcels_changed") == 1 && count(outcome, "parcels_unchanged") == 5)
        // Feature ids are new; the change names the lot that it is about.
        // A Shapefile has ten letters for the name of a field.
        let changed = "SELECT p.SoThuTuThu FROM changes c JOIN parcels p ON p.fid = c.parcel_fid"
        #expect(try rows(fixed, changed) == ["102"])
        #expect(try rows(fixed, "SELECT count(DISTINCT SoThuTuThu) FROM parcels") == ["6"])
    }

    @Test(arguments: [
        ("GeoJSON", "fixed.geojson"), ("FlatGeobuf", "fixed.fgb"), ("OpenFileGDB", "fixed.gdb"),
        ("MapInfo File", "fixed.tab"),
    ])
    func `every format gives a map whose hairline is gone`(format: String, name: String) throws {
        let map = try MapPicture.uneven.geoPackage("map.gpkg", in: folder)
        let outcome = try fix(map, "--format", format, to: folder.path(name))
        #expect(count(outcome, "parcels_changed") == 1)
        #expect(folder.names.contains("fixed_changes.gpkg") && folder.names.contains("fixed_losses.txt"))
        let check = try Program.run("check", folder.path(name), "--crs", "EPSG:5897", "--json", "-")
        #expect((check.json["counts"] as? [String: Int]) == ["overlap": 1], "\(check.errors)")
    }

    @Test func `sources in several CRSs are refused, and nothing is written`() throws {
        let west = try MapPicture(parcels: Array(MapPicture.uneven.parcels[..<1])).geoPackage("west.gpkg", in: folder)
        let plain = try MapPicture(parcels: Array(MapPicture.uneven.parcels[1...])).geoPackage("x.gpkg", in: folder)
        let east = folder.path("east.gpkg")
        try Tool.run("ogr2ogr", "-q", "-t_srs", "EPSG:32648", east, plain)
        let outcome = try Program.run("fix", west, east, "--output", fixed)
        #expect(outcome.code == 65 && outcome.errors.contains("CRS"))
        #expect(!folder.names.contains("fixed.gpkg"))
    }

    @Test func `a priority field says which parcel goes before another`() throws {
        let plain = try MapPicture.uneven.geoPackage("plain.gpkg", in: folder)
        let map = folder.path("map.gpkg")
        try Tool.run(
            "ogr2ogr", "-q", map, plain, "-nln", "thua_dat", "-sql",
            "SELECT *, CASE fid WHEN 2 THEN 'BM 123456' END AS gcn FROM thua_dat")
        try fix(map, "--rule", "priority:gcn")
        #expect(try rows(fixed, "SELECT parcel_fid, rule FROM changes") == ["1|priority"])
        let unknown = try Program.run("fix", map, "--dry-run", "--rule", "priority:none")
        #expect(unknown.code == 65 && unknown.errors.contains("none"))
    }

    @Test(arguments: ["EPSG:4326", "EPSG:32648"])
    func `a source in another CRS is handed back in its own, untouched parcels bit for bit`(crs: String) throws {
        let plain = try MapPicture.uneven.geoPackage("plain.gpkg", in: folder)
        let map = folder.path("map.gpkg")
        try Tool.run("ogr2ogr", "-q", "-t_srs", crs, map, plain)
        let outcome = try fix(map)
        #expect(count(outcome, "parcels_changed") == 1)
        let changed = try rows(fixed, "SELECT parcel_fid FROM changes").joined(separator: ",")
        let others = "WHERE fid NOT IN (\(changed)) ORDER BY fid"
        #expect(
            try rows(fixed, "SELECT fid, hex(geom) FROM parcels \(others)")
                == rows(map, "SELECT fid, hex(geom) FROM thua_dat \(others)"))
        #expect(
            try rows(fixed, "SELECT DISTINCT srs_id FROM gpkg_geometry_columns")
                == rows(map, "SELECT srs_id FROM gpkg_geometry_columns"))
        // The result in its own CRS is one map still, whose fault is gone.
        let check = try Program.run("check", fixed, "--layer", "parcels", "--json", "-")
        let counts = check.json["counts"] as? [String: Int] ?? [:]
        #expect(counts["edge-mismatch"] == nil && counts["overlap"] == 1)
        let again = try fix(fixed, to: folder.path("again.gpkg"))
        #expect(count(again, "parcels_changed") == 0)
    }
}
