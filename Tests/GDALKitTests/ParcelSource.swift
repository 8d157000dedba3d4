import GDALKit

/// Maps with values of every sort, for tests of what a copy keeps.
enum ParcelSource {
    static let layer = "thửa \"đất\" it's 1"

    static let fields = [
        FieldDefinition("number", .integer64), FieldDefinition("open", .boolean), FieldDefinition("small", .integer),
        FieldDefinition("area", .real), FieldDefinition("owner's name", .text, width: 60),
        FieldDefinition("day", .date), FieldDefinition("at", .dateTime), FieldDefinition("raw", .binary),
    ]

    /// The values of `count` features under odd ids and one huge one; each fifth row is all null.
    static func values(_ i: Int) -> [FieldValue] {
        if i % 5 == 4 { return fields.map { _ in .null } }
        return [
            .integer(1 << 60 + Int64(i)), FieldValue(i % 2 == 0), .integer(Int64(-i)), .real(0.1 + Double(i) / 3),
            .text("Ông \"Năm\" d'\(i)"), .date(year: 1999, month: 12, day: 1 + i % 28),
            .text("2024/02/29 23:59:0\(i % 10).125+00"), .binary([0, 255, UInt8(i % 256)]),
        ]
    }

    static func fid(_ i: Int, of count: Int) -> Int64 { i == count - 1 ? 1 << 40 : Int64(2 * i + 5) }

    static func add(
        to writer: inout VectorWriter, as name: String = layer, count: Int = 12, options: [String] = []
    ) throws {
        let layer = try writer.addLayer(
            OutputLayer(name, .polygon, fields: fields, crs: "EPSG:5897", options: options))
        for i in 0..<count {
            try writer.write(
                to: layer, fid: fid(i, of: count), wkb: i == 2 ? nil : square(500_000 + 20 * Double(i), 1_000_000),
                values: values(i))
        }
    }

    /// A GeoPackage of that layer alone.
    static func make(_ path: String, count: Int = 12, options: [String] = []) throws {
        var writer = try VectorWriter(creating: path, driver: "GPKG", date: "2025-01-01T00:00:00.000Z")
        try add(to: &writer, count: count, options: options)
        try writer.close()
    }

    /// The same as ogr2ogr writes it, with values that GDAL itself would have written in other words.
    static func makeForeign(_ path: String, in folder: TemporaryFolder) throws {
        try make(folder.file("first.gpkg"))
        try run("ogr2ogr", "-preserve_fid", path, folder.file("first.gpkg"))
        let name = quoted(layer)
        for change in [
            "at = '2024-02-29T23:59:01Z' WHERE fid = 5", "small = 'seven' WHERE fid = 7", "area = 3 WHERE fid = 11",
            "number = '00012' WHERE fid = 15", "\"open\" = 5 WHERE fid = 5", "day = '' WHERE fid = 7",
        ] {
            try run("ogrinfo", "-q", path, "-sql", "UPDATE \(name) SET \(change)")
        }
    }
}
