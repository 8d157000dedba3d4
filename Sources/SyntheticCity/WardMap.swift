public import Cadastre

/// One ward of the city with everything in it.
public struct WardMap: Sendable {
    public let ward: Ward
    /// The ward line, counter-clockwise; it shares its points with the parcels and the neighbouring wards.
    public internal(set) var outline: [CityPoint] = []
    public internal(set) var parcels = SyntheticParcels()
    /// The truth that this ward reports; its parties may lie in the next ward.
    public internal(set) var truth: [TruthEntry] = []
    /// Its uncovered ground; stretches of neighbouring wards that share a side are one (see `TruthLedger`).
    public internal(set) var openGround: [OpenStretch] = []
    /// Parcels of this ward that the truth of any ward names.
    public internal(set) var parties: [(identity: ParcelIdentity, parcel: Int32)] = []

    init(ward: Ward) { self.ward = ward }
}
