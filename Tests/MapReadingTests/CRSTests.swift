import Cadastre
import Foundation
import GDALKit
import MapReading
import PROJKit
import PlanarCoverage
import Testing

@Suite("Coordinate reference systems")
struct CRSTests {
    private let folder = TemporaryFolder()

    /// A map of twelve lots whose lower left corner is at (x, y), each `size` wide and high.
    private func write(_ crs: String?, x: Double, y: Double, size: Double = 10, file: String = "map.gpkg") throws
        -> String
    {
        let parcels = (0..<12).map {
            SampleParcel(wkb: WKB.polygon([rectangle(x + size * Double($0), y, size, size)]), number: "\($0)", area: 1)
        }
        let path = folder.file(file)
        try SampleMap.write(parcels, to: path, crs: crs)
        return path
    }

    private func read(_ path: String, _ change: (inout ReadingOptions) -> Void = { _ in }) throws -> ParcelMap {
        var options = ReadingOptions()
        change(&options)
        return try MapReader(options).read([path])
    }

    private func failure(_ path: String, _ change: (inout ReadingOptions) -> Void = { _ in }) -> (
        code: Int32, text: String
    )? {
        do {
            _ = try read(path, change)
            return nil
        } catch {
            return ((error as? ReadingError)?.exitCode ?? -1, "\(error)")
        }
    }

    private func corner(_ map: ParcelMap) -> (x: Double, y: Double) {
        let p = map.coverage.rings.points[map.coverage.rings.points(ofParcel: 0)].min { $0 < $1 }!
        return (map.coverage.grid.metresX(p.x), map.coverage.grid.metresY(p.y))
    }

    @Test func `projected metres are taken as they are`() throws {
        let map = try read(try write("EPSG:5897", x: 588_000, y: 2_326_000))
        #expect(map.crs.name == "EPSG:5897" && map.crs.metresPerUnit == 1)
        #expect(corner(map) == (588_000, 2_326_000))
        #expect(map.report.crsFinding == nil)
        #expect(!map.report.notes.contains { $0.kind == .crs && $0.isWarning })
    }

    @Test func `projected feet are scaled to metres, and it is said`() throws {
        let map = try read(try write("EPSG:2249", x: 760_000, y: 2_960_000, size: 100))
        let foot = 1200.0 / 3937
        #expect(abs(map.crs.metresPerUnit - foot) < 1e-15)
        #expect(abs(corner(map).x - 760_000 * foot) < 1e-4 && abs(corner(map).y - 2_960_000 * foot) < 1e-4)
        let area = map.coverage.grid.squareMetres(doubled: map.coverage.doubledAreas[0])
        #expect(abs(area - 10_000 * foot * foot) < 0.02)
        #expect(map.report.notes.contains { $0.english.contains("US survey foot") })
    }

    @Test func `degrees in Vietnam go to Hanoi's zone`() throws {
        let map = try read(try write("EPSG:4326", x: 105.85, y: 21.03, size: 0.0001))
        #expect(map.crs.name == "EPSG:5897")
        let grid = map.coverage.grid
        let found = map.coverage.rings.points.contains {
            abs(grid.metresX($0.x) - 588_154.4766) < 2e-3 && abs(grid.metresY($0.y) - 2_326_509.0539) < 2e-3
        }
        #expect(found)
        #expect(map.report.notes.contains { $0.english.contains("transformed from EPSG:4326 to EPSG:5897") })
    }

    @Test(arguments: [(-71.1, 42.37, "EPSG:32619"), (1.4, 46.46, "EPSG:32631"), (151.2, -33.9, "EPSG:32756")])
    func `other degrees need a CRS to work in, and a fitting one is named`(x: Double, y: Double, zone: String) throws {
        let path = try write("EPSG:4326", x: x, y: y, size: 0.0001)
        let error = try #require(failure(path))
        #expect(error.code == 65 && error.text.contains("--work-crs \(zone)"))
        #expect(try read(path) { $0.workCRS = zone }.crs.name == zone)
    }

    @Test func `without a CRS, Hanoi's envelope is taken as 5897 with a warning`() throws {
        let map = try read(try write(nil, x: 588_000, y: 2_326_000))
        #expect(map.crs.name == "EPSG:5897")
        #expect(
            map.report.notes.contains { $0.kind == .crs && $0.isWarning && $0.english.contains("no CRS is stated") })
    }

    @Test(arguments: [
        (233_000.0, 900_000.0, 10.0, "--crs EPSG:..."), (105.85, 21.03, 0.0001, "look like degrees"),
        (2_326_000, 588_000, 10, "northing before easting"), (0, 0, 10, "--crs EPSG:..."),
    ])
    func `without a CRS, anything else asks for one`(x: Double, y: Double, size: Double, words: String) throws {
        let error = try #require(failure(try write(nil, x: x, y: y, size: size)))
        #expect(error.code == 65 && error.text.contains(words) && error.text.contains("map.gpkg: layer \"thua\""))
    }

    @Test func `a CRS that the user names goes before the file's, and it is said`() throws {
        let path = try write("EPSG:5897", x: 588_128.028, y: 2_325_811.031)
        let map = try read(path) {
            $0.crs = "EPSG:3405"
            $0.workCRS = "EPSG:5897"
        }
        #expect(abs(corner(map).x - 588_154.477) < 2e-3 && abs(corner(map).y - 2_326_509.054) < 2e-3)
        #expect(map.report.notes.contains { $0.english.contains("the file states EPSG:5897") })
        #expect(failure(path) { $0.crs = "nonsense" }?.code == 64)
        #expect(failure(path) { $0.workCRS = "EPSG:4326" }?.code == 64)
        #expect(failure(path) { $0.workCRS = "EPSG:2249" }?.code == 64)
    }

    @Test func `a datum shift that the file brings along is used`() throws {
        // The same zone on WGS 84 itself: 196 m and 108 m away from VN-2000.
        let zone =
            "+proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=0,0,0,0,0,0,0 +units=m"
        let here = try write("EPSG:5897", x: 588_000, y: 2_326_000)
        for (name, driver) in [("b.gpkg", "GPKG"), ("b.fgb", "FlatGeobuf")] {
            let parcel = SampleParcel(wkb: WKB.polygon([rectangle(588_000, 2_326_000, 10, 10)]), number: "x", area: 1)
            try SampleMap.write([parcel], to: folder.file(name), driver: driver, crs: zone, type: .polygon)
            let map = try MapReader().read([here, folder.file(name)])
            let p = map.coverage.rings.points[map.coverage.rings.points(ofParcel: 12)].min { $0 < $1 }!
            #expect(abs(map.coverage.grid.metresX(p.x) - 587_803.72) < 0.05, "\(name)")
            #expect(abs(map.coverage.grid.metresY(p.y) - 2_326_108.12) < 0.05, "\(name)")
        }
    }

    @Test func `metres that are called degrees, and degrees that are called metres, are refused`() throws {
        let metres = try #require(failure(try write("EPSG:4326", x: 588_000, y: 2_326_000)))
        #expect(metres.code == 65 && metres.text.contains("which is in degrees") && metres.text.contains("--crs"))
        let degrees = try #require(failure(try write("EPSG:5897", x: 105.85, y: 21.03, size: 0.0001, file: "b.gpkg")))
        #expect(
            degrees.code == 65 && degrees.text.contains("its coordinates are degrees")
                && degrees.text.contains("--crs EPSG:4326"))
        let swapped = try #require(failure(try write("EPSG:4326", x: 21.03, y: 105.85, size: 0.0001, file: "c.gpkg")))
        #expect(swapped.code == 65 && swapped.text.contains("latitude seems to stand before longitude"))
    }

    @Test func `northing before easting is found without wards`() throws {
        let map = try read(try write("EPSG:5897", x: 2_326_000, y: 588_000))
        #expect(map.report.crsFinding == .swappedAxes(declared: "EPSG:5897"))
        #expect(map.report.notes.contains { $0.english.contains("without --wards") })
    }

    @Test func `coordinates of another country under Hanoi's CRS are found without wards`() throws {
        let map = try read(try write("EPSG:5897", x: 233_000, y: 900_000))
        #expect(map.report.crsFinding == .outsideAreaOfUse(declared: "EPSG:5897"))
    }
}

@Suite("The CRS judged by wards")
struct WardJudgementTests {
    private let folder = TemporaryFolder()

    /// Twelve wards of 600 m in a row, in degrees, with their codes; and the middle of each in EPSG:5897.
    private func writeWards() throws -> (path: String, middles: [(x: Double, y: Double)]) {
        let x0 = 586_000.0
        let y0 = 2_326_000.0
        let way = try Transformation(from: CoordinateSystem("EPSG:5897"), to: CoordinateSystem("EPSG:4326"))
        var writer = try VectorWriter(creating: folder.file("wards.gpkg"), driver: "GPKG")
        let layer = try writer.addLayer(
            OutputLayer(
                "wards", .multiPolygon,
                fields: [
                    FieldDefinition("id", .integer), FieldDefinition("ma_xa", .text), FieldDefinition("ten_xa", .text),
                ], crs: "EPSG:4326"))
        var middles: [(x: Double, y: Double)] = []
        for i in 0..<12 {
            let ring = try rectangle(x0 + 600 * Double(i), y0, 600, 600).map { corner in
                let place = try #require(try way.point(x: corner.0, y: corner.1))
                return (place.x, place.y)
            }
            middles.append((x0 + 600 * Double(i) + 300, y0 + 300))
            try writer.write(
                to: layer, wkb: WKB.polygon([ring]),
                values: [.integer(Int64(i)), .text(String(format: "%05d", 4 * i + 4)), .text("Phường \(i)")])
        }
        try writer.close()
        return (folder.file("wards.gpkg"), middles)
    }

    /// A map of parcels all over the wards, whose coordinates are really in `actual` and said to be in `declared`.
    private func map(actual: String, declared: String, swapped: Bool = false) throws -> ParcelMap {
        let (wards, middles) = try writeWards()
        let way = try Transformation(from: CoordinateSystem("EPSG:5897"), to: CoordinateSystem(actual))
        var parcels: [SampleParcel] = []
        for (ward, middle) in middles.enumerated() {
            for i in 0..<25 {
                let x = middle.x - 280 + 115 * Double(i % 5)
                let y = middle.y - 280 + 115 * Double(i / 5)
                let ring = try rectangle(x, y, 20, 20).map { corner in
                    let place = try #require(try way.point(x: corner.0, y: corner.1))
                    return swapped ? (place.y, place.x) : (place.x, place.y)
                }
                parcels.append(
                    SampleParcel(
                        wkb: WKB.polygon([ring]), ward: String(format: "%05d", 4 * ward + 4), number: "\(i)", area: 400)
                )
            }
        }
        try SampleMap.write(parcels, to: folder.file("map.gpkg"), crs: declared)
        var options = ReadingOptions()
        options.wards = wards
        return try MapReader(options).read([folder.file("map.gpkg")])
    }

    @Test func `the right CRS gives no finding, and the wards come with code and name`() throws {
        let map = try map(actual: "EPSG:5897", declared: "EPSG:5897")
        #expect(map.report.crsFinding == nil)
        let wards = try #require(map.wards)
        #expect(wards.codes.count == 12 && wards.codes[3] == "00016" && wards.names[3] == "Phường 3")
        #expect(wards.rings.parcelCount == 12)
        #expect(!map.report.notes.contains { $0.english.contains("without --wards") })
    }

    @Test(arguments: [
        ("EPSG:3405", "EPSG:5897", "EPSG:3405"), ("EPSG:5897", "EPSG:3405", "EPSG:5897"),
        ("EPSG:9209", "EPSG:5897", "EPSG:9209"), ("EPSG:5898", "EPSG:5897", "EPSG:5898"),
        ("EPSG:9211", "EPSG:5897", "EPSG:9211"),
        (
            "+proj=tmerc +lon_0=105 +k=0.9999 +x_0=500000 +datum=WGS84", "EPSG:5897",
            "EPSG:5897 without the datum shift of VN-2000"
        ),
    ])
    func `a wrong CRS is found, and the right one is named`(actual: String, declared: String, expected: String) throws {
        let finding = try #require(try map(actual: actual, declared: declared).report.crsFinding)
        guard case .betterCRS(let name, let percent, let said, let declaredPercent) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(name == expected && said == declared)
        #expect(percent > 99 && percent >= declaredPercent + 10)
    }

    @Test func `swapped axes are found`() throws {
        let finding = try map(actual: "EPSG:5897", declared: "EPSG:5897", swapped: true).report.crsFinding
        #expect(finding == .swappedAxes(declared: "EPSG:5897"))
    }
}
