/// What a synthetic city is to be like. Equal options give equal cities, on any machine.
public struct CityOptions: Hashable, Sendable {
    public var seed: UInt64
    /// Parcels before defects are injected; a parcel drawn twice adds one, a missing one takes one away.
    public var parcels: Int
    /// Number of wards, up to 126; nil chooses by the number of parcels.
    public var wards: Int?
    /// Injected defects per parcel, up to about 0.05.
    public var defectRate = 0.005
    /// Injected defects of records per parcel that has any.
    public var recordDefectRate = 0.0
    /// Every parcel is shifted by up to this many metres in each direction; 0 leaves the map matched exactly.
    /// With a shift the truth holds only for what it lists.
    public var jitterMetres = 0.0
    /// Standard deviation of the noise of recorded areas (DienTichPhapLy and the records), as a share of the permitted
    /// area error of 1:500. The noise never exceeds three deviations, so that a quarter keeps every parcel that is drawn
    /// right within the permitted error, the rounding to 0.1 square metres included.
    public var legalAreaNoise = 0.25
    /// Coordinates are whole multiples of this: 1 or 10.
    public var stepMillimetres = 1

    /// The fewest parcels that make a city.
    public static let fewestParcels = 100
    /// The most parcels that find room in Hanoi's envelope.
    public static let mostParcels = 10_000_000

    public init(seed: UInt64, parcels: Int) {
        self.seed = seed
        self.parcels = parcels
    }
}
