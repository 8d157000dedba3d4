import GEOSKit
import Testing

@Suite("Validity")
struct GEOSValidityTests {
    private let context = GEOSContext()

    @Test func `a square is valid`() throws {
        #expect(try context.validity(ofWKB: polygonWKB([square])) == .valid)
    }

    @Test func `a bow-tie crosses itself in its middle`() throws {
        #expect(
            try context.validity(ofWKB: polygonWKB([bowTie]))
                == .invalid(reason: "Self-intersection", at: GEOSPlace(x: 5, y: 5)))
    }

    @Test func `a hole outside its shell is found at the hole`() throws {
        let hole: [(Double, Double)] = [(20, 20), (20, 30), (30, 30), (30, 20), (20, 20)]
        guard case .invalid(let reason, let place) = try context.validity(ofWKB: polygonWKB([square, hole])) else {
            Issue.record("taken as valid")
            return
        }
        #expect(reason == "Hole lies outside shell")
        #expect(place.map { $0.x >= 20 && $0.y >= 20 } == true)
    }

    @Test func `an open ring is invalid in GEOS's own words and without a place`() throws {
        #expect(
            try context.validity(ofWKB: polygonWKB([Array(square.dropLast())]))
                == .invalid(reason: "Points of LinearRing do not form a closed linestring", at: nil))
    }

    @Test func `a ring of two points is invalid, not an error`() throws {
        guard case .invalid(let reason, nil) = try context.validity(ofWKB: polygonWKB([[(0, 0), (1, 1)]])) else {
            Issue.record("taken as valid")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func `a coordinate that is nowhere makes an invalid polygon without a place`() throws {
        let ring: [(Double, Double)] = [(0, 0), (10, 0), (.nan, 10), (0, 0)]
        #expect(
            try context.validity(ofWKB: polygonWKB([ring])) == .invalid(reason: "Invalid Coordinate", at: nil))
    }

    @Test func `bytes that are no WKB are an error that says so`() {
        let error = #expect(throws: GEOSError.self) { try context.validity(ofWKB: [1, 3, 0, 0, 0, 9]) }
        #expect(error?.call == "GEOSWKBReader_read")
        #expect(error?.message.contains("ParseException") == true)
    }
}
