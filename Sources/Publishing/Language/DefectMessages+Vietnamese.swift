import Cadastre
import MapChecking

extension DefectMessages {
    func vietnamese(_ defect: Defect) -> String {
        let all = names.list(defect.parcels)
        let first = defect.parcels.first.map { names.name($0) } ?? "–"
        let others = names.list(defect.parcels.dropFirst())
        let between = isBetweenWards(defect) ? " tại ranh giới giữa hai xã, phường" : ""
        let size = size(defect, width: "chỗ rộng nhất")
        switch (defect.kind, defect.detail) {
        case (.nullGeometry, _):
            return "Thửa \(first) không có hình. Vẽ bổ sung hình, hoặc xóa dòng thừa."
        case (.invalidGeometry, .reason(let reason)):
            return "Hình của thửa \(first) không hợp lệ: \(vietnameseReason(reason)). Sửa đường ranh tại vị trí đã chỉ."
        case (.invalidGeometry, _):
            return "Hình của thửa \(first) không hợp lệ. Sửa đường ranh tại vị trí đã chỉ."
        case (.duplicateGeometry, _):
            return "Các thửa \(all) trùng hình hoàn toàn (\(area(defect))). Đối chiếu hồ sơ rồi giữ lại một thửa."
        case (.overlap, .parentLeftIn(let percent)):
            return
                "Các thửa \(all) chồng lấn\(between) \(size). Các phần chồng phủ \(language.percent(percent)) một thửa "
                + "trong đó: có thể thửa gốc còn sót sau khi tách. Kiểm tra biến động rồi xóa thửa gốc."
        case (.overlap, _):
            return "Các thửa \(all) chồng lấn\(between) \(size). Đối chiếu hồ sơ đo đạc rồi chỉnh lại ranh chung."
        case (.nestedParcel, .parentLeftIn(let percent)):
            return "Thửa \(first) trùm lên \(others), các thửa này phủ \(language.percent(percent)) diện tích "
                + "của nó: có thể thửa gốc còn sót sau khi tách. Kiểm tra biến động rồi xóa thửa gốc."
        case (.nestedParcel, _):
            return "Thửa \(first) trùm lên \(others) nằm trọn bên trong (\(area(defect))) mà chưa trừ ra. "
                + "Khoét phần này khỏi thửa ngoài, hoặc xóa thửa vẽ thừa."
        case (.gap, .openSlot):
            return "Khe hở một đầu\(between) giữa các thửa \(all): \(self.size(defect, width: "miệng rộng")). "
                + "Chỉnh hai ranh về một đường, nếu thực địa không có lối đi."
        case (.gap, .perhapsMissingParcel):
            return "Khoảng trống\(between) \(size) giữa các thửa \(all): có thể thiếu một thửa. "
                + "Kiểm tra bản đồ gốc rồi bổ sung thửa."
        case (.gap, _):
            return "Khe hở\(between) \(size) giữa các thửa \(all). Đối chiếu hồ sơ đo đạc rồi chỉnh lại ranh chung."
        case (.edgeMismatch, .missingVertex):
            return "Thửa \(first) thiếu đỉnh chung với \(others): đỉnh ở đó nằm trên cạnh của thửa \(first). "
                + "Thêm đỉnh vào thửa \(first)."
        case (.edgeMismatch, _):
            return "Ranh chung của các thửa \(all) không khớp: \(size). Cho hai thửa dùng chung một đường ranh."
        case (.uncovered, _) where defect.isHole:
            return "Khoảng trống \(area(defect)) trong lòng thửa \(first). Đúng nếu ở đó là đất không lập thửa."
        case (.uncovered, _):
            let beside = defect.parcels.isEmpty ? "" : ", giáp các thửa \(all)"
            return "Đất chưa phủ thửa \(area(defect))\(beside). Đúng nếu là đường, mặt nước hoặc đất chưa đo."
        case (.outsideWard, .coarseOutline(let percent)):
            return "\(language.percent(percent)) số thửa giáp ranh vượt ranh giới \(ward(defect)): "
                + "đường ranh giới thô hơn ranh thửa. Dùng ranh giới chi tiết hơn, hoặc tăng --ward-tolerance."
        case (.outsideWard, _):
            return "Thửa \(first) vượt ranh giới \(ward(defect)) \(size). Kiểm tra ranh thửa và đường địa giới."
        case (.wrongWard, .value(let named, let containing)):
            return "Thửa \(first) ghi \(wardName(named)) nhưng nằm trong \(wardName(containing)). Sửa mã xã của thửa."
        case (.wrongWard, _):
            return "Thửa \(first) nằm ngoài xã, phường mà thửa ghi. Sửa mã xã của thửa."
        case (.unknownWard, .value(let named, _)) where defect.parcels.isEmpty:
            return named.isEmpty
                ? "Nhiều thửa không ghi mã xã. Bổ sung mã xã, hoặc chỉ định trường bằng --ward-field."
                : "Nhiều thửa ghi mã xã \"\(named)\" không có trong danh mục 126 xã, phường. Bản đồ có thể dùng danh mục khác."
        case (.unknownWard, .value(let named, _)) where !named.isEmpty:
            return "Thửa \(first) ghi mã xã \"\(named)\" không có trong danh mục 126 xã, phường. Sửa mã xã của thửa."
        case (.unknownWard, _):
            return "Thửa \(first) không ghi mã xã. Bổ sung mã xã của thửa."
        case (.multipart, .parts(let parts)):
            return "Thửa \(first) gồm \(parts) phần rời nhau. Tách thành các thửa riêng, hoặc xác nhận là một thửa."
        case (.multipart, _):
            return "Thửa \(first) gồm nhiều phần rời nhau. Tách thành các thửa riêng, hoặc xác nhận là một thửa."
        case (.sliverParcel, _):
            return "Thửa \(first) quá nhỏ hoặc quá hẹp: \(size). Kiểm tra xem có phải mảnh vụn khi biên tập."
        case (.duplicateKey, _):
            return "\(language.number(defect.parcels.count)) thửa cùng mang số \(first): "
                + "\(names.list(defect.parcels) { names.feature($0) }). Đối chiếu hồ sơ rồi đánh lại số."
        case (.missingKey, _):
            return "Thửa \(names.feature(defect.parcels.first ?? 0)) thiếu số tờ hoặc số thửa. Bổ sung theo bản đồ gốc."
        case (.invalidLandUse, .superseded(let code, let successor)):
            return "Thửa \(first) dùng mã loại đất cũ \(code), nay là \(successor). Cập nhật mã."
        case (.invalidLandUse, .value(let code, _)):
            return "Thửa \(first) có mã loại đất \"\(code)\" không hợp lệ. Sửa theo bảng mã hiện hành."
        case (.invalidLandUse, _):
            return "Thửa \(first) có mã loại đất không hợp lệ. Sửa theo bảng mã hiện hành."
        case (.areaMismatch, .storedArea(let stored, let limit)):
            let computed = defect.areaSquareMetres ?? .nan
            return
                "Diện tích lưu của thửa \(first) là \(language.area(stored)), tính từ hình \(language.area(computed)), "
                + "chênh \(language.area(abs(computed - stored))), quá hạn sai \(language.area(limit)). "
                + "Cần xem xét, chưa hẳn là sai."
        case (.areaMismatch, _):
            return
                "Diện tích lưu của thửa \(first) khác diện tích tính từ hình quá hạn sai. Cần xem xét, chưa hẳn là sai."
        case (.wrongCRS, .betterCRS(let crs, let percent, let declared)):
            return "Hệ tọa độ khai báo không đúng: theo \(crs) có \(language.percent(percent)) số thửa nằm đúng xã "
                + "mà thửa ghi, theo hệ khai báo chỉ \(language.percent(declared)). Kiểm tra, rồi chạy lại với --crs \(crs)."
        case (.wrongCRS, _):
            return "Hệ tọa độ khai báo không hợp với tọa độ của bản đồ. Kiểm tra, rồi chạy lại với --crs."
        case (.swappedAxes, _):
            return
                "Hai trục tọa độ bị đảo: trị số thứ nhất là tung độ (hướng bắc). Xuất lại bản đồ với thứ tự đông, bắc."
        case (.unclosedBoundary, _), (.undershoot, _), (.overshoot, _), (.duplicateLine, _), (.unlabelledParcel, _),
            (.severalLabels, _), (.orphanLabel, _), (.unreadableLabel, _), (.labelAreaMismatch, _),
            (.sheetEdgeMismatch, _), (.shiftedSheet, _), (.outsideSheet, _):
            return vietnameseOfDrawing(defect)
        }
    }

    private func ward(_ defect: Defect) -> String { defect.ward.map { wardName($0) } ?? "xã, phường" }

    /// GEOS's reason in Vietnamese, with GEOS's own words behind it.
    private func vietnameseReason(_ reason: String) -> String {
        let known = [
            ("Ring Self-intersection", "vòng ranh tự chạm"), ("Self-intersection", "đường ranh tự cắt"),
            ("Hole lies outside shell", "lỗ nằm ngoài vòng ngoài"), ("Holes are nested", "lỗ nằm trong lỗ"),
            ("Interior is disconnected", "phần trong bị chia cắt"), ("Nested shells", "phần này nằm trong phần kia"),
            ("Duplicate Rings", "hai vòng ranh trùng nhau"), ("Too few", "vòng ranh có quá ít điểm"),
            ("Invalid number of points", "vòng ranh có quá ít điểm"), ("Invalid Coordinate", "tọa độ không phải là số"),
            ("Points of LinearRing do not form a closed", "vòng ranh không khép kín"),
        ]
        guard let match = known.first(where: { reason.hasPrefix($0.0) }) else { return reason }
        return "\(match.1) (\(reason))"
    }
}
