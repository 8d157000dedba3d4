public import Cadastre
import MapReading
public import Reconciliation

/// Reads the tables that offices keep of their progress.
///
/// A row that cannot be read stops the run, and the message names file and row; what can be read and is doubtful is noted.
public struct ProgressTables {
    /// Resolves what tables write of wards.
    private let wards: WardNaming
    private let date: CivilDate
    private let language: Language
    public private(set) var notes: [ReportNote] = []

    /// - Parameters:
    ///   - codes: of the outlines.
    ///   - date: of the report; later rows are left out.
    public init(codes: [String], names: [String], date: CivilDate, language: Language) {
        wards = WardNaming(codes: codes, names: names)
        self.date = date
        self.language = language
    }

    private static let wardNames = [
        "ward", "ward_code", "mã xã", "mã phường", "mã xã/phường", "mã xã phường", "mã đvhc", "xã/phường", "xã phường",
        "phường/xã", "phường", "xã", "tên xã", "tên phường", "đơn vị", "ward_name",
    ]

    /// Reads `--documents`.
    public mutating func documents(_ path: String) throws -> [DocumentRow] {
        let table = try OfficeTable(
            path,
            columns: [
                Self.wardNames, ["date", "ngày", "ngày báo cáo", "ngày số liệu", "tính đến ngày"],
                ["residential_group", "tổ dân phố", "tổ dân phố/thôn", "thôn/tổ dân phố", "thôn", "tdp"],
                ["working_group", "tổ công tác", "nhóm công tác", "tổ/nhóm công tác"],
                ["collected", "đã thu thập", "thu thập", "GCN đã thu thập", "số GCN đã thu thập"],
                ["scanned", "đã quét", "quét", "đã scan", "scan", "GCN đã quét"],
                ["entered", "đã nhập", "nhập", "nhập liệu", "đã nhập liệu", "GCN đã nhập"],
                ["authenticated", "đã xác thực", "xác thực", "đã xác thực dân cư", "xác thực dân cư"],
                ["created", "đã tạo lập", "tạo lập", "đã tạo lập CSDL"],
                ["synchronised", "synchronized", "đã đồng bộ", "đồng bộ"],
                ["obstacle", "vướng mắc", "khó khăn", "khó khăn, vướng mắc", "loại vướng mắc", "lý do"],
                ["obstacle_count", "số vướng mắc", "số lượng vướng mắc", "số trường hợp", "số trường hợp vướng mắc"],
            ], required: 2, option: "--documents")
        var rows: [DocumentRow] = []
        var future: [Int] = []
        var sums: [Int] = []
        var unknown: [String: [Int]] = [:]
        for row in table.rows {
            if Self.isSum(row.cells[0]) {
                sums.append(row.number)
                continue
            }
            guard let day = try day(row.cells[1], row, table) else {
                future.append(row.number)
                continue
            }
            let code = wards.code(of: row.cells[0])
            if code == nil { unknown[row.cells[0], default: []].append(row.number) }
            let counts = try (4...9).map { try count(row.cells[$0], row, table) }
            let obstacle = row.cells[10]
            let obstacleCount = try count(row.cells[11], row, table)
            if obstacle.isEmpty, let obstacleCount, obstacleCount > 0 {
                throw ReadingError(
                    .unusableData,
                    "\(table.place(row)): \(obstacleCount) cases without an obstacle; write which, or leave the count out"
                )
            }
            rows.append(
                DocumentRow(
                    ward: code ?? CoverageRow.unassignedCode, residentialGroup: row.cells[2],
                    workingGroup: row.cells[3],
                    date: day, counts: counts, obstacle: ObstacleKind.read(obstacle)?.code ?? obstacle,
                    obstacleCount: obstacleCount ?? (obstacle.isEmpty ? 0 : 1)))
        }
        note(table, future, "dòng có ngày sau \(date): không tính", "rows of days after \(date): left out")
        note(table, sums, "dòng tổng cộng: không tính", "rows of sums: left out")
        noteUnknown(table, unknown)
        return rows
    }

    /// Reads `--targets`; the targets by ward code.
    public mutating func targets(_ path: String) throws -> [String: WardTarget] {
        let table = try OfficeTable(
            path,
            columns: [
                Self.wardNames, ["deadline", "hạn", "hạn hoàn thành", "thời hạn", "ngày hoàn thành"],
                ["target", "chỉ tiêu", "kế hoạch", "số phải làm", "tổng số GCN"],
            ], required: 1, option: "--targets")
        var targets: [String: WardTarget] = [:]
        var unknown: [String: [Int]] = [:]
        for row in table.rows where !Self.isSum(row.cells[0]) {
            let target = WardTarget(
                deadline: row.cells[1].isEmpty ? nil : try anyDay(row.cells[1], row, table),
                target: try count(row.cells[2], row, table))
            guard let code = wards.code(of: row.cells[0]) else {
                unknown[row.cells[0], default: []].append(row.number)
                continue
            }
            if let before = targets[code], before != target {
                throw ReadingError(
                    .unusableData, "\(table.place(row)): ward \(code) has another target above; keep one")
            }
            targets[code] = target
        }
        noteUnknown(table, unknown)
        return targets
    }

    /// Reads `--branches`; the branches by ward code.
    public mutating func branches(_ path: String) throws -> [String: OfficeBranch] {
        let table = try OfficeTable(
            path,
            columns: [
                Self.wardNames, ["branch_code", "mã chi nhánh"],
                ["branch_name", "branch", "tên chi nhánh", "chi nhánh"],
            ], required: 2, option: "--branches")
        var branches: [String: OfficeBranch] = [:]
        var names: [String: String] = [:]
        var unknown: [String: [Int]] = [:]
        for row in table.rows {
            let branchCode = row.cells[1]
            if branchCode.isEmpty {
                throw ReadingError(.unusableData, "\(table.place(row)): the row has no branch code")
            }
            guard let code = wards.code(of: row.cells[0]) else {
                unknown[row.cells[0], default: []].append(row.number)
                continue
            }
            let name = row.cells[2].isEmpty ? branchCode : row.cells[2]
            if names[branchCode, default: name] != name {
                throw ReadingError(
                    .unusableData, "\(table.place(row)): branch \(branchCode) has another name above; keep one")
            }
            names[branchCode] = name
            if let before = branches[code], before.code != branchCode {
                throw ReadingError(
                    .unusableData, "\(table.place(row)): ward \(code) belongs to branch \(before.code) above; keep one")
            }
            branches[code] = OfficeBranch(code: branchCode, name: name)
        }
        // All wards of the city stand in the table: those outside the outlines are no mistake.
        let strangers = unknown.filter { WardNaming.isNoWard($0.key) }
        noteUnknown(table, strangers)
        return branches
    }

    private static func isSum(_ ward: String) -> Bool {
        let key = ComparisonKey.withoutDiacritics(ward).text
        return ["tong", "cong", "tong cong", "tong so", "toan thanh pho", "total", "sum"].contains(key)
    }

    /// Nil for a day after the report's.
    private mutating func day(_ text: String, _ row: OfficeTable.Row, _ table: OfficeTable) throws -> CivilDate? {
        switch RecordDate.read(text, from: table.isSpreadsheet ? .spreadsheet : .text, notAfter: date) {
        case .day(let day): return day
        case .future: return nil
        case .doubtful(let day, _):
            notes.append(
                ReportNote(
                    language == .vi
                        ? "\(table.path): dòng \(row.number): ngày \"\(text)\" được đọc là \(day)"
                        : "\(table.place(row)): the date \"\(text)\" is read as \(day)", isWarning: true))
            return day
        default: throw noDate(text, row, table)
        }
    }

    /// A day that may lie in the future.
    private func anyDay(_ text: String, _ row: OfficeTable.Row, _ table: OfficeTable) throws -> CivilDate {
        let last = CivilDate(year: 2199, month: 12, day: 31) ?? date
        if case .day(let day) = RecordDate.read(
            text, from: table.isSpreadsheet ? .spreadsheet : .text, notAfter: last)
        {
            return day
        }
        throw noDate(text, row, table)
    }

    private func noDate(_ text: String, _ row: OfficeTable.Row, _ table: OfficeTable) -> ReadingError {
        ReadingError(
            .unusableData, "\(table.place(row)): \"\(text)\" is no date; write it as 15/11/2025 or 2025-11-15")
    }

    /// A number from 0 up, also with marks for thousands: 1520, 1.520, 1,520, 1 520; nil for an empty cell.
    private func count(_ text: String, _ row: OfficeTable.Row, _ table: OfficeTable) throws -> Int? {
        let digits = text.filter { !$0.isWhitespace }
        if digits.isEmpty { return nil }
        let parts = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isMarked =
            parts.count > 1 && (1...3).contains(parts[0].count) && parts.dropFirst().allSatisfy { $0.count == 3 }
        let isWhole = parts.count == 2 && parts[1].allSatisfy { $0 == "0" }
        let number = isMarked ? parts.joined() : isWhole ? String(parts[0]) : digits
        guard number.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(number), count < 1 << 40 else {
            throw ReadingError(
                .unusableData, "\(table.place(row)): \"\(text)\" is no count; write a whole number from 0 up")
        }
        return count
    }

    private mutating func noteUnknown(_ table: OfficeTable, _ unknown: [String: [Int]]) {
        for (ward, rows) in unknown.sorted(by: { $0.key < $1.key }) {
            note(
                table, rows, "không rõ xã/phường \"\(ward)\": tính vào dòng \(CoverageRow.unassignedCode)",
                "ward \"\(ward)\" is not known: counted under \(CoverageRow.unassignedCode)")
        }
    }

    private mutating func note(_ table: OfficeTable, _ rows: [Int], _ vi: String, _ en: String) {
        if rows.isEmpty { return }
        let list = rows.prefix(8).map(String.init).joined(separator: ", ") + (rows.count > 8 ? ", ..." : "")
        notes.append(
            ReportNote(
                language == .vi
                    ? "\(table.path): \(language.number(rows.count)) dòng (\(list)): \(vi)"
                    : "\(table.path): \(language.number(rows.count)) rows (\(list)): \(en)", isWarning: true))
    }
}

/// What tables write of a ward: its code, also without leading zeros, or its name.
struct WardNaming {
    private let codes: Set<String>
    private var byName: [ComparisonKey: Set<String>] = [:]

    init(codes: [String], names: [String]) {
        self.codes = Set(codes)
        for (code, name) in zip(codes, names) { byName[ComparisonKey(name), default: []].insert(code) }
    }

    /// The code of the one outline that a text means.
    func code(of text: String) -> String? {
        if codes.contains(text) { return text }
        if (1..<5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) {
            let padded = String(repeating: "0", count: 5 - text.utf8.count) + text
            if codes.contains(padded) { return padded }
        }
        if let named = byName[ComparisonKey(text)], named.count == 1 { return named.first }
        let units = WardNames.units(named: text, in: .sinceJuly2025).map(\.code).filter { codes.contains($0) }
        return units.count == 1 ? units[0] : nil
    }

    /// Whether a text names no ward of the city at all.
    static func isNoWard(_ text: String) -> Bool {
        if case .unlisted = WardList.read(text) { return WardNames.units(named: text, in: .sinceJuly2025).isEmpty }
        return false
    }
}
