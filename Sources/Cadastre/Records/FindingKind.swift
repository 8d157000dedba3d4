/// What `reconcile` can find. Raw values are the `kind` of the JSON.
public enum FindingKind: String, CaseIterable, Hashable, Sendable, Comparable {
    // Which belongs to which.
    case parcelWithoutRecord = "parcel-without-record"
    case recordWithoutParcel = "record-without-parcel"
    case ambiguousMatch = "ambiguous-match"
    case otherWardRecord = "other-ward-record"
    case oldWardKey = "old-ward-key"
    case unknownWard = "unknown-ward"
    case wardEpochAmbiguous = "ambiguous-ward-epoch"
    // Keys.
    case duplicateKey = "duplicate-key"
    case missingKey = "missing-key"
    case duplicateParcelCode = "duplicate-parcel-code"
    case misplacedParcelCode = "misplaced-parcel-code"
    case duplicateRecord = "duplicate-record"
    case repeatedRecord = "repeated-record"
    case duplicateSerial = "duplicate-serial"
    // What they say of each other.
    case areaMismatch = "area-mismatch"
    case useAreaSum = "use-area-sum"
    case landUseMismatch = "land-use-mismatch"
    case invalidLandUse = "invalid-land-use"
    // What a record says.
    case missingField = "missing-field"
    case invalidSerial = "invalid-serial"
    case invalidRegisterNumber = "invalid-register-number"
    case invalidDate = "invalid-date"
    case invalidOwnerNumber = "invalid-owner-id"
    case numberWithTwoNames = "owner-id-with-two-names"
    case populationUnmatched = "population-unmatched"
    case damagedCell = "damaged-cell"
    case oldAddress = "old-address"

    public static func < (a: FindingKind, b: FindingKind) -> Bool { a.rawValue < b.rawValue }

    /// The catalogue's code where nothing special holds.
    public var code: String {
        switch self {
        case .parcelWithoutRecord: "REC-01"
        case .recordWithoutParcel: "REC-02"
        case .ambiguousMatch: "REC-04"
        case .otherWardRecord: "ADM-02"
        case .oldWardKey: "REC-03"
        case .unknownWard: "ADM-01"
        case .wardEpochAmbiguous: "KEY-06"
        case .duplicateKey: "KEY-01"
        case .missingKey: "KEY-02"
        case .duplicateParcelCode: "KEY-04"
        case .misplacedParcelCode: "KEY-05"
        case .duplicateRecord, .repeatedRecord: "REC-05"
        case .duplicateSerial: "GCN-02"
        case .areaMismatch: "REC-06"
        case .useAreaSum: "REC-08"
        case .landUseMismatch: "REC-09"
        case .invalidLandUse: "LBL-06"
        case .missingField, .invalidRegisterNumber, .invalidDate: "GCN-04"
        case .invalidSerial: "GCN-01"
        case .invalidOwnerNumber: "OWN-02"
        case .numberWithTwoNames: "OWN-06"
        case .populationUnmatched: "OWN-05"
        case .damagedCell: "TXT-03"
        case .oldAddress: "REC-10"
        }
    }

    /// The severity of the kind where nothing special holds: the catalogue's, but for a row that stands twice.
    public var severity: Severity {
        if self == .repeatedRecord { return .warning }
        guard let found = DefectCatalogue.defectClass(code: code) else {
            preconditionFailure("\(code) is not in the catalogue")
        }
        return found.severity
    }

    /// The three letters that begin an id.
    public var idPrefix: String {
        switch self {
        case .parcelWithoutRecord: "pwr"
        case .recordWithoutParcel: "rwp"
        case .ambiguousMatch: "amb"
        case .otherWardRecord: "oth"
        case .oldWardKey: "old"
        case .unknownWard: "unw"
        case .wardEpochAmbiguous: "epo"
        case .duplicateKey: "key"
        case .missingKey: "nky"
        case .duplicateParcelCode: "dpc"
        case .misplacedParcelCode: "mpc"
        case .duplicateRecord: "dpr"
        case .repeatedRecord: "rpr"
        case .duplicateSerial: "dps"
        case .areaMismatch: "rar"
        case .useAreaSum: "sum"
        case .landUseMismatch: "rlu"
        case .invalidLandUse: "use"
        case .missingField: "mis"
        case .invalidSerial: "ser"
        case .invalidRegisterNumber: "reg"
        case .invalidDate: "dat"
        case .invalidOwnerNumber: "own"
        case .numberWithTwoNames: "two"
        case .populationUnmatched: "pop"
        case .damagedCell: "cel"
        case .oldAddress: "adr"
        }
    }

    /// "Hồ sơ không có thửa trên bản đồ", "Record without parcel".
    public func name(in language: Language) -> String {
        switch (self, language) {
        case (.repeatedRecord, .vi): return "Một dòng hồ sơ lặp lại"
        case (.repeatedRecord, .en): return "Record listed twice"
        case (.otherWardRecord, .vi): return "Hồ sơ của xã, phường khác"
        case (.otherWardRecord, .en): return "Record of another ward"
        case (.missingField, .vi): return "Thiếu thông tin bắt buộc"
        case (.missingField, .en): return "Required field missing"
        case (.invalidRegisterNumber, .vi): return "Số vào sổ sai định dạng"
        case (.invalidRegisterNumber, .en): return "Bad register number"
        case (.invalidDate, .vi): return "Ngày tháng không hợp lệ"
        case (.invalidDate, .en): return "Invalid date"
        default:
            guard let found = DefectCatalogue.defectClass(code: code) else {
                preconditionFailure("\(code) is not in the catalogue")
            }
            return found.name(in: language)
        }
    }
}
