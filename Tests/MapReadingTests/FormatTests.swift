import Cadastre
import Foundation
import GDALKit
import MapReading
import PlanarCoverage
import Testing

/// How one format holds the sample map.
struct Format: Sendable, CustomTestStringConvertible {
    var name: String
    var driver: String
    var file: String
    var options: [String] = []
    var creation: [String] = []
    /// How far a coordinate may move, in millimetres.
    var precision = 0.0
    /// Whether the CRS comes through as EPSG:5897.
    var keepsCRS = true

    var testDescription: String { name }

    static let all = [
        Format(name: "GeoPackage", driver: "GPKG", file: "map.gpkg"),
        Format(name: "Shapefile", driver: "ESRI Shapefile", file: "thua.shp", options: ["ENCODING=UTF-8"]),
        Format(name: "FlatGeobuf", driver: "FlatGeobuf", file: "map.fgb"),
        Format(name: "GeoJSON", driver: "GeoJSON", file: "map.geojson", options: ["COORDINATE_PRECISION=4"]),
        Format(name: "GML", driver: "GML", file: "map.gml", creation: ["FORMAT=GML3.2"]),
        Format(name: "FileGDB", driver: "OpenFileGDB", file: "map.gdb", precision: 0.1),
        Format(
            name: "MapInfo TAB", driver: "MapInfo File", file: "map.tab",
            options: ["BOUNDS=500000,2200000,700000,2400000"], precision: 0.2, keepsCRS: false),
        Format(
            name: "MapInfo MIF", driver: "MapInfo File", file: "map.mif", creation: ["FORMAT=MIF"], precision: 0.1,
            keepsCRS: false),
        Format(name: "SpatiaLite", driver: "SQLite", file: "map.sqlite"),
    ]
}

/// The rings of each parcel in metres, under its key.
func rings(_ map: ParcelMap) -> [String: [[(Double, Double)]]] {
    let store = map.coverage.rings
    let grid = map.coverage.grid
    var found: [String: [[(Double, Double)]]] = [:]
    for parcel in 0..<store.parcelCount {
        found[map.columns.key(ofParcel: parcel) ?? "?\(parcel)"] = store.rings(ofParcel: parcel).map { ring in
            let points = store.points(ofRing: ring).map {
                (grid.metresX(store.points[$0].x), grid.metresY(store.points[$0].y))
            }
            let first = points.indices.min { points[$0] < points[$1] }!
            return Array(points[first...] + points[..<first])
        }
    }
    return found
}

/// How far corresponding corners are apart at most, in metres; nil where the rings differ otherwise.
func distance(_ a: [String: [[(Double, Double)]]], _ b: [String: [[(Double, Double)]]]) -> Double? {
    guard Set(a.keys) == Set(b.keys) else { return nil }
    var worst = 0.0
    for (key, rings) in a {
        guard let others = b[key], rings.map(\.count).sorted() == others.map(\.count).sorted() else { return nil }
        for (ring, other) in zip(rings, others) {
            for (p, q) in zip(ring, other) { worst = max(worst, max(abs(p.0 - q.0), abs(p.1 - q.1))) }
        }
    }
    return worst
}

@Suite("Formats")
struct FormatTests {
    @Test(arguments: Format.all)
    func `the same map in every format gives the same rings, keys and areas`(format: Format) throws {
        let folder = TemporaryFolder()
        let parcels = SampleMap.parcels()
        try SampleMap.write(parcels, to: folder.file("reference.gpkg"))
        try FileManager.default.createDirectory(atPath: folder.file("f"), withIntermediateDirectories: true)
        try SampleMap.write(
            parcels, to: folder.file("f/\(format.file)"), driver: format.driver,
            type: format.driver == "FlatGeobuf" ? .unknown : .multiPolygon, options: format.options,
            creation: format.creation)
        let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        let reference = try MapReader().read([folder.file("reference.gpkg")])
        var options = ReadingOptions()
        if !format.keepsCRS { options.crs = "EPSG:5897" }
        let map = try MapReader(options).read([folder.file("f/\(format.file)")])
        #expect(reference.coverage.parcelCount == 20)
        #expect(reference.coverage.traits.count { $0.contains(.multipart) } == 1)
        let apart = try #require(distance(rings(reference), rings(map)))
        #expect(apart <= format.precision / 1000 + 1e-9)
        #expect(map.crs.name == "EPSG:5897")
        #expect(map.columns.storedArea.allSatisfy { abs($0 - 73.2) < 1e-9 })
        let uses = (0..<20).map { map.columns.texts[map.columns.landUse[$0]] }
        #expect(Set(uses) == ["ODT", "CLN"])
        let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(after.sorted() == before.sorted(), "something was written beside an input")
    }

    @Test func `a shapefile, its folder and its zip archive are one map`() throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("maps"), withIntermediateDirectories: true)
        let parcels = SampleMap.parcels()
        for (name, part) in [("to14", parcels[0..<12]), ("to15", parcels[12..<20])] {
            try SampleMap.write(
                Array(part), to: folder.file("maps/\(name).shp"), driver: "ESRI Shapefile", layer: name,
                options: ["ENCODING=UTF-8"])
        }
        try ZipArchive.write(folder.file("maps"), to: folder.file("maps.zip"))
        let each = try MapReader().read([folder.file("maps/to14.shp"), folder.file("maps/to15.shp")])
        #expect(each.coverage.parcelCount == 20)
        #expect(each.columns.sources.map(\.parcelCount) == [12, 8])
        for name in ["maps", "/vsizip/" + folder.file("maps.zip") + "/maps"].map({
            $0.hasPrefix("/") ? $0 : folder.file($0)
        }) {
            let whole = try MapReader().read([name])
            #expect(distance(rings(each), rings(whole)) == 0)
            #expect(whole.columns.sources.map(\.layer).sorted() == ["to14", "to15"])
        }
    }

    @Test func `TopoJSON has no CRS and is read with one that is named`() throws {
        let folder = TemporaryFolder()
        let path = folder.file(
            "map.topojson",
            holding: """
                {"type": "Topology", "arcs": [[[105.85, 21.03], [105.851, 21.03], [105.851, 21.031], [105.85, 21.03]]],
                "objects": {"thua": {"type": "GeometryCollection", "geometries": [
                {"type": "Polygon", "arcs": [[0]], "properties": {"SoTo": "3", "SoThua": "7"}}]}}}
                """)
        #expect { try MapReader().read([path]) } throws: { "\($0)".contains("--crs EPSG:4326") }
        var options = ReadingOptions()
        options.crs = "EPSG:4326"
        let map = try MapReader(options).read([path])
        #expect(map.crs.name == "EPSG:5897")
        #expect(map.columns.key(ofParcel: 0) == "/3/7")
        let corner = try #require(rings(map)["/3/7"]?.first?.first)
        #expect(abs(corner.0 - 588154.4766) < 1e-3 && abs(corner.1 - 2326509.0539) < 1e-3)
    }

    @Test func `several sources in several CRSs become one map`() throws {
        let folder = TemporaryFolder()
        let parcels = SampleMap.parcels()
        try SampleMap.write(parcels, to: folder.file("a.gpkg"))
        // The same parcels as the topographic zone has them.
        let away = parcels.map { parcel in
            var moved = parcel
            moved.sheet = "utm"
            moved.wkb = WKB.polygon([rectangle(588_128.028, 2_325_811.031, 10, 10)])
            return moved
        }
        try SampleMap.write([away[0]], to: folder.file("b.gpkg"), crs: "EPSG:3405")
        let map = try MapReader().read([folder.file("a.gpkg"), folder.file("b.gpkg")])
        #expect(map.crs.name == "EPSG:5897")
        #expect(map.coverage.parcelCount == 21)
        #expect(map.columns.source(ofParcel: 20).name.hasSuffix("b.gpkg"))
        let corner = try #require(rings(map)["00082/utm/1"]?.first?.first)
        #expect(abs(corner.0 - 588154.477) < 2e-3 && abs(corner.1 - 2326509.054) < 2e-3)
        #expect(map.report.notes.contains { $0.english.contains("transformed from EPSG:3405 to EPSG:5897") })
    }
}
