public import PlanarCoverage

/// The outlines of the wards, on the map's grid; ward `i` is "parcel" `i` of the ring store.
public struct WardOutlines: Sendable {
    public var rings: RingStore
    /// Official codes, as `00082`.
    public var codes: [String]
    public var names: [String]

    public init(rings: RingStore, codes: [String], names: [String]) {
        self.rings = rings
        self.codes = codes
        self.names = names
    }
}
