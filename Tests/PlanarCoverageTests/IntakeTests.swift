import Testing

@testable import PlanarCoverage

@Suite("Taking geometries onto the grid")
struct IntakeTests {
    @Test func `shells turn counter-clockwise and holes clockwise, whatever the source does`() {
        let clockwise: [[(Double, Double)]] = [[(0, 0), (0, 9), (9, 9), (9, 0)], [(1, 1), (2, 1), (2, 2), (1, 2)]]
        let taken = intake([clockwise])
        #expect(taken.doubledAreas == [2 * 80 * 100_000_000])
        #expect(taken.rings.ringIsHole == [false, true])
    }

    @Test func `the same coordinate falls on the same line of any grid`() {
        let near = Grid(aroundX: 0, aroundY: 0)
        let far = Grid(aroundX: 7000, aroundY: -3000)
        for x in [0.00005, 0.00015, 123.45675, -0.00005, 1234.99995] {
            guard let p = near.point(x: x, y: 0), let q = far.point(x: x, y: 0) else {
                Issue.record("out of reach")
                continue
            }
            #expect(Int64(p.x) + near.originX == Int64(q.x) + far.originX)
        }
    }

    @Test func `each bad geometry has its own outcome, and a place only where it is a parcel`() {
        var intake = CoverageIntake(grid: testGrid)
        func take(_ bytes: [UInt8]) -> IntakeOutcome { bytes.withUnsafeBytes { intake.append(wkb: $0) } }
        #expect(take([1, 2, 3]) == .malformed)
        #expect(take(Array(wkb(polygon: box(0, 0, 1, 1)).dropLast(7))) == .malformed)
        #expect(take(wkb(polygon: box(0, 0, 1, .nan))) == .notFinite)
        #expect(take(wkb(polygon: box(0, 0, 1, 1e9))) == .beyondReach(x: 1, y: 1e9))
        #expect(take([1, 3, 0, 0, 0, 0, 0, 0, 0]) == .empty)
        #expect(take([1, 1, 0, 0, 0] + [UInt8](repeating: 0, count: 16)) == .notPolygonal(wkbType: 1))
        #expect(take([1, 10, 0, 0, 0, 0, 0, 0, 0]) == .curved)
        intake.appendNull()
        #expect(take(wkb(polygon: box(0, 0, 1, 1))) == .stored)
        // NaN, empty, null and the box.
        #expect(intake.parcelCount == 4)
        #expect(intake.traits[3] == [])
        #expect(intake.traits[2].contains(.null))
    }

    @Test func `big-endian bytes and Z values give the same rings`() {
        let plain = intake([box(1, 2, 3, 4)])
        var bytes: [UInt8] = [0]
        func append<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.bigEndian) { bytes += $0 } }
        append(UInt32(1003))
        append(UInt32(1))
        append(UInt32(5))
        for p in [(1, 2), (3, 2), (3, 4), (1, 4), (1, 2)] as [(Double, Double)] {
            append(p.0.bitPattern)
            append(p.1.bitPattern)
            append((7.5).bitPattern)
        }
        let deep = intake(wkbs: [bytes])
        #expect(deep.rings.points == plain.rings.points)
        #expect(deep.traits == [.hadZ])
    }

    @Test func `plain parcels are no suspects; bow-ties, spikes and near touches are`() {
        #expect(intake([box(0, 0, 5, 5)]).suspects.isEmpty)
        #expect(intake([[[(0, 0), (5, 5), (5, 0), (0, 5)]]]).suspects.count == 1)
        #expect(intake([[[(0, 0), (5, 0), (5, 5), (5, 9), (5, 5), (0, 5)]]]).suspects.count == 1)
        // A notch whose tip comes within 0.1 mm of the opposite side.
        #expect(intake([[[(0, 0), (5, 0), (5, 5), (2.5, 0.0001), (0, 5)]]]).suspects.count == 1)
        #expect(intake([[[(0, 0), (5, 0), (5, 5), (2.5, 0.001), (0, 5)]]]).suspects.isEmpty)
    }

    @Test func `a hole outside its shell and parts that overlap are suspects`() {
        #expect(intake([[[(0, 0), (5, 0), (5, 5), (0, 5)], [(7, 1), (8, 1), (8, 2)]]]).suspects.count == 1)
        let parts = wkb(multipolygon: [box(0, 0, 5, 5), box(4, 4, 9, 9)])
        #expect(intake(wkbs: [parts]).suspects.count == 1)
        let apart = wkb(multipolygon: [box(0, 0, 5, 5), box(6, 6, 9, 9)])
        #expect(intake(wkbs: [apart]).suspects.isEmpty)
        #expect(intake(wkbs: [apart]).traits == [.multipart])
    }

    @Test func `a ring of many vertices that touches itself is a suspect, one that does not is none`() {
        func comb(_ gap: Double) -> [(Double, Double)] {
            var ring: [(Double, Double)] = [(0, -1), (200, -1)]
            for k in stride(from: 99, through: 0, by: -1) {
                let x = Double(k) * 2
                ring += [(x + 1, 0), (x + 1, 50), (x + gap, 50), (x + gap, 0)]
            }
            return ring
        }
        #expect(intake([[comb(0.5)]]).suspects.isEmpty)
        #expect(intake([[comb(-1)]]).suspects.count == 1)
    }
}

@Suite("Invalid parcels read as valid")
struct RingRepairTests {
    private func repaired(_ bytes: [UInt8]) throws -> (area: Double, change: Double) {
        var taken = intake(wkbs: [bytes])
        let change = try taken.readAsValid(parcels: [0])
        let found = try CoverageFaults.find(taken, wards: nil, limits: usualLimits)
        #expect(found.balance.closure == 0)
        #expect(found.of(.overlap).isEmpty)
        return (Double(taken.doubledAreas[0]) / 2e8, Double(change) / 2e8)
    }

    @Test func `a bow-tie is two triangles`() throws {
        #expect(try repaired(wkb(polygon: [[(0, 0), (4, 4), (4, 0), (0, 4)]])).area == 8)
    }

    @Test func `a spike adds no area`() throws {
        #expect(try repaired(wkb(polygon: [[(0, 0), (5, 0), (5, 5), (5, 9), (5, 5), (0, 5)]])).area == 25)
    }

    @Test func `parts that overlap are their union, not their difference`() throws {
        #expect(try repaired(wkb(multipolygon: [box(0, 0, 5, 5), box(4, 4, 9, 9)])).area == 49)
    }

    @Test func `a parcel in its own enclosing part stays`() throws {
        #expect(try repaired(wkb(multipolygon: [box(0, 0, 9, 9), box(2, 2, 4, 4)])).area == 81)
    }

    @Test func `a hole outside its shell is even-odd ground`() throws {
        #expect(
            try repaired(wkb(polygon: [[(0, 0), (5, 0), (5, 5), (0, 5)], [(7, 1), (8, 1), (8, 2), (7, 2)]])).area == 26)
    }

    @Test func `a ring that winds twice covers its ground by even-odd`() throws {
        let twice: [(Double, Double)] = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0), (3, 0), (3, 3), (0, 3)]
        #expect(try repaired(wkb(polygon: [twice])).area == 72)
    }
}
