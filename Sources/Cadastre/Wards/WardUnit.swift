/// A ward, commune or township (đơn vị hành chính cấp xã) of one epoch.
public struct WardUnit: Hashable, Sendable {
    public struct District: Hashable, Sendable {
        /// Three digits, as `002`.
        public let code: String
        /// With its type, as "Quận Hoàn Kiếm".
        public let name: String
    }

    public let epoch: WardEpoch
    /// Five digits, as `00082`.
    public let code: String
    /// Without its type, as "Cửa Nam".
    public let bareName: String
    public let kind: Ward.Kind
    /// Nil since 1 July 2025.
    public let district: District?

    /// With its type, as "Phường Cửa Nam".
    public var name: String {
        switch kind {
        case .ward: "Phường \(bareName)"
        case .commune: "Xã \(bareName)"
        case .township: "Thị trấn \(bareName)"
        }
    }
}

/// What a text says when it should be a ward code of one epoch.
public enum WardUnitReading: Hashable, Sendable {
    case listed(WardUnit)
    /// The code without its leading zeros, as spreadsheets leave it: to be taken only with a note.
    case withoutLeadingZeros(WardUnit)
    case unlisted
}

/// What an old ward gave to a new one on 1 July 2025.
public struct WardShare: Hashable, Sendable {
    /// Code in `WardEpoch.firstHalf2025`.
    public let oldCode: String
    /// Code in `WardEpoch.sinceJuly2025`.
    public let newCode: String
    /// All of the old ward went there. A parcel of an old ward that was split has to be found by its place.
    public let isWhole: Bool
    /// The new ward to take for the old one where nothing tells which; exactly one of an old ward's shares.
    public let isDefault: Bool
    /// False where the published conversion tables disagree: Cổ Bi (00553), Đặng Xá (00556) and Văn Khê (09013).
    public let isConfirmed: Bool
}
