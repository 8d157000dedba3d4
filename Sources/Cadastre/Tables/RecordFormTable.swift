/// The columns of the collection form PL3-01.
let recordFormTable = #"""
    field_no,excel_col,label_vi,label_en
    1,B,Mã ĐVHC cấp xã,commune code
    2,C,Số phát hành GCN,certificate issue (serial) number
    3,D,Ngày cấp GCN,issue date
    4,E,Số vào sổ GCN,register entry number
    5,F,Tên tổ chức,organisation name
    6,G,Số định danh tổ chức,organisation identifier
    7,H,Họ và tên chủ sử dụng / người đại diện tổ chức,user / representative full name
    8,I,"Ngày, tháng, năm sinh",date of birth
    9,J,Giới tính,gender
    10,K,Số định danh cá nhân / CCCD,personal identification number
    11,L,Địa chỉ thường trú,permanent address
    12,M,"Pháp nhân trên GCN {Cá nhân, Hộ gia đình, Vợ chồng, Đồng sử dụng, Cộng đồng dân cư, Tổ chức}",legal person type on certificate
    13,N,"Vai trò pháp nhân trên GCN {Cá nhân, Chủ hộ, Chồng, Vợ, Người đại diện, Thành viên}",role on certificate
    ,O,Tên người sử dụng hiện tại,current user name
    ,P,Số định danh người sử dụng hiện tại,current user identifier
    14,Q,Địa chỉ thường trú (2 cấp),current user address (two-level)
    15,R,Lý do thay đổi,reason of change
    16,S,Mã định danh thửa đất,parcel identification code (GeoHash-12)
    17,T,Số tờ bản đồ ghi trên GCN,sheet number as on certificate
    18,U,Số thứ tự thửa ghi trên GCN,parcel number as on certificate
    19,V,Số hiệu tờ trên bản đồ địa chính,sheet number on cadastral map
    20,W,Số thứ tự thửa trên bản đồ địa chính,parcel number on cadastral map
    23,X,Địa chỉ thửa đất,parcel address
    24,Y,Diện tích thửa đất,parcel area
    25,Z,Loại đất 1,land type 1
    26,AA,Diện tích (loại đất 1),area 1
    27,AB,Nguồn gốc sử dụng (loại đất 1),origin 1
    28,AC,Hình thức sử dụng (loại đất 1),form of use 1
    29,AD,Thời hạn sử dụng (loại đất 1),term 1
    30,AE,Loại đất 2,land type 2
    31,AF,Diện tích (loại đất 2),area 2
    32,AG,Nguồn gốc sử dụng (loại đất 2),origin 2
    33,AH,Hình thức sử dụng (loại đất 2),form of use 2
    34,AI,Thời hạn sử dụng (loại đất 2),term 2
    35,AJ,Loại đất 3,land type 3
    36,AK,Diện tích (loại đất 3),area 3
    37,AL,Nguồn gốc sử dụng (loại đất 3),origin 3
    38,AM,Hình thức sử dụng (loại đất 3),form of use 3
    39,AN,Thời hạn sử dụng (loại đất 3),term 3
    40,AO,Loại tài sản gắn liền với đất,asset type
    41,AP,Khu chung cư / nhà hỗn hợp,apartment block / mixed-use building
    42,AQ,Số căn hộ,apartment number
    43,AR,Diện tích xây dựng,footprint area
    44,AS,Diện tích sàn,floor area
    45,AT,Hình thức sở hữu,ownership form
    46,AU,Thời hạn sở hữu,ownership term
    47,AV,Hạng nhà,house class
    48,AW,Cấp nhà,house grade
    49,AX,Tên file quét GCN / CCCD,scan file name(s)
    """#
