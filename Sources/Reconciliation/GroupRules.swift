public import Cadastre

/// What a parcel must meet to be in group 1: "đúng, đủ, sạch, sống".
public enum GroupCondition: String, CaseIterable, Hashable, Sendable, Codable {
    /// One parcel has one set of records, with one certificate (or several shares of it).
    case oneRecordSet = "one-record-set"
    /// No open defect or finding as bad as an error.
    case noError = "no-error"
    /// None of a warning either.
    case noWarning = "no-warning"
    /// Every required field of its records has a value.
    case requiredFields = "required-fields"
    /// Every holder has a personal (or an organisation's) number of a right form.
    case ownerNumber = "owner-number"
    /// Every holder is matched with the population database ("khớp").
    case populationMatched = "population-matched"
    /// The certificate is scanned.
    case scan
    /// Space, attributes and documents are synchronised; asked only of records that say it.
    case synchronised
    /// The electronic register page is exported; asked only of records that say it.
    case registerExported = "register-exported"

    /// As reports say it.
    public func name(in language: Language) -> String {
        switch (self, language) {
        case (.oneRecordSet, .vi): "một thửa ứng với một bộ hồ sơ"
        case (.oneRecordSet, .en): "one parcel, one set of records"
        case (.noError, .vi): "không còn lỗi nghiêm trọng"
        case (.noError, .en): "no open error"
        case (.noWarning, .vi): "không còn lỗi trung bình"
        case (.noWarning, .en): "no open warning"
        case (.requiredFields, .vi): "đủ các trường bắt buộc"
        case (.requiredFields, .en): "all required fields"
        case (.ownerNumber, .vi): "có số định danh đúng cấu trúc"
        case (.ownerNumber, .en): "an identification number of a right form"
        case (.populationMatched, .vi): "khớp với CSDL quốc gia về dân cư"
        case (.populationMatched, .en): "matched with the population database"
        case (.scan, .vi): "có bản quét giấy chứng nhận"
        case (.scan, .en): "a scan of the certificate"
        case (.synchronised, .vi): "đồng bộ 3 khối thông tin"
        case (.synchronised, .en): "three blocks synchronised"
        case (.registerExported, .vi): "đã xuất sổ địa chính điện tử"
        case (.registerExported, .en): "register page exported"
        }
    }
}

/// Why a parcel is in group 3: its data cannot be used and must be built anew.
public enum UnusableReason: String, CaseIterable, Hashable, Sendable, Codable {
    case noGeometry = "no-geometry"
    case noAttributes = "no-attributes"
    /// Several parcels have one key, and records that no parcel can be chosen for.
    case keyCollision = "key-collision"

    public func name(in language: Language) -> String {
        switch (self, language) {
        case (.noGeometry, .vi): "thửa không có hình"
        case (.noGeometry, .en): "no geometry"
        case (.noAttributes, .vi): "chỉ có hình, không có thuộc tính"
        case (.noAttributes, .en): "geometry without attributes"
        case (.keyCollision, .vi): "trùng số tờ, số thửa chưa xử lý được"
        case (.keyCollision, .en): "a key that several parcels have"
        }
    }
}

/// The rules of the groups of parcels, as data: the office's own may differ (domain.md, 1.2 and 12).
///
/// Group 0 has neither record nor certificate in any database; group 1 meets all conditions; group 3 is unusable for one
/// of the reasons; everything else is group 2.
public struct GroupRules: Hashable, Sendable, Codable {
    public var group1: [GroupCondition]
    public var group3: [UnusableReason]
    /// Names of the fields (`RecordField.name`) that every record must have; of an owner and an organisation one is enough.
    public var requiredFields: [String]
    /// Land-use codes of ground that needs no record: roads, water, irrigation.
    public var usesWithoutRecord: [String]

    public init(
        group1: [GroupCondition] = GroupCondition.allCases, group3: [UnusableReason] = UnusableReason.allCases,
        requiredFields: [String] = [
            "serial", "issue_date", "register_number", "owner", "sheet", "parcel", "area", "use1",
        ],
        usesWithoutRecord: [String] = ["DGT", "DTL", "SON", "MNC", "BCS", "DCS", "NCS", "CGT", "MCS"]
    ) {
        self.group1 = group1
        self.group3 = group3
        self.requiredFields = requiredFields
        self.usesWithoutRecord = usesWithoutRecord
    }

    private enum CodingKeys: String, CodingKey {
        case group1, group3
        case requiredFields = "required_fields"
        case usesWithoutRecord = "uses_without_record"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        group1 = try values.decodeIfPresent([GroupCondition].self, forKey: .group1) ?? group1
        group3 = try values.decodeIfPresent([UnusableReason].self, forKey: .group3) ?? group3
        requiredFields = try values.decodeIfPresent([String].self, forKey: .requiredFields) ?? requiredFields
        usesWithoutRecord = try values.decodeIfPresent([String].self, forKey: .usesWithoutRecord) ?? usesWithoutRecord
    }
}

/// The group of one parcel and why.
public struct ParcelGrouping: Hashable, Sendable {
    /// 0 to 3; `noRecordNeeded` for roads and water.
    public var group: UInt8 = 0
    /// The conditions of group 1 that it does not meet: what would bring it there.
    private var unmetBits: UInt16 = 0
    private var unusableBits: UInt8 = 0

    public static let noRecordNeeded: UInt8 = 255

    public init() {}

    public var unmet: [GroupCondition] {
        GroupCondition.allCases.enumerated().filter { unmetBits & 1 << $0.offset != 0 }.map(\.element)
    }

    public var unusable: [UnusableReason] {
        UnusableReason.allCases.enumerated().filter { unusableBits & 1 << $0.offset != 0 }.map(\.element)
    }

    mutating func miss(_ condition: GroupCondition) {
        if let place = GroupCondition.allCases.firstIndex(of: condition) { unmetBits |= 1 << place }
    }

    /// Adds what another record of the parcel misses.
    mutating func formUnion(_ other: ParcelGrouping) {
        unmetBits |= other.unmetBits
        unusableBits |= other.unusableBits
    }

    mutating func isUnusable(for reason: UnusableReason) {
        if let place = UnusableReason.allCases.firstIndex(of: reason) { unusableBits |= 1 << place }
    }

    /// Settles the group once all is known.
    mutating func settle(_ rules: GroupRules, hasRecord: Bool, needsRecord: Bool) {
        if unusable.contains(where: { rules.group3.contains($0) }) {
            group = hasRecord || needsRecord ? 3 : Self.noRecordNeeded
        } else if !hasRecord {
            group = needsRecord ? 0 : Self.noRecordNeeded
        } else {
            group = unmet.contains { rules.group1.contains($0) } ? 2 : 1
        }
    }
}
