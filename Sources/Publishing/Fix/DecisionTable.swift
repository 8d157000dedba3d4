public import MapChecking

/// What people decided about findings: a table, or the layer `worklist` of an earlier repair as QGIS saved it.
public struct DecisionTable: Sendable {
    public private(set) var decisions: [String: RepairDecision] = [:]
    /// Ids that stand in the table with different decisions, ascending; none of these is applied.
    public private(set) var contradictions: [String] = []

    private static let columns: [[String]] = [
        ["defect_id", "id", "mã lỗi", "ma_loi"], ["decision", "quyết định", "quyet_dinh"],
    ]

    /// The words of a decision, in small letters.
    private static let words: [String: RepairDecision] = [
        "apply": .apply, "keep": .keep, "ignore": .ignore, "áp dụng": .apply, "giữ nguyên": .keep, "bỏ qua": .ignore,
    ]

    /// - Throws: `FindingsError`.
    public init(_ path: String) throws {
        let table = try FindingsTable(
            path, columns: Self.columns, required: 2, layer: "worklist", option: "--decisions")
        var contradicting: Set<String> = []
        for row in table.rows where !row[0].isEmpty && !row[1].isEmpty {
            guard let decision = Self.words[row[1].lowercased()] else {
                throw FindingsError(
                    .unusable,
                    "\(path): \(row[0]) has the decision \"\(row[1])\"; --decisions knows apply, keep and ignore")
            }
            if let known = decisions[row[0]], known != decision { contradicting.insert(row[0]) }
            decisions[row[0]] = decision
        }
        for id in contradicting { decisions[id] = nil }
        contradictions = contradicting.sorted()
    }
}

/// How the values of a priority field rank.
public enum PriorityValue {
    /// The number that a text is; 1 for any other text than a "no", 0 for that and for none.
    public static func rank(_ text: String?) -> Double {
        guard let text, !text.isEmpty else { return 0 }
        if let number = Double(text.replacing(",", with: ".")) { return number }
        return ["không", "khong", "chưa", "chua", "no", "false", "n"].contains(text.lowercased()) ? 0 : 1
    }
}
