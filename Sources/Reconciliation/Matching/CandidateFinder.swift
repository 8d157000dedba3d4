import Cadastre

/// Parcels that a record may belong to which found none: without a record themselves, in its ward, of its number on
/// another sheet or of its area. For a person to choose from; nothing is ever matched by this.
struct CandidateFinder {
    /// Parcels without records by ward and number.
    private var byNumber: ParcelKeyIndex
    /// By ward and tenths of a square metre of the legal, or else the measured, area.
    private var byArea: ParcelKeyIndex
    private static let limit = 5

    init(_ run: borrowing ReconcileRun) {
        byNumber = ParcelKeyIndex(capacity: 0)
        byArea = ParcelKeyIndex(capacity: 0)
        for p in 0..<run.map.count where run.recordsOf[p].isEmpty && !run.isCandidate[p] && run.needsRecord[p] {
            let key = run.matcher.parcels.key(of: p)
            if key.number != .none {
                byNumber.insert(PlaceKey(ward: key.ward, sheet: .none, number: key.number), parcel: Int32(p))
            }
            if let tenths = Self.tenths(Self.area(ofParcel: p, run)) {
                byArea.insert(PlaceKey(ward: key.ward, sheet: .none, number: tenths), parcel: Int32(p))
            }
        }
    }

    func candidates(for record: Int, place: PlaceKey, in run: borrowing ReconcileRun) -> [Int32] {
        let source = run.records.sources.lastIndex { $0.firstRecord <= record } ?? 0
        let meaning = run.matcher.meaning(of: place, source: source)
        var wards: [TextID] = meaning.current == .none ? [] : [meaning.current]
        if wards.isEmpty, place.ward == .none { wards = [.none] }
        let area = run.records.areaSquareMetres.isEmpty ? .nan : run.records.areaSquareMetres[record]
        var found: [Int32] = []
        for ward in wards {
            if let tenths = Self.tenths(area) {
                found += byArea.parcels(of: PlaceKey(ward: ward, sheet: .none, number: tenths))
            }
            // A number repeats on every sheet: only with an area that agrees does it say anything.
            guard place.number != .none, area > 0 else { continue }
            let limit = 0.05 + run.permitted.area(ofSquareMetres: area)
            for parcel in byNumber.parcels(of: PlaceKey(ward: ward, sheet: .none, number: place.number))
            where abs(Self.area(ofParcel: Int(parcel), run) - area) <= limit && !found.contains(parcel) {
                found.append(parcel)
            }
        }
        // What fits many says nothing.
        return found.count <= Self.limit ? found.sorted() : []
    }

    private static func area(ofParcel p: Int, _ run: borrowing ReconcileRun) -> Double {
        if run.map.hasLegalArea, run.map.legalArea[p] > 0 { return run.map.legalArea[p] }
        return run.input.areas[p]
    }

    /// An area as a number of the index.
    private static func tenths(_ area: Double) -> TextID? {
        guard area > 0, area < 1e8 else { return nil }
        return TextID(rawValue: Int32((area * 10).rounded()))
    }
}
