import Cadastre
import GEOSKit
import PlanarCoverage

/// The first stage of a repair: where hairlines run all over, corners are brought together before anything is given
/// away. A wall that misses its neighbour by itself is left to the rules of the second stage.
struct MatchingStage {
    /// The check after the stage.
    private(set) var run: CheckRun
    /// New rings of the parcels that it changed, and the ones before.
    private(set) var outlines: [Int32: GridPolygons] = [:]
    private(set) var earlier: [Int32: GridPolygons] = [:]

    /// A parcel with so many mismatches is amid hairlines.
    private static let denseMismatches = 3
    private static let mostRounds = 8

    init(
        _ check: CheckRun, _ settings: RepairSettings, findings: [(kind: DefectKind, detail: DefectDetail)],
        _ phase: (String) -> Void
    ) throws {
        run = check
        let dense = MatchingStage.dense(check, settings)
        if dense.isEmpty { return }
        let ground = FaultGround(check.faults)
        let recorded = RecordedAreas(check.coverage, check.columns, disturbed: [], scale: check.settings.scale)
        let limitUnits = PermittedError(scale: check.settings.scale).point * check.grid.unitsPerMetre + 1
        let protection = WardProtection(check)
        var frozen = Set(check.invalidOutlines.keys)
        for fault in dense where protection.isProtected(fault) { frozen.formUnion(fault.parcels) }
        let geos = GEOSContext()
        for _ in 0..<MatchingStage.mostRounds {
            phase("match")
            let matching = CornerMatching(
                check.coverage.rings, faults: dense,
                toleranceUnits: check.settings.toleranceMetres * check.grid.unitsPerMetre, frozen: frozen)
            var broken: Set<Int32> = []
            var before: [Int32: GridPolygons] = [:]
            for (parcel, rings) in matching.outlines {
                let old = check.coverage.rings.polygons(ofParcel: Int(parcel))
                before[parcel] = old
                let base = settings.earlierOutlines[parcel] ?? old
                let area = check.squareMetres(rings.reduce(0) { $0 + GridArea.doubled($1) })
                let baseArea = check.squareMetres(base.reduce(0) { $0 + GridArea.doubled($1) })
                let isFolded = zip(old, rings).contains { (GridArea.doubled($0) > 0) != (GridArea.doubled($1) > 0) }
                let wkb = WKBBytes.multiPolygon(rings, on: Grid(aroundX: 0, aroundY: 0))
                if try isFolded || geos.validity(ofWKB: wkb) != .valid
                    || abs(area - baseArea) > recorded.limit(ofParcel: parcel)
                    || (recorded.agrees(baseArea, parcel: parcel) == true
                        && recorded.agrees(area, parcel: parcel) == false)
                    || BoundaryShift(from: base, to: rings).maxUnits > limitUnits
                {
                    broken.insert(parcel)
                }
            }
            if broken.isEmpty {
                var coverage = check.coverage
                coverage.replaceRings(matching.outlines)
                var next = CheckRun(
                    coverage: coverage, columns: check.columns, wards: check.wards, settings: check.settings)
                try next.check(findings: findings) { phase("matched: " + $0) }
                for fault in next.faults where fault.isRepairable && !ground.holds(fault) {
                    broken.formUnion(fault.parcels.filter { before[$0] != nil })
                }
                if broken.isEmpty {
                    next.invalidOutlines = check.invalidOutlines
                    run = next
                    outlines = Dictionary(uniqueKeysWithValues: matching.outlines.map { ($0.parcel, $0.rings) })
                    earlier = before
                    return
                }
            }
            frozen.formUnion(broken)
        }
    }

    /// The mismatches amid hairlines.
    private static func dense(_ check: CheckRun, _ settings: RepairSettings) -> [CoverageFault] {
        let faults = check.faults.filter { $0.kind == .mismatch || $0.kind == .missingVertex }
        var counts: [Int32: Int] = [:]
        for fault in faults where fault.kind == .mismatch { for p in fault.parcels { counts[p, default: 0] += 1 } }
        return faults.filter { $0.parcels.contains { (counts[$0] ?? 0) >= denseMismatches } }
    }
}
