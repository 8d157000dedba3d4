import CGDAL
import Foundation
import GDALKit
import Testing

private let date = "2025-11-10T00:00:00.000Z"
private let moved = square(600_000, 1_100_000)

/// Copies the first layer of each source into one layer, and gives features 5 and 2^40 another place.
@discardableResult
private func copy(
    _ sources: [String], to path: String, driver: String, as name: String = "fixed", keepingFids: Bool = true
) throws -> (count: Int, changes: [FieldChange], warnings: [String]) {
    var writer = try VectorWriter(creating: path, driver: driver, date: date)
    var layer = -1
    var count = 0
    for source in sources {
        let dataset = try Dataset(opening: source)
        try dataset.withLayer(at: 0) { source throws in
            if layer < 0 { layer = try writer.addLayer(like: source, as: name, crs: source.schema.crs?.wkt) }
            count += try writer.copyFeatures(from: source, to: layer, keepingFids: keepingFids) { fid in
                fid == 5 || fid == 1 << 40 ? moved : nil
            }
        }
    }
    let (changes, warnings) = (writer.fieldChanges(ofLayer: layer), writer.warnings)
    try writer.close()
    return (count, changes, warnings)
}

private func schema(_ path: String) throws -> LayerSchema {
    let dataset = try Dataset(opening: path)
    return dataset.withLayer(at: 0) { $0.schema }
}

@Suite("A copy of a layer through any format")
struct LayerCopyTests {
    @Test(arguments: [false, true])
    func `a GeoPackage keeps every byte of what GDAL wrote`(foreign: Bool) throws {
        let folder = TemporaryFolder()
        let (source, target) = (folder.file("a.gpkg"), folder.file("b.gpkg"))
        try ParcelSource.make(source)
        if foreign {
            try run("ogr2ogr", "-preserve_fid", folder.file("c.gpkg"), source)
            try FileManager.default.removeItem(atPath: source)
            try FileManager.default.moveItem(atPath: folder.file("c.gpkg"), toPath: source)
        }
        let before = try bytes(of: source)
        let listing = folder.contents
        let copied = try copy([source], to: target, driver: "GPKG")
        #expect(copied.count == 12)
        #expect(copied.changes == [])
        #expect(copied.warnings == [])
        #expect(try bytes(of: source) == before)
        #expect(folder.contents == (listing + ["b.gpkg"]).sorted())
        #expect(
            try rows(of: "fixed", in: target, geometry: false)
                == rows(of: ParcelSource.layer, in: source, geometry: false))
        let (old, new) = (try rows(of: ParcelSource.layer, in: source), try rows(of: "fixed", in: target))
        #expect(Set(old.keys.filter { old[$0] != new[$0] }) == [5, 1 << 40])
        var expected = try schema(source)
        expected.name = "fixed"
        #expect(try schema(target) == expected)
    }

    @Test func `columns keep their names, and give way to fields`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"), options: ["FID=số", "GEOMETRY_NAME=hình"])
        try copy([folder.file("a.gpkg")], to: folder.file("b.gpkg"), driver: "GPKG")
        let found = try schema(folder.file("b.gpkg"))
        #expect(found.fidColumn == "số")
        #expect(found.geometryColumn == "hình")

        let names = folder.file(
            "c.csv", holding: "fid,FID_2,geom,WKT\nx,1,y,\"POLYGON((0 0,1 0,1 1,0 0))\"\n")
        let counted = try copy([names], to: folder.file("c.gpkg"), driver: "GPKG")
        #expect(counted.count == 1)
        let table = try schema(folder.file("c.gpkg"))
        #expect(table.fields.map(\.name) == ["fid", "FID_2", "geom", "WKT"])
        #expect(table.fidColumn == "fid_3")
    }

    @Test func `subtypes, widths and fields that must have a value are taken along`() throws {
        let folder = TemporaryFolder()
        let source = folder.file("a.gpkg")
        var writer = try VectorWriter(creating: source, driver: "GPKG")
        _ = try writer.addLayer(OutputLayer("l", .multiPolygon, fields: []))
        for column in ["must TEXT(12) NOT NULL DEFAULT ''", "tiny SMALLINT", "single FLOAT"] {
            try writer.execute("ALTER TABLE l ADD COLUMN \(column)")
        }
        try writer.close()
        try copy([source], to: folder.file("b.gpkg"), driver: "GPKG")
        let columns = "SELECT name, type, \"notnull\" FROM pragma_table_info('fixed') WHERE cid > 1"
        #expect(
            try run("sqlite3", folder.file("b.gpkg"), columns) == "must|TEXT(12)|1\ntiny|SMALLINT|0\nsingle|FLOAT|0\n")
        #expect(try schema(folder.file("b.gpkg")).geometryType == .multiPolygon)
    }

    @Test(arguments: [("a.shp", "ESRI Shapefile"), ("a.gdb", "OpenFileGDB"), ("a.fgb", "FlatGeobuf")])
    func `other formats take fields and geometries, and what they cannot take is told`(
        file: String, driver: String
    ) throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("source.gpkg"))
        if driver == "FlatGeobuf" {
            // Its features have geometries.
            let error = #expect(throws: GDALError.self) {
                try copy([folder.file("source.gpkg")], to: folder.file(file), driver: driver, as: "a")
            }
            #expect(error?.place == GDALPlace(path: folder.file(file), layer: "a", fid: 9))
            let filled = "DELETE FROM \(quoted(ParcelSource.layer)) WHERE geom IS NULL"
            try run("ogrinfo", "-q", folder.file("source.gpkg"), "-sql", filled)
        }
        let hasNull = driver != "FlatGeobuf"
        // A FileGDB has no room for an id of 2^40.
        let copied = try copy(
            [folder.file("source.gpkg")], to: folder.file(file), driver: driver, as: "a",
            keepingFids: driver != "OpenFileGDB")
        #expect(copied.count == (hasNull ? 12 : 11))
        let found = try schema(folder.file(file))
        let lost = copied.changes.filter { $0.written == nil }.map(\.source.name)
        switch driver {
        case "ESRI Shapefile":
            #expect(lost == ["raw"])
            #expect(copied.changes.map(\.source.name) == ["open", "area", "owner's name", "at", "raw"])
            #expect(copied.changes.contains { $0.source.name == "owner's name" && $0.written?.name != "owner's name" })
        case "OpenFileGDB":
            #expect(copied.changes.map(\.source.name) == ["number", "open", "owner's name"])
            #expect(copied.changes.last?.written?.name == "owner_s_name")
        default: #expect(copied.changes == [])
        }
        #expect(found.fields.count == ParcelSource.fields.count - lost.count)
        #expect(found.crs?.name.contains("VN") == true)
        // Moved features, those in place and the one without geometry, back in a GeoPackage.
        try run(
            "ogr2ogr", "-f", "GPKG", "-lco", "GEOMETRY_NAME=geom", "-nln", "back", folder.file("back.gpkg"),
            folder.file(file))
        let counts = try run(
            "ogrinfo", "-q", folder.file("back.gpkg"), "-sql",
            "SELECT sum(ST_MinX(geom) = 600000) AS moved, sum(ST_MinX(geom) < 600000) AS kept, "
                + "sum(geom IS NULL OR ST_IsEmpty(geom)) AS without, count(small) AS filled FROM back")
        for (name, count) in [("moved", 2), ("kept", 9), ("without", hasNull ? 1 : 0), ("filled", hasNull ? 10 : 9)] {
            #expect(counts.contains("\(name) (Integer) = \(count)\n"), "\(counts)")
        }
    }

    @Test func `a layer may be made for more types of geometry, and polygons fit themselves in`() throws {
        let folder = TemporaryFolder()
        let source = folder.file(
            "a.csv",
            holding: """
                n,WKT
                1,"POLYGON ((0 0,1 0,1 1,0 0))"
                2,"MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"
                3,"POLYGON ((0 0,2 0,2 2,0 0))"
                """)
        try run("ogr2ogr", "-nlt", "POLYGON", folder.file("a.shp"), source)
        let dataset = try Dataset(opening: folder.file("a.shp"))
        var writer = try VectorWriter(creating: folder.file("b.gpkg"), driver: "GPKG")
        try dataset.withLayer(at: 0) { source throws in
            let layer = try writer.addLayer(like: source, as: "b", crs: nil, geometryType: .multiPolygon)
            _ = try writer.copyFeatures(from: source, to: layer, keepingFids: true) {
                $0 == 0 ? square(0, 0) : nil
            }
        }
        #expect(writer.warnings == [])
        try writer.close()
        let edited = try Dataset(opening: folder.file("b.gpkg"))
        writer = try VectorWriter(copying: edited, layer: "b", as: "b", creating: folder.file("c.gpkg"))
        try writer.replaceGeometry(inLayer: 0, fid: 1, wkb: square(0, 0))
        try writer.close()
        for file in ["b.gpkg", "c.gpkg"] {
            let types = try run(
                "ogrinfo", "-q", folder.file(file), "-sql", "SELECT DISTINCT ST_GeometryType(geom) t FROM b")
            #expect(types.contains("MULTIPOLYGON") && !types.contains(" POLYGON"))
        }
    }

    @Test func `every geometry is copied, also lines, empty ones and none, and a filter holds`() throws {
        let folder = TemporaryFolder()
        let source = folder.file(
            "a.csv",
            holding: """
                n,WKT
                1,"POLYGON ((0 0,1 0,1 1,0 0))"
                2,"LINESTRING (0 0,1 1)"
                3,POLYGON EMPTY
                4,
                5,"CURVEPOLYGON Z (CIRCULARSTRING Z (0 0 1,1 1 1,2 0 1,1 -1 1,0 0 1))"
                6,POINT (3 4)
                """)
        let typed = folder.file("a.gpkg")
        try run("ogr2ogr", "-oo", "KEEP_GEOM_COLUMNS=NO", "-oo", "AUTODETECT_TYPE=YES", typed, source)
        let dataset = try Dataset(opening: typed)
        var writer = try VectorWriter(creating: folder.file("b.gpkg"), driver: "GPKG", date: date)
        var told: [Int] = []
        try dataset.withLayer(at: 0) { source throws in
            let layer = try writer.addLayer(like: source, as: "b", crs: nil)
            try source.setFilter("n <> 6")
            let count = try writer.copyFeatures(
                from: source, to: layer, keepingFids: true, geometry: { _ in nil }, progress: { told.append($0) })
            #expect(count == 5)
        }
        try writer.close()
        #expect(told == [5])
        let (old, new) = (try rows(of: "a", in: typed), try rows(of: "b", in: folder.file("b.gpkg")))
        #expect(new == old.filter { $0.key != 6 })
    }

    @Test func `several sources go into one layer, field by field`() throws {
        let folder = TemporaryFolder()
        let first = folder.file("1.csv", holding: "a,b,WKT\nx,1,\"POLYGON((0 0,1 0,1 1,0 0))\"\n")
        let second = folder.file("2.csv", holding: "WKT,b\n\"POLYGON((5 5,6 5,6 6,5 5))\",2\n")
        let copied = try copy([first, second], to: folder.file("c.gpkg"), driver: "GPKG", keepingFids: false)
        #expect(copied.count == 2)
        let found = try run("sqlite3", folder.file("c.gpkg"), "SELECT fid, a, b FROM fixed")
        #expect(found == "1|x|1\n2||2\n")

        let third = folder.file("3.csv", holding: "b,c\n3,z\n")
        let unknown = #expect(throws: GDALError.self) {
            try copy([first, third], to: folder.file("d.gpkg"), driver: "GPKG")
        }
        #expect(unknown?.place == GDALPlace(path: third, layer: "3"))
        #expect(unknown?.description.contains("\"c\"") == true)
        let numbers = folder.file("n.gpkg")
        try run("ogr2ogr", "-oo", "AUTODETECT_TYPE=YES", numbers, second)
        let type = #expect(throws: GDALError.self) {
            try copy([numbers, first], to: folder.file("d.gpkg"), driver: "GPKG", keepingFids: false)
        }
        #expect(type?.description.contains("\"b\"") == true || type?.description.contains("\"a\"") == true)
        let twice = #expect(throws: GDALError.self) {
            try copy([numbers, numbers], to: folder.file("d.gpkg"), driver: "GPKG")
        }
        #expect(twice?.place == GDALPlace(path: folder.file("d.gpkg"), layer: "fixed", fid: 1))
        #expect(folder.contents == ["1.csv", "2.csv", "3.csv", "c.gpkg", "n.gpkg"])
    }

    @Test func `a bad geometry and a layer of another sort are refused with their names`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        var writer = try VectorWriter(creating: folder.file("b.gpkg"), driver: "GPKG")
        let plain = try writer.addLayer(OutputLayer("plain", .polygon, fields: []))
        try dataset.withLayer(at: 0) { source throws in
            let layer = try writer.addLayer(like: source, as: "l", crs: nil)
            let bad = #expect(throws: GDALError.self) {
                try writer.copyFeatures(from: source, to: layer, keepingFids: true) { $0 == 7 ? [1, 2, 3] : nil }
            }
            #expect(bad?.code == .invalidGeometry)
            #expect(bad?.place == GDALPlace(path: folder.file("b.gpkg"), layer: "l", fid: 7))
            let other = #expect(throws: GDALError.self) {
                try writer.copyFeatures(from: source, to: plain, keepingFids: true) { _ in nil }
            }
            #expect(other?.code == .badRequest)
        }
    }

    @Test func `equal content makes equal bytes`() throws {
        let folder = TemporaryFolder()
        try ParcelSource.make(folder.file("a.gpkg"))
        for name in ["b.gpkg", "c.gpkg"] { try copy([folder.file("a.gpkg")], to: folder.file(name), driver: "GPKG") }
        #expect(try bytes(of: folder.file("b.gpkg")) == bytes(of: folder.file("c.gpkg")))
    }

    @Test func `every C object of both sorts of copy is given back, on failure too`() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            do {
                try ParcelSource.make(folder.file("a.gpkg"))
                let dataset = try Dataset(opening: folder.file("a.gpkg"))
                var edited = try VectorWriter(
                    copying: dataset, layer: ParcelSource.layer, as: "l", creating: folder.file("b.gpkg"))
                try edited.replaceGeometry(inLayer: 0, fid: 5, wkb: square(0, 0))
                try? edited.replaceGeometry(inLayer: 0, fid: 5, wkb: [1, 2, 3])
                try edited.close()
                _ = try? VectorWriter(
                    copying: dataset, layer: ParcelSource.layer, as: "gpkg_contents", creating: folder.file("c.gpkg"))
                var writer = try VectorWriter(creating: folder.file("d.gpkg"), driver: "GPKG")
                try dataset.withLayer(at: 0) { source throws in
                    let layer = try writer.addLayer(like: source, as: "l", crs: nil)
                    _ = try? writer.copyFeatures(from: source, to: layer, keepingFids: true) {
                        $0 == 9 ? [1, 2, 3] : $0 == 7 ? square(0, 0) : nil
                    }
                }
            } catch {
                preconditionFailure("\(error)")
            }
            precondition(GDALLibrary.liveHandles.isEmpty, "\(GDALLibrary.liveHandles)")
        }
    }
}
