import Cadastre
import PlanarCoverage

extension CheckRun {
    /// The engine's faults as defects.
    ///
    /// Of a ward among its neighbours the faults are found with their parcels, and with all outlines, whose inner lines
    /// cancel: as in the whole city. Its balance and its uncovered ground are those of its own parcels and outline.
    mutating func checkCoverage(_ phase: (String) -> Void) throws {
        var found = try findFaults(phase)
        if let view, !view.neighbours.isEmpty {
            let own = CoverageIntake(coverage, parcels: Array(0..<Int32(ownCount)))
            let ground = try CoverageFaults.find(
                own, wards: outline(of: view.code), limits: limits, lanes: settings.lanes, clock: phase)
            found.balance = ground.balance
            found.faults.removeAll { $0.kind == .uncovered }
            found.faults += ground.faults.filter { $0.kind == .uncovered }
            for k in found.faults.indices { found.faults[k].number = Int32(k) }
        }
        index = found.index
        outcome.belowGrid = found.belowGrid
        setBalance(found.balance)
        setMismatchSummary(found)
        enter(found.faults)
    }

    func findFaults(_ phase: (String) -> Void) throws -> CoverageFaults {
        let outlines = view.map { $0.neighbours.isEmpty ? outline(of: $0.code) : wards?.rings } ?? wards?.rings
        let found = try CoverageFaults.find(
            coverage, wards: outlines, limits: limits, lanes: settings.lanes, clock: phase)
        phase("sorting")
        return found
    }

    private var limits: CoverageLimits {
        CoverageLimits(
            tolerance: settings.toleranceMetres * grid.unitsPerMetre,
            maxGapWidth: settings.maxGapWidthMetres * grid.unitsPerMetre)
    }

    /// The outline of one ward, where it is known.
    private func outline(of code: String) -> RingStore? {
        guard let wards, let place = wards.codes.firstIndex(of: code) else { return nil }
        var line = RingStore()
        line.append(parcel: place, from: wards.rings)
        return line
    }

    /// Sorts faults, numbered by their places, into defects.
    mutating func enter(_ found: [CoverageFault]) {
        faults = found
        let overlaps = OverlapSorter(
            regions: found.filter { $0.kind == .overlap }, rings: coverage.rings, areas: coverage.doubledAreas)
        for group in overlaps.duplicates { addDuplicate(group) }
        for nest in overlaps.nests { addNested(nest) }
        for overlap in overlaps.overlaps { addOverlap(overlap, overlaps) }
        for fault in found where fault.kind != .overlap { addGround(fault, overlaps) }
    }

    private mutating func setBalance(_ b: GridBalance) {
        outcome.balance.parcelArea = squareMetres(b.parcelArea)
        outcome.balance.covered = squareMetres(b.covered)
        outcome.balance.overlapExcess = squareMetres(b.overlapExcess)
        outcome.balance.enclosedUncovered = squareMetres(b.enclosedUncovered)
        outcome.balance.rounding = squareMetres(b.rounding)
        outcome.balance.closure = squareMetres(b.closure)
        if wards != nil, view.map({ wards?.codes.contains($0.code) == true }) ?? true {
            outcome.balance.wardArea = squareMetres(b.wardArea - b.wardOverlapExcess)
            outcome.balance.wardCovered = squareMetres(b.wardCovered)
            outcome.balance.wardUncovered = squareMetres(b.wardUncovered)
            outcome.balance.wardRounding = squareMetres(b.wardRounding)
            outcome.balance.wardClosure = squareMetres(b.wardClosure)
        }
    }

    /// When over a tenth of the edges lie along faults the map as a whole does not match, and that comes first.
    private mutating func setMismatchSummary(_ found: CoverageFaults) {
        var widths: [(width: Double, length: Double)] = []
        var unmatched = 0.0
        for fault in found.faults where fault.unmatchedLength > 0 && fault.kind != .uncovered {
            unmatched += fault.unmatchedLength
            widths.append((fault.width ?? 0, fault.unmatchedLength))
        }
        guard unmatched > 0 else { return }
        var total = 0.0
        for p in 0..<coverage.parcelCount {
            total += coverage.rings.perimeter(ofParcel: p)
            // On most maps a part of the edges is enough to see it.
            if total > 0, unmatched / total <= 0.1 { return }
        }
        guard total > 0 else { return }
        widths.sort { $0.width < $1.width }
        var sum = 0.0
        var median = 0.0
        for w in widths {
            sum += w.length
            median = w.width
            if sum >= unmatched / 2 { break }
        }
        outcome.doesNotMatch = (min(100, 100 * unmatched / total), median / grid.unitsPerMetre)
    }

    private func draft(_ kind: DefectKind, _ fault: CoverageFault) -> DefectDraft {
        var draft = DefectDraft(kind: kind, parcels: fault.parcels)
        draft.areaSquareMetres = squareMetres(fault.doubledArea)
        draft.widthMetres = fault.width.map { $0 / grid.unitsPerMetre }
        draft.at = metres(fault.inner)
        draft.shape = fault.polygons.isEmpty ? .point : .area(fault.polygons)
        draft.faults = [fault.number]
        draft.setCell(fault.centroidX, fault.centroidY, grid)
        return draft
    }

    /// Whether the parties name different wards.
    private func isBetweenWards(_ parcels: [Int32]) -> Bool {
        guard columns.hasWard, let first = parcels.first else { return false }
        return parcels.contains { columns.ward[Int($0)] != columns.ward[Int(first)] }
    }

    private mutating func addDuplicate(_ group: [Int32]) {
        add(.duplicateGeometry, parcels: group, areaSquareMetres: squareMetres(coverage.doubledAreas[Int(group[0])]))
        drafts[drafts.count - 1].shape = .area(coverage.rings.polygons(ofParcel: Int(group[0])))
    }

    private mutating func addNested(_ nest: OverlapSorter.Nest) {
        guard let largest = nest.regions.max(by: { $0.doubledArea < $1.doubledArea }) else { return }
        var draft = draft(.nestedParcel, largest)
        draft.parcels = [nest.outer] + nest.inner
        draft.keepsFirst = true
        draft.areaSquareMetres = squareMetres(nest.regions.reduce(0) { $0 + $1.doubledArea })
        draft.widthMetres = nest.regions.compactMap(\.width).max().map { $0 / grid.unitsPerMetre }
        draft.shape = .area(nest.regions.flatMap(\.polygons))
        draft.faults = nest.regions.map(\.number)
        if nest.coveredShare > 0.99 { draft.detail = .parentLeftIn(percent: nest.coveredShare * 100) }
        let (x, y) = coverage.rings.centroid(ofParcel: Int(nest.outer))
        draft.setCell(x, y, grid)
        drafts.append(draft)
    }

    private mutating func addOverlap(_ fault: CoverageFault, _ sorter: OverlapSorter) {
        var draft = draft(.overlap, fault)
        if isBetweenWards(fault.parcels) { draft.circumstance = .betweenWards }
        if let share = fault.parcels.compactMap({ sorter.coveredShare[$0] }).max(), share > 0.99 {
            draft.detail = .parentLeftIn(percent: share * 100)
        }
        drafts.append(draft)
    }

    /// Gaps, slots, mismatches, missing vertices and uncovered ground.
    private mutating func addGround(_ fault: CoverageFault, _ sorter: OverlapSorter) {
        switch fault.kind {
        case .overlap: return
        case .gap, .slot:
            var draft = draft(.gap, fault)
            if isBetweenWards(fault.parcels) { draft.circumstance = .betweenWards }
            if fault.kind == .slot { draft.detail = .openSlot }
            if fault.isPerhapsMissingParcel { draft.detail = .perhapsMissingParcel }
            drafts.append(draft)
        case .mismatch:
            if sorter.areCopies(fault.parcels) { return }
            drafts.append(draft(.edgeMismatch, fault))
        case .missingVertex:
            var draft = draft(.edgeMismatch, fault)
            draft.circumstance = .missingVertexOnly
            draft.keepsFirst = true
            draft.areaSquareMetres = nil
            draft.detail = .missingVertex
            drafts.append(draft)
        case .uncovered:
            var draft = draft(.uncovered, fault)
            draft.isHole = fault.isHole
            // Half a city borders its street net: the names would say nothing and would change the id every week.
            if draft.parcels.count > 16 { draft.parcels = [] }
            drafts.append(draft)
        }
    }
}
