import Cadastre
public import MapReading
import PlanarCoverage
import Reconciliation

/// The ward whose file each parcel goes into.
///
/// That is the one which it names, where the outlines have it. Of the others, as those without a code and those whose code
/// was abolished, it is the one in which they lie; and none where they lie in none, or in several.
public struct ParcelHomes: Sendable {
    /// By row of the map; nil for none.
    let wards: [String?]

    /// - Returns: nil where the map was read without outlines.
    public init?(_ map: ParcelMap) {
        guard let outlines = map.wards else { return nil }
        let known = Set(outlines.codes)
        let places = WardPlacement.outlines(of: map.coverage.rings, in: outlines.rings)
        wards = (0..<map.columns.count).map { p in
            if let code = map.columns.wardCode(ofParcel: p), known.contains(code) { return code }
            return places[p] >= 0 ? outlines.codes[Int(places[p])] : nil
        }
    }
}
