/// The limits of a check; all lengths in metres.
public struct CheckSettings: Hashable, Sendable {
    /// A face of overlap or gap no wider than this is an `edge-mismatch`: two corners rounded separately to the
    /// centimetre differ by up to 14.1 mm.
    public var toleranceMetres = 0.015
    /// Ground between parcels narrower than this is a `gap`.
    public var maxGapWidthMetres = 0.5
    /// Parcels that cross the ward line by less are counted, not listed.
    public var wardToleranceMetres = 1.0
    /// Denominator of the map scale for the legal limits; nil takes the strictest row, 1:200, and says so.
    public var scale: Int?
    /// Parcels below this area (square metres) are a `sliver-parcel`.
    public var minParcelAreaSquareMetres = 1.0
    public var lanes = 1

    public init() {}
}
