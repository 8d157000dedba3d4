import Cadastre
import MapChecking

/// The sentences of what was wrong with a drawing.
extension DefectMessages {
    func englishOfDrawing(_ defect: Defect) -> String {
        let first = defect.parcels.first.map { names.name($0) } ?? "–"
        switch defect.detail {
        case .distance(let metres) where defect.kind == .unclosedBoundary:
            return metres.map {
                "A boundary line ends here; the nearest other line is \(language.length($0)) "
                    + "away. Draw it on, or delete it."
            } ?? "A boundary line ends here and no other line is near. Draw it on, or delete it."
        case .distance(let metres) where defect.kind == .undershoot:
            return "A boundary line ended \(language.length(metres ?? 0)) short of the next; it was drawn on to it."
        case .distance(let metres) where defect.kind == .overshoot:
            return "A boundary line ran \(language.length(metres ?? 0)) past the next; it was cut there."
        case .drawnTwice(let metres):
            return "A boundary is drawn twice over \(language.length(metres)); it counts once. Delete one."
        case .distance(let metres):
            return "Two boundary lines run \(language.length(metres ?? 0)) apart where one is meant; one was taken. "
                + "Delete the wrong one."
        case .labels(let labels) where defect.kind == .severalLabels:
            return "One parcel has \(labels.count) labels: \(labels.joined(separator: "; ")). "
                + "Look for a boundary that is not closed, or delete the wrong label."
        case .labels(let labels) where defect.kind == .orphanLabel:
            return "The label \"\(labels.joined(separator: " "))\" lies in no parcel. Move it into its parcel."
        case .labels(let labels):
            return "The text \"\(labels.joined(separator: " "))\" on a level of labels cannot be read "
                + "as number, area or "
                + "land-use code. Correct it."
        case .piledTexts(let count):
            return "\(language.number(count)) texts stand on top of others at one place and are not read. Delete them."
        case .labelArea(let label, let drawn, let limit):
            return "The label of parcel \(first) says \(language.area(label)), its lines enclose "
                + "\(language.area(drawn)); "
                + "rounding explains \(language.area(limit)). Bring the label up to date, or check the boundary."
        case .otherSheet(let sheet, let metres):
            return "A corner on the sheet's edge is \(language.length(metres)) from its counterpart on sheet \(sheet). "
                + "Bring both to the surveyed place."
        case .shift(let sheet, let dx, let dy, let corners, let percent):
            return "Sheet \(sheet) lies off as a whole: \(language.percent(percent)) of \(corners) "
                + "corners on its edge say it "
                + "must move by \(language.length(dx)) east and \(language.length(dy)) north. Check its control points."
        default:
            break
        }
        switch defect.kind {
        case .unlabelledParcel:
            return "A parcel has no number. Place its label inside it, or see whether its boundary is right."
        case .outsideSheet: return "Parcel \(first) lies outside the frame of its sheet. Check the sheet's number."
        default: return defect.kind.nameEn + "."
        }
    }

    func vietnameseOfDrawing(_ defect: Defect) -> String {
        let first = defect.parcels.first.map { names.name($0) } ?? "–"
        switch defect.detail {
        case .distance(let metres) where defect.kind == .unclosedBoundary:
            return metres.map {
                "Đường ranh chưa khép kín tại đây; đường gần nhất cách \(language.length($0)). "
                    + "Nối tiếp hoặc xóa đoạn thừa."
            } ?? "Đường ranh chưa khép kín tại đây, gần đó không có đường nào khác. Nối tiếp hoặc xóa đoạn thừa."
        case .distance(let metres) where defect.kind == .undershoot:
            return "Đường ranh bắt chưa tới, thiếu \(language.length(metres ?? 0)); đã nối đến đường kế tiếp."
        case .distance(let metres) where defect.kind == .overshoot:
            return "Đường ranh bắt quá \(language.length(metres ?? 0)); đã cắt tại đường kế tiếp."
        case .drawnTwice(let metres):
            return "Ranh thửa vẽ trùng trên \(language.length(metres)); chỉ tính một lần. Xóa bớt một đường."
        case .distance(let metres):
            return "Hai đường ranh chạy song song, cách \(language.length(metres ?? 0)), lẽ ra chỉ có "
                + "một; đã lấy một đường. "
                + "Xóa đường sai."
        case .labels(let labels) where defect.kind == .severalLabels:
            return "Một thửa có \(labels.count) nhãn: \(labels.joined(separator: "; ")). "
                + "Kiểm tra ranh chưa khép kín, hoặc xóa nhãn sai."
        case .labels(let labels) where defect.kind == .orphanLabel:
            return "Nhãn \"\(labels.joined(separator: " "))\" không nằm trong thửa nào. Chuyển nhãn vào thửa của nó."
        case .labels(let labels):
            return "Chữ \"\(labels.joined(separator: " "))\" trên lớp nhãn thửa không đọc được thành số "
                + "thửa, diện tích hay "
                + "loại đất. Sửa lại."
        case .piledTexts(let count):
            return "\(language.number(count)) chữ chồng lên nhau tại một điểm, không đọc. Xóa chữ thừa."
        case .labelArea(let label, let drawn, let limit):
            return "Nhãn thửa \(first) ghi \(language.area(label)), diện tích tính từ ranh là \(language.area(drawn)); "
                + "làm tròn chỉ giải thích được \(language.area(limit)). Cập nhật nhãn hoặc kiểm tra ranh."
        case .otherSheet(let sheet, let metres):
            return "Đỉnh trên mép tờ bản đồ lệch \(language.length(metres)) so với đỉnh tương ứng của tờ \(sheet). "
                + "Đưa cả hai về vị trí đo đạc."
        case .shift(let sheet, let dx, let dy, let corners, let percent):
            return "Tờ bản đồ \(sheet) trượt hệ thống: \(language.percent(percent)) trong \(corners) "
                + "đỉnh trên mép tờ cho thấy "
                + "phải dịch \(language.length(dx)) sang đông và \(language.length(dy)) lên bắc. "
                + "Kiểm tra điểm khống chế."
        default:
            break
        }
        switch defect.kind {
        case .unlabelledParcel:
            return "Thửa đất thiếu số thửa. Đặt nhãn vào trong thửa, hoặc kiểm tra lại ranh thửa."
        case .outsideSheet: return "Thửa \(first) nằm ngoài khung tờ bản đồ. Kiểm tra số tờ."
        default: return defect.kind.nameVi + "."
        }
    }
}
