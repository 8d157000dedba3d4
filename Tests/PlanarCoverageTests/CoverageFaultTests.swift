import Testing

@testable import PlanarCoverage

@Suite("Faults of small pictures")
struct CoverageFaultTests {
    @Test func `two lots that share an edge have no fault`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10, 0, 20, 10)])
        #expect(found.faults.isEmpty)
        #expect(found.balance.closure == 0)
        #expect(found.balance.parcelArea == 2 * 200 * 100_000_000)
    }

    @Test func `an overlap names both parcels, its area and its width`() throws {
        let found = try faults([box(0, 0, 10, 10), box(9, 0, 20, 10)])
        let overlap = try #require(found.of(.overlap).first)
        #expect(found.faults.count == 1)
        #expect(overlap.parcels == [0, 1])
        #expect(abs(overlap.area - 10) < 1e-9)
        #expect(abs(overlap.widthMetres - 1) < 0.01)
    }

    @Test func `one face of depth two with a matched edge through it is two overlaps`() throws {
        // The example of the engine's description.
        let found = try faults([box(0, 0, 10, 10), box(10, 0, 20, 10), box(5, 2, 15, 8)])
        let overlaps = found.of(.overlap)
        #expect(Set(overlaps.map(\.parcels)) == [[0, 2], [1, 2]])
        #expect(overlaps.allSatisfy { abs($0.area - 30) < 1e-9 })
        #expect(found.balance.overlapExcess == 2 * 60 * 100_000_000)
    }

    @Test func `matched edges that pass exactly through corners of a face still cut it`() throws {
        let c: [[(Double, Double)]] = [[(5, 2), (10, 2), (15, 2), (15, 8), (10, 8), (5, 8)]]
        let found = try faults([box(0, 0, 10, 10), box(10, 0, 20, 10), c])
        #expect(Set(found.of(.overlap).map(\.parcels)) == [[0, 2], [1, 2]])
    }

    @Test func `three parcels over one place are one region of three and three of two`() throws {
        let found = try faults([box(0, 0, 10, 10), box(5, 0, 15, 10), box(0, 5, 15, 15)])
        let sets = Set(found.of(.overlap).map(\.parcels))
        #expect(sets == [[0, 1], [0, 2], [1, 2], [0, 1, 2]])
        #expect(found.balance.closure == 0)
    }

    @Test func `a gap between four lots is one gap with all its neighbours`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10.2, 0, 20, 10), box(0, 10, 20, 20), box(0, -10, 20, 0)])
        let gap = try #require(found.of(.gap).first)
        #expect(found.of(.gap).count == 1)
        #expect(gap.parcels == [0, 1, 2, 3])
        #expect(abs(gap.area - 2) < 1e-9)
        #expect(abs(gap.widthMetres - 0.2) < 0.002)
    }

    @Test func `a gap of five millimetres is a mismatch of the two parcels along it`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10.005, 0, 20, 10), box(0, 10, 20, 20), box(0, -10, 20, 0)])
        #expect(found.of(.gap).isEmpty)
        let mismatch = try #require(found.of(.mismatch).first)
        #expect(mismatch.parcels == [0, 1])
        #expect(abs(mismatch.widthMetres - 0.005) < 0.0005)
    }

    @Test func `an overlap of five millimetres is a mismatch, not an overlap`() throws {
        let found = try faults([box(0, 0, 10, 10), box(9.995, 0, 20, 10)])
        #expect(found.of(.overlap).isEmpty)
        #expect(found.of(.mismatch).map(\.parcels) == [[0, 1]])
    }

    @Test func `a gap that is open at its ends is a slot with its width`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10.1, 0, 20, 10)])
        let slot = try #require(found.of(.slot).first)
        #expect(found.faults.count == 1)
        #expect(slot.parcels == [0, 1])
        #expect(abs(slot.widthMetres - 0.1) < 0.001)
        #expect(abs(slot.area - 1) < 0.01)
    }

    @Test func `an open mismatch of three millimetres is found`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10.003, 0, 20, 10)])
        #expect(found.faults.count == 1)
        #expect(found.of(.mismatch).map(\.parcels) == [[0, 1]])
    }

    @Test func `an alley wider than the limit is no slot`() throws {
        let found = try faults([box(0, 0, 10, 10), box(10.8, 0, 20, 10)])
        #expect(found.faults.isEmpty)
    }

    @Test func `a corner that lies exactly on a neighbour's edge is a missing vertex`() throws {
        let found = try faults([box(0, 0, 20, 10), box(0, 10, 8, 20), box(8, 10, 20, 20)])
        #expect(found.faults.count == 1)
        let missing = try #require(found.of(.missingVertex).first)
        #expect(missing.parcels == [0, 1, 2])
        #expect(missing.centroidX == 80_000 && missing.centroidY == 100_000)
    }

    @Test func `a lake among four lots is uncovered, a hole in one lot too`() throws {
        let lake: Picture = [
            box(0, 0, 30, 10), box(0, 20, 30, 30), [[(0, 10), (10, 10), (10, 20), (0, 20)]], box(20, 10, 30, 20),
        ]
        let lots: Picture =
            lake.map { $0 } + [[[(40, 0), (60, 0), (60, 20), (40, 20)], [(45, 5), (45, 15), (55, 15), (55, 5)]]]
        let found = try faults(lots)
        // 100 m² between neighbours of 100 and 300 m²: as large as a lot, so perhaps one is missing.
        #expect(found.of(.gap).map(\.isPerhapsMissingParcel) == [true])
        #expect(found.of(.uncovered).map(\.isHole) == [true])
    }

    @Test func `a hole beyond three times its neighbours is uncovered ground`() throws {
        var lots: Picture = []
        for i in 0..<10 {
            let k = Double(i)
            lots.append(box(k * 10, -10, k * 10 + 10, 0))
            lots.append(box(k * 10, 100, k * 10 + 10, 110))
            lots.append(box(-10, k * 10, 0, k * 10 + 10))
            lots.append(box(100, k * 10, 110, k * 10 + 10))
        }
        lots.append(box(-10, -10, 0, 0))
        lots.append(box(100, -10, 110, 0))
        lots.append(box(-10, 100, 0, 110))
        lots.append(box(100, 100, 110, 110))
        let found = try faults(lots)
        #expect(found.faults.count == 1)
        #expect(found.of(.uncovered).map { $0.area } == [10_000])
    }

    @Test func `a sheet loaded twice is one region for each parcel`() throws {
        var lots: Picture = []
        for i in 0..<5 {
            for j in 0..<4 {
                lots.append(box(Double(i) * 10, Double(j) * 20, Double(i) * 10 + 10, Double(j) * 20 + 20))
            }
        }
        let found = try faults(lots + lots)
        let overlaps = found.of(.overlap)
        #expect(overlaps.count == 20)
        #expect(Set(overlaps.map(\.parcels)) == Set((0..<20).map { [Int32($0), Int32($0 + 20)] }))
    }

    @Test func `the width of a face with thousands of edges is that of its widest place`() throws {
        // Two rows of 400 lots that overlap by 2 cm: one face, 4 km long.
        var lots: Picture = []
        for i in 0..<400 {
            let x = Double(i) * 10
            lots.append(box(x, 0, x + 10, 20.02))
            lots.append(box(x, 20, x + 10, 40))
        }
        let found = try faults(lots)
        #expect(found.of(.overlap).count == 400)
        #expect(found.of(.overlap).allSatisfy { abs($0.widthMetres - 0.02) < 0.0002 })
    }

    @Test func `an island lot in a lot's hole is no fault; without the hole it is covered twice`() throws {
        let ring: [[(Double, Double)]] = [
            [(0, 0), (30, 0), (30, 30), (0, 30)], [(10, 10), (10, 20), (20, 20), (20, 10)],
        ]
        #expect(try faults([ring, box(10, 10, 20, 20)]).faults.isEmpty)
        let nested = try faults([box(0, 0, 30, 30), box(10, 10, 20, 20)])
        #expect(nested.of(.overlap).map(\.parcels) == [[0, 1]])
        #expect(nested.balance.closure == 0)
    }

    @Test func `ground between parcels and the ward line is uncovered, and the ward's balance closes`() throws {
        let found = try faults([box(0, 0, 50, 50), box(50, 0, 80, 50)], wards: [box(0, 0, 200, 200)])
        #expect(found.balance.wardClosure == 0)
        #expect(found.balance.wardArea == 2 * 40_000 * 100_000_000)
        #expect(found.balance.wardUncovered == 2 * 36_000 * 100_000_000)
        #expect(found.of(.uncovered).map { $0.area } == [36_000])
    }

    @Test func `a falsified depth breaks the invariants`() throws {
        var analysis = try CoverageAnalysis(intake([box(0, 0, 10, 10), box(9, 0, 20, 10)]), wards: nil)
        try analysis.checkInvariants()
        analysis.falsifyDepth(ofFace: 1, by: 1)
        #expect(throws: InvariantError.self) { try analysis.checkInvariants() }
    }

    /// A sliver between two edges of one wall collapses when they are noded: a point in it is covered otherwise than the
    /// faces say, and says nothing about them.
    @Test func `ground that exists only below the grid does not break the invariants`() throws {
        let rings: [[(Int, Int)]] = [
            [
                (9641, -89028), (24401, -151328), (68281, -141888), (46971, -43298), (36591, 11665), (36451, 11652),
                (29036, 6977), (29002, 7090), (131, -8), (56, -3), (-7099, 432),
            ],
            [
                (-36802, -8808), (-36719, -8782), (-36656, -8992), (-7199, 242), (31, -198), (-2, 0), (-5979, 36382),
                (-19119, 94892), (-27389, 131802), (-64219, 123652), (-55029, 87502), (-43729, 14092),
            ],
            [
                (29002, 7090), (22201, 29652), (9131, 106842), (1733, 138276), (-27339, 131842), (-27389, 131802),
                (-19119, 94892), (-5979, 36382), (-2, 0), (54, 9), (56, -3), (131, -8),
            ],
        ]
        let found = try faults(rings.map { [$0.map { (Double($0.0) / 1e4, Double($0.1) / 1e4) }] })
        #expect(found.balance.closure == 0)
    }

    /// All around the overlap runs the thin parcel alone.
    @Test func `a thin parcel inside another is a mismatch of the two`() throws {
        let outer = [[(9.06, 1.29), (0.78, 2.74), (0.78, 0.37)]]
        let found = try faults([outer, [[(0.78, 2.74), (3.19, 2.12), (5.59, 1.5)]]])
        #expect(found.of(.mismatch).map(\.parcels) == [[0, 1]])
        #expect(found.belowGrid == 0)
        // Also where the outer one has a copy: its own copy is no partner.
        let three = try faults([[[(0.78, 2.74), (3.19, 2.12), (5.59, 1.5)]], outer, outer])
        #expect(three.of(.mismatch).allSatisfy { $0.parcels.contains(0) })
        #expect(!three.of(.mismatch).isEmpty)
    }

    @Test func `a mismatch with two copies is not told as one between the copies`() throws {
        let lot: [[(Double, Double)]] = [
            [(0.74, 7.95), (0.36, 14.33), (7.45, 10.86), (5.68, 0.09), (3.23, 1.76), (0.76, 3.43)]
        ]
        let found = try faults([lot, lot, [[(5.67, 0.09), (11.09, 1.72), (11.48, 11.62)]]])
        #expect(found.of(.mismatch).contains { $0.parcels == [0, 2] })
        #expect(!found.of(.mismatch).contains { $0.parcels == [0, 1] })
    }

    @Test func `an overlap as level and thin as a hair is found`() throws {
        // Five units high and two metres long; no chord along x has its middle more than a unit from both sides.
        let found = try faults([
            [[(8.307, 0.38), (8.307, 3.38), (0, 3.381)]], [[(0, 3.395), (3.794, 3.38), (8.307, 3.381)]],
        ])
        #expect(found.belowGrid == 0)
        // It joins the mismatches at its two ends.
        #expect(found.of(.mismatch).map(\.parcels) == [[0, 1]])
        #expect(found.of(.mismatch).first?.polygons.count == 3)
    }
}
