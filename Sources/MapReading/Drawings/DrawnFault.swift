public import PlanarCoverage

/// What a drawing lacks, or has too much of, as parcels. Lengths are metres.
public struct DrawnFault: Sendable {
    public enum Kind: Hashable, Sendable {
        /// A boundary line ends and meets nothing; the distance is that of the nearest other line, nil where there is none.
        case looseEnd(distance: Double?)
        /// A boundary line ended so far from the next; it was drawn on.
        case undershoot(distance: Double)
        /// A boundary line ran so far past the next; it was cut.
        case overshoot(distance: Double)
        /// A boundary is drawn twice over so many metres.
        case doubledLine(length: Double)
        /// Two boundary lines with so much between them, where one is meant; one was taken.
        case nearlyDoubledLine(width: Double)
        /// A parcel without a number; whether its label has other parts.
        case unlabelled(hasOtherParts: Bool)
        /// The labels in one parcel.
        case severalLabels([String])
        /// A label that lies in no parcel.
        case orphanLabel(String)
        case unreadableLabel(String)
        /// So many texts stand on top of each other at one place.
        case piledTexts(count: Int)
        /// The area of the label against that of the lines, square metres, and how much rounding explains.
        case labelArea(label: Double, drawn: Double, limit: Double)
        /// A corner on the edge of a sheet and its counterpart on the next sheet.
        case sheetEdge(distance: Double, otherSheet: String)
        /// All corners of a sheet differ from their counterparts by one vector.
        case shiftedSheet(dx: Double, dy: Double, vectors: Int, share: Double)
        /// A parcel whose inner point lies outside the frame of its sheet.
        case outsideSheet
    }

    public var kind: Kind
    /// An index of `DrawnMap.sheets`.
    public var sheet: Int
    /// Rows of the map.
    public var parcels: [Int32] = []
    public var at: GridPoint
    /// Lines that show the fault; empty where a point says it all.
    public var paths: [[GridPoint]] = []
    /// The number of an element of the drawing that it is about.
    public var element: Int32?

    init(
        _ kind: Kind, sheet: Int, at: GridPoint, parcels: [Int32] = [], paths: [[GridPoint]] = [], element: Int32? = nil
    ) {
        self.kind = kind
        self.sheet = sheet
        self.at = at
        self.parcels = parcels
        self.paths = paths
        self.element = element
    }
}
