public import Cadastre
public import PlanarCoverage

/// Where a defect is, for layers and pictures.
public enum DefectShape: Sendable {
    case none
    case point
    /// Open lines, each a list of grid points.
    case lines([[GridPoint]])
    /// Rings as in a ring store: each shell (counter-clockwise) followed by its holes (clockwise), not closed.
    case area([[GridPoint]])
}

/// One finding of a check. A defect is data, never an error.
public struct Defect: Sendable {
    /// A kind prefix and 16 hex digits: the same next week and on another machine.
    public var id: String
    public var kind: DefectKind
    public var severity: Severity
    /// The catalogue's code, as `GEO-01`.
    public var code: String
    public var state = DefectState.new
    /// Rows of the parties, sorted by name; the enclosing parcel first for `nested-parcel`.
    public var parcels: [Int32]
    public var areaSquareMetres: Double?
    public var widthMetres: Double?
    /// A point inside the defect, metres in the working CRS.
    public var at: (x: Double, y: Double)?
    /// The ward's code; the lower one for a defect between two wards.
    public var ward: String?
    /// Another ward under which the defect is counted: it lies between that ward and this one.
    public var countedIn: String?
    /// Uncovered ground inside a single parcel.
    public var isHole = false
    public var shape = DefectShape.none
    /// What the message says beyond the figures.
    public var detail = DefectDetail.plain
    /// The engine's faults that it was made of, as indices.
    var faults: [Int32] = []
    /// What the id was made of.
    public var nameParts = DefectNameParts()

    /// Whether it counts among the open findings of its map.
    public var isOpen: Bool { state != .accepted && countedIn == nil }
}

/// The part of a defect's message that its kind and figures do not say.
public enum DefectDetail: Hashable, Sendable {
    case plain
    /// GEOS's words for an invalid ring.
    case reason(String)
    /// A gap that is open at an end.
    case openSlot
    /// Perhaps a parcel is missing here.
    case perhapsMissingParcel
    /// A vertex of the neighbours lies on an edge that has no vertex there.
    case missingVertex
    /// The other parties cover this share of the first parcel (over 99 %): left in after its split?
    case parentLeftIn(percent: Double)
    /// A value of the map and what it should agree with.
    case value(String, expected: String)
    /// A value that a newer one replaces.
    case superseded(String, by: String)
    /// Square metres stored, and the limit that the difference breaks.
    case storedArea(squareMetres: Double, limit: Double)
    case parts(Int)
    /// Share of crossing border parcels: the outline is coarser than the parcels.
    case coarseOutline(percent: Double)
    case swappedAxes
    /// The coordinates fit this CRS better: share of parcels in the named ward under each.
    case betterCRS(String, percent: Double, declaredPercent: Double)
    /// Metres that a line's end was moved or cut by, or that it is from the next line; nil where there is none.
    case distance(metres: Double?)
    /// Metres of boundary that are drawn twice.
    case drawnTwice(metres: Double)
    /// What the labels of a drawing say.
    case labels([String])
    /// Texts on top of each other.
    case piledTexts(Int)
    /// Square metres of a label and of the lines, and how much rounding explains.
    case labelArea(label: Double, drawn: Double, limit: Double)
    /// Metres between corners of two sheets.
    case otherSheet(String, metres: Double)
    /// The vector by which a sheet would have to move, in metres, and the corners that say so.
    case shift(sheet: String, dx: Double, dy: Double, corners: Int, percent: Double)
}
