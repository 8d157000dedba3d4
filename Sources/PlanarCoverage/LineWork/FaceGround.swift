/// The polygons of an arrangement's faces; those no wider than the tolerance go to a neighbour.
struct FaceGround {
    /// By face; empty for what was given away and for the unbounded face.
    private(set) var polygons: [GridPolygons]
    private(set) var slivers: [(face: Int, polygons: GridPolygons, width: Double)] = []
    private var isSliver: [Bool]

    init(_ arrangement: Arrangement, tolerance: Double) {
        polygons = Array(repeating: [], count: arrangement.faceCount)
        isSliver = Array(repeating: false, count: arrangement.faceCount)
        for f in 1..<max(1, arrangement.faceCount) {
            polygons[f] = FaceGround.inOrder(arrangement.outline(ofFace: f))
            guard let shape = FaceShape(rings: polygons[f].map { $0[...] }), shape.doubledArea > 0 else {
                polygons[f] = []
                continue
            }
            if !FaceWidth.isWider(shape, than: tolerance) {
                isSliver[f] = true
                slivers.append((f, polygons[f], FaceWidth.width(shape)))
            }
        }
    }

    /// Gives each sliver to the face beside it with the longest common line, as if that line had not been drawn.
    ///
    /// A sliver among slivers waits for one of them to be given away; the unbounded face takes its share like any other.
    mutating func giveSliversAway(_ arrangement: Arrangement) throws(InvariantError) {
        var owner = [Int](0..<arrangement.faceCount)
        var waiting = slivers.map(\.face)
        var gained: [Int: [GridPolygons]] = [:]
        while !waiting.isEmpty {
            var left: [Int] = []
            for f in waiting {
                var common: [Int: Double] = [:]
                arrangement.forEachHalfEdge(ofFace: f) { h in
                    let other = owner[arrangement.face(h ^ 1)]
                    if other != f && !isSliver[other] {
                        common[other, default: 0] += distance(arrangement.start(h), arrangement.end(h))
                    }
                }
                guard
                    let best = common.max(by: { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key })
                else {
                    left.append(f)
                    continue
                }
                owner[f] = best.key
                if best.key != 0 { gained[best.key, default: []].append(polygons[f]) }
                polygons[f] = []
                isSliver[f] = false
            }
            if left.count == waiting.count {
                // Nothing but slivers: a drawing of less than the tolerance.
                for f in left { polygons[f] = [] }
                break
            }
            waiting = left
        }
        for (f, more) in gained { polygons[f] = FaceGround.inOrder(try union(of: [polygons[f]] + more)) }
    }

    /// Each ring from its least point, and the holes in the order of these: lines drawn in another order give the same.
    private static func inOrder(_ polygons: GridPolygons) -> GridPolygons {
        var rings = polygons.map { ring -> [GridPoint] in
            guard let least = ring.indices.min(by: { ring[$0] < ring[$1] }) else { return ring }
            return Array(ring[least...] + ring[..<least])
        }
        // A face has one shell, and it comes first.
        if rings.count > 2 { rings[1...].sort { $0[0] < $1[0] } }
        return rings
    }
}
