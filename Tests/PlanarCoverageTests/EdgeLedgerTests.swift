import Testing

@testable import PlanarCoverage

@Suite("The edge ledger")
struct EdgeLedgerTests {
    @Test(arguments: [1, 2, 3])
    func `sums are those of a dictionary, whatever comes and goes`(seed: UInt64) {
        struct Edge: Hashable {
            var a: GridPoint
            var b: GridPoint
        }
        var random = SeededGenerator(state: seed)
        var ledger = EdgeLedger()
        var sums: [Edge: Int32] = [:]
        for _ in 0..<4000 {
            // Few distinct points, so that edges meet their partners often.
            let ring = (0..<3).map { _ in
                GridPoint(x: .random(in: -9...9, using: &random), y: .random(in: -9...9, using: &random))
            }
            ring.withUnsafeBufferPointer { ledger.walk($0, weight: 1) }
            for i in 0..<3 {
                let (p, q) = (ring[i], ring[(i + 1) % 3])
                if p == q { continue }
                let forward = EdgeLedger.key(p) < EdgeLedger.key(q)
                sums[forward ? Edge(a: p, b: q) : Edge(a: q, b: p), default: 0] += forward ? 1 : -1
            }
        }
        sums = sums.filter { $0.value != 0 }
        #expect(ledger.netEdgeCount == sums.count)
        for entry in ledger.slots where entry.count != 0 {
            let edge = Edge(a: EdgeLedger.point(entry.low), b: EdgeLedger.point(entry.high))
            #expect(sums[edge] == entry.count)
        }
    }

    @Test func `a map walked and walked back leaves nothing`() {
        var ledger = EdgeLedger()
        let store = intake([box(0, 0, 10, 10), box(10, 0, 20, 10), box(3, 3, 14, 12)]).rings
        ledger.walk(store, rings: 0..<store.ringCount)
        #expect(ledger.netEdgeCount > 0)
        ledger.walk(store, rings: 0..<store.ringCount, weight: -1)
        #expect(ledger.netEdgeCount == 0)
    }
}
