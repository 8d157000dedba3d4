import Foundation
import GDALKit
import MapReading
import PlanarCoverage
import Testing

@Suite("Input that cannot be used")
struct BadInputTests {
    private let folder = TemporaryFolder()

    /// The error of reading some sources: its exit code and words.
    private func failure(_ sources: [String], _ change: (inout ReadingOptions) -> Void = { _ in }) -> (
        code: Int32, text: String
    )? {
        var options = ReadingOptions()
        change(&options)
        do {
            _ = try MapReader(options).read(sources)
            return nil
        } catch {
            return ((error as? ReadingError)?.exitCode ?? -1, "\(error)")
        }
    }

    private func write(_ name: String, layer: String = "thua") throws -> String {
        try SampleMap.write(SampleMap.parcels(), to: folder.file(name), layer: layer)
        return folder.file(name)
    }

    @Test func `a missing file is 66`() throws {
        let error = try #require(failure([folder.file("none.gpkg")]))
        #expect(error.code == 66 && error.text.contains("none.gpkg"))
    }

    @Test(arguments: [
        ("map.gpkg", "<OGRVRTDataSource><OGRVRTLayer name='a'/></OGRVRTDataSource>", "VRT"), ("map.gpkg", "", "empty"),
        ("map.shp", "<!DOCTYPE html><html>", "web page"), ("map.geojson", "no json", "no map in a format"),
        ("map.gpkg", "SQLite format 3\0 and then nothing", "damaged"),
    ])
    func `a file that is something else than its name says is named for what it is`(
        name: String, contents: String, expected: String
    ) throws {
        let error = try #require(failure([folder.file(name, holding: contents)]))
        #expect(error.code == 65)
        #expect(error.text.contains(name) && error.text.contains(expected), "\(error.text)")
    }

    @Test func `a GeoPackage that is cut off anywhere is never read in silence`() throws {
        let path = folder.file("map.gpkg")
        try SampleMap.write(SampleMap.parcels(count: 5000), to: path)
        let whole = try bytes(of: path)
        for part in 1..<10 {
            let cut = folder.file("cut\(part).gpkg")
            try whole.prefix(whole.count * part / 10).write(to: URL(fileURLWithPath: cut))
            let error = try #require(failure([cut]), "\(part) tenths were read without a word")
            #expect(error.code == 65 && error.text.contains("cut\(part).gpkg"))
        }
    }

    @Test func `a GeoPackage that is damaged inside is never read in silence, and never without end`() throws {
        let path = folder.file("map.gpkg")
        try SampleMap.write(SampleMap.parcels(count: 5000), to: path)
        let whole = try bytes(of: path)
        var refused = 0
        for part in 1..<10 {
            var damaged = whole
            let start = whole.count * part / 10 / 4096 * 4096
            damaged.replaceSubrange(start..<start + 8192, with: Data(count: 8192))
            let copy = folder.file("damaged\(part).gpkg")
            try damaged.write(to: URL(fileURLWithPath: copy))
            for lanes in [1, 2] {
                do {
                    var options = ReadingOptions()
                    options.lanes = lanes
                    options.batchSize = 500
                    // The damage may have hit pages that nobody reads, as those of the index.
                    #expect(try MapReader(options).read([copy]).coverage.parcelCount == 5000)
                } catch {
                    #expect(
                        (error as? ReadingError)?.exitCode == 65 && "\(error)".contains("damaged\(part).gpkg"),
                        "\(error)")
                    refused += 1
                }
            }
        }
        #expect(refused >= 10)
    }

    @Test func `a shapefile without .shx says so, one without .dbf is read without attributes`() throws {
        try SampleMap.write(SampleMap.parcels(), to: folder.file("thua.shp"), driver: "ESRI Shapefile")
        try FileManager.default.removeItem(atPath: folder.file("thua.dbf"))
        let map = try MapReader().read([folder.file("thua.shp")])
        #expect(map.coverage.parcelCount == 20)
        #expect(map.report.notes.contains { $0.english.contains("thua.dbf is missing") })
        try FileManager.default.removeItem(atPath: folder.file("thua.shx"))
        let error = try #require(failure([folder.file("thua.shp")]))
        #expect(error.code == 65 && error.text.contains("thua.shx is missing"))
        #expect(!folder.contents.contains("thua.shx"))
    }

    @Test(arguments: ["shp", "shx", "dbf"])
    func `a shapefile with a file that is cut off is refused`(file: String) throws {
        try SampleMap.write(SampleMap.parcels(count: 500), to: folder.file("thua.shp"), driver: "ESRI Shapefile")
        let whole = try bytes(of: folder.file("thua.\(file)"))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: folder.file("thua.\(file)")))
        for source in [folder.file("thua.shp"), folder.path] {
            let error = try #require(failure([source]))
            #expect(error.code == 65 && error.text.contains("cut off") || source == folder.path, "\(error.text)")
        }
    }

    @Test func `a wrong .cpg is noticed`() throws {
        let path = folder.file("thua.shp")
        var parcels = SampleMap.parcels()
        for i in parcels.indices { parcels[i].use = "Đất ở" }
        try SampleMap.write(parcels, to: path, driver: "ESRI Shapefile", options: ["ENCODING=CP1258"])
        try "UTF-8".write(toFile: folder.file("thua.cpg"), atomically: true, encoding: .utf8)
        let map = try MapReader().read([path])
        #expect(map.report.notes.contains { $0.kind == .text && $0.english.contains("not UTF-8") })
    }

    @Test func `several polygon layers and none named are listed`() throws {
        let path = folder.file("map.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        for name in ["thua", "nha", "nhan"] {
            let type: GeometryType = name == "nhan" ? .point : .polygon
            let layer = try writer.addLayer(OutputLayer(name, type, fields: [], crs: "EPSG:5897"))
            try writer.write(
                to: layer,
                wkb: type == .point
                    ? WKB.point(SampleMap.x0, SampleMap.y0)
                    : WKB.polygon([rectangle(SampleMap.x0, SampleMap.y0, 1, 1)]),
                values: [])
        }
        try writer.close()
        let error = try #require(failure([path]))
        #expect(
            error.code == 65 && error.text.contains("\"thua\"") && error.text.contains("\"nha\"")
                && error.text.contains("--layer"))
        #expect(failure([path]) { $0.layer = "thua" } == nil)
        let wrong = try #require(failure([path]) { $0.layer = "nothing" })
        #expect(wrong.code == 65 && wrong.text.contains("\"nhan\" (Point)"))
        let points = try #require(failure([path]) { $0.layer = "nhan" })
        #expect(points.code == 65 && points.text.contains("no polygons"))
    }

    @Test func `no polygon layer and an empty layer are said`() throws {
        var writer = try VectorWriter(creating: folder.file("points.gpkg"), driver: "GPKG")
        _ = try writer.addLayer(OutputLayer("nhan", .point, fields: [], crs: "EPSG:5897"))
        try writer.close()
        let points = try #require(failure([folder.file("points.gpkg")]))
        #expect(
            points.code == 65 && points.text.contains("no layer holds polygons")
                && points.text.contains("\"nhan\" (Point)"))
        try SampleMap.write([], to: folder.file("empty.gpkg"))
        let empty = try #require(failure([folder.file("empty.gpkg")]))
        #expect(empty.code == 65 && empty.text.contains("no features"))
        // One empty sheet among others is a note.
        let both = try MapReader().read([folder.file("empty.gpkg"), try write("map.gpkg")])
        #expect(both.coverage.parcelCount == 20)
        #expect(both.report.notes.contains { $0.english.contains("empty.gpkg") && $0.english.contains("no features") })
    }

    @Test func `a filter is applied, and a wrong one is 64`() throws {
        let path = try write("map.gpkg")
        var options = ReadingOptions()
        options.filter = "KyHieuMucDichSuDung = 'CLN'"
        #expect(try MapReader(options).read([path]).coverage.parcelCount == 10)
        #expect(failure([path]) { $0.filter = "no such thing" }?.code == 64)
        let nothing = try #require(failure([path]) { $0.filter = "MaXa = 'x'" })
        #expect(nothing.code == 65 && nothing.text.contains("MaXa = 'x'"))
    }

    @Test func `feature ids that repeat, as those of a view may, are counted`() throws {
        let path = folder.file("map.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("thua", .multiPolygon, fields: [], crs: "EPSG:5897"))
        for parcel in SampleMap.parcels() { try writer.write(to: layer, wkb: parcel.wkb, values: []) }
        try writer.execute("CREATE VIEW twice AS SELECT (fid + 1) / 2 AS fid, geom FROM thua")
        try writer.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                + "SELECT 'twice', 'features', 'twice', srs_id FROM gpkg_contents WHERE table_name = 'thua'")
        try writer.execute(
            "INSERT INTO gpkg_geometry_columns SELECT 'twice', column_name, geometry_type_name, srs_id, z, m "
                + "FROM gpkg_geometry_columns WHERE table_name = 'thua'")
        try writer.close()
        for batchSize in [3, 16384] {
            var options = ReadingOptions()
            options.layer = "twice"
            options.batchSize = batchSize
            let map = try MapReader(options).read([path])
            #expect(map.report.features == 20 && map.report.layers[0].duplicateFids == 10)
            #expect(map.report.notes.contains { $0.english.contains("10 features repeat a feature id, as 1") })
        }
    }

    @Test func `nothing can be and nothing is written into a read-only folder`() throws {
        let path = try write("map.gpkg")
        // WAL mode: a plain reader of SQLite would make two files beside it.
        var file = try bytes(of: path)
        file[18] = 2
        file[19] = 2
        try file.write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        #expect(try MapReader().read([path]).coverage.parcelCount == 20)
        #expect(folder.contents == ["map.gpkg"])
    }

    @Test(arguments: ["INSERT INTO thua (geom) SELECT geom FROM thua LIMIT 5", "DELETE FROM thua WHERE fid > 15"])
    func `a stale feature count is corrected and said`(change: String) throws {
        let path = folder.file("stale.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let layer = try writer.addLayer(
            OutputLayer("thua", .multiPolygon, fields: [], crs: "EPSG:5897", options: ["SPATIAL_INDEX=NO"]))
        for parcel in SampleMap.parcels() { try writer.write(to: layer, wkb: parcel.wkb, values: []) }
        // What programs do that know nothing of GDAL's table of counts.
        for event in ["insert", "delete"] { try writer.execute("DROP TRIGGER trigger_\(event)_feature_count_thua") }
        try writer.execute(change)
        try writer.close()
        let map = try MapReader().read([path])
        let features = change.hasPrefix("INSERT") ? 25 : 15
        #expect(map.report.features == features && map.coverage.parcelCount == features)
        #expect(map.report.notes.contains { $0.english.contains("the file states 20 features and has \(features)") })
    }
}
