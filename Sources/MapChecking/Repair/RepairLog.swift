import Cadastre
import PlanarCoverage

/// What the rounds of a repair did, and what they know of the whole map.
struct RepairLog {
    /// All parcels changed so far, ascending.
    private(set) var changes: [ParcelChange] = []
    /// The check after the last round, when it was one of the whole map.
    private(set) var lastCheck: CheckRun?
    private var repairs: [(round: Int, repair: Repair)] = []
    /// Parcels that are still invalid.
    private var invalid: Set<Int32> = []
    /// As the last round found it, and as it left it.
    private var planned = KnownFaults()
    private var left: [CoverageFault] = []
    private var frozen: Set<Int32> = []
    private var involved: Set<Int32> = []
    private var knownIDs: Set<String>
    private var rounds = 0
    private var maxWidthMetres = 0.0
    private var accuracyShare: Double?
    private var shifts: [SheetShift] = []

    init(_ before: CheckResult) { knownIDs = Set(before.defects.map(\.id)) }

    /// - Parameters:
    ///   - outlines: what the round changed.
    ///   - next: the check after it.
    mutating func add(_ run: RepairRun, _ outlines: [RepairedOutline], _ next: CheckRun) {
        rounds += 1
        for repair in run.repairs() { repairs.append((rounds, repair)) }
        changes = run.changes(outlines)
        lastCheck = next.elsewhere == nil ? next : nil
        invalid = Set(next.invalidOutlines.keys)
        planned = run.check.known(with: run.planned.defects)
        left = next.elsewhere == nil ? next.faults : next.known.faults
        frozen.formUnion(run.frozen)
        involved.formUnion(run.ground.parcels)
        knownIDs.formUnion(run.planned.defects.map(\.id))
        maxWidthMetres = run.maxWidthMetres
        accuracyShare = run.recorded.accuracyShare
        shifts = run.knowledge.shifts.found
    }

    /// The whole map once more, with all changes.
    func checkAll(_ recheck: Recheck, _ phase: (String) -> Void) throws -> CheckRun {
        if changes.isEmpty { return recheck.original }
        if let lastCheck { return lastCheck }
        let outlines = Dictionary(uniqueKeysWithValues: changes.map { ($0.parcel, $0.rings) })
        return try recheck.checkWhole(outlines, invalid: invalid) { phase("all: " + $0) }
    }

    /// Whether a changed parcel has a fault that no round has seen.
    func hasNewFault(_ after: CheckRun, _ original: CheckRun) -> Bool {
        let ground = FaultGround(original.faults + left)
        let changed = Set(changes.map(\.parcel))
        return after.faults.contains { fault in
            fault.isRepairable && fault.parcels.contains { changed.contains($0) } && !ground.holds(fault)
        }
    }

    /// - Parameter last: the check of the whole map with all changes.
    func result(_ last: CheckRun, _ before: CheckResult, _ original: CheckRun, _ settings: RepairSettings)
        -> RepairResult
    {
        var last = last
        var after = last.result()
        after.balance.repair = before.balance.repair
        var result = RepairResult(before: before, after: after)
        result.parcelCount = original.coverage.parcelCount
        result.involvedParcels = involved.sorted()
        result.maxWidthMetres = maxWidthMetres
        result.recordedAreaAccuracy = accuracyShare
        result.sheetShifts = shifts
        result.unknownDecisions = settings.decisions.keys.filter { !knownIDs.contains($0) }.sorted()
        result.repairs = settledRepairs()
        result.changes = changes
        let stillPlanned = RepairLog.remaining(planned, after, last.faults)
        result.worklist = worklist(stillPlanned, result.repairs, settings)
        let listed = Set(result.worklist.map(\.defect.id))
        let still = RepairLog.remaining(
            KnownFaults(faults: original.faults, defects: before.defects), after, last.faults)
        result.fixedDefects = before.defects.indices.filter {
            RepairRun.isOfGeometry(before.defects[$0].kind) && !still.contains($0)
                && !listed.contains(before.defects[$0].id)
        }
        return result
    }

    /// What was applied, and what the last round that saw a defect left of it; sorted by id.
    private func settledRepairs() -> [Repair] {
        let current = Set(planned.defects.map(\.id))
        var lastRound: [String: Int] = [:]
        for (round, repair) in repairs { lastRound[repair.defect.id] = round }
        let settled = repairs.map(\.repair).enumerated().filter { k, repair in
            let id = repair.defect.id
            return repair.isApplied || current.contains(id) && lastRound[id] == repairs[k].round
        }
        return settled.sorted { ($0.element.defect.id, $0.offset) < ($1.element.defect.id, $1.offset) }.map(\.element)
    }

    /// Defects that are still there, as indices: those in whose ground a fault is left, and those of whole parcels. Ids
    /// would not tell, where a parcel without a key is named by its inner point.
    private static func remaining(
        _ known: KnownFaults, _ after: CheckResult, _ faultsAfter: [CoverageFault]
    ) -> Set<Int> {
        struct Whole: Hashable {
            var kind: DefectKind
            var parcels: [Int32]
        }
        var defectOf = [Int](repeating: -1, count: known.faults.count)
        for (d, defect) in known.defects.enumerated() { for f in defect.faults { defectOf[Int(f)] = d } }
        let ground = FaultGround(known.faults)
        var left: Set<Int> = []
        for fault in faultsAfter where fault.kind != .uncovered {
            for f in ground.faults(under: fault) where defectOf[Int(f)] >= 0 { left.insert(defectOf[Int(f)]) }
        }
        let wholes = Set(after.defects.filter { $0.faults.isEmpty }.map { Whole(kind: $0.kind, parcels: $0.parcels) })
        for (d, defect) in known.defects.enumerated() where defect.faults.isEmpty {
            if wholes.contains(Whole(kind: defect.kind, parcels: defect.parcels)) { left.insert(d) }
        }
        return left
    }

    private func worklist(_ left: Set<Int>, _ repairs: [Repair], _ settings: RepairSettings) -> [WorklistItem] {
        var proposals: [Int: [Repair]] = [:]
        let place = Dictionary(planned.defects.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for repair in repairs where !repair.isApplied {
            if let d = place[repair.defect.id] { proposals[d, default: []].append(repair) }
        }
        var items: [WorklistItem] = []
        for (d, defect) in planned.defects.enumerated() where RepairRun.isOfGeometry(defect.kind) {
            let open = proposals[d] ?? []
            if !left.contains(d) && open.isEmpty { continue }
            let decision = settings.decisions[defect.id]
            if decision == .ignore { continue }
            items.append(
                WorklistItem(
                    defect: defect, reason: open.compactMap(\.reason).first ?? reason(ofDefect: defect),
                    proposals: open, decision: decision))
        }
        return items
    }

    /// Why a defect without a region of its own is left.
    private func reason(ofDefect defect: Defect) -> ReviewReason {
        switch defect.kind {
        case .invalidGeometry: return .invalidGeometry
        case .duplicateGeometry: return .duplicate
        default: break
        }
        if defect.faults.contains(where: { planned.faults[Int($0)].isPerhapsMissingParcel }) {
            return .perhapsMissingParcel
        }
        return defect.parcels.contains { frozen.contains($0) } ? .invalidParty : .notByGeometry
    }
}
