import Cadastre
import Reconciliation

/// What a parcel needs that somebody must get at its door.
enum VisitNeed: String, CaseIterable, Hashable, Sendable {
    case certificateCopy = "certificate-copy"
    case identityCopy = "identity-copy"
    case fields
    case authentication
    /// Map and papers contradict each other, or the map has an error there.
    case dispute
    /// Nothing that can be used is there: to be built anew.
    case rebuild

    func name(in language: Language) -> String {
        switch (self, language) {
        case (.certificateCopy, .vi): "Bản sao giấy chứng nhận"
        case (.certificateCopy, .en): "Copy of the certificate"
        case (.identityCopy, .vi): "Bản sao CCCD"
        case (.identityCopy, .en): "Copy of the identity card"
        case (.fields, .vi): "Thông tin cần bổ sung"
        case (.fields, .en): "Fields to fill"
        case (.authentication, .vi): "Xác thực dân cư"
        case (.authentication, .en): "Authentication"
        case (.dispute, .vi): "Đối chiếu thực địa"
        case (.dispute, .en): "To be looked at on the spot"
        case (.rebuild, .vi): "Lập lại dữ liệu"
        case (.rebuild, .en): "To be built anew"
        }
    }
}

/// One parcel of a field list.
struct FieldVisit: Hashable, Sendable {
    /// Row of the map.
    var parcel: Int32
    /// 0, 2 or 3.
    var group: UInt8
    var needs: Set<VisitNeed> = []
    /// Empty ones among the required.
    var fields: [RecordField] = []
    /// What contradicts, in words.
    var remarks: [String] = []
    /// The group that it comes to when all needs are met.
    var becomes: UInt8
    /// Names and addresses; empty unless they were asked for.
    var holders: [String] = []

    /// What is to be got, in one line.
    func task(in language: Language) -> String {
        var parts: [String] = []
        for need in VisitNeed.allCases where needs.contains(need) {
            var text = need.name(in: language)
            if need == .fields, !fields.isEmpty {
                text += ": " + fields.map { FieldNames.name($0, language) }.joined(separator: ", ")
            }
            if need == .dispute, !remarks.isEmpty { text += ": " + remarks.joined(separator: ", ") }
            parts.append(text)
        }
        return parts.joined(separator: "; ")
    }

    /// Why it matters.
    func gain(in language: Language) -> String {
        if group == becomes {
            return language == .vi ? "Nhóm 2, còn đồng bộ và xuất sổ" : "Group 2, to be synchronised and exported"
        }
        let (from, to) = ("\(group)", "\(becomes)")
        return language == .vi ? "Nhóm \(from) → nhóm \(to)" : "Group \(from) → \(to)"
    }
}
