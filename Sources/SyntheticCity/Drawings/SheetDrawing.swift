public import Cadastre

/// A ward as the drawings of its sheets, and everything that is known of them.
public struct WardSheets: Sendable {
    public let ward: Ward
    public internal(set) var sheets: [SheetDrawing] = []
    /// Every parcel with its true label, in the order of sheets and numbers.
    public internal(set) var labels: [LabelTruth] = []
    public internal(set) var faults: [DrawingFault] = []

    init(ward: Ward) { self.ward = ward }
}

/// The lines and texts of one cadastral sheet, at the levels of Circular 26/2024, Appendix 21.
public struct SheetDrawing: Sendable {
    public let number: Int
    public internal(set) var lines: [DrawnLine] = []
    public internal(set) var points: [(at: CityPoint, level: UInt8)] = []
    public internal(set) var texts: [SheetText] = []
    /// The denominator of its scale.
    public let scale = 500

    init(number: Int) { self.number = number }

    /// Moves everything.
    mutating func shift(byX x: Int32, y: Int32) {
        func moved(_ p: CityPoint) -> CityPoint { CityPoint(x: p.x + x, y: p.y + y) }
        for k in lines.indices { lines[k].points = lines[k].points.map(moved) }
        for k in points.indices { points[k].at = moved(points[k].at) }
        for k in texts.indices { texts[k].at = moved(texts[k].at) }
    }
}

/// A line of a sheet; a ring ends with its first point.
public struct DrawnLine: Sendable {
    public var points: [CityPoint]
    public var level: UInt8
    /// The lots on its two sides, as numbers of `DraftedLots`; nil where there is none, or where lots are not its matter.
    var lots: (Int?, Int?) = (nil, nil)
}

/// A text of a sheet.
public struct SheetText: Sendable {
    /// The point of the text that is placed.
    public enum Anchor: Sendable {
        case bottomLeft, bottomCentre, topCentre, middleLeft, centre
    }

    public var text: String
    public var at: CityPoint
    public var level: UInt8
    public var heightMetres: Double
    /// A vector of length 1 in the direction of writing.
    public var along: (x: Double, y: Double)
    public var anchor: Anchor
}

/// The levels that sheets use.
enum SheetLevel {
    static let landUse: UInt8 = 2
    static let area: UInt8 = 4
    static let boundary: UInt8 = 10
    static let labelPoint: UInt8 = 11
    static let number: UInt8 = 13
    static let house: UInt8 = 14
    static let houseNote: UInt8 = 16
    static let street: UInt8 = 23
    static let legalLandUse: UInt8 = 29
    static let water: UInt8 = 32
    static let wardLine: UInt8 = 46
    static let frame: UInt8 = 63
}

/// What a parcel's label says by right.
public struct LabelTruth: Sendable {
    public var ward: String
    public var sheet: Int
    public var number: Int
    /// To 0.1 square metres.
    public var areaSquareMetres: Double
    public var landUse: String
    /// A point inside the parcel.
    public var at: CityPoint
    /// Whether the label stands outside, at the end of a line.
    public var hasLeader = false
    /// The sheet that has the other part of a parcel that a sheet's edge cuts.
    public var otherSheet: Int?
}

/// A fault that was put into a drawing.
public struct DrawingFault: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A line that ends before the line it should reach, and one that ends behind it.
        case undershoot, overshoot
        case doubledLine = "doubled-line"
        case missingLabel = "missing-label"
        /// A second label with another number in one parcel.
        case twoLabels = "two-labels"
        case labelOutside = "label-outside"
        case wrongArea = "wrong-area"
        case duplicateNumber = "duplicate-number"
        case unreadableLabel = "unreadable-label"
        case shiftedSheet = "shifted-sheet"
        /// No fault, but something to be joined: a sheet's edge runs through a parcel.
        case cutParcel = "cut-parcel"
        /// No fault: ground without a label, as lakes and the streets that are no parcels; it may span sheets.
        case openGround = "open-ground"
    }

    public var kind: Kind
    /// `within` and `beyond` 15 mm; `exact` and `shifted`.
    public var variant = ""
    /// Nil for what spans sheets.
    public var sheet: Int?
    public var at: CityPoint
    /// Metres for lines and shifts, square metres for areas; nil where there is no size.
    public var size: Double?
    /// Sheet and number of the parcels that it is about.
    public var parcels: [(sheet: Int, number: Int)]
    /// How far everything on the sheet is shifted, in millimetres.
    public var shift: (x: Int32, y: Int32)?
}
