/// How a spreadsheet lost or bent a value, or may have. Raw values are the `rule` of a finding.
public enum CellDamage: String, CaseIterable, Hashable, Sendable, Codable {
    /// A personal number is too short: zeros in front of it may be gone. It is left as it is.
    case leadingZerosLost = "leading-zeros-lost"
    /// A ward code got its zeros back.
    case leadingZerosRestored = "leading-zeros-restored"
    /// `1.2345E+11`: digits are gone.
    case scientificNumber = "scientific-number"
    /// 45000 where a date is wanted; it was read as one.
    case dateSerial = "date-serial"
    /// A sheet or parcel number as "3-1" that became a date.
    case dateForNumber = "date-for-number"
    /// `12.0` for 12; read as 12.
    case trailingPointZero = "trailing-point-zero"
    /// A number that a spreadsheet holds as a text, as `245,8`: it is in none of its sums. It was read as the number.
    case numberAsText = "number-as-text"
    /// `#N/A` and the like; read as an empty cell.
    case errorValue = "error-value"
    /// An apostrophe in front; left out.
    case leadingApostrophe = "leading-apostrophe"
    /// No-break spaces around the value; left out.
    case noBreakSpace = "no-break-space"
    /// The text is exactly as long as old formats allow.
    case truncated
    /// An area that is no number.
    case unreadableArea = "unreadable-area"
    /// Areas as `1.234`, and nothing in the column shows whether the mark is one of thousands.
    case ambiguousArea = "ambiguous-area"

    /// Whether the value was read as what it was before: nothing is lost, but the source is still to be put right.
    public var isMended: Bool {
        switch self {
        case .leadingZerosRestored, .dateSerial, .trailingPointZero, .numberAsText, .leadingApostrophe, .noBreakSpace:
            true
        case .leadingZerosLost, .scientificNumber, .dateForNumber, .errorValue, .truncated, .unreadableArea,
            .ambiguousArea:
            false
        }
    }

    /// Whether it is a matter of a whole column, told once; otherwise each cell is told.
    public var isOfColumn: Bool { isMended || self == .ambiguousArea }

    /// "serial numbers read as dates".
    public func name(in language: Language) -> String {
        switch (self, language) {
        case (.leadingZerosLost, .en): "zeros in front may be lost; pad to 12 digits after checking"
        case (.leadingZerosLost, .vi): "có thể mất số 0 ở đầu; kiểm tra rồi bổ sung đủ 12 số"
        case (.leadingZerosRestored, .en): "ward codes got their leading zeros back"
        case (.leadingZerosRestored, .vi): "mã xã được bổ sung số 0 ở đầu"
        case (.scientificNumber, .en): "a long number was cut to the form 1.2E+11; digits are lost"
        case (.scientificNumber, .vi): "số dài bị đổi thành dạng 1.2E+11, mất chữ số"
        case (.dateSerial, .en): "serial numbers read as dates"
        case (.dateSerial, .vi): "số thứ tự ngày được đọc thành ngày"
        case (.dateForNumber, .en): "a number as 3-1 became a date"
        case (.dateForNumber, .vi): "số dạng 3-1 bị đổi thành ngày tháng"
        case (.trailingPointZero, .en): "12.0 is read as 12"
        case (.trailingPointZero, .vi): "12.0 được đọc là 12"
        case (.numberAsText, .en): "a number stored as text, as 245,8, is read as a number"
        case (.numberAsText, .vi): "số lưu dạng chữ, như 245,8, được đọc thành số"
        case (.errorValue, .en): "error values of formulas, read as empty"
        case (.errorValue, .vi): "giá trị lỗi của công thức, coi là ô trống"
        case (.leadingApostrophe, .en): "an apostrophe in front is left out"
        case (.leadingApostrophe, .vi): "bỏ dấu nháy đơn ở đầu"
        case (.noBreakSpace, .en): "no-break spaces are left out"
        case (.noBreakSpace, .vi): "bỏ khoảng trắng không ngắt"
        case (.truncated, .en): "the text may be cut off at 255"
        case (.truncated, .vi): "chữ có thể bị cắt ở 255 ký tự"
        case (.unreadableArea, .en): "the area is no number"
        case (.unreadableArea, .vi): "diện tích không phải là số"
        case (.ambiguousArea, .en): "areas as 1.234 may be thousands or not"
        case (.ambiguousArea, .vi): "diện tích dạng 1.234 có thể là hàng nghìn hoặc số lẻ"
        }
    }
}

/// A cell whose value was lost or bent, or a column of such cells.
public struct DamagedCell: Hashable, Sendable {
    /// Row among the records; of a column its first such row.
    public var record: Int32
    public var field: RecordField
    public var damage: CellDamage
    /// How many cells of the column are like this, where the damage is a matter of the column; else 1.
    public var count: Int32
    /// What it may have been; nil where nothing can be said, or the field is personal.
    public var suggestion: String?

    public init(
        record: Int32, field: RecordField, damage: CellDamage, count: Int32 = 1, suggestion: String? = nil
    ) {
        self.record = record
        self.field = field
        self.damage = damage
        self.count = count
        self.suggestion = suggestion
    }
}
