import PROJKit
import Testing

@Suite("Coordinate systems")
struct CoordinateSystemTests {
    @Test func `a CRS tells its kind, unit and order of axes`() throws {
        let hanoi = try CoordinateSystem("EPSG:5897")
        #expect(hanoi.kind == .projected && hanoi.isMetric && hanoi.authority == "EPSG:5897")
        let degrees = try CoordinateSystem("EPSG:4326")
        #expect(degrees.kind == .geographic && degrees.northFirst && degrees.unitName == "degree")
        #expect(abs(degrees.unitFactor - .pi / 180) < 1e-15)
        // Massachusetts mainland in US survey feet.
        let feet = try CoordinateSystem("EPSG:2249")
        #expect(feet.kind == .projected && !feet.isMetric)
        #expect(abs(feet.unitFactor - 1200.0 / 3937) < 1e-15)
        let shifted = try CoordinateSystem(
            "+proj=tmerc +lon_0=105 +k=0.9999 +x_0=500000 +ellps=WGS84 +towgs84=1,2,3,0,0,0,0")
        #expect(shifted.isMetric)
        #expect(try CoordinateSystem("EPSG:4978").kind == .other)
    }

    @Test(arguments: ["EPSG:1", "nonsense", "", "+proj=nonesuch"])
    func `what is no CRS is refused by name`(text: String) {
        #expect { try CoordinateSystem(text) } throws: { error in
            (error as? PROJError)?.code == .unknownCRS && "\(error)".hasPrefix("\(text): ")
        }
    }
}

@Suite("Transformations")
struct TransformationTests {
    /// Longitude, latitude, easting, northing in EPSG:5897.
    static let vectors: [(Double, Double, Double, Double)] = [
        (105.85, 21.03, 588154.4766, 2326509.0539), (105.30, 21.20, 530950.3489, 2345123.5180),
        (105.00, 21.00, 499804.1226, 2322952.6768), (106.00, 20.60, 604042.1237, 2278991.6272),
        (105.40, 20.90, 541415.8251, 2311934.0202),
    ]

    @Test func `the test vectors of Hanoi agree to a tenth of a millimetre, in both directions`() throws {
        let degrees = try CoordinateSystem("EPSG:4326")
        let hanoi = try CoordinateSystem("EPSG:5897")
        var xy = Self.vectors.flatMap { [$0.0, $0.1] }
        let forth = try Transformation(from: degrees, to: hanoi)
        let ignoresDatum = forth.ignoresDatum
        #expect(!ignoresDatum)
        let failed = try xy.withUnsafeMutableBufferPointer { try forth.apply($0) }
        #expect(failed == 0)
        for (i, vector) in Self.vectors.enumerated() {
            #expect(abs(xy[2 * i] - vector.2) < 1.0e-4)
            #expect(abs(xy[2 * i + 1] - vector.3) < 1.0e-4)
        }
        let back = try Transformation(from: hanoi, to: degrees)
        _ = try xy.withUnsafeMutableBufferPointer { try back.apply($0) }
        for (i, vector) in Self.vectors.enumerated() {
            // The height that the datum shift gives is dropped on the way there: 0.9 mm.
            #expect(abs(xy[2 * i] - vector.0) < 1e-8)
            #expect(abs(xy[2 * i + 1] - vector.1) < 1e-8)
        }
    }

    @Test func `the cadastral and the topographic zone differ as they should`() throws {
        let way = try Transformation(from: CoordinateSystem("EPSG:5897"), to: CoordinateSystem("EPSG:3405"))
        let point = try #require(try way.point(x: 588154.477, y: 2326509.054))
        #expect(abs(point.x - 588128.028) < 1e-3)
        #expect(abs(point.y - 2325811.031) < 1e-3)
    }

    @Test func `a point that is nowhere is counted and infinite, the others are transformed`() throws {
        let way = try Transformation(from: CoordinateSystem("EPSG:4326"), to: CoordinateSystem("EPSG:5897"))
        var xy = [105.85, 21.03, Double.nan, 21, 105.85, 1000, 105.0, 21.0]
        let failed = try xy.withUnsafeMutableBufferPointer { try way.apply($0) }
        #expect(failed == 2)
        #expect(abs(xy[0] - 588154.4766) < 1e-4)
        #expect(xy[2].isInfinite && xy[4].isInfinite)
        #expect(abs(xy[6] - 499804.1226) < 1e-4)
        #expect(try way.point(x: 105, y: 1000) == nil)
    }

    @Test func `a datum that PROJ cannot relate is said`() throws {
        let unknown = try CoordinateSystem("+proj=tmerc +lon_0=105 +k=0.9999 +x_0=500000 +ellps=krass")
        let way = try Transformation(from: unknown, to: CoordinateSystem("EPSG:5897"))
        let ignoresDatum = way.ignoresDatum
        #expect(ignoresDatum)
    }

    @Test func `everything is given back`() async {
        await #expect(processExitsWith: .success) {
            do {
                let way = try Transformation(from: CoordinateSystem("EPSG:4326"), to: CoordinateSystem("EPSG:5897"))
                precondition(LiveProjections.count == 2)
                _ = try way.point(x: 105, y: 21)
                _ = try? CoordinateSystem("nonsense")
            }
            precondition(LiveProjections.count == 0)
        }
    }
}
