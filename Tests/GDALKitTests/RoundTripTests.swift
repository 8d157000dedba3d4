import GDALKit
import Testing

/// What one batch held, row by row.
private struct Row: Equatable {
    var fid: Int64
    var integer: Int64?
    var real: Double?
    var text: String?
    var day: Int64?
    var bytes: [UInt8]?
}

private let fields = [
    FieldDefinition("number", .integer64), FieldDefinition("area", .real), FieldDefinition("name", .text),
    FieldDefinition("day", .date), FieldDefinition("raw", .binary),
]

private func write(_ path: String, driver: String = "GPKG", rows: Int, date: String? = nil) throws {
    var writer = try VectorWriter(creating: path, driver: driver, date: date)
    let layer = try writer.addLayer(OutputLayer("parcels", .polygon, fields: fields, crs: "EPSG:5897"))
    for i in 0..<rows {
        try writer.write(
            to: layer, fid: Int64(2 * i + 5), wkb: i % 3 == 2 ? nil : square(Double(10 * i), 0),
            values: i % 2 == 0
                ? [
                    .integer(1 << 40 + Int64(i)), .real(Double(i) / 4), .text("Phường \(i)"),
                    .date(year: 1970, month: 1, day: 11), .binary([0, 255, UInt8(i % 256)]),
                ]
                : [.null, .null, .null, .null, .null])
    }
    try writer.close()
}

private func read(_ path: String, batchSize: Int = 65536) throws -> (rows: [Row], batches: Int, nullGeometries: Int) {
    let dataset = try Dataset(opening: path)
    return try dataset.withLayer(at: 0) { layer in
        try layer.withBatches(of: batchSize) { source in
            var rows: [Row] = []
            var nulls = 0
            var batches = 0
            var pulled = 0
            let columns = ["fid", "number", "area", "name", "day", "raw"].map { source.column(named: $0)! }
            while let batch = try source.next() {
                #expect(batch.index == pulled)
                pulled += 1
                // GDAL fetches ahead in a thread of its own, and under load gives an empty batch at the end.
                if batch.count > 0 { batches += 1 }
                let start = rows.count
                batch.withColumn(columns[0]) { fid in
                    for i in 0..<fid.count { rows.append(Row(fid: fid.integer(i)!)) }
                }
                batch.withColumn(columns[1]) { c in for i in 0..<c.count { rows[start + i].integer = c.integer(i) } }
                batch.withColumn(columns[2]) { c in for i in 0..<c.count { rows[start + i].real = c.real(i) } }
                batch.withColumn(columns[3]) { c in for i in 0..<c.count { rows[start + i].text = c.text(i) } }
                batch.withColumn(columns[4]) { c in for i in 0..<c.count { rows[start + i].day = c.integer(i) } }
                batch.withColumn(columns[5]) { c in
                    for i in 0..<c.count { rows[start + i].bytes = c.bytes(i).map { Array($0) } }
                }
                batch.withColumn(source.geometryColumn!) { c in for i in 0..<c.count where c.isNull(i) { nulls += 1 } }
            }
            return (rows, batches, nulls)
        }
    }
}

@Suite("Writing and reading back")
struct RoundTripTests {
    @Test(arguments: [1, 7, 64, 1000])
    func `every value comes back, in batches of any size`(batchSize: Int) throws {
        let folder = TemporaryFolder()
        try write(folder.file("a.gpkg"), rows: 100)
        let found = try read(folder.file("a.gpkg"), batchSize: batchSize)
        #expect(found.rows.count == 100)
        #expect(found.batches == (100 + batchSize - 1) / batchSize)
        #expect(found.nullGeometries == 33)
        for (i, row) in found.rows.enumerated() {
            let expected =
                i % 2 == 0
                ? Row(
                    fid: Int64(2 * i + 5), integer: 1 << 40 + Int64(i), real: Double(i) / 4, text: "Phường \(i)",
                    day: 10,
                    bytes: [0, 255, UInt8(i)])
                : Row(fid: Int64(2 * i + 5))
            #expect(row == expected)
        }
    }

    @Test func `a schema tells fields, types and CRS`() throws {
        let folder = TemporaryFolder()
        try write(folder.file("a.gpkg"), rows: 3)
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        #expect(dataset.driver == "GPKG")
        #expect(dataset.layerNames == ["parcels"])
        try dataset.withLayer(at: 0) { layer in
            let schema = layer.schema
            #expect(schema.fields.map(\.name) == ["number", "area", "name", "day", "raw"])
            #expect(schema.fields.map(\.type) == [.integer64, .real, .text, .date, .binary])
            #expect(schema.geometryType == .polygon)
            #expect(schema.geometryColumn == "geom")
            #expect(schema.fidColumn == "fid")
            #expect(schema.crs?.authority == "EPSG:5897")
            #expect(schema.crs?.wkt.contains("VN-2000") == true)
            let count = try layer.featureCount()
            #expect(count == 3)
            #expect(layer.statedExtent == LayerExtent(minX: 0, minY: 0, maxX: 20, maxY: 10))
        }
    }

    @Test func `a filter and a choice of fields narrow what is read`() throws {
        let folder = TemporaryFolder()
        try write(folder.file("a.gpkg"), rows: 10)
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        try dataset.withLayer(at: 0) { layer in
            try layer.setFilter("area >= 1")
            try layer.keepFields(["name"])
            let count = try layer.featureCount()
            #expect(count == 3)
            try layer.withBatches { source in
                #expect(source.columns.map(\.name) == ["fid", "name", "geom"])
                var names: [String?] = []
                while let batch = try source.next() {
                    batch.withColumn(1) { c in for i in 0..<c.count { names.append(c.text(i)) } }
                }
                #expect(names == ["Phường 4", "Phường 6", "Phường 8"])
            }
        }
    }

    @Test(arguments: ["it's \"quoted\"", "a;b,c", "số thửa", "a b"])
    func `a field may have any name`(name: String) throws {
        let folder = TemporaryFolder()
        var writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
        let layer = try writer.addLayer(OutputLayer("l", .polygon, fields: [FieldDefinition(name, .text)]))
        try writer.write(to: layer, wkb: square(0, 0), values: [.text("x")])
        try writer.close()
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        try dataset.withLayer(at: 0) { layer in
            try layer.keepFields([name])
            try layer.withBatches { source in
                let column = try #require(source.column(named: name))
                let text = try source.next()?.withColumn(column) { $0.text(0) }
                #expect(text == "x")
            }
        }
    }

    @Test func `equal content makes equal bytes when the date is given`() throws {
        let folder = TemporaryFolder()
        for name in ["a.gpkg", "b.gpkg"] {
            try write(folder.file(name), rows: 20, date: "2025-11-10T00:00:00.000Z")
        }
        #expect(try bytes(of: folder.file("a.gpkg")) == bytes(of: folder.file("b.gpkg")))
    }

    @Test func `several layers and a style table stand in one file`() throws {
        let folder = TemporaryFolder()
        var writer = try VectorWriter(creating: folder.file("a.gpkg"), driver: "GPKG")
        let points = try writer.addLayer(OutputLayer("points", .point, fields: []))
        let areas = try writer.addLayer(
            OutputLayer("areas", .multiPolygon, fields: [FieldDefinition("open", .boolean)]))
        try writer.write(to: areas, wkb: nil as [UInt8]?, values: [FieldValue(true)])
        try writer.write(to: points, wkb: nil as [UInt8]?, values: [])
        try writer.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
        try writer.execute("INSERT INTO layer_styles VALUES (1, '<qgis/>')")
        try writer.close()
        let dataset = try Dataset(opening: folder.file("a.gpkg"))
        #expect(dataset.layerNames == ["areas", "points", "layer_styles"])
        let style = try dataset.withQuery("SELECT styleQML FROM layer_styles") { rows in
            try rows.withBatches { source in
                let column = try #require(source.column(named: "styleQML"))
                return try source.next()?.withColumn(column) { $0.text(0) }
            }
        }
        #expect(style == "<qgis/>")
    }

    @Test func `an arc becomes chords that stay on it`() throws {
        // CURVEPOLYGON(CIRCULARSTRING(0 0, 10 10, 20 0, 10 -10, 0 0)), a circle of radius 10 around (10, 0).
        var wkb: [UInt8] = [1]
        func put<T>(_ value: T) { withUnsafeBytes(of: value) { wkb.append(contentsOf: $0) } }
        put(UInt32(10))
        put(UInt32(1))
        wkb.append(1)
        put(UInt32(8))
        put(UInt32(5))
        for (x, y) in [(0.0, 0.0), (10, 10), (20, 0), (10, -10), (0, 0)] {
            put(x)
            put(y)
        }
        let linear = try wkb.withUnsafeBytes { bytes throws in
            try LinearGeometry.wkb(bytes, maxAngleDegrees: 1)
        }
        #expect(linear[1] == 3)
        let count = linear.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 9, as: UInt32.self) }
        #expect(count > 360)
        for i in 0..<Int(count) {
            let (x, y) = linear.withUnsafeBytes {
                (
                    $0.loadUnaligned(fromByteOffset: 13 + 16 * i, as: Double.self),
                    $0.loadUnaligned(fromByteOffset: 21 + 16 * i, as: Double.self)
                )
            }
            #expect(abs(((x - 10) * (x - 10) + y * y).squareRoot() - 10) < 1e-9)
        }
    }
}
