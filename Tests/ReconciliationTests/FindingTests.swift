import Cadastre
import Testing

@testable import Reconciliation

@Suite("What map and records say of each other")
struct FindingTests {
    /// A record that leaves nothing to be asked.
    private let good: [RecordField: String] = [
        .ward: "00082", .sheet: "1", .number: "1", .area: "100.0", .use1: "ODT", .serial: "CD 123456",
        .registerNumber: "CH 00123", .issueDate: "01/07/2015", .owner: "Nguyễn Thử 0001", .ownerNumber: "001080000001",
        .gender: "Nam", .birthDate: "1980", .populationStatus: "Khớp", .scan: "CD 123456-GCN.pdf",
    ]

    private func result(_ change: [RecordField: String?] = [:], _ more: [[RecordField: String]] = []) -> ReconcileResult
    {
        var record = good
        for (field, value) in change { record[field] = value }
        // A second parcel and record keep every column known to the source.
        var other = good
        other[.number] = "2"
        other[.serial] = "CD 123457"
        other[.ownerNumber] = "001080000002"
        other[.owner] = "Nguyễn Thử 0002"
        return Sample(parcels: [.init(number: "1"), .init(number: "2")], rows: [record, other] + more).reconcile()
    }

    @Test func `a parcel with all that is asked is in group 1`() {
        let result = result()
        #expect(result.findings.isEmpty)
        #expect(result.groups == [0, 2, 0, 0])
    }

    @Test(arguments: [
        (RecordField.ownerNumber, "00108000001", FindingKind.invalidOwnerNumber),
        (.ownerNumber, "001180000001", .invalidOwnerNumber), (.serial, "123", .invalidSerial),
        (.issueDate, "01/07/2031", .invalidDate), (.issueDate, "30/02/2015", .invalidDate),
        (.use1, "SKC", .landUseMismatch), (.use1, "XYZ", .invalidLandUse), (.area, "110.0", .areaMismatch),
        (.populationStatus, "Chưa khớp", .populationUnmatched),
    ])
    func `one wrong value is one finding, and keeps the parcel out of group 1`(
        field: RecordField, value: String, kind: FindingKind
    ) {
        let result = result([field: value])
        #expect(result.kinds() == [kind])
        #expect(result.groups == [0, 1, 1, 0])
    }

    @Test(arguments: [RecordField.serial, .registerNumber, .issueDate, .ownerNumber, .scan, .use1, .area])
    func `an empty field is missing`(field: RecordField) {
        let result = result([field: nil])
        #expect(result.kinds() == [.missingField])
        #expect(result.first(.missingField)?.detail == .fields([field]))
        #expect(result.groupings[0].group == 2)
    }

    @Test func `land uses are compared as codes of today, whatever words they are in`() {
        for text in ["Đất ở tại đô thị", "ODT", "đất ở tại đô thị (ODT)", "Đất ở tại đô thị"] {
            #expect(result([.use1: text]).findings.isEmpty, "\(text)")
        }
        let old = Sample(
            parcels: [.init(number: "1", use: "BHK")],
            rows: [[.ward: "00082", .sheet: "1", .number: "1", .use1: "HNK"]])
        #expect(old.reconcile().first(.landUseMismatch) == nil)
        #expect(result([.use1: "ONT"]).first(.landUseMismatch)?.severity == .info)
    }

    @Test func `areas are judged by the limit of the scale, and the rule can be another`() {
        // 1:500, 100 m²: 0.81 m² and the rounding of 0.05.
        func isFound(_ area: Double, _ rule: AreaRule = .appendix04) -> Bool {
            let sample = Sample(
                parcels: [.init(number: "1", area: area)],
                rows: [[.ward: "00082", .sheet: "1", .number: "1", .area: "100.0"]])
            return sample.reconcile { $0.areaRule = rule }.first(.areaMismatch) != nil
        }
        #expect(!isFound(100.85) && isFound(100.87))
        #expect(!isFound(102.5, .percent(2.5)) && isFound(102.6, .percent(2.5)))
    }

    @Test func `husband and wife are one certificate, two certificates are a question, flats are none`() {
        let wife = good.merging([.ownerNumber: "001180000003", .gender: "Nữ", .owner: "Trần Thử 0003"]) { $1 }
        #expect(result([:], [wife]).findings.isEmpty)
        var second = wife
        second[.serial] = "CD 999999"
        #expect(result([:], [second]).kinds() == [.duplicateRecord])
        second[.apartment] = "P.1203"
        #expect(result([:], [second]).findings.isEmpty)
    }

    @Test func `a row twice, a number with two names, a serial of strangers`() {
        #expect(result([:], [good]).kinds() == [.repeatedRecord])
        let named = good.merging([.owner: "Lê Thử 0009"]) { $1 }
        #expect(result([:], [named]).kinds() == [.numberWithTwoNames])
        let sameName = good.merging([.owner: "NGUYỄN  THỬ 0001"]) { $1 }
        #expect(result([:], [sameName]).kinds() == [])
        #expect(result([.serial: "CD 123457"]).kinds() == [.duplicateSerial])
    }

    @Test func `roads need no record`() {
        let sample = Sample(parcels: [.init(number: "1", use: "DGT"), .init(number: "2")], rows: [])
        let result = sample.reconcile()
        #expect(result.kinds() == [.parcelWithoutRecord])
        #expect(result.parcelsWithoutNeed == 1 && result.groups == [1, 0, 0, 0])
    }

    @Test func `rules of groups are data`() {
        let sample = Sample(
            parcels: [.init(number: "1")], rows: [[.ward: "00082", .sheet: "1", .number: "1"]])
        #expect(sample.reconcile().groups == [0, 0, 1, 0])
        let eased = sample.reconcile {
            $0.groups = GroupRules(group1: [.oneRecordSet, .noError], requiredFields: [])
        }
        #expect(eased.groups == [0, 1, 0, 0])
    }

    @Test func `ids say nothing of people and stay the same when rows move`() {
        let number = result([.ownerNumber: "00108000001"])
        let other = result([.ownerNumber: "00108000007"])
        #expect(number.findings.map(\.id) == other.findings.map(\.id))
    }
}
