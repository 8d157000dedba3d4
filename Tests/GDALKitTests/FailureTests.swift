import CGDAL
import Foundation
import Testing

@testable import GDALKit

func bytes(of path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

/// Has GDAL say something.
private func utter(_ text: String, warning: Bool = false) {
    withVaList([]) { CPLErrorV(warning ? CE_Warning : CE_Failure, CPLErrorNum(CPLE_AppDefined), text, $0) }
}

/// The error that `body` throws.
private func failure(_ body: () throws(GDALError) -> Void) -> GDALError? {
    do throws(GDALError) {
        try body()
        return nil
    } catch {
        return error
    }
}

@Suite("Failure conventions of the C side")
struct FailureConventionTests {
    private let checked = Checked("Call", .readFailed, at: GDALPlace(path: "p", layer: "l", fid: 7))

    @Test func `each convention knows success from failure`() {
        #expect(failure { () throws(GDALError) in _ = try checked.handle { 1 as Int? } } == nil)
        #expect(failure { () throws(GDALError) in _ = try checked.handle { nil as Int? } } != nil)
        #expect(failure { () throws(GDALError) in _ = try checked.optionalHandle { nil as Int? } } == nil)
        #expect(failure { () throws(GDALError) in try checked.ogr { OGRERR_NONE } } == nil)
        #expect(failure { () throws(GDALError) in try checked.ogr { OGRERR_FAILURE } } != nil)
        #expect(failure { () throws(GDALError) in try checked.cpl { CE_None } } == nil)
        #expect(failure { () throws(GDALError) in try checked.cpl { CE_Warning } } == nil)
        #expect(failure { () throws(GDALError) in try checked.cpl { CE_Failure } } != nil)
        #expect(failure { () throws(GDALError) in try checked.zero { 0 } } == nil)
        #expect(failure { () throws(GDALError) in try checked.zero { 5 } } != nil)
        #expect(failure { () throws(GDALError) in try checked.truth { true } } == nil)
        #expect(failure { () throws(GDALError) in try checked.truth { false } } != nil)
        #expect(failure { () throws(GDALError) in _ = try checked.count { 0 } } == nil)
        #expect(failure { () throws(GDALError) in _ = try checked.count { -1 } } != nil)
        #expect(failure { () throws(GDALError) in try checked.silent {} } == nil)
    }

    @Test func `a failure that is only uttered counts where the function returns nothing`() {
        #expect(failure { () throws(GDALError) in try checked.silent { utter("disk full") } } != nil)
        #expect(
            failure { () throws(GDALError) in
                _ = try checked.optionalHandle { () -> Int? in
                    utter("no"); return nil
                }
            }
                != nil)
    }

    @Test func `the whole chain of messages is kept, the cause first`() {
        let error = failure { () throws(GDALError) in
            try checked.truth {
                utter("the cause")
                utter("the consequence")
                return false
            }
        }
        #expect(error?.messages == ["the cause", "the consequence"])
        #expect(error?.description == "p: layer \"l\": feature 7: the cause; the consequence")
    }

    @Test func `messages of calls that succeed are kept as remarks, and noise is not`() throws {
        let remarks = Remarks()
        let checked = Checked("Call", .readFailed, at: GDALPlace(), remarks: remarks)
        try checked.truth {
            utter("shortened", warning: true)
            utter("This version of GeoPackage v1.4.0 may only be partially supported", warning: true)
            utter("one bad feature")
            return true
        }
        #expect(remarks.warnings == ["shortened"])
        #expect(remarks.failures == ["one bad feature"])
    }

    @Test func `an error of one call is not heard in the next`() throws {
        #expect(failure { () throws(GDALError) in try checked.silent { utter("x") } } != nil)
        #expect(failure { () throws(GDALError) in try checked.silent {} } == nil)
    }
}

@Suite("Opening what cannot be opened")
struct OpeningTests {
    private func error(opening path: String) -> GDALError? {
        failure { () throws(GDALError) in _ = try Dataset(opening: path) }
    }

    @Test func `a missing file is told from a bad one`() {
        let folder = TemporaryFolder()
        #expect(error(opening: folder.file("none.gpkg"))?.code == .noSuchInput)
        let bad = folder.file("bad.gpkg", holding: "no GeoPackage")
        #expect(error(opening: bad)?.code == .cannotOpen)
        #expect(error(opening: bad)?.messages.isEmpty == false)
        #expect(error(opening: bad)?.description.contains("bad.gpkg") == true)
    }

    @Test func `a VRT is refused, whatever its name`() throws {
        let folder = TemporaryFolder()
        let inner = folder.file("inner.csv", holding: "a,b\n1,2\n")
        for name in ["map.vrt", "map.gpkg", "map.shp"] {
            let path = folder.file(
                name,
                holding: "<OGRVRTDataSource><OGRVRTLayer name=\"inner\"><SrcDataSource>\(inner)</SrcDataSource>"
                    + "</OGRVRTLayer></OGRVRTDataSource>")
            #expect(error(opening: path)?.code == .cannotOpen)
        }
        #expect(error(opening: "<OGRVRTDataSource></OGRVRTDataSource>") != nil)
    }

    @Test(arguments: [
        "http://127.0.0.1:9/a.geojson", "/vsicurl/http://127.0.0.1:9/a.gpkg", "/vsizip//vsicurl/x/a.zip",
        "WFS:https://x",
    ])
    func `the network is refused`(path: String) {
        #expect(error(opening: path)?.code == .notAllowed)
    }

    @Test(arguments: [
        ("PG:host=x password=secret dbname=y", "PG:host=x password=*** dbname=y"),
        ("PG:dbname=y PASSWORD = 'my \\' secret' user=z", "PG:dbname=y PASSWORD = *** user=z"),
        ("postgresql://me:secret@host/db", "postgresql://me:***@host/db"),
        ("postgresql://me:a@secret@host/db", "postgresql://me:***@host/db"),
        ("postgresql://me:a/secret@host/db", "postgresql://me:***@host/db"),
        ("PG:host=x password=a'secret dbname=y", "PG:host=x password=*** dbname=y"),
        ("PG:host=x password=a\\ secret dbname=y", "PG:host=x password=*** dbname=y"),
        ("PG:host=x password=a secret", "PG:host=x password=***"),
        ("PG:host=x password='a secret", "PG:host=x password=***"),
        ("/maps/password.gpkg", "/maps/password.gpkg"),
    ])
    func `a password is shown nowhere`(name: String, shown: String) {
        #expect(SourceName.shown(name) == shown)
        if name.contains("secret") {
            let error = error(opening: name.replacing("host=x", with: "host=/nowhere"))
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test func `a link to a CRS on the network is not followed`() throws {
        let folder = TemporaryFolder()
        let path = folder.file(
            "a.geojson",
            holding: """
                {"type": "FeatureCollection", "crs": {"type": "link", "properties": {"href": "http://127.0.0.1:9/x"}},
                "features": [{"type": "Feature", "properties": {}, "geometry": null}]}
                """)
        let dataset = try Dataset(opening: path)
        #expect(dataset.layerCount == 1)
    }

    @Test func `a truncated GeoPackage says so while it is read`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("a.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: []))
        for i in 0..<5000 { try writer.write(to: layer, wkb: square(Double(i), 0), values: []) }
        try writer.close()
        let whole = try bytes(of: path)
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        #expect(throws: GDALError.self) {
            let dataset = try Dataset(opening: path)
            try dataset.withLayer(at: 0) { layer in
                try layer.withBatches { source in while let batch = try source.next() { _ = batch.count } }
            }
        }
    }

    @Test func `a wrong filter names the layer`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("a.csv", holding: "a,b\n1,2\n")
        let dataset = try Dataset(opening: path)
        let error = dataset.withLayer(at: 0) { layer in
            failure { () throws(GDALError) in try layer.setFilter("nonsense = = 3") }
        }
        #expect(error?.code == .badRequest)
        #expect(error?.place.layer == "a")
        #expect(error?.messages.isEmpty == false)
    }

    @Test func `nothing is written beside an input`() throws {
        let folder = TemporaryFolder()
        var writer = try VectorWriter(creating: folder.file("a.gml"), driver: "GML", options: ["XSISCHEMA=OFF"])
        var layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [FieldDefinition("n", .integer)]))
        try writer.write(to: layer, wkb: square(0, 0), values: [.integer(1)])
        try writer.close()
        writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
        layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [FieldDefinition("n", .integer)]))
        try writer.write(to: layer, wkb: square(0, 0), values: [.integer(1)])
        try writer.close()
        writer = try VectorWriter(creating: folder.file("a.sqlite"), driver: "SQLite")
        layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [FieldDefinition("n", .integer)]))
        try writer.write(to: layer, wkb: square(0, 0), values: [.integer(1)])
        try writer.close()
        for name in ["a.gpkg", "a.sqlite"] {
            // Bytes 18 and 19 of an SQLite file say 2 in WAL mode: a plain reader makes two files beside it.
            var file = try bytes(of: folder.file(name))
            file[18] = 2
            file[19] = 2
            try file.write(to: URL(fileURLWithPath: folder.file(name)))
        }
        let before = folder.contents
        for name in before {
            let dataset = try Dataset(opening: folder.file(name))
            try dataset.withLayer(at: 0) { layer in
                try layer.withBatches { source in
                    while let batch = try source.next() { #expect(batch.count == 1) }
                }
                #expect(dataset.warnings == [])
                #expect(folder.contents == before)
            }
        }
        #expect(folder.contents == before)
        #expect(before == ["a.gml", "a.gpkg", "a.sqlite"])
    }
}

@Suite("Databases that are in use")
struct DatabaseInUseTests {
    /// Runs `body` while a program holds a GeoPackage of three features open, has added a fourth to its log, and not to
    /// the file.
    private func whileInUse(_ body: (TemporaryFolder, String) throws -> Void) throws {
        let folder = TemporaryFolder()
        let path = folder.file("a.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [], options: ["SPATIAL_INDEX=NO"]))
        for i in 0..<3 { try writer.write(to: layer, wkb: square(Double(i), 0), values: []) }
        try writer.close()
        let options = ["PRELUDE_STATEMENTS=PRAGMA journal_mode=WAL"]
        let other = withStringList(options) { GDALOpenEx(path, UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE), nil, $0, nil) }
        defer { GDALClose(other) }
        let result = GDALDatasetExecuteSQL(other, "INSERT INTO l (geom) SELECT geom FROM l LIMIT 1", nil, nil)
        GDALDatasetReleaseResultSet(other, result)
        #expect(folder.contents == ["a.gpkg", "a.gpkg-shm", "a.gpkg-wal"], "the trap is not set")
        try body(folder, path)
    }

    private func count(_ dataset: borrowing Dataset) throws -> Int {
        try dataset.withLayer(at: 0) { layer in
            try layer.withBatches { source in
                var count = 0
                while let batch = try source.next() { count += batch.count }
                return count
            }
        }
    }

    @Test func `what another program has saved and not yet put into the file is read too`() throws {
        try whileInUse { folder, path in
            let wal = try bytes(of: path + "-wal")
            let dataset = try Dataset(opening: path)
            let isSnapshot = dataset.isSnapshot
            #expect(isSnapshot)
            #expect(try count(dataset) == 4)
            #expect(try bytes(of: path + "-wal") == wal)
            #expect(folder.contents == ["a.gpkg", "a.gpkg-shm", "a.gpkg-wal"])
        }
    }

    @Test func `a file whose writer was interrupted is refused`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("a.gpkg", holding: "any")
        try Data([0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0]).write(
            to: URL(fileURLWithPath: path + "-journal"))
        let error = failure { () throws(GDALError) in _ = try Dataset(opening: path) }
        #expect(error?.code == .cannotOpen && error?.description.contains("a.gpkg-journal") == true)
    }
}

@Suite("Writing that fails")
struct WritingTests {
    @Test func `an output that exists is kept, unless it may be replaced`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("a.gpkg", holding: "precious")
        let error = failure { () throws(GDALError) in _ = try VectorWriter(creating: path, driver: "GPKG") }
        #expect(error?.code == .exists)
        #expect(try bytes(of: path) == Data("precious".utf8))
        var writer = try VectorWriter(creating: path, driver: "GPKG", replacing: true)
        _ = try writer.addLayer(OutputLayer("l", .point, fields: []))
        #expect(try bytes(of: path) == Data("precious".utf8))
        try writer.close()
        #expect(try Dataset(opening: path).layerNames == ["l"])
        #expect(folder.contents == ["a.gpkg"])
    }

    @Test func `a writer that is dropped leaves nothing`() throws {
        let folder = TemporaryFolder()
        do {
            var writer = try VectorWriter(creating: folder.file("a.shp"), driver: "ESRI Shapefile")
            let layer = try writer.addLayer(OutputLayer("a", .polygon, fields: []))
            try writer.write(to: layer, wkb: square(0, 0), values: [])
            #expect(folder.contents.count == 1)
        }
        #expect(folder.contents == [])
    }

    @Test func `all files of a format of many files arrive`() throws {
        let folder = TemporaryFolder()
        var writer = try VectorWriter(creating: folder.file("a.shp"), driver: "ESRI Shapefile")
        let layer = try writer.addLayer(
            OutputLayer(
                "a", .polygon, fields: [FieldDefinition("n", .integer)], crs: "EPSG:5897", options: ["ENCODING=UTF-8"]))
        try writer.write(to: layer, wkb: square(0, 0), values: [.integer(3)])
        try writer.close()
        #expect(folder.contents == ["a.cpg", "a.dbf", "a.prj", "a.shp", "a.shx"])
    }

    @Test func `a folder that cannot be written is said before any work`() {
        let error = failure { () throws(GDALError) in
            _ = try VectorWriter(creating: "/proc/nowhere/a.gpkg", driver: "GPKG")
        }
        #expect(error?.code == .cannotCreate)
        #expect(error?.description.contains("/proc/nowhere") == true)
    }

    @Test func `an unknown driver, option of a CRS and SQL are refused with their names`() throws {
        let folder = TemporaryFolder()
        #expect(
            failure { () throws(GDALError) in _ = try VectorWriter(creating: folder.file("a.x"), driver: "Nonesuch") }?
                .messages == ["GDAL has no driver Nonesuch"])
        var writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
        let crs = failure { () throws(GDALError) in
            _ = try writer.addLayer(OutputLayer("l", .point, fields: [], crs: "EPSG:1"))
        }
        #expect(crs?.code == .badRequest)
        let sql = failure { () throws(GDALError) in try writer.execute("SELEKT 1") }
        #expect(sql?.code == .badRequest)
    }

    @Test func `a second feature of one fid is refused`() throws {
        let folder = TemporaryFolder()
        var writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: []))
        try writer.write(to: layer, fid: 4, wkb: square(0, 0), values: [])
        let error = failure { () throws(GDALError) in
            try writer.write(to: layer, fid: 4, wkb: square(0, 0), values: [])
        }
        #expect(error?.code == .writeFailed)
        #expect(error?.place.fid == 4)
    }

    @Test(arguments: ["GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "GML", "CSV", "MapInfo File"])
    func `a full disk is an error and leaves nothing`(driver: String) async {
        // A limit on file sizes stands in for the disk: 200,000 bytes, for a process of its own.
        await #expect(processExitsWith: .success) { [driver] in
            let folder = TemporaryFolder()
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 200_000, rlim_max: 200_000)
            precondition(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let names = [
                "GPKG": "a.gpkg", "ESRI Shapefile": "a.shp", "GeoJSON": "a.geojson", "FlatGeobuf": "a.fgb",
                "GML": "a.gml",
                "CSV": "a.csv", "MapInfo File": "a.tab",
            ]
            var failed = false
            do throws(GDALError) {
                var writer = try VectorWriter(creating: folder.file(names[driver]!), driver: driver)
                let layer = try writer.addLayer(
                    OutputLayer(
                        "a", .polygon, fields: [FieldDefinition("text", .text)], crs: "EPSG:5897",
                        options: driver == "CSV" ? ["GEOMETRY=AS_WKT"] : []))
                for i in 0..<20_000 {
                    try writer.write(
                        to: layer, wkb: square(500_000 + Double(i), 0), values: [.text("some text of a certain length")]
                    )
                }
                try writer.close()
            } catch {
                failed = true
                precondition(error.code == .writeFailed || error.code == .cannotCreate, error.description)
            }
            precondition(failed, "\(driver) did not notice")
            precondition(folder.contents == [], "left: \(folder.contents)")
        }
    }

    @Test func `every C object is given back, on failure too`() async {
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            do {
                var writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
                let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: []))
                for i in 0..<10 { try writer.write(to: layer, fid: Int64(i), wkb: square(0, 0), values: []) }
                _ = try? writer.write(to: layer, fid: 4, wkb: square(0, 0), values: [])
                _ = try? writer.write(to: layer, fid: 40, wkb: [1, 2, 3], values: [])
                try writer.close()
                let dataset = try Dataset(opening: folder.file("a.gpkg"))
                try dataset.withLayer(at: 0) { layer in
                    try layer.withBatches(of: 3) { source in
                        _ = try source.next()
                        precondition(GDALLibrary.liveHandles["stream"] == 1)
                    }
                }
                _ = try? Dataset(opening: folder.file("nothing.gpkg"))
                _ = [UInt8]([1, 10, 0]).withUnsafeBytes { try? LinearGeometry.wkb($0, maxAngleDegrees: 1) }
                _ = try? VectorWriter(creating: folder.file("b.gpkg"), driver: "GPKG").close()
            } catch {
                preconditionFailure("\(error)")
            }
            precondition(GDALLibrary.liveHandles.isEmpty, "\(GDALLibrary.liveHandles)")
        }
    }
}
