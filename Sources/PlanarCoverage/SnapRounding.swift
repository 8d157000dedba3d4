/// Edges that meet only at nodes, made from segments by snap rounding with hot pixels.
///
/// The pixels of all ends and of all exact crossings are hot; each segment becomes the chain of the hot pixels it
/// passes and moves by at most 0.7072 units (Hobby, "Practical segment intersection with finite precision output",
/// 1999). Done once: chains cross nowhere, so there is no second round that could drift.
struct NodedEdges {
    /// Sorted by x, then y.
    var nodes: [GridPoint] = []
    /// Edge `e` runs from node `from[e]` to node `to[e]`, `from < to`; each undirected edge stands once.
    var from: [Int32] = []
    var to: [Int32] = []
    /// How often parcels walk the edge from → to, net: depth left − depth right.
    var parcelTurns: [Int32] = []
    /// The same for the outlines of the wards.
    var wardTurns: [Int32] = []
    /// The segments whose chains contain edge `e`: `sources[sourceStart[e] ..< sourceStart[e + 1]]`. `~i` stands for
    /// segment `i` walked against the edge.
    var sourceStart: [Int32] = []
    var sources: [Int32] = []
    /// Sum over segments of turns x (doubled area under the segment − under its chain), parcels and wards.
    var doubledRounding: Int128 = 0
    var doubledWardRounding: Int128 = 0

    var edgeCount: Int { from.count }

    func sources(ofEdge e: Int) -> ArraySlice<Int32> { sources[Int(sourceStart[e])..<Int(sourceStart[e + 1])] }
}

/// A segment with how often parcels and ward outlines walk it from a to b, net.
struct TurnedSegment {
    var segment: Segment
    var parcelTurns: Int32
    var wardTurns: Int32 = 0
}

@inline(__always)
func sortKey(_ p: GridPoint) -> UInt64 {
    UInt64(UInt32(bitPattern: p.x) ^ 0x8000_0000) << 32 | UInt64(UInt32(bitPattern: p.y) ^ 0x8000_0000)
}

@inline(__always)
func point(ofSortKey key: UInt64) -> GridPoint {
    GridPoint(
        x: Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32) ^ 0x8000_0000),
        y: Int32(bitPattern: UInt32(truncatingIfNeeded: key) ^ 0x8000_0000))
}

extension NodedEdges {
    /// - Parameter areDistinct: whether no undirected segment comes twice, which saves looking most edges up.
    init(noding input: [TurnedSegment], areDistinct: Bool = false) {
        let segments = input.map(\.segment)
        let grid = SegmentGrid(segments)
        var keys: [UInt64] = []
        keys.reserveCapacity(segments.count * 2)
        for s in segments {
            keys.append(sortKey(s.a))
            keys.append(sortKey(s.b))
        }
        segments.withUnsafeBufferPointer { segments in
            grid.forEachPair { i, j in
                let s = segments[i]
                let t = segments[j]
                if max(s.a.x, s.b.x) < min(t.a.x, t.b.x) || max(t.a.x, t.b.x) < min(s.a.x, s.b.x)
                    || max(s.a.y, s.b.y) < min(t.a.y, t.b.y) || max(t.a.y, t.b.y) < min(s.a.y, s.b.y)
                {
                    return true
                }
                if crossProperly(s.a, s.b, t.a, t.b) { keys.append(sortKey(crossingPixel(s.a, s.b, t.a, t.b))) }
                return true
            }
        }
        sortAscending(&keys)
        nodes.reserveCapacity(keys.count / 2)
        var last: UInt64?
        for key in keys where key != last {
            nodes.append(point(ofSortKey: key))
            last = key
        }
        keys = []
        let nodeTable = PointTable(nodes)
        let passed = PassedPixels(nodes: nodes, segments: segments, grid: grid)
        addChains(input, passed, nodeTable, areDistinct)
    }

    private mutating func addChains(
        _ input: [TurnedSegment], _ passed: PassedPixels, _ nodeTable: PointTable, _ areDistinct: Bool
    ) {
        var table = EdgeTable()
        var sourceNext: [Int32] = []
        var sourceOf: [Int32] = []
        var sourceFirst: [Int32] = []
        var chain: [Int32] = []
        // An edge can come twice only along a chain of several edges, between two of its nodes.
        let isOnChain = passed.nodesOnChains(input, nodes, nodeTable)
        for (i, turned) in input.enumerated() {
            let s = turned.segment
            chain.removeAll(keepingCapacity: true)
            chain.append(nodeTable.index(of: s.a, in: nodes))
            passed.appendPassed(bySegment: i, to: &chain)
            chain.append(nodeTable.index(of: s.b, in: nodes))
            if chain.count > 2 {
                let sx: Int64 = s.b.x >= s.a.x ? 1 : -1
                let sy: Int64 = s.b.y >= s.a.y ? 1 : -1
                // A segment passes its pixels one way in x and in y, so x + y so turned orders them.
                chain[1..<(chain.count - 1)].sort {
                    let p = nodes[Int($0)]
                    let q = nodes[Int($1)]
                    return sx * Int64(p.x) + sy * Int64(p.y) < sx * Int64(q.x) + sy * Int64(q.y)
                }
                var under = doubledArea(under: s.a, s.b)
                for k in 1..<chain.count {
                    under -= doubledArea(under: nodes[Int(chain[k - 1])], nodes[Int(chain[k])])
                }
                doubledRounding += Int128(turned.parcelTurns) * under
                doubledWardRounding += Int128(turned.wardTurns) * under
            }
            for k in 1..<chain.count {
                let u = chain[k - 1]
                let v = chain[k]
                if u == v { continue }
                let forward = u < v
                let e: Int
                if !areDistinct || (isOnChain[Int(u)] && isOnChain[Int(v)]) {
                    e = table.edge(forward ? u : v, forward ? v : u, &from, &to)
                } else {
                    e = from.count
                    from.append(forward ? u : v)
                    to.append(forward ? v : u)
                }
                if e == parcelTurns.count {
                    parcelTurns.append(0)
                    wardTurns.append(0)
                    sourceFirst.append(-1)
                }
                parcelTurns[e] += forward ? turned.parcelTurns : -turned.parcelTurns
                wardTurns[e] += forward ? turned.wardTurns : -turned.wardTurns
                sourceNext.append(sourceFirst[e])
                sourceFirst[e] = Int32(sourceOf.count)
                sourceOf.append(forward ? Int32(i) : ~Int32(i))
            }
        }
        sourceStart.reserveCapacity(from.count + 1)
        sources.reserveCapacity(sourceOf.count)
        sourceStart.append(0)
        for first in sourceFirst {
            var k = first
            while k >= 0 {
                sources.append(sourceOf[Int(k)])
                k = sourceNext[Int(k)]
            }
            sourceStart.append(Int32(sources.count))
        }
    }
}

/// Which hot pixels, other than those of its ends, each segment passes.
private struct PassedPixels {
    private var start: [Int32]
    private var pixels: [Int32]

    init(nodes: [GridPoint], segments: [Segment], grid: SegmentGrid) {
        var hits: [(segment: Int32, node: Int32)] = []
        var start = [Int32](repeating: 0, count: segments.count + 1)
        segments.withUnsafeBufferPointer { segments in
            for (n, p) in nodes.enumerated() {
                grid.forEachSegment(near: p) { i in
                    let s = segments[i]
                    if s.a != p && s.b != p && passes(s.a, s.b, pixelOf: p) {
                        hits.append((Int32(truncatingIfNeeded: i), Int32(truncatingIfNeeded: n)))
                        start[i + 1] += 1
                    }
                }
            }
        }
        for i in 0..<segments.count { start[i + 1] += start[i] }
        var next = start
        var pixels = [Int32](repeating: 0, count: hits.count)
        for hit in hits {
            pixels[Int(next[Int(hit.segment)])] = hit.node
            next[Int(hit.segment)] += 1
        }
        self.start = start
        self.pixels = pixels
    }

    /// The nodes of chains of more than one edge.
    func nodesOnChains(_ input: [TurnedSegment], _ nodes: [GridPoint], _ table: PointTable) -> [Bool] {
        var result = [Bool](repeating: false, count: nodes.count)
        for i in input.indices where start[i + 1] > start[i] {
            result[Int(table.index(of: input[i].segment.a, in: nodes))] = true
            result[Int(table.index(of: input[i].segment.b, in: nodes))] = true
            for k in Int(start[i])..<Int(start[i + 1]) { result[Int(pixels[k])] = true }
        }
        return result
    }

    func appendPassed(bySegment i: Int, to chain: inout [Int32]) {
        for k in Int(start[i])..<Int(start[i + 1]) { chain.append(pixels[k]) }
    }
}
