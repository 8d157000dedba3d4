import Cadastre
import GEOSKit
import PlanarCoverage

extension RepairRun {
    /// Rounds of taking regions back until every changed parcel keeps within its limits. The last ones take back all
    /// regions of a parcel at once.
    private static let mostRounds = 12

    /// Then everything that was applied is taken back.
    private static let mostAttempts = 6

    /// Applies the plan, checks the map again around it, and takes back what made a new fault.
    /// - Returns: the new outlines, and the check of the map with them.
    mutating func finish(
        _ recheck: Recheck, _ phase: (String) -> Void
    ) throws -> (outlines: [RepairedOutline], check: CheckRun) {
        let ground = FaultGround(original.faults + check.known.faults)
        for attempt in 1... {
            phase("apply")
            let outlines = try withinLimits()
            let changed = changedRings(outlines)
            if changed.isEmpty { return (outlines, check) }
            let next = try recheck.check(
                after: check, outlines: matched.outlines.merging(changed) { _, new in new }, changed: changed.keys,
                invalid: check.invalidOutlines.filter { obvious[$0.key] == nil }
            ) { phase("again: " + $0) }
            var new: Set<Int32> = []
            for fault in next.faults where fault.isRepairable && !ground.holds(fault) { new.formUnion(fault.parcels) }
            let broken = outlines.filter { new.contains($0.parcel) }
            if broken.isEmpty { return (outlines, next) }
            takeBack(attempt < RepairRun.mostAttempts ? broken : outlines, because: .madeNewFault)
        }
        preconditionFailure("without a change there is no new fault")
    }

    /// The rings of all parcels that this round changes.
    func changedRings(_ outlines: [RepairedOutline]) -> [Int32: GridPolygons] {
        var rings = obvious
        for outline in outlines { rings[outline.parcel] = outline.rings }
        return rings
    }

    /// The new outlines, after what breaks a limit has been taken back.
    private mutating func withinLimits() throws -> [RepairedOutline] {
        keepAreasWithinLimits()
        let geos = GEOSContext()
        for round in 0..<RepairRun.mostRounds {
            let outlines = ground.outlines(owners: owners(), frozen: frozen)
            var broken: [(outline: RepairedOutline, reason: ReviewReason)] = []
            for outline in outlines {
                if let reason = try violation(outline, geos) { broken.append((outline, reason)) }
            }
            if broken.isEmpty { return outlines }
            for (outline, reason) in broken {
                takeBack([outline], because: reason, onlyLargest: round < RepairRun.mostRounds / 2)
            }
        }
        throw InvariantError("a repair does not come within the limits")
    }

    private func owners() -> [Int32] {
        ground.regions.indices.map { reasons[$0] == nil ? choice($0)?.owner ?? -1 : -1 }
    }

    private mutating func takeBack(
        _ outlines: [RepairedOutline], because reason: ReviewReason, onlyLargest: Bool = false
    ) {
        tookBack = true
        for outline in outlines {
            let regions = outline.regions.map { Int($0) }.filter { reasons[$0] == nil }
            guard !regions.isEmpty else {
                frozen.insert(outline.parcel)
                continue
            }
            if onlyLargest {
                // The larger index where two are equal; regions are numbered by their place.
                if let largest = regions.max(by: { (areas[$0], $0) < (areas[$1], $1) }) { reasons[largest] = reason }
            } else {
                for r in regions { reasons[r] = reason }
            }
        }
    }

    /// Takes regions back, the largest first, until no parcel's area changes by more than it may.
    private mutating func keepAreasWithinLimits() {
        var change: [Int32: Double] = [:]
        var regionsOf: [Int32: [Int]] = [:]
        func parties(_ r: Int, _ owner: Int32) -> [(Int32, Double)] {
            let region = ground.regions[r]
            var result = region.parcels.filter { $0 != owner }.map { ($0, -areas[r]) }
            if !region.parcels.contains(owner) { result.append((owner, areas[r])) }
            return result
        }
        for (r, owner) in owners().enumerated() where owner >= 0 {
            if isExempt(r) { continue }
            for (p, area) in parties(r, owner) {
                change[p, default: 0] += area
                regionsOf[p, default: []].append(r)
            }
        }
        for p in change.keys.sorted() {
            while let reason = areaViolation(p, recorded.mapped[Int(p)] + (change[p] ?? 0)) {
                guard
                    let largest = (regionsOf[p] ?? []).filter({ reasons[$0] == nil })
                        .max(by: { (areas[$0], $0) < (areas[$1], $1) }), let owner = choice(largest)?.owner
                else { break }
                reasons[largest] = reason
                tookBack = true
                for (q, area) in parties(largest, owner) { change[q, default: 0] -= area }
            }
        }
    }

    /// What a person decided, and what recorded areas say of parcels around others, knows no limits.
    private func isExempt(_ r: Int) -> Bool { decision(ofRegion: r) == .apply || choice(r)?.rule == .cutEnclosed }

    private func areaViolation(_ p: Int32, _ area: Double) -> ReviewReason? {
        var base = recorded.mapped[Int(p)]
        if let earlier = earlierOutline(p) {
            base = check.squareMetres(earlier.reduce(0) { $0 + GridArea.doubled($1) })
        }
        if abs(area - base) > recorded.limit(ofParcel: p) { return .areaBeyondLimit }
        if recorded.agrees(base, parcel: p) == true, recorded.agrees(area, parcel: p) == false {
            return .leavesRecordedArea
        }
        return nil
    }

    private func violation(_ outline: RepairedOutline, _ geos: GEOSContext) throws -> ReviewReason? {
        let p = outline.parcel
        let old = check.coverage.rings.polygons(ofParcel: Int(p))
        let cuts = outline.regions.contains { choice(Int($0))?.rule == .cutEnclosed }
        let shells = old.count { GridArea.doubled($0) > 0 }
        guard outline.shellCount == shells, cuts || outline.holeCount == old.count - shells else {
            return .breaksParcel
        }
        let wkb = WKBBytes.multiPolygon(outline.rings, on: Grid(aroundX: 0, aroundY: 0))
        guard try geos.validity(ofWKB: wkb) == .valid else { return .breaksParcel }
        if outline.regions.contains(where: { isExempt(Int($0)) }) { return nil }
        var shift = outline.shift.maxUnits
        if let earlier = earlierOutline(p) { shift = BoundaryShift(from: earlier, to: outline.rings).maxUnits }
        if shift > maxShiftUnits { return .shiftBeyondLimit }
        return areaViolation(p, check.squareMetres(outline.doubledArea))
    }

    /// Limits are measured from the outline before the first repair.
    private func earlierOutline(_ p: Int32) -> GridPolygons? { settings.earlierOutlines[p] ?? matched.earlier[p] }

    private var maxShiftUnits: Double { max(permitted.point, maxWidthMetres) * grid.unitsPerMetre + 1 }

    static func isOfGeometry(_ kind: DefectKind) -> Bool {
        switch kind {
        case .overlap, .gap, .edgeMismatch, .nestedParcel, .duplicateGeometry, .invalidGeometry, .nullGeometry: true
        default: false
        }
    }
}
