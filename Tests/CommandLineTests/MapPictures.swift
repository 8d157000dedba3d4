import Foundation
import TestSupport

/// Parcels in metres from a corner in Hanoi (EPSG:5897), written as GeoJSON and by GDAL's own tools as other formats.
struct MapPicture {
    var parcels: [(ring: [(Double, Double)], number: String)]

    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [(Double, Double)] {
        [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    }

    /// Four lots in a row without a fault.
    static let clean = MapPicture(
        parcels: (0..<4).map { (box(Double($0) * 5, 0, 5, 20), "\(101 + $0)") })

    /// Lots 101 and 102 overlap by half a metre; between 103 and 104 is a gap of 0.2 m, closed at both ends.
    static let faulty = MapPicture(parcels: [
        (box(0, 0, 5.5, 20), "101"), (box(5, 0, 5, 20), "102"),
        ([(10, 0), (15, 0), (15, 1), (14.8, 1), (14.8, 19), (15, 19), (15, 20), (10, 20), (10, 0)], "103"),
        (box(15, 0, 5, 20), "104"),
    ])

    /// A grid of lots that reach over their eastern neighbours.
    static func grid(_ side: Int, overlap: Double = 0.02) -> MapPicture {
        MapPicture(
            parcels: (0..<side * side).map { i in
                (box(Double(i % side) * 5, Double(i / side) * 20, 5 + overlap, 20), "\(i + 1)")
            })
    }

    func geoJSON(crs: String? = "urn:ogc:def:crs:EPSG::5897", east: Double = 587_000, north: Double = 2_322_000)
        -> String
    {
        let features = parcels.map { parcel in
            let ring = parcel.ring.map { "[\(east + $0.0), \(north + $0.1)]" }.joined(separator: ", ")
            return """
                {"type": "Feature", "properties": {"MaXa": "00082", "SoHieuToBanDo": "14", "SoThuTuThua": "\(parcel.number)"}, \
                "geometry": {"type": "Polygon", "coordinates": [[\(ring)]]}}
                """
        }
        let crs = crs.map { "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"\($0)\"}}, " } ?? ""
        return "{\"type\": \"FeatureCollection\", \(crs)\"features\": [\n\(features.joined(separator: ",\n"))\n]}\n"
    }

    /// Writes the map as a GeoPackage of one layer; its path.
    @discardableResult
    func geoPackage(
        _ name: String, in folder: TemporaryFolder, layer: String = "thua_dat", east: Double = 587_000
    ) throws -> String {
        try write(name, in: folder, east: east, "-f", "GPKG", "-nln", layer)
    }

    @discardableResult
    func shapefile(_ name: String, in folder: TemporaryFolder) throws -> String {
        try write(name, in: folder, "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8")
    }

    private func write(
        _ name: String, in folder: TemporaryFolder, east: Double = 587_000, _ options: String...
    ) throws -> String {
        let source = TemporaryName.next + ".geojson"
        try folder.write(geoJSON(east: east), source)
        defer { try? FileManager.default.removeItem(atPath: folder.path(source)) }
        let arguments = options + [folder.path(name), folder.path(source)]
        let made = try Tool.start("ogr2ogr", ["-q", "-unsetFid"] + arguments).wait()
        guard made.code == 0 else { throw Tool.Failure(description: made.errors) }
        return folder.path(name)
    }
}

private enum TemporaryName {
    static var next: String { "source-\(UUID().uuidString)" }
}
