import Testing

@testable import PlanarCoverage

@Suite("Shared borders")
struct SharedBordersTests {
    /// Squares of a board whose common sides are all ragged; an island stands in the middle of the first one.
    private static func board(_ side: Int, seed: UInt64 = 7) -> RingStore {
        var state = seed
        func random(_ bound: Int32) -> Int32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int32(truncatingIfNeeded: state >> 33) % bound
        }
        let cell: Int32 = 1000
        var sides: [[GridPoint]: [GridPoint]] = [:]
        func ragged(_ a: GridPoint, _ b: GridPoint) -> [GridPoint] {
            if let known = sides[[a, b]] { return known }
            if let known = sides[[b, a]] { return known.reversed() }
            var points = [a]
            for k in Int32(1)..<50 {
                let (dx, dy) = ((b.x - a.x) / 50, (b.y - a.y) / 50)
                points.append(
                    GridPoint(
                        x: a.x + dx * k + (dx == 0 ? random(30) - 15 : 0),
                        y: a.y + dy * k + (dy == 0 ? random(30) - 15 : 0)))
            }
            points.append(b)
            sides[[a, b]] = points
            return points
        }
        var store = RingStore()
        for row in 0..<Int32(side) {
            for column in 0..<Int32(side) {
                let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map {
                    GridPoint(x: (column + Int32($0.0)) * cell, y: (row + Int32($0.1)) * cell)
                }
                let ring = (0..<4).flatMap { ragged(corners[$0], corners[($0 + 1) % 4]).dropLast() }
                let hole = [(400, 400), (400, 600), (600, 600), (600, 400)].map { GridPoint(x: $0.0, y: $0.1) }
                store.append(polygons: row + column == 0 ? [ring, hole] : [ring])
            }
        }
        store.append(polygons: [[(400, 400), (600, 400), (600, 600), (400, 600)].map { GridPoint(x: $0.0, y: $0.1) }])
        return store
    }

    private func area(_ borders: SharedBorders, _ outline: Int32) -> Int128 {
        borders.rings(ofOutline: outline).reduce(0) { $0 + GridArea.doubled(borders.points(ofRing: $1)) }
    }

    @Test func `chains run from node to node, and rings of them are the outlines again`() throws {
        let store = Self.board(3)
        let borders = try SharedBorders(of: store)
        // 12 inner sides; the outer border from T to T, 8 pieces of it; the island.
        #expect(borders.chains.count == 12 + 8 + 1)
        for p in 0..<store.parcelCount {
            let own = store.rings(ofParcel: p).reduce(Int128(0)) {
                $0 + GridArea.doubled(Array(store.points[store.points(ofRing: $1)]))
            }
            #expect(area(borders, Int32(p)) == own)
        }
    }

    @Test(arguments: [5.0, 20, 100, 2000])
    func `simplified neighbours share every edge, none is lost and none crosses another`(tolerance: Double) throws {
        let store = Self.board(5)
        let borders = try SharedBorders(of: store)
        let simple = borders.simplified(tolerance: tolerance)
        #expect(simple.chains.reduce(0) { $0 + $1.points.count } < borders.chains.reduce(0) { $0 + $1.points.count })
        #expect(simple.chainsThatMeet().isEmpty)
        // Every edge is walked once each way, or once along the outer border; what the areas cover together stays whole.
        var walks: [Segment: Int] = [:]
        var whole: Int128 = 0
        for outline in 0..<Int32(store.parcelCount) {
            let own = area(simple, outline)
            #expect(own > 0)
            whole += own
            for ring in simple.rings(ofOutline: outline) {
                let points = simple.points(ofRing: ring)
                #expect(points.count >= 3)
                for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) {
                    walks[Segment(a: a, b: b), default: 0] += 1
                }
            }
        }
        let outer = simple.chains.filter { $0.left < 0 || $0.right < 0 }
        let free = outer.reduce(0) { $0 + $1.points.count - 1 }
        #expect(walks.values.allSatisfy { $0 == 1 })
        #expect(walks.keys.count { walks[Segment(a: $0.b, b: $0.a)] == nil } == free)
        var around: Int128 = 0
        for chain in outer {
            for (a, b) in zip(chain.points, chain.points.dropFirst()) {
                around += chain.left >= 0 ? doubledArea(under: a, b) : doubledArea(under: b, a)
            }
        }
        #expect(whole == around)
    }

    @Test func `outlines that nearly agree are closed on the grid`() throws {
        var store = RingStore()
        func square(_ x: Int32, _ points: [(Int32, Int32)]) -> [GridPoint] {
            points.map { GridPoint(x: x + $0.0, y: $0.1) }
        }
        store.append(polygons: [square(0, [(0, 0), (100, 0), (100, 100), (0, 100)])])
        // The neighbour has a corner on the common side, and its own end of it elsewhere.
        store.append(polygons: [square(100, [(0, 0), (100, 0), (100, 120), (0, 120), (0, 50)])])
        let borders = try SharedBorders(of: store).simplified(tolerance: 0)
        let shared = borders.chains.filter { $0.left >= 0 && $0.right >= 0 }
        #expect(shared.count == 1 && area(borders, 0) == 20_000 && area(borders, 1) == 24_000)
    }

    @Test func `a ring keeps a triangle whatever the tolerance`() {
        let circle = (0...24).map { k -> GridPoint in
            let steps: [(Int32, Int32)] = [(100, 0), (70, 70), (0, 100), (-70, 70), (-100, 0), (-70, -70), (0, -100)]
            let (x, y) = k == 24 ? steps[0] : steps[k % 7]
            return GridPoint(x: x, y: y)
        }
        let ring = Array(circle.prefix(7)) + [circle[0]]
        #expect(SharedBorders.thinned(ring, tolerance: 1e6).count == 4)
    }
}
