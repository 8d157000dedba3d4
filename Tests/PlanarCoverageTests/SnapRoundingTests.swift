import Testing

@testable import PlanarCoverage

@Suite("Snap rounding")
struct SnapRoundingTests {
    private func randomSegments(_ seed: UInt64, reach: Int32, count: Int) -> [TurnedSegment] {
        var random = SeededGenerator(state: seed)
        func point() -> GridPoint {
            GridPoint(x: .random(in: -reach...reach, using: &random), y: .random(in: -reach...reach, using: &random))
        }
        return (0..<count).compactMap { _ in
            let (a, b) = (point(), point())
            return a == b ? nil : TurnedSegment(segment: Segment(a: a, b: b), parcelTurns: 1)
        }
    }

    @Test(arguments: 1...12)
    func `after one round no two edges cross and no node lies inside an edge`(seed: Int) {
        let noded = NodedEdges(noding: randomSegments(UInt64(seed), reach: Int32(seed * 9), count: 40))
        let edges = (0..<noded.edgeCount).map {
            (noded.nodes[Int(noded.from[$0])], noded.nodes[Int(noded.to[$0])])
        }
        for (i, e) in edges.enumerated() {
            for f in edges[(i + 1)...] { #expect(!crossProperly(e.0, e.1, f.0, f.1)) }
            for p in noded.nodes where p != e.0 && p != e.1 {
                #expect(!passes(e.0, e.1, pixelOf: p) || orientation(e.0, e.1, p) != 0)
            }
        }
    }

    @Test(arguments: 1...12)
    func `no chain leaves its segment by more than 0 point 7072 units`(seed: Int) {
        let segments = randomSegments(UInt64(seed) + 50, reach: 200, count: 30)
        let noded = NodedEdges(noding: segments)
        for e in 0..<noded.edgeCount {
            for source in noded.sources(ofEdge: e) {
                let s = segments[Int(source >= 0 ? source : ~source)].segment
                let line = FaceShape.Edge(ax: Double(s.a.x), ay: Double(s.a.y), bx: Double(s.b.x), by: Double(s.b.y))
                for n in [noded.from[e], noded.to[e]] {
                    let p = noded.nodes[Int(n)]
                    #expect(line.distance2(Double(p.x), Double(p.y)).squareRoot() <= 0.7072)
                }
            }
        }
    }

    @Test func `a pixel holds its lower left corner and none of the other three`() {
        let c = GridPoint(x: 10, y: 10)
        // Through (9.5, 9.5) alone, falling; through (10.5, 9.5), (9.5, 10.5), (10.5, 10.5) alone.
        #expect(passes(GridPoint(x: 9, y: 10), GridPoint(x: 10, y: 9), pixelOf: c))
        #expect(!passes(GridPoint(x: 10, y: 9), GridPoint(x: 11, y: 10), pixelOf: c))
        #expect(!passes(GridPoint(x: 9, y: 10), GridPoint(x: 10, y: 11), pixelOf: c))
        #expect(!passes(GridPoint(x: 10, y: 11), GridPoint(x: 11, y: 10), pixelOf: c))
    }

    @Test func `far coordinates take the wide arithmetic and agree with near ones`() {
        let far: Int32 = 2_000_000_000
        let a = GridPoint(x: -far, y: -far)
        let b = GridPoint(x: far, y: far)
        #expect(passes(a, b, pixelOf: GridPoint(x: 5, y: 5)))
        #expect(!passes(a, b, pixelOf: GridPoint(x: 5, y: 6)))
        #expect(crossProperly(a, b, GridPoint(x: -far, y: far), GridPoint(x: far, y: -far + 1)))
        #expect(orientation(a, b, GridPoint(x: 0, y: 1)) == 1)
        #expect(
            crossingPixel(a, b, GridPoint(x: -far, y: far), GridPoint(x: far, y: -far)) == GridPoint(x: 0, y: 0))
        // Further from a than 32 bits tell.
        let near: Int32 = 1_900_000_000
        #expect(
            crossingPixel(a, b, GridPoint(x: near, y: far), GridPoint(x: near, y: near - 10))
                == GridPoint(x: near, y: near))
    }
}
