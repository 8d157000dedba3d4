import Cadastre
import Testing

@Suite("Wards and land-use codes")
struct WardAndLandUseTests {
    @Test func `Hanoi has 51 wards and 75 communes`() {
        #expect(WardList.wards.filter { $0.kind == .ward }.count == 51)
        #expect(WardList.wards.filter { $0.kind == .commune }.count == 75)
        #expect(WardList.wards.map(\.code) == WardList.wards.map(\.code).sorted())
        #expect(WardList.wards.allSatisfy { $0.code.utf8.count == 5 && $0.areaSquareKilometres > 0 })
    }

    @Test func `a code without its zeros is known, and told apart`() throws {
        let ward = try #require(WardList.ward(code: "00082"))
        #expect(ward.name == "Phường Cửa Nam")
        #expect(WardList.read(" 00082 ") == .listed(ward))
        #expect(WardList.read("82") == .withoutLeadingZeros(ward))
        #expect(WardList.read("082") == .withoutLeadingZeros(ward))
    }

    @Test(arguments: ["", "00083", "000082", "8-2", "Cửa Nam"])
    func `what is not in the list is not guessed`(text: String) {
        #expect(WardList.read(text) == .unlisted)
    }

    @Test func `a current code is a leaf`() {
        #expect(LandUseList.read("ODT").map(\.normalisedCode) == ["ODT"])
        guard case .current = LandUseList.read("odt")[0] else {
            Issue.record("odt is not current")
            return
        }
    }

    @Test func `a mixed parcel has several codes`() {
        let codes = LandUseList.read("ODT+CLN")
        #expect(codes.map(\.code) == ["ODT", "CLN"])
        #expect(LandUseList.read("").isEmpty)
    }

    @Test func `a superseded code is read with its successor`() {
        guard case .superseded(let use) = LandUseList.read("BHK")[0] else {
            Issue.record("BHK is not superseded")
            return
        }
        #expect(use.successors == ["HNK"])
        #expect(use.successorIsCertain)
        #expect(LandUseList.read("BHK")[0].normalisedCode == "HNK")
        #expect(LandUseList.use(code: "COC")?.successorIsCertain == false)
    }

    @Test func `a code that was split keeps its name`() {
        #expect(LandUseList.use(code: "TTN")?.successors == ["TON", "TIN"])
        #expect(LandUseList.readCode("TTN").normalisedCode == "TTN")
    }

    @Test(arguments: ["NNP", "SXN", "CDG", "SMN", "KDT"])
    func `a group is no leaf`(code: String) {
        guard case .group = LandUseList.readCode(code) else {
            Issue.record("\(code) is not a group")
            return
        }
    }

    @Test func `what is in no list is kept as it is written`() {
        #expect(LandUseList.read("xyz") == [.unlisted("XYZ")])
    }

    @Test func `every successor is in the list and is current or a group`() {
        for use in LandUseList.uses {
            for successor in use.successors {
                let status = LandUseList.use(code: successor)?.status
                #expect(status == .current || status == .group, "\(use.code) to \(successor)")
            }
        }
    }

    @Test(arguments: [
        ("12", true), ("03-1", true), ("06", true), ("", false), ("0", false), ("00", false), ("a", false),
    ])
    func `a number has a digit that is not zero`(text: String, isNumber: Bool) {
        #expect(ParcelKey.isNumber(text) == isNumber)
    }
}
