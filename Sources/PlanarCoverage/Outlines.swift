/// Polygons of the grid: shells counter-clockwise, each followed by its holes, clockwise; rings are not closed.
public typealias GridPolygons = [[GridPoint]]

extension Arrangement {
    /// The outline of all faces that `isInside` accepts, as simple rings.
    func outline(_ isInside: (Int) -> Bool) -> GridPolygons {
        var inside = [Bool](repeating: false, count: faceCount)
        for f in 0..<faceCount { inside[f] = isInside(f) }
        var done = [Bool](repeating: false, count: origin.count)
        var rings: GridPolygons = []
        for h0 in 0..<Int32(origin.count) {
            if done[Int(h0)] || !inside[face(h0)] || inside[face(h0 ^ 1)] { continue }
            var ring: [GridPoint] = []
            var h = h0
            repeat {
                done[Int(h)] = true
                ring.append(start(h))
                // The next border edge around the end node; edges between two inside faces are passed over.
                h = next[Int(h)]
                while inside[face(h ^ 1)] { h = next[Int(h ^ 1)] }
            } while h != h0
            splitIntoSimpleRings(ring, into: &rings)
        }
        return nested(rings)
    }

    /// The rings of one face.
    func outline(ofFace f: Int) -> GridPolygons {
        var rings: GridPolygons = []
        for c in cycles(ofFace: f) {
            var ring: [GridPoint] = []
            forEachHalfEdge(ofCycle: Int(c)) { ring.append(start($0)) }
            splitIntoSimpleRings(ring, into: &rings)
        }
        return nested(rings)
    }
}

/// Cuts a cycle that comes back to a vertex into rings that do not.
func splitIntoSimpleRings(_ cycle: [GridPoint], into rings: inout GridPolygons) {
    // Most cycles come back to no vertex.
    var keys = cycle.map(sortKey)
    sortAscending(&keys)
    if !zip(keys, keys.dropFirst()).contains(where: { $0 == $1 }) {
        if cycle.count > 2 { rings.append(cycle) }
        return
    }
    var path: [GridPoint] = []
    var place: [GridPoint: Int] = [:]
    for p in cycle {
        if let at = place[p] {
            let ring = Array(path[at...])
            for q in ring.dropFirst() { place[q] = nil }
            path.removeLast(path.count - at - 1)
            if ring.count > 2 { rings.append(ring) }
        } else {
            place[p] = path.count
            path.append(p)
        }
    }
    if path.count > 2 { rings.append(path) }
}

/// Orders rings so that each shell is followed by its holes.
func nested(_ rings: GridPolygons) -> GridPolygons {
    var shells: [(ring: [GridPoint], area: Int128)] = []
    var holes: GridPolygons = []
    for ring in rings {
        let area = ring.withUnsafeBufferPointer(ringDoubledArea)
        if area > 0 { shells.append((ring, area)) } else if area < 0 { holes.append(ring) }
    }
    if holes.isEmpty { return shells.map(\.ring) }
    var held: [GridPolygons] = Array(repeating: [], count: shells.count)
    for hole in holes {
        // The smallest shell around it; a hole may touch its shell in a vertex.
        var best: Int?
        for (i, shell) in shells.enumerated() where best.map({ shells[$0].area > shell.area }) ?? true {
            if isInside(hole, shell.ring) { best = i }
        }
        if let best { held[best].append(hole) }
    }
    var result: GridPolygons = []
    for (i, shell) in shells.enumerated() {
        result.append(shell.ring)
        result += held[i]
    }
    return result
}

/// Whether a ring that does not cross another lies inside it: by its first vertex that is not on the other.
private func isInside(_ ring: [GridPoint], _ shell: [GridPoint]) -> Bool {
    for p in ring {
        var inside = false
        var onEdge = false
        var a = shell[shell.count - 1]
        for b in shell {
            guard let crosses = rayCrossing(FinePoint(p), a, b) else {
                onEdge = true
                break
            }
            if crosses { inside.toggle() }
            a = b
        }
        if !onEdge { return inside }
    }
    return true
}

extension Array where Element == TurnedSegment {
    /// Appends a ring's segments.
    mutating func appendRing(_ ring: some Collection<GridPoint>, turns: Int32 = 1) {
        guard var a = ring.suffix(1).first else { return }
        for b in ring {
            if a != b { append(TurnedSegment(segment: Segment(a: a, b: b), parcelTurns: turns)) }
            a = b
        }
    }
}

/// The union of polygons, as simple rings.
func union(of polygons: [GridPolygons]) throws(InvariantError) -> GridPolygons {
    var segments: [TurnedSegment] = []
    for polygon in polygons { for ring in polygon { segments.appendRing(ring) } }
    let arrangement = try Arrangement(NodedEdges(noding: segments))
    return arrangement.outline { arrangement.faceDepth[$0] >= 1 }
}
