/// A class of the defect catalogue (bảng mã lỗi): a code such as `GEO-01` with its names.
public struct DefectClass: Hashable, Sendable {
    public let code: String
    /// The group of codes in Vietnamese (nhóm lỗi), as "hình học".
    public let groupVi: String
    public let nameVi: String
    public let nameEn: String
    public let severity: Severity

    public func name(in language: Language) -> String { language == .vi ? nameVi : nameEn }
}

/// All classes of the catalogue, in its order.
public enum DefectCatalogue {
    public static let classes: [DefectClass] = {
        let table = CSVTable(defectTable)
        let code = table.column("code")
        let group = table.column("group_vi")
        let nameVi = table.column("name_vi")
        let nameEn = table.column("name_en")
        let severity = table.column("severity")
        return table.rows.map { row in
            guard let level = Severity(rawValue: row[severity]) else { preconditionFailure("severity of \(row[code])") }
            return DefectClass(
                code: row[code], groupVi: row[group], nameVi: row[nameVi], nameEn: row[nameEn], severity: level)
        }
    }()

    private static let byCode = Dictionary(uniqueKeysWithValues: classes.map { ($0.code, $0) })

    /// The class of a code, as `GEO-01`.
    public static func defectClass(code: String) -> DefectClass? { byCode[code] }
}

extension Severity {
    /// "nghiêm trọng", "error".
    public func name(in language: Language) -> String {
        guard language == .vi else { return rawValue }
        return switch self {
        case .info: "nhẹ"
        case .warning: "trung bình"
        case .error: "nghiêm trọng"
        case .critical: "đặc biệt nghiêm trọng"
        }
    }
}
