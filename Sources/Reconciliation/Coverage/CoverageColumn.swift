public import Cadastre

/// One column of the table of `coverage`.
public struct CoverageColumn: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case text, count
        /// Square metres.
        case area
        case percent
        /// A number of things a day.
        case rate
        case date
    }

    /// As machines read it, with its unit.
    public let name: String
    public let kind: Kind
    public let titleVi: String
    public let titleEn: String
    /// Whether the rows of a sum add up.
    public let addsUp: Bool
    /// Whether it counts papers of people, so that a small number is kept back from what is published.
    public let countsPeople: Bool

    public func title(in language: Language) -> String { language == .vi ? titleVi : titleEn }

    /// Whether an earlier report's value is taken from it for a column of change.
    public var hasChange: Bool { CoverageColumn.compared.contains(name) }

    private init(
        _ name: String, _ kind: Kind, _ titleVi: String, _ titleEn: String, addsUp: Bool? = nil, people: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.titleVi = titleVi
        self.titleEn = titleEn
        self.addsUp = addsUp ?? (kind == .count || kind == .area)
        countsPeople = people
    }

    public static let changePrefix = "change_"

    /// The columns whose change since the previous report is told.
    private static let compared = [
        "parcels", "coverage_pct", "overlap_m2", "gap_m2", "outside_m2", "parcels_with_record", "record_pct", "records",
        "records_without_parcel", "group_0", "group_1", "group_2", "group_3", "documents_collected",
        "documents_scanned", "documents_entered", "documents_authenticated", "documents_created",
        "documents_synchronised", "defects_critical", "defects_error",
    ]

    private static let own: [CoverageColumn] = [
        CoverageColumn("ward_code", .text, "Mã xã/phường", "Ward code"),
        CoverageColumn("ward_name", .text, "Xã/phường", "Ward"),
        CoverageColumn("branch_code", .text, "Mã chi nhánh", "Branch code"),
        CoverageColumn("branch", .text, "Chi nhánh VPĐKĐĐ", "Branch"),
        CoverageColumn("level", .text, "Cấp", "Level"),
        CoverageColumn("ward_area_m2", .area, "Diện tích xã/phường (m²)", "Ward area (m²)"),
        CoverageColumn("parcels", .count, "Tổng số thửa trên bản đồ", "Parcels on the map"),
        CoverageColumn("parcel_area_m2", .area, "Tổng diện tích thửa (m²)", "Area of the parcels (m²)"),
        CoverageColumn("covered_m2", .area, "Diện tích được phủ (m²)", "Covered (m²)"),
        CoverageColumn("coverage_pct", .percent, "Tỷ lệ phủ diện tích (%)", "Covered (%)"),
        CoverageColumn("overlap_m2", .area, "Diện tích chồng (m²)", "Overlap (m²)"),
        CoverageColumn("uncovered_m2", .area, "Diện tích chưa phủ (m²)", "Uncovered (m²)"),
        CoverageColumn("gap_m2", .area, "Trong đó hở (m²)", "Of which gaps (m²)"),
        CoverageColumn("outside_m2", .area, "Vượt ranh giới (m²)", "Outside the outline (m²)"),
        CoverageColumn("parcels_needing_record", .count, "Số thửa cần có hồ sơ", "Parcels that need a record"),
        CoverageColumn("parcels_with_record", .count, "Số thửa có hồ sơ", "Parcels with a record", people: true),
        CoverageColumn("record_pct", .percent, "Tỷ lệ thửa có hồ sơ (%)", "With a record (%)"),
        CoverageColumn("records", .count, "Số hồ sơ", "Records", people: true),
        CoverageColumn(
            "records_without_parcel", .count, "Số hồ sơ chưa có thửa", "Records without a parcel", people: true),
        CoverageColumn("group_0", .count, "Chưa có CSDL", "In no database"),
        CoverageColumn("group_1", .count, "Nhóm 1", "Group 1"),
        CoverageColumn("group_2", .count, "Nhóm 2", "Group 2"),
        CoverageColumn("group_3", .count, "Nhóm 3", "Group 3"),
        CoverageColumn("documents_date", .date, "Ngày số liệu GCN", "Date of the documents"),
        CoverageColumn("documents_collected", .count, "GCN đã thu thập", "Collected", people: true),
        CoverageColumn("documents_scanned", .count, "GCN đã quét", "Scanned", people: true),
        CoverageColumn("documents_entered", .count, "GCN đã nhập", "Entered", people: true),
        CoverageColumn("documents_authenticated", .count, "Đã xác thực dân cư", "Authenticated", people: true),
        CoverageColumn("documents_created", .count, "Đã tạo lập", "Created", people: true),
        CoverageColumn("documents_synchronised", .count, "Đã đồng bộ", "Synchronised", people: true),
        CoverageColumn("target", .count, "Chỉ tiêu", "Target"),
        CoverageColumn("pace_per_day", .rate, "Tốc độ mỗi ngày", "Pace per day"),
        CoverageColumn("finish_forecast", .date, "Dự kiến hoàn thành", "Forecast of the finish"),
        CoverageColumn("deadline", .date, "Hạn hoàn thành", "Deadline"),
        CoverageColumn("late_days", .count, "Số ngày chậm", "Days late", addsUp: false),
        CoverageColumn("defects_critical", .count, "Lỗi đặc biệt nghiêm trọng", "Critical defects"),
        CoverageColumn("defects_error", .count, "Lỗi nghiêm trọng", "Errors"),
        CoverageColumn("defects_warning", .count, "Lỗi trung bình", "Warnings"),
        CoverageColumn("defects_info", .count, "Lỗi nhẹ", "Infos"),
        CoverageColumn("defects_new", .count, "Lỗi mới", "New defects"),
        CoverageColumn("defects_remaining", .count, "Lỗi còn tồn", "Remaining defects"),
        CoverageColumn("defects_resolved", .count, "Lỗi đã xử lý", "Resolved defects"),
        CoverageColumn("defects_accepted", .count, "Lỗi đã chấp nhận", "Accepted defects"),
        CoverageColumn("findings_new", .count, "Sai lệch hồ sơ mới", "New record findings", people: true),
        CoverageColumn(
            "findings_remaining", .count, "Sai lệch hồ sơ còn tồn", "Remaining record findings", people: true),
        CoverageColumn(
            "findings_resolved", .count, "Sai lệch hồ sơ đã xử lý", "Resolved record findings", people: true),
        CoverageColumn(
            "findings_accepted", .count, "Sai lệch hồ sơ đã chấp nhận", "Accepted record findings", people: true),
        CoverageColumn("area_agricultural_m2", .area, "Đất nông nghiệp (m²)", "Agricultural (m²)"),
        CoverageColumn("area_non_agricultural_m2", .area, "Đất phi nông nghiệp (m²)", "Non-agricultural (m²)"),
        CoverageColumn("area_unused_m2", .area, "Đất chưa sử dụng (m²)", "Unused (m²)"),
        CoverageColumn("area_other_use_m2", .area, "Không rõ loại đất (m²)", "Use not known (m²)"),
        CoverageColumn(
            "area_roads_water_m2", .area, "Trong đó giao thông, mặt nước (m²)", "Of which roads, water (m²)"),
        CoverageColumn("previous_date", .date, "Ngày báo cáo trước", "Previous report"),
    ]

    /// Columns that reports of the past may lack: a history that was begun before them is read as it is.
    public static let addedLater: Set<String> = Set(
        ["defects", "findings"].flatMap { prefix in
            ["new", "remaining", "resolved", "accepted"].map { "\(prefix)_\($0)" }
        })

    /// All, in the order of every output.
    public static let all: [CoverageColumn] =
        own
        + compared.compactMap { name in
            own.first { $0.name == name }.map { column in
                CoverageColumn(
                    changePrefix + name, column.kind, "Δ " + column.titleVi, "Δ " + column.titleEn, addsUp: false,
                    people: column.countsPeople)
            }
        }
}

/// A value of one cell. Numbers are rounded to four decimals, so that sums of rows are exact and reports can be kept.
public enum CoverageValue: Hashable, Sendable {
    case none
    case text(String)
    case count(Int)
    case number(Double)
    case date(CivilDate)
    /// A number of people from 1 to 4, not published.
    case suppressed

    public init(_ number: Double?) { self = number.map { .number(CoverageValue.rounded($0)) } ?? .none }
    public init(_ count: Int?) { self = count.map { .count($0) } ?? .none }
    public init(_ date: CivilDate?) { self = date.map { .date($0) } ?? .none }
    public init(_ text: String?) { self = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .none }

    public var number: Double? {
        switch self {
        case .count(let count): Double(count)
        case .number(let number): number
        default: nil
        }
    }

    public var count: Int? { if case .count(let count) = self { count } else { nil } }
    public var date: CivilDate? { if case .date(let date) = self { date } else { nil } }
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    static func rounded(_ number: Double) -> Double { (number * 1e4).rounded() / 1e4 }
}

/// One row of the table.
public struct CoverageRow: Hashable, Sendable {
    public enum Level: String, Hashable, Sendable {
        case ward
        /// Parcels, defects, records and documents of no known ward.
        case unassigned
        case branch, city
    }

    public var level: Level
    /// By column name; a column that is not there has no value.
    public var values: [String: CoverageValue]
    /// Parcels that need a record and have one: what `record_pct` is made of, while sums are being made.
    var neededWithRecord: Int?

    public init(level: Level, values: [String: CoverageValue] = [:]) {
        self.level = level
        self.values = values
        self.values["level"] = .text(level.rawValue)
    }

    public subscript(_ column: String) -> CoverageValue {
        get { values[column] ?? .none }
        set { values[column] = newValue }
    }

    /// What two reports recognise the row by.
    public var key: String {
        "\(level.rawValue)/\(self["ward_code"].text ?? "")/\(level == .branch ? self["branch_code"].text ?? "" : "")"
    }

    /// The code of the row of no known ward.
    public static let unassignedCode = "_unassigned"
}
