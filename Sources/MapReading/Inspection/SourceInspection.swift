/// What is in a source: a map or a table.
public struct SourceInspection: Hashable, Sendable, Codable {
    /// As the user named it.
    public var source: String
    /// The driver that opened it, as `GPKG`.
    public var driver: String
    public var layers: [LayerInspection] = []
    /// What GDAL remarked.
    public var remarks: [String] = []
}

/// What is in one layer.
public struct LayerInspection: Hashable, Sendable, Codable {
    public var name: String
    /// As the layer states it: `Polygon`, `3D Multi Polygon`; nil for a table.
    public var geometryType: String?
    /// Features that were read.
    public var features = 0
    /// Features that the file states; differs from `features` in a damaged file, or one whose count is stale.
    public var statedFeatures = 0
    /// Nil for a table.
    public var geometries: GeometryCounts?
    /// The box of all finite coordinates, in the units of the file: minimum x, minimum y, maximum x, maximum y.
    public var extent: [Double]?
    public var crs: CRSInspection?
    /// The step in which coordinates stand, in metres; nil where none was seen.
    public var coordinateStepMetres: Double?
    public var fields: [FieldInspection] = []
    /// Name of the feature id's column; empty where the format keeps none.
    public var fidColumn: String
    /// Features whose id stood before.
    public var duplicateFids = 0
}

/// How many geometries of each sort.
public struct GeometryCounts: Hashable, Sendable, Codable {
    public var null = 0
    public var empty = 0
    public var polygons = 0
    public var multipolygons = 0
    public var lines = 0
    public var points = 0
    public var collections = 0
    public var other = 0
    /// Bytes that are no geometry.
    public var malformed = 0
    /// Among all of them: with arcs, with Z, with M, with coordinates that are NaN or infinite.
    public var curved = 0
    public var withZ = 0
    public var withM = 0
    public var notFinite = 0
    public var vertices = 0
}

/// What the file says of its CRS, and whether its coordinates agree.
public struct CRSInspection: Hashable, Sendable, Codable {
    public enum Verdict: String, Hashable, Sendable, Codable {
        /// The coordinates lie where this CRS is meant to be used.
        case agrees
        /// The file states none; the coordinates fit `taken`.
        case assumed
        /// The coordinates contradict it, or nothing fits: see `explanation`.
        case contradicts
        case unknown
    }

    /// Code or name as stated; nil where the file states none.
    public var stated: String?
    public var statedName: String?
    /// The CRS that `check` would take the coordinates in; nil where it would ask for one.
    public var taken: String?
    /// `projected` or `geographic`, of `taken`.
    public var kind: String?
    public var unit: String?
    public var verdict: Verdict
    /// Why it contradicts, and what to do.
    public var explanation: String?
}

/// What is in one field.
public struct FieldInspection: Hashable, Sendable, Codable {
    public var name: String
    /// `text`, `integer`, `real`, `date`...
    public var type: String
    /// What it is taken for; nil where nothing knows it.
    public var role: FieldRole?
    public var nulls = 0
    /// Texts that are nothing but spaces.
    public var blanks = 0
    /// How its texts are encoded; nil where no text has a letter beyond ASCII.
    public var encoding: TextEncoding?
}
