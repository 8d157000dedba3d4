/// What the user may say about the maps to be read.
public struct ReadingOptions: Sendable {
    /// The layer to read, where a source has several.
    public var layer: String?
    /// Only features for which this holds: OGR's WHERE, in the source's own dialect.
    public var filter: String?
    /// What the files are in: for files that do not say, or say wrong.
    public var crs: String?
    /// The CRS to work in; projected, in metres.
    public var workCRS: String?
    /// Fields by role, instead of the ones that are found by name.
    public var fields: [FieldRole: String] = [:]
    /// Whether the fields of older keys are looked for and read.
    public var readsOldKeys = false
    /// Drivers that may open sources besides `Dataset.readableDrivers`.
    public var allowedDrivers: [String] = []
    /// A source of ward outlines.
    public var wards: String?
    /// The ward that the map shows; parcels belong to it where the map has no field of wards.
    public var ward: String?
    /// Maps of neighbouring wards: their parcels are read as far as they lie near the map's.
    public var neighbours: [NeighbourMap] = []
    /// Threads that decode.
    public var lanes = 1
    /// Features in a batch at most.
    public var batchSize = 16384

    public init() {}
}

/// The map of a neighbouring ward.
public struct NeighbourMap: Hashable, Sendable {
    /// The ward's code; `*` for a map with the parcels of several, each of which names its own.
    public var ward: String
    /// As `MapReader` takes it.
    public var source: String

    public static let all = "*"

    public init(ward: String, source: String) {
        self.ward = ward
        self.source = source
    }
}
