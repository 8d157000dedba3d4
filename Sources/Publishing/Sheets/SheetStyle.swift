public import CairoKit

/// How sheets look: colours, line widths, fonts. Widths and sizes are millimetres of paper.
public struct SheetStyle: Hashable, Sendable {
    /// Font families, the best first; one that lacks Vietnamese letters is passed over.
    public var fonts = ["DejaVu Sans", "Noto Sans"]
    /// Ems of labels in parcels, the usual first; what does not fit is tried in the next.
    public var labelSizes = [2.2, 1.9, 1.65, 1.45, 1.3]
    /// The em of labels that stand outside with a leader.
    public var ledLabelSize = 1.45
    /// Room around a label.
    public var labelMargin = 0.25
    public var longestLeader = 28.0
    public var inks: [Part: Ink] = Part.inks
    public var widths: [Part: Double] = Part.widths
    /// Fills of parcels by their first land-use code; others stay white.
    public var landUseFills: [String: Ink] = SheetStyle.usualFills

    /// What has a colour or a width of its own.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        case parcelLine = "parcel_line"
        case neighbourLine = "neighbour_line"
        case wardLine = "ward_line"
        case leader
        case frame
        case gridCross = "grid_cross"
        case number, area
        case landUse = "land_use_code"
        case text
        case highlight
        case critical, error, warning, info
        case group0 = "group_0"
        case group1 = "group_1"
        case group2 = "group_2"
        case group3 = "group_3"
        case noRecordNeeded = "no_record_needed"
        case class1 = "class_1"
        case class2 = "class_2"
        case class3 = "class_3"
        case class4 = "class_4"
        case class5 = "class_5"
        case unknown

        static let inks: [Part: Ink] = Dictionary(
            uniqueKeysWithValues: allCases.map { ($0, Ink(hex: $0.usualInk) ?? .black) })

        static let widths: [Part: Double] = [
            .parcelLine: 0.18, .neighbourLine: 0.1, .wardLine: 0.5, .leader: 0.1, .frame: 0.5, .gridCross: 0.1,
            .highlight: 0.5, .critical: 0.45, .error: 0.4, .warning: 0.35, .info: 0.2,
        ]

        private var usualInk: String {
            switch self {
            case .parcelLine, .frame, .text, .number: "#000000"
            case .neighbourLine: "#A0A0A0"
            case .wardLine: "#B000B0"
            case .leader: "#505050"
            case .gridCross: "#4A7A4A"
            case .area: "#202020"
            case .landUse: "#8A2A10"
            case .highlight: "#C81010"
            case .critical: "#7A0177"
            case .error: "#CB181D"
            case .warning: "#E67800"
            case .info: "#527496"
            case .group0: "#E8E8E8"
            case .group1: "#B7E1B5"
            case .group2: "#FDE3A1"
            case .group3: "#F6B9A5"
            case .noRecordNeeded: "#F4F4F4"
            case .class1: "#D73027"
            case .class2: "#FDAE61"
            case .class3: "#FEE08B"
            case .class4: "#A6D96A"
            case .class5: "#1A9850"
            case .unknown: "#DDDDDD"
            }
        }
    }

    /// Roads and water in the tints of land-use maps, a shade lighter so that labels stand out.
    static let usualFills: [String: Ink] = {
        let table = [
            "DGT": "#FBE3C0", "DTL": "#CFF3F5", "SON": "#BFEDF7", "MNC": "#C9F1F7", "NTS": "#D8F3F5",
            "NTD": "#E6E6E6", "DKV": "#DDF2D3",
        ]
        return table.compactMapValues { Ink(hex: $0) }
    }()

    public init() {}

    func ink(_ part: Part) -> Ink { inks[part] ?? .black }
    func width(_ part: Part) -> Double { widths[part] ?? 0.15 }
}
