import Cadastre

/// Texts as a ward has them, by a seed: the truth that is written the old ways and must come back.
struct WardTexts {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    private mutating func pick(_ words: [String]) -> String { words[next(below: words.count)] }

    private static let families = words(
        "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Trịnh Đinh Kiều Khuất Nghiêm Phí Cấn Đồng"
    )
    private static let middles = words("Văn Thị Hữu Đức Đình Xuân Ngọc Thế Khắc Quý Bá Doãn Tiến Thúy Thuý Mỹ Việt")
    private static let given = words(
        """
        Hùng Dũng Cường Tuấn Hải Sơn Bình Hoà Hòa Hoa Lan Hương Hạnh Hằng Nga Nhung Phượng Thảo Thuỷ Thủy Tuyết Vân Yến
        Oanh Loan Khoẻ Khỏe Lộc Lợi Huyền Huệ Hiếu Đạt Đông Chiến Bích Bảo Ánh Ái Nghĩa Nguyệt Phúc Quyền Quỳnh Sáng Tấn
        Thắng Thịnh Thọ Tĩnh Trường Trực Tú Tùng Vượng Vĩnh Xuyến Ý Kỳ Chuẩn Mừng Nhẫn Rượu Khuyến Ngoãn Quẩy Giềng Nhượng
        """)
    /// Of one or two words, some of them rare.
    private static let streets = words(
        "Giải_Phóng Láng_Hạ Nguyễn_Chí_Thanh Đê_La_Thành Cầu_Đất Hàng_Bồ Quỳnh_Lôi Lò_Đúc Kẻ_Vẽ Trích_Sài Nhổn Ngọa_Long "
            + "Phú_Diễn Cổ_Nhuế Mễ_Trì_Thượng Vồi Ỷ_Lan Vạn_Phúc Thuỵ_Khuê Giáp_Bát"
    ).map { String($0.map { $0 == "_" ? " " : $0 }) }

    private static func words(_ text: String) -> [String] { text.split { $0.isWhitespace }.map(String.init) }

    mutating func person() -> String {
        let double = next(below: 3) == 0 ? pick(Self.middles) + " " : ""
        return "\(pick(Self.families)) \(pick(Self.middles)) \(double)\(pick(Self.given))"
    }

    mutating func address() -> String {
        let ward = WardList.wards[next(below: WardList.wards.count)].name
        switch next(below: 5) {
        case 0:
            return
                "Số \(next(below: 300)) ngõ \(next(below: 90)) phố \(pick(Self.streets)), tổ dân phố \(next(below: 30))"
        case 1: return "Tổ \(next(below: 60)), cụm \(next(below: 9)), \(ward)"
        case 2: return "Thôn \(pick(Self.streets)), \(ward), TP. Hà Nội"
        case 3: return "P\(next(below: 900)) – CT\(next(below: 9)), đường “\(pick(Self.streets))”, \(ward)"
        default: return "\(next(below: 200)) \(pick(Self.streets))"
        }
    }

    mutating func use() -> String {
        LandUseList.uses[next(below: LandUseList.uses.count)].nameVi
    }

    /// Distinct texts of every kind.
    mutating func column(_ count: Int) -> [String] {
        var texts: Set<String> = []
        while texts.count < count {
            switch next(below: 10) {
            case 0..<5: texts.insert(person())
            case 5..<8: texts.insert(address())
            case 8: texts.insert(WardList.wards[next(below: WardList.wards.count)].name)
            default: texts.insert(use())
            }
        }
        return texts.sorted()
    }

    mutating func people(_ count: Int) -> [String] {
        var names: Set<String> = []
        while names.count < count { names.insert(person()) }
        return names.sorted()
    }
}
