/// What the parcels leave and cover of one outline (ward): doubled square grid units, exact.
public struct OutlineGround: Hashable, Sendable {
    /// Of the outline.
    public var area: Int128 = 0
    /// Ground within the outline that a parcel covers.
    public var covered: Int128 = 0
    /// Sum over the faces within the outline of (depth − 1) x area.
    public var overlap: Int128 = 0
    public var uncovered: Int128 = 0
    /// The part of `uncovered` that lies in gaps and slots.
    public var gap: Int128 = 0
    /// Ground of the outline's own parcels that lies outside it.
    public var outside: Int128 = 0
    /// What noding moved.
    public var rounding: Int128 = 0

    public init() {}
}

/// The ground of every outline by itself.
public struct OutlineGrounds: Sendable {
    /// One per outline.
    public private(set) var grounds: [OutlineGround]
    /// The outline that each parcel belongs to, or -1: the one that it names, else the one with most of it.
    public private(set) var homes: [Int32]

    /// Runs the engine once for each outline, over the parcels that may come near it.
    ///
    /// - Parameters:
    ///   - parcels: invalid ones already read as valid.
    ///   - named: the outline that each parcel names, or -1 where it names none.
    ///   - only: the one outline whose ground is wanted; nil for all. That of the others is left at nothing.
    ///   - lanes: threads, over the outlines; the result is the same for any number.
    /// - Throws: `InvariantError` when the engine contradicts itself, as when a balance does not close.
    public init(
        parcels: CoverageIntake, outlines: RingStore, named: [Int32], limits: CoverageLimits, only: Int? = nil,
        lanes: Int, progress: @Sendable (Int) -> Void = { _ in }
    ) throws(InvariantError) {
        var locator = OutlineLocator(outlines)
        let reach = Int32(clamping: Int64(limits.maxGapWidth.rounded(.up)))
        let boxes = (0..<outlines.parcelCount).map { outlines.box(ofParcel: $0).widened(by: reach) }
        var near = [[Int32]](repeating: [], count: boxes.count)
        var own = near
        var held = [Int32](repeating: -1, count: parcels.parcelCount)
        for p in 0..<parcels.parcelCount where !parcels.traits[p].contains(.withoutRings) {
            let box = parcels.rings.box(ofParcel: p)
            if let outline = locator.outline(holding: box) {
                held[p] = outline
                near[Int(outline)].append(Int32(p))
            } else {
                for o in boxes.indices where boxes[o].meets(box) { near[o].append(Int32(p)) }
            }
        }
        let searched = locator
        let places = held
        let parts = try inLanes(lanes, count: parcels.parcelCount) { range throws(InvariantError) -> [Int32] in
            var homes: [Int32] = []
            homes.reserveCapacity(range.count)
            for p in range {
                if named[p] >= 0 {
                    homes.append(named[p])
                } else if places[p] >= 0 || parcels.traits[p].contains(.withoutRings) {
                    homes.append(places[p])
                } else {
                    homes.append(try searched.outline(holdingMostOf: p, in: parcels.rings) ?? -1)
                }
            }
            return homes
        }
        homes = parts.flatMap { $0 }
        for (p, home) in homes.enumerated() where home >= 0 && places[p] != home { own[Int(home)].append(Int32(p)) }

        let lists = near
        let strays = own
        let grounds = try inLanes(lanes, count: boxes.count, smallestPiece: 1) {
            range throws(InvariantError) -> [OutlineGround] in
            var grounds: [OutlineGround] = []
            for o in range {
                if let only, o != only {
                    grounds.append(OutlineGround())
                    continue
                }
                let line = RingStore(outlines, parcel: o)
                let lineLocator = OutlineLocator(line, cellsAcross: 1)
                var ground = try OutlineGround(
                    of: CoverageIntake(parcels, parcels: lists[o]), outline: line, lineLocator, limits: limits)
                for p in strays[o] {
                    for piece in try lineLocator.pieces(ofParcel: Int(p), in: parcels.rings)
                    where piece.outlines.isEmpty { ground.outside += piece.doubledArea }
                }
                grounds.append(ground)
                progress(o)
            }
            return grounds
        }
        self.grounds = grounds.flatMap { $0 }
    }
}

extension OutlineGround {
    /// - Parameter parcels: those that come near the outline.
    fileprivate init(
        of parcels: CoverageIntake, outline: RingStore, _ locator: OutlineLocator, limits: CoverageLimits
    ) throws(InvariantError) {
        let analysis = try CoverageAnalysis(
            parcels, wards: outline, edgeReach: Int64(limits.maxGapWidth.rounded(.up)) + 2)
        let balance = analysis.balance
        area = balance.wardArea - balance.wardOverlapExcess
        covered = balance.wardCovered
        uncovered = balance.wardUncovered
        overlap = balance.overlapWithinWards
        rounding = balance.wardRounding
        gap = min(uncovered, try FaultSearch(analysis: analysis, limits: limits).gapArea(within: locator))
    }
}

extension FaultSearch {
    /// Twice the area of gaps and slots within an outline. A slot has no edge of its own at its mouth: its ground is that
    /// between the borders that face each other, with corners on the grid.
    fileprivate func gapArea(within locator: OutlineLocator) throws(InvariantError) -> Int128 {
        let arrangement = analysis.arrangement
        var area: Int128 = 0
        var open = [0]
        for f in 1..<max(1, arrangement.faceCount) where arrangement.faceDepth[f] == 0 {
            let isInside = arrangement.faceWardDepth[f] > 0
            let ground = judgeUncovered(f, FaceShape(face: f, of: arrangement))
            if ground.isMismatch { continue }
            if !ground.isGap { open.append(f) } else if isInside { area += arrangement.faceDoubledArea[f] }
        }
        let slots = try SlotSearch(analysis, limit: limits.maxGapWidth).slots(tolerance: limits.tolerance, in: open)
        for slot in slots where slot.kind == .slot {
            var store = RingStore()
            store.append(polygons: slot.polygons)
            for piece in try locator.pieces(ofParcel: 0, in: store) where !piece.outlines.isEmpty {
                area += piece.doubledArea
            }
        }
        return area
    }
}

extension OutlineLocator {
    /// The outline with most of a parcel, the first of equals; nil where none has any of it.
    func outline(holdingMostOf p: Int, in parcels: RingStore) throws(InvariantError) -> Int32? {
        var areas: [Int32: Int128] = [:]
        for piece in try pieces(ofParcel: p, in: parcels) {
            for outline in piece.outlines { areas[outline, default: 0] += piece.doubledArea }
        }
        return areas.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}

extension GridBox {
    fileprivate func widened(by units: Int32) -> GridBox {
        if isNothing { return self }
        func clamped(_ value: Int64) -> Int32 { Int32(clamping: value) }
        return GridBox(
            minX: clamped(Int64(minX) - Int64(units)), minY: clamped(Int64(minY) - Int64(units)),
            maxX: clamped(Int64(maxX) + Int64(units)), maxY: clamped(Int64(maxY) + Int64(units)))
    }
}
