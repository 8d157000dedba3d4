import Cadastre
import PlanarCoverage

/// Faults and defects of a map, or of the rest of it when a part was checked; the defects name faults by their place
/// here.
struct KnownFaults {
    var faults: [CoverageFault] = []
    var defects: [Defect] = []
}

extension CheckRun {
    /// Everything known about the whole map, also where a part of it was checked last.
    var known: KnownFaults {
        var run = self
        return known(with: run.result().defects)
    }

    /// - Parameter defects: those of this run.
    func known(with defects: [Defect]) -> KnownFaults {
        guard var known = elsewhere else { return KnownFaults(faults: faults, defects: defects) }
        let base = Int32(known.faults.count)
        known.faults += faults
        for k in known.faults.indices { known.faults[k].number = Int32(k) }
        for var defect in defects {
            defect.faults = defect.faults.map { $0 + base }
            known.defects.append(defect)
        }
        known.defects.sort { $0.id < $1.id }
        return known
    }
}

/// Checks a map again where a repair changed it: the engine's work goes with what was changed, not with the map.
///
/// The part that is checked holds every parcel that shares a defect, however far, with a changed one, and all parcels
/// within reach of these. So their defects come out as in the whole map, and the others are as they were.
struct Recheck {
    /// The whole map, as it was before the repair.
    let original: CheckRun
    let findings: [(kind: DefectKind, detail: DefectDetail)]
    /// Whether the whole map is checked each time.
    let isOfWhole: Bool

    /// A larger share of the map is no quicker to check than all of it.
    private static let largestShare = 0.4
    /// The part grows when faults reach beyond it.
    private static let mostGrowths = 4

    /// - Parameters:
    ///   - previous: the check before this change.
    ///   - outlines: the rings of all parcels that differ from the original.
    ///   - changed: those that differ from the previous check.
    ///   - invalid: parcels that are still invalid, with their rings as they stand in the source.
    func check(
        after previous: CheckRun, outlines: [Int32: GridPolygons], changed: some Sequence<Int32>,
        invalid: [Int32: (rings: GridPolygons, reason: String)], _ phase: (String) -> Void
    ) throws -> CheckRun {
        var next: CheckRun
        if let part = try checkPart(after: previous, outlines, Set(changed), phase) {
            next = part
        } else {
            next = try checkWhole(outlines, invalid: Set(invalid.keys), phase)
        }
        next.invalidOutlines = invalid
        return next
    }

    func checkWhole(
        _ outlines: [Int32: GridPolygons], invalid: Set<Int32>, _ phase: (String) -> Void
    ) throws -> CheckRun {
        var coverage = original.coverage
        coverage.replace(outlines)
        coverage.forgetSuspects(Set(original.invalidOutlines.keys).subtracting(invalid))
        var next = CheckRun(
            coverage: coverage, columns: original.columns, wards: original.wards, settings: original.settings,
            names: original.names)
        try next.check(findings: findings, phase)
        return next
    }

    private func checkPart(
        after previous: CheckRun, _ outlines: [Int32: GridPolygons], _ changed: Set<Int32>,
        _ phase: (String) -> Void
    ) throws -> CheckRun? {
        guard !isOfWhole, let index = original.index else { return nil }
        let known = previous.known
        let company = Company(known)
        let reach = original.settings.maxGapWidthMetres * original.grid.unitsPerMetre
        var core = company.all(with: changed.union(known.parties(near: changed, index)))
        var part = MapPart(index, reachUnits: reach)
        for p in outlines.keys { part.add(p) }
        for p in core { part.add(around: p) }
        for p in changed { if let rings = outlines[p] { part.add(around: rings) } }
        for fault in known.faults where fault.concerns(core) { part.add(around: fault) }
        for _ in 0..<Recheck.mostGrowths {
            if Double(part.count) > Recheck.largestShare * Double(original.coverage.parcelCount) { return nil }
            var next = CheckRun(
                coverage: original.coverage.only(part, replacing: outlines), columns: original.columns,
                wards: original.wards, settings: original.settings, names: previous.names)
            let found = try next.findFaults(phase)
            var faults = found.faults.filter { $0.concerns(core) }
            let wider = company.all(with: core.union(faults.flatMap(\.parcels)))
            let beyond = faults.filter { !part.holds($0) }
            if wider.count == core.count && beyond.isEmpty {
                for k in faults.indices { faults[k].number = Int32(k) }
                next.index = found.index
                next.enter(faults)
                next.elsewhere = known.without(core)
                return next
            }
            for fault in beyond { part.add(around: fault) }
            for p in wider.subtracting(core) { part.add(around: p) }
            for fault in known.faults where fault.concerns(wider) { part.add(around: fault) }
            core = wider
        }
        return nil
    }
}

/// Which parcels share defects.
private struct Company {
    private var groups: [[Int32]] = []
    private var groupsOf: [Int32: [Int]] = [:]

    init(_ known: KnownFaults) {
        // A nest has several faults; a fault between copies has no defect of its own.
        for fault in known.faults where fault.kind != .uncovered { add(fault.parcels) }
        for defect in known.defects where defect.faults.count > 1 || defect.kind == .duplicateGeometry {
            add(defect.parcels)
        }
    }

    private mutating func add(_ parcels: [Int32]) {
        for p in parcels { groupsOf[p, default: []].append(groups.count) }
        groups.append(parcels)
    }

    /// Some parcels with all that share a defect with them, or with such a one.
    func all(with parcels: Set<Int32>) -> Set<Int32> {
        var found = parcels
        var stack = Array(parcels)
        var isSeen = [Bool](repeating: false, count: groups.count)
        while let p = stack.popLast() {
            for g in groupsOf[p] ?? [] where !isSeen[g] {
                isSeen[g] = true
                for q in groups[g] where found.insert(q).inserted { stack.append(q) }
            }
        }
        return found
    }
}

extension CoverageFault {
    fileprivate func concerns(_ parcels: Set<Int32>) -> Bool {
        kind != .uncovered && self.parcels.contains { parcels.contains($0) }
    }
}

extension KnownFaults {
    /// The parties of defects at changed parcels: a border that moves may name other neighbours.
    fileprivate func parties(near changed: Set<Int32>, _ index: ParcelIndex) -> Set<Int32> {
        var parties: Set<Int32> = []
        for fault in faults where fault.kind != .uncovered {
            if index.parcels(at: fault).contains(where: { changed.contains($0) }) { parties.formUnion(fault.parcels) }
        }
        return parties
    }

    /// What concerns none of some parcels. Of findings without a fault only those about geometry are kept.
    fileprivate func without(_ parcels: Set<Int32>) -> KnownFaults {
        var rest = KnownFaults()
        var place: [Int32: Int32] = [:]
        for fault in faults where fault.kind != .uncovered && !fault.concerns(parcels) {
            place[fault.number] = Int32(rest.faults.count)
            rest.faults.append(fault)
        }
        for k in rest.faults.indices { rest.faults[k].number = Int32(k) }
        for var defect in defects where RepairRun.isOfGeometry(defect.kind) {
            if defect.faults.isEmpty {
                let isFoundAgain = defect.kind == .duplicateGeometry && defect.parcels.contains { parcels.contains($0) }
                if !isFoundAgain { rest.defects.append(defect) }
                continue
            }
            let kept = defect.faults.compactMap { place[$0] }
            guard kept.count == defect.faults.count else { continue }
            defect.faults = kept
            rest.defects.append(defect)
        }
        return rest
    }
}

extension CoverageIntake {
    fileprivate mutating func replace(_ outlines: [Int32: GridPolygons]) {
        replaceRings(outlines.map { (parcel: $0.key, rings: $0.value) }.sorted { $0.parcel < $1.parcel })
    }
}
