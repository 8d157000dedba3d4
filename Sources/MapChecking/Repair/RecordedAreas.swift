import Cadastre
import PlanarCoverage

/// The areas of the certificates beside those of the map.
struct RecordedAreas {
    /// Square metres by row; NaN where unknown.
    let legal: [Double]
    private(set) var mapped: [Double]
    private let permitted: PermittedError
    /// Standard deviation of the differences of undisturbed parcels, as a share of the permitted error.
    let accuracyShare: Double?

    init(_ coverage: borrowing CoverageIntake, _ columns: ParcelColumns, disturbed: Set<Int32>, scale: Int?) {
        permitted = PermittedError(scale: scale)
        let grid = coverage.grid
        mapped = coverage.doubledAreas.map { grid.squareMetres(doubled: $0) }
        legal = columns.hasLegalArea ? columns.legalArea : Array(repeating: .nan, count: columns.count)
        var shares: [Double] = []
        for i in legal.indices where legal[i] > 0 && !disturbed.contains(Int32(i)) {
            shares.append(abs(mapped[i] - legal[i]) / permitted.area(ofSquareMetres: legal[i]))
        }
        shares.sort()
        // The median of absolute differences, as the deviation of a normal distribution.
        accuracyShare = shares.count < 20 ? nil : 1.4826 * shares[shares.count / 2]
    }

    /// Takes the areas of parcels whose rings have changed.
    mutating func update(_ parcels: some Sequence<Int32>, from coverage: borrowing CoverageIntake) {
        for p in parcels { mapped[Int(p)] = coverage.grid.squareMetres(doubled: coverage.doubledAreas[Int(p)]) }
    }

    /// The standard deviation of a parcel's recorded area: at least that of rounding to 0.1 m².
    func accuracy(ofParcel p: Int32) -> Double {
        let rounding = 0.03
        guard legal[Int(p)] > 0 else { return rounding }
        return max(rounding, (accuracyShare ?? 0.25) * permitted.area(ofSquareMetres: legal[Int(p)]))
    }

    func limit(ofParcel p: Int32) -> Double {
        permitted.area(ofSquareMetres: legal[Int(p)] > 0 ? legal[Int(p)] : mapped[Int(p)])
    }

    /// Whether an area agrees with the recorded one; nil where none is recorded.
    func agrees(_ area: Double, parcel p: Int32) -> Bool? {
        let legal = legal[Int(p)]
        guard legal > 0 else { return nil }
        return abs(area - legal) <= 0.05 + permitted.area(ofSquareMetres: legal)
    }

    /// By how much an area misses the recorded one; 0 where none is recorded.
    func misfit(_ area: Double, parcel p: Int32) -> Double {
        let legal = legal[Int(p)]
        return legal > 0 ? abs(area - legal) : 0
    }
}
