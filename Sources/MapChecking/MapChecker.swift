public import Cadastre
import GEOSKit
public import PlanarCoverage

/// Checks a map: the engine's faults, the validity of the rings, the attributes and the wards, as defects.
public enum MapChecker {
    /// Of GEOS, as `3.11.1-CAPI-1.17.1`.
    public static var geosVersion: String { GEOSContext.version }

    /// - Parameters:
    ///   - coverage: the parcels as read; invalid ones are read as valid here.
    ///   - columns: their attributes, row by row.
    ///   - wards: outlines of the wards on the same grid, or nil.
    ///   - view: the ward that the map shows, and which rows are its neighbours'; nil for a map that is checked as it is.
    ///   - findings: what reading already found about the whole map (its CRS).
    ///   - phase: told the name of each phase when it begins.
    /// - Throws: `InvariantError` when the engine contradicts itself, `GEOSError` when GEOS does.
    public static func check(
        _ coverage: consuming CoverageIntake, columns: ParcelColumns, wards: WardOutlines? = nil,
        view: WardView? = nil, settings: CheckSettings,
        findings: [(kind: DefectKind, detail: DefectDetail)] = [], phase: (String) -> Void = { _ in }
    ) throws -> CheckResult {
        var run = CheckRun(
            coverage: consume coverage, columns: columns, wards: wards, settings: settings, view: view)
        try run.check(findings: findings, phase)
        return run.result()
    }

    /// The same, for those who go on working with the parcels: the coverage comes back with the invalid ones read as
    /// valid.
    public static func checkReturningCoverage(
        _ coverage: consuming CoverageIntake, columns: ParcelColumns, wards: WardOutlines? = nil,
        view: WardView? = nil, settings: CheckSettings,
        findings: [(kind: DefectKind, detail: DefectDetail)] = [], phase: (String) -> Void = { _ in }
    ) throws -> (result: CheckResult, coverage: CoverageIntake) {
        var run = CheckRun(
            coverage: consume coverage, columns: columns, wards: wards, settings: settings, view: view)
        try run.check(findings: findings, phase)
        let result = run.result()
        return (result, run.coverage)
    }
}

/// One check under way.
struct CheckRun {
    var coverage: CoverageIntake
    let columns: ParcelColumns
    let wards: WardOutlines?
    let settings: CheckSettings
    let view: WardView?
    /// Parcels that are the map's own; those behind them are the neighbours'.
    let ownCount: Int
    var names: ParcelNames
    var outcome: CheckResult
    /// What the engine found.
    var faults: [CoverageFault] = []
    /// Of a part of a map: what was found elsewhere when that was checked last.
    var elsewhere: KnownFaults?
    /// The boxes of the parcels as they were checked.
    var index: ParcelIndex?
    /// The rings of invalid parcels as they were before they were read as valid ones, and GEOS's reason.
    var invalidOutlines: [Int32: (rings: GridPolygons, reason: String)] = [:]
    var drafts: [DefectDraft] = []

    init(
        coverage: consuming CoverageIntake, columns: ParcelColumns, wards: WardOutlines?, settings: CheckSettings,
        names: ParcelNames? = nil, view: WardView? = nil
    ) {
        self.view = view
        ownCount = view?.ownCount ?? coverage.parcelCount
        self.names = names ?? ParcelNames(columns: columns, grid: coverage.grid)
        self.outcome = CheckResult(settings: settings, grid: coverage.grid)
        self.outcome.view = view
        self.coverage = consume coverage
        self.columns = columns
        self.wards = wards
        self.settings = settings
    }

    /// Runs all checks; `result()` then gives the defects.
    mutating func check(
        findings: [(kind: DefectKind, detail: DefectDetail)], _ phase: (String) -> Void
    ) throws {
        try checkValidity(phase)
        try checkCoverage(phase)
        phase("attributes")
        checkAttributes()
        try checkWards(phase)
        for finding in findings { add(finding.kind, parcels: [], detail: finding.detail) }
        // What neighbours have among themselves is theirs to tell.
        if view != nil {
            let own = Int32(ownCount)
            drafts.removeAll { !$0.parcels.isEmpty && !$0.parcels.contains { $0 < own } }
        }
        phase("names")
    }

    var grid: Grid { coverage.grid }

    func metres(_ p: FinePoint) -> (x: Double, y: Double) {
        ((Double(grid.originX) + p.unitsX) / grid.unitsPerMetre, (Double(grid.originY) + p.unitsY) / grid.unitsPerMetre)
    }

    func squareMetres(_ doubled: Int128) -> Double { grid.squareMetres(doubled: doubled) }

    /// Adds a defect of whole parcels.
    mutating func add(
        _ kind: DefectKind, _ circumstance: DefectCircumstance = .plain, parcels: [Int32],
        detail: DefectDetail = .plain,
        areaSquareMetres: Double? = nil
    ) {
        var draft = DefectDraft(kind: kind, circumstance: circumstance, parcels: parcels)
        draft.detail = detail
        draft.areaSquareMetres = areaSquareMetres
        // The westernmost party says where, whatever the order of the rows.
        let places = parcels.filter { !coverage.rings.rings(ofParcel: Int($0)).isEmpty }
            .map { (parcel: $0, centre: coverage.rings.centroid(ofParcel: Int($0))) }
        if let first = places.min(by: { ($0.centre.x, $0.centre.y) < ($1.centre.x, $1.centre.y) }) {
            if let inner = coverage.rings.innerPoint(ofParcel: Int(first.parcel)) {
                draft.at = metres(inner)
                draft.shape = .point
            } else if let p = coverage.rings.points[coverage.rings.points(ofParcel: Int(first.parcel))].min(by: <) {
                draft.at = metres(FinePoint(p))
                draft.shape = .point
            }
            draft.setCell(first.centre.x, first.centre.y, grid)
        }
        drafts.append(draft)
    }

    /// The defects with their ids, sorted, and the counts.
    mutating func result() -> CheckResult {
        var known: [Int32: String] = [:]
        func name(_ p: Int32) -> String {
            if let name = known[p] { return name }
            let name = names.name(ofParcel: p, rings: coverage.rings)
            known[p] = name
            return name
        }
        var defects: [Defect] = []
        defects.reserveCapacity(drafts.count)
        for draft in drafts {
            var defect = draft.defect(name: name, columns: columns)
            defect.countedIn = view?.otherWard(counting: draft.parcels)
            defects.append(defect)
        }
        // Equal but for the ordinal: the largest area is the first.
        defects.sort {
            if $0.id != $1.id { return $0.id < $1.id }
            let a = $0.areaSquareMetres ?? 0
            let b = $1.areaSquareMetres ?? 0
            if a != b { return a > b }
            return ($0.at?.x ?? 0, $0.at?.y ?? 0) < ($1.at?.x ?? 0, $1.at?.y ?? 0)
        }
        var i = 0
        while i < defects.count {
            var j = i + 1
            while j < defects.count && defects[j].id == defects[i].id { j += 1 }
            for k in (i + 1)..<max(j, i + 1) { defects[k].setOrdinal(k - i) }
            i = j
        }
        defects.sort { $0.id < $1.id }
        outcome.defects = defects
        return outcome
    }
}

/// A defect before it has its id.
struct DefectDraft {
    var kind: DefectKind
    var circumstance: DefectCircumstance
    var parcels: [Int32]
    /// Whether the first parcel keeps its place; the others are sorted by name.
    var keepsFirst = false
    var areaSquareMetres: Double?
    var widthMetres: Double?
    var at: (x: Double, y: Double)?
    var ward: String?
    var isHole = false
    var shape = DefectShape.none
    var detail = DefectDetail.plain
    var faults: [Int32] = []
    var cellX: Int64 = 0
    var cellY: Int64 = 0

    init(kind: DefectKind, circumstance: DefectCircumstance = .plain, parcels: [Int32]) {
        self.kind = kind
        self.circumstance = circumstance
        self.parcels = parcels
    }

    /// Sets the cell of one metre from a place in grid units.
    mutating func setCell(_ x: Double, _ y: Double, _ grid: Grid) {
        cellX = Int64(((Double(grid.originX) + x) / grid.unitsPerMetre).rounded(.down))
        cellY = Int64(((Double(grid.originY) + y) / grid.unitsPerMetre).rounded(.down))
    }

    func defect(name: (Int32) -> String, columns: ParcelColumns) -> Defect {
        var named = parcels.map { (name: name($0), parcel: $0, fid: columns.fid[Int($0)]) }
        named[(keepsFirst && named.count > 1 ? 1 : 0)...].sort { ($0.name, $0.fid) < ($1.name, $1.fid) }
        var parts = DefectNameParts()
        parts.names = named.map(\.name).sorted()
        parts.cellX = cellX
        parts.cellY = cellY
        var defect = Defect(
            id: DefectName.id(kind: kind, names: parts.names, cellX: cellX, cellY: cellY), kind: kind,
            severity: kind.severity(circumstance), code: kind.code(circumstance), parcels: named.map(\.parcel))
        defect.nameParts = parts
        defect.areaSquareMetres = areaSquareMetres
        defect.widthMetres = widthMetres
        defect.at = at
        defect.ward = ward ?? parcels.compactMap { columns.wardCode(ofParcel: Int($0)) }.min()
        defect.isHole = isHole
        defect.faults = faults
        defect.shape = shape
        defect.detail = detail
        return defect
    }
}

extension Defect {
    mutating func setOrdinal(_ ordinal: Int) {
        nameParts.ordinal = ordinal
        id = DefectName.id(
            kind: kind, names: nameParts.names, cellX: nameParts.cellX, cellY: nameParts.cellY, ordinal: ordinal)
    }
}
