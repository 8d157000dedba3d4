/// A part of a face that one set of parcels covers.
struct CoveredRegion {
    var parcels: [Int32]
    var doubledArea: Int128
    var inner: FinePoint
    var polygons: GridPolygons
}

extension CoverageAnalysis {
    /// The regions of a face of depth 2 or more.
    ///
    /// Depth is constant in a face, the set of parcels is not: matched edges run through it. Where a parcel near the
    /// face has one inside, the matched segments are noded into the face; naming the whole face by one inner point
    /// would lose a third of the real pairs.
    /// - Returns: the regions, and how many lie below the grid.
    func regions(ofFace f: Int, _ shape: FaceShape) throws(InvariantError) -> (found: [CoveredRegion], belowGrid: Int) {
        let depth = Int(arrangement.faceDepth[f])
        let candidates = index.parcels(meeting: shape.box)
        var outline: [Segment] = []
        arrangement.forEachHalfEdge(ofFace: f) {
            outline.append(Segment(a: arrangement.start($0), b: arrangement.end($0)))
        }
        var walls = matchedSegments(of: candidates, within: shape.box, entering: outline)
        walls += cancelledEdges(within: shape.box, entering: outline)
        if walls.isEmpty {
            guard let inner = shape.innerPoint() else { return ([], 1) }
            let parcels = try covering(inner, candidates, depth)
            let region = CoveredRegion(
                parcels: parcels, doubledArea: shape.doubledArea, inner: inner, polygons: arrangement.outline(ofFace: f)
            )
            return ([region], 0)
        }
        var segments = outline.map { TurnedSegment(segment: $0, parcelTurns: 1) }
        segments += walls.map { TurnedSegment(segment: $0, parcelTurns: 0) }
        let local = try Arrangement(NodedEdges(noding: segments), keepsWalls: true)
        return try name(local, depth)
    }

    private func covering(_ p: FinePoint, _ candidates: [Int32], _ depth: Int) throws(InvariantError) -> [Int32] {
        let parcels = candidates.filter {
            index.boxes[Int($0)].holds(p) && store.side(of: p, parcel: Int($0)) == .inside
        }
        if parcels.count != depth {
            throw InvariantError(
                "\(parcels.count) parcels cover the point \(p.unitsX), \(p.unitsY), not \(depth) as its face says")
        }
        return parcels
    }

    private func name(_ local: Arrangement, _ depth: Int) throws(InvariantError) -> ([CoveredRegion], Int) {
        var belowGrid = 0
        var sets = [[Int32]?](repeating: nil, count: local.faceCount)
        var inner = [FinePoint?](repeating: nil, count: local.faceCount)
        for f in 1..<max(1, local.faceCount) where local.faceDepth[f] >= 1 {
            let shape = FaceShape(face: f, of: local)
            guard let p = shape.innerPoint() else {
                belowGrid += 1
                continue
            }
            inner[f] = p
            sets[f] = index.parcels(covering: p)
            if sets[f]?.count != depth {
                throw InvariantError(
                    "\(sets[f]?.count ?? 0) parcels cover the point \(p.unitsX), \(p.unitsY), not \(depth) as its face says"
                )
            }
        }
        // Pieces of one set that touch along an edge are one region (a parcel's own parts may share an edge).
        var parent = Array(0..<local.faceCount)
        func root(_ f: Int) -> Int {
            var f = f
            while parent[f] != f {
                parent[f] = parent[parent[f]]
                f = parent[f]
            }
            return f
        }
        for e in 0..<local.edgeCount {
            let left = local.face(Int32(2 * e))
            let right = local.face(Int32(2 * e + 1))
            if left == right { continue }
            if let a = sets[left], let b = sets[right], a == b {
                let (r, s) = (root(left), root(right))
                parent[max(r, s)] = min(r, s)
            }
        }
        var regions: [CoveredRegion] = []
        var place = [Int](repeating: -1, count: local.faceCount)
        var largest: [Int128] = []
        for f in 1..<max(1, local.faceCount) {
            guard let set = sets[f], let p = inner[f] else { continue }
            let r = root(f)
            let polygons = local.outline(ofFace: f)
            if place[r] < 0 {
                place[r] = regions.count
                regions.append(
                    CoveredRegion(parcels: set, doubledArea: local.faceDoubledArea[f], inner: p, polygons: polygons))
                largest.append(local.faceDoubledArea[f])
            } else {
                let k = place[r]
                regions[k].doubledArea += local.faceDoubledArea[f]
                regions[k].polygons += polygons
                if local.faceDoubledArea[f] > largest[k] {
                    largest[k] = local.faceDoubledArea[f]
                    regions[k].inner = p
                }
            }
        }
        return (regions, belowGrid)
    }

    /// The matched segments of some parcels that may run through a face.
    private func matchedSegments(of parcels: [Int32], within box: GridBox, entering outline: [Segment]) -> [Segment] {
        var found: [Segment] = []
        // Testing each segment against each edge of the face pays for small faces only.
        let isSmall = outline.count <= 64
        store.points.withUnsafeBufferPointer { points in
            for parcel in parcels {
                for r in store.rings(ofParcel: Int(parcel)) {
                    let range = store.points(ofRing: r)
                    var a = points[range.upperBound - 1]
                    for i in range {
                        let b = points[i]
                        if max(a.x, b.x) >= box.minX && min(a.x, b.x) <= box.maxX && max(a.y, b.y) >= box.minY
                            && min(a.y, b.y) <= box.maxY && !net.contains(a, b)
                            && (!isSmall || mayEnter(a, b, outline))
                        {
                            found.append(sortKey(a) < sortKey(b) ? Segment(a: a, b: b) : Segment(a: b, b: a))
                        }
                        a = b
                    }
                }
            }
        }
        if found.count > 1 {
            found.sort { (sortKey($0.a), sortKey($0.b)) < (sortKey($1.a), sortKey($1.b)) }
            var kept = 1
            for i in 1..<found.count where found[i] != found[i - 1] {
                found[kept] = found[i]
                kept += 1
            }
            found.removeLast(found.count - kept)
        }
        return found
    }

    /// The edges that cancelled only after noding, along which the set of parcels changes too, that may run through a
    /// face.
    private func cancelledEdges(within box: GridBox, entering outline: [Segment]) -> [Segment] {
        var found: [Int] = []
        cancelledGrid.forEachSegment(meeting: box) { found.append($0) }
        found.sort()
        var result: [Segment] = []
        var last = -1
        for k in found where k != last {
            last = k
            let s = cancelled[k]
            if outline.count > 64 || mayEnter(s.a, s.b, outline) { result.append(s) }
        }
        return result
    }
}

extension GridBox {
    /// Whether a point between the grid lines lies in the box.
    @inline(__always)
    func holds(_ p: FinePoint) -> Bool {
        Int64(minX) * FinePoint.perUnit <= p.x && p.x <= Int64(maxX) * FinePoint.perUnit
            && Int64(minY) * FinePoint.perUnit <= p.y && p.y <= Int64(maxY) * FinePoint.perUnit
    }
}
