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

    @Test func `points read two coordinates at once fall where single ones do`() {
        var random = SeededGenerator(state: 5)
        for aroundX in [0.0, 587_000, -3e6, 4e11] {
            let grid = Grid(aroundX: aroundX, aroundY: 2_300_000)
            for _ in 0..<2000 {
                let nearX = aroundX + Double.random(in: -2e5...2e5, using: &random)
                let y = 2_300_000 + Double.random(in: -1...1, using: &random)
                // Also halves of a unit, which go up.
                let x = Bool.random(using: &random) ? nearX : (nearX * 20_000).rounded() / 20_000
                let ring: [(Double, Double)] = [(x, y), (aroundX + 100, 2_300_000), (aroundX, 2_300_100)]
                let taken = intake(wkbs: [wkb(polygon: [ring])], on: grid)
                let points = Set(taken.rings.points)
                #expect(points == Set(ring.compactMap { grid.point(x: $0.0, y: $0.1) }))
            }
        }
    }

    @Test func `a short ring is judged like several of them`() {
        var random = SeededGenerator(state: 6)
        var plain = 0
        for _ in 0..<20_000 {
            let reach = Int32.random(in: 3...40, using: &random)
            var ring = (0..<Int.random(in: 3...9, using: &random)).map { _ in
                GridPoint(x: .random(in: 0...reach, using: &random), y: .random(in: 0...reach, using: &random))
            }
            for i in ring.indices.reversed() where ring[i] == ring[i == 0 ? ring.count - 1 : i - 1] {
                ring.remove(at: i)
            }
            if ring.count < 3 { continue }
            let (one, several) = ring.withUnsafeBufferPointer { points in
                [Int32(ring.count)].withUnsafeBufferPointer {
                    (RingPlainness.shortRingKeepsApart(points), RingPlainness.segmentsKeepApart(points, $0))
                }
            }
            #expect(one == several)
            plain += several ? 1 : 0
        }
        #expect(plain > 1000)
    }

    @Test func `each bad geometry has its own outcome, and a place only where it is a parcel`() {
        var intake = CoverageIntake(grid: testGrid)
        func take(_ bytes: [UInt8]) -> IntakeOutcome { bytes.withUnsafeBytes { intake.append(wkb: $0) } }
        #expect(take([1, 2, 3]) == .malformed)
        #expect(take(Array(wkb(polygon: box(0, 0, 1, 1)).dropLast(7))) == .malformed)
        #expect(take(wkb(polygon: box(0, 0, 1, .nan))) == .notFinite)
        #expect(take(wkb(polygon: box(0, 0, 1, 1e9))) == .beyondReach(x: 1, y: 1e9))
        #expect(take([1, 3, 0, 0, 0, 0, 0, 0, 0]) == .empty)
        #expect(take([1, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]) == .empty)
        #expect(intake.suspects.isEmpty)
        #expect(take([1, 1, 0, 0, 0] + [UInt8](repeating: 0, count: 16)) == .notPolygonal(wkbType: 1))
        #expect(take([1, 10, 0, 0, 0, 0, 0, 0, 0]) == .curved)
        intake.appendNull()
        #expect(take(wkb(polygon: box(0, 0, 1, 1))) == .stored)
        // NaN, no rings, a ring without points, null and the box.
        #expect(intake.parcelCount == 5)
        #expect(intake.traits[4] == [])
        #expect(intake.traits[3].contains(.null))
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

    @Test func `parcels that gain or lose points leave the others as they are`() throws {
        var random = SeededGenerator(state: 7)
        for _ in 0..<200 {
            var store = RingStore()
            var expected = RingStore()
            var replacements: [RingStore.Replacement] = []
            func rings(_ count: Int) -> RingStore.Replacement {
                var new = RingStore.Replacement(parcel: store.parcelCount)
                for r in 0..<count {
                    for _ in 0..<Int.random(in: 3...6, using: &random) {
                        new.points.append(GridPoint(x: .random(in: 0...99, using: &random), y: 0))
                    }
                    new.ends.append(Int32(new.points.count))
                    new.isHole.append(r > 0)
                }
                return new
            }
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let old = rings(.random(in: 0...3, using: &random))
                let new = rings(.random(in: 0...3, using: &random))
                let isReplaced = Bool.random(using: &random)
                if isReplaced { replacements.append(new) }
                old.points.withUnsafeBufferPointer { store.append(points: $0, ends: old.ends, isHole: old.isHole) }
                let kept = isReplaced ? new : old
                kept.points.withUnsafeBufferPointer {
                    expected.append(points: $0, ends: kept.ends, isHole: kept.isHole)
                }
            }
            store.replace(replacements)
            #expect(store.points == expected.points)
            #expect(store.ringStart == expected.ringStart)
            #expect(store.ringIsHole == expected.ringIsHole)
            #expect(store.parcelStart == expected.parcelStart)
        }
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
