/// A land-use code (mã loại đất) of the national system.
public struct LandUse: Hashable, Sendable {
    public enum Status: Hashable, Sendable {
        /// A leaf of the Land Law 2024: what a parcel should carry.
        case current
        /// A group (as NNP) or a zone (as KDT): no use of a single parcel.
        case group
        /// Replaced by `successors`; more than one when the law split it.
        case superseded
    }

    public let code: String
    public let nameVi: String
    public let nameEn: String
    /// The first level: "nông nghiệp", "phi nông nghiệp", "chưa sử dụng", "khu (overlay)".
    public let group: String
    public let status: Status
    public let successors: [String]
    /// False where the table of successors has a question mark.
    public let successorIsCertain: Bool

    public func name(in language: Language) -> String { language == .vi ? nameVi : nameEn }
}

/// One code of a parcel's land-use text.
public enum LandUseReading: Hashable, Sendable {
    case current(LandUse)
    /// A group's or a zone's code stands where a leaf should.
    case group(LandUse)
    case superseded(LandUse)
    case unlisted(String)

    /// The code as it was written, in capitals.
    public var code: String {
        switch self {
        case .current(let use), .group(let use), .superseded(let use): use.code
        case .unlisted(let text): text
        }
    }

    /// The code to compare by: the successor, where there is exactly one.
    public var normalisedCode: String {
        if case .superseded(let use) = self, use.successors.count == 1 { return use.successors[0] }
        return code
    }
}

/// The code list: compare by code after normalisation, never by name.
public enum LandUseList {
    public static let uses: [LandUse] = {
        let table = CSVTable(landUseTable)
        let code = table.column("code")
        let nameVi = table.column("name_vi")
        let nameEn = table.column("name_en")
        let group = table.column("group")
        let status = table.column("status")
        let successor = table.column("successor")
        return table.rows.map { row in
            let isUncertain = row[successor].hasSuffix("?")
            let successors = row[successor].split(separator: "/").map { String($0.filter { $0 != "?" }) }
            return LandUse(
                code: row[code], nameVi: row[nameVi], nameEn: row[nameEn], group: row[group],
                status: readStatus(row[status]), successors: successors, successorIsCertain: !isUncertain)
        }
    }()

    private static let byCode = Dictionary(uniqueKeysWithValues: uses.map { ($0.code, $0) })

    /// The use of a code in capitals.
    public static func use(code: String) -> LandUse? { byCode[code] }

    /// Reads one code, in any case.
    public static func readCode(_ text: some StringProtocol) -> LandUseReading {
        let code = text.uppercased()
        guard let use = byCode[code] else { return .unlisted(code) }
        return switch use.status {
        case .current: .current(use)
        case .group: .group(use)
        case .superseded: .superseded(use)
        }
    }

    /// Reads a parcel's text, which may hold several codes: `ODT+CLN`. Empty text has none.
    public static func read(_ text: String) -> [LandUseReading] {
        text.split { $0.isWhitespace || "+,;/&".contains($0) }.map { readCode($0) }
    }

    /// Coastal waters ("special") are leaves; a detail of a leaf (RSN) is read as replaced by that leaf.
    private static func readStatus(_ text: String) -> LandUse.Status {
        if text.hasPrefix("current") || text == "special" { return .current }
        if text.contains("group") || text == "overlay" { return .group }
        return .superseded
    }
}
