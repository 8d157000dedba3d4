import Cadastre
import Testing

@testable import Reconciliation

@Suite("Addresses of the time of districts")
struct AddressTests {
    @Test(arguments: [
        ("Tổ 5, phường Hàng Bài, quận Hoàn Kiếm, Hà Nội", AddressEpoch.district),
        ("Thôn 2, xã Tứ Hiệp, huyện Thanh Trì", .district), ("Số 3, Thị xã Sơn Tây", .district),
        ("12 phố Huế Quận Hai Bà Trưng Hà Nội", .district), ("Q. Hoàn Kiếm", .district),
        ("Tổ 5, Phường Hàng Bài, Thành phố Hà Nội", .formerWard),
        ("Tổ 5, Phường Cửa Nam, Thành phố Hà Nội", nil), ("Tổ 5, phường Yên Sở", nil),
        ("Đường liên huyện, xã Thanh Trì", nil), ("Khu quân đội, phường Cửa Nam", nil), ("Quán Thánh", nil), ("", nil),
    ])
    func `an address is of the time that its names are of`(text: String, epoch: AddressEpoch?) {
        #expect(AddressEpoch(ofAddress: text) == epoch)
    }

    @Test(arguments: [1, 3])
    func `old addresses are one finding for each ward, and none of them is told`(lanes: Int) throws {
        var sample = Sample()
        for i in 1...300 {
            sample.parcels.append(Sample.Parcel(number: "\(i)"))
            sample.rows.append([
                .ward: "00082", .sheet: "1", .number: "\(i)",
                .parcelAddress: i % 3 == 0 ? "Tổ \(i), phường Cửa Nam" : "Tổ \(i), phường Hàng Bài, quận Hoàn Kiếm",
            ])
        }
        let result = sample.reconcile { $0.lanes = lanes }
        let found = result.findings.filter { $0.kind == .oldAddress }
        try #require(found.count == 1)
        #expect(found[0].records == 200 && found[0].record == 0)
        #expect(found[0].severity == .info && found[0].code == "REC-10")
        sample.rows.reverse()
        #expect(sample.reconcile().first(.oldAddress)?.id == found[0].id)
    }
}
