/// How a record found its parcel. Steps are tried in this order, the key without zeros last (domain.md, section 5).
public enum MatchStep: UInt8, CaseIterable, Hashable, Sendable {
    /// Ward, sheet and parcel number are the parcel's.
    case key
    /// They are but for leading zeros, which spreadsheets lose.
    case keyWithoutZeros
    /// The ward's table of old and new sheets says so (Bảng tham chiếu).
    case sheetCrosswalk
    /// The parcel code is the parcel's.
    case parcelCode
    /// The map carries the old sheet and parcel number.
    case oldNumber
    /// The old ward went whole into this one, and one parcel there has the number.
    case wardMapping

    /// As JSON has it.
    public var name: String {
        switch self {
        case .key: "key"
        case .keyWithoutZeros: "key-without-zeros"
        case .sheetCrosswalk: "sheet-crosswalk"
        case .parcelCode: "parcel-code"
        case .oldNumber: "old-number"
        case .wardMapping: "ward-mapping"
        }
    }

    /// Whether the record names its parcel by an older key, which is to be converted.
    public var isOfOldKey: Bool { self == .sheetCrosswalk || self == .oldNumber || self == .wardMapping }
}
