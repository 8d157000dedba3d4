import Cadastre

/// The names that columns of records have: of the form PL3-01, of the national system, of registers, in English.
enum RecordNames {
    /// The field of a folded name, and how good the name is: the best has 0.
    static func meaning(_ folded: String) -> (field: RecordField, rank: Int)? { table[folded] }

    /// All folded names with their fields.
    static let table: [String: (field: RecordField, rank: Int)] = {
        var table: [String: (field: RecordField, rank: Int)] = [:]
        func add(_ names: [String], _ field: RecordField) {
            var rank = 0
            for name in names where table[name] == nil {
                table[name] = (field, rank)
                rank += 1
            }
        }
        for column in RecordForm.columns {
            guard let field = RecordField.formColumns[column.spreadsheetColumn] else { continue }
            add([HeadingText.fold(column.labelVi)] + others(of: field), field)
            add([HeadingText.fold(column.labelEn), FieldRole.fold(field.name)], field)
        }
        for field in RecordField.allCases { add(others(of: field) + [FieldRole.fold(field.name)], field) }
        return table
    }()

    /// Names besides the form's label, the best first.
    private static func others(of field: RecordField) -> [String] {
        switch field {
        case .ward: FieldRole.ward.names.filter { $0 != "px" && $0 != "phuongxa" } + ["maxamoi", "madvhccap"]
        case .sheet: FieldRole.sheet.names + ["toso", "sotobandodiachinh", "sohieutobandodiachinh", "sototrichdo"]
        case .number: FieldRole.number.names + ["sothututhuadat", "sohieuthua", "thuaso", "thuadatso"]
        case .area:
            FieldRole.legalArea.names + FieldRole.storedArea.names + [
                "dientichthuadat", "tongdientich", "landarea", "lotarea",
            ]
        case .parcelCode: FieldRole.parcelCode.names
        case .use1:
            ["loaidattheogcn", "loaidattheogiaychungnhan"] + FieldRole.landUse.names + [
                "loaidathientrang", "maloaidat1",
            ]
        case .scale: FieldRole.scale.names
        default: lists[field, default: []] + LandUseNames.uses(field)
        }
    }

    private static let lists: [RecordField: [String]] = [
        .serial: [
            "sophathanh", "sophathanhgiaychungnhan", "soserial", "soseri", "serial", "seri", "soserigcn", "sogcn",
            "sogiaychungnhan", "certificateserial", "certificatenumber", "certificateno",
        ],
        .issueDate: ["ngaycap", "ngaycapgiaychungnhan", "issuedate", "dateofissue"],
        .registerNumber: [
            "sovaoso", "sovaosocapgcn", "sovaosocapgiaychungnhan", "sovaosogiaychungnhan", "registernumber",
            "registerno",
        ],
        .organisation: ["tochuc", "organisation", "organization"],
        .organisationNumber: ["masothue", "mst", "masodoanhnghiep", "taxcode"],
        .owner: [
            "tenchu", "tenchusudung", "tenchusudungdat", "hovaten", "hoten", "hovatenchusudung", "hotenchusudung",
            "hovatenchusudungdat", "chusudung", "chusudungdat", "tennguoisudung", "tennguoisudungdat",
            "tennguoisudungquanly", "tennguoisudungquanlydat", "tennguoisudungdatnguoiquanlydat",
            "tennguoisudungdatnguoiduocgiaoquanlydat", "tennguoisudungnguoiquanly", "nguoisudungdat", "nguoisudung",
            "tenchusohuu", "chusohuu", "ownername", "owner", "holder",
        ],
        .birthDate: ["ngaysinh", "ngaythangnamsinh", "namsinh", "dateofbirth", "birthdate", "yearofbirth"],
        .gender: ["gioitinh", "phai", "gender", "sex"],
        .ownerNumber: [
            "sodinhdanh", "sodinhdanhcanhan", "sodinhdanhcccd", "socccd", "cccd", "socancuoc", "socancuoccongdan",
            "socmndcccd", "cccdcmnd", "socccdcmnd", "cmndcccd", "socmnd", "cmnd", "sogiaytotuythan", "giaytotuythan",
            "sogiayto", "personalnumber", "idnumber",
        ],
        .ownerAddress: ["diachithuongtru", "noithuongtru", "diachichusudung", "diachichu", "diachi", "owneraddress"],
        .holding: [
            "phapnhan", "kyhieudoituong", "kyhieudoit", "doituongsudung", "loaidoituong", "madoituongsudung",
            "madoituongsudungquanly", "madoituongsudungdat", "madoituongsudungquanlydat", "madoituong",
        ],
        .role: ["vaitro", "vaitrophapnhan"],
        .currentUser: ["nguoisudunghientai", "tennguoisudungdathientai", "chusudunghientai", "currentuser"],
        .currentUserNumber: ["sodinhdanhnguoisudunghientai", "sodinhdanhhientai", "cccdnguoisudunghientai"],
        .currentAddress: ["diachithuongtru2cap", "diachinguoisudunghientai", "diachihientai", "diachi2cap"],
        .changeReason: ["lydothaydoi", "lydobiendong"],
        .certificateSheet: ["sototrengcn", "sotobandotrengcn", "sotogcn", "sotobandogcn", "sototheogcn"],
        .certificateNumber: ["sothuatrengcn", "sothututhuatrengcn", "sothuagcn", "sothuatheogcn"],
        .parcelAddress: ["diachithuadat", "diachithua", "vitrithuadat", "parceladdress"],
        .asset: ["loaitaisan", "taisan", "taisanganlienvoidat"],
        .building: ["khuchungcu", "toanha", "chungcu", "nhachungcu"],
        .apartment: ["socanho", "canho", "macanho"],
        .footprintArea: ["dientichxaydung", "dtxaydung", "dtxd"],
        .floorArea: ["dientichsan", "dientichsanxaydung", "dtsan"],
        .ownership: ["hinhthucsohuu"],
        .ownershipTerm: ["thoihansohuu"],
        .houseClass: ["hangnha"],
        .houseGrade: ["capnha", "caphangnha"],
        .scan: ["tenfilequet", "tenfilequetgcn", "filequet", "banquet", "tenfile", "filescan", "scan"],
        .wardName: ["tenxa", "tenphuong", "tenxaphuong", "tendvhc", "tendvhccapxa", "xaphuong", "phuongxa", "px"],
        .mapSeries: ["loaibando", "bobando", "hebando", "nguonbando", "mapseries", "series"],
        .residentialGroup: ["todanpho", "tdp", "thon", "thontodanpho", "tothon", "khudancu", "khupho"],
        .populationStatus: [
            "trangthaixacthuc", "ketquaxacthuc", "xacthucdancu", "ketquadoichieudancu", "ketquadoichieu",
            "trangthaidancu", "khopdancu",
        ],
        .synchronised: ["dongbo", "trangthaidongbo", "dongbo3khoi", "dadongbo"],
        .registerExported: ["xuatsodiachinh", "daxuatso", "xuatsodiachinhdientu", "daxuatsodiachinh"],
        .rightStatus: ["trangthaipl", "trangthaiphaply", "tinhtrangphaply", "tinhtranggcn"],
    ]
}

/// Names of what is said of each of the three land uses.
enum LandUseNames {
    /// The five fields of each land use: use, area, origin, form, term.
    static let families: [[RecordField]] = [
        [.use1, .use1Area, .use1Origin, .use1Form, .use1Term], [.use2, .use2Area, .use2Origin, .use2Form, .use2Term],
        [.use3, .use3Area, .use3Origin, .use3Form, .use3Term],
    ]

    private static let stems: [[String]] = [
        ["loaidat", "mucdichsudung", "mucdich", "landuse"], ["dientich", "dientichloaidat"],
        ["nguongocsudung", "nguongocsudungdat", "nguongoc"], ["hinhthucsudung", "hinhthucsudungdat", "hinhthuc"],
        ["thoihansudung", "thoihansudungdat", "thoihan"],
    ]

    static func uses(_ field: RecordField) -> [String] {
        for (k, family) in families.enumerated() {
            guard let place = family.firstIndex(of: field) else { continue }
            let numbered = stems[place].map { "\($0)\(k + 1)" }
            // Without a number the first use is meant; its area alone is the parcel's.
            return k == 0 && place > 1 ? stems[place] + numbered : numbered
        }
        return []
    }
}
