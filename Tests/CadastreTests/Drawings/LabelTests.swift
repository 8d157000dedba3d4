import Testing

@testable import Cadastre

@Suite("Labels and titles of drawings")
struct LabelTests {
    @Test(arguments: [
        ("12", LabelRole.number, ParcelLabel(number: "12")),
        ("06", .number, ParcelLabel(number: "06")),
        ("12a", .number, ParcelLabel(number: "12a")),
        ("12-1", .number, ParcelLabel(number: "12-1")),
        ("12/245,8", .number, ParcelLabel(number: "12", area: LabelArea(squareMetres: 245.8, decimals: 1))),
        ("245,8", .area, ParcelLabel(area: LabelArea(squareMetres: 245.8, decimals: 1))),
        ("245", .area, ParcelLabel(area: LabelArea(squareMetres: 245, decimals: 0))),
        ("1.245,8 m2", .area, ParcelLabel(area: LabelArea(squareMetres: 1245.8, decimals: 1))),
        ("ODT+CLN", .landUse, ParcelLabel(landUse: "ODT+CLN")),
        ("2L", .landUse, ParcelLabel(landUse: "2L")),
        ("Ao", .landUse, ParcelLabel(landUse: "AO")),
        (
            "12\n245,8\nODT", .any,
            ParcelLabel(number: "12", area: LabelArea(squareMetres: 245.8, decimals: 1), landUse: "ODT")
        ),
        (
            "ODT 12 245.80", .any,
            ParcelLabel(number: "12", area: LabelArea(squareMetres: 245.8, decimals: 2), landUse: "ODT")
        ),
        ("A-104", .any, ParcelLabel(number: "A-104")),
        ("12 245", .any, ParcelLabel(number: "12", area: LabelArea(squareMetres: 245, decimals: 0))),
    ])
    func `a label says number, area and code`(text: String, role: LabelRole, expected: ParcelLabel) {
        let read = ParcelLabel.read(text, role: role)
        #expect(read.label == expected)
        // The unit stands apart in one of them.
        #expect(read.isWhole == !text.contains(" m2"))
    }

    @Test(arguments: [
        ("", LabelRole.number), ("?", .number), ("Ng\u{AD}", .number), ("12,", .area), ("so nha", .area),
        ("thửa đất", .landUse), ("ODT++", .landUse), ("123456789", .number),
    ])
    func `what is no part of a label is left`(text: String, role: LabelRole) {
        #expect(!ParcelLabel.read(text, role: role).isWhole)
    }

    @Test(
        arguments: [
            ("Tờ bản đồ số 12", "12", nil), ("TỜ BẢN ĐỒ ĐỊA CHÍNH SỐ: 03-1", "03-1", nil), ("Tờ số 06", "06", nil),
            ("Tỷ lệ 1:500", nil, 500), ("TỶ LỆ 1/1000", nil, 1000), ("Tờ bản đồ số 7, tỷ lệ 1:2000", "7", 2000),
            ("Phường Cửa Nam", nil, nil), ("Tờ trình số 3 mục", "3" as String?, nil), ("1:750", nil, nil),
        ] as [(String, String?, Int?)])
    func `a title tells sheet and scale`(text: String, number: String?, scale: Int?) {
        // "Tờ trình" is another paper: the word between is not one of a sheet's title.
        #expect(SheetTitle(text: text) == SheetTitle(number: text.hasPrefix("Tờ trình") ? nil : number, scale: scale))
    }

    @Test(
        arguments: [
            ("to_12", "12"), ("ToBanDo12", "12"), ("DC12", "12"), ("00082_12", "12"), ("00082-tbd-7", "7"),
            ("to 03-1 phuong Cua Nam", "03-1"), ("sheet5_rev2", "5"), ("ban do", nil),
        ] as [(String, String?)])
    func `a file name tells the sheet`(name: String, number: String?) {
        #expect(SheetTitle(fileName: name).number == number)
    }

    @Test(arguments: [
        ("10", "10"), ("Level 10", "10"), ("LEVEL_10", "10"), ("lv10", "10"), ("10-Ranh thua", "10"), ("04", "4"),
        ("RANH_THUA", "RANH_THUA"), ("Ranh10", "RANH10"), ("0", "0"), ("100", "100"),
    ])
    func `one level has one name`(name: String, key: String) { #expect(DrawingLevels.key(name) == key) }

    @Test func `the national table bounds parcels by road and water lines too, and not by the lines of the papers`() {
        #expect(DrawingLevels.national.boundary == ["10", "21", "23", "31", "32", "38"])
    }
}
