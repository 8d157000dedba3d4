import Cadastre

/// What the columns of `coverage` mean, in a sentence each; defined once (domain.md 1.6).
enum CoverageDefinitions {
    static func meaning(of column: String, in language: Language) -> String? {
        meanings[column].map { language == .vi ? $0.vi : $0.en }
    }

    private static let meanings: [String: (vi: String, en: String)] = [
        "ward_area_m2": (
            "Diện tích trong ranh giới xã, phường, mặt phẳng VN-2000.", "Plane area inside the ward's outline."
        ),
        "parcels": (
            "Số thửa trên bản đồ có điểm trong thuộc xã, phường.",
            "Parcels on the map whose inner point lies in the ward."
        ),
        "parcel_area_m2": (
            "Tổng diện tích các thửa, tính từ hình; phần chồng nhau tính nhiều lần.",
            "Sum of the parcels' areas; overlaps count more than once."
        ),
        "covered_m2": (
            "Hợp của các thửa trong ranh giới xã, phường: mỗi mét vuông tính một lần.",
            "Union of the parcels inside the outline: every square metre once."
        ),
        "coverage_pct": ("Diện tích được phủ chia cho diện tích xã, phường.", "Covered area by the ward's area."),
        "overlap_m2": (
            "Phần được phủ từ hai thửa trở lên, tính phần thừa.", "Ground covered more than once, the excess."
        ),
        "uncovered_m2": (
            "Phần trong ranh giới chưa có thửa, gồm cả đường, mặt nước chưa vẽ thành thửa.",
            "Ground inside the outline without a parcel, streets and water that are no parcels too."
        ),
        "gap_m2": ("Phần chưa phủ là khe hở giữa các thửa.", "The part of it that is gaps between parcels."),
        "outside_m2": ("Phần của thửa vượt ra ngoài ranh giới xã, phường.", "Parts of parcels outside the outline."),
        "parcels_needing_record": (
            "Thửa phải có hồ sơ: không tính đường giao thông, sông, mặt nước (không tạo thành thửa).",
            "Parcels that must have a record: roads, rivers and water apart."
        ),
        "parcels_with_record": ("Thửa khớp với ít nhất một hồ sơ.", "Parcels with at least one matched record."),
        "record_pct": (
            "Số thửa có hồ sơ chia cho số thửa cần có hồ sơ.", "Parcels with a record by parcels that need one."
        ),
        "records": ("Số hồ sơ đọc được của xã, phường.", "Records read of the ward."),
        "records_without_parcel": ("Hồ sơ không tìm thấy thửa trên bản đồ.", "Records whose parcel is not on the map."),
        "group_0": (
            "Thửa chưa có trong cơ sở dữ liệu nào: chưa có hồ sơ, hoặc giấy đã thu thập nhưng chưa nhập.",
            "Parcels in no database yet."
        ),
        "group_1": (
            "Nhóm 1: đã xây dựng CSDL, bảo đảm “đúng, đủ, sạch, sống”.", "Group 1: in the database and right, use now."
        ),
        "group_2": (
            "Nhóm 2: đã xây dựng CSDL nhưng cần chỉnh lý, hoàn thiện, bổ sung, xác thực.",
            "Group 2: in the database, to be supplemented or authenticated."
        ),
        "group_3": (
            "Nhóm 3: đã xây dựng CSDL nhưng không sử dụng được, phải xây dựng lại.",
            "Group 3: in the database but not usable, to be rebuilt."
        ),
        "documents_date": (
            "Ngày của số liệu GCN mới nhất không sau ngày báo cáo.", "Of the newest figures not after the report."
        ),
        "documents_collected": ("Số GCN đã thu thập bản sao.", "Certificates whose copy was collected."),
        "documents_scanned": ("Số GCN đã quét PDF không chỉnh sửa được.", "Certificates scanned as non-editable PDF."),
        "documents_entered": ("Số GCN đã bóc tách, nhập liệu.", "Certificates extracted and entered."),
        "documents_authenticated": (
            "Số GCN có người sử dụng khớp CSDL quốc gia về dân cư.",
            "Certificates whose holder the population database confirms."
        ),
        "documents_created": ("Số GCN đã tạo lập trong CSDL đất đai.", "Certificates created in the land database."),
        "documents_synchronised": ("Số GCN đã đồng bộ lên trung ương.", "Certificates synchronised with the centre."),
        "target": ("Số GCN phải hoàn thành của xã, phường.", "Certificates to be done."),
        "pace_per_day": (
            "Số GCN hoàn thành trung bình mỗi ngày theo các số liệu gần nhất.",
            "Certificates a day in the latest figures."
        ),
        "finish_forecast": (
            "Ngày đạt chỉ tiêu nếu giữ tốc độ hiện nay.", "The day on which the target is met at this pace."
        ),
        "deadline": ("Hạn của xã, phường.", "The ward's own deadline."),
        "late_days": ("Số ngày từ hạn đến dự kiến hoàn thành.", "Days from the deadline to the forecast."),
        "defects_critical": (
            "Lỗi đặc biệt nghiêm trọng còn mở, ví dụ trùng số tờ, số thửa.",
            "Open critical defects, as of repeated keys."
        ),
        "defects_error": (
            "Lỗi nghiêm trọng còn mở: chồng, hở, hình không hợp lệ…", "Open errors: overlaps, gaps, invalid."
        ),
        "defects_warning": ("Lỗi trung bình còn mở.", "Open warnings."),
        "defects_info": ("Lỗi nhẹ, chỉ để biết.", "For information only."),
        "defects_new": (
            "Lỗi bản đồ không có trong báo cáo trước.", "Defects of the map that the previous report does not have."
        ),
        "defects_remaining": (
            "Lỗi bản đồ đã có trong báo cáo trước và vẫn còn.", "Defects of the previous report that are still there."
        ),
        "defects_resolved": (
            "Lỗi bản đồ của báo cáo trước nay không còn.", "Defects of the previous report that are gone."
        ),
        "defects_accepted": (
            "Lỗi bản đồ có người chấp nhận là ngoại lệ; không tính vào lỗi còn mở.",
            "Defects that a person accepted; they count in no total of open ones."
        ),
        "findings_new": (
            "Sai lệch giữa hồ sơ và bản đồ không có trong báo cáo trước.",
            "Findings of the records that the previous report does not have."
        ),
        "findings_remaining": (
            "Sai lệch hồ sơ đã có trong báo cáo trước và vẫn còn.",
            "Findings of the records that are still there."
        ),
        "findings_resolved": (
            "Sai lệch hồ sơ của báo cáo trước nay không còn.", "Findings of the records that are gone."
        ),
        "findings_accepted": (
            "Sai lệch hồ sơ có người chấp nhận là ngoại lệ.", "Findings of the records that a person accepted."
        ),
        "area_agricultural_m2": ("Diện tích thửa nhóm đất nông nghiệp.", "Parcels of agricultural use."),
        "area_non_agricultural_m2": ("Diện tích thửa nhóm đất phi nông nghiệp.", "Parcels of non-agricultural use."),
        "area_unused_m2": ("Diện tích thửa nhóm đất chưa sử dụng.", "Parcels of unused land."),
        "area_other_use_m2": ("Thửa không có mã loại đất hoặc mã không rõ.", "Parcels without a known land use."),
        "area_roads_water_m2": (
            "Đường giao thông, thủy lợi, sông, mặt nước vẽ thành thửa.", "Roads and water that are drawn as parcels."
        ),
        "previous_date": (
            "Báo cáo trước, dùng để tính thay đổi (Δ).", "The earlier report that changes (Δ) are told against."
        ),
    ]
}
