public import Cadastre

/// A key of the project file: what it takes and what it means. `run --help`, the schema and the reader's advice are made of
/// this one table.
public struct ProjectKey: Sendable {
    /// What a key takes.
    public enum Value: Sendable {
        /// A text; a number is taken as its digits.
        case text
        case day
        /// A file relative to the project's, or any source that GDAL names.
        case source
        /// One source, or a list of them.
        case sources
        /// A database of PostgreSQL.
        case database
        case choice([String])
        case choices([String])
        case metres
        /// A whole number from 1 up.
        case count
    }

    public let name: String
    public let value: Value
    private let vi: String
    private let en: String

    private init(_ name: String, _ value: Value, _ vi: String, _ en: String) {
        self.name = name
        self.value = value
        self.vi = vi
        self.en = en
    }

    public func meaning(in language: Language) -> String { language == .vi ? vi : en }

    /// Keys without which there is no project.
    public static let required = ["map"]

    /// All, in the order in which a file is written.
    public static let all: [ProjectKey] = [
        ProjectKey("name", .text, "tên của đợt chạy", "what the run is called"),
        ProjectKey(
            "date", .day, "ngày của mọi báo cáo, như 2025-11-10; nếu không có thì là ngày của đầu vào mới nhất",
            "of all reports, as 2025-11-10; else the newest input's"),
        ProjectKey("language", .choice(["vi", "en"]), "vi hoặc en", "vi or en"),
        ProjectKey(
            "map", .source, "một nguồn chứa mọi xã, phường, hoặc đường dẫn có {ward}: mỗi xã, phường một tệp",
            "one source with all wards, or a path with {ward} in it: one file for each ward"),
        ProjectKey(
            "layer", .text, "lớp của bản đồ, khi nguồn có nhiều lớp; trong cơ sở dữ liệu là schema.table",
            "of the map, where a source has several; of a database schema.table"),
        ProjectKey(
            "ward_field", .text, "trường ghi mã xã, phường của bản đồ, khi tên trường không thông dụng",
            "the field of the map that names the ward, where it is found by no usual name"),
        ProjectKey(
            "crs", .text, "hệ tọa độ của bản đồ, khi tệp không ghi", "that the map is in, where it does not say"),
        ProjectKey("work_crs", .text, "hệ tọa độ để tính toán", "to work in"),
        ProjectKey("wards", .source, "ranh giới các xã, phường", "outlines of the wards"),
        ProjectKey("scale", .count, "mẫu số tỷ lệ bản đồ", "denominator of the map scale"),
        ProjectKey(
            "records", .sources,
            "một biểu mẫu hoặc danh sách biểu mẫu; có {ward} trong đường dẫn: mỗi xã, phường một biểu",
            "a form or a list of forms; with {ward} in its path one for each ward"),
        ProjectKey(
            "population", .source, "trích xuất cơ sở dữ liệu dân cư", "extract of the population database"),
        ProjectKey(
            "crosswalk", .source, "bảng tham chiếu tờ bản đồ trước và sau sắp xếp",
            "table of sheets before and after"),
        ProjectKey("group_rules", .source, "JSON quy tắc phân nhóm", "JSON of the rules of groups"),
        ProjectKey("documents", .source, "bảng tiến độ", "table of progress"),
        ProjectKey("targets", .source, "bảng chỉ tiêu và thời hạn", "table of deadlines"),
        ProjectKey("branches", .source, "bảng chi nhánh", "table of branches"),
        ProjectKey(
            "accepted", .source, "bảng các lỗi đã chấp nhận: id, reason, author, date",
            "table of accepted findings: id, reason, author, date"),
        ProjectKey("tolerance", .metres, "sai số tiếp khớp, mét", "metres"),
        ProjectKey("max_gap_width", .metres, "bề rộng lớn nhất của khe hở, mét", "metres"),
        ProjectKey("ward_tolerance", .metres, "vượt ranh giới cho phép, mét", "metres"),
        ProjectKey("fix_level", .choice(["match", "limits"]), "match hoặc limits", "match or limits"),
        ProjectKey(
            "steps", .choices(WardStep.named.map(\.rawValue)),
            "các bước: \(WardStep.named.map(\.rawValue).joined(separator: ", "))",
            "of \(WardStep.named.map(\.rawValue).joined(separator: ", "))"),
        ProjectKey(
            "destination", .database, "cơ sở dữ liệu cũng nhận kết quả các xã, phường, như PG:dbname=...",
            "a database that gets the results of the wards too, as PG:dbname=..."),
        ProjectKey(
            "destination_schema", .text, "schema ở đó, chỉ dành cho các kết quả này: parcelmap",
            "the schema there, of these results alone: parcelmap"),
        ProjectKey("jobs", .count, "số xã, phường chạy cùng lúc", "wards at once"),
    ]
}
