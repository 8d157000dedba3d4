import Cadastre
import GEOSKit
import PlanarCoverage

extension CheckRun {
    /// Counts the parcels, asks GEOS about those that are not plainly valid, and reads the invalid ones as valid.
    mutating func checkValidity(_ phase: (String) -> Void) throws {
        phase("validity")
        outcome.parcels.read = ownCount
        for (i, traits) in coverage.traits[..<ownCount].enumerated() where !traits.isEmpty {
            if traits.contains(.multipart) {
                outcome.parcels.multipart += 1
                let parts = coverage.rings.rings(ofParcel: i).reduce(0) { $0 + (coverage.rings.ringIsHole[$1] ? 0 : 1) }
                add(.multipart, parcels: [Int32(i)], detail: .parts(parts))
            }
            if traits.contains(.null) {
                outcome.parcels.nullGeometry += 1
                add(.nullGeometry, parcels: [Int32(i)])
            } else if traits.contains(.unusable) {
                outcome.parcels.invalid += 1
                add(.invalidGeometry, parcels: [Int32(i)], detail: .reason("Invalid Coordinate"))
            } else if traits.contains(.withoutRings) && !traits.contains(.suspect) {
                outcome.parcels.empty += 1
                add(.nullGeometry, parcels: [Int32(i)])
            }
        }
        let geos = GEOSContext()
        var invalid: [Int32] = []
        for suspect in coverage.suspects {
            guard case .invalid(let reason, let place) = try geos.validity(ofWKB: suspect.wkb) else {
                if coverage.traits[Int(suspect.parcel)].contains(.withoutRings) {
                    // Valid, and smaller than a step of the grid.
                    add(.sliverParcel, parcels: [suspect.parcel], areaSquareMetres: 0)
                    drafts[drafts.count - 1].widthMetres = 0
                }
                continue
            }
            invalid.append(suspect.parcel)
            invalidOutlines[suspect.parcel] = (coverage.rings.polygons(ofParcel: Int(suspect.parcel)), reason)
            if suspect.parcel < ownCount { outcome.parcels.invalid += 1 }
            add(.invalidGeometry, parcels: [suspect.parcel], detail: .reason(reason))
            if let place, place.x.isFinite, place.y.isFinite {
                drafts[drafts.count - 1].at = (place.x, place.y)
                drafts[drafts.count - 1].shape = .point
            }
        }
        names.keepNames(of: invalid, rings: coverage.rings)
        // In a statement of its own: as an argument of a method of this run, it would change a copy of the coverage.
        let change = try coverage.readAsValid(parcels: invalid.filter { $0 < ownCount })
        outcome.balance.repair = abs(squareMetres(change))
        let beside = invalid.filter { $0 >= ownCount }
        if !beside.isEmpty { _ = try coverage.readAsValid(parcels: beside) }
    }
}
