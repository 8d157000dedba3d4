import Cadastre
import TestSupport
import Testing

@testable import Publishing

@Suite("What an export of sheets says")
struct SheetReportTests {
    private let report: SheetReport = {
        let sheet = WrittenSheets.Sheet(
            title: "Tờ bản đồ số 14", pages: 2, scale: 500,
            labels: LabelCounts(inside: 250, shrunk: 40, led: 8, dropped: 2))
        var report = SheetReport(
            kind: "sheets",
            files: [
                WrittenSheets(files: ["out/00082.pdf"], wasThere: false, sheets: [sheet, sheet]),
                WrittenSheets(files: ["out/00004.pdf"], wasThere: true, sheets: [sheet]),
            ], sources: [ReportedSource(source: "a.gpkg", layer: "thua_dat", features: 600)],
            notes: [ReportNote("A \"note\"", isWarning: true)], language: .vi)
        report.settings = [
            ("by", .text("ward")), ("format", .text("pdf")), ("paper", .text("A3")), ("scale", .null),
        ]
        return report
    }()

    @Test(.enabled(if: Tool.python != nil, "the oracle's Python is not set up: run tools/test"))
    func `its JSON is what the schema says`() throws {
        let text = try report.jsonText()
        #expect(try Tool.isTaken(text, by: OutputSchema.export.text))
        #expect(try !Tool.isTaken(text.replacing("\"led\"", with: "\"lead\""), by: OutputSchema.export.text))
    }

    @Test func `labels are counted, and files that were there told apart`() {
        let text = report.summary()
        #expect(text.contains("Đã ghi 1 tệp") && text.contains("Giữ nguyên 1 tệp"))
        #expect(text.contains("750 trong thửa") && text.contains("6 không đủ chỗ"))
    }
}
