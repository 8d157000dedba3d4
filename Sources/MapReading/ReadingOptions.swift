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
    /// Threads that decode.
    public var lanes = 1
    /// Features in a batch at most.
    public var batchSize = 16384

    public init() {}
}
