/// The faces between noded edges, with their depth: how many parcels and how many wards cover them.
///
/// Half-edge `2e` runs along edge `e` (from → to), `2e + 1` against it; a half-edge's face lies on its left.
struct Arrangement {
    let nodes: [GridPoint]
    /// Start node of each half-edge; the end is the start of its twin `h ^ 1`.
    let origin: [Int32]
    /// Parcel and ward turns of each edge, from → to.
    let parcelTurns: [Int32]
    let wardTurns: [Int32]
    /// The edge of the noded edges that an edge here comes from.
    let nodedEdge: [Int32]
    /// The next half-edge around the face.
    private(set) var next: [Int32] = []
    /// The cycle of each half-edge.
    private(set) var cycle: [Int32] = []
    /// One half-edge of each cycle, and the cycle's doubled area.
    private(set) var cycleStart: [Int32] = []
    private(set) var cycleDoubledArea: [Int128] = []
    /// The face of each cycle; face 0 is the unbounded one.
    private(set) var cycleFace: [Int32] = []
    /// The cycles of face `f`: `faceCycles[faceCycleStart[f] ..< faceCycleStart[f + 1]]`, the outer one first
    /// (none of the unbounded face's cycles is an outer one).
    private(set) var faceCycleStart: [Int32] = []
    private(set) var faceCycles: [Int32] = []
    private(set) var faceDepth: [Int32] = []
    private(set) var faceWardDepth: [Int32] = []
    /// Doubled area of each face; of the unbounded one, minus that of everything else.
    private(set) var faceDoubledArea: [Int128] = []
    /// The leftmost node of each connected component, ascending, and the face around the component.
    private(set) var componentRoot: [Int32] = []
    private(set) var componentFace: [Int32] = []
    /// For finding the edge to the left of a point; nil when one component is all there is.
    private(set) var rays: LeftwardRays?

    var faceCount: Int { faceDepth.count }
    var edgeCount: Int { origin.count / 2 }

    @inline(__always)
    func start(_ h: Int32) -> GridPoint { nodes[Int(origin[Int(h)])] }
    @inline(__always)
    func end(_ h: Int32) -> GridPoint { nodes[Int(origin[Int(h ^ 1)])] }
    /// The face on the left of a half-edge.
    @inline(__always)
    func face(_ h: Int32) -> Int { Int(cycleFace[Int(cycle[Int(h)])]) }

    func cycles(ofFace f: Int) -> ArraySlice<Int32> {
        faceCycles[Int(faceCycleStart[f])..<Int(faceCycleStart[f + 1])]
    }

    /// Calls with each half-edge of a face.
    @inline(__always)
    func forEachHalfEdge(ofFace f: Int, _ body: (Int32) -> Void) {
        for c in cycles(ofFace: f) { forEachHalfEdge(ofCycle: Int(c), body) }
    }

    @inline(__always)
    func forEachHalfEdge(ofCycle c: Int, _ body: (Int32) -> Void) {
        let first = cycleStart[c]
        var h = first
        repeat {
            body(h)
            h = next[Int(h)]
        } while h != first
    }

    /// - Parameter keepsWalls: whether edges without turns stay as walls between faces of one depth.
    /// - Throws: `InvariantError` when the two depths of an edge do not differ by its turns.
    init(_ noded: NodedEdges, keepsWalls: Bool = false) throws(InvariantError) {
        nodes = noded.nodes
        var origin: [Int32] = []
        var parcelTurns: [Int32] = []
        var wardTurns: [Int32] = []
        var nodedEdge: [Int32] = []
        for e in 0..<noded.edgeCount where keepsWalls || noded.parcelTurns[e] != 0 || noded.wardTurns[e] != 0 {
            origin.append(noded.from[e])
            origin.append(noded.to[e])
            parcelTurns.append(noded.parcelTurns[e])
            wardTurns.append(noded.wardTurns[e])
            nodedEdge.append(Int32(e))
        }
        self.origin = origin
        self.parcelTurns = parcelTurns
        self.wardTurns = wardTurns
        self.nodedEdge = nodedEdge
        let outgoing = OutgoingHalfEdges(nodes: nodes, origin: origin)
        linkCycles(outgoing)
        try buildFaces(outgoing)
    }

    private mutating func linkCycles(_ outgoing: OutgoingHalfEdges) {
        let count = origin.count
        next = [Int32](repeating: -1, count: count)
        // Around a node counter-clockwise, a face on the left of the incoming half-edge goes on with the edge
        // before its twin.
        for n in 0..<nodes.count {
            let range = outgoing.range(ofNode: n)
            if range.isEmpty { continue }
            var before = outgoing.halfEdges[range.upperBound - 1]
            for k in range {
                let h = outgoing.halfEdges[k]
                next[Int(h ^ 1)] = before
                before = h
            }
        }
        cycle = [Int32](repeating: -1, count: count)
        for h in 0..<count where cycle[h] < 0 {
            let id = Int32(cycleStart.count)
            var area: Int128 = 0
            var g = Int32(h)
            repeat {
                cycle[Int(g)] = id
                area += doubledArea(under: start(g), end(g))
                g = next[Int(g)]
            } while g != Int32(h)
            cycleStart.append(Int32(h))
            cycleDoubledArea.append(area)
        }
    }

    private mutating func buildFaces(_ outgoing: OutgoingHalfEdges) throws(InvariantError) {
        // Components: nodes are sorted, so the smallest number is the leftmost, lowest node.
        var parent = [Int32](0..<Int32(nodes.count))
        func root(_ n: Int32) -> Int32 {
            var n = n
            while parent[Int(n)] != n {
                parent[Int(n)] = parent[Int(parent[Int(n)])]
                n = parent[Int(n)]
            }
            return n
        }
        for e in 0..<edgeCount {
            let a = root(origin[2 * e])
            let b = root(origin[2 * e + 1])
            if a < b { parent[Int(b)] = a } else { parent[Int(a)] = b }
        }
        cycleFace = [Int32](repeating: -1, count: cycleStart.count)
        var outerCycles: [Int32] = []
        var isOuter = [Bool](repeating: false, count: cycleStart.count)
        for n in 0..<nodes.count where parent[n] == Int32(n) {
            let range = outgoing.range(ofNode: n)
            if range.isEmpty { continue }
            // All edges of the leftmost, lowest node point right or up; the outside is left of the uppermost.
            let c = cycle[Int(outgoing.uppermost(range))]
            componentRoot.append(Int32(n))
            outerCycles.append(c)
            isOuter[Int(c)] = true
        }
        // A bounded face for every other cycle; face 0 is unbounded.
        faceDepth = [0]
        faceWardDepth = [0]
        faceDoubledArea = [0]
        for c in 0..<cycleStart.count where !isOuter[c] {
            cycleFace[c] = Int32(faceDepth.count)
            faceDepth.append(.min)
            faceWardDepth.append(.min)
            faceDoubledArea.append(cycleDoubledArea[c])
        }
        let rays = componentRoot.count > 1 ? LeftwardRays(self) : nil
        self.rays = rays
        for (k, n) in componentRoot.enumerated() {
            let outer = outerCycles[k]
            var around: Int32 = 0
            if let rays, let h = rays.firstHalfEdge(leftOf: nodes[Int(n)], in: self) {
                around = cycleFace[Int(cycle[Int(h)])]
                guard around >= 0, faceDepth[Int(around)] != .min else {
                    throw InvariantError("component \(k) hangs in a face that is not known yet")
                }
            }
            cycleFace[Int(outer)] = around
            faceDoubledArea[Int(around)] += cycleDoubledArea[Int(outer)]
            componentFace.append(around)
            spreadDepth(from: outer)
        }
        try checkDepths()
        collectFaceCycles(isOuter)
    }

    /// Gives depths to a component's faces, starting from the face around it.
    private mutating func spreadDepth(from outer: Int32) {
        var stack = [outer]
        while let c = stack.popLast() {
            let depth = faceDepth[Int(cycleFace[Int(c)])]
            let wardDepth = faceWardDepth[Int(cycleFace[Int(c)])]
            let first = cycleStart[Int(c)]
            var h = first
            repeat {
                let other = cycle[Int(h ^ 1)]
                let face = Int(cycleFace[Int(other)])
                if face >= 0 && faceDepth[face] == .min {
                    // left = right + turns along the half-edge; the other face lies on the right of h.
                    let forward: Int32 = h & 1 == 0 ? 1 : -1
                    faceDepth[face] = depth - forward * parcelTurns[Int(h >> 1)]
                    faceWardDepth[face] = wardDepth - forward * wardTurns[Int(h >> 1)]
                    stack.append(other)
                }
                h = next[Int(h)]
            } while h != first
        }
    }

    private func checkDepths() throws(InvariantError) {
        for e in 0..<edgeCount {
            let left = face(Int32(2 * e))
            let right = face(Int32(2 * e + 1))
            if faceDepth[left] - faceDepth[right] != parcelTurns[e]
                || faceWardDepth[left] - faceWardDepth[right] != wardTurns[e]
            {
                throw InvariantError(
                    "the depths beside the edge at \(nodes[Int(origin[2 * e])]) do not differ by its turns")
            }
        }
    }

    private mutating func collectFaceCycles(_ isOuter: [Bool]) {
        var starts = [Int32](repeating: 0, count: faceCount + 1)
        for c in 0..<cycleStart.count { starts[Int(cycleFace[c]) + 1] += 1 }
        for f in 0..<faceCount { starts[f + 1] += starts[f] }
        var fill = starts
        faceCycles = [Int32](repeating: 0, count: cycleStart.count)
        for pass in [false, true] {
            for c in 0..<cycleStart.count where isOuter[c] == pass {
                let f = Int(cycleFace[c])
                faceCycles[Int(fill[f])] = Int32(c)
                fill[f] += 1
            }
        }
        faceCycleStart = starts
    }

    /// For tests of the invariants only: pretends that a face has another depth.
    mutating func falsifyDepth(ofFace f: Int, by change: Int32) { faceDepth[f] += change }
}

/// The program contradicts itself: a fault of ours, never of the data. Ends the run with exit code 70.
public struct InvariantError: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
