/// Limits that classify faces, in grid units.
public struct CoverageLimits: Hashable, Sendable {
    /// Faces no wider are mismatches of edges.
    public var tolerance: Double
    /// Gaps no wider are gaps whatever their area; slots are looked for up to this width.
    public var maxGapWidth: Double

    public init(tolerance: Double, maxGapWidth: Double) {
        self.tolerance = tolerance
        self.maxGapWidth = maxGapWidth
    }
}

/// The land balance, in doubled square grid units: exact integers.
public struct GridBalance: Hashable, Sendable {
    public var parcelArea: Int128 = 0
    public var covered: Int128 = 0
    /// Sum over faces of (depth − 1) x area.
    public var overlapExcess: Int128 = 0
    public var enclosedUncovered: Int128 = 0
    /// What noding moved, and folds below the grid.
    public var rounding: Int128 = 0
    public var wardArea: Int128 = 0
    public var wardCovered: Int128 = 0
    public var wardUncovered: Int128 = 0
    public var wardOverlapExcess: Int128 = 0
    /// Sum over faces within the wards of (depth − 1) x area, ground of several wards once.
    public var overlapWithinWards: Int128 = 0
    public var wardRounding: Int128 = 0

    /// 0, or the program is wrong.
    public var closure: Int128 { parcelArea - covered - overlapExcess - rounding }
    /// 0, or the program is wrong.
    public var wardClosure: Int128 { wardArea - wardCovered - wardUncovered - wardOverlapExcess - wardRounding }
}

/// The arrangement of a map's net edges, with its balance and its invariants checked.
struct CoverageAnalysis: Sendable {
    let store: RingStore
    let doubledAreas: [Int128]
    let hasWards: Bool
    let net: NetEdges
    let noded: NodedEdges
    private(set) var arrangement: Arrangement
    let index: ParcelIndex
    /// The arrangement's edges, for finding what is near.
    let edgeGrid: SegmentGrid
    /// The noded edges that cancelled and so bound no face, though the parcels change across them.
    let cancelled: [Segment]
    let cancelledGrid: SegmentGrid
    private(set) var balance = GridBalance()

    /// - Parameter edgeReach: how near, in units, two edges of the edge grid must come to be found as a pair.
    init(
        _ intake: CoverageIntake, wards: RingStore?, edgeReach: Int64 = 5000, lanes: Int = 1,
        clock: (String) -> Void = { _ in }
    ) throws(InvariantError) {
        store = intake.rings
        doubledAreas = intake.doubledAreas
        hasWards = wards != nil
        clock("owners")
        net = try NetEdges(ledger: intake.ledger, store: intake.rings, wards: wards, lanes: lanes)
        clock("noding")
        let noded = NodedEdges(noding: net.segments, areDistinct: true)
        self.noded = noded
        cancelled = (0..<noded.edgeCount).lazy.filter { noded.parcelTurns[$0] == 0 }.map {
            Segment(a: noded.nodes[Int(noded.from[$0])], b: noded.nodes[Int(noded.to[$0])])
        }
        cancelledGrid = SegmentGrid(cancelled)
        clock("faces")
        let arrangement = try Arrangement(noded)
        self.arrangement = arrangement
        clock("index")
        index = ParcelIndex(intake.rings)
        edgeGrid = SegmentGrid(
            (0..<arrangement.edgeCount).map {
                Segment(a: arrangement.start(Int32(2 * $0)), b: arrangement.end(Int32(2 * $0)))
            }, reach: edgeReach)
        clock("invariants")
        balance = makeBalance(wards)
        try checkInvariants()
    }

    private func makeBalance(_ wards: RingStore?) -> GridBalance {
        var balance = GridBalance()
        for area in doubledAreas { balance.parcelArea += area }
        balance.rounding = noded.doubledRounding
        balance.wardRounding = noded.doubledWardRounding
        for f in 1..<max(1, arrangement.faceCount) {
            let depth = Int128(arrangement.faceDepth[f])
            let wardDepth = Int128(arrangement.faceWardDepth[f])
            let area = arrangement.faceDoubledArea[f]
            if depth >= 1 {
                balance.covered += area
                balance.overlapExcess += (depth - 1) * area
            } else {
                balance.rounding += depth * area
                if depth == 0 && (!hasWards || wardDepth >= 1) { balance.enclosedUncovered += area }
            }
            if wardDepth >= 1 {
                balance.wardOverlapExcess += (wardDepth - 1) * area
                if depth >= 1 {
                    balance.wardCovered += area
                    balance.overlapWithinWards += (depth - 1) * area
                } else {
                    balance.wardUncovered += area
                }
            } else {
                balance.wardRounding += wardDepth * area
            }
        }
        if let wards {
            for r in 0..<wards.ringCount {
                balance.wardArea += wards.points[wards.points(ofRing: r)].withUnsafeBufferPointer(ringDoubledArea)
            }
        }
        return balance
    }

    /// Depths against turns (done when the faces were built), the balance, and point queries around every component.
    func checkInvariants() throws(InvariantError) {
        if balance.closure != 0 { throw InvariantError("the land balance misses \(balance.closure) half square units") }
        if balance.wardClosure != 0 {
            throw InvariantError("the balance of the wards misses \(balance.wardClosure) half square units")
        }
        let rays = arrangement.rays ?? LeftwardRays(arrangement)
        for (k, root) in arrangement.componentRoot.enumerated() {
            let p = arrangement.nodes[Int(root)]
            guard let depth = depth(leftOf: p, rays) else { continue }
            let expected = Int(arrangement.faceDepth[Int(arrangement.componentFace[k])])
            if depth != expected {
                throw InvariantError("\(depth) parcels cover the ground left of \(p), not \(expected) as the faces say")
            }
        }
    }

    /// How many parcels cover a point left of a component's leftmost node. The point keeps more than one unit from
    /// every net edge and lies on no edge of a parcel; nil when no such point is found.
    private func depth(leftOf p: GridPoint, _ rays: LeftwardRays) -> Int? {
        var room = 4096.0
        if let h = rays.firstHalfEdge(leftOf: p, in: arrangement) {
            let a = arrangement.start(h)
            let b = arrangement.end(h)
            let t = (Double(p.y) - Double(b.y)) / (Double(a.y) - Double(b.y))
            room = min(room, Double(p.x) - (Double(b.x) + t * (Double(a.x) - Double(b.x))))
        }
        for share in [0.5, 0.25, 0.75, 0.1] {
            let step = Int64((room * share * Double(FinePoint.perUnit)).rounded())
            // A little off the node's height, where edges often run.
            for rise: Int64 in [0, 7, -7] {
                let candidate = FinePoint(
                    x: Int64(p.x) * FinePoint.perUnit - step, y: Int64(p.y) * FinePoint.perUnit + rise)
                if isClear(candidate), let depth = index.depth(at: candidate) { return depth }
            }
        }
        return nil
    }

    /// Whether a point keeps so far from every edge, also from those that cancelled only by noding, that it has the same
    /// parcels before and after.
    private func isClear(_ p: FinePoint) -> Bool {
        guard let box = CoverageAnalysis.surroundings(p), !isNearCancelledEdge(p) else { return false }
        var clear = true
        edgeGrid.forEachSegment(meeting: box) { e in
            let edge = Segment(a: arrangement.start(Int32(2 * e)), b: arrangement.end(Int32(2 * e)))
            if edge.isNear(p) { clear = false }
        }
        return clear
    }

    /// Whether a point comes within what noding may move of an edge that cancelled by it: between two such edges lay
    /// ground that exists only below the grid.
    func isNearCancelledEdge(_ p: FinePoint) -> Bool {
        guard let box = CoverageAnalysis.surroundings(p) else { return true }
        var isNear = false
        cancelledGrid.forEachSegment(meeting: box) { if cancelled[$0].isNear(p) { isNear = true } }
        return isNear
    }

    private static func surroundings(_ p: FinePoint) -> GridBox? {
        let x = p.x >> 4
        let y = p.y >> 4
        guard x - 3 > Int64(Int32.min) else { return nil }
        return GridBox(
            minX: Int32(x - 2), minY: Int32(clamping: y - 2), maxX: Int32(x + 3), maxY: Int32(clamping: y + 3))
    }

    /// Calls with the parcels that walk a half-edge, and whether each walks along it (its land on the left) or
    /// against it.
    @inline(__always)
    func forEachOwner(ofHalfEdge h: Int32, _ body: (_ parcel: Int32, _ isAlong: Bool) -> Void) {
        let e = Int(arrangement.nodedEdge[Int(h >> 1)])
        for source in noded.sources(ofEdge: e) {
            let sourceForward = source >= 0
            for owner in net.owners(of: Int(sourceForward ? source : ~source)) {
                let forward = sourceForward == (owner >= 0)
                body(owner >= 0 ? owner : ~owner, forward == (h & 1 == 0))
            }
        }
    }

    /// The parcels on a face's outline, the longest stretch first; only those whose land lies
    /// on the other side when `onOtherSide`.
    func border(ofFace f: Int, onOtherSide: Bool) -> [(parcel: Int32, length: Double)] {
        var stretches: [(parcel: Int32, length: Double)] = []
        arrangement.forEachHalfEdge(ofFace: f) { h in
            let a = arrangement.start(h)
            let b = arrangement.end(h)
            let dx = Double(b.x) - Double(a.x)
            let dy = Double(b.y) - Double(a.y)
            let length = (dx * dx + dy * dy).squareRoot()
            forEachOwner(ofHalfEdge: h) { parcel, isAlong in
                if !onOtherSide || !isAlong { stretches.append((parcel, length)) }
            }
        }
        return summed(stretches)
    }

    /// An order of parcels that does not depend on the order in which they were read.
    var order: ParcelOrder { ParcelOrder(boxes: index.boxes, doubledAreas: doubledAreas) }

    private func summed(_ stretches: [(parcel: Int32, length: Double)]) -> [(parcel: Int32, length: Double)] {
        var sorted = stretches
        sorted.sort { ($0.parcel, $0.length) < ($1.parcel, $1.length) }
        var result: [(parcel: Int32, length: Double)] = []
        for s in sorted {
            if let last = result.last, last.parcel == s.parcel {
                result[result.count - 1].length += s.length
            } else {
                result.append(s)
            }
        }
        if result.count > 1 {
            let order = self.order
            result.sort { $0.length != $1.length ? $0.length > $1.length : order.isBefore($0.parcel, $1.parcel) }
        }
        return result
    }

    /// Whether a face touches the outline of the wards.
    func touchesWardLine(_ f: Int) -> Bool {
        if !hasWards { return false }
        var touches = false
        arrangement.forEachHalfEdge(ofFace: f) { if arrangement.wardTurns[Int($0 >> 1)] != 0 { touches = true } }
        return touches
    }

    /// For tests: the arrangement with one face's depth changed; the invariants must notice.
    mutating func falsifyDepth(ofFace f: Int, by change: Int32) {
        arrangement.falsifyDepth(ofFace: f, by: change)
        balance = makeBalance(nil)
    }
}

/// See `CoverageAnalysis.order`. Apart from the analysis, of which a sort would keep a copy with all its arrays.
struct ParcelOrder {
    let boxes: [GridBox]
    let doubledAreas: [Int128]

    func isBefore(_ p: Int32, _ q: Int32) -> Bool {
        let a = boxes[Int(p)]
        let b = boxes[Int(q)]
        if a != b { return (a.minX, a.minY, a.maxX, a.maxY) < (b.minX, b.minY, b.maxX, b.maxY) }
        if doubledAreas[Int(p)] != doubledAreas[Int(q)] { return doubledAreas[Int(p)] < doubledAreas[Int(q)] }
        return p < q
    }
}

extension Segment {
    /// Whether a point comes within 1.07 units: more than noding moves an edge.
    fileprivate func isNear(_ p: FinePoint) -> Bool {
        let edge = FaceShape.Edge(
            ax: Double(a.x) - p.unitsX, ay: Double(a.y) - p.unitsY, bx: Double(b.x) - p.unitsX,
            by: Double(b.y) - p.unitsY)
        return edge.distance2(0, 0) < 1.14
    }
}
