/// The ground around a map's faults, cut into faces of which each has one set of parcels: what a repair decides about
/// and what the new outlines are traced from.
///
/// All segments of the parcels near a fault are noded together once, so that the new outlines of neighbours share
/// every node. Nothing is decided here: `regions` says what can be given to whom, `outlines(owners:)` what the map
/// looks like when it is.
public struct RepairGround: Sendable {
    let store: RingStore
    let faults: [CoverageFault]
    let noded: NodedEdges
    let arrangement: Arrangement
    /// The parcel that walks a segment, or -1 for a wall across a gap.
    let segmentOwner: [Int32]
    /// The parcels that cover each face, ascending.
    let cover: [[Int32]]
    /// Parcels with a vertex of their own source at node `n`: `vertexOwners[vertexStart[n] ..< vertexStart[n + 1]]`.
    let vertexStart: [Int32]
    let vertexOwners: [Int32]
    /// The parcels whose segments are noded here, ascending.
    public let parcels: [Int32]
    public private(set) var regions: [RepairRegion] = []
    /// Faces too thin to have an inner point, each with the region beside which it lies.
    private(set) var dust: [(face: Int32, region: Int32)] = []
    /// All faces too thin to have an inner point that are covered twice, or not at all.
    private(set) var thin: [Int32] = []

    /// - Parameters:
    ///   - store: the parcels, invalid ones read as valid.
    ///   - faults: what `CoverageFaults.find` found in them. Uncovered ground and gaps in which a parcel may be missing
    ///     take no part.
    ///   - others: parcels whose surroundings take part too.
    ///   - index: that of the store, where it is known.
    public init(
        _ store: RingStore, faults: [CoverageFault], around others: Set<Int32> = [], index: ParcelIndex? = nil
    ) throws(InvariantError) {
        self.store = store
        self.faults = faults
        let index = index ?? ParcelIndex(store)
        let isInvolved = RepairGround.involved(index, faults, others)
        parcels = isInvolved.indices.filter { isInvolved[$0] }.map { Int32($0) }
        var segments: [TurnedSegment] = []
        var owners: [Int32] = []
        for p in parcels {
            for r in store.rings(ofParcel: Int(p)) { segments.appendRing(store.points[store.points(ofRing: r)]) }
            owners += repeatElement(p, count: segments.count - owners.count)
        }
        let cornerOwners = CornerOwners(store, parcels)
        for fault in faults where fault.isRepairable {
            for wall in fault.walls(cornerOwners) {
                segments.append(TurnedSegment(segment: wall, parcelTurns: 0))
                owners.append(-1)
            }
        }
        segmentOwner = owners
        noded = NodedEdges(noding: segments)
        arrangement = try Arrangement(noded, keepsWalls: true)
        cover = RepairGround.covers(noded, arrangement, owners)
        (vertexStart, vertexOwners) = RepairGround.vertices(noded, segments, owners)
        findRegions(withThin: !others.isEmpty)
    }

    /// All parcels whose boxes meet a fault's box, or that of one of the others: what has an edge in its ground, and
    /// more.
    private static func involved(_ index: ParcelIndex, _ faults: [CoverageFault], _ others: Set<Int32>) -> [Bool] {
        var isInvolved = [Bool](repeating: false, count: index.boxes.count)
        for p in others where !index.boxes[Int(p)].isNothing {
            for q in index.parcels(meeting: index.boxes[Int(p)].grown(by: 2)) { isInvolved[Int(q)] = true }
        }
        for fault in faults where fault.isRepairable {
            for p in fault.parcels { isInvolved[Int(p)] = true }
            let box = fault.box
            if box.isNothing { continue }
            for p in index.parcels(meeting: box.grown(by: 2)) { isInvolved[Int(p)] = true }
        }
        return isInvolved
    }

    /// Crosses edge after edge from the unbounded face, where nothing is covered.
    private static func covers(_ noded: NodedEdges, _ arrangement: Arrangement, _ owners: [Int32]) -> [[Int32]] {
        struct Winding: Hashable {
            var parcel: Int32
            var count: Int32
        }
        var windings = [[Winding]?](repeating: nil, count: arrangement.faceCount)
        windings[0] = []
        var stack = [0]
        while let f = stack.popLast() {
            let here = windings[f] ?? []
            arrangement.forEachHalfEdge(ofFace: f) { h in
                let g = arrangement.face(h ^ 1)
                guard windings[g] == nil else { return }
                var beyond = here
                for source in noded.sources(ofEdge: Int(arrangement.nodedEdge[Int(h >> 1)])) {
                    let parcel = owners[Int(source >= 0 ? source : ~source)]
                    if parcel < 0 { continue }
                    // Land lies on the left of its owner's walk: the other side has one walk less along h.
                    let change: Int32 = (source >= 0) == (h & 1 == 0) ? -1 : 1
                    if let k = beyond.firstIndex(where: { $0.parcel == parcel }) {
                        beyond[k].count += change
                        if beyond[k].count == 0 { beyond.remove(at: k) }
                    } else {
                        beyond.append(Winding(parcel: parcel, count: change))
                    }
                }
                windings[g] = beyond
                stack.append(g)
            }
        }
        return windings.map { ($0 ?? []).filter { $0.count > 0 }.map(\.parcel).sorted() }
    }

    private static func vertices(
        _ noded: NodedEdges, _ segments: [TurnedSegment], _ owners: [Int32]
    ) -> (start: [Int32], owners: [Int32]) {
        let table = PointTable(noded.nodes)
        var start = [Int32](repeating: 0, count: noded.nodes.count + 1)
        var nodes = [Int32](repeating: -1, count: segments.count)
        for i in segments.indices where owners[i] >= 0 {
            nodes[i] = table.index(of: segments[i].segment.a, in: noded.nodes)
            start[Int(nodes[i]) + 1] += 1
        }
        for n in noded.nodes.indices { start[n + 1] += start[n] }
        var fill = start
        var result = [Int32](repeating: 0, count: Int(start[noded.nodes.count]))
        for i in segments.indices where owners[i] >= 0 {
            result[Int(fill[Int(nodes[i])])] = owners[i]
            fill[Int(nodes[i])] += 1
        }
        return (start, result)
    }

    /// The parcels with a vertex of their own at a node.
    func owners(ofVertexAt node: Int32) -> ArraySlice<Int32> {
        vertexOwners[Int(vertexStart[Int(node)])..<Int(vertexStart[Int(node) + 1])]
    }

    func length(ofHalfEdge h: Int32) -> Double {
        let a = arrangement.start(h)
        let b = arrangement.end(h)
        let dx = Double(b.x) - Double(a.x)
        let dy = Double(b.y) - Double(a.y)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// Of the longest border around a gap: who has less does not get it.
    private static let leastBorderShare = 0.2

    /// - Parameter withThin: whether faces below the grid are wanted also apart from faults.
    private mutating func findRegions(withThin: Bool) {
        let locator = FaultLocator(faults)
        var largest: Int128 = 0
        for fault in faults where fault.isRepairable { largest = max(largest, fault.doubledArea) }
        var regionAtNode: [Int32: Int32] = [:]
        for f in 1..<max(1, arrangement.faceCount) where cover[f].count != 1 {
            // Other ground, and what the parcels that take no part cover.
            let isOther = cover[f].isEmpty && arrangement.faceDoubledArea[f] > largest + largest / 8
            if isOther && !withThin { continue }
            let shape = FaceShape(face: f, of: arrangement)
            // A circle of the mean width fits in.
            if isOther && shape.area > FaceShape.leastClearance * shape.perimeter { continue }
            guard let inner = shape.innerPoint() else {
                thin.append(Int32(f))
                continue
            }
            guard let fault = locator.fault(at: inner, isCovered: !cover[f].isEmpty) else { continue }
            let number = Int32(regions.count)
            let (candidates, parties) = candidates(ofFace: f)
            regions.append(
                RepairRegion(
                    fault: fault, face: Int32(f), parcels: cover[f], doubledArea: shape.doubledArea,
                    candidates: candidates, parties: parties, polygons: arrangement.outline(ofFace: f)))
            arrangement.forEachHalfEdge(ofFace: f) { regionAtNode[arrangement.origin[Int($0)]] = number }
        }
        for f in thin {
            var beside: Int32?
            arrangement.forEachHalfEdge(ofFace: Int(f)) { h in
                if let region = regionAtNode[arrangement.origin[Int(h)]] { beside = min(beside ?? region, region) }
            }
            if let beside { dust.append((f, beside)) }
        }
    }

    /// Who a face can be given to, the longest border first.
    private func candidates(ofFace f: Int) -> (candidates: [RepairCandidate], parties: [Int32]) {
        var found: [RepairCandidate] = cover[f].map { RepairCandidate(parcel: $0) }
        let isGap = found.isEmpty
        arrangement.forEachHalfEdge(ofFace: f) { h in
            let length = length(ofHalfEdge: h)
            for p in cover[arrangement.face(h ^ 1)] {
                if let k = found.firstIndex(where: { $0.parcel == p }) {
                    found[k].borderUnits += length
                } else if isGap {
                    found.append(RepairCandidate(parcel: p, borderUnits: length))
                }
            }
        }
        let parties = found.map(\.parcel).sorted()
        // A parcel that only closes an end of a gap does not get it, but its corners are witnesses.
        let longest = found.map(\.borderUnits).max() ?? 0
        if isGap { found.removeAll { $0.borderUnits < RepairGround.leastBorderShare * longest } }
        arrangement.forEachHalfEdge(ofFace: f) { h in
            let there = owners(ofVertexAt: arrangement.origin[Int(h)])
            let here = found.indices.filter { there.contains(found[$0].parcel) }
            // Where two candidates meet nothing is said about which of them moved.
            guard here.count == 1 else { return }
            if there.contains(where: { $0 != found[here[0]].parcel }) {
                found[here[0]].witnessedCorners += 1
            } else {
                found[here[0]].ownCorners += 1
            }
        }
        return (found.sorted { ($1.borderUnits, $0.parcel) < ($0.borderUnits, $1.parcel) }, parties)
    }
}
