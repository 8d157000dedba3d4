import Foundation
import TestSupport
import Testing

@Suite("Page of the city", .enabled(if: Browser.program != nil, "Chromium is not installed: run tools/test"))
struct CityPageTests {
    private static let text = "document.getElementById('page').innerText"

    private func report(_ folder: TemporaryFolder) throws -> String {
        try SampleRun.run(["report", folder.url.path, "--kind", "dashboard", "--overwrite", "--quiet"])
        return folder.path("city/index.html")
    }

    @Test func `it sorts, searches, chooses, colours and changes its language`() throws {
        let folder = try SampleRun.make()
        let page = try report(folder)
        let firstWard = "document.querySelector('#wards tbody th').innerText"
        let answers = try Browser.visit(
            page,
            [
                .evaluate(Self.text), .evaluate("document.querySelectorAll('#map path.ward').length"),
                .click("[data-column=late_days]"), .evaluate(firstWard),
                .evaluate("document.querySelector('#wards th[aria-sort]').getAttribute('aria-sort')"),
                .click("[data-column=late_days]"), .evaluate(firstWard),
                .click("#search"), .type("ngoc ha"), .evaluate("document.querySelectorAll('#wards tbody tr').length"),
                .evaluate(firstWard), .click("#wards tbody td"),
                .evaluate("document.querySelector('#ward h3').innerText"),
                .evaluate(
                    "(() => { const s = document.getElementById('measure'); s.value = 'late';"
                        + " s.dispatchEvent(new Event('change')); return legend.innerText })()"),
                .click("#language"), .evaluate(Self.text), .evaluate("document.documentElement.lang"),
                .evaluate("document.querySelector('#wards a').getAttribute('href')"),
            ])
        let vietnamese = try #require(answers[0] as? String)
        for words in ["903", "78,0 %", "Ai sẽ trễ hạn?", "Báo cáo ngày 10/11/2025", "GCN đã nhập", "tranh chấp"] {
            #expect(vietnamese.contains(words), "\(words)")
        }
        #expect(answers[1] as? Int == 2)
        #expect(answers[2] as? String == "Phường Ngọc Hà" && answers[3] as? String == "descending")
        #expect(answers[4] as? String == "Phường Ba Đình")
        #expect(answers[5] as? Int == 1 && answers[6] as? String == "Phường Ngọc Hà")
        #expect(answers[7] as? String == "Phường Ngọc Hà")
        #expect((answers[8] as? String)?.contains("> 30 ngày (1)") == true)
        let english = try #require(answers[9] as? String)
        for words in ["78.0 %", "Who will miss the deadline?", "10 Nov 2025", "in dispute or court"] {
            #expect(english.contains(words), "\(words)")
        }
        #expect(answers[10] as? String == "en")
        #expect(answers[11] as? String == "../wards/00008/index.html?lang=en")
    }

    @Test func `126 wards take less than 2 MB, show within a second, and share every border`() throws {
        let folder = try SampleRun.makeLargeCity()
        let page = try report(folder)
        let size = try #require(try FileManager.default.attributesOfItem(atPath: page)[.size] as? Int)
        #expect(size < 2_000_000, "\(size)")
        let edges = """
            (() => {
              const counts = new Map();
              for (const rings of wardMap.decode().values()) for (const ring of rings) ring.forEach((p, k) => {
                const q = ring[(k + 1) % ring.length];
                const key = [p.join(), q.join()].sort().join(" ");
                counts.set(key, (counts.get(key) || 0) + 1);
              });
              const outer = [...counts].filter(([, n]) => n === 1).map(([key]) => key.split(/[ ,]/).map(Number));
              const ys = outer.flatMap((e) => [e[0], e[2]]), xs = outer.flatMap((e) => [e[1], e[3]]);
              const [s, n, w, e] = [Math.min(...ys), Math.max(...ys), Math.min(...xs), Math.max(...xs)];
              const inside = outer.filter((v) => Math.min(v[1], v[3]) > w + 300 && Math.max(v[1], v[3]) < e - 300
                && Math.min(v[0], v[2]) > s + 300 && Math.max(v[0], v[2]) < n - 300).length;
              return [[...counts.values()].filter((k) => k === 2).length, Math.max(...counts.values()), inside];
            })()
            """
        let answers = try Browser.visit(
            page,
            [
                .evaluate("Math.max(...performance.getEntriesByType('paint').map((e) => e.startTime))"),
                .evaluate(edges),
                .evaluate("document.querySelectorAll('#map path.ward').length"),
                .evaluate("document.querySelectorAll('#wards tbody tr').length"), .evaluate(Self.text),
            ])
        #expect(try #require(answers[0] as? Double) < 1000)
        let borders = try #require(answers[1] as? [Int])
        #expect(borders[0] > 1000 && borders[1] == 2 && borders[2] == 0, "\(borders)")
        #expect(answers[2] as? Int == 126 && answers[3] as? Int == 126)
        #expect((answers[4] as? String)?.contains("Chi nhánh 13") == true)
        try PageJudge.judge(page)
    }

    @Test func `names are texts, whatever is in them, on a phone too`() throws {
        let folder = try SampleRun.make()
        let path = folder.path("city/coverage.json")
        let names = [
            "<script>window.broken = 1</script><img src=x onerror='window.broken = 2'>&amp;\"'",
            "=HYPERLINK(\"http://example.invalid\") \u{202E}phường\u{202C} مدينة e\u{0301}\u{0323}o\u{0302} "
                + String(repeating: "Tên", count: 100),
        ]
        var document = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
        var wards = try #require(document["wards"] as? [[String: Any]])
        for (w, name) in names.enumerated() {
            wards[w]["ward_name"] = name
            wards[w]["branch"] = name
        }
        document["wards"] = wards
        try JSONSerialization.data(withJSONObject: document).write(to: URL(filePath: path))
        let city = try report(folder)
        for page in [city] + SampleRun.codes.map({ folder.path("wards/\($0)/index.html") }) {
            let answers = try Browser.visit(
                page, window: .phone,
                [
                    .evaluate("String(window.broken)"), .evaluate("document.documentElement.scrollWidth"),
                    .evaluate("[...document.querySelectorAll('#wards tbody th, h1')].map((e) => e.textContent)"),
                    .evaluate("document.title"),
                ])
            #expect(answers[0] as? String == "undefined")
            #expect(answers[1] as? Int == 390)
            let shown = try #require(answers[2] as? [String])
            for (code, name) in zip(SampleRun.codes, names) where page == city || page.contains(code) {
                #expect(shown.contains(name))
                #expect(page == city || (answers[3] as? String)?.contains(name.prefix(20)) == true)
            }
            try PageJudge.judge(page)
        }
    }

    @Test func `both pages pass the validators, light and dark`() throws {
        let folder = try SampleRun.make()
        let city = try report(folder)
        for page in [city, folder.path("wards/00004/index.html")] { try PageJudge.judge(page) }
    }
}
