/// The land-use codes (mã loại đất) of the national system with their successors under the Land Law 2024.
let landUseTable = #"""
    code,name_vi,name_en,group,source,status,successor
    NNP,Nhóm đất nông nghiệp,Agricultural land group,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    SXN,Đất sản xuất nông nghiệp,Agricultural production land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded group (pre-2024),
    CHN,Đất trồng cây hằng năm,Annual crop land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    LUA,Đất trồng lúa,Rice land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    LUC,Đất chuyên trồng lúa (trước 2024: đất chuyên trồng lúa nước),Specialised (wet) rice land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    LUK,Đất trồng lúa còn lại (trước 2024: đất trồng lúa nước còn lại),Remaining rice land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    LUN,Đất trồng lúa nương,Upland (swidden) rice land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),superseded,LUK
    HNK,Đất trồng cây hằng năm khác,Other annual crop land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    BHK,Đất bằng trồng cây hàng năm khác,Other annual crops on flat land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),superseded,HNK
    NHK,Đất nương rẫy trồng cây hàng năm khác,Other annual crops on swidden,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,superseded,HNK
    COC,Đất cỏ dùng vào chăn nuôi,Pasture,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded (2003 law),HNK?
    CLN,Đất trồng cây lâu năm,Perennial crop land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    LNC,Đất trồng cây công nghiệp lâu năm,Perennial industrial crops,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded (2003 law),CLN
    LNQ,Đất trồng cây ăn quả lâu năm,Perennial fruit trees,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded (2003 law),CLN
    LNK,Đất trồng cây lâu năm khác,Other perennial crops,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded (2003 law),CLN
    LNP,Đất lâm nghiệp,Forestry land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    RDD,Đất rừng đặc dụng,Special-use forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    RPH,Đất rừng phòng hộ,Protection forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    RSX,Đất rừng sản xuất,Production forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    RSN,Đất có rừng tự nhiên sản xuất,Natural production forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,detail,RSX
    RST,Đất có rừng trồng sản xuất,Planted production forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RSX
    RSK,Đất khoanh nuôi phục hồi rừng sản xuất,Production forest regeneration,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RSX
    RSM,Đất trồng rừng sản xuất,Production afforestation,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RSX
    RPN,Đất có rừng tự nhiên phòng hộ,Natural protection forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RPH
    RPT,Đất có rừng trồng phòng hộ,Planted protection forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RPH
    RPK,Đất khoanh nuôi phục hồi rừng phòng hộ,Protection forest regeneration,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RPH
    RPM,Đất trồng rừng phòng hộ,Protection afforestation,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RPH
    RDN,Đất có rừng tự nhiên đặc dụng,Natural special-use forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RDD
    RDT,Đất có rừng trồng đặc dụng,Planted special-use forest,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RDD
    RDK,Đất khoanh nuôi phục hồi rừng đặc dụng,Special-use forest regeneration,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RDD
    RDM,Đất trồng rừng đặc dụng,Special-use afforestation,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,RDD
    NTS,Đất nuôi trồng thủy sản,Aquaculture land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    TSL,"Đất nuôi trồng thủy sản nước lợ, mặn",Brackish/salt aquaculture,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,NTS
    TSN,Đất nuôi trồng thủy sản nước ngọt,Freshwater aquaculture,nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded detail,NTS
    CNT,Đất chăn nuôi tập trung,Concentrated livestock land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current (new in 2024 Law),
    LMU,Đất làm muối,Salt-making land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    NKH,Đất nông nghiệp khác,Other agricultural land,nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    PNN,Nhóm đất phi nông nghiệp,Non-agricultural land group,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    OTC,Đất ở,Residential land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    ONT,Đất ở tại nông thôn,Rural residential land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    ODT,Đất ở tại đô thị,Urban residential land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    CDG,Đất chuyên dùng,Special-use (non-agri) land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded group,
    CTS,"Đất trụ sở cơ quan, công trình sự nghiệp",Offices and public-service works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded group,
    TSC,Đất xây dựng trụ sở cơ quan,Government office land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    TSK,Đất trụ sở khác,Other office land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded,TSC
    DTS,Đất xây dựng trụ sở của tổ chức sự nghiệp,Offices of public-service organisations,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),superseded,DSK?
    CQA,"Đất quốc phòng, an ninh",Defence and security land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    CQP,Đất quốc phòng,Defence land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    CAN,Đất an ninh,Security land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DSN,Đất xây dựng công trình sự nghiệp,Public-service works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    DVH,Đất xây dựng cơ sở văn hóa,Cultural facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DXH,Đất xây dựng cơ sở xã hội (trước 2024: cơ sở dịch vụ xã hội),Social facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),current,
    DYT,Đất xây dựng cơ sở y tế,Health facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DGD,Đất xây dựng cơ sở giáo dục và đào tạo,Education facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DTT,"Đất xây dựng cơ sở thể dục, thể thao",Sports facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DKH,Đất xây dựng cơ sở khoa học và công nghệ,Science and technology facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    DMT,Đất xây dựng cơ sở môi trường,Environmental facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    DKT,Đất xây dựng cơ sở khí tượng thủy văn,Hydro-meteorological facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    DNG,Đất xây dựng cơ sở ngoại giao,Diplomatic facilities,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),current,
    DSK,Đất xây dựng công trình sự nghiệp khác,Other public-service works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),current,
    CSK,"Đất sản xuất, kinh doanh phi nông nghiệp",Non-agricultural production and business,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    SCC,"Đất khu công nghiệp, cụm công nghiệp",Industrial parks and clusters,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,group,
    SKK,Đất khu công nghiệp,Industrial park,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),current,
    SKN,Đất cụm công nghiệp,Industrial cluster,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),current,
    SKT,Đất khu chế xuất,Export processing zone,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),superseded,SKK
    SCT,Đất khu công nghệ thông tin tập trung,Concentrated IT park,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    CNC,Đất khu công nghệ cao,High-tech park,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    TMD,"Đất thương mại, dịch vụ",Commercial and service land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    SKC,Đất cơ sở sản xuất phi nông nghiệp,Non-agricultural production facility,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    SKS,Đất sử dụng cho hoạt động khoáng sản,Mining land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014); public file citing TT 08/2024 Phụ lục II,current,
    SKX,"Đất sản xuất vật liệu xây dựng, làm đồ gốm",Building materials and ceramics,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; lawnet.vn 102499 (TT 25/2014),superseded,SKC
    CCC,Đất sử dụng vào mục đích công cộng,Public-purpose land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    DGT,Đất công trình giao thông,Transport works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    DTL,Đất công trình thủy lợi,Irrigation works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    DCT,"Đất công trình cấp nước, thoát nước",Water supply and drainage works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    DPC,"Đất công trình phòng, chống thiên tai",Disaster-prevention works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    DDD,"Đất có di tích lịch sử - văn hóa, danh lam thắng cảnh, di sản thiên nhiên","Heritage, scenic and natural heritage land",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current,
    DDT,Đất có di tích lịch sử - văn hóa,Historical-cultural relic land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded,DDD
    DDL,Đất danh lam thắng cảnh,Scenic landscape land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded,DDD
    DRA,"Đất công trình xử lý chất thải (trước 2024: bãi thải, xử lý chất thải)",Waste treatment works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    DNL,"Đất công trình năng lượng, chiếu sáng công cộng",Energy and public lighting works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    DBV,"Đất công trình hạ tầng bưu chính, viễn thông, công nghệ thông tin","Post, telecom and IT infrastructure",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current,
    DCH,"Đất chợ dân sinh, chợ đầu mối",Markets,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current,
    DKV,"Đất khu vui chơi, giải trí công cộng, sinh hoạt cộng đồng",Recreation and community land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,current,
    DSH,Đất sinh hoạt cộng đồng,Community activity land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded,DKV
    DCK,Đất công trình công cộng khác,Other public works,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded,PNK?
    TTN,"Đất tôn giáo, tín ngưỡng",Religious and belief land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded (2003 law),TON/TIN
    TON,Đất tôn giáo,Religious land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    TIN,Đất tín ngưỡng,Folk-belief land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    NTD,"Đất nghĩa trang, nhà tang lễ, cơ sở hỏa táng; đất cơ sở lưu giữ tro cốt","Cemetery, funeral home, crematorium, columbarium",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,current,
    SMN,Đất sông suối và mặt nước chuyên dùng,"Rivers, streams and specialised water surface",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code,superseded group (2003 law),TVC
    TVC,Đất có mặt nước chuyên dùng,Specialised water surface,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; memory,group,
    MNC,"Đất có mặt nước chuyên dùng dạng ao, hồ, đầm, phá","Water surface: pond, lake, lagoon",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    SON,"Đất có mặt nước dạng sông, ngòi, kênh, rạch, suối","Water surface: river, canal, stream",phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    PNK,Đất phi nông nghiệp khác,Other non-agricultural land,phi nông nghiệp,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    CSD,Nhóm đất chưa sử dụng,Unused land group,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code; memory,group,
    CGT,"Đất do Nhà nước thu hồi theo quy định của pháp luật đất đai chưa giao, chưa cho thuê sử dụng",Recovered land not yet allocated or leased,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,current (new in 2024 Law),
    BCS,Đất bằng chưa sử dụng,Unused flat land,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    DCS,Đất đồi núi chưa sử dụng,Unused hill land,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    NCS,Đất núi đá không có rừng cây,Rocky mountain without forest,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code; public file citing TT 08/2024 Phụ lục II,current,
    MCS,Đất có mặt nước chưa sử dụng,Unused water surface,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,current,
    MVB,Đất có mặt nước ven biển,Coastal water surface,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,special,
    MVT,Đất mặt nước ven biển nuôi trồng thủy sản,Coastal aquaculture water,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,special,
    MVR,Đất mặt nước ven biển có rừng ngập mặn,Coastal mangrove water,chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,special,
    MVK,Đất mặt nước ven biển có mục đích khác,"Coastal water, other purpose",chưa sử dụng,MPLIS/VBDLIS code list seen in public client code,special,
    KDT,Đất đô thị,Urban area overlay,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    DNT,Khu dân cư nông thôn,Rural residential area overlay,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    KKT,Đất khu kinh tế,Economic zone overlay,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    KBT,Đất khu bảo tồn,Conservation area overlay,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    KĐD,Đất cơ sở bảo tồn đa dạng sinh học,Biodiversity conservation facility,khu (overlay),MPLIS/VBDLIS code list seen in public client code,overlay,
    """#
