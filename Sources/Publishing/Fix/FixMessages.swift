import Cadastre
import MapChecking

extension RepairRule {
    /// As it stands in reports.
    func name(in language: Language) -> String {
        switch self {
        case .legalArea: language == .vi ? "diện tích pháp lý" : "recorded area"
        case .priority: language == .vi ? "trường ưu tiên" : "priority field"
        case .witnessedChain: language == .vi ? "đỉnh được thửa thứ ba xác nhận" : "corners witnessed by a third parcel"
        case .mostCovered: language == .vi ? "thửa bị chồng lấn phần lớn" : "mostly covered by others"
        case .longestBorder: language == .vi ? "cạnh chung dài nhất" : "longest border"
        case .largest: language == .vi ? "thửa lớn hơn" : "larger parcel"
        case .smallest: language == .vi ? "thửa nhỏ hơn" : "smaller parcel"
        case .smallerKey: language == .vi ? "số thửa nhỏ hơn" : "smaller key"
        case .cutEnclosed: language == .vi ? "cắt các thửa nằm trong" : "cut the enclosed parcels out"
        case .matchedCorner: language == .vi ? "nối các đỉnh trùng nhau" : "corners of one point brought together"
        case .vertex: language == .vi ? "thêm đỉnh của thửa kề" : "vertex of the neighbour added"
        case .obviousReading: language == .vi ? "hình chỉ hiểu được một cách" : "one obvious reading"
        }
    }
}

extension ReviewReason {
    /// Why it is left, as it stands in reports.
    func text(in language: Language) -> String {
        switch self {
        case .tooWide:
            language == .vi
                ? "rộng hơn giới hạn tự sửa: đất của hai chủ, đề nghị kiểm tra thực địa"
                : "wider than this level repairs: land of two owners"
        case .shiftBeyondLimit:
            language == .vi
                ? "đỉnh thửa sẽ dịch quá sai số vị trí điểm cho phép"
                : "a corner would move by more than the permitted point error"
        case .areaBeyondLimit:
            language == .vi
                ? "diện tích sẽ thay đổi quá hạn sai diện tích"
                : "an area would change by more than the permitted area error"
        case .leavesRecordedArea:
            language == .vi
                ? "diện tích đang khớp với diện tích pháp lý sẽ không còn khớp"
                : "an area that agrees with the recorded one would no longer"
        case .breaksParcel:
            language == .vi
                ? "thửa sẽ bị tách, mất phần hoặc không còn hợp lệ"
                : "a parcel would be split, lose a part or become invalid"
        case .invalidParty:
            language == .vi
                ? "một thửa liên quan có hình không hợp lệ: sửa hình trước"
                : "one of the parcels is invalid: mend it first"
        case .invalidGeometry:
            language == .vi
                ? "hình không hợp lệ có thể hiểu theo nhiều cách"
                : "an invalid geometry that can be read in several ways"
        case .otherWard:
            language == .vi
                ? "nằm trên địa giới của xã, phường không có trong bản đồ này: sửa cùng hai đơn vị"
                : "on the line of a ward that is not in this map: repair both together"
        case .perhapsMissingParcel:
            language == .vi ? "có thể thiếu một thửa, đề nghị kiểm tra" : "a parcel may be missing"
        case .recordedAreaDisagrees:
            language == .vi
                ? "diện tích ghi nhận không cho thấy phải cắt các thửa nằm trong"
                : "the recorded area does not say that the enclosed parcels are to be cut out"
        case .duplicate:
            language == .vi ? "trùng thửa: bỏ một trong hai" : "the same land stands twice: one of them goes"
        case .shiftedSheet:
            language == .vi
                ? "cả tờ bản đồ lệch hệ thống: dịch cả tờ, không sửa từng thửa"
                : "a whole sheet is shifted: move the sheet, not its parcels one by one"
        case .madeNewFault:
            language == .vi
                ? "việc sửa tạo ra lỗi mới nên đã hoàn lại" : "the repair made a new fault and was taken back"
        case .keptByDecision: language == .vi ? "giữ nguyên theo quyết định" : "kept by decision"
        case .notByGeometry:
            language == .vi
                ? "không sửa được bằng cách dời ranh giới" : "cannot be repaired by moving borders"
        }
    }
}

extension FixReport {
    /// What would be done on `apply`, in words; empty when there is nothing to propose.
    func proposal(of item: WorklistItem) -> String {
        if case .parentLeftIn = item.defect.detail {
            return language == .vi
                ? "xóa thửa gốc còn sót sau khi tách" : "delete the parent that was left in after its split"
        }
        if let cut = item.proposals.first, cut.rule == .cutEnclosed {
            return cut.rule.name(in: language)
        }
        return item.proposals.map { one in
            let area = language.area(one.areaSquareMetres)
            let rule = one.rule.name(in: language)
            return language == .vi
                ? "giao \(area) cho \(names([one.owner])) (\(rule))" : "give \(area) to \(names([one.owner])) (\(rule))"
        }.joined(separator: "; ")
    }
}
