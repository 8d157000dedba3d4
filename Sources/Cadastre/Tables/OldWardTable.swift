/// The 579 wards, communes and townships of Hanoi until 31 December 2024, by district, and what became of them on
/// 1 January 2025, when 526 were left.
///
/// `00172P Yên Hoà > Yên Hòa`: code, type (P phường, X xã, T thị trấn) and name; behind `>` the name since 1 January 2025
/// where it is another one, ` -` where the unit ended that day. A district has several rows.
let oldWardTable = #"""
    district_code,district,wards
    001,Quận Ba Đình,00001P Phúc Xá; 00004P Trúc Bạch; 00006P Vĩnh Phúc; 00007P Cống Vị; 00008P Liễu Giai; 00010P Nguyễn Trung Trực -
    001,Quận Ba Đình,00013P Quán Thánh; 00016P Ngọc Hà; 00019P Điện Biên; 00022P Đội Cấn; 00025P Ngọc Khánh; 00028P Kim Mã
    001,Quận Ba Đình,00031P Giảng Võ; 00034P Thành Công
    002,Quận Hoàn Kiếm,00037P Phúc Tân; 00040P Đồng Xuân; 00043P Hàng Mã; 00046P Hàng Buồm; 00049P Hàng Đào; 00052P Hàng Bồ
    002,Quận Hoàn Kiếm,00055P Cửa Đông; 00058P Lý Thái Tổ; 00061P Hàng Bạc; 00064P Hàng Gai; 00067P Chương Dương; 00070P Hàng Trống
    002,Quận Hoàn Kiếm,00073P Cửa Nam; 00076P Hàng Bông; 00079P Tràng Tiền; 00082P Trần Hưng Đạo; 00085P Phan Chu Trinh; 00088P Hàng Bài
    003,Quận Tây Hồ,00091P Phú Thượng; 00094P Nhật Tân; 00097P Tứ Liên; 00100P Quảng An; 00103P Xuân La; 00106P Yên Phụ
    003,Quận Tây Hồ,00109P Bưởi; 00112P Thụy Khuê
    004,Quận Long Biên,00115P Thượng Thanh; 00118P Ngọc Thụy; 00121P Giang Biên; 00124P Đức Giang; 00127P Việt Hưng; 00130P Gia Thụy
    004,Quận Long Biên,00133P Ngọc Lâm; 00136P Phúc Lợi; 00139P Bồ Đề; 00142P Sài Đồng -; 00145P Long Biên; 00148P Thạch Bàn
    004,Quận Long Biên,00151P Phúc Đồng; 00154P Cự Khối
    005,Quận Cầu Giấy,00157P Nghĩa Đô; 00160P Nghĩa Tân; 00163P Mai Dịch; 00166P Dịch Vọng; 00167P Dịch Vọng Hậu; 00169P Quan Hoa
    005,Quận Cầu Giấy,00172P Yên Hoà > Yên Hòa; 00175P Trung Hoà > Trung Hòa
    006,Quận Đống Đa,00178P Cát Linh; 00181P Văn Miếu > Văn Miếu Quốc Tử Giám; 00184P Quốc Tử Giám -; 00187P Láng Thượng; 00190P Ô Chợ Dừa; 00193P Văn Chương
    006,Quận Đống Đa,00196P Hàng Bột; 00199P Láng Hạ; 00202P Khâm Thiên; 00205P Thổ Quan; 00208P Nam Đồng; 00211P Trung Phụng -
    006,Quận Đống Đa,00214P Quang Trung; 00217P Trung Liệt; 00220P Phương Liên -; 00223P Thịnh Quang -; 00226P Trung Tự > Phương Liên Trung Tự; 00229P Kim Liên
    006,Quận Đống Đa,00232P Phương Mai; 00235P Ngã Tư Sở > Thịnh Quang; 00238P Khương Thượng
    007,Quận Hai Bà Trưng,00241P Nguyễn Du; 00244P Bạch Đằng; 00247P Phạm Đình Hổ; 00256P Lê Đại Hành; 00259P Đồng Nhân; 00262P Phố Huế
    007,Quận Hai Bà Trưng,00265P Đống Mác -; 00268P Thanh Lương; 00271P Thanh Nhàn; 00274P Cầu Dền -; 00277P Bách Khoa; 00280P Đồng Tâm
    007,Quận Hai Bà Trưng,00283P Vĩnh Tuy; 00286P Bạch Mai -; 00289P Quỳnh Mai; 00292P Quỳnh Lôi > Bạch Mai; 00295P Minh Khai; 00298P Trương Định
    008,Quận Hoàng Mai,00301P Thanh Trì; 00304P Vĩnh Hưng; 00307P Định Công; 00310P Mai Động; 00313P Tương Mai; 00316P Đại Kim
    008,Quận Hoàng Mai,00319P Tân Mai; 00322P Hoàng Văn Thụ; 00325P Giáp Bát; 00328P Lĩnh Nam; 00331P Thịnh Liệt; 00334P Trần Phú
    008,Quận Hoàng Mai,00337P Hoàng Liệt; 00340P Yên Sở
    009,Quận Thanh Xuân,00343P Nhân Chính; 00346P Thượng Đình; 00349P Khương Trung; 00352P Khương Mai; 00355P Thanh Xuân Trung; 00358P Phương Liệt
    009,Quận Thanh Xuân,00361P Hạ Đình -; 00364P Khương Đình; 00367P Thanh Xuân Bắc; 00370P Thanh Xuân Nam -; 00373P Kim Giang > Hạ Đình
    016,Huyện Sóc Sơn,00376T Sóc Sơn; 00379X Bắc Sơn; 00382X Minh Trí; 00385X Hồng Kỳ; 00388X Nam Sơn; 00391X Trung Giã
    016,Huyện Sóc Sơn,00394X Tân Hưng; 00397X Minh Phú; 00400X Phù Linh; 00403X Bắc Phú; 00406X Tân Minh; 00409X Quang Tiến
    016,Huyện Sóc Sơn,00412X Hiền Ninh; 00415X Tân Dân; 00418X Tiên Dược; 00421X Việt Long; 00424X Xuân Giang; 00427X Mai Đình
    016,Huyện Sóc Sơn,00430X Đức Hoà > Đức Hòa; 00433X Thanh Xuân; 00436X Đông Xuân; 00439X Kim Lũ; 00442X Phú Cường; 00445X Phú Minh
    016,Huyện Sóc Sơn,00448X Phù Lỗ; 00451X Xuân Thu
    017,Huyện Đông Anh,00454T Đông Anh; 00457X Xuân Nộn; 00460X Thuỵ Lâm > Thụy Lâm; 00463X Bắc Hồng; 00466X Nguyên Khê; 00469X Nam Hồng
    017,Huyện Đông Anh,00472X Tiên Dương; 00475X Vân Hà; 00478X Uy Nỗ; 00481X Vân Nội; 00484X Liên Hà; 00487X Việt Hùng
    017,Huyện Đông Anh,00490X Kim Nỗ; 00493X Kim Chung; 00496X Dục Tú; 00499X Đại Mạch; 00502X Vĩnh Ngọc; 00505X Cổ Loa
    017,Huyện Đông Anh,00508X Hải Bối; 00511X Xuân Canh; 00514X Võng La; 00517X Tàm Xá; 00520X Mai Lâm; 00523X Đông Hội
    018,Huyện Gia Lâm,00526T Yên Viên; 00529X Yên Thường; 00532X Yên Viên; 00535X Ninh Hiệp; 00538X Đình Xuyên -; 00541X Dương Hà > Thiên Đức
    018,Huyện Gia Lâm,00544X Phù Đổng; 00547X Trung Mầu -; 00550X Lệ Chi; 00553X Cổ Bi; 00556X Đặng Xá; 00559X Phú Thị -
    018,Huyện Gia Lâm,00562X Kim Sơn > Phú Sơn; 00565T Trâu Quỳ; 00568X Dương Quang; 00571X Dương Xá; 00574X Đông Dư -; 00577X Đa Tốn
    018,Huyện Gia Lâm,00580X Kiêu Kỵ; 00583X Bát Tràng; 00586X Kim Lan -; 00589X Văn Đức > Kim Đức
    019,Quận Nam Từ Liêm,00592P Cầu Diễn; 00622P Xuân Phương; 00623P Phương Canh; 00625P Mỹ Đình 1; 00626P Mỹ Đình 2; 00628P Tây Mỗ
    019,Quận Nam Từ Liêm,00631P Mễ Trì; 00632P Phú Đô; 00634P Đại Mỗ; 00637P Trung Văn
    021,Quận Bắc Từ Liêm,00595P Thượng Cát; 00598P Liên Mạc; 00601P Đông Ngạc; 00602P Đức Thắng; 00604P Thụy Phương; 00607P Tây Tựu
    021,Quận Bắc Từ Liêm,00610P Xuân Đỉnh; 00611P Xuân Tảo; 00613P Minh Khai; 00616P Cổ Nhuế 1; 00617P Cổ Nhuế 2; 00619P Phú Diễn
    021,Quận Bắc Từ Liêm,00620P Phúc Diễn
    020,Huyện Thanh Trì,00640T Văn Điển; 00643X Tân Triều; 00646X Thanh Liệt; 00649X Tả Thanh Oai; 00652X Hữu Hoà > Hữu Hòa; 00655X Tam Hiệp
    020,Huyện Thanh Trì,00658X Tứ Hiệp; 00661X Yên Mỹ; 00664X Vĩnh Quỳnh; 00667X Ngũ Hiệp; 00670X Duyên Hà; 00673X Ngọc Hồi
    020,Huyện Thanh Trì,00676X Vạn Phúc; 00679X Đại áng; 00682X Liên Ninh; 00685X Đông Mỹ
    276,Huyện Thạch Thất,04927X Yên Trung; 04930X Yên Bình; 04936X Tiến Xuân; 09955T Liên Quan; 09958X Đại Đồng; 09961X Cẩm Yên
    276,Huyện Thạch Thất,09964X Lại Thượng; 09967X Phú Kim; 09970X Hương Ngải; 09973X Canh Nậu > Lam Sơn; 09976X Kim Quan; 09979X Dị Nậu -
    276,Huyện Thạch Thất,09982X Bình Yên; 09985X Chàng Sơn -; 09988X Thạch Hoà > Thạch Hòa; 09991X Cần Kiệm; 09994X Hữu Bằng -; 09997X Phùng Xá
    276,Huyện Thạch Thất,10000X Tân Xã; 10003X Thạch Xá; 10006X Bình Phú > Quang Trung; 10009X Hạ Bằng; 10012X Đồng Trúc
    275,Huyện Quốc Oai,04939X Đông Xuân; 09895T Quốc Oai; 09898X Sài Sơn; 09901X Phượng Cách -; 09904X Yên Sơn > Phượng Sơn; 09907X Ngọc Liệp
    275,Huyện Quốc Oai,09910X Ngọc Mỹ; 09913X Liệp Tuyết -; 09916X Thạch Thán; 09919X Đồng Quang; 09922X Phú Cát; 09925X Tuyết Nghĩa
    275,Huyện Quốc Oai,09928X Nghĩa Hương > Liệp Nghĩa; 09931X Cộng Hòa; 09934X Tân Phú > Hưng Đạo; 09937X Đại Thành -; 09940X Phú Mãn; 09943X Cấn Hữu
    275,Huyện Quốc Oai,09946X Tân Hòa -; 09949X Hòa Thạch; 09952X Đông Yên
    250,Huyện Mê Linh,08973T Chi Đông; 08974X Đại Thịnh; 08977X Kim Hoa; 08980X Thạch Đà; 08983X Tiến Thắng; 08986X Tự Lập
    250,Huyện Mê Linh,08989T Quang Minh; 08992X Thanh Lâm; 08995X Tam Đồng; 08998X Liên Mạc; 09001X Vạn Yên -; 09004X Chu Phan
    250,Huyện Mê Linh,09007X Tiến Thịnh; 09010X Mê Linh; 09013X Văn Khê; 09016X Hoàng Kim; 09019X Tiền Phong; 09022X Tráng Việt
    268,Quận Hà Đông,09538P Nguyễn Trãi > Quang Trung; 09541P Mộ Lao; 09542P Văn Quán; 09544P Vạn Phúc; 09547P Yết Kiêu -; 09550P Quang Trung -
    268,Quận Hà Đông,09551P La Khê; 09552P Phú La; 09553P Phúc La; 09556P Hà Cầu; 09562P Yên Nghĩa; 09565P Kiến Hưng
    268,Quận Hà Đông,09568P Phú Lãm; 09571P Phú Lương; 09886P Dương Nội; 10117P Đồng Mai; 10123P Biên Giang
    269,Thị xã Sơn Tây,09574P Lê Lợi > Ngô Quyền; 09577P Phú Thịnh; 09580P Ngô Quyền -; 09583P Quang Trung -; 09586P Sơn Lộc; 09589P Xuân Khanh
    269,Thị xã Sơn Tây,09592X Đường Lâm; 09595P Viên Sơn; 09598X Xuân Sơn; 09601P Trung Hưng; 09604X Thanh Mỹ; 09607P Trung Sơn Trầm
    269,Thị xã Sơn Tây,09610X Kim Sơn; 09613X Sơn Đông; 09616X Cổ Đông
    271,Huyện Ba Vì,09619T Tây Đằng; 09625X Phú Cường; 09628X Cổ Đô; 09631X Tản Hồng -; 09634X Vạn Thắng; 09637X Châu Sơn -
    271,Huyện Ba Vì,09640X Phong Vân; 09643X Phú Đông; 09646X Phú Phương > Phú Hồng; 09649X Phú Châu; 09652X Thái Hòa; 09655X Đồng Thái
    271,Huyện Ba Vì,09658X Phú Sơn; 09661X Minh Châu; 09664X Vật Lại; 09667X Chu Minh; 09670X Tòng Bạt; 09673X Cẩm Lĩnh
    271,Huyện Ba Vì,09676X Sơn Đà; 09679X Đông Quang; 09682X Tiên Phong; 09685X Thụy An; 09688X Cam Thượng; 09691X Thuần Mỹ
    271,Huyện Ba Vì,09694X Tản Lĩnh; 09697X Ba Trại; 09700X Minh Quang; 09703X Ba Vì; 09706X Vân Hòa; 09709X Yên Bài
    271,Huyện Ba Vì,09712X Khánh Thượng
    272,Huyện Phúc Thọ,09715T Phúc Thọ; 09718X Vân Hà -; 09721X Vân Phúc; 09724X Vân Nam > Nam Hà; 09727X Xuân Đình; 09733X Sen Phương
    272,Huyện Phúc Thọ,09739X Võng Xuyên; 09742X Thọ Lộc > Tích Lộc; 09745X Long Xuyên > Long Thượng; 09748X Thượng Cốc -; 09751X Hát Môn; 09754X Tích Giang -
    272,Huyện Phúc Thọ,09757X Thanh Đa; 09760X Trạch Mỹ Lộc; 09763X Phúc Hòa; 09766X Ngọc Tảo; 09769X Phụng Thượng; 09772X Tam Thuấn
    272,Huyện Phúc Thọ,09775X Tam Hiệp; 09778X Hiệp Thuận; 09781X Liên Hiệp
    273,Huyện Đan Phượng,09784T Phùng; 09787X Trung Châu; 09790X Thọ An; 09793X Thọ Xuân; 09796X Hồng Hà; 09799X Liên Hồng
    273,Huyện Đan Phượng,09802X Liên Hà; 09805X Hạ Mỗ; 09808X Liên Trung; 09811X Phương Đình; 09814X Thượng Mỗ; 09817X Tân Hội
    273,Huyện Đan Phượng,09820X Tân Lập; 09823X Đan Phượng; 09826X Đồng Tháp; 09829X Song Phượng
    274,Huyện Hoài Đức,09832T Trạm Trôi; 09835X Đức Thượng; 09838X Minh Khai; 09841X Dương Liễu; 09844X Di Trạch; 09847X Đức Giang
    274,Huyện Hoài Đức,09850X Cát Quế; 09853X Kim Chung; 09856X Yên Sở; 09859X Sơn Đồng; 09862X Vân Canh; 09865X Đắc Sở
    274,Huyện Hoài Đức,09868X Lại Yên; 09871X Tiền Yên; 09874X Song Phương; 09877X An Khánh; 09880X An Thượng; 09883X Vân Côn
    274,Huyện Hoài Đức,09889X La Phù; 09892X Đông La
    277,Huyện Chương Mỹ,10015T Chúc Sơn; 10018T Xuân Mai; 10021X Phụng Châu; 10024X Tiên Phương; 10027X Đông Sơn; 10030X Đông Phương Yên
    277,Huyện Chương Mỹ,10033X Phú Nghĩa; 10039X Trường Yên; 10042X Ngọc Hòa; 10045X Thủy Xuân Tiên; 10048X Thanh Bình; 10051X Trung Hòa
    277,Huyện Chương Mỹ,10054X Đại Yên; 10057X Thụy Hương; 10060X Tốt Động; 10063X Lam Điền; 10066X Tân Tiến; 10069X Nam Phương Tiến
    277,Huyện Chương Mỹ,10072X Hợp Đồng; 10075X Hoàng Văn Thụ; 10078X Hoàng Diệu; 10081X Hữu Văn; 10084X Quảng Bị; 10087X Mỹ Lương
    277,Huyện Chương Mỹ,10090X Thượng Vực; 10093X Hồng Phong -; 10096X Đồng Phú > Hồng Phú; 10099X Trần Phú; 10102X Văn Võ; 10105X Đồng Lạc
    277,Huyện Chương Mỹ,10108X Hòa Chính > Hòa Phú; 10111X Phú Nam An -
    278,Huyện Thanh Oai,10114T Kim Bài; 10120X Cự Khê; 10126X Bích Hòa; 10129X Mỹ Hưng; 10132X Cao Viên; 10135X Bình Minh
    278,Huyện Thanh Oai,10138X Tam Hưng; 10141X Thanh Cao; 10144X Thanh Thùy; 10147X Thanh Mai; 10150X Thanh Văn; 10153X Đỗ Động
    278,Huyện Thanh Oai,10156X Kim An; 10159X Kim Thư; 10162X Phương Trung; 10165X Tân Ước; 10168X Dân Hòa; 10171X Liên Châu
    278,Huyện Thanh Oai,10174X Cao Dương > Cao Xuân Dương; 10177X Xuân Dương -; 10180X Hồng Dương
    279,Huyện Thường Tín,10183T Thường Tín; 10186X Ninh Sở; 10189X Nhị Khê; 10192X Duyên Thái; 10195X Khánh Hà; 10198X Hòa Bình
    279,Huyện Thường Tín,10201X Văn Bình; 10204X Hiền Giang; 10207X Hồng Vân; 10210X Vân Tảo; 10213X Liên Phương; 10216X Văn Phú
    279,Huyện Thường Tín,10219X Tự Nhiên; 10222X Tiền Phong; 10225X Hà Hồi; 10228X Thư Phú -; 10231X Nguyễn Trãi; 10234X Quất Động
    279,Huyện Thường Tín,10237X Chương Dương; 10240X Tân Minh; 10243X Lê Lợi; 10246X Thắng Lợi; 10249X Dũng Tiến; 10252X Thống Nhất -
    279,Huyện Thường Tín,10255X Nghiêm Xuyên; 10258X Tô Hiệu; 10261X Văn Tự; 10264X Vạn Điểm > Vạn Nhất; 10267X Minh Cường
    280,Huyện Phú Xuyên,10270T Phú Minh; 10273T Phú Xuyên; 10276X Hồng Minh; 10279X Phượng Dực; 10282X Nam Tiến; 10288X Tri Trung -
    280,Huyện Phú Xuyên,10291X Đại Thắng > Văn Hoàng; 10294X Phú Túc; 10297X Văn Hoàng -; 10300X Hồng Thái; 10303X Hoàng Long; 10306X Quang Trung -
    280,Huyện Phú Xuyên,10309X Nam Phong -; 10312X Nam Triều > Nam Phong; 10315X Tân Dân; 10318X Sơn Hà > Quang Hà; 10321X Chuyên Mỹ; 10324X Khai Thái
    280,Huyện Phú Xuyên,10327X Phúc Tiến; 10330X Vân Từ; 10333X Tri Thủy; 10336X Đại Xuyên; 10339X Phú Yên; 10342X Bạch Hạ
    280,Huyện Phú Xuyên,10345X Quang Lãng; 10348X Châu Can; 10351X Minh Tân
    281,Huyện Ứng Hòa,10354T Vân Đình; 10357X Viên An -; 10360X Viên Nội -; 10363X Hoa Sơn > Hoa Viên; 10366X Quảng Phú Cầu; 10369X Trường Thịnh
    281,Huyện Ứng Hòa,10372X Cao Thành -; 10375X Liên Bạt; 10378X Sơn Công > Cao Sơn Tiến; 10381X Đồng Tiến -; 10384X Phương Tú; 10387X Trung Tú
    281,Huyện Ứng Hòa,10390X Đồng Tân; 10393X Tảo Dương Văn; 10396X Vạn Thái > Thái Hòa; 10399X Minh Đức; 10402X Hòa Lâm > Trầm Lộng; 10405X Hòa Xá -
    281,Huyện Ứng Hòa,10408X Trầm Lộng -; 10411X Kim Đường; 10414X Hòa Nam -; 10417X Hòa Phú; 10420X Đội Bình -; 10423X Đại Hùng
    281,Huyện Ứng Hòa,10426X Đông Lỗ; 10429X Phù Lưu; 10432X Đại Cường; 10435X Lưu Hoàng > Bình Lưu Quang; 10438X Hồng Quang -
    282,Huyện Mỹ Đức,10441T Đại Nghĩa; 10444X Đồng Tâm; 10447X Thượng Lâm; 10450X Tuy Lai; 10453X Phúc Lâm; 10456X Mỹ Thành -
    282,Huyện Mỹ Đức,10459X Bột Xuyên > Mỹ Xuyên; 10462X An Mỹ; 10465X Hồng Sơn; 10468X Lê Thanh; 10471X Xuy Xá; 10474X Phùng Xá
    282,Huyện Mỹ Đức,10477X Phù Lưu Tế; 10480X Đại Hưng; 10483X Vạn Kim > Vạn Tín; 10486X Đốc Tín -; 10489X Hương Sơn; 10492X Hùng Tiến
    282,Huyện Mỹ Đức,10495X An Tiến; 10498X Hợp Tiến; 10501X Hợp Thanh; 10504X An Phú
    """#
