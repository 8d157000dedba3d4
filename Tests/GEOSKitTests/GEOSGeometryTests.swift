import Testing

@testable import GEOSKit

@Suite("Geometry")
struct GEOSGeometryTests {
    private let context = GEOSContext()

    private func withGeometry<R>(
        _ wkb: [UInt8], _ body: (borrowing GEOSGeometry) throws -> R
    ) throws -> R {
        try wkb.withUnsafeBytes { try body(GEOSGeometry(wkb: $0, in: context)) }
    }

    @Test func `the area is that of the shell without its holes`() throws {
        let hole: [(Double, Double)] = [(2, 2), (2, 4), (4, 4), (4, 2), (2, 2)]
        let area = try withGeometry(polygonWKB([square, hole])) { try $0.area() }
        #expect(area == 96)
    }

    @Test func `bytes come back as two-dimensional little-endian WKB`() throws {
        let wkb = polygonWKB([square])
        let same = try withGeometry(wkb) { try $0.wkb() }
        #expect(same == wkb)
    }

    @Test func `a bow-tie made valid is its two triangles`() throws {
        let (area, validity) = try withGeometry(polygonWKB([bowTie])) {
            let valid = try $0.makeValid()
            return (try valid.area(), try valid.validity())
        }
        #expect(area == 50)
        #expect(validity == .valid)
    }

    @Test func `the inscribed circle of a square touches all its sides`() throws {
        let radius = try withGeometry(polygonWKB([square])) { try $0.inscribedRadius(tolerance: 0.001) }
        #expect(abs(radius - 5) < 0.001)
    }

    @Test func `every geometry is destroyed, on the good path and on the bad one`() throws {
        for rings in [[square], [bowTie]] {
            _ = try withGeometry(polygonWKB(rings)) { geometry in
                #expect(context.liveGeometries == 1)
                _ = try geometry.validity()
                _ = try geometry.wkb()
                _ = try geometry.inscribedRadius(tolerance: 1)
                let valid = try geometry.makeValid()
                #expect(context.liveGeometries == 2)
                _ = try valid.area()
            }
        }
        #expect(throws: GEOSError.self) { try withGeometry([1, 2, 3]) { _ = try $0.area() } }
        #expect(context.liveGeometries == 0)
    }
}
