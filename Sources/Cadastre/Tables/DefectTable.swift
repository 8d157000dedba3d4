/// The defect catalogue of inspection practice (kiểm tra nghiệm thu): `code` to names and severity.
let defectTable = #"""
    code,kind,group_vi,name_vi,name_en,detection,severity_vi,severity,note
    GEO-01,overlap,hình học,Thửa đất chồng lấn,Parcels overlap,area(A∩B) > ε_area AND overlap width > ε_w (both; report both); group by pair,nghiêm trọng,error,overlap with width ≤ sliver limit → GEO-03
    GEO-02,gap,hình học,Khe hở giữa các thửa (hở ranh),Gap between parcels,"hole of union(parcels ∪ roads/water on levels 21,23,31,32,38) inside ward coverage; area > ε_area and not a declared non-parcel object",nghiêm trọng,error,
    GEO-03,edge-mismatch,hình học,Mảnh vụn (sliver) chồng/hở,Sliver overlap or gap,thinness 4πA/P² < 0.05 or mean width < 2×snap tolerance,trung bình,warning,auto-fix candidate (snap to shared vertex)
    GEO-04,,hình học,Ranh thửa không khép kín,Unclosed parcel boundary,dangling end on levels 10/21/23/31/32/38 network (degree-1 node); report nearest end and distance,nghiêm trọng,error,auto-fix when gap ≤ snap tolerance
    GEO-05,,hình học,Bắt quá / bắt chưa tới (overshoot/undershoot),Overshoot or undershoot,degree-1 node within tolerance of another edge,trung bình,warning,auto-fix
    GEO-06,,hình học,Ranh thửa trùng lặp,Duplicate boundary line,identical or overlapping collinear segments on the same level,nhẹ,warning,auto-fix (drop)
    GEO-07,invalid-geometry,hình học,"Tự cắt, hình học không hợp lệ",Self-intersection / invalid ring,"ring self-touch or self-cross, spike, < 3 distinct vertices",nghiêm trọng,error,
    GEO-08,,hình học,Đỉnh trùng / đỉnh thừa,Duplicate or redundant vertex,"distance < 1 mm, or collinear within 1 mm and not shared by a neighbour",nhẹ,info,never remove a vertex that a neighbour needs
    GEO-09,edge-mismatch,hình học,Thiếu đỉnh chung giữa hai thửa kề,Missing shared vertex (T-junction mismatch),vertex of A on edge of B within tolerance but not a vertex of B,trung bình,warning,auto-fix (insert vertex)
    GEO-10,sliver-parcel,hình học,Thửa quá nhỏ / hình dạng bất thường,Tiny or abnormal parcel,area < configurable minimum (e.g. 1 m²) or extreme thinness,trung bình,warning,
    GEO-11,duplicate-geometry,hình học,Thửa đất trùng hình (vẽ hai lần),Duplicate polygon,IoU > 0.99 of two polygons,nghiêm trọng,error,
    GEO-12,nested-parcel,hình học,Thửa có lỗ / thửa lồng thửa chưa trừ diện tích,Hole or nested parcel not subtracted,polygon inside another without a hole,nghiêm trọng,error,
    GEO-13,multipart,hình học,Thửa nhiều phần,Multipart parcel,MultiPolygon with > 1 part for one sheet/parcel number,trung bình,warning,
    GEO-14,,hình học,Cung tròn/đường cong chưa rời rạc hóa,Undiscretised arc or curve,"arc, ellipse, B-spline element on a boundary level",nhẹ,warning,discretise with stated chord tolerance
    GEO-15,null-geometry,hình học,Thửa không có hình,No geometry,null or empty geometry,nghiêm trọng,error,
    GEO-16,uncovered,hình học,Đất chưa phủ thửa,Uncovered ground,uncovered face that is no gap,nhẹ,info,
    REF-01,wrong-crs,hệ quy chiếu,Sai hệ tọa độ / kinh tuyến trục,Wrong CRS or central meridian,"coordinates outside Hanoi envelope in EPSG:5897 (see §2.2: E 529–607 km, N 2 272–2 367 km), or offset ≈ 196 E/−108 N m (missing datum shift)",đặc biệt nghiêm trọng,critical,blocks everything else
    REF-02,swapped-axes,hệ quy chiếu,Đảo trục X/Y,X/Y swapped,first ordinate ≈ 2.3 million,đặc biệt nghiêm trọng,critical,surveyors write X = northing
    REF-03,,hệ quy chiếu,Trượt tờ bản đồ (lệch hệ thống),Sheet shifted systematically,edge-match residuals of one sheet share one vector,nghiêm trọng,error,
    EDG-01,,tiếp biên,Lệch tiếp biên giữa hai tờ bản đồ,Edge mismatch between sheets,corresponding vertices on the shared sheet edge differ > tolerance,trung bình,warning,> limit → error
    EDG-02,overlap or gap,tiếp biên,"Chồng/hở tại ranh giới xã, phường",Overlap or gap along a ward boundary,GEO-01/02 where the two sides belong to different wards,nghiêm trọng,error,needs both wards
    EDG-03,outside-ward,tiếp biên,"Thửa đất vượt ranh giới xã, phường",Parcel crosses ward boundary,parcel not within the ward polygon beyond tolerance; report share in each ward,trung bình,warning,after 1/7/2025 also an expected effect of ward splits
    EDG-04,,tiếp biên,Thửa nằm ngoài phạm vi tờ bản đồ khai báo,Parcel outside its declared sheet,representative point outside sheet frame (level 54/63),trung bình,warning,
    LBL-01,,nhãn thửa,Thửa thiếu nhãn,Parcel without label,no level-13/11 label point inside the polygon,nghiêm trọng,error,
    LBL-02,,nhãn thửa,Thửa có nhiều nhãn,Several labels in one parcel,> 1 parcel-number text inside,nghiêm trọng,error,often an unclosed boundary or two parcels merged
    LBL-03,,nhãn thửa,Nhãn không nằm trong thửa nào,Orphan label,label point in no polygon,trung bình,warning,
    LBL-04,,nhãn thửa,Nhãn không đọc được / sai mẫu,Unreadable label,"text does not parse as number / area / code, or mojibake (TCVN3/VNI)",trung bình,warning,
    LBL-05,,nhãn thửa,Diện tích nhãn khác diện tích tính,Label area ≠ computed area,"abs(diff) > 0.05 + rounding, i.e. label not updated after edit",trung bình,warning,auto-fix (rewrite label)
    LBL-06,invalid-land-use,nhãn thửa,Mã loại đất không hợp lệ,Invalid land-use code,"not in land_use_codes.csv; group code used as a leaf; superseded code (BHK, DDT, …)",nhẹ,warning,superseded = info with successor
    KEY-01,duplicate-key,khóa,"Trùng số tờ, số thửa","Duplicate (ward, sheet, parcel)",key seen twice within one map series,đặc biệt nghiêm trọng,critical,blocks record matching
    KEY-02,missing-key,khóa,Thiếu số tờ hoặc số thửa,Missing sheet or parcel number,"empty, 0 or non-numeric",nghiêm trọng,error,
    KEY-03,,khóa,Nhảy số thửa,Gap in parcel numbering,missing integers 1..max per sheet,nhẹ,info,
    KEY-04,,khóa,Trùng mã định danh thửa đất,Duplicate GeoHash parcel code,two live parcels share one 12-character code,đặc biệt nghiêm trọng,critical,
    KEY-05,,khóa,Mã định danh thửa đất không khớp vị trí,GeoHash code does not decode into its parcel,decoded point outside polygon (+ tolerance),trung bình,warning,
    KEY-06,,khóa,Mã xã cũ/mới không xác định,Ward code epoch ambiguous,code exists in both the 526 and the 126 list and no date/epoch given,nghiêm trọng,error,see hanoi_ward_crosswalk.csv
    REC-01,parcel-without-record,đối soát,Thửa trên bản đồ không có hồ sơ,Parcel without record,left anti-join,trung bình,warning,road/water parcels excluded
    REC-02,record-without-parcel,đối soát,Hồ sơ không có thửa trên bản đồ,Record without parcel,right anti-join,nghiêm trọng,error,candidate via old number / crosswalk / neighbour search
    REC-03,old-ward-key,đối soát,"Hồ sơ theo số tờ, thửa cũ chưa quy đổi",Record keyed by an old map series,"key found only in an older series (299, 1993–96, …)",trung bình,warning,goes to the conversion queue
    REC-04,ambiguous-match,đối soát,Một hồ sơ khớp nhiều thửa,Ambiguous match,"several candidates (several scales, several old wards)",nghiêm trọng,error,never auto-choose
    REC-05,duplicate-record,đối soát,Một thửa có nhiều hồ sơ / nhiều GCN còn hiệu lực,Several live records on one parcel,"> 1 live certificate, not joint ownership or apartments",nghiêm trọng,error,apartments (nhà chung cư) are a legal exception
    REC-06,area-mismatch,đối soát,Diện tích bản đồ khác diện tích pháp lý,Map area ≠ legal area,abs(dienTich − dienTichPhapLy) > PL04 limit of the map scale,trung bình,warning,> 2× limit or > 10 % → error
    REC-07,area-mismatch,đối soát,Diện tích tính từ hình khác diện tích lưu,Geometry area ≠ stored area,abs(A_geom − dienTich) > 0.05 m² + PL04,trung bình,warning,
    REC-08,,đối soát,Tổng diện tích theo mục đích ≠ diện tích thửa,Sum of per-use areas ≠ parcel area,abs(diff) > 0.1 m²,trung bình,warning,
    REC-09,land-use-mismatch,đối soát,Loại đất bản đồ khác loại đất hồ sơ,Land-use mismatch,level 2 code (successor-normalised) ≠ record code,trung bình,warning,ONT↔ODT after ward/commune change = info
    REC-10,,đối soát,Địa chỉ thửa chưa theo 2 cấp,Parcel address still three-level,contains district (quận/huyện/thị xã) or old ward name,nhẹ,info,
    GCN-01,,giấy chứng nhận,Số phát hành sai định dạng,Bad certificate serial,regex in §6.3,trung bình,warning,
    GCN-02,,giấy chứng nhận,Trùng số phát hành,Duplicate serial on different parcels/users,"same serial, disjoint parcel sets",nghiêm trọng,error,one certificate may cover several parcels
    GCN-03,,giấy chứng nhận,Thiếu bản quét GCN,No scan,file {serial}-GCN.pdf absent,trung bình,warning,
    GCN-04,,giấy chứng nhận,Thiếu số vào sổ / ngày cấp,No register number or date,empty,trung bình,warning,
    OWN-01,,chủ sử dụng,Thiếu số định danh cá nhân,No personal ID,empty for an individual,nghiêm trọng,error,decides group 1 vs 2
    OWN-02,invalid-owner-id,chủ sử dụng,CCCD sai cấu trúc,Malformed CCCD,§6.1 checks,trung bình,warning,
    OWN-03,,chủ sử dụng,Chỉ có CMND 9 số,Only a 9-digit CMND,length 9,trung bình,warning,must be converted to 12-digit ID
    OWN-04,,chủ sử dụng,CCCD mâu thuẫn giới tính/năm sinh,ID contradicts gender or birth year,digit 4 / digits 5–6,trung bình,warning,
    OWN-05,,chủ sử dụng,Chưa khớp CSDLQG dân cư,Not matched in the population DB,external status,trung bình,warning,status comes from C06; the tool only carries it
    OWN-06,,chủ sử dụng,Một CCCD nhiều tên,One ID with different names,normalised names differ,nghiêm trọng,error,
    ADM-01,unknown-ward,hành chính,Mã xã không thuộc danh mục 126,Ward code not in the list,not in hanoi_wards.csv,nghiêm trọng,error,
    ADM-02,wrong-ward,hành chính,Thửa gán sai xã mới,Parcel assigned to the wrong new ward,assigned code ≠ ward containing the representative point,nghiêm trọng,error,
    TXT-01,,văn bản,Chữ sai bảng mã (TCVN3/VNI/cp1258),Legacy encoding,detector score (§7),trung bình,warning,auto-convert with log
    TXT-02,,văn bản,Unicode tổ hợp (NFD),Decomposed Unicode,text ≠ NFC(text),nhẹ,info,auto-fix
    TXT-03,damaged-cell,văn bản,Ô bảng tính mất hoặc sai giá trị,Value lost or bent by a spreadsheet,"leading zeros, dates, error values, numbers as text",trung bình,warning,mended = info
    """#
