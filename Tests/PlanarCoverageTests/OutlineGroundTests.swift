import Testing

@testable import PlanarCoverage

/// Two wards side by side, 20 m by 20 m each.
private let wards = [box(0, 0, 20, 20), box(20, 0, 40, 20)]

private func grounds(_ picture: Picture, named: [Int32]? = nil, lanes: Int = 1) throws -> OutlineGrounds {
    try OutlineGrounds(
        parcels: intake(picture), outlines: intake(wards).rings,
        named: named ?? Array(repeating: -1, count: picture.count), limits: usualLimits, lanes: lanes)
}

/// Square metres of a doubled area.
private func m2(_ doubled: Int128) -> Double { Double(doubled) / 2e8 }

@Suite("The ground of each outline")
struct OutlineGroundTests {
    @Test func `overlap, gap and uncovered ground count in the ward where they lie`() throws {
        // In the first ward two lots overlap by 1 m; in the second 0.2 m are open between two lots.
        let found = try grounds([
            box(0, 0, 10, 20), box(9, 0, 20, 20), box(20, 0, 30, 20), box(30.2, 0, 40, 20),
        ]).grounds
        #expect(found.map { m2($0.area) } == [400, 400])
        #expect(found.map { m2($0.covered) } == [400, 396])
        #expect(found.map { m2($0.overlap) } == [20, 0])
        #expect(found.map { m2($0.uncovered) } == [0, 4])
        #expect(found.map { m2($0.gap) } == [0, 4])
        #expect(found.map { m2($0.outside) } == [0, 0])
    }

    @Test func `a wide field without parcels is uncovered and no gap`() throws {
        // More than three times the lot beside it, which could be a lot that is missing.
        let ground = try grounds([box(0, 0, 4, 20)]).grounds[0]
        #expect(m2(ground.uncovered) == 320)
        #expect(ground.gap == 0)
    }

    @Test func `a slot that is open at an end is a part of the uncovered ground`() throws {
        // Two lots face each other 0.3 m apart along 5 m; in front of both is open ground.
        let ground = try grounds([box(2, 2, 10, 7), box(10.3, 2, 18, 7)]).grounds[0]
        #expect(m2(ground.gap) == 1.5)
        #expect(m2(ground.uncovered) == 400 - 40 - 38.5)
    }

    @Test func `what a parcel has outside the ward that it names is told of that ward`() throws {
        // 5 m beyond the line to the other ward, and 2 m beyond both.
        let found = try grounds([box(10, 0, 25, 20), box(30, 0, 42, 10)], named: [0, 1])
        #expect(found.grounds.map { m2($0.outside) } == [100, 20])
        #expect(found.grounds.map { m2($0.covered) } == [200, 200])
        #expect(found.homes == [0, 1])
    }

    @Test func `a parcel that names another ward than it lies in is outside with all its ground`() throws {
        let found = try grounds([box(2, 2, 8, 8)], named: [1])
        #expect(found.grounds.map { m2($0.outside) } == [0, 36])
        #expect(found.grounds.map { m2($0.covered) } == [36, 0])
    }

    @Test func `a parcel that names no ward belongs to the one with most of it, or to none`() throws {
        let found = try grounds([box(5, 0, 22, 20), box(18, 0, 30, 20), box(50, 0, 60, 10)])
        #expect(found.homes == [0, 1, -1])
        #expect(found.grounds.map { m2($0.outside) } == [40, 40])
    }

    @Test func `the wards together cover what one run over all of them covers`() throws {
        var random = SeededGenerator(state: 7)
        // Lots in disorder across both wards, at whole decimetres.
        let picture: Picture = (0..<60).map { _ in
            let x = Double(Int.random(in: -30...400, using: &random)) / 10
            let y = Double(Int.random(in: -30...190, using: &random)) / 10
            return box(
                x, y, x + Double(Int.random(in: 5...60, using: &random)) / 10,
                y + Double(Int.random(in: 5...60, using: &random)) / 10)
        }
        let whole = try faults(picture, wards: wards).balance
        let found = try grounds(picture).grounds
        #expect(found.reduce(0) { $0 + $1.covered } == whole.wardCovered)
        #expect(found.reduce(0) { $0 + $1.uncovered } == whole.wardUncovered)
        #expect(found.reduce(0) { $0 + $1.overlap } == whole.overlapWithinWards)
        #expect(whole.overlapWithinWards > 0)
        #expect(found.allSatisfy { $0.covered + $0.uncovered + $0.rounding == $0.area })
        let twice = try grounds(picture, lanes: 3)
        #expect(twice.grounds == found)
    }

    @Test func `a selection of parcels is as if they had been read alone`() throws {
        let picture = [
            box(0, 0, 5, 5), [[(5, 0), (9, 0), (9, 9), (5, 9)], [(6, 1), (7, 1), (7, 2), (6, 2)]], box(9, 0, 12, 5),
        ]
        let chosen = CoverageIntake(intake(picture), parcels: [2, 1])
        let alone = intake([picture[2], picture[1]])
        #expect(chosen.rings.points == alone.rings.points)
        #expect(chosen.rings.ringStart == alone.rings.ringStart)
        #expect(chosen.rings.ringIsHole == alone.rings.ringIsHole)
        #expect(chosen.rings.parcelStart == alone.rings.parcelStart)
        #expect(chosen.doubledAreas == alone.doubledAreas)
        #expect(chosen.ledger.netEdgeCount == alone.ledger.netEdgeCount)
    }
}
