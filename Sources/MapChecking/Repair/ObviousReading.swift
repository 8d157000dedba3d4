import Cadastre
import PlanarCoverage

/// Invalid geometries with one obvious reading: spikes of no width, and rings that stay open by less than the
/// tolerance.
enum ObviousReading {
    /// The plain rings of each such parcel.
    static func find(_ run: CheckRun) -> [Int32: GridPolygons] {
        let tolerance = run.settings.toleranceMetres * run.grid.unitsPerMetre
        var found: [Int32: GridPolygons] = [:]
        for (parcel, raw) in run.invalidOutlines {
            let valid = run.coverage.rings.polygons(ofParcel: Int(parcel))
            guard !valid.isEmpty, valid.count == raw.rings.count else { continue }
            // What has no width changes no area.
            let before = raw.rings.reduce(0) { $0 + GridArea.doubled($1) }
            let after = valid.reduce(0) { $0 + GridArea.doubled($1) }
            guard before == after else { continue }
            var rings = valid
            if raw.reason.contains("closed") {
                // A ring that is read anew may begin at another corner.
                guard Set(raw.rings.joined()) == Set(valid.joined()) else { continue }
                rings = raw.rings.map { closed($0, within: tolerance) }
                if rings == raw.rings { continue }
            } else if Set(raw.rings.joined()) == Set(valid.joined()) {
                // Nothing fell away: GEOS sees a fault that the grid does not.
                continue
            }
            found[parcel] = rings
        }
        return found
    }

    private static func closed(_ ring: [GridPoint], within tolerance: Double) -> [GridPoint] {
        guard ring.count > 3, let first = ring.first, let last = ring.last else { return ring }
        let dx = Double(first.x) - Double(last.x)
        let dy = Double(first.y) - Double(last.y)
        return (dx * dx + dy * dy).squareRoot() <= tolerance ? Array(ring.dropLast()) : ring
    }
}
