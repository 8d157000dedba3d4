import Foundation
import TestSupport
import Testing

/// Every bad input gets its exit code and a message that names the file and says what to do; nothing is written.
@Suite("Bad input")
struct BadInputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func expect(
        _ code: Int32, _ words: String..., from arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = folder.names
        let outcome = try Program.start(["check"] + arguments, in: folder).wait()
        #expect(outcome.code == code, "\(outcome.errors)", sourceLocation: sourceLocation)
        for word in words {
            #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
        }
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        #expect(folder.names == before, sourceLocation: sourceLocation)
    }

    @Test func `a file that is not there`() throws {
        try expect(66, "none.gpkg", from: folder.path("none.gpkg"))
    }

    @Test func `text that calls itself a GeoPackage`() throws {
        try folder.write("this is no map\n", "map.gpkg")
        try expect(65, "map.gpkg", from: folder.path("map.gpkg"))
    }

    @Test func `an empty file`() throws {
        try folder.write("", "map.gpkg")
        try expect(65, "map.gpkg", "empty", from: folder.path("map.gpkg"))
    }

    @Test func `a VRT that calls itself a GeoPackage reads nothing`() throws {
        try MapPicture.clean.geoPackage("secret.gpkg", in: folder)
        try folder.write(
            """
            <OGRVRTDataSource><OGRVRTLayer name="thua_dat"><SrcDataSource>\(folder.path("secret.gpkg"))</SrcDataSource>\
            </OGRVRTLayer></OGRVRTDataSource>
            """, "map.gpkg")
        try expect(65, "map.gpkg", "VRT", from: folder.path("map.gpkg"))
    }

    @Test(arguments: [0.2, 0.5, 0.9])
    func `a GeoPackage that is cut off`(share: Double) throws {
        let map = try MapPicture.grid(60).geoPackage("map.gpkg", in: folder)
        let whole = try Data(contentsOf: URL(filePath: map))
        try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(filePath: map))
        try expect(65, "map.gpkg", from: map)
    }

    @Test func `a shapefile without its index`() throws {
        let map = try MapPicture.clean.shapefile("map.shp", in: folder)
        try FileManager.default.removeItem(atPath: folder.path("map.shx"))
        try expect(65, "map.shx", from: map)
    }

    @Test func `a shapefile without its table is checked without attributes, and it is said`() throws {
        let map = try MapPicture.faulty.shapefile("map.shp", in: folder)
        try FileManager.default.removeItem(atPath: folder.path("map.dbf"))
        let outcome = try Program.run("check", map, "--json", "-")
        #expect(outcome.code == 0)
        #expect((outcome.json["counts"] as? [String: Int])?["overlap"] == 1)
        #expect(outcome.errors.contains("map.dbf"))
    }

    @Test func `a layer without features`() throws {
        try MapPicture.clean.geoPackage("full.gpkg", in: folder)
        try Tool.run(
            "ogr2ogr", "-q", "-f", "GPKG", folder.path("map.gpkg"), folder.path("full.gpkg"), "-where", "fid < 0")
        try expect(65, "map.gpkg", "no features", from: folder.path("map.gpkg"))
        try expect(65, "no features", "--where", from: folder.path("full.gpkg"), "--where", "SoThuTuThua = 'x'")
    }

    @Test func `no layer with polygons`() throws {
        try folder.write("x,y\n587000,2322000\n", "points.csv")
        try Tool.run(
            "ogr2ogr", "-q", "-f", "GPKG", folder.path("map.gpkg"), folder.path("points.csv"), "-oo",
            "X_POSSIBLE_NAMES=x", "-oo", "Y_POSSIBLE_NAMES=y", "-a_srs", "EPSG:5897")
        try expect(65, "map.gpkg", "polygons", from: folder.path("map.gpkg"))
    }

    @Test func `several layers and none named`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder, layer: "old")
        try MapPicture.clean.geoPackage("other.gpkg", in: folder)
        try Tool.run("ogr2ogr", "-q", "-update", map, folder.path("other.gpkg"), "-nln", "new")
        try expect(65, "\"old\"", "\"new\"", "--layer", from: map)
        #expect(try Program.run("check", map, "--layer", "new", "--quiet").code == 0)
        try expect(65, "\"older\"", "\"old\"", from: map, "--layer", "older")
    }

    @Test func `a condition that GDAL does not understand`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try expect(64, "map.gpkg", "syntax error", from: map, "--where", "no such (")
    }

    @Test func `a field that is not there`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try expect(65, "nowhere", "MaXa", from: map, "--ward-field", "nowhere")
    }

    @Test func `no CRS outside Hanoi asks for one, degrees elsewhere ask for a zone`() throws {
        try folder.write(MapPicture.clean.geoJSON(crs: nil, east: 100_000, north: 100_000), "map.geojson")
        let shape = folder.path("map.shp")
        try Tool.run("ogr2ogr", "-q", shape, folder.path("map.geojson"), "-a_srs", "EPSG:3857")
        try FileManager.default.removeItem(atPath: folder.path("map.prj"))
        try expect(65, "map", "--crs", from: shape)
        try folder.write(
            MapPicture(parcels: [(MapPicture.box(0, 0, 0.001, 0.001), "1")]).geoJSON(crs: nil, east: 2.5, north: 48.5),
            "paris.geojson")
        try expect(65, "paris.geojson", "--work-crs", "EPSG:32631", from: folder.path("paris.geojson"))
    }

    @Test func `coordinates that are nowhere spoil their parcel and nothing else`() throws {
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: folder)
        // The first coordinate of lot 104 follows 8 bytes of header, an envelope of 32 and 13 bytes of WKB.
        let nan = "000000000000f87f"
        let hex = try Tool.run("sqlite3", map, "SELECT hex(geom) FROM thua_dat WHERE SoThuTuThua = '104'")
            .trimmingCharacters(in: .newlines)
        let spoilt = hex.prefix(106) + nan + hex.dropFirst(122)
        let script = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f'DROP TRIGGER "{name}"')
            db.execute("UPDATE thua_dat SET geom = ? WHERE SoThuTuThua = '104'", (bytes.fromhex(sys.argv[2]),))
            db.commit()
            """
        try Tool.run("python3", "-c", script, map, String(spoilt))
        let outcome = try Program.run("check", map, "--json", "-")
        #expect(outcome.code == 0)
        let parcels = try #require(outcome.json["parcels"] as? [String: Int])
        #expect(parcels["read"] == 4 && parcels["invalid"] == 1)
        let counts = outcome.json["counts"] as? [String: Int]
        #expect(counts?["overlap"] == 1 && counts?["invalid-geometry"] == 1)
    }

    @Test func `rings that are open, short, flat or twisted are found, and the counts add up`() throws {
        func parcel(_ number: String, _ wkt: String) -> String { "\(number),\"\(wkt)\"" }
        let at = { (x: Double, y: Double) in "\(587_000 + x) \(2_322_000 + y)" }
        let rows = [
            parcel("1", "POLYGON((\(at(0, 0)),\(at(5, 0)),\(at(5, 5)),\(at(0, 5)),\(at(0, 0))))"),
            parcel("2", "POLYGON((\(at(10, 0)),\(at(15, 5)),\(at(15, 0)),\(at(10, 5)),\(at(10, 0))))"),
            parcel("3", "POLYGON((\(at(20, 0)),\(at(25, 0)),\(at(25, 5)),\(at(20, 5))))"),
            parcel("4", "POLYGON((\(at(30, 0)),\(at(35, 0)),\(at(30, 0))))"),
            parcel("5", "POLYGON((\(at(40, 0)),\(at(45, 0)),\(at(50, 0)),\(at(40, 0))))"), parcel("6", "POLYGON EMPTY"),
            parcel("7", "LINESTRING(\(at(0, 0)),\(at(5, 0)))"), "8,",
            // A fiftieth of a millimetre.
            parcel("9", "POLYGON((\(at(60, 0)),\(at(60.00002, 0)),\(at(60, 0.00002)),\(at(60, 0))))"),
        ]
        try folder.write("SoThuTuThua,WKT\n" + rows.joined(separator: "\n") + "\n", "map.csv")
        let outcome = try Program.run("check", folder.path("map.csv"), "--crs", "EPSG:5897", "--json", "-")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let parcels = try #require(outcome.json["parcels"] as? [String: Int])
        #expect(parcels["read"] == 8 && parcels["skipped"] == 1)
        #expect(parcels["invalid"] == 4 && parcels["empty"] == 1 && parcels["null_geometry"] == 1)
        let counts = outcome.json["counts"] as? [String: Int]
        #expect(counts?["invalid-geometry"] == 4 && counts?["null-geometry"] == 2)
        #expect(counts?["sliver-parcel"] == 1)
    }

    @Test func `field names with quotes and semicolons and values like formulas go through`() throws {
        let names = ["so \\\"thua\\\"; cu": "SoThuTuThua", "=to'": "SoHieuToBanDo"]
        var text = MapPicture.faulty.geoJSON().replacing("\"14\"", with: "\"=1+1; 'x'\"")
        for (odd, plain) in names { text = text.replacing("\"\(plain)\"", with: "\"\(odd)\"") }
        try folder.write(text, "map.geojson")
        try Tool.run("ogr2ogr", "-q", "-f", "GPKG", folder.path("map.gpkg"), folder.path("map.geojson"))
        for map in ["map.geojson", "map.gpkg"] {
            let outcome = try Program.run(
                "check", folder.path(map), "--parcel-field", "so \"thua\"; cu", "--sheet-field", "=to'", "--where",
                "\"=to'\" IS NOT NULL", "--json", "-", "--output", folder.path("check.gpkg"), "--overwrite")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\"key\": \"00082/=1+1; 'x'/101\""))
        }
    }

    @Test func `an earlier report or a table of accepted findings that is missing or something else`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try expect(66, "none.json", from: map, "--previous", folder.path("none.json"))
        try expect(66, "none.csv", from: map, "--accepted", folder.path("none.csv"))
        try folder.write("{}", "bad.json")
        try expect(65, "bad.json", from: map, "--previous", folder.path("bad.json"))
        try folder.write("id,why\na,b\n", "bad.csv")
        try expect(65, "bad.csv", "author", from: map, "--accepted", folder.path("bad.csv"))
    }

    @Test func `nothing is written beside an input, not even where the folder allows no writing`() throws {
        let inputs = try TemporaryFolder()
        let map = try MapPicture.faulty.geoPackage("map.gpkg", in: inputs)
        let shape = try MapPicture.faulty.shapefile("map.shp", in: inputs)
        try Tool.run("ogr2ogr", "-q", "-f", "GML", inputs.path("map.gml"), map)
        try? FileManager.default.removeItem(atPath: inputs.path("map.xsd"))
        let before = inputs.names
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: inputs.url.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: inputs.url.path) }
        for source in [map, shape, inputs.path("map.gml")] {
            let outcome = try Program.run("check", source, "--crs", "EPSG:5897", "--quiet")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(inputs.names == before)
        }
    }
}
