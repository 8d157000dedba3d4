import Foundation
import GDALKit
import Testing

private let layer = ParcelSource.layer

/// A map whose features carry the values of a ward column, in turn.
private func make(
    _ path: String, _ wards: [FieldValue], type: FieldType = .text, count: Int = 12, options: [String] = []
) throws {
    var writer = try VectorWriter(creating: path, driver: "GPKG", date: "2025-01-01T00:00:00.000Z")
    let number = try writer.addLayer(
        OutputLayer(
            layer, .polygon, fields: ParcelSource.fields + [FieldDefinition("MaXa", type)], crs: "EPSG:5897",
            options: options))
    for i in 0..<count {
        let (column, row) = (Double(i % 100), Double(i / 100))
        try writer.write(
            to: number, fid: ParcelSource.fid(i, of: count),
            wkb: i == 2 ? nil : square(500_000 + 20.3 * column, 1_000_000 + 20.7 * row),
            values: ParcelSource.values(i) + [wards[i % wards.count]])
    }
    try writer.close()
}

@discardableResult
private func part(
    _ source: String, to folder: String, lanes: Int = 2, digits: Int = 1, by column: String = "MaXa"
) throws -> GeoPackageParting.Outcome {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let dataset = try Dataset(opening: source)
    let schema = dataset.withLayer(at: 0) { $0.schema }
    var settings = GeoPackageParting.Settings()
    settings.digits = digits
    return try GeoPackageParting(of: dataset, layer: schema, by: column, settings).write(to: folder, lanes: lanes)
}

private func query(_ path: String, _ sql: String) throws -> String {
    try run("sqlite3", path, sql).trimmingCharacters(in: .whitespacesAndNewlines)
}

private let index = "rtree_\(layer)_geom"

/// What an index holds must be what the geometries say, and sound.
private func checkIndex(_ path: String) throws {
    #expect(try query(path, "SELECT rtreecheck('\(index.replacing("'", with: "''"))')") == "ok")
    #expect(try query(path, "PRAGMA integrity_check") == "ok")
    let filled = try query(path, "SELECT count(*) FROM \(quoted(layer)) WHERE geom NOT NULL AND length(geom) > 40")
    #expect(try query(path, "SELECT count(*) FROM \(quoted(index))") == filled)
}

/// The features in a window, by GDAL with the index and without.
private func found(_ path: String, _ window: [Double], usingIndex: Bool) throws -> [Int64] {
    let dataset = try Dataset(opening: path)
    let box = window.map { "\($0)" }
    let sql =
        usingIndex
        ? "SELECT id AS f FROM \(quoted(index)) WHERE maxx >= \(box[0]) AND minx <= \(box[2]) AND maxy >= \(box[1]) "
            + "AND miny <= \(box[3]) ORDER BY id"
        : "SELECT fid AS f FROM \(quoted(layer)) WHERE ST_MaxX(geom) >= \(box[0]) AND ST_MinX(geom) <= \(box[2]) AND "
            + "ST_MaxY(geom) >= \(box[1]) AND ST_MinY(geom) <= \(box[3]) ORDER BY fid"
    return try dataset.withQuery(sql) { rows in
        try rows.withBatches { batches in
            var ids: [Int64] = []
            guard let column = batches.column(named: "f") else { return ids }
            while let batch = try batches.next() {
                batch.withColumn(column) { cells in
                    for row in 0..<cells.count { if let id = cells.integer(row) { ids.append(id) } }
                }
            }
            return ids
        }
    }
}

@Suite("A GeoPackage parted by a column")
struct PartingTests {
    private let folder = TemporaryFolder()
    private var source: String { folder.file("map.gpkg") }
    private var target: String { folder.file("parts") }
    private func file(_ ward: String) -> String { "\(target)/\(ward).gpkg" }
    private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: target))?.sorted() ?? [] }

    @Test(arguments: [false, true])
    func `the parts together are the source, row by row and bit by bit`(strange: Bool) throws {
        try make(source, [.text("00004"), .text("00008"), .null], count: 40)
        if strange {
            for change in [
                "small = 'seven' WHERE fid = 7", "number = '00012' WHERE fid = 15", "\"open\" = 5 WHERE fid = 5",
                "area = 3 WHERE fid = 11", "raw = 'text' WHERE fid = 13",
            ] { try run("ogrinfo", "-q", source, "-sql", "UPDATE \(quoted(layer)) SET \(change)") }
        }
        let before = try bytes(of: source)
        let outcome = try part(source, to: target)
        #expect(try bytes(of: source) == before)
        #expect(outcome.parts.map(\.name) == ["00004", "00008", "_unassigned"])
        #expect(outcome.withoutValue == 13 && outcome.withUnusableValue == 0)
        #expect(files == ["00004.gpkg", "00008.gpkg", "_unassigned.gpkg"])
        var together: [Int64: [String]] = [:]
        for part in outcome.parts {
            let own = try rows(of: layer, in: file(part.name))
            #expect(own.count == part.features)
            together.merge(own) { a, _ in a + ["twice"] }
        }
        let whole = try rows(of: layer, in: source)
        #expect(together == whole && whole.count == 40)
    }

    @Test func `a part describes itself as the source does`() throws {
        try make(source, [.text("00004"), .text("00008")], count: 40)
        try run(
            "ogrinfo", "-q", source, "-sql",
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleQML TEXT)")
        try run(
            "ogrinfo", "-q", source, "-sql",
            "INSERT INTO layer_styles VALUES (1, 'other', 'a'), (2, '\(layer.replacing("'", with: "''"))', 'b')")
        try run("ogrinfo", "-q", source, "-sql", "CREATE INDEX by_number ON \(quoted(layer)) (number)")
        try part(source, to: target)
        let one = file("00004")
        for sql in [
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree%' AND sql NOT NULL ORDER BY name",
            "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql NOT NULL ORDER BY name",
            "SELECT * FROM gpkg_geometry_columns", "SELECT * FROM gpkg_extensions", "PRAGMA application_id",
            "PRAGMA user_version", "PRAGMA page_size", "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1",
        ] { #expect(try query(one, sql) == query(source, sql), "\(sql)") }
        #expect(try query(one, "SELECT styleQML FROM layer_styles") == "b")
        #expect(try query(one, "SELECT feature_count FROM gpkg_ogr_contents") == "20")
        #expect(
            try query(one, "SELECT last_change, min_x, max_x, min_y, max_y FROM gpkg_contents")
                == "1970-01-01T00:00:00.000Z|500000.0|500781.4|1000000.0|1000010.0")
        #expect(try run("ogrinfo", "-so", "-al", one).contains("Feature Count: 20"))
        #expect(try FileManager.default.attributesOfItem(atPath: one)[.posixPermissions] as? Int == 0o600)
    }

    @Test func `equal rows give equal bytes, again and with any number of lanes`() throws {
        try make(source, [.text("00004"), .text("00008"), .text("00013")], count: 600)
        try part(source, to: target, lanes: 1)
        let first = try files.map { try bytes(of: "\(target)/\($0)") }
        try part(source, to: target, lanes: 2)
        #expect(try files.map { try bytes(of: "\(target)/\($0)") } == first)
    }

    /// Of one node, of two levels and of three.
    @Test(arguments: [12, 51, 52, 300, 7000])
    func `the spatial index is sound and finds what a search of all rows finds`(count: Int) throws {
        try make(source, [.text("00004")], count: count)
        try part(source, to: target)
        let one = file("00004")
        try checkIndex(one)
        for k in 0..<20 {
            let (x, y) = (500_000 + 101.5 * Double(k), 1_000_000 + 77.1 * Double(k))
            let window = [x, y, x + 30 * Double(k % 7), y + 200]
            let inIndex = try found(one, window, usingIndex: true)
            let inRows = try found(one, window, usingIndex: false)
            // The index rounds outward to 32 bits.
            #expect(Set(inIndex).isSuperset(of: inRows) && inIndex.count <= inRows.count + 40)
        }
        // The same numbers as the module itself keeps, to the bit.
        let numbers = "SELECT id, minx, maxx, miny, maxy FROM \(quoted(index)) ORDER BY id"
        #expect(try query(one, numbers) == query(source, numbers))
    }

    @Test func `the index stays right when GDAL changes, adds and deletes features`() throws {
        try make(source, [.text("00004")], count: 3000)
        try part(source, to: target)
        let one = file("00004")
        for sql in [
            "DELETE FROM \(quoted(layer)) WHERE fid % 3 = 0",
            "UPDATE \(quoted(layer)) SET geom = (SELECT geom FROM \(quoted(layer)) WHERE fid = 5) WHERE fid % 7 = 0",
            "UPDATE \(quoted(layer)) SET geom = NULL WHERE fid % 11 = 0",
            "INSERT INTO \(quoted(layer)) (geom, MaXa) SELECT geom, MaXa FROM \(quoted(layer)) WHERE fid % 5 = 0",
        ] {
            try run("ogrinfo", "-q", one, "-sql", sql)
            try checkIndex(one)
        }
        #expect(
            try query(one, "SELECT feature_count FROM gpkg_ogr_contents")
                == query(one, "SELECT count(*) FROM \(quoted(layer))"))
        // As `fix` does it.
        let dataset = try Dataset(opening: one)
        let fixed = folder.file("fixed.gpkg")
        let canCopy = VectorWriter.canCopy(dataset, layer: layer)
        #expect(canCopy)
        var writer = try VectorWriter(copying: dataset, layer: layer, as: layer, creating: fixed)
        try writer.replaceGeometry(inLayer: 0, fid: 7, wkb: square(700_000, 1_200_000))
        try writer.close()
        try checkIndex(fixed)
        #expect(try query(fixed, "SELECT id FROM \(quoted(index)) WHERE minx > 690000") == "7")
    }

    @Test func `a geometry without a box in its header, an empty one and bytes that are none`() throws {
        try make(source, [.text("00004")], count: 12)
        func blob(_ flags: String, _ rest: String) -> String { "X'475000\(flags)09170000\(rest)'" }
        let wkb = square(600_000, 1_100_000).map { String(format: "%02x", $0) }.joined()
        let nan = "000000000000f87f"
        // No trigger: the source's own index stays as it is.
        for (fid, value) in [
            (5, blob("01", wkb)), (7, blob("11", "010300000000000000")), (11, "X'00'"), (13, blob("03", "00")),
            (15, blob("03", nan + nan + nan + nan + "010300000000000000")),
        ] {
            try run(
                "sqlite3", source, "PRAGMA writable_schema=1",
                "DELETE FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%update%'")
            try run("sqlite3", source, "UPDATE \(quoted(layer)) SET geom = \(value) WHERE fid = \(fid)")
        }
        try part(source, to: target)
        let one = file("00004")
        #expect(try query(one, "SELECT count(*) FROM \(quoted(index))") == "7")
        #expect(try query(one, "SELECT minx, maxy FROM \(quoted(index)) WHERE id = 5") == "600000.0|1100010.0")
        #expect(try rows(of: layer, in: one) == rows(of: layer, in: source))
    }

    @Test func `a layer without an index stays without`() throws {
        try make(source, [.text("00004")], options: ["SPATIAL_INDEX=NO"])
        try part(source, to: target)
        #expect(try query(file("00004"), "SELECT count(*) FROM sqlite_master WHERE name LIKE 'rtree%'") == "0")
        #expect(try run("ogrinfo", "-so", "-al", file("00004")).contains("Feature Count: 12"))
    }

    @Test func `values that are no plain names go to the rest, and nothing is written elsewhere`() throws {
        let hostile = [
            "../up", "a/b", "..", ".", "", " ", "\"", "'; DROP TABLE x", "Ba Đình", String(repeating: "9", count: 65),
            "-", "con:", "*", "a\nb",
        ]
        try make(source, hostile.map { .text($0) } + [.null, .text(" 00004 ")], count: 64)
        let outcome = try part(source, to: target)
        #expect(files == ["-.gpkg", "00004.gpkg", "_unassigned.gpkg"])
        #expect(folder.contents == ["map.gpkg", "parts"])
        #expect(outcome.withoutValue == 12)
        #expect(outcome.withUnusableValue == outcome.parts[2].features - 12)
        #expect(outcome.firstUnusableValue == "../up")
        #expect(outcome.parts.reduce(0) { $0 + $1.features } == 64)
    }

    @Test(arguments: [FieldType.integer, .integer64, .real])
    func `numbers are ward codes that have lost their zeros`(type: FieldType) throws {
        let values: [FieldValue] =
            type == .real ? [.real(4), .real(10_015), .real(0.5)] : [.integer(4), .integer(10_015), .integer(-7)]
        try make(source, values, type: type)
        try part(source, to: target, digits: 5)
        #expect(files == ["-00007.gpkg", "00004.gpkg", "10015.gpkg"] || type == .real)
        #expect(files == ["00004.gpkg", "10015.gpkg", "_unassigned.gpkg"] || type != .real)
        #expect(
            try query(file("00004"), "SELECT DISTINCT typeof(MaXa) FROM \(quoted(layer))")
                == (type == .real ? "real" : "integer"))
    }

    @Test func `what is open in another program is read with its latest changes`() throws {
        // Without an index there are no triggers, whose functions the tool does not have.
        try make(source, [.text("00004")], options: ["SPATIAL_INDEX=NO"])
        let held = folder.file("held.gpkg")
        try run(
            "sqlite3", source, "PRAGMA journal_mode=WAL", "PRAGMA wal_autocheckpoint=0",
            "UPDATE \(quoted(layer)) SET MaXa = '00008' WHERE fid = 5", ".shell cp \(source) \(held)",
            ".shell cp \(source)-wal \(held)-wal")
        let before = try [bytes(of: held), bytes(of: held + "-wal")]
        let outcome = try part(held, to: target)
        #expect(outcome.parts.map(\.features) == [11, 1])
        #expect(try [bytes(of: held), bytes(of: held + "-wal")] == before)
        #expect(folder.contents.filter { $0.hasPrefix("held") } == ["held.gpkg", "held.gpkg-wal"])
        #expect(try query(file("00008"), "PRAGMA journal_mode") == "delete")
    }

    @Test func `a damaged file is an error, and no part of it stays`() throws {
        try make(source, [.text("00004"), .text("00008")], count: 4000)
        let whole = try bytes(of: source)
        // A page amid the rows.
        var holed = whole
        for i in 0..<8192 { holed[whole.count / 2 / 4096 * 4096 + i] = 0xA5 }
        try Data(holed).write(to: URL(filePath: source))
        let error = #expect(throws: GDALError.self) { try part(source, to: target) }
        #expect(
            error?.code == .readFailed && error?.description.contains("map.gpkg") == true,
            "\(String(describing: error))")
        #expect(files.allSatisfy { !$0.hasPrefix(".") })
        try Data(whole[..<(whole.count / 2)]).write(to: URL(filePath: source))
        #expect(throws: GDALError.self) { try part(source, to: target) }
    }

    @Test(arguments: [
        "CREATE VIEW v AS SELECT 1", "ALTER TABLE T ADD COLUMN twice INTEGER GENERATED ALWAYS AS (number * 2) VIRTUAL",
        "CREATE TABLE other (id INTEGER PRIMARY KEY); ALTER TABLE T ADD COLUMN r INTEGER REFERENCES other (id)",
    ])
    func `a table whose rows do not stand for themselves is left to others`(sql: String) throws {
        try make(source, [.text("00004")])
        for statement in sql.components(separatedBy: "; ") {
            try run("sqlite3", source, statement.replacing("TABLE T", with: "TABLE \(quoted(layer))"))
        }
        if sql.hasPrefix("CREATE VIEW") {
            #expect(try part(source, to: target).parts.count == 1)
        } else {
            let error = #expect(throws: GDALError.self) { try part(source, to: target) }
            #expect(error?.code == .badRequest, "\(String(describing: error))")
        }
    }

    @Test func `every handle is given back, of a sound file and of a damaged one`() async {
        // Other tests hold handles of their own.
        await #expect(processExitsWith: .success) {
            let folder = TemporaryFolder()
            let source = folder.file("map.gpkg")
            try make(source, [.text("00004"), .text("00008")], count: 4000)
            try part(source, to: folder.file("parts"))
            precondition(GDALLibrary.liveHandles.isEmpty, "\(GDALLibrary.liveHandles)")
            var holed = try bytes(of: source)
            let middle = holed.count / 2 / 4096 * 4096
            for i in middle..<(middle + 8192) { holed[i] = 0xA5 }
            try Data(holed).write(to: URL(filePath: source))
            let isRefused = (try? part(source, to: folder.file("parts"))) == nil
            precondition(isRefused && GDALLibrary.liveHandles.isEmpty, "\(GDALLibrary.liveHandles)")
        }
    }
}
