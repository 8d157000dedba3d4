public import Cadastre
public import PlanarCoverage

/// How many parcels there were; the figures add up to the features of the sources.
public struct ParcelCounts: Hashable, Sendable {
    /// Parcels with a place in the map (null and empty ones too).
    public var read = 0
    public var nullGeometry = 0
    public var empty = 0
    /// Features that are no polygons; not part of `read`.
    public var skipped = 0
    public var invalid = 0
    public var multipart = 0

    public init() {}
}

/// The land balance in square metres; `closure` is exactly 0, or the program is wrong.
public struct LandBalance: Hashable, Sendable {
    public var parcelArea = 0.0
    public var covered = 0.0
    public var overlapExcess = 0.0
    public var enclosedUncovered = 0.0
    public var rounding = 0.0
    /// Area changed by reading invalid rings as valid ones.
    public var repair = 0.0
    public var closure = 0.0
    /// With ward outlines: the ward's area, its covered and uncovered ground; the second balance.
    public var wardArea: Double?
    public var wardCovered: Double?
    public var wardUncovered: Double?
    public var wardRounding: Double?
    public var wardClosure: Double?

    public init() {}
}

/// What a check found.
public struct CheckResult: Sendable {
    public var settings: CheckSettings
    public var grid: Grid
    public var parcels = ParcelCounts()
    public var balance = LandBalance()
    /// All findings, sorted by id.
    public var defects: [Defect] = []
    /// Faces and regions that exist only below the grid: counted, not listed.
    public var belowGrid = 0
    /// Parcels that cross the ward line by less than the ward tolerance.
    public var crossingBelowWardTolerance = 0
    /// When over a tenth of the edges have no partner within reach of the tolerance: percent of the edges, and
    /// the median offset in metres.
    public var doesNotMatch: (percentOfEdges: Double, medianOffsetMetres: Double)?

    /// The ward that the map shows, among its neighbours; nil for a map that was checked as it is.
    public var view: WardView?

    public init(settings: CheckSettings, grid: Grid) {
        self.settings = settings
        self.grid = grid
    }

    /// How many of each kind; those that are accepted, or counted in another ward, are not.
    public var counts: [DefectKind: Int] {
        var counts: [DefectKind: Int] = [:]
        for defect in defects where defect.isOpen { counts[defect.kind, default: 0] += 1 }
        return counts
    }
}
