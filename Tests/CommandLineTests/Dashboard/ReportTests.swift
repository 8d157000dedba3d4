import Foundation
import TestSupport
import Testing

@Suite("report")
struct ReportTests {
    private func report(_ folder: TemporaryFolder, _ more: String...) throws -> Tool.Outcome {
        try Program.start(["report", folder.url.path, "--kind", "dashboard"] + more).wait()
    }

    @Test func `the same results make the same pages, and pages that exist are kept`() throws {
        let folder = try SampleRun.make()
        let names = ["city/index.html"] + SampleRun.codes.map { "wards/\($0)/index.html" }
        let first = try report(folder)
        #expect(first.code == 0 && first.output.isEmpty && first.errors.contains("2 trang xã, phường"))
        let before = try names.map { try Data(contentsOf: URL(filePath: folder.path($0))) }
        #expect(try report(folder).code == 73)
        #expect(try report(folder, "--overwrite", "--jobs", "1").code == 0)
        #expect(try names.map { try Data(contentsOf: URL(filePath: folder.path($0))) } == before)
        for page in before {
            let text = String(decoding: page, as: UTF8.self)
            #expect(!text.contains("sourceMappingURL") && !text.contains(folder.url.path))
        }
        #expect(String(decoding: before[0], as: UTF8.self).contains("Vladimir Agafonkin"))
    }

    @Test func `what cannot be used is named with what to do`() throws {
        let folder = try TemporaryFolder()
        let none = try report(folder)
        #expect(none.code == 66 && none.errors.contains("neither wards/<code>/ nor city/"))
        #expect(try Program.run("report", folder.path("nowhere")).code == 66)
        try FileManager.default.createDirectory(atPath: folder.path("wards/00004"), withIntermediateDirectories: true)
        let bare = try report(folder, "--leaflet", folder.path("none"))
        #expect(bare.code == 66 && bare.errors.contains("libjs-leaflet"))
        for (text, words) in [
            ("{\"verb\": \"check\"", "cut off"), ("{\"verb\": \"fix\", \"schema\": 1}", "not of check"),
        ] {
            try folder.write(text, "wards/00004/check.json")
            let outcome = try report(folder)
            #expect(outcome.code == 65 && outcome.errors.contains("check.json") && outcome.errors.contains(words))
        }
        try folder.write("no database", "wards/00004/parcels.gpkg")
        try FileManager.default.removeItem(atPath: folder.path("wards/00004/check.json"))
        #expect(try report(folder).code == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.path("wards/00004/index.html")))
        #expect(try Program.run("report", folder.url.path, "--kind", "frob").code == 64)
    }

    @Test(.enabled(if: Browser.program != nil, "Chromium is not installed: run tools/test"))
    func `what is missing is left out, and the pages say so`() throws {
        let folder = try SampleRun.make()
        let text = "document.getElementById('page').innerText"
        func shown(_ page: String) throws -> String {
            #expect(try report(folder, "--overwrite").code == 0)
            let answers = try Browser.visit(folder.path(page), query: "?lang=en", [.evaluate(text)])
            return try #require(answers.first as? String)
        }
        let manager = FileManager.default
        // From the history alone, then from the table of the GeoPackage, then from the wards.
        try manager.removeItem(atPath: folder.path("city/coverage.json"))
        #expect(try shown("city/index.html").contains("903"))
        try manager.removeItem(atPath: folder.path("city/history.gpkg"))
        let table = try shown("city/index.html")
        #expect(table.contains("903") && table.contains("There are no earlier reports"))
        try manager.removeItem(atPath: folder.path("city"))
        let wards = try shown("city/index.html")
        #expect(wards.contains("The outlines of the wards are missing") && wards.contains("903"))
        // The map of parcels.gpkg, then that of fixed.gpkg, then that of reconcile.gpkg.
        for name in ["check.json", "reconcile.json", "parcels.gpkg", "fixed.gpkg"] {
            try manager.removeItem(atPath: folder.path("wards/00008/\(name)"))
            let page = try shown("wards/00008/index.html")
            #expect(page.contains(name) == name.hasSuffix(".json") && !page.contains("There is no map of parcels"))
        }
        try manager.removeItem(atPath: folder.path("wards/00008/reconcile.gpkg"))
        #expect(try shown("wards/00008/index.html").contains("There is no map of parcels"))
        try manager.createDirectory(atPath: folder.path("wards/_unassigned"), withIntermediateDirectories: true)
        #expect(try shown("wards/_unassigned/index.html").contains("No known ward"))
    }
}
