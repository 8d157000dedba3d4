/// A sort of element in a DGN V7 file, by its number in the Intergraph Standard File Formats.
public struct DGNElementType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let cellLibraryHeader = DGNElementType(rawValue: 1)
    public static let cellHeader = DGNElementType(rawValue: 2)
    public static let line = DGNElementType(rawValue: 3)
    public static let lineString = DGNElementType(rawValue: 4)
    public static let groupData = DGNElementType(rawValue: 5)
    public static let shape = DGNElementType(rawValue: 6)
    public static let textNode = DGNElementType(rawValue: 7)
    public static let digitizerSetup = DGNElementType(rawValue: 8)
    public static let designFileHeader = DGNElementType(rawValue: 9)
    public static let levelSymbology = DGNElementType(rawValue: 10)
    public static let curve = DGNElementType(rawValue: 11)
    public static let complexChain = DGNElementType(rawValue: 12)
    public static let conic = DGNElementType(rawValue: 13)
    public static let complexShape = DGNElementType(rawValue: 14)
    public static let ellipse = DGNElementType(rawValue: 15)
    public static let arc = DGNElementType(rawValue: 16)
    public static let text = DGNElementType(rawValue: 17)
    public static let surface = DGNElementType(rawValue: 18)
    public static let solid = DGNElementType(rawValue: 19)
    public static let splinePoles = DGNElementType(rawValue: 21)
    public static let pointString = DGNElementType(rawValue: 22)
    public static let cone = DGNElementType(rawValue: 23)
    public static let splineSurface = DGNElementType(rawValue: 24)
    public static let splineBoundary = DGNElementType(rawValue: 25)
    public static let splineKnots = DGNElementType(rawValue: 26)
    public static let splineCurve = DGNElementType(rawValue: 27)
    public static let splineWeights = DGNElementType(rawValue: 28)
    public static let dimension = DGNElementType(rawValue: 33)
    public static let sharedCellDefinition = DGNElementType(rawValue: 34)
    public static let sharedCell = DGNElementType(rawValue: 35)
    public static let multiLine = DGNElementType(rawValue: 36)
    public static let tag = DGNElementType(rawValue: 37)
    public static let application = DGNElementType(rawValue: 66)
    public static let rasterHeader = DGNElementType(rawValue: 87)
    public static let rasterData = DGNElementType(rawValue: 88)

    private static let names: [Int: String] = [
        1: "cell library header", 2: "cell", 3: "line", 4: "line string", 5: "group data", 6: "shape", 7: "text node",
        8: "digitizer setup", 9: "design file header", 10: "level symbology", 11: "curve", 12: "complex chain",
        13: "conic", 14: "complex shape", 15: "ellipse", 16: "arc", 17: "text", 18: "surface", 19: "solid",
        21: "B-spline poles", 22: "point string", 23: "cone", 24: "B-spline surface", 25: "B-spline boundary",
        26: "B-spline knots", 27: "B-spline curve", 28: "B-spline weights", 33: "dimension",
        34: "shared cell definition", 35: "shared cell", 36: "multi-line", 37: "tag", 66: "application data",
        87: "raster", 88: "raster data",
    ]

    public var description: String { DGNElementType.names[rawValue] ?? "type \(rawValue)" }

    /// Whether elements of this sort draw nothing and hold no text.
    public var isInvisible: Bool {
        switch self {
        case .groupData, .digitizerSetup, .designFileHeader, .levelSymbology, .tag, .application: true
        // Kept by programs for themselves; MicroStation draws none of them.
        default: (38..<87).contains(rawValue) || rawValue > 88
        }
    }
}
