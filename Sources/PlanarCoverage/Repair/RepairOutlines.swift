/// A parcel's outline after a repair.
public struct RepairedOutline: Sendable {
    public var parcel: Int32
    public var rings: GridPolygons
    /// Regions that the parcel gained or lost, as indices.
    public var regions: [Int32]
    /// Where it got a vertex because a neighbour's corner lies on its edge.
    public var insertedVertices: [GridPoint]
    public var shift: BoundaryShift

    public var doubledArea: Int128 {
        rings.reduce(0) { $0 + $1.withUnsafeBufferPointer(ringDoubledArea) }
    }
    public var shellCount: Int { rings.count { $0.withUnsafeBufferPointer(ringDoubledArea) > 0 } }
    public var holeCount: Int { rings.count - shellCount }
}

extension RepairGround {
    /// The outlines that differ from the parcels' own when regions are given away.
    ///
    /// - Parameters:
    ///   - owners: the new owner of each region, or -1 to leave it as it is.
    ///   - frozen: parcels that stay as they are, whatever a neighbour would need.
    public func outlines(owners: [Int32], frozen: Set<Int32> = []) -> [RepairedOutline] {
        let final = finalCover(owners)
        var changed: [Int32: [Int32]] = [:]
        for (r, owner) in owners.enumerated() where owner >= 0 {
            let region = regions[r]
            for p in region.parcels where p != owner { changed[p, default: []].append(Int32(r)) }
            if !region.parcels.contains(owner) { changed[owner, default: []].append(Int32(r)) }
        }
        var result: [RepairedOutline] = []
        for (parcel, halfEdges) in borders(final) where !frozen.contains(parcel) {
            let regions = changed[parcel] ?? []
            let (rings, inserted) = rings(of: parcel, halfEdges, final)
            if regions.isEmpty && inserted.isEmpty { continue }
            result.append(
                RepairedOutline(
                    parcel: parcel, rings: rings, regions: regions, insertedVertices: inserted,
                    shift: BoundaryShift(from: store.polygons(ofParcel: Int(parcel)), to: rings)))
        }
        // A parcel that lost all its land has no border left.
        let traced = Set(result.map(\.parcel))
        for parcel in changed.keys.sorted() where !traced.contains(parcel) && !frozen.contains(parcel) {
            result.append(
                RepairedOutline(
                    parcel: parcel, rings: [], regions: changed[parcel] ?? [], insertedVertices: [],
                    shift: BoundaryShift(from: store.polygons(ofParcel: Int(parcel)), to: [])))
        }
        return result
    }

    /// The border of each parcel, ascending by parcel.
    func borders(_ final: [[Int32]]) -> [(parcel: Int32, halfEdges: [Int32])] {
        var borders: [(parcel: Int32, halfEdge: Int32)] = []
        for e in 0..<Int32(arrangement.edgeCount) {
            let left = final[arrangement.face(2 * e)]
            let right = final[arrangement.face(2 * e + 1)]
            if left == right { continue }
            for p in left where !right.contains(p) { borders.append((p, 2 * e)) }
            for p in right where !left.contains(p) { borders.append((p, 2 * e + 1)) }
        }
        borders.sort { ($0.parcel, $0.halfEdge) < ($1.parcel, $1.halfEdge) }
        var result: [(parcel: Int32, halfEdges: [Int32])] = []
        for border in borders {
            if result.last?.parcel != border.parcel { result.append((border.parcel, [])) }
            result[result.count - 1].halfEdges.append(border.halfEdge)
        }
        return result
    }

    /// A parcel's rings, and the nodes of neighbours that it takes on.
    func rings(
        of parcel: Int32, _ halfEdges: [Int32], _ final: [[Int32]]
    ) -> (rings: GridPolygons, inserted: [GridPoint]) {
        let traced = trace(parcel, halfEdges, final)
        var rings: GridPolygons = []
        for cycle in traced.cycles { splitIntoSimpleRings(cycle, into: &rings) }
        return (nested(rings), traced.inserted)
    }

    private func finalCover(_ owners: [Int32]) -> [[Int32]] {
        var final = cover
        for (r, owner) in owners.enumerated() where owner >= 0 { final[Int(regions[r].face)] = [owner] }
        // What is too thin to be decided goes with what lies beside it.
        for (face, region) in dust where owners[Int(region)] >= 0 {
            let owner = owners[Int(region)]
            let f = Int(face)
            var borders: [(parcel: Int32, length: Double)] = []
            arrangement.forEachHalfEdge(ofFace: f) { h in
                let beyond = final[arrangement.face(h ^ 1)]
                guard beyond.count == 1, cover[f].isEmpty || cover[f].contains(beyond[0]) else { return }
                if let k = borders.firstIndex(where: { $0.parcel == beyond[0] }) {
                    borders[k].length += length(ofHalfEdge: h)
                } else {
                    borders.append((beyond[0], length(ofHalfEdge: h)))
                }
            }
            let longest = borders.max { ($0.length, $1.parcel) < ($1.length, $0.parcel) }
            if borders.contains(where: { $0.parcel == owner }) {
                final[f] = [owner]
            } else if let longest {
                final[f] = [longest.parcel]
            }
        }
        return final
    }

    /// A parcel's border as cycles of points, and the nodes of neighbours that it takes on.
    private func trace(
        _ parcel: Int32, _ halfEdges: [Int32], _ final: [[Int32]]
    ) -> (cycles: GridPolygons, inserted: [GridPoint]) {
        func isInside(_ h: Int32) -> Bool { final[arrangement.face(h)].contains(parcel) }
        var waiting = Set(halfEdges)
        var cycles: GridPolygons = []
        var inserted: [GridPoint] = []
        for first in halfEdges where waiting.contains(first) {
            var cycle: [Int32] = []
            var h = first
            repeat {
                waiting.remove(h)
                cycle.append(h)
                h = arrangement.next[Int(h)]
                while isInside(h ^ 1) { h = arrangement.next[Int(h ^ 1)] }
            } while h != first
            var points: [GridPoint] = []
            for (k, out) in cycle.enumerated() {
                let into = cycle[k == 0 ? cycle.count - 1 : k - 1]
                let node = arrangement.origin[Int(out)]
                if owners(ofVertexAt: node).contains(parcel) {
                    points.append(arrangement.start(out))
                } else if !goStraight(into, out) {
                    points.append(arrangement.start(out))
                } else if isNeeded(node, by: parcel, into, out, final) {
                    points.append(arrangement.start(out))
                    inserted.append(arrangement.start(out))
                }
            }
            cycles.append(points)
        }
        return (cycles, inserted)
    }

    /// Whether two half-edges that follow one another lie on one source segment.
    private func goStraight(_ g: Int32, _ h: Int32) -> Bool {
        let first = noded.sources(ofEdge: Int(arrangement.nodedEdge[Int(g >> 1)]))
        let second = noded.sources(ofEdge: Int(arrangement.nodedEdge[Int(h >> 1)]))
        for s in first {
            let i = s >= 0 ? s : ~s
            if second.contains(i) || second.contains(~i) { return true }
        }
        return false
    }

    /// Whether a neighbour along one of two half-edges has a corner at the node between them.
    private func isNeeded(
        _ node: Int32, by parcel: Int32, _ into: Int32, _ out: Int32, _ final: [[Int32]]
    ) -> Bool {
        let before = final[arrangement.face(into ^ 1)].filter { !final[arrangement.face(into)].contains($0) }
        let after = final[arrangement.face(out ^ 1)].filter { !final[arrangement.face(out)].contains($0) }
        for q in before {
            if !after.contains(q) || owners(ofVertexAt: node).contains(q) { return true }
        }
        for q in after where !before.contains(q) { return true }
        return false
    }
}
