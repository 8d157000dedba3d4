/// The outlines of areas as chains of border that neighbours share: what is done to a chain is done to both of them.
///
/// Outlines that nearly agree are noded on the grid first, so that a grid of a metre closes what is open by less. Ground
/// under several outlines goes to the first of them; ground under none stays free.
public struct SharedBorders: Hashable, Sendable {
    /// A piece of border from node to node. A closed one, as around an island, begins and ends in the same point.
    public struct Chain: Hashable, Sendable {
        public internal(set) var points: [GridPoint]
        /// The outline to the left of its way and the one to the right; -1 for none.
        public let left: Int32
        public let right: Int32

        public var isClosed: Bool { points.first == points.last }
    }

    public internal(set) var chains: [Chain]

    /// - Parameter outlines: area `i` is "parcel" `i`.
    public init(of outlines: RingStore) throws(InvariantError) {
        var segments: [TurnedSegment] = []
        var owner: [Int32] = []
        for p in 0..<outlines.parcelCount {
            for r in outlines.rings(ofParcel: p) { segments.appendRing(outlines.points[outlines.points(ofRing: r)]) }
            owner.append(contentsOf: repeatElement(Int32(p), count: segments.count - owner.count))
        }
        let noded = NodedEdges(noding: segments)
        // Neighbours walk a common edge both ways: its turns cancel, and it must stay.
        let arrangement = try Arrangement(noded, keepsWalls: true)
        let area = FaceOwners(arrangement, noded, owner).area
        chains = ChainWalk(arrangement, area).chains
    }

    /// The rings of an outline: chains in the order in which they are walked, `~c` for chain `c` walked backwards. Its
    /// ground lies to the left. Where rings touch, which of them goes on does not matter to the even-odd rule.
    public func rings(ofOutline outline: Int32) -> [[Int32]] {
        var own: [Int32] = []
        for (c, chain) in chains.enumerated() {
            if chain.left == outline { own.append(Int32(c)) }
            if chain.right == outline { own.append(~Int32(c)) }
        }
        var leaving: [GridPoint: [Int32]] = [:]
        for c in own.reversed() { leaving[ends(c).start, default: []].append(c) }
        var rings: [[Int32]] = []
        for first in own {
            let start = ends(first).start
            guard let at = leaving[start]?.lastIndex(of: first) else { continue }
            leaving[start]?.remove(at: at)
            var ring = [first]
            var end = ends(first).end
            while end != start, let next = leaving[end]?.popLast() {
                ring.append(next)
                end = ends(next).end
            }
            rings.append(ring)
        }
        return rings
    }

    /// The points of such a ring, not closed.
    public func points(ofRing ring: [Int32]) -> [GridPoint] {
        ring.flatMap { c in
            c >= 0 ? chains[Int(c)].points.dropLast() : ArraySlice(chains[Int(~c)].points.reversed().dropLast())
        }
    }

    private func ends(_ c: Int32) -> (start: GridPoint, end: GridPoint) {
        let points = chains[Int(c >= 0 ? c : ~c)].points
        return c >= 0 ? (points[0], points[points.count - 1]) : (points[points.count - 1], points[0])
    }
}

/// To which outline each face belongs.
private struct FaceOwners {
    /// Of each face; -1 for none.
    private(set) var area: [Int32]

    /// - Parameter owner: the outline of each segment that was noded.
    init(_ arrangement: Arrangement, _ noded: NodedEdges, _ owner: [Int32]) {
        area = [Int32](repeating: -1, count: arrangement.faceCount)
        var known = [Bool](repeating: false, count: arrangement.faceCount)
        // How often each outline winds around a face: across an edge it changes by those that walk the edge.
        var windings: [[Int32: Int]] = Array(repeating: [:], count: arrangement.faceCount)
        known[0] = true
        var stack = [0]
        while let f = stack.popLast() {
            arrangement.forEachHalfEdge(ofFace: f) { h in
                let other = arrangement.face(h ^ 1)
                if known[other] { return }
                known[other] = true
                var winding = windings[f]
                // The face beyond lies to the right of h.
                let forward = h & 1 == 0 ? 1 : -1
                for source in noded.sources(ofEdge: Int(arrangement.nodedEdge[Int(h >> 1)])) {
                    let segment = source >= 0 ? source : ~source
                    winding[owner[Int(segment)], default: 0] -= source >= 0 ? forward : -forward
                }
                windings[other] = winding.filter { $0.value != 0 }
                stack.append(other)
            }
        }
        for f in area.indices { area[f] = windings[f].filter { $0.value > 0 }.keys.min() ?? -1 }
    }
}

/// Walks the edges between faces of different outlines from node to node.
private struct ChainWalk {
    private(set) var chains: [SharedBorders.Chain] = []

    init(_ arrangement: Arrangement, _ area: [Int32]) {
        var leaving: [[Int32]] = Array(repeating: [], count: arrangement.nodes.count)
        for h in 0..<Int32(arrangement.origin.count)
        where area[arrangement.face(h)] != area[arrangement.face(h ^ 1)] {
            leaving[Int(arrangement.origin[Int(h)])].append(h)
        }
        var done = [Bool](repeating: false, count: arrangement.edgeCount)
        func walk(_ first: Int32) -> SharedBorders.Chain {
            var points = [arrangement.start(first)]
            var h = first
            while true {
                done[Int(h >> 1)] = true
                points.append(arrangement.end(h))
                let onward = leaving[Int(arrangement.origin[Int(h ^ 1)])]
                guard onward.count == 2 else { break }
                let next = onward[0] == h ^ 1 ? onward[1] : onward[0]
                if done[Int(next >> 1)] { break }
                h = next
            }
            return SharedBorders.Chain(
                points: points, left: area[arrangement.face(first)], right: area[arrangement.face(first ^ 1)])
        }
        for node in leaving where node.count != 2 {
            for h in node where !done[Int(h >> 1)] { chains.append(walk(h)) }
        }
        // What is left are closed chains without a node.
        for node in leaving { for h in node where !done[Int(h >> 1)] { chains.append(walk(h)) } }
    }
}
