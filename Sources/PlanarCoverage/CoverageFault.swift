/// One place where the parcels do not form a coverage, or one piece of ground that none covers.
public struct CoverageFault: Sendable {
    public enum Kind: Hashable, Sendable {
        /// Two parcels or more cover it, in a face wider than the tolerance.
        case overlap
        /// Uncovered ground between parcels that should not be there.
        case gap
        /// A gap that is open at an end.
        case slot
        /// A face no wider than the tolerance.
        case mismatch
        /// A neighbour's vertex lies on an edge that has none there.
        case missingVertex
        /// Other uncovered ground: streets, lakes, unmapped land.
        case uncovered
    }

    public var kind: Kind
    /// Its place in the list of faults.
    public var number: Int32 = -1
    /// For an overlap all parcels that cover it; for a gap all that border it; for a mismatch the pair; for a missing
    /// vertex the parcel that lacks it first, then those that have it. Otherwise ascending.
    public var parcels: [Int32]
    public var doubledArea: Int128 = 0
    /// Grid units; nil for a missing vertex.
    public var width: Double?
    /// A point inside, in sixteenths of a unit.
    public var inner: FinePoint
    /// Centre of gravity in grid units.
    public var centroidX: Double
    public var centroidY: Double
    public var polygons: GridPolygons = []
    /// Uncovered ground inside a single parcel.
    public var isHole = false
    /// A hole as large as its neighbours: a parcel may be missing.
    public var isPerhapsMissingParcel = false
    public var touchesWardLine = false
    /// Ground that is open at an end: a slot, or a mismatch with a mouth.
    public var isOpenGround = false
    /// Nodes on its outline, for finding what belongs together.
    var nodes: [GridPoint] = []
    /// The corners at which it lies; of a missing vertex, where it is missing.
    public var corners: [GridPoint] { nodes }
    /// Length of the edges that have no partner here, in units.
    public var unmatchedLength = 0.0
}

/// What the engine found.
public struct CoverageFaults: Sendable {
    public var faults: [CoverageFault] = []
    public var balance = GridBalance()
    /// Faces and regions where no point keeps a unit from every edge.
    public var belowGrid = 0
    public var netEdgeCount = 0
    public var segmentCount = 0
    /// The boxes of the parcels.
    public var index: ParcelIndex?

    public init() {}
}

/// Area-weighted centre of polygons, in grid units. Summed up exactly: the order of rings and points, which says nothing,
/// must not move it across the border of a cell.
func centroid(of polygons: GridPolygons) -> (x: Double, y: Double) {
    guard let origin = polygons.first?.first else { return (0, 0) }
    var area: Int128 = 0
    var sx: Int128 = 0
    var sy: Int128 = 0
    for ring in polygons {
        guard var a = ring.last else { continue }
        for b in ring {
            let ax = Int64(a.x) - Int64(origin.x)
            let ay = Int64(a.y) - Int64(origin.y)
            let bx = Int64(b.x) - Int64(origin.x)
            let by = Int64(b.y) - Int64(origin.y)
            let cross = Int128(ax) * Int128(by) - Int128(bx) * Int128(ay)
            area += cross
            sx += Int128(ax + bx) * cross
            sy += Int128(ay + by) * cross
            a = b
        }
    }
    if area == 0 { return (Double(origin.x), Double(origin.y)) }
    let divisor = 3 * area
    return (
        Double(Int128(origin.x) * divisor + sx) / Double(divisor),
        Double(Int128(origin.y) * divisor + sy) / Double(divisor)
    )
}
