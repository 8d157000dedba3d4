import Testing

@testable import PlanarCoverage

private typealias Ring = [(Double, Double)]

private func store(_ parts: [[Ring]]) -> RingStore {
    intake(wkbs: [wkb(multipolygon: parts)]).rings
}

private func innerPoint(_ parts: [[Ring]], precision: Double = 100) -> InnerPoint? {
    store(parts).innermostPoint(ofParcel: 0, precision: precision)
}

/// Metres of a ring with so many corners on a circle.
private func circle(_ x: Double, _ y: Double, radius: Double, corners: Int) -> Ring {
    // By repeated rotation, for there is no Foundation here: the chord of the first step is small, its error too.
    let step = 2 * Double.pi / Double(corners)
    let (c, s) = (1 - step * step / 2 + step * step * step * step / 24, step - step * step * step / 6)
    var at = (radius, 0.0)
    return (0..<corners).map { _ in
        defer {
            at = (at.0 * c - at.1 * s, at.0 * s + at.1 * c)
            let off = radius / (at.0 * at.0 + at.1 * at.1).squareRoot()
            at = (at.0 * off, at.1 * off)
        }
        return (x + at.0, y + at.1)
    }
}

/// A copy turned by the angle whose tangent is 3/4, and shifted.
private func turned(_ ring: Ring, by shift: (Double, Double) = (0, 0)) -> Ring {
    ring.map { ($0.0 * 0.8 - $0.1 * 0.6 + shift.0, $0.0 * 0.6 + $0.1 * 0.8 + shift.1) }
}

private let lShape: Ring = [(0, 0), (12, 0), (12, 5), (5, 5), (5, 20), (0, 20)]

@Suite("The inner point of a parcel")
struct InnerPointTests {
    @Test func `a rectangle has it in its middle, though its whole ridge is as good`() throws {
        let point = try #require(innerPoint([box(0, 0, 5, 15)]))
        #expect(point == InnerPoint(x: 25_000, y: 75_000, clearance: 25_000))
    }

    @Test func `neighbours' corners on its sides change nothing`() throws {
        let ring: Ring = [(0, 0), (2, 0), (5, 0), (5, 4), (5, 9), (5, 15), (1, 15), (0, 15), (0, 3)]
        #expect(innerPoint([[ring]]) == innerPoint([box(0, 0, 5, 15)]))
    }

    @Test func `a triangle has it where its circle touches all three sides`() throws {
        // Sides 6, 8, 10: the radius is 2.
        let point = try #require(innerPoint([[[(0, 0), (8, 0), (0, 6)]]], precision: 1))
        #expect(abs(point.clearance - 20_000) < 1)
        #expect(abs(point.x - 20_000) < 4 && abs(point.y - 20_000) < 4)
    }

    @Test func `in an L the circle at the bend is wider than the arms`() throws {
        // It touches the two outer sides and the inner corner (5, 5): r = 5·√2 / (1 + √2).
        let point = try #require(innerPoint([[lShape]], precision: 1))
        let radius = 50_000 * 2.0.squareRoot() / (1 + 2.0.squareRoot())
        #expect(abs(point.clearance - radius) < 1)
        #expect(abs(point.x - radius) < 8 && abs(point.y - radius) < 8)
    }

    @Test func `a circle has its centre`() throws {
        let point = try #require(innerPoint([[circle(100, 200, radius: 30, corners: 64)]]))
        #expect(abs(point.x - 1_000_000) < 150 && abs(point.y - 2_000_000) < 150)
    }

    @Test func `a hole keeps it away`() throws {
        // A square of 20 with a square hole of 10 in its middle: the best is in a corner, at equal distance from two
        // sides and the hole's corner.
        let point = try #require(innerPoint([[box(0, 0, 20, 20)[0], box(5, 5, 15, 15)[0]]], precision: 1))
        #expect(abs(point.clearance - 50_000 * 2.0.squareRoot() / (1 + 2.0.squareRoot())) < 1)
    }

    @Test func `of two parts the wider one has it`() throws {
        let point = try #require(innerPoint([box(0, 0, 4, 40), box(100, 0, 106, 6)]))
        #expect(point == InnerPoint(x: 1_030_000, y: 30_000, clearance: 30_000))
    }

    @Test(arguments: [(0.0, 0.0), (1234.5678, -987.6543)])
    func `turned and shifted copies have the same clearance`(shift: (Double, Double)) throws {
        for ring in [lShape, box(0, 0, 5, 15)[0], circle(0, 0, radius: 9, corners: 12)] {
            let straight = try #require(innerPoint([[ring]], precision: 1))
            let other = try #require(innerPoint([[turned(ring, by: shift)]], precision: 1))
            // Corners are rounded to whole units on the way.
            #expect(abs(straight.clearance - other.clearance) < 3)
        }
    }

    @Test func `a shift by whole units shifts the point by as much`() throws {
        for parts in messyParcels(seed: 3, count: 50) {
            let shifted = parts.map { $0.map { $0.map { ($0.0 + 512, $0.1 - 1024) } } }
            let point = try #require(innerPoint(parts))
            let other = try #require(innerPoint(shifted))
            #expect(other == InnerPoint(x: point.x + 5_120_000, y: point.y - 10_240_000, clearance: point.clearance))
        }
    }

    @Test func `how its rings are written changes nothing`() throws {
        var random = SeededGenerator(state: 11)
        for parts in messyParcels(seed: 4, count: 100) {
            let other = parts.shuffled(using: &random).map { rings in
                let holes = rings.dropFirst().shuffled(using: &random)
                return ([rings[0]] + holes).map { ring in
                    let k = Int.random(in: 0..<ring.count, using: &random)
                    let rotated = Array(ring[k...] + ring[..<k])
                    return Bool.random(using: &random) ? rotated : rotated.reversed()
                }
            }
            #expect(innerPoint(parts) == innerPoint(other))
        }
    }

    @Test func `no place of a fine lattice is better by more than the precision`() throws {
        for parts in messyParcels(seed: 5, count: 60) {
            let rings = store(parts)
            let shape = try #require(FaceShape(canonical: rings.slices(ofParcel: 0)))
            let point = try #require(rings.innermostPoint(ofParcel: 0))
            let at = FinePoint(x: Int64(point.x * 16), y: Int64(point.y * 16))
            #expect(rings.side(of: at, parcel: 0) == .inside)
            var best = 0.0
            for x in stride(from: Int64(shape.box.minX), to: Int64(shape.box.maxX), by: 1500) {
                for y in stride(from: Int64(shape.box.minY), to: Int64(shape.box.maxY), by: 1500) {
                    guard rings.side(of: FinePoint(x: x * 16, y: y * 16), parcel: 0) == .inside else { continue }
                    best = max(
                        best, shape.clearance(Double(x - Int64(shape.origin.x)), Double(y - Int64(shape.origin.y))))
                }
            }
            #expect(best <= point.clearance + 100)
            // The lattice comes within 1061 units of any place.
            #expect(point.clearance <= best + 1061)
        }
    }

    @Test func `a sliver of a millimetre has a point in it`() throws {
        for ring in [box(0, 0, 20, 0.001)[0], turned(box(0, 0, 20, 0.001)[0]), bentSliver] {
            let rings = store([[ring]])
            let point = try #require(rings.innermostPoint(ofParcel: 0))
            let at = FinePoint(x: Int64(point.x * 16), y: Int64(point.y * 16))
            #expect(rings.side(of: at, parcel: 0) == .inside)
            #expect(point.clearance > 3.5 && point.clearance < 6)
        }
    }

    /// Twenty metres along a circle, a millimetre wide.
    private var bentSliver: Ring {
        let outer = circle(0, 0, radius: 30, corners: 900)[..<100]
        let inner = circle(0, 0, radius: 29.999, corners: 900)[..<100]
        return Array(outer) + inner.reversed()
    }

    @Test func `many corners go by the index, with the same answer`() throws {
        let many = circle(500, 500, radius: 100, corners: 100_000)
        let point = try #require(innerPoint([[many]]))
        #expect(abs(point.clearance - 1_000_000) < 101)
        #expect(abs(point.x - 5_000_000) < 120 && abs(point.y - 5_000_000) < 120)
    }

    @Test func `a star of a thousand corners has it in its middle or in no place that is better`() throws {
        let far = circle(0, 0, radius: 50, corners: 1000)
        let near = circle(0, 0, radius: 20, corners: 1000)
        let star = (0..<1000).map { $0 % 2 == 0 ? far[$0] : near[$0] }
        let point = try #require(innerPoint([[star]]))
        #expect(point.clearance > 199_900 && point.clearance < 200_100)
    }

    @Test func `what has no area has none`() {
        #expect(RingStore().parcelCount == 0)
        var intake = CoverageIntake(grid: testGrid)
        intake.appendNull()
        #expect(intake.rings.innermostPoint(ofParcel: 0) == nil)
        #expect(innerPoint([[[(0, 0), (5, 5), (10, 10)]]]) == nil)
    }

    @Test func `all at once, in any number of lanes, are those of one by one`() throws {
        let rings = intake(wkbs: messyParcels(seed: 6, count: 300).map { wkb(multipolygon: $0) }).rings
        let single = (0..<rings.parcelCount).map { rings.innermostPoint(ofParcel: $0) }
        #expect(try InnerPoint.all(of: rings, lanes: 1) == single)
        #expect(try InnerPoint.all(of: rings, lanes: 3) == single)
    }
}

/// Star-shaped parcels, some of two parts or with a hole.
private func messyParcels(seed: UInt64, count: Int) -> [[[Ring]]] {
    var random = SeededGenerator(state: seed)
    func ring(_ x: Double, _ y: Double, _ radius: ClosedRange<Double>) -> Ring {
        let corners = Int.random(in: 3...14, using: &random)
        return circle(0, 0, radius: 1, corners: corners).map { (dx, dy) in
            let r = Double.random(in: radius, using: &random)
            // To whole units, so that a shift by whole metres is exact.
            return (((x + dx * r) * 10_000).rounded() / 10_000, ((y + dy * r) * 10_000).rounded() / 10_000)
        }
    }
    return (0..<count).map { i in
        var parts = [[ring(0, 0, 6...12)]]
        if i % 3 == 0 { parts.append([ring(40, 0, 4...14)]) }
        if i % 4 == 0 { parts[0].append(ring(0, 0, 1...2)) }
        return parts
    }
}
