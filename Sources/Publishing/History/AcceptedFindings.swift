/// The findings that a person accepted: a table of id, reason, author and date, in any format that GDAL reads.
public struct AcceptedFindings: Sendable {
    /// As the user named it.
    public let path: String
    let ids: Set<String>
    /// Whether it holds what was accepted in other maps too: then an id that belongs to no finding is no mistake.
    public var isShared = false

    /// The columns that the table must have, with their Vietnamese names.
    private static let columns: [[String]] = [
        ["id", "mã lỗi", "ma_loi"], ["reason", "lý do", "ly_do"], ["author", "người chấp nhận", "nguoi_chap_nhan"],
        ["date", "ngày", "ngay"],
    ]

    /// - Throws: `FindingsError`.
    public init(_ path: String) throws {
        let table = try FindingsTable(path, columns: Self.columns, required: 4, option: "--accepted")
        ids = Set(table.rows.map { $0[0] }.filter { !$0.isEmpty })
        self.path = path
    }
}
