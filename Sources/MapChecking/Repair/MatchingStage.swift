import Cadastre
import GEOSKit
import PlanarCoverage

/// The first stage of a repair: where hairlines run all over, corners are brought together before anything is given
/// away. A wall that misses its neighbour by itself is left to the rules of the second stage.
struct MatchingStage {
    /// The check after the stage.
    private(set) var run: CheckRun
    /// New rings of all parcels that were changed so far, and those before the repair.
    private(set) var outlines: [Int32: GridPolygons] = [:]
    private(set) var earlier: [Int32: GridPolygons] = [:]
    /// Parcels whose corners were matched.
    private(set) var matchedParcels: Set<Int32> = []
    /// The same in all rounds so far.
    private var everMatched: Set<Int32> = []
    /// What earlier rounds say of the parcels that they changed.
    private(set) var carried: [Int32: ParcelChange] = [:]

    /// A parcel with so many mismatches is amid hairlines.
    private static let denseMismatches = 2
    /// Each pass goes on from the last one, with the parcels that it had to leave.
    private static let mostPasses = 3
    private static let mostRounds = 6

    init(
        _ check: CheckRun, _ settings: RepairSettings, _ recheck: Recheck, _ phase: (String) -> Void
    ) throws {
        run = check
        try match(settings, recheck, phase)
        // The first plan is one of the whole map.
        if run.elsewhere != nil {
            let invalid = run.invalidOutlines
            run = try recheck.checkWhole(outlines, invalid: Set(invalid.keys)) { phase("matched: " + $0) }
            run.invalidOutlines = invalid
        }
    }

    /// The next round: on what the last one left.
    init(
        after stage: MatchingStage, _ check: CheckRun, outlines: [Int32: GridPolygons], changes: [ParcelChange],
        _ settings: RepairSettings, _ recheck: Recheck, _ phase: (String) -> Void
    ) throws {
        run = check
        earlier = stage.earlier
        everMatched = stage.everMatched
        self.outlines = stage.outlines.merging(outlines) { _, new in new }
        for parcel in outlines.keys where earlier[parcel] == nil {
            earlier[parcel] = stage.run.coverage.rings.polygons(ofParcel: Int(parcel))
        }
        for change in changes { carried[change.parcel] = change }
        try match(settings, recheck, phase)
    }

    private mutating func match(
        _ settings: RepairSettings, _ recheck: Recheck, _ phase: (String) -> Void
    ) throws {
        let amid = MatchingStage.parcelsAmidHairlines(run)
        if amid.isEmpty && everMatched.isEmpty { return }
        let limits = MatchingLimits(run, settings)
        for _ in 0..<MatchingStage.mostPasses where !amid.isEmpty {
            let faults = run.faults.filter {
                ($0.kind == .mismatch || $0.kind == .missingVertex) && $0.parcels.contains { amid.contains($0) }
            }
            if faults.isEmpty { break }
            let isChanged = try pass(limits, frozen: limits.frozen(faults), recheck, phase) { run, frozen in
                CornerMatching(
                    run.coverage.rings, faults: faults, toleranceUnits: limits.toleranceUnits, frozen: frozen,
                    index: run.index
                ).outlines
            }
            if !isChanged { break }
        }
        if everMatched.isEmpty { return }
        // What is left between matched parcels is too thin to be a fault.
        let matched = everMatched
        _ = try pass(limits, frozen: limits.frozen([]), recheck, phase) { run, frozen in
            let ground = try RepairGround(run.coverage.rings, faults: [], around: matched, index: run.index)
            return ground.outlines(settlingDustBetween: matched, frozen: frozen)
        }
    }

    /// Gives parcels new rings; those for which that goes wrong are left as they are.
    ///
    /// - Parameters:
    ///   - frozen: parcels that stay as they are.
    ///   - outlines: the new rings, when some parcels stay.
    /// - Returns: whether anything was changed.
    private mutating func pass(
        _ limits: MatchingLimits, frozen: Set<Int32>, _ recheck: Recheck, _ phase: (String) -> Void,
        _ outlines: (CheckRun, Set<Int32>) throws -> [(parcel: Int32, rings: GridPolygons)]
    ) throws -> Bool {
        let known = run.known.faults
        let ground = FaultGround(known)
        var hadFault: Set<Int32> = []
        for fault in known where fault.isRepairable { hadFault.formUnion(fault.parcels) }
        var frozen = frozen
        for _ in 0..<MatchingStage.mostRounds {
            phase("match")
            let changed = try outlines(run, frozen)
            if changed.isEmpty { return false }
            var before: [Int32: GridPolygons] = [:]
            var broken: Set<Int32> = []
            for (parcel, rings) in changed {
                let old = run.coverage.rings.polygons(ofParcel: Int(parcel))
                before[parcel] = earlier[parcel] ?? old
                if try limits.areBroken(by: rings, of: parcel, from: earlier[parcel] ?? old) { broken.insert(parcel) }
            }
            if broken.isEmpty {
                let new = Dictionary(uniqueKeysWithValues: changed.map { ($0.parcel, $0.rings) })
                let next = try recheck.check(
                    after: run, outlines: self.outlines.merging(new) { _, new in new }, changed: new.keys,
                    invalid: run.invalidOutlines
                ) { phase("matched: " + $0) }
                for fault in next.faults where fault.isRepairable && !ground.holds(fault) {
                    // A hairline that is left may lie a hair beside the old one.
                    let isHairline = fault.kind == .mismatch || fault.kind == .missingVertex
                    if isHairline && fault.parcels.allSatisfy({ hadFault.contains($0) }) { continue }
                    broken.formUnion(fault.parcels.filter { before[$0] != nil })
                }
                if broken.isEmpty {
                    run = next
                    self.outlines.merge(new) { _, new in new }
                    matchedParcels.formUnion(new.keys)
                    everMatched.formUnion(new.keys)
                    earlier.merge(before) { first, _ in first }
                    return true
                }
            }
            frozen.formUnion(broken)
        }
        return false
    }

    private static func parcelsAmidHairlines(_ check: CheckRun) -> Set<Int32> {
        var counts: [Int32: Int] = [:]
        for fault in check.faults where fault.kind == .mismatch {
            for p in fault.parcels { counts[p, default: 0] += 1 }
        }
        return Set(counts.filter { $0.value >= denseMismatches }.keys)
    }
}

/// How far corners may be moved when they are matched.
private struct MatchingLimits {
    let toleranceUnits: Double
    private let check: CheckRun
    private let settings: RepairSettings
    private let recorded: RecordedAreas
    private let shiftUnits: Double
    private let protection: WardProtection
    private let geos = GEOSContext()

    init(_ check: CheckRun, _ settings: RepairSettings) {
        self.check = check
        self.settings = settings
        recorded = RecordedAreas(check.coverage, check.columns, disturbed: [], scale: check.settings.scale)
        toleranceUnits = check.settings.toleranceMetres * check.grid.unitsPerMetre
        shiftUnits = PermittedError(scale: check.settings.scale).point * check.grid.unitsPerMetre + 1
        protection = WardProtection(check)
    }

    /// Parcels that stay: invalid ones, and those at the line of a ward that is not in the map.
    func frozen(_ faults: [CoverageFault]) -> Set<Int32> {
        var frozen = Set(check.invalidOutlines.keys)
        for fault in faults where protection.isProtected(fault) { frozen.formUnion(fault.parcels) }
        return frozen
    }

    func areBroken(by rings: GridPolygons, of parcel: Int32, from old: GridPolygons) throws -> Bool {
        let base = settings.earlierOutlines[parcel] ?? old
        let area = check.squareMetres(rings.reduce(0) { $0 + GridArea.doubled($1) })
        let baseArea = check.squareMetres(base.reduce(0) { $0 + GridArea.doubled($1) })
        if old.count != rings.count { return true }
        if zip(old, rings).contains(where: { (GridArea.doubled($0) > 0) != (GridArea.doubled($1) > 0) }) { return true }
        if abs(area - baseArea) > recorded.limit(ofParcel: parcel) { return true }
        if recorded.agrees(baseArea, parcel: parcel) == true, recorded.agrees(area, parcel: parcel) == false {
            return true
        }
        if BoundaryShift(from: base, to: rings).maxUnits > shiftUnits { return true }
        return try geos.validity(ofWKB: WKBBytes.multiPolygon(rings, on: Grid(aroundX: 0, aroundY: 0))) != .valid
    }
}
