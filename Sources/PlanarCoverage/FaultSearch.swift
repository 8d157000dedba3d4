extension CoverageFaults {
    /// Everything that keeps a map from being a coverage.
    ///
    /// - Parameters:
    ///   - intake: the parcels; invalid ones already read as valid.
    ///   - wards: the outlines of the wards on the same grid, or nil.
    ///   - lanes: threads; the result is the same for any number.
    ///   - clock: told when each phase begins.
    /// - Throws: `InvariantError` when the engine contradicts itself.
    public static func find(
        _ intake: CoverageIntake, wards: RingStore?, limits: CoverageLimits, lanes: Int = 1,
        clock: (String) -> Void = { _ in }
    ) throws(InvariantError) -> CoverageFaults {
        let analysis = try CoverageAnalysis(
            intake, wards: wards, edgeReach: Int64(limits.maxGapWidth.rounded(.up)) + 2, lanes: lanes, clock: clock)
        var search = FaultSearch(analysis: analysis, limits: limits)
        clock("classes")
        try search.run(lanes)
        clock("slots")
        var faults = CoverageFaults()
        faults.faults = try search.joinMismatches(adding: search.slots())
        for k in faults.faults.indices { faults.faults[k].number = Int32(k) }
        faults.balance = analysis.balance
        faults.belowGrid = search.belowGrid
        faults.netEdgeCount = analysis.net.count
        faults.segmentCount = intake.rings.points.count
        faults.index = analysis.index
        return faults
    }
}

/// Classifies the faces of an arrangement.
struct FaultSearch: Sendable {
    let analysis: CoverageAnalysis
    let limits: CoverageLimits
    private(set) var faults: [CoverageFault] = []
    private(set) var belowGrid = 0
    /// Faces in which slots are looked for.
    private var openGround: [Int] = []

    init(analysis: CoverageAnalysis, limits: CoverageLimits) {
        self.analysis = analysis
        self.limits = limits
    }

    /// Classifies all faces; pieces of the face list in several lanes, joined in order.
    mutating func run(_ lanes: Int) throws(InvariantError) {
        let empty = self
        let parts = try inLanes(lanes, count: analysis.arrangement.faceCount) {
            faces throws(InvariantError) -> FaultSearch in
            var part = empty
            try part.classify(faces)
            return part
        }
        for part in parts {
            faults += part.faults
            belowGrid += part.belowGrid
            openGround += part.openGround
        }
    }

    private mutating func classify(_ faces: Range<Int>) throws(InvariantError) {
        let arrangement = analysis.arrangement
        for f in faces where f > 0 {
            let depth = arrangement.faceDepth[f]
            if depth == 1 { continue }
            if depth < 0 {
                belowGrid += 1
                continue
            }
            let shape = FaceShape(face: f, of: arrangement)
            if depth == 0 { try classifyUncovered(f, shape) } else { try classifyCovered(f, shape) }
        }
    }

    private mutating func classifyCovered(_ f: Int, _ shape: FaceShape) throws(InvariantError) {
        if !FaceWidth.isWider(shape, than: limits.tolerance) {
            addMismatch(f, shape, analysis.border(ofFace: f, onOtherSide: false))
            return
        }
        let (regions, below) = try analysis.regions(ofFace: f, shape)
        belowGrid += below
        let width = FaceWidth.width(shape)
        for region in regions {
            let (x, y) = centroid(of: region.polygons)
            var fault = CoverageFault(
                kind: .overlap, parcels: region.parcels, inner: region.inner, centroidX: x, centroidY: y)
            fault.doubledArea = region.doubledArea
            fault.width = width
            fault.polygons = region.polygons
            for ring in region.polygons { fault.nodes += ring }
            fault.unmatchedLength = shape.perimeter / Double(regions.count)
            faults.append(fault)
        }
    }

    private mutating func classifyUncovered(_ f: Int, _ shape: FaceShape) throws(InvariantError) {
        let ground = judgeUncovered(f, shape)
        if ground.isMismatch {
            if ground.border.count >= 2 { addMismatch(f, shape, ground.border) }
            return
        }
        let (border, isGap) = (ground.border, ground.isGap)
        if !isGap { openGround.append(f) }
        if ground.isOutside && !isGap { return }
        guard let inner = shape.innerPoint() else {
            belowGrid += 1
            return
        }
        let covering = analysis.index.parcels(covering: inner)
        if !covering.isEmpty {
            if analysis.isNearCancelledEdge(inner) {
                belowGrid += 1
                return
            }
            throw InvariantError("\(covering.count) parcels cover the point \(inner.unitsX), \(inner.unitsY) of a gap")
        }
        let polygons = analysis.arrangement.outline(ofFace: f)
        let (x, y) = centroid(of: polygons)
        var fault = CoverageFault(
            kind: isGap ? .gap : .uncovered, parcels: border.map(\.parcel).sorted(), inner: inner, centroidX: x,
            centroidY: y)
        fault.doubledArea = shape.doubledArea
        // Streets and lakes are not repaired by their width.
        fault.width = FaceWidth.width(shape, precision: isGap ? 0.005 : 0.05)
        fault.polygons = polygons
        fault.isHole = border.count == 1 && !ground.touchesWardLine
        fault.isPerhapsMissingParcel = ground.isPerhapsMissing
        fault.touchesWardLine = ground.touchesWardLine
        if isGap {
            for ring in polygons { fault.nodes += ring }
            if !ground.isPerhapsMissing { fault.unmatchedLength = shape.perimeter }
        }
        faults.append(fault)
    }

    /// What uncovered ground is.
    struct UncoveredGround {
        var border: [(parcel: Int32, length: Double)]
        var touchesWardLine: Bool
        var isOutside: Bool
        /// No wider than the tolerance.
        var isMismatch = false
        var isGap = false
        var isPerhapsMissing = false
    }

    /// - Parameter f: a face of depth 0.
    func judgeUncovered(_ f: Int, _ shape: FaceShape) -> UncoveredGround {
        var ground = UncoveredGround(
            border: analysis.border(ofFace: f, onOtherSide: true), touchesWardLine: analysis.touchesWardLine(f),
            isOutside: analysis.hasWards && analysis.arrangement.faceWardDepth[f] <= 0)
        let border = ground.border
        if border.count + (ground.touchesWardLine ? 1 : 0) < 2 { return ground }
        if !FaceWidth.isWider(shape, than: limits.tolerance) {
            ground.isMismatch = true
        } else if !FaceWidth.isWider(shape, than: limits.maxGapWidth) {
            ground.isGap = border.count >= 2 || !ground.isOutside
        } else {
            ground.isPerhapsMissing =
                !ground.isOutside && !border.isEmpty && shape.doubledArea <= 3 * medianNeighbourArea(border)
            ground.isGap = ground.isPerhapsMissing
        }
        return ground
    }

    /// The median of the doubled areas of the neighbours, each weighted by its length of border.
    private func medianNeighbourArea(_ border: [(parcel: Int32, length: Double)]) -> Int128 {
        let sorted = border.map { (area: analysis.doubledAreas[Int($0.parcel)], length: $0.length) }
            .sorted { $0.area < $1.area }
        let half = sorted.reduce(0) { $0 + $1.length } / 2
        var sum = 0.0
        for neighbour in sorted {
            sum += neighbour.length
            if sum >= half { return neighbour.area }
        }
        return 0
    }

    /// A face no wider than the tolerance, under the two parcels with the longest part of its outline.
    private mutating func addMismatch(_ f: Int, _ shape: FaceShape, _ border: [(parcel: Int32, length: Double)]) {
        guard let inner = shape.innerPoint(), let pair = mismatchPair(f, border.map(\.parcel), inner) else {
            belowGrid += 1
            return
        }
        let polygons = analysis.arrangement.outline(ofFace: f)
        let (x, y) = centroid(of: polygons)
        var fault = CoverageFault(
            kind: .mismatch, parcels: [pair.0, pair.1].sorted(), inner: inner, centroidX: x,
            centroidY: y)
        fault.doubledArea = shape.doubledArea
        fault.width = min(limits.tolerance, FaceWidth.width(shape))
        fault.polygons = polygons
        for ring in polygons { fault.nodes += ring }
        fault.unmatchedLength = shape.perimeter
        faults.append(fault)
    }

    /// The two parcels of a mismatch: the first on the border, and the next that is no copy of it. All around a thin
    /// parcel that lies in another runs the thin one alone; the other is the one that covers it.
    private func mismatchPair(_ f: Int, _ border: [Int32], _ inner: FinePoint) -> (Int32, Int32)? {
        guard let first = border.first else { return nil }
        if let other = border.dropFirst().first(where: { !areCopies(first, $0) }) { return (first, other) }
        var others = Array(border.dropFirst())
        if analysis.arrangement.faceDepth[f] >= 2 {
            let order = analysis.order
            let covering = analysis.index.parcels(covering: inner).filter { !border.contains($0) }
                .sorted { order.isBefore($0, $1) }
            others = (covering.first { !areCopies(first, $0) }.map { [$0] } ?? []) + others + covering
        }
        return others.first.map { (first, $0) }
    }

    private func areCopies(_ p: Int32, _ q: Int32) -> Bool {
        analysis.index.boxes[Int(p)] == analysis.index.boxes[Int(q)]
            && analysis.doubledAreas[Int(p)] == analysis.doubledAreas[Int(q)]
            && analysis.store.canonicalRings(ofParcel: Int(p)) == analysis.store.canonicalRings(ofParcel: Int(q))
    }

    func slots() throws(InvariantError) -> [CoverageFault] {
        // The unbounded face, and what is neither a gap nor a mismatch.
        try SlotSearch(analysis, limit: limits.maxGapWidth).slots(tolerance: limits.tolerance, in: [0] + openGround)
    }

    /// One mismatch per pair of parcels and connected stretch of their border. A missing vertex at a fault of its
    /// parcel goes with that fault.
    func joinMismatches(adding slots: [CoverageFault]) -> [CoverageFault] {
        var result: [CoverageFault] = []
        var mismatches: [CoverageFault] = []
        for fault in faults + slots {
            if fault.kind == .mismatch { mismatches.append(fault) } else { result.append(fault) }
        }
        var sets = DisjointSets(count: mismatches.count)
        var keys: [(first: Int32, second: Int32, node: UInt64, fault: Int)] = []
        for (k, fault) in mismatches.enumerated() {
            for p in fault.nodes { keys.append((fault.parcels[0], fault.parcels[1], sortKey(p), k)) }
        }
        keys.sort { ($0.first, $0.second, $0.node, $0.fault) < ($1.first, $1.second, $1.node, $1.fault) }
        for i in 1..<max(1, keys.count)
        where keys[i - 1].first == keys[i].first && keys[i - 1].second == keys[i].second
            && keys[i - 1].node == keys[i].node
        {
            sets.join(keys[i - 1].fault, keys[i].fault)
        }
        for group in sets.groups() { result.append(joined(group.map { mismatches[$0] })) }
        result += standaloneMissingVertices(result)
        return result
    }

    private func joined(_ group: [CoverageFault]) -> CoverageFault {
        guard group.count > 1, var whole = group.max(by: { $0.doubledArea < $1.doubledArea }) else { return group[0] }
        whole.polygons = group.flatMap(\.polygons)
        whole.isOpenGround = group.contains(where: \.isOpenGround)
        whole.doubledArea = group.reduce(0) { $0 + $1.doubledArea }
        whole.width = group.compactMap(\.width).max()
        whole.nodes = group.flatMap(\.nodes)
        whole.unmatchedLength = group.reduce(0) { $0 + $1.unmatchedLength }
        (whole.centroidX, whole.centroidY) = centroid(of: whole.polygons)
        return whole
    }

    private func standaloneMissingVertices(_ others: [CoverageFault]) -> [CoverageFault] {
        let missing = analysis.missingVertices()
        if missing.isEmpty { return [] }
        var atNode: [GridPoint: [Int]] = [:]
        for fault in missing { for p in fault.nodes { atNode[p] = [] } }
        for (k, other) in others.enumerated() where other.kind != .uncovered {
            for p in other.nodes where atNode[p] != nil { atNode[p]?.append(k) }
        }
        return missing.filter { fault in
            let lacking = fault.parcels[0]
            return !fault.nodes.contains { p in atNode[p]?.contains { others[$0].parcels.contains(lacking) } ?? false }
        }
    }
}
