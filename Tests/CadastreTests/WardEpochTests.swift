import Cadastre
import Testing

@Suite("Wards of three epochs")
struct WardEpochTests {
    @Test(arguments: [
        (WardEpoch.until2024, 579, 175, 383, 21), (.firstHalf2025, 526, 160, 345, 21), (.sinceJuly2025, 126, 51, 75, 0),
    ])
    func `so many units had each`(epoch: WardEpoch, all: Int, wards: Int, communes: Int, townships: Int) {
        let units = WardUnits.units(in: epoch)
        #expect(units.count == all)
        #expect(
            [Ward.Kind.ward, .commune, .township].map { kind in units.count { $0.kind == kind } }
                == [wards, communes, townships])
        #expect(units.map(\.code) == Set(units.map(\.code)).sorted())
        #expect(units.allSatisfy { $0.epoch == epoch && ($0.district == nil) == (epoch == .sinceJuly2025) })
        #expect(units.allSatisfy { $0.code.utf8.count == 5 && !$0.bareName.isEmpty })
    }

    @Test func `the districts were thirty`() {
        let before = Set(WardUnits.units(in: .until2024).compactMap(\.district))
        #expect(before.count == 30)
        #expect(before == Set(WardUnits.units(in: .firstHalf2025).compactMap(\.district)))
    }

    @Test(arguments: [
        ("2024-12-31", WardEpoch.until2024), ("2025-01-01", .firstHalf2025), ("2025-06-30", .firstHalf2025),
        ("2025-07-01", .sinceJuly2025), ("1998-05-05", .until2024), ("2026-01-01", .sinceJuly2025),
    ])
    func `a day has its epoch`(day: String, epoch: WardEpoch) throws {
        #expect(WardEpoch(on: try #require(CivilDate(day))) == epoch)
    }

    @Test func `one code is another ward in another epoch`() {
        #expect(WardUnits.unit(code: "00082", in: .firstHalf2025)?.name == "Phường Trần Hưng Đạo")
        #expect(WardUnits.unit(code: "00082", in: .sinceJuly2025)?.name == "Phường Cửa Nam")
        #expect(WardUnits.unit(code: "00073", in: .firstHalf2025)?.name == "Phường Cửa Nam")
        #expect(WardUnits.epochs(ofCode: "00082") == WardEpoch.allCases)
        #expect(WardUnits.epochs(ofCode: "00073") == [.until2024, .firstHalf2025])
        #expect(WardUnits.epochs(ofCode: "00010") == [.until2024])
        #expect(WardUnits.epochs(ofCode: "99999").isEmpty)
    }

    @Test func `codes and districts go on, names may change`() {
        let before = WardUnits.units(in: .until2024)
        let ended = before.filter { WardUnits.unit(code: $0.code, in: .firstHalf2025) == nil }
        #expect(ended.count == 53)
        let renamed = before.filter { unit in
            WardUnits.unit(code: unit.code, in: .firstHalf2025).map { $0.name != unit.name } ?? false
        }
        #expect(renamed.count == 39)
        #expect(WardUnits.unit(code: "00226", in: .until2024)?.name == "Phường Trung Tự")
        #expect(WardUnits.unit(code: "00226", in: .firstHalf2025)?.name == "Phường Phương Liên Trung Tự")
        for unit in WardUnits.units(in: .firstHalf2025) {
            #expect(WardUnits.unit(code: unit.code, in: .until2024)?.district == unit.district)
        }
    }

    @Test func `a code is read under its epoch`() throws {
        let unit = try #require(WardUnits.unit(code: "00073", in: .firstHalf2025))
        #expect(WardUnits.read(" 00073 ", in: .firstHalf2025) == .listed(unit))
        #expect(WardUnits.read("73", in: .firstHalf2025) == .withoutLeadingZeros(unit))
        #expect(WardUnits.read("00073", in: .sinceJuly2025) == .unlisted)
        #expect(WardUnits.read("", in: .until2024) == .unlisted)
    }
}

@Suite("What became of the wards on 1 July 2025")
struct WardCrosswalkTests {
    @Test func `every old ward went somewhere, every new one came from somewhere`() {
        #expect(WardCrosswalk.shares.count == 794)
        #expect(WardCrosswalk.shares.count { $0.isWhole } == 327)
        for unit in WardUnits.units(in: .firstHalf2025) {
            let shares = WardCrosswalk.newWards(ofOldCode: unit.code)
            #expect(shares.count { $0.isDefault } == 1)
            #expect(shares.contains { $0.isWhole } == (shares.count == 1))
            #expect(shares.count <= 5)
        }
        for unit in WardUnits.units(in: .sinceJuly2025) {
            // No new ward is one old unit.
            #expect(WardCrosswalk.oldWards(ofNewCode: unit.code).count > 1)
        }
        for share in WardCrosswalk.shares {
            #expect(WardUnits.unit(code: share.oldCode, in: .firstHalf2025) != nil)
            #expect(WardUnits.unit(code: share.newCode, in: .sinceJuly2025) != nil)
        }
    }

    @Test func `Cửa Nam has three wards whole and parts of six`() {
        let shares = WardCrosswalk.oldWards(ofNewCode: "00082")
        #expect(shares.filter(\.isWhole).map(\.oldCode) == ["00082", "00085", "00088"])
        #expect(shares.filter { !$0.isWhole }.map(\.oldCode) == ["00070", "00073", "00076", "00079", "00241", "00247"])
    }

    @Test func `Yên Sở has parts of five, and gave to others under the same code`() {
        #expect(
            WardCrosswalk.oldWards(ofNewCode: "00340").map(\.oldCode) == ["00331", "00334", "00337", "00340", "00658"])
        #expect(Set(WardCrosswalk.newWards(ofOldCode: "00340").map(\.newCode)) == ["00328", "00331", "00340", "00640"])
    }

    @Test func `three old wards are not confirmed`() {
        let doubtful = WardCrosswalk.shares.filter { !$0.isConfirmed }
        #expect(Set(doubtful.map(\.oldCode)) == ["00553", "00556", "09013"])
        #expect(doubtful.count == 8)
    }
}

@Suite("Wards by name")
struct WardNameTests {
    private func codes(_ text: String, _ epoch: WardEpoch = .firstHalf2025) -> [String] {
        WardNames.units(named: text, in: epoch).map(\.code)
    }

    @Test(arguments: [
        "Phường Cửa Nam", "cửa nam", "CỬA NAM", "P. Cửa Nam", "P.Cửa Nam", "phường Cửa Nam, Quận Hoàn Kiếm",
        "Cửa Nam, Hoàn Kiếm, Hà Nội", "Cửa Nam (Q. Hoàn Kiếm)", "Cửa Nam, Q.Hoàn Kiếm, TP. Hà Nội",
        "Cu\u{309}\u{31B}a Nam",
    ])
    func `one ward, as addresses have it`(text: String) {
        #expect(codes(text) == ["00073"])
    }

    @Test(arguments: ["Xã Cửa Nam", "Cửa Nam, Ba Đình", "Cua Nam", "", ",", "Cửa", "Hà Nội"])
    func `what does not fit is not found`(text: String) {
        #expect(codes(text).isEmpty)
    }

    @Test func `the place of the tone does not matter`() {
        #expect(codes("Yên Hoà", .until2024) == codes("Yên Hòa", .until2024))
        #expect(codes("Xã Thuỵ Lâm") == ["00460"] && codes("Xã Thụy Lâm") == ["00460"])
    }

    @Test func `a name that occurs more than once gives all, its district one`() {
        #expect(codes("Liên Hà").count == 2)
        #expect(codes("Liên Hà, Huyện Đông Anh").count == 1)
        #expect(codes("Liên Hà, H. Đan Phượng").count == 1)
        #expect(codes("Minh Khai").count == 3)
        #expect(codes("Phường Minh Khai") != codes("Xã Minh Khai"))
    }

    @Test(arguments: WardEpoch.allCases)
    func `every unit is found by its name, and by its district alone`(epoch: WardEpoch) {
        for unit in WardUnits.units(in: epoch) {
            #expect(WardNames.units(named: unit.bareName, in: epoch).contains(unit))
            let full = [unit.name, unit.district?.name].compactMap { $0 }.joined(separator: ", ")
            #expect(WardNames.units(named: full, in: epoch) == [unit])
        }
    }

    @Test func `a new ward has no district`() {
        #expect(codes("Phường Cửa Nam", .sinceJuly2025) == ["00082"])
        #expect(codes("Phường Cửa Nam, Thành phố Hà Nội", .sinceJuly2025) == ["00082"])
        #expect(codes("Phường Cửa Nam, Quận Hoàn Kiếm", .sinceJuly2025).isEmpty)
    }
}
