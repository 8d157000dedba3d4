public import Cadastre
import GEOSKit
public import PlanarCoverage

/// Repairs what is safe: plans, applies, checks again, and takes back what made a new fault.
public enum MapRepairer {
    /// - Parameters:
    ///   - coverage: the parcels as read.
    ///   - columns: their attributes, row by row.
    ///   - wards: outlines of the wards on the same grid, or nil.
    ///   - findings: what reading already found about the whole map.
    ///   - phase: told the name of each phase when it begins.
    /// - Throws: `InvariantError` when the engine contradicts itself, `GEOSError` when GEOS does.
    public static func repair(
        _ coverage: consuming CoverageIntake, columns: ParcelColumns, wards: WardOutlines? = nil,
        settings: CheckSettings, repair: RepairSettings,
        findings: [(kind: DefectKind, detail: DefectDetail)] = [], phase: (String) -> Void = { _ in }
    ) throws -> RepairResult {
        var run = CheckRun(coverage: consume coverage, columns: columns, wards: wards, settings: settings)
        try run.check(findings: findings, phase)
        // Between the two checks of the whole map only the ground around changes is looked at again. Should the last one
        // find what that did not, the whole map is looked at each time.
        let parts = Recheck(original: run, findings: findings, isOfWhole: false)
        if let result = try self.repair(run, repair, parts, phase) { return result }
        let whole = Recheck(original: run, findings: findings, isOfWhole: true)
        guard let result = try self.repair(run, repair, whole, phase) else {
            throw InvariantError("a repair makes a fault that its check does not find")
        }
        return result
    }

    /// - Returns: nil when the map has a new fault at the end that no round has seen.
    static func repair(
        _ run: CheckRun, _ repair: RepairSettings, _ recheck: Recheck, _ phase: (String) -> Void
    ) throws -> RepairResult? {
        var checked = run
        let before = checked.result()
        let log = try rounds(run, before, repair, recheck, phase)
        let last = try log.checkAll(recheck, phase)
        return log.hasNewFault(last, run) ? nil : log.result(last, before, run, repair)
    }

    private static func rounds(
        _ run: CheckRun, _ before: CheckResult, _ repair: RepairSettings, _ recheck: Recheck,
        _ phase: (String) -> Void
    ) throws -> RepairLog {
        var log = RepairLog(before)
        var stage = try MatchingStage(run, repair, recheck, phase)
        var knowledge: MapKnowledge?
        for round in 1... {
            phase("plan")
            var repairRun = try RepairRun(run, before, stage, repair, knowledge)
            knowledge = repairRun.knowledge
            let (outlines, next) = try repairRun.finish(recheck, phase)
            log.add(repairRun, outlines, next)
            // What was taken back may go well now that its cause is gone.
            let maySettleMore = repairRun.tookBack || !stage.matchedParcels.isEmpty
            let changed = repairRun.changedRings(outlines)
            if changed.isEmpty && stage.matchedParcels.isEmpty || !maySettleMore || round == mostRounds { return log }
            stage = try MatchingStage(
                after: stage, next, outlines: changed, changes: log.changes, repair, recheck, phase)
        }
        preconditionFailure("the last round returns")
    }

    /// Each round repairs what the last one left; a map without hairlines all over needs one or two.
    private static let mostRounds = 4
}

/// What the first round learns of the whole map; later ones see a part of it.
struct MapKnowledge {
    var recorded: RecordedAreas
    let shifts: SheetShifts
    let protection: WardProtection

    init(_ run: CheckRun, _ ground: RepairGround) {
        var disturbed: Set<Int32> = []
        for fault in run.faults where fault.isRepairable { disturbed.formUnion(fault.parcels) }
        recorded = RecordedAreas(run.coverage, run.columns, disturbed: disturbed, scale: run.settings.scale)
        shifts = SheetShifts(run, ground)
        protection = WardProtection(run)
    }
}

/// One repair under way.
struct RepairRun {
    /// Before anything was repaired.
    let original: CheckRun
    let before: CheckResult
    let matched: MatchingStage
    /// After corners were matched, and what was found then.
    let check: CheckRun
    let planned: CheckResult
    let settings: RepairSettings
    let permitted: PermittedError
    let knowledge: MapKnowledge
    let ground: RepairGround
    /// The defect of each region, as an index; -1 where the check reports none.
    let defectOfRegion: [Int]
    /// Square metres of each region.
    let areas: [Double]
    let choices: [RegionChoice?]
    /// Why a region is left; nil while it is to be given away.
    var reasons: [ReviewReason?]
    /// Parcels that are not touched.
    var frozen: Set<Int32>
    /// Whether something that was planned had to be taken back.
    var tookBack = false
    /// Invalid parcels that can be read in one way only, with their plain rings.
    let obvious: [Int32: GridPolygons]
    /// The mismatches of each parcel in the check before, as indices.
    let mismatchesOf: [Int32: [Int]]

    init(
        _ original: CheckRun, _ before: CheckResult, _ matched: MatchingStage, _ settings: RepairSettings,
        _ earlier: MapKnowledge? = nil
    ) throws {
        self.original = original
        self.before = before
        self.matched = matched
        var run = matched.run
        let planned = matched.outlines.isEmpty ? before : run.result()
        self.planned = planned
        check = run
        self.settings = settings
        permitted = PermittedError(scale: run.settings.scale)
        let obvious = ObviousReading.find(run)
        self.obvious = obvious
        frozen = Set(run.invalidOutlines.keys.filter { obvious[$0] == nil })
        ground = try RepairGround(run.coverage.rings, faults: run.faults, index: run.index)
        var knowledge = earlier ?? MapKnowledge(run, ground)
        knowledge.recorded.update(matched.outlines.keys, from: run.coverage)
        self.knowledge = knowledge
        var defectOfFault = [Int](repeating: -1, count: run.faults.count)
        for (d, defect) in planned.defects.enumerated() { for f in defect.faults { defectOfFault[Int(f)] = d } }
        defectOfRegion = ground.regions.map { defectOfFault[Int($0.fault)] }
        areas = ground.regions.map { run.squareMetres($0.doubledArea) }
        let chooser = RegionChooser(
            regions: ground.regions, recorded: knowledge.recorded, areas: areas, settings: settings, names: run.names,
            rings: run.coverage.rings)
        choices = chooser.choices()
        reasons = []
        var mismatchesOf: [Int32: [Int]] = [:]
        for (d, defect) in before.defects.enumerated() where defect.kind == .edgeMismatch && !matched.outlines.isEmpty {
            for p in defect.parcels { mismatchesOf[p, default: []].append(d) }
        }
        self.mismatchesOf = mismatchesOf
        var reasons: [ReviewReason?] = []
        for r in ground.regions.indices {
            reasons.append(
                firstReason(r) ?? knowledge.shifts.reason(for: ground.regions[r])
                    ?? knowledge.protection.reason(for: ground.regions[r]))
        }
        self.reasons = reasons
        cutEnclosed()
    }

    var grid: Grid { check.grid }
    var recorded: RecordedAreas { knowledge.recorded }

    /// The widest fault, and the longest way of a corner, that this level allows.
    var maxWidthMetres: Double {
        switch settings.level {
        case .match: check.settings.toleranceMetres
        case .limits: settings.maxFixWidthMetres ?? permitted.point
        }
    }
    private var maxShiftMetres: Double { max(permitted.point, maxWidthMetres) }

    func decision(ofRegion r: Int) -> RepairDecision? {
        let d = defectOfRegion[r]
        return d < 0 ? nil : settings.decisions[planned.defects[d].id]
    }

    /// What a choice for a region is: enclosed parcels are cut out of the one around them.
    func choice(_ r: Int) -> RegionChoice? {
        let d = defectOfRegion[r]
        guard d >= 0, planned.defects[d].kind == .nestedParcel, let choice = choices[r] else { return choices[r] }
        let outer = planned.defects[d].parcels[0]
        guard let inner = ground.regions[r].parcels.first(where: { $0 != outer }) else { return choice }
        return RegionChoice(owner: inner, rule: .cutEnclosed)
    }

    private func firstReason(_ r: Int) -> ReviewReason? {
        let region = ground.regions[r]
        let d = defectOfRegion[r]
        if d < 0 || choices[r] == nil { return .duplicate }
        if region.parties.contains(where: { frozen.contains($0) }) { return .invalidParty }
        switch decision(ofRegion: r) {
        case .apply: return nil
        case .keep, .ignore: return .keptByDecision
        case nil: break
        }
        if planned.defects[d].kind == .nestedParcel { return settings.level == .match ? .tooWide : nil }
        let width = check.faults[Int(region.fault)].width ?? .infinity
        return width / grid.unitsPerMetre <= maxWidthMetres + 1e-9 ? nil : .tooWide
    }

    /// A parcel around others is cut only where its recorded area says so.
    private mutating func cutEnclosed() {
        var cuts: [Int: [Int]] = [:]
        for r in ground.regions.indices where reasons[r] == nil && choice(r)?.rule == .cutEnclosed {
            if decision(ofRegion: r) != .apply { cuts[defectOfRegion[r], default: []].append(r) }
        }
        for (d, regions) in cuts {
            let outer = planned.defects[d].parcels[0]
            let net = recorded.mapped[Int(outer)] - regions.reduce(0) { $0 + areas[$1] }
            if recorded.agrees(net, parcel: outer) != true { for r in regions { reasons[r] = .recordedAreaDisagrees } }
        }
    }
}
