import Cadastre
import Testing

@testable import Reconciliation

@Suite("Which record belongs to which parcel")
struct MatchingTests {
    private func row(_ ward: String, _ sheet: String, _ number: String) -> [RecordField: String] {
        [.ward: ward, .sheet: sheet, .number: number]
    }

    @Test func `a whole key finds its parcel`() {
        let sample = Sample(
            parcels: [.init(number: "5"), .init(number: "6")], rows: [row("00082", "1", "6"), row("00082", "1", "7")])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [1, RecordMatches.none])
        #expect(
            result.keys
                == {
                    var keys = KeyCounts()
                    (keys.map, keys.records, keys.onlyOnMap, keys.onlyInRecords) = (2, 2, 1, 1)
                    return keys
                }())
    }

    @Test func `zeros that a spreadsheet took away are found, and it is said`() {
        let sample = Sample(parcels: [.init(sheet: "06", number: "012")], rows: [row("00082", "6", "12")])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [0] && result.matches.step == [.keyWithoutZeros])
    }

    @Test func `numbers that differ in more than zeros stay apart`() {
        let sample = Sample(parcels: [.init(sheet: "3-1", number: "5")], rows: [row("00082", "31", "5")])
        #expect(sample.reconcile().matches.parcel == [RecordMatches.none])
    }

    @Test func `the same number in three old wards of one new ward is a question`() {
        // 00085 and 00088 went whole into 00082, whose own code meant Trần Hưng Đạo before.
        let three = ["a", "b", "c"].map { _ in Sample.Parcel(sheet: "5", number: "12") }
        let sample = Sample(parcels: three, rows: [row("00085", "5", "12"), row("00082", "5", "12")])
        for epoch in WardEpochChoice.allCases {
            let result = sample.reconcile { $0.recordEpoch = epoch }
            #expect(result.matches.parcel == [RecordMatches.ambiguous, RecordMatches.ambiguous], "\(epoch)")
            #expect(result.matches.candidates[0] == [0, 1, 2])
            #expect(result.first(.ambiguousMatch)?.severity == .error)
        }
    }

    @Test func `the map's old ward tells the three apart`() {
        let sample = Sample(
            parcels: [
                .init(sheet: "5", number: "12", oldWard: "00082"), .init(sheet: "5", number: "12", oldWard: "00085"),
                .init(sheet: "5", number: "12", oldWard: "00088"),
            ], rows: [row("00085", "5", "12"), row("00088", "5", "12")])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [1, 2])
        #expect(result.matches.step == [.key, .key])
    }

    @Test func `the ward's own table goes before all`() {
        var sample = Sample(
            parcels: [.init(sheet: "90", number: "12"), .init(sheet: "5", number: "12")],
            rows: [row("00085", "5", "12")])
        #expect(sample.reconcile().matches.step == [.wardMapping])
        sample.crosswalk = SheetCrosswalk([.init(oldWard: "00085", oldSheet: "5", newWard: "00082", newSheet: "90")])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [0] && result.matches.step == [.sheetCrosswalk])
        #expect(result.first(.oldWardKey)?.detail == .step(.sheetCrosswalk))
    }

    @Test func `the parcel code finds a parcel whose numbers changed`() {
        var record = row("00082", "7", "1")
        record[.parcelCode] = "W7ER8SMSEU0S"
        let sample = Sample(parcels: [.init(number: "5", code: "w7er8smseu0s")], rows: [record])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [0] && result.matches.step == [.parcelCode])
    }

    @Test func `old numbers on the map find it, also by those of the certificate`() {
        let record: [RecordField: String] = [
            .ward: "00082", .sheet: "77", .number: "1", .certificateSheet: "3", .certificateNumber: "9",
        ]
        let sample = Sample(parcels: [.init(number: "5", oldSheet: "3", oldNumber: "9")], rows: [record])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [0] && result.matches.step == [.oldNumber])
    }

    @Test func `a whole ward that went into one lets the number decide`() {
        let sample = Sample(parcels: [.init(sheet: "5", number: "12")], rows: [row("00085", "5", "12")])
        let result = sample.reconcile()
        #expect(result.matches.parcel == [0] && result.matches.step == [.wardMapping])
    }

    @Test func `a split ward is a question, unless the map shows where its parcels lie`() {
        // 00331 Thịnh Liệt was split among several wards, 00340 Yên Sở among them.
        let asked = Sample(
            parcels: [.init(ward: "00340", sheet: "5", number: "12")], rows: [row("00331", "5", "12")])
        let split = asked.reconcile { $0.recordEpoch = .former }
        #expect(split.matches.parcel == [RecordMatches.ambiguous])
        // A map that still names the old ward: the parcel's place says which new ward it is in.
        var old = Sample(parcels: [.init(ward: "00331", sheet: "5", number: "12")], rows: [row("00340", "5", "12")])
        old.located = [0]
        old.wardCodes = ["00340"]
        let placed = old.reconcile { $0.mapEpoch = .former }
        #expect(placed.matches.parcel == [0] && placed.matches.step == [.key])
    }

    @Test func `codes in force beside codes that are not: either time, said once for each code`() {
        let sample = Sample(
            parcels: [.init(number: "1"), .init(number: "2")],
            rows: [row("00082", "1", "1"), row("00085", "1", "2"), row("00082", "1", "1")])
        let result = sample.reconcile()
        #expect(result.findings.count { $0.kind == .wardEpochAmbiguous } == 1)
        #expect(result.first(.wardEpochAmbiguous)?.records == 2)
        #expect(sample.reconcile { $0.recordEpoch = .current }.first(.wardEpochAmbiguous) == nil)
    }

    @Test func `a form of another ward is told once, not for every row`() {
        let sample = Sample(
            parcels: [.init(number: "1")], rows: (1...50).map { row("00070", "1", "\($0)") } + [row("00082", "1", "1")])
        let result = sample.reconcile { $0.recordEpoch = .current }
        let other = result.findings.filter { $0.kind == .otherWardRecord }
        #expect(other.count == 1 && other[0].records == 50)
        #expect(result.first(.recordWithoutParcel) == nil)
    }

    @Test func `records and parcels in another order give the same findings`() {
        let parcels = (1...40).map { Sample.Parcel(number: "\($0 % 37)", area: 50 + Double($0)) }
        let rows = (1...40).map { k in
            row("00082", "1", "\(k)").merging([.area: "\(60 + k)", .serial: "ZZ 0000\(1000 + k)"]) { a, _ in a }
        }
        func ids(_ sample: Sample) -> Set<String> { Set(sample.reconcile().findings.map(\.id)) }
        let forward = ids(Sample(parcels: parcels, rows: rows))
        #expect(forward.count > 20)
        #expect(forward == ids(Sample(parcels: parcels, rows: rows.reversed())))
    }

    @Test func `a parcel that nobody can choose is no candidate for being without a record`() {
        let sample = Sample(parcels: [.init(number: "1"), .init(number: "1")], rows: [row("00082", "1", "1")])
        let result = sample.reconcile()
        #expect(result.kinds() == [.ambiguousMatch, .duplicateKey])
        #expect(result.groups == [0, 0, 0, 2])
    }
}
