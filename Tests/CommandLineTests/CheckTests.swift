import Foundation
import TestSupport
import Testing

@Suite("check")
struct CheckTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func kinds(_ outcome: Tool.Outcome) -> [String: Int] { outcome.json["counts"] as? [String: Int] ?? [:] }

    @Test func `without more the summary is the answer, and nothing is said besides`() throws {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("check", map)
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("4 đối tượng = 4 thửa + 0 bỏ qua"))
        #expect(outcome.output.contains("Thửa đất chồng lấn"))
        let english = try Program.run("check", map, "--language", "en")
        #expect(english.output.contains("Parcels overlap") && english.output.contains("4 features = 4 parcels"))
    }

    @Test func `JSON on standard output is JSON alone, with the summary on standard error`() throws {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("check", map, "--json", "-")
        #expect(outcome.code == 0)
        #expect(kinds(outcome)["overlap"] == 1 && kinds(outcome)["gap"] == 1)
        #expect(outcome.errors.contains("Thửa đất chồng lấn"))
        let defects = try #require(outcome.json["defects"] as? [[String: Any]])
        let overlap = try #require(defects.first { $0["kind"] as? String == "overlap" })
        #expect(overlap["area_m2"] as? Double == 10 && overlap["width_m"] as? Double == 0.5)
        let keys = (overlap["parcels"] as? [[String: Any]])?.compactMap { $0["key"] as? String }
        #expect(keys == ["00082/14/101", "00082/14/102"])
        let quiet = try Program.run("check", map, "--json", "-", "--quiet")
        #expect(quiet.errors.isEmpty && quiet.output == outcome.output)
    }

    @Test func `a map without faults has none`() throws {
        let outcome = try Program.run("check", MapPicture.clean.geoPackage("map.gpkg", in: folder), "--json", "-")
        #expect(outcome.code == 0 && kinds(outcome).isEmpty)
        #expect(outcome.errors.contains("Không phát hiện lỗi"))
    }

    @Test func `one thread and many give the same bytes`() throws {
        let map = try MapPicture.grid(40).geoPackage("map.gpkg", in: folder)
        let one = try Program.run("check", map, "--json", "-", "--jobs", "1")
        let four = try Program.run("check", map, "--json", "-", "--jobs", "4")
        #expect(one.output == four.output && kinds(one)["overlap"] == 40 * 39)
    }

    @Test func `the date is the input's, or the one that is given`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try Tool.run("touch", "-d", "2025-11-10T12:00:00Z", map)
        #expect(try Program.run("check", map, "--json", "-").json["date"] as? String == "2025-11-10")
        #expect(
            try Program.run("check", map, "--json", "-", "--date", "2025-11-17").json["date"] as? String == "2025-11-17"
        )
    }

    @Test func `fail-on gives 1 for defects as bad as that`() throws {
        let faulty = try MapPicture.faulty.geoPackage("faulty.gpkg", in: folder)
        let clean = try MapPicture.clean.geoPackage("clean.gpkg", in: folder)
        let rough = try MapPicture.grid(3, overlap: 0.01).geoPackage("rough.gpkg", in: folder)
        #expect(try Program.run("check", faulty, "--fail-on", "error").code == 1)
        #expect(try Program.run("check", clean, "--fail-on", "warning").code == 0)
        #expect(try Program.run("check", rough, "--fail-on", "error").code == 0)
        #expect(try Program.run("check", rough, "--fail-on", "warning").code == 1)
    }

    @Test func `the GeoPackage and the JSON tell of the same defects, and the same input gives the same bytes`() throws
    {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        for name in ["a", "b"] {
            let outcome = try Program.run(
                "check", map, "--output", folder.path("\(name).gpkg"), "--json", folder.path("\(name).json"),
                "--timings", folder.path("\(name)-timings.json"), "--quiet")
            #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
        }
        for suffix in [".gpkg", ".json"] {
            #expect(
                try Data(contentsOf: folder.url.appending(path: "a\(suffix)"))
                    == Data(contentsOf: folder.url.appending(path: "b\(suffix)")))
        }
        let rows = try Tool.run("sqlite3", folder.path("a.gpkg"), "SELECT id FROM defects ORDER BY id")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url.appending(path: "a.json")))
                as? [String: Any])
        let ids = (json["defects"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        #expect(rows.split(separator: "\n").map(String.init) == ids)
        #expect(try Tool.run("sqlite3", folder.path("a.gpkg"), "SELECT count(*) FROM defect_areas") == "2\n")
    }

    @Test func `next week the same findings remain, mended ones are resolved, accepted ones are marked`() throws {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        let first = try Program.run("check", map, "--json", folder.path("last.json"), "--quiet")
        #expect(first.code == 0)
        var mended = MapPicture.faulty
        mended.parcels[0] = MapPicture.clean.parcels[0]
        let next = try Program.run(
            "check", mended.geoPackage("next.gpkg", in: folder), "--json", "-", "--previous", folder.path("last.json"))
        #expect(next.json["states"] as? [String: Int] == ["new": 0, "remaining": 1, "resolved": 1, "accepted": 0])
        let id = try #require((next.json["defects"] as? [[String: Any]])?.first?["id"] as? String)
        try folder.write("id,reason,author,date\n\(id),lối đi,lan,2025-11-03\n", "accepted.csv")
        let accepted = try Program.run(
            "check", folder.path("next.gpkg"), "--json", "-", "--accepted", folder.path("accepted.csv"), "--fail-on",
            "error")
        #expect(accepted.code == 0 && kinds(accepted).isEmpty)
        #expect(accepted.json["states"] as? [String: Int] == ["new": 0, "remaining": 0, "resolved": 0, "accepted": 1])
    }

    @Test func `several sources are one map, and each parcel says where it is from`() throws {
        let parts = MapPicture.faulty.parcels
        let west = try MapPicture(parcels: Array(parts[..<1])).geoPackage("west.gpkg", in: folder)
        let east = try MapPicture(parcels: Array(parts[1...])).shapefile("east.shp", in: folder)
        let outcome = try Program.run("check", west, east, "--json", "-")
        #expect(kinds(outcome)["overlap"] == 1)
        let overlap = (outcome.json["defects"] as? [[String: Any]])?.first { $0["kind"] as? String == "overlap" }
        let sources = (overlap?["parcels"] as? [[String: Any]])?.compactMap { $0["source"] as? String }
        #expect(sources == [west, east])
    }

    @Test func `progress is JSON lines on standard error when asked for, and nothing where there is no terminal`()
        throws
    {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("check", map, "--progress", "json", "--json", folder.path("x.json"), "--quiet")
        let lines = outcome.errors.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(object["phase"] is String && object["done"] is Int)
        }
    }
}
