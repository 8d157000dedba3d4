/// What was read from where, and what was noticed on the way.
public struct ReadingReport: Sendable {
    public var layers: [LayerReport] = []
    /// In the order in which things happened.
    public var notes: [ReadingNote] = []
    /// What the coordinates say against the CRS; nil where they agree or nothing can be said.
    public var crsFinding: CRSFinding?
    /// Denominator of the map scale, where the data hold it; the strictest of several.
    public var scale: Int?
    /// The step in which the source's coordinates stand, in metres; nil where none was seen.
    public var coordinateStepMetres: Double?

    /// Features of all layers: `parcels` + `skipped`.
    public var features: Int { layers.reduce(0) { $0 + $1.features } }
    public var parcels: Int { layers.reduce(0) { $0 + $1.parcels } }
    /// Features that are no polygons.
    public var skipped: Int { layers.reduce(0) { $0 + $1.skipped } }
}

/// One layer that was read.
public struct LayerReport: Hashable, Sendable {
    /// The source as the user named it.
    public var source: String
    public var layer: String
    /// The driver that read it, as `GPKG`.
    public var driver: String
    /// Features that were read: `parcels` + `skipped`.
    public var features = 0
    /// Features that have a place in the map, those without a usable geometry too.
    public var parcels = 0
    /// Features that are no polygons.
    public var skipped = 0
    /// Among `parcels`: no geometry at all.
    public var nullGeometries = 0
    /// Among `parcels`: an empty geometry.
    public var empty = 0
    /// Among `parcels`: NaN or infinite coordinates, coordinates far from the map, bytes that are no WKB.
    public var unusable = 0
    /// Among `parcels`: arcs that became chords.
    public var linearised = 0
    /// Features whose id stood before in the same layer.
    public var duplicateFids = 0
    public var fields: [FieldChoice] = []
    /// The CRS that its coordinates were taken in, as `EPSG:5897`.
    public var crs: String

    init(source: String, layer: String, driver: String, crs: String) {
        self.source = source
        self.layer = layer
        self.driver = driver
        self.crs = crs
    }

    var place: String { "\(source): layer \"\(layer)\"" }
}
