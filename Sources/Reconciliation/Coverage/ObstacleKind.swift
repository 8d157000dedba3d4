public import Cadastre

/// Why papers cannot be collected or entered, as the wards' weekly reports of 2025 name it.
public struct ObstacleKind: Hashable, Sendable {
    /// For machines, as `owner-absent`.
    public let code: String
    public let nameVi: String
    public let nameEn: String
    /// What else offices write for it.
    fileprivate let others: [String]

    public func name(in language: Language) -> String { language == .vi ? nameVi : nameEn }

    /// In the order of reports.
    public static let all: [ObstacleKind] = [
        kind("owner-absent", "chủ vắng mặt", "owner absent", "chủ đi vắng", "vắng chủ", "chủ sử dụng vắng mặt"),
        kind("rented-out", "cho thuê", "rented out", "nhà cho thuê", "đang cho thuê"),
        kind("mortgaged", "thế chấp", "mortgaged", "đang thế chấp", "thế chấp ngân hàng"),
        kind("dispute", "tranh chấp", "in dispute or court", "tranh chấp/tòa án", "tòa án", "khiếu kiện", "kiện tụng"),
        kind("divorce", "ly hôn", "divorce", "đang ly hôn"),
        kind("transfer", "đang chuyển nhượng", "transfer under way", "chuyển nhượng", "đang mua bán"),
        kind("inheritance", "thừa kế", "inheritance", "chưa chia thừa kế", "chủ đã chết"),
        kind("illegible", "bản chụp mờ", "illegible copy", "bản sao mờ", "ảnh mờ", "giấy rách", "không đọc được"),
        kind("lost", "mất giấy chứng nhận", "certificate lost", "mất giấy", "mất GCN"),
        kind(
            "apartment-not-reached", "chưa liên hệ được chủ căn hộ", "apartment owner not reached",
            "chủ căn hộ chưa liên hệ được", "chung cư chưa liên hệ được"),
        kind("abroad", "chủ ở nước ngoài", "owner abroad", "ở nước ngoài"),
        kind("refused", "không hợp tác", "refused", "không cung cấp", "từ chối"),
    ]

    private static func kind(_ code: String, _ vi: String, _ en: String, _ others: String...) -> ObstacleKind {
        ObstacleKind(code: code, nameVi: vi, nameEn: en, others: others)
    }

    private static let byKey: [ComparisonKey: ObstacleKind] = {
        var byKey: [ComparisonKey: ObstacleKind] = [:]
        for kind in all {
            for name in [kind.code, kind.nameVi, kind.nameEn] + kind.others {
                byKey[.withoutDiacritics(name)] = kind
            }
        }
        return byKey
    }()

    /// The kind that a text names; nil for a free text, which reports keep as it is.
    public static func read(_ text: String) -> ObstacleKind? { byKey[.withoutDiacritics(text)] }
}
