import Foundation
import TestSupport
import Testing

@Suite("inspect")
struct InspectTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a map tells its layers, counts, CRS and which field is what`() throws {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        let outcome = try Program.run("inspect", map)
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        for words in ["thua_dat: 4 đối tượng", "EPSG:5897", "tọa độ phù hợp", "= số thửa", "= mã xã", "= số tờ"] {
            #expect(outcome.output.contains(words), "\(outcome.output)")
        }
        let english = try Program.run("inspect", map, "--language", "en").output
        #expect(english.contains("the coordinates agree") && english.contains("= parcel number"))
        #expect(folder.names == ["map.gpkg"])
    }

    @Test func `a CRS that the coordinates contradict is said`() throws {
        try folder.write(MapPicture.clean.geoJSON(crs: "urn:ogc:def:crs:EPSG::4326"), "map.geojson")
        let layer = try #require(layers(try Program.run("inspect", folder.path("map.geojson"), "--json", "-")).first)
        #expect((layer["crs"] as? [String: Any])?["verdict"] as? String == "contradicts")
    }

    @Test func `a table is looked at too`() throws {
        try folder.write("MaXa,SoThuTuThua,TenChu\n00082,101,Nguyễn\n00082,,\n", "records.csv")
        let layer = try #require(layers(try Program.run("inspect", folder.path("records.csv"), "--json", "-")).first)
        #expect(layer["geometry_type"] is NSNull && layer["features"] as? Int == 2)
        let fields = try #require(layer["fields"] as? [[String: Any]])
        #expect(fields.map { $0["role"] as? String } == ["ward", "number", nil])
        #expect(fields[2]["encoding"] as? String == "unicode")
    }

    @Test func `what cannot be opened has its code`() throws {
        #expect(try Program.run("inspect", folder.path("none.gpkg")).code == 66)
        try folder.write("no map", "map.gpkg")
        let outcome = try Program.run("inspect", folder.path("map.gpkg"))
        #expect(outcome.code == 65 && outcome.errors.contains("map.gpkg") && outcome.output.isEmpty)
    }

    private func layers(_ outcome: Tool.Outcome) -> [[String: Any]] {
        let sources = outcome.json["sources"] as? [[String: Any]] ?? []
        return sources.flatMap { $0["layers"] as? [[String: Any]] ?? [] }
    }
}

@Suite("Schemas", .enabled(if: Tool.python != nil, "the oracle's Python is not set up: run tools/test"))
struct SchemaTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `what check writes is what its schema says`() throws {
        let schema = try Program.run("schema", "check").output
        let faulty = try MapPicture.faulty.geoPackage("faulty.gpkg", in: folder)
        let rough = try MapPicture.grid(12, overlap: 0.01).shapefile("rough.shp", in: folder)
        for arguments in [[faulty], [rough], [faulty, rough, "--language", "en", "--max-listed", "2"]] {
            let json = try Program.start(["check"] + arguments + ["--json", "-", "--quiet"]).wait().output
            #expect(try Tool.isTaken(json, by: schema))
            #expect(try !Tool.isTaken(json.replacing("\"covered_m2\"", with: "\"covered\""), by: schema))
        }
    }

    @Test func `what inspect writes is what its schema says`() throws {
        let schema = try Program.run("schema", "inspect").output
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        try folder.write(MapPicture.clean.geoJSON(crs: nil, east: 0, north: 0), "lost.geojson")
        try folder.write("a,b\n1,2\n", "table.csv")
        let json = try Program.run(
            "inspect", map, folder.path("lost.geojson"), folder.path("table.csv"), "--json", "-"
        ).output
        #expect(try Tool.isTaken(json, by: schema))
        #expect(try !Tool.isTaken(json.replacing("\"driver\"", with: "\"drivers\""), by: schema))
    }
}
