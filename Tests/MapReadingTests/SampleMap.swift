import Foundation
import GDALKit

/// A folder for one test, gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "mapreading-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func file(_ name: String, holding text: String) -> String {
        try! text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }

    var contents: [String] { try! FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

func bytes(of path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

typealias Ring = [(Double, Double)]

/// ISO WKB by hand, little-endian.
enum WKB {
    static func number<T>(_ value: T) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

    static func header(_ type: UInt32, _ count: Int) -> [UInt8] { [1] + number(type) + number(UInt32(count)) }

    static func polygon(_ rings: [Ring]) -> [UInt8] {
        header(3, rings.count)
            + rings.flatMap { ring in
                number(UInt32(ring.count + 1)) + (ring + [ring[0]]).flatMap { number($0.0) + number($0.1) }
            }
    }

    static func multi(_ polygons: [[Ring]]) -> [UInt8] { header(6, polygons.count) + polygons.flatMap(polygon) }

    static func polygonZM(_ ring: Ring) -> [UInt8] {
        header(3003, 1) + number(UInt32(ring.count + 1))
            + (ring + [ring[0]]).flatMap { number($0.0) + number($0.1) + number(7.5) + number(1.0) }
    }

    static func point(_ x: Double, _ y: Double) -> [UInt8] { [1] + number(UInt32(1)) + number(x) + number(y) }

    /// A half disc: an arc of radius `r` over the diameter from (x - r, y) to (x + r, y).
    static func halfDisc(_ x: Double, _ y: Double, _ r: Double) -> [UInt8] {
        let arc = header(8, 3) + [(x + r, y), (x, y + r), (x - r, y)].flatMap { number($0.0) + number($0.1) }
        let line = header(2, 2) + [(x - r, y), (x + r, y)].flatMap { number($0.0) + number($0.1) }
        return header(10, 1) + header(9, 2) + arc + line
    }
}

/// The corners of a rectangle, counter-clockwise.
func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Ring {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
}

/// A parcel of a sample map.
struct SampleParcel {
    var wkb: [UInt8]?
    var ward = "00082"
    var sheet = "14"
    var number: String
    var area: Double
    var use = "ODT"
}

/// A small map in the middle of Hanoi, and ways to write it down.
enum SampleMap {
    static let x0 = 588_000.0
    static let y0 = 2_326_000.0
    static let fields = [
        FieldDefinition("MaXa", .text, width: 5), FieldDefinition("SoHieuToBanDo", .text, width: 10),
        FieldDefinition("SoThuTuThua", .text, width: 10), FieldDefinition("DienTich", .real, width: 12, precision: 1),
        FieldDefinition("KyHieuMucDichSuDung", .text, width: 10),
    ]

    /// Lots in a row, one with a hole, one of two parts; millimetres in the coordinates.
    static func parcels(count: Int = 20) -> [SampleParcel] {
        (0..<count).map { i in
            let x = x0 + 4.507 * Double(i) + 0.123
            let y = y0 + 0.457
            let lot = rectangle(x, y, 4.507, 16.25)
            let wkb =
                switch i {
                case 3: WKB.polygon([lot, rectangle(x + 1, y + 1, 1, 1).reversed()])
                case 5: WKB.multi([[lot], [rectangle(x, y + 40, 4.507, 3.5)]])
                default: WKB.polygon([lot])
                }
            return SampleParcel(wkb: wkb, number: "\(i + 1)", area: 73.2, use: i % 2 == 0 ? "ODT" : "CLN")
        }
    }

    /// Writes a layer.
    static func write(
        _ parcels: [SampleParcel], to path: String, driver: String = "GPKG", layer: String = "thua",
        crs: String? = "EPSG:5897",
        type: GeometryType = .multiPolygon, fields: [FieldDefinition] = fields, options: [String] = [],
        creation: [String] = [], fids: [Int64]? = nil
    ) throws {
        var writer = try VectorWriter(creating: path, driver: driver, options: creation)
        let number = try writer.addLayer(OutputLayer(layer, type, fields: fields, crs: crs, options: options))
        for (i, parcel) in parcels.enumerated() {
            let values: [FieldValue] = [
                .text(parcel.ward), .text(parcel.sheet), .text(parcel.number), .real(parcel.area), .text(parcel.use),
            ]
            try writer.write(
                to: number, fid: fids?[i], wkb: parcel.wkb,
                values: fields.isEmpty ? [] : Array(values.prefix(fields.count)))
        }
        try writer.close()
    }
}
