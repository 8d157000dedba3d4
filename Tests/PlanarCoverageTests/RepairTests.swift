import Testing

@testable import PlanarCoverage

/// A picture's faults and the ground around them.
private struct RepairScene {
    let store: RingStore
    let faults: [CoverageFault]
    let ground: RepairGround

    init(_ picture: Picture) throws {
        let map = intake(picture)
        store = map.rings
        faults = try CoverageFaults.find(map, wards: nil, limits: usualLimits).faults
        ground = try RepairGround(store, faults: faults)
    }

    /// The outlines that change when each region goes to what `owner` says, or stays.
    func outlines(frozen: Set<Int32> = [], _ owner: (RepairRegion) -> Int32?) -> [RepairedOutline] {
        ground.outlines(owners: ground.regions.map { owner($0) ?? -1 }, frozen: frozen)
    }

    /// The whole map with some outlines changed, checked again.
    func checkedAgain(_ outlines: [RepairedOutline], _ picture: Picture) throws -> CoverageFaults {
        var again = intake(picture)
        again.replaceRings(outlines.map { (parcel: $0.parcel, rings: $0.rings) })
        return try CoverageFaults.find(again, wards: nil, limits: usualLimits)
    }

    func doubledArea(_ parcel: Int32) -> Int128 {
        store.polygons(ofParcel: Int(parcel)).reduce(0) { $0 + $1.withUnsafeBufferPointer(ringDoubledArea) }
    }

    func corners(_ parcel: Int32) -> Set<GridPoint> { Set(store.polygons(ofParcel: Int(parcel)).joined()) }
}

extension RepairedOutline {
    fileprivate var corners: Set<GridPoint> { Set(rings.joined()) }
}

/// A point in metres.
private func at(_ x: Double, _ y: Double) throws -> GridPoint { try #require(testGrid.point(x: x, y: y)) }

@Suite("Repairs of small pictures")
struct RepairTests {
    private static let overlap: Picture = [box(0, 0, 10, 10), box(9, 0, 20, 10)]
    /// A slanted border, so that the crossings are not on the grid.
    private static let slanted: Picture = [
        [[(0, 0), (10.3, 0), (9.7, 7.1), (10.1, 10), (0, 10)]],
        [[(9.9, 0), (20, 0), (20, 10), (9.6, 10)]],
    ]

    @Test(arguments: [Int32(0), 1])
    func `an overlap given to either parcel leaves an exact coverage`(owner: Int32) throws {
        for picture in [Self.overlap, Self.slanted] {
            let scene = try RepairScene(picture)
            let outlines = scene.outlines { _ in owner }
            let after = try scene.checkedAgain(outlines, picture)
            #expect(after.of(.overlap).isEmpty && after.of(.mismatch).isEmpty && after.of(.missingVertex).isEmpty)
            #expect(after.balance.overlapExcess == 0 && after.balance.closure == 0)
        }
    }

    @Test func `who gives an overlap up keeps all its corners outside`() throws {
        let scene = try RepairScene(Self.overlap)
        let outlines = scene.outlines { _ in 0 }
        #expect(outlines.map(\.parcel) == [1])
        #expect(outlines[0].corners == [try at(10, 0), try at(20, 0), try at(20, 10), try at(10, 10)])
        #expect(outlines[0].regions == [0])
    }

    @Test(arguments: [Int32(0), 1])
    func `what one loses is what was covered twice, to the last unit`(owner: Int32) throws {
        let scene = try RepairScene(Self.slanted)
        let given = scene.outlines { _ in owner }
        let loser = 1 - owner
        let lost = scene.doubledArea(loser) - (given.first { $0.parcel == loser }?.doubledArea ?? 0)
        // Crossings stand on the grid: the winner's border moves by less than a unit, and its loss is the loser's gain.
        let won =
            (given.first { $0.parcel == owner }?.doubledArea ?? scene.doubledArea(owner)) - scene.doubledArea(owner)
        let sum = scene.doubledArea(0) + scene.doubledArea(1)
        let after = try scene.checkedAgain(given, Self.slanted)
        #expect(after.balance.parcelArea == sum - lost + won)
        #expect(after.balance.overlapExcess == 0)
        #expect(abs(Double(lost) - Double(scene.ground.regions.reduce(0) { $0 + $1.doubledArea })) < 400_000)
    }

    /// Four lots around a gap of 0.2 m by 10 m.
    private static let gap: Picture = [
        box(0, 0, 10, 10), box(10.2, 0, 20, 10), [[(0, 10), (10, 10), (10.2, 10), (20, 10), (20, 20), (0, 20)]],
        [[(0, -10), (20, -10), (20, 0), (10.2, 0), (10, 0), (0, 0)]],
    ]

    @Test(arguments: [Int32(0), 1, 2, 3])
    func `a gap given to any neighbour is closed, and it gains just its ground`(owner: Int32) throws {
        let scene = try RepairScene(Self.gap)
        #expect(scene.ground.regions.count == 1 && scene.ground.regions[0].isGap)
        let outlines = scene.outlines { _ in owner }
        #expect(outlines.map(\.parcel) == [owner])
        #expect(outlines[0].doubledArea == scene.doubledArea(owner) + 2 * 2 * 100_000_000)
        let after = try scene.checkedAgain(outlines, Self.gap)
        #expect(after.faults.isEmpty && after.balance.closure == 0)
    }

    @Test func `an open slot is closed at its mouths`() throws {
        let picture: Picture = [box(0, 0, 10, 10), box(10.1, 0, 20, 10)]
        let scene = try RepairScene(picture)
        let outlines = scene.outlines { _ in 1 }
        #expect(outlines.map(\.parcel) == [1])
        // Its own corners stay where they are, now on straight edges.
        #expect(outlines[0].corners == scene.corners(1).union([try at(10, 0), try at(10, 10)]))
        #expect(outlines[0].doubledArea == 2 * 100 * 100_000_000)
        #expect(try scene.checkedAgain(outlines, picture).faults.isEmpty)
    }

    /// A gap of 0.2 m along one long lot in the south and two in the north, closed at its ends.
    private static let longGap: Picture = [
        [[(-10, -10), (30, -10), (30, 0), (20, 0), (0, 0), (-10, 0)]], box(0, 0.2, 10, 10), box(10, 0.2, 20, 10),
        [[(-10, 0), (0, 0), (0, 0.2), (0, 10), (-10, 10)]], [[(20, 0), (30, 0), (30, 10), (20, 10), (20, 0.2)]],
    ]

    @Test func `a long gap is cut straight across where its neighbours change`() throws {
        let scene = try RepairScene(Self.longGap)
        #expect(scene.ground.regions.map(\.doubledArea) == [2 * 200_000_000, 2 * 200_000_000])
        // Each piece to the lot in its north.
        let outlines = scene.outlines { region in region.candidates.map(\.parcel).first { $0 == 1 || $0 == 2 } }
        let after = try scene.checkedAgain(outlines, Self.longGap)
        #expect(after.faults.isEmpty)
        for parcel: Int32 in [1, 2] {
            let outline = try #require(outlines.first { $0.parcel == parcel })
            #expect(outline.doubledArea == scene.doubledArea(parcel) + 2 * 200_000_000)
        }
    }

    @Test func `no vertex appears that is neither a corner nor the foot of a cut`() throws {
        let scene = try RepairScene(Self.longGap)
        var known: Set<GridPoint> = [try at(10, 0)]
        for p in 0..<Int32(Self.longGap.count) { known.formUnion(scene.corners(p)) }
        for owner: Int32 in [0, 1] {
            let outlines = scene.outlines { region in
                owner == 0 ? 0 : region.candidates.map(\.parcel).first { $0 == 1 || $0 == 2 }
            }
            for outline in outlines { #expect(outline.corners.isSubset(of: known), "\(outline.parcel)") }
        }
    }

    @Test func `a vertex that a neighbour lacks is added, and nothing else changes`() throws {
        let picture: Picture = [box(0, 0, 20, 10), box(0, 10, 8, 20), box(8, 10, 20, 20)]
        let scene = try RepairScene(picture)
        #expect(scene.faults.map(\.kind) == [.missingVertex])
        let outlines = scene.outlines { _ in nil }
        #expect(outlines.map(\.parcel) == [0])
        #expect(outlines[0].corners == scene.corners(0).union([try at(8, 10)]))
        #expect(outlines[0].insertedVertices == [try at(8, 10)])
        #expect(outlines[0].shift.maxUnits == 0 && outlines[0].shift.moves.isEmpty)
        #expect(try scene.checkedAgain(outlines, picture).faults.isEmpty)
    }

    @Test func `a third parcel gets a vertex where a repaired corner lies on its edge`() throws {
        let picture: Picture = [
            box(0, 0, 10, 10), box(9.5, 0, 20, 10), [[(0, 10), (9.5, 10), (20, 10), (20, 20), (0, 20)]],
        ]
        let scene = try RepairScene(picture)
        let outlines = scene.outlines { $0.parcels == [0, 1] ? 0 : nil }
        let third = try #require(outlines.first { $0.parcel == 2 })
        #expect(third.insertedVertices == [try at(10, 10)])
        #expect(third.doubledArea == scene.doubledArea(2) && third.regions.isEmpty)
        #expect(try scene.checkedAgain(outlines, picture).faults.isEmpty)
    }

    @Test func `what is left alone leaves every parcel as it is`() throws {
        for picture in [Self.overlap, Self.slanted, Self.gap, Self.longGap] {
            let scene = try RepairScene(picture)
            #expect(scene.outlines { _ in nil }.allSatisfy { $0.regions.isEmpty && $0.shift.maxUnits < 1 })
        }
        #expect(try RepairScene(Self.overlap).outlines { _ in nil }.isEmpty)
    }

    @Test func `frozen parcels never change`() throws {
        let scene = try RepairScene(Self.overlap)
        #expect(scene.outlines(frozen: [1]) { _ in 0 }.isEmpty)
        #expect(scene.outlines(frozen: [0]) { _ in 0 }.map(\.parcel) == [1])
    }

    @Test func `any order of the parcels gives the same outlines`() throws {
        for (picture, winner) in [(Self.slanted, 0), (Self.gap, 3), (Self.longGap, 0)] {
            let scene = try RepairScene(picture)
            let forth = scene.outlines { _ in Int32(winner) }
            let last = Int32(picture.count) - 1
            let back = try RepairScene(picture.reversed()).outlines { _ in last - Int32(winner) }
            #expect(forth.map(\.parcel) == back.map { last - $0.parcel }.reversed())
            for (a, b) in zip(forth, back.reversed()) {
                #expect(a.corners == b.corners && a.doubledArea == b.doubledArea)
            }
        }
    }

    @Test func `the longest border and the witnesses of a region are told`() throws {
        // The third lot shares the first one's corner at the overlap, and takes no part in it.
        let picture: Picture = [box(0, 0, 10, 10), box(9, 0, 20, 10), box(10, -10, 20, 0)]
        let region = try #require(try RepairScene(picture).ground.regions.first { $0.parcels == [0, 1] })
        let first = try #require(region.candidates.first { $0.parcel == 0 })
        let second = try #require(region.candidates.first { $0.parcel == 1 })
        #expect(first.witnessedCorners == 1 && first.ownCorners == 1)
        #expect(second.witnessedCorners == 0 && second.ownCorners == 2)
        #expect(first.borderUnits == 100_000 && second.borderUnits == 100_000)
    }

    @Test func `the shift is the longest way of a corner to the new border`() throws {
        let scene = try RepairScene(Self.overlap)
        let shift = try #require(scene.outlines { _ in 0 }.first).shift
        #expect(shift.maxUnits == 10_000 && shift.moves.count == 2)
        #expect(Set(shift.moves.map(\.from)) == [try at(9, 0), try at(9, 10)])
        #expect(Set(shift.moves.map(\.to)) == [try at(10, 0), try at(10, 10)])
    }

    @Test func `streets and what may be a missing parcel are no regions`() throws {
        let picture: Picture = [box(0, 0, 10, 30), box(20, 0, 30, 30), box(10, 0, 20, 10), box(10, 20, 20, 30)]
        #expect(try RepairScene(picture).ground.regions.isEmpty)
    }

    @Test func `random overlaps given away at random leave nothing covered twice`() throws {
        var generator = SeededGenerator(state: 77)
        for _ in 0..<40 {
            let picture: Picture = (0..<5).map { _ in
                let x = Double.random(in: 0...20, using: &generator)
                let y = Double.random(in: 0...20, using: &generator)
                return [[(x, y), (x + 15.3, y + 1.7), (x + 13.1, y + 16.2), (x - 2.4, y + 12.9)]]
            }
            let scene = try RepairScene(picture)
            let outlines = scene.outlines { region in
                region.isGap ? nil : region.parcels.randomElement(using: &generator)
            }
            let after = try scene.checkedAgain(outlines, picture)
            #expect(after.of(.overlap).isEmpty && after.balance.closure == 0)
        }
    }
}
