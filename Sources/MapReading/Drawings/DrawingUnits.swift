/// What the numbers of a drawing mean.
public struct DrawingUnits: Hashable, Sendable {
    /// `m`, as the file spells it; empty where it says nothing.
    public var masterUnit: String
    public var subUnit: String
    public var subUnitsPerMaster: Int
    /// Units of resolution in a sub unit.
    public var unitsPerSubUnit: Int
    /// The factor by which coordinates were multiplied.
    public var metresPerMaster: Double
    /// The coordinates, in master units, of the point 0, 0 of the units of resolution. Hanoi's is 500000, 1000000.
    public var originX: Double
    public var originY: Double
    /// 2 or 3.
    public var dimension: Int

    public init(
        masterUnit: String, subUnit: String = "", subUnitsPerMaster: Int = 1, unitsPerSubUnit: Int = 1,
        metresPerMaster: Double = 1, originX: Double = 0, originY: Double = 0, dimension: Int = 2
    ) {
        self.masterUnit = masterUnit
        self.subUnit = subUnit
        self.subUnitsPerMaster = subUnitsPerMaster
        self.unitsPerSubUnit = unitsPerSubUnit
        self.metresPerMaster = metresPerMaster
        self.originX = originX
        self.originY = originY
        self.dimension = dimension
    }

    /// What formats without units of resolution are in.
    public static let metres = DrawingUnits(masterUnit: "m")

    /// The step in which coordinates are stored, in metres; nil where they are floating-point numbers.
    public var stepMetres: Double? {
        let steps = subUnitsPerMaster * unitsPerSubUnit
        return steps > 1 ? metresPerMaster / Double(steps) : nil
    }
}

/// One thing that reading a drawing noticed.
public enum DrawingNote: Hashable, Sendable {
    /// The drawing is in three dimensions: heights are not used.
    case heightsIgnored
    /// Coordinates in another unit were multiplied to be metres.
    case scaled(unit: String, metresPerUnit: Double)
    /// The master unit has no name, or one that means nothing: taken as metres.
    case unitAssumed(name: String)
    /// The file's origin is another one than the national one; coordinates are right nevertheless.
    case originNotNational(x: Double, y: Double)
    /// The working units are not metre, millimetre, 1000.
    case unitsNotNational
    /// A reference file that is not read.
    case referenceNotRead(file: String)
    /// Elements of a sort that is not read, by what the format calls it.
    case notRead(element: String, count: Int)
    /// Curves and arcs became chords that leave them by so much at most.
    case curvesStroked(count: Int, toleranceMetres: Double)
    /// Elements that are marked as deleted.
    case deletedIgnored(count: Int)
    /// Elements on layers that are frozen or switched off, which are not used.
    case hiddenIgnored(layers: [String], count: Int)
    /// Elements whose own numbers contradict each other, as element `first`.
    case malformed(count: Int, first: Int)
    /// Texts of which no letter can be told.
    case unreadableTexts(count: Int)
    /// Hatches and fills that are not line work.
    case hatchesIgnored(count: Int)
    /// What stands behind the end mark.
    case bytesBehindEnd(count: Int)
    /// A DGN that ends with its last element.
    case endMarkMissing
    /// What the library remarked.
    case said(String)
}
