import Cadastre
import Testing

@testable import Reconciliation

@Suite("Findings in lanes")
struct LaneTests {
    /// Parcels with one record each, every seventh of which has a fault of its own.
    private static let sample: Sample = {
        var sample = Sample()
        for i in 0..<700 {
            sample.parcels.append(Sample.Parcel(number: "\(i + 1)"))
            let tail = String("00000\(i)".suffix(6))
            var row: [RecordField: String] = [
                .ward: "00082", .sheet: "1", .number: "\(i + 1)", .owner: "Nguyễn Thử \(i)",
                .ownerNumber: "001085\(tail)", .gender: "Nam", .serial: "ZZ 00\(tail)", .registerNumber: "CH 00001",
                .issueDate: "01/07/2020", .area: "100", .use1: "ODT", .populationStatus: "khớp",
                .scan: "ZZ 00\(tail)-GCN.pdf",
            ]
            switch i % 70 {
            case 7: row[.ownerNumber] = "001185\(tail)"
            case 14: row[.serial] = "Z1 \(i)"
            case 21: row[.issueDate] = "01/07/2031"
            case 28: row[.populationStatus] = "chưa khớp"
            case 35: row[.use1] = "XYZ"
            case 42: row[.registerNumber] = nil
            case 49: row[.scan] = nil
            case 56: row[.use1] = "CLN"
            case 63: row[.area] = "200"
            default: break
            }
            sample.rows.append(row)
        }
        return sample
    }()

    @Test(arguments: [2, 3, 8])
    func `any number of lanes finds the same`(lanes: Int) {
        let one = Self.sample.reconcile()
        let many = Self.sample.reconcile { $0.lanes = lanes }
        #expect(one.findings.map(\.id) == many.findings.map(\.id))
        #expect(one.findings.map(\.severity) == many.findings.map(\.severity))
        #expect(one.findings.map(\.record) == many.findings.map(\.record))
        #expect(one.groupings == many.groupings)
        #expect(one.groups == [0, 610, 90, 0])
        // Ten of each fault.
        #expect(one.counts.values.allSatisfy { $0 % 10 == 0 } && one.findings.count == 90)
    }
}
