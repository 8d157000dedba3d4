import Cadastre
import PlanarCoverage

/// Ground at the line of a ward whose parcels are not in the map: what is moved there, those parcels would miss.
struct WardProtection {
    private let outlines: NearbyOutlines?
    /// Wards of the outlines without a parcel in the map.
    private let isAbsent: [Bool]

    init(_ run: CheckRun) {
        guard let wards = run.wards, run.columns.hasWard else {
            outlines = nil
            isAbsent = []
            return
        }
        let present = Set(Set(run.columns.ward).compactMap { run.columns.texts[$0] })
        isAbsent = wards.codes.map { !present.contains($0) }
        // Within the tolerance a corner counts as one of the ward line.
        outlines =
            isAbsent.contains(true)
            ? NearbyOutlines(wards.rings, reachUnits: run.settings.toleranceMetres * run.grid.unitsPerMetre) : nil
    }

    func reason(for region: RepairRegion) -> ReviewReason? { isNear(region.polygons) ? .otherWard : nil }

    func isProtected(_ fault: CoverageFault) -> Bool { isNear(fault.polygons + [fault.corners]) }

    private func isNear(_ rings: GridPolygons) -> Bool {
        guard let outlines else { return false }
        return rings.joined().contains { outlines.outlines(near: $0).contains { isAbsent[Int($0)] } }
    }
}
