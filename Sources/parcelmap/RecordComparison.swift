import Cadastre
import MapChecking
import MapReading
import PlanarCoverage
import Publishing
import Reconciliation

extension RecordOptions {
    /// The files that are read besides the map.
    var inputs: [String] { records + [crosswalk, population, groupRules].compactMap { $0 } }

    /// Compares records with a map that has been checked.
    ///
    /// - Parameters:
    ///   - coverage: the parcels; invalid ones already read as valid.
    ///   - checked: their open defects keep parcels out of group 1.
    ///   - computesCodes: whether the parcel codes that the map lacks are wanted.
    ///   - phase: told the name of each phase when it begins.
    func compare(
        _ table: RecordTable, with read: ParcelMap, _ coverage: CoverageIntake, _ checked: CheckResult,
        map: MapOptions, crosswalk: SheetCrosswalk?, population: PopulationExtract?, settings: ReconcileSettings,
        computesCodes: Bool, phase: (String) -> Void
    ) throws -> (result: ReconcileResult, codes: ParcelCodes) {
        phase("parcel codes")
        let codes = try ParcelCodes(
            of: read.columns, rings: coverage.rings, grid: coverage.grid, crs: read.crs, shift: datumShift,
            computes: computesCodes, lanes: map.lanes)
        var input = ReconcileInput(columns: read.columns, areas: coverage.areas, records: table.columns)
        input.crosswalk = crosswalk ?? SheetCrosswalk([])
        input.population = population
        input.misplacedCodes = codes.misplaced
        input.worstDefect = checked.worstDefects(parcels: read.columns.count)
        if let wards = read.wards {
            input.wardCodes = wards.codes
            input.locatedWard = WardPlacement.outlines(of: coverage.rings, in: wards.rings)
        }
        return (Reconciler.reconcile(input, settings: settings, phase: phase), codes)
    }
}

extension CoverageIntake {
    /// Square metres of each parcel; NaN without geometry.
    fileprivate var areas: [Double] {
        (0..<parcelCount).map { p in
            traits[p].contains(.withoutRings) ? .nan : grid.squareMetres(doubled: doubledAreas[p])
        }
    }
}

extension CheckResult {
    /// The worst open defect, from a warning up, that each parcel is a party to.
    fileprivate func worstDefects(parcels: Int) -> [Severity?] {
        var worst = [Severity?](repeating: nil, count: parcels)
        for defect in defects where defect.severity >= .warning {
            for parcel in defect.parcels
            where Int(parcel) < parcels && worst[Int(parcel)].map({ $0 < defect.severity }) ?? true {
                worst[Int(parcel)] = defect.severity
            }
        }
        return worst
    }
}
