import Cadastre
import Foundation
import TestSupport
import Testing

@testable import MapChecking
@testable import Publishing

@Suite("From week to week")
struct HistoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A gap between two parcels whose centre lies in a cell of one metre.
    private func gap(_ names: [String], cellX: Int64, cellY: Int64 = 7, ordinal: Int = 0) -> Defect {
        var defect = sampleDefect(.gap)
        defect.nameParts.names = names
        (defect.nameParts.cellX, defect.nameParts.cellY) = (cellX, cellY)
        defect.nameParts.ordinal = ordinal
        defect.id = DefectName.id(kind: .gap, names: names, cellX: cellX, cellY: cellY, ordinal: ordinal)
        return defect
    }

    private func earlier(_ report: CheckReport, name: String = "last.json") throws -> EarlierReport {
        try report.writeJSON(to: folder.path(name), overwrite: true)
        return try EarlierReport(folder.path(name))
    }

    private func compared(
        _ defects: [Defect], with earlier: EarlierReport?, accepted: AcceptedFindings? = nil
    ) throws -> CheckReport {
        var report = sampleReport(defects)
        try report.compare(with: earlier, accepted: accepted)
        return report
    }

    private func accepted(_ text: String, name: String = "accepted.csv") throws -> AcceptedFindings {
        try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
        return try AcceptedFindings(folder.path(name))
    }

    @Test func `the same finding remains, another is new, and what is gone is resolved`() throws {
        let last = try earlier(sampleReport([gap(["a", "b"], cellX: 5), gap(["c", "d"], cellX: 5)]))
        let report = try compared([gap(["a", "b"], cellX: 5), gap(["e", "f"], cellX: 5)], with: last)
        #expect(report.states.new == 1 && report.states.remaining == 1 && report.states.resolved == 1)
        let remaining = report.result.defects.filter { $0.state == .remaining }
        #expect(remaining.map(\.nameParts.names) == [["a", "b"]])
    }

    @Test func `a finding whose centre moved into the next cell keeps its earlier id`() throws {
        let first = gap(["a", "b"], cellX: 5, cellY: 7)
        let report = try compared([gap(["a", "b"], cellX: 6, cellY: 6)], with: earlier(sampleReport([first])))
        #expect(report.result.defects.map(\.id) == [first.id])
        #expect(report.states.remaining == 1 && report.states.resolved == 0)
        let far = try compared([gap(["a", "b"], cellX: 7)], with: earlier(sampleReport([first])))
        #expect(far.states.new == 1 && far.states.resolved == 1)
    }

    @Test func `two findings in neighbouring cells do not take each other's ids`() throws {
        let last = [gap(["a", "b"], cellX: 5), gap(["a", "b"], cellX: 6)]
        let both = try compared(last, with: earlier(sampleReport(last)))
        #expect(Set(both.result.defects.map(\.id)) == Set(last.map(\.id)))
        let one = try compared([gap(["a", "b"], cellX: 6)], with: earlier(sampleReport(last)))
        #expect(one.result.defects.map(\.id) == [last[1].id])
        #expect(one.states.resolved == 1)
    }

    @Test func `findings are sorted by the ids that they keep`() throws {
        let last = (0..<20).map { gap(["p\($0)", "q"], cellX: 5) }
        let report = try compared((0..<20).map { gap(["p\($0)", "q"], cellX: 6) }, with: earlier(sampleReport(last)))
        let ids = report.result.defects.map(\.id)
        #expect(ids == ids.sorted() && Set(ids) == Set(last.map(\.id)))
    }

    @Test func `accepted findings are marked, counted apart, and known in the next cell too`() throws {
        let one = gap(["a", "b"], cellX: 5)
        let table = try accepted("id,reason,author,date\n\(one.id),\"lối đi, có thật\",lan,2025-11-03\n")
        for cellX: Int64 in [5, 6] {
            let report = try compared(
                [gap(["a", "b"], cellX: cellX), gap(["c", "d"], cellX: 5)], with: nil, accepted: table)
            #expect(report.states.accepted == 1 && report.states.new == 1)
            #expect(report.result.counts == [.gap: 1])
        }
    }

    @Test func `accepting one finding does not accept its neighbour of the same parcels`() throws {
        let two = [gap(["a", "b"], cellX: 5), gap(["a", "b"], cellX: 6)]
        for one in two {
            let table = try accepted("id,reason,author,date\n\(one.id),x,y,2025-11-03\n")
            let report = try compared(two, with: nil, accepted: table)
            #expect(report.result.defects.filter { $0.state == .accepted }.map(\.id) == [one.id])
        }
    }

    @Test func `what was accepted and is gone is not resolved, and what is accepted no more remains`() throws {
        var one = gap(["a", "b"], cellX: 5)
        one.state = .accepted
        let last = try earlier(sampleReport([one]))
        #expect(try compared([], with: last).states.resolved == 0)
        #expect(try compared([gap(["a", "b"], cellX: 5)], with: last).states.remaining == 1)
    }

    @Test func `accepted ids that belong to nothing are said`() throws {
        let report = try compared(
            [], with: nil, accepted: accepted("id,reason,author,date\ngap-00000000000000ff,x,y,z\n"))
        #expect(report.notes.count == 1)
        #expect(report.summary().contains("1 mã được chấp nhận"))
    }

    @Test func `the table may have Vietnamese heads and semicolons`() throws {
        let one = gap(["a", "b"], cellX: 5)
        let table = try accepted("Mã lỗi;Lý do;Người chấp nhận;Ngày\n\(one.id);x;y;2025-11-03\n")
        #expect(try compared([one], with: nil, accepted: table).states.accepted == 1)
    }

    @Test func `the table may be a workbook`() throws {
        let one = gap(["a", "b"], cellX: 5)
        try folder.write("id,reason,author,date\n\(one.id),x,y,2025-11-03\n", "accepted.csv")
        try Tool.run("ogr2ogr", "-q", "-f", "XLSX", folder.path("accepted.xlsx"), folder.path("accepted.csv"))
        let table = try AcceptedFindings(folder.path("accepted.xlsx"))
        #expect(try compared([one], with: nil, accepted: table).states.accepted == 1)
    }

    @Test(arguments: [
        ("id,reason,date\nx,y,z\n", "lacks the column author"),
        ("reason,note\nx,y\n", "lacks the column id, author, date"),
    ])
    func `a table that lacks a column is refused by name`(text: String, message: String) throws {
        let error = try #require(throws: FindingsError.self) { try accepted(text) }
        #expect(error.cause == .unusable)
        #expect(error.description.contains(message))
    }

    @Test func `an earlier report that is missing, no JSON, of another verb or cut off is refused with the reason`()
        throws
    {
        let missing = try #require(throws: FindingsError.self) { try EarlierReport(folder.path("none.json")) }
        #expect(missing.cause == .noSuchFile)
        let whole = try sampleReport([gap(["a"], cellX: 1)]).jsonText()
        for (text, word) in [
            ("no json", "damaged"), (String(whole.dropLast(40)), "damaged"), ("{\"verb\": \"check\"}", "schema"),
            (whole.replacing("\"verb\": \"check\"", with: "\"verb\": \"inspect\""), "inspect"),
        ] {
            try text.write(toFile: folder.path("bad.json"), atomically: true, encoding: .utf8)
            let error = try #require(throws: FindingsError.self) { try EarlierReport(folder.path("bad.json")) }
            #expect(error.cause == .unusable)
            #expect(error.description.contains(word), "\(error)")
        }
    }

    @Test func `an earlier report in another CRS is refused, one with other limits is noted`() throws {
        var last = sampleReport()
        last.result.settings.toleranceMetres = 0.02
        #expect(try compared([], with: earlier(last)).notes.count == 1)
        last.crs = "EPSG:3405"
        #expect(throws: FindingsError.self) { try compared([], with: earlier(last)) }
    }
}
