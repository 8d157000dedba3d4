import Testing

@testable import PlanarCoverage

@Suite("Faces below the grid")
struct DustSettlingTests {
    /// The left lot reaches 0.1 mm over the right one in the middle of their border.
    private static let over: Picture = [
        [[(0, 0), (10, 0), (10.0001, 5), (10, 10), (0, 10)]], box(10, 0, 20, 10),
    ]
    /// The same, but it stays away.
    private static let away: Picture = [
        [[(0, 0), (10, 0), (9.9999, 5), (10, 10), (0, 10)]], box(10, 0, 20, 10),
    ]

    private func settle(
        _ picture: Picture, between parcels: Set<Int32>, frozen: Set<Int32> = []
    ) throws -> (changed: [Int32], after: CoverageFaults, netEdges: Int) {
        var map = intake(picture)
        let ground = try RepairGround(map.rings, faults: [], around: parcels)
        let outlines = ground.outlines(settlingDustBetween: parcels, frozen: frozen)
        map.replaceRings(outlines)
        let after = try CoverageFaults.find(map, wards: nil, limits: usualLimits)
        return (outlines.map(\.parcel), after, after.netEdgeCount)
    }

    @Test(arguments: [over, away])
    func `parcels share every corner when it is settled`(picture: Picture) throws {
        #expect(try faults(picture).faults.isEmpty && faults(picture).netEdgeCount == 9)
        let settled = try settle(picture, between: [0, 1])
        #expect(!settled.changed.isEmpty)
        // Three sides of each lot and nothing between them.
        #expect(settled.after.faults.isEmpty && settled.netEdges == 6)
    }

    @Test(arguments: [over, away])
    func `a parcel that stays is met by the other`(picture: Picture) throws {
        let settled = try settle(picture, between: [0, 1], frozen: [1])
        #expect(settled.changed == [0])
        #expect(settled.after.faults.isEmpty && settled.netEdges == 6)
    }

    @Test func `between parcels that take no part nothing changes`() throws {
        let more = Self.over + [box(30, 0, 40, 10)]
        #expect(try settle(more, between: [2]).changed.isEmpty)
    }

    @Test func `wider faces are no dust`() throws {
        let wide: Picture = [[[(0, 0), (10, 0), (10.002, 5), (10, 10), (0, 10)]], box(10, 0, 20, 10)]
        #expect(try settle(wide, between: [0, 1]).changed.isEmpty)
    }
}
