import Foundation
import TestSupport
import Testing

@Suite("The city on one sheet of paper")
struct CitySummaryTests {
    private func words(_ path: String) throws -> String {
        try Tool.run("pdftotext", "-layout", path, "-").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `one upright A4 with the map, the figures of both weeks and the wards that are late`() throws {
        let folder = try SampleRun.make()
        try SampleRun.run(["report", folder.url.path, "--kind", "dashboard", "--overwrite", "--quiet"])
        let path = folder.path("city/city.pdf")
        let properties = try Tool.run("pdfinfo", path)
        #expect(properties.contains("A4") && properties.firstMatch(of: /Pages:\s+1\n/) != nil, "\(properties)")
        let text = try words(path)
        for words in [
            "TIẾN ĐỘ LÀM GIÀU, LÀM SẠCH DỮ LIỆU ĐẤT ĐAI", "Báo cáo ngày 10/11/2025, so với ngày 03/11/2025",
            "2 xã, phường", "Tỷ lệ phủ diện tích", "Ngọc Hà", "Ba Đình", "Số liệu 03/11/2025 10/11/2025 Thay đổi",
            "Dự kiến chậm hạn nhất",
        ] { #expect(text.contains(words), "\(words): \(text)") }
        // The figures are those of the report.
        let data = try Data(contentsOf: URL(filePath: folder.path("city/coverage.json")))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let city = try #require(report["city"] as? [String: Any])
        let entered = try #require(city["documents_entered"] as? Int)
        let change = try #require(city["change_documents_entered"] as? Int)
        #expect(text.contains("GCN đã nhập \(entered - change) \(entered) +\(change)"))
        let wards = try #require(report["wards"] as? [[String: Any]])
        let late = wards.sorted { $0["late_days"] as? Int ?? 0 > $1["late_days"] as? Int ?? 0 }
        let names = late.filter { $0["late_days"] as? Int ?? 0 > 0 }.compactMap { $0["late_days"] as? Int }
        #expect(text.contains(names.map { "\($0) ngày" }[0]))
        // Equal results, equal bytes; and the page of the city names the file.
        let first = try Data(contentsOf: URL(filePath: path))
        try SampleRun.run(["report", folder.url.path, "--kind", "dashboard", "--overwrite", "--quiet"])
        #expect(try Data(contentsOf: URL(filePath: path)) == first)
        let page = try String(contentsOfFile: folder.path("city/index.html"), encoding: .utf8)
        #expect(page.contains("city.pdf"))
        try SampleRun.run([
            "report", folder.url.path, "--kind", "dashboard", "--overwrite", "--quiet", "--language", "en",
        ])
        #expect(try words(path).contains("PROGRESS OF THE LAND DATA"))
    }

    @Test func `126 wards stay on the sheet, and no name stands on another`() throws {
        let folder = try SampleRun.makeLargeCity()
        try SampleRun.run(["report", folder.url.path, "--kind", "dashboard", "--overwrite", "--quiet"])
        let path = folder.path("city/city.pdf")
        #expect(try Tool.run("pdfinfo", path).firstMatch(of: /Pages:\s+1\n/) != nil)
        let boxes = try Tool.run("pdftotext", "-bbox", path, "-")
        let words = boxes.matches(
            of: /<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</
        ).map { match in
            (
                x: (Double(match.1) ?? 0)...(Double(match.3) ?? 0),
                y: (Double(match.2) ?? 0)...(Double(match.4) ?? 0), text: String(match.5)
            )
        }
        #expect(words.count > 300)
        // Inside the paper's margins.
        #expect(words.allSatisfy { $0.x.lowerBound > 20 && $0.x.upperBound < 576 && $0.y.upperBound < 830 })
        for (i, a) in words.enumerated() {
            for b in words[..<i] where !a.text.contains("…") {
                let dx = min(a.x.upperBound, b.x.upperBound) - max(a.x.lowerBound, b.x.lowerBound)
                let dy = min(a.y.upperBound, b.y.upperBound) - max(a.y.lowerBound, b.y.lowerBound)
                // Ascents of lines one under the other touch.
                let isLevel = dy > 0.6 * min(a.y.upperBound - a.y.lowerBound, b.y.upperBound - b.y.lowerBound)
                #expect(!(dx > 0.5 && isLevel), "\(a) \(b)")
            }
        }
    }
}
