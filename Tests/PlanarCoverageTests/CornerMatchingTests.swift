import Testing

@testable import PlanarCoverage

@Suite("Matching corners")
struct CornerMatchingTests {
    /// All outlines after the faults of a picture are matched.
    private func match(
        _ picture: Picture, tolerance: Double = 150, frozen: Set<Int32> = []
    ) throws -> (before: RingStore, changed: [Int32: GridPolygons], after: CoverageFaults) {
        var map = intake(picture)
        let before = map.rings
        let faults = try CoverageFaults.find(map, wards: nil, limits: usualLimits).faults
        let matching = CornerMatching(
            map.rings, faults: faults.filter { $0.kind == .mismatch || $0.kind == .missingVertex },
            toleranceUnits: tolerance, frozen: frozen)
        map.replaceRings(matching.outlines)
        return (
            before, Dictionary(uniqueKeysWithValues: matching.outlines.map { ($0.parcel, $0.rings) }),
            try CoverageFaults.find(map, wards: nil, limits: usualLimits)
        )
    }

    /// Four lots around one point; each has it a few millimetres elsewhere.
    private static let crossing: Picture = [
        [[(0, 0), (10, 0), (10.003, 10.001), (0, 10)]], [[(10, 0), (20, 0), (20, 10), (9.998, 10.002)]],
        [[(0, 10), (10.001, 9.997), (10, 20), (0, 20)]], [[(9.999, 10.004), (20, 10), (20, 20), (10, 20)]],
    ]

    @Test func `four corners that differ by millimetres meet in one of them`() throws {
        let result = try match(Self.crossing)
        #expect(result.after.faults.isEmpty)
        let known = Set(result.before.points)
        var corners: Set<GridPoint> = []
        for p in 0..<4 {
            for q in (result.changed[Int32(p)] ?? result.before.polygons(ofParcel: p)).joined() { corners.insert(q) }
        }
        #expect(corners.count == 9 && corners.isSubset(of: known))
    }

    @Test func `any order of the parcels gives the same corners`() throws {
        let forth = try match(Self.crossing).changed
        let back = try match(Self.crossing.reversed()).changed
        #expect(Set(forth.keys) == Set(back.keys.map { 3 - $0 }))
        for (parcel, rings) in forth { #expect(back[3 - parcel].map { Set($0.joined()) } == Set(rings.joined())) }
    }

    @Test func `a corner that more parcels share stays`() throws {
        // Lots 0, 1 and 2 have one point; only lot 3 misses it.
        let picture: Picture = [
            box(0, 0, 10, 10), box(10, 0, 20, 10), box(0, 10, 10, 20),
            [[(10.005, 10.005), (20, 10), (20, 20), (10, 20)]],
        ]
        let result = try match(picture)
        #expect(Set(result.changed.keys) == [3])
        #expect(result.after.faults.isEmpty)
    }

    @Test func `corners further apart than the tolerance stay`() throws {
        let picture: Picture = [box(0, 0, 10, 10), [[(10.012, 0), (20, 0), (20, 10), (10, 10)]]]
        #expect(try !match(picture, tolerance: 150).changed.isEmpty)
        #expect(try match(picture, tolerance: 100).changed.isEmpty)
    }

    @Test func `two corners of one parcel never become one`() throws {
        // A chamfer of 4 mm beside a neighbour's plain corner.
        let picture: Picture = [
            [[(0, 0), (10, 0), (10, 9.996), (9.996, 10), (0, 10)]], box(10, 0, 20, 10), box(0, 10, 20, 20),
        ]
        let result = try match(picture)
        let first = result.changed[0] ?? result.before.polygons(ofParcel: 0)
        #expect(first.map(\.count) == [5] && Set(first.joined()).count == 5)
    }

    @Test func `a frozen parcel stays, and the others come to it`() throws {
        for frozen: Int32 in 0..<4 {
            let result = try match(Self.crossing, frozen: [frozen])
            #expect(result.changed[frozen] == nil)
            #expect(result.after.faults.isEmpty)
        }
    }

    @Test func `two frozen parcels are not brought together`() throws {
        let result = try match(Self.crossing, frozen: [0, 1])
        #expect(result.changed[0] == nil && result.changed[1] == nil)
    }

    @Test func `a corner on a neighbour's edge becomes a vertex there`() throws {
        let picture: Picture = [box(0, 0, 20, 10), box(0, 10.003, 8, 20), box(8, 10.002, 20, 20)]
        let result = try match(picture)
        #expect(result.after.faults.isEmpty)
    }

    @Test func `a map without faults stays as it is`() throws {
        #expect(try match([box(0, 0, 10, 10), box(10, 0, 20, 10)]).changed.isEmpty)
    }
}
