/// Words that stand in most texts of a land registry: family, middle and given names, and the words of addresses,
/// papers and uses. With the names of wards and of land uses they tell which of two possible readings is likelier.
let commonWordTable = #"""
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Đoàn Trịnh Tạ Mai Chu Cao Lưu Lương
    Quách Kiều Khuất Phùng Tô Thái Hà Lại La Vương Nghiêm Trương Tống Tăng Từ Mạc Lã Đàm Doãn Hứa Thân Tôn Triệu Ứng
    Văn Thị Hữu Đức Đình Xuân Ngọc Quang Minh Thanh Thành Thu Kim Quốc Công Bá Duy Tuấn Mạnh Trọng Viết Gia Như Thế
    Hùng Dũng Cường Tuấn Hải Sơn Nam Bình Hoà Hòa Hoa Lan Hương Hường Hạnh Hằng Nga Nhung Phương Phượng Thảo Thủy Thuỷ
    Thúy Thuý Tuyết Vân Yến Yên Oanh Loan Liên Linh Long Lâm Lộc Lợi Luyến Lượng Khánh Khoa Khải Kiên Huy Huyền Huệ Hiền
    Hiệp Hiếu Hưng Hậu Giang Giáp Đạt Đông Điệp Diệp Diễm Dung Chiến Chính Chung Cúc Bích Bảo Bắc Ánh An Ân Ái Nhân Nhật
    Nhàn Nghĩa Nguyệt Ninh Phong Phú Phúc Phước Quân Quyên Quyền Quyết Quý Quỳnh Sáng Sinh Sỹ Tâm Tân Tấn Tài Thắng Thăng
    Thịnh Thọ Thơm Thoa Thuận Thư Thương Tiến Tiếp Tín Tình Tĩnh Toàn Toản Trang Trí Trinh Trung Trường Trực Tú Tùng Tuân
    Uyên Vinh Vượng Việt Vĩnh Vy Xuyến Ý Hợp Hảo Hoan Hoạt Hiển Hiên Lựu Mận Mến Mùi Năm Sáu Bảy Tám Chín Mười Đại Đăng
    số thửa đất tờ bản đồ địa chính đường phố ngõ ngách hẻm tổ dân khu phố thôn xóm làng ấp đội cụm xã phường thị trấn
    quận huyện tỉnh thành tòa toà nhà tầng căn hộ chung cư chủ sử dụng người họ và tên ông bà vợ chồng con ở tại của
    ở đô thị nông thôn trồng cây lâu hằng năm hàng lúa nước vườn ao mặt chuyên sản xuất nuôi thủy thuỷ lợi công cộng
    giấy chứng nhận quyền diện tích hữu cấp ngày tháng vào sổ mục đích thời hạn nguồn gốc nhà nước giao thuê trả tiền
    ủy uỷ ban hợp tác trường học trạm y tế chùa đình đền nghĩa địa trang giao thông sông suối kênh mương chưa bằng tôn giáo
    Hà Nội Việt Nam Hai Bà Trưng Đống Đa Cầu Giấy Ba Đình Hoàn Kiếm Thanh Xuân Bắc Từ Liêm Gia Lâm Sóc Sơn Mê Linh
    Thanh Trì Thường Tín Phú Xuyên Ứng Hòa Mỹ Đức Chương Mỹ Quốc Oai Thạch Thất Đan Phượng Hoài Đức Phúc Thọ Sơn Tây
    Trần Hưng Đạo Lý Thường Kiệt Lê Lợi Giải Phóng Láng Hạ Kim Mã Thái Hà Xã Đàn Tôn Đức Thắng Phố Huế Hàng Bài Bạch Mai
    đồng hợp pháp đã không có được theo quy hoạch rừng phòng đặc hộ chiếu cá giới nữ tuổi sinh quê quán trú hiện
    """#
