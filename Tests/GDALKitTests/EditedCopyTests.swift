import CGDAL
import Foundation
import GDALKit
import Testing

private let date = "2025-11-10T00:00:00.000Z"
private let moved = square(600_000, 1_100_000)

/// Copies the layer and gives features 5 and 2^40 another place.
private func copy(
    _ source: String, to path: String, layer: String = ParcelSource.layer, as name: String = "fixed \"1\" o'k",
    fids: [Int64] = [5, 1 << 40], replacing: Bool = false
) throws {
    #expect(try canCopy(source, layer))
    let dataset = try Dataset(opening: source)
    var writer = try VectorWriter(
        copying: dataset, layer: layer, as: name, creating: path, replacing: replacing, date: date)
    for fid in fids { try writer.replaceGeometry(inLayer: 0, fid: fid, wkb: moved) }
    try writer.close()
}

private func canCopy(_ source: String, _ layer: String = ParcelSource.layer) throws -> Bool {
    let dataset = try Dataset(opening: source)
    return VectorWriter.canCopy(dataset, layer: layer)
}

private func query(_ path: String, _ sql: String) throws -> String {
    try run("sqlite3", path, sql).trimmingCharacters(in: .whitespacesAndNewlines)
}

@Suite("A copy of a GeoPackage with other geometries")
struct EditedCopyTests {
    private let name = "fixed \"1\" o'k"

    @Test(arguments: [false, true])
    func `nothing changes but the geometries that are replaced`(foreign: Bool) throws {
        let folder = TemporaryFolder()
        let source = folder.file("a.gpkg")
        if foreign { try ParcelSource.makeForeign(source, in: folder) } else { try ParcelSource.make(source) }
        let before = try bytes(of: source)
        let listing = folder.contents
        let target = TemporaryFolder()
        try copy(source, to: target.file("b.gpkg"))
        #expect(try bytes(of: source) == before)
        #expect(folder.contents == listing)
        #expect(target.contents == ["b.gpkg"])

        let plain = try rows(of: ParcelSource.layer, in: source, geometry: false)
        #expect(plain.count == 12)
        #expect(try rows(of: name, in: target.file("b.gpkg"), geometry: false) == plain)
        let (old, new) = (
            try rows(of: ParcelSource.layer, in: source), try rows(of: name, in: target.file("b.gpkg"))
        )
        #expect(Set(old.keys.filter { old[$0] != new[$0] }) == [5, 1 << 40])
        #expect(try query(target.file("b.gpkg"), "PRAGMA integrity_check") == "ok")
    }

    @Test func `a replaced geometry has the bytes that GDAL would have written`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        try copy(folder.file("a.gpkg"), to: folder.file("b.gpkg"), fids: [7])
        var writer = try VectorWriter(creating: folder.file("c.gpkg"), driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [], crs: "EPSG:5897"))
        try writer.write(to: layer, wkb: moved, values: [])
        try writer.close()
        let written = try query(folder.file("c.gpkg"), "SELECT hex(geom) FROM l")
        #expect(try query(folder.file("b.gpkg"), "SELECT hex(geom) FROM \(quoted(name)) WHERE fid = 7") == written)
    }

    @Test func `the spatial index, the extent and the time follow`() throws {
        let folder = TemporaryFolder()
        let (source, target) = (folder.file("a.gpkg"), folder.file("b.gpkg"))
        try ParcelSource.make(source)
        // Feature 9 has no geometry yet.
        try copy(source, to: target, fids: [9])
        let found = try run("ogrinfo", "-so", target, name, "-spat", "600001", "1100001", "600002", "1100002")
        #expect(found.contains("Feature Count: 1"))
        let index = quoted("rtree_\(name)_geom")
        #expect(try query(target, "SELECT id FROM \(index) WHERE minx > 599999") == "9")
        #expect(try query(target, "SELECT count(*) FROM \(index)") == "12")
        #expect(
            try query(target, "SELECT table_name, last_change, max_x, max_y, min_x FROM gpkg_contents")
                == "\(name)|\(date)|600010.0|1100010.0|500000.0")
        #expect(try query(target, "SELECT feature_count FROM gpkg_ogr_contents") == "12")
        for table in ["gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents"] {
            #expect(try query(target, "SELECT table_name FROM \(table)") == name)
        }
        // Layer and index take new features, and forget those that go.
        try run("ogrinfo", "-q", target, "-sql", "DELETE FROM \(quoted(name)) WHERE fid = 9")
        #expect(try query(target, "SELECT count(*) FROM \(index)") == "11")
    }

    @Test func `an empty geometry leaves the index`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        var writer = try VectorWriter(
            copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("b.gpkg"))
        try writer.replaceGeometry(inLayer: 0, fid: 5, wkb: [1, 3, 0, 0, 0, 0, 0, 0, 0])
        try writer.close()
        #expect(try query(folder.file("b.gpkg"), "SELECT count(*) FROM rtree_l_geom") == "10")
    }

    @Test func `a layer without an index stays without`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"), options: ["SPATIAL_INDEX=NO"])
        try copy(folder.file("a.gpkg"), to: folder.file("b.gpkg"), as: "l")
        #expect(try query(folder.file("b.gpkg"), "SELECT count(*) FROM sqlite_master WHERE name LIKE 'rtree%'") == "0")
        let names = try query(folder.file("b.gpkg"), "SELECT table_name FROM gpkg_contents")
        #expect(names == "l")
    }

    @Test(arguments: [ParcelSource.layer, "THỬA \"đất\" It's 1", "other"])
    func `other layers and their styles go, other tables stay`(name: String) throws {
        let folder = TemporaryFolder()
        let (source, target) = (folder.file("a.gpkg"), folder.file("b.gpkg"))
        var writer = try VectorWriter(creating: source, driver: "GPKG", date: date)
        try ParcelSource.add(to: &writer, as: "other")
        try ParcelSource.add(to: &writer)
        _ = try writer.addLayer(OutputLayer("records", .none, fields: ParcelSource.fields))
        let layer = ParcelSource.layer.replacing("'", with: "''")
        for sql in [
            "CREATE TABLE look_up (a, b)", "INSERT INTO look_up VALUES (1, 'x')",
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleQML TEXT)",
            "INSERT INTO layer_styles VALUES (1, 'other', 'a'), (2, '\(layer)', 'b'), (3, 'drawn', 'c')",
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                + "VALUES ('layer_styles', 'attributes', 'layer_styles')",
            "CREATE VIEW drawn AS SELECT fid AS OGC_FID, geom FROM other",
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                + "VALUES ('drawn', 'features', 'drawn', 5897)",
            "INSERT INTO gpkg_geometry_columns VALUES ('drawn', 'geom', 'POLYGON', 5897, 0, 0)",
            "CREATE VIEW seen AS SELECT fid FROM other", "CREATE VIEW kept AS SELECT a FROM look_up",
        ] {
            try writer.execute(sql)
        }
        try writer.close()
        let dataset = try Dataset(opening: source)
        for layer in ["drawn", "records", "none"] { #expect(try !canCopy(source, layer)) }
        #expect(throws: GDALError.self) {
            _ = try VectorWriter(copying: dataset, layer: "drawn", as: "drawn", creating: target)
        }

        try copy(source, to: target, as: name)
        #expect(try query(target, "SELECT table_name FROM gpkg_contents ORDER BY data_type") == "layer_styles\n\(name)")
        #expect(try query(target, "SELECT * FROM layer_styles") == "2|\(name)|b")
        #expect(try query(target, "SELECT * FROM look_up") == "1|x")
        #expect(try query(target, "SELECT name FROM sqlite_master WHERE type = 'view'") == "kept")
        #expect(try query(target, "SELECT count(*) FROM sqlite_master WHERE name LIKE '%records%'") == "0")
        #expect(try query(target, "PRAGMA freelist_count") == "0")
        #expect(
            try rows(of: name, in: target, geometry: false)
                == rows(of: ParcelSource.layer, in: source, geometry: false))
        #expect(try Dataset(opening: target).layerNames == [name, "layer_styles"])
    }

    @Test func `what another program has only in its log is copied too`() throws {
        let folder = TemporaryFolder()
        let source = folder.file("a.gpkg")
        try ParcelSource.make(source)
        try run(
            "sqlite3", source, "PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0",
            "UPDATE gpkg_contents SET description = 'in the log'", ".shell cp \(source) \(folder.file("held.gpkg"))",
            ".shell cp \(source)-wal \(folder.file("held.gpkg-wal"))")
        let held = folder.file("held.gpkg")
        let before = try [bytes(of: held), bytes(of: held + "-wal")]
        #expect(before[1].count > 0, "the trap is not set")
        let listing = folder.contents
        let target = TemporaryFolder()
        try copy(held, to: target.file("b.gpkg"))
        #expect(try [bytes(of: held), bytes(of: held + "-wal")] == before)
        #expect(folder.contents == listing)
        #expect(target.contents == ["b.gpkg"])
        #expect(try query(target.file("b.gpkg"), "SELECT description FROM gpkg_contents") == "in the log")
        #expect(try query(target.file("b.gpkg"), "PRAGMA journal_mode") == "delete")
        #expect(target.contents == ["b.gpkg"])
    }

    @Test func `a file that is written while it is open is not copied`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        try run("sqlite3", folder.file("a.gpkg"), "UPDATE gpkg_contents SET description = 'newer'")
        #expect {
            _ = try VectorWriter(
                copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("b.gpkg"))
        } throws: {
            ($0 as? GDALError)?.code == .readFailed
        }
        #expect(folder.contents == ["a.gpkg"])
    }

    @Test func `a writer of a copy that is dropped, and one that fails, leave nothing`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        do {
            var writer = try VectorWriter(
                copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("b.gpkg"))
            try writer.replaceGeometry(inLayer: 0, fid: 5, wkb: moved)
            let missing = #expect(throws: GDALError.self) {
                try writer.replaceGeometry(inLayer: 0, fid: 6, wkb: moved)
            }
            #expect(missing?.place == GDALPlace(path: folder.file("b.gpkg"), layer: "l", fid: 6))
            let wrong = #expect(throws: GDALError.self) {
                try writer.replaceGeometry(inLayer: 0, fid: 5, wkb: [1, 2, 3])
            }
            #expect(wrong?.code == .invalidGeometry)
            #expect(wrong?.place.fid == 5)
        }
        #expect(folder.contents == ["a.gpkg"])
        // The name is taken by a table of GeoPackage itself.
        #expect(throws: GDALError.self) {
            _ = try VectorWriter(
                copying: dataset, layer: ParcelSource.layer, as: "gpkg_contents", creating: folder.file("b.gpkg"))
        }
        #expect(folder.contents == ["a.gpkg"])
        let exists = #expect(throws: GDALError.self) {
            _ = try VectorWriter(copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("a.gpkg"))
        }
        #expect(exists?.code == .exists)
    }

    @Test func `equal content makes equal bytes`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        for name in ["b.gpkg", "c.gpkg"] { try copy(folder.file("a.gpkg"), to: folder.file(name)) }
        #expect(try bytes(of: folder.file("b.gpkg")) == bytes(of: folder.file("c.gpkg")))
    }

    @Test func `a source may be replaced by its own copy`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let before = try rows(of: ParcelSource.layer, in: folder.file("a.gpkg"), geometry: false)
        try copy(folder.file("a.gpkg"), to: folder.file("a.gpkg"), as: ParcelSource.layer, replacing: true)
        #expect(folder.contents == ["a.gpkg"])
        #expect(try rows(of: ParcelSource.layer, in: folder.file("a.gpkg"), geometry: false) == before)
    }

    @Test func `features and layers are added to a copy as to any output`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        var writer = try VectorWriter(
            copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("b.gpkg"), date: date)
        try writer.replaceGeometry(inLayer: 0, fid: 5, wkb: moved)
        try writer.write(to: 0, fid: 6, wkb: square(0, 0), values: ParcelSource.values(1))
        let second = try writer.addLayer(OutputLayer("changes", .point, fields: [FieldDefinition("what", .text)]))
        try writer.write(to: second, wkb: nil as [UInt8]?, values: [.text("moved")])
        try writer.replaceGeometry(inLayer: 0, fid: 7, wkb: moved)
        #expect(throws: GDALError.self) { try writer.replaceGeometry(inLayer: second, fid: 1, wkb: moved) }
        try writer.close()
        #expect(
            try query(folder.file("b.gpkg"), "SELECT table_name, feature_count FROM gpkg_ogr_contents ORDER BY 1")
                == "changes|1\nl|13")
        #expect(
            try query(folder.file("b.gpkg"), "SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'l'")
                == "0.0|600010.0")
        #expect(try query(folder.file("b.gpkg"), "SELECT count(*) FROM rtree_l_geom") == "12")
    }

    @Test func `only files of this machine and tables without triggers of their own are copied so`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let zipped = "/vsizip/{\(folder.file("a.zip"))}/a.gpkg"
        #expect(CPLCopyFile(zipped, folder.file("a.gpkg")) == 0)
        #expect(try !canCopy(zipped))
        try run("ogr2ogr", folder.file("a.fgb"), folder.file("a.gpkg"))
        #expect(try !canCopy(folder.file("a.fgb")))
        try run(
            "sqlite3", folder.file("a.gpkg"),
            "CREATE TRIGGER stamp AFTER UPDATE ON \(quoted(ParcelSource.layer)) BEGIN SELECT 1; END")
        #expect(try !canCopy(folder.file("a.gpkg")))
    }
}
