/// Levels of digital cadastral maps (phân lớp), Circular 26/2024/TT-BTNMT, Appendix 21; levels 1-13 are the same in Appendix
/// 18 of Circular 25/2014/TT-BTNMT.
let drawingLevelTable = #"""
    level,name_vi,name_en,kind,can_form_parcel_boundary
    1,Đường bình độ,Contours,line,no
    2,Loại đất hiện trạng,Existing land-use code label,text,no
    3,"Ghi chú độ cao, bình độ",Height/contour labels,text,no
    4,Diện tích thửa đất,Parcel area label,text,no
    5,"Tỷ sâu, tỷ cao",Relative depth/height,text,no
    6,"Điểm thiên văn, tọa độ, độ cao Quốc gia",National control points,point,no
    7,Điểm độ cao kỹ thuật,Technical height points,point,no
    8,"Điểm địa chính, điểm khống chế đo vẽ",Cadastral/survey control points,point,no
    9,"Ghi chú số hiệu điểm, độ cao",Control point labels,text,no
    10,Ranh giới thửa đất hiện trạng,Existing parcel boundary,line,yes
    11,Điểm nhãn thửa (tâm thửa),Parcel label point,point,no
    12,Ký hiệu/ghi chú độ rộng bờ thửa,Bund width mark/label,text,no
    13,Số thứ tự thửa đất và đường kẻ nhãn thửa,Parcel number and label fraction line,text,no
    14,Tường nhà,House wall,line,no
    15,Điểm nhãn nhà,House label point,point,no
    16,"Ký hiệu tường, ghi chú về nhà",Wall symbol / house notes,text,no
    17,Đối tượng điểm có tính kinh tế,Economic point feature,point,no
    18,Đối tượng điểm có tính văn hóa,Cultural point feature,point,no
    19,Đối tượng điểm có tính xã hội,Social point feature,point,no
    20,Đường ray,Rail track,line,no
    21,Chỉ giới đường sắt,Railway reserve line (parcel boundary),line,yes
    22,"Phần trải mặt, lòng đường",Carriageway,line,no
    23,Chỉ giới đường (là ranh thửa),Road reserve line (parcel boundary),line,yes
    24,Chỉ giới đường nằm trong thửa,Road line inside a parcel,line,no
    25,Đường nửa tỷ lệ (1 nét),Half-scale road (single line),line,no
    26,Ký hiệu/ghi chú độ rộng đường,Road width mark,text,no
    27,Cầu,Bridge,line,no
    28,"Tên đường, tên phố",Road/street name,text,no
    29,Loại đất pháp lý (theo giấy tờ),Legal land-use code label,text,no
    30,Đường mép nước,Water edge,line,no
    31,Đường bờ,Bank line (parcel boundary),line,yes
    32,"Kênh, mương, rãnh thoát nước",Canal/ditch (parcel boundary),line,yes
    33,Giới hạn thủy văn nằm trong thửa,Water limit inside a parcel,line,no
    34,"Suối, kênh, mương nửa tỷ lệ",Half-scale stream,line,no
    35,Ký hiệu/ghi chú thủy văn,Hydro mark,text,no
    36,"Cống, đập","Sluice, dam",line,no
    37,Đường mặt đê,Dyke crest,line,no
    38,Giới hạn chân đê,Dyke toe (parcel boundary),line,yes
    39,"Tên sông, hồ, ao, suối, kênh, mương",Hydro names,text,no
    40,Biên giới quốc gia,National border,line,no
    41,Mốc biên giới quốc gia,National border marker,point,no
    42,Địa giới tỉnh,Provincial boundary,line,no
    43,Mốc địa giới tỉnh,Provincial marker,point,no
    44,Địa giới huyện (bãi bỏ bởi TT 23/2025),District boundary (abolished by TT 23/2025),line,no
    45,Mốc địa giới huyện (bãi bỏ bởi TT 23/2025),District marker (abolished by TT 23/2025),point,no
    46,Địa giới xã,Commune/ward boundary,line,no
    47,Mốc địa giới xã,Commune marker,point,no
    48,"Tên địa danh, cụm dân cư",Place names,text,no
    49,Loại đất trước chỉnh lý,Land-use code before revision,text,no
    50,"Chỉ giới quy hoạch, hành lang giao thông","Planning line, transport corridor",line,no
    51,Mốc giới quy hoạch,Planning marker,point,no
    52,Phân vùng địa danh,Place-name zoning,polygon,no
    53,Phân vùng chất lượng,Quality zoning,polygon,no
    54,Phân mảnh bản đồ,Sheet index,polygon,no
    55,Mạng lưới điện,Power network,line,no
    56,Mạng thoát nước thải,Sewer network,line,no
    57,Mạng viễn thông,Telecom network,line,no
    58,Mạng cấp nước,Water supply network,line,no
    59,Ranh giới hành lang lưới điện,Power corridor,line,no
    61,Ranh giới thửa đất theo giấy tờ,Parcel boundary per legal papers,line,yes
    63,Trình bày khung,Sheet frame and marginalia,mixed,no
    """#
