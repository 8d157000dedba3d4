import Cadastre
import Foundation
import Testing

@Suite("Keys to compare names by")
struct ComparisonKeyTests {
    @Test(arguments: [
        ("hoà", "hòa"), ("thuý", "thúy"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "qúy"), ("giá", "gía"),
        ("YÊN HOÀ", "Yên Hòa"), ("  Cầu   Giấy ", "Cầu\u{A0}Giấy"),
        ("Phường Văn Miếu - Quốc Tử Giám", "phường văn miếu–quốc tử giám"), ("Đống Đa", "ĐỐNG ĐA"),
        ("Nguyễn", "Nguyễn".decomposedStringWithCanonicalMapping), ("Văn Miếu -", "Văn Miếu"),
    ])
    func `writings of one name have one key`(a: String, b: String) {
        #expect(ComparisonKey(a) == ComparisonKey(b))
    }

    @Test(arguments: [
        ("Hoa", "Hòa"), ("Hoà", "Hoá"), ("Đa", "Da"), ("Lan", "Lân"), ("Hà Nội", "Hạ Nội"), ("tờ 03-1", "tờ 03 1"),
        ("quả", "quá"), ("Tiến Thịnh", "Tiền Thịnh"), ("a b", "ab"), ("Lã Tó", "La Tõ"),
    ])
    func `different names have different keys`(a: String, b: String) {
        #expect(ComparisonKey(a) != ComparisonKey(b))
    }

    @Test func `the wards of Hanoi have different keys each, whatever their case`() {
        let keys = Set(WardList.wards.map { ComparisonKey($0.name) })
        #expect(keys.count == WardList.wards.count)
        #expect(keys == Set(WardList.wards.map { ComparisonKey($0.name.uppercased()) }))
    }

    @Test(arguments: [
        ("Số hiệu tờ bản đồ", "so hieu to ban do"), ("ĐỊA CHỈ", "dia chi"), ("Loại đất 1", "loai dat 1"),
        ("Thuỷ  lợi", "thuy loi"), ("Người/Đại diện", "nguoi/dai dien"), ("Église", "eglise"),
    ])
    func `without diacritics words of headers are plain`(text: String, plain: String) {
        #expect(ComparisonKey.withoutDiacritics(text).text == plain)
        #expect(ComparisonKey.withoutDiacritics(text.decomposedStringWithCanonicalMapping).text == plain)
    }

    @Test func `a key of a key is the key`() {
        for ward in WardList.wards {
            let key = ComparisonKey(ward.name)
            #expect(ComparisonKey(key.text) == key)
        }
    }
}
