import CGDAL

/// What a DGN V7 file says of its units, in its terminal control block.
public struct DGNHeader: Hashable, Sendable {
    /// 2 or 3.
    public var dimension: Int
    /// Names of two letters at most, as `m` and `mm`.
    public var masterUnit: String
    public var subUnit: String
    public var subUnitsPerMaster: Int
    /// Units of resolution in a sub unit: coordinates are whole numbers of them, of 32 bits.
    public var unitsPerSubUnit: Int
    /// The coordinates of the units' zero point, in master units.
    public var originX: Double
    public var originY: Double

    public init(
        dimension: Int, masterUnit: String, subUnit: String, subUnitsPerMaster: Int, unitsPerSubUnit: Int,
        originX: Double, originY: Double
    ) {
        self.dimension = dimension
        self.masterUnit = masterUnit
        self.subUnit = subUnit
        self.subUnitsPerMaster = subUnitsPerMaster
        self.unitsPerSubUnit = unitsPerSubUnit
        self.originX = originX
        self.originY = originY
    }

    /// What Vietnam's cadastral maps are drawn in: metres, millimetres, 1000, and 500,000 and 1,000,000 in the middle
    /// (Circular 25/2014, Article 5).
    public static let vietnam = DGNHeader(
        dimension: 2, masterUnit: "m", subUnit: "mm", subUnitsPerMaster: 1000, unitsPerSubUnit: 1,
        originX: 500_000, originY: 1_000_000)

    /// Units of resolution in a master unit; 0 in a damaged header.
    public var unitsPerMaster: Double { Double(subUnitsPerMaster) * Double(unitsPerSubUnit) }

    init(_ block: DGNElemTCB) {
        dimension = Int(block.dimension)
        masterUnit = DGNHeader.name(block.master_units)
        subUnit = DGNHeader.name(block.sub_units)
        subUnitsPerMaster = block.subunits_per_master
        unitsPerSubUnit = block.uor_per_subunit
        // The library subtracts the origin.
        originX = 0 - block.origin_x
        originY = 0 - block.origin_y
    }

    private static func name(_ letters: (CChar, CChar, CChar)) -> String {
        let bytes = [UInt8(bitPattern: letters.0), UInt8(bitPattern: letters.1)]
        return String(decoding: bytes.prefix { $0 > 0x20 && $0 < 0x80 }, as: UTF8.self)
    }
}

/// How far a DGN V7 file was read.
public struct DGNReach: Hashable, Sendable {
    /// What stands behind the last element.
    public enum End: Hashable, Sendable {
        /// The end mark, and nothing of weight behind it.
        case mark
        /// Nothing: the end mark is missing.
        case bare
        /// An element that is not there as a whole.
        case cutOff
        /// The end mark, and behind it more elements.
        case elementsBehind
    }

    public var end: End
    /// Bytes up to the end of the last whole element.
    public var bytesRead: Int
    public var byteCount: Int
    public var elementCount: Int
    /// Whole elements whose contents contradict themselves, so that the library cannot tell what they are.
    public var malformedCount = 0
    public var firstMalformed: Int?
}
