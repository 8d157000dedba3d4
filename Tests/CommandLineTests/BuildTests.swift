import Foundation
import TestSupport
import Testing

/// A drawing as AutoCAD would write it, in as few groups as that takes.
private struct SmallDXF {
    private var entities = ""

    mutating func line(_ layer: String, _ points: (Double, Double)...) {
        entities += "0\nLWPOLYLINE\n8\n\(layer)\n90\n\(points.count)\n70\n0\n"
        for (x, y) in points { entities += "10\n\(588_000 + x)\n20\n\(2_326_000 + y)\n" }
    }

    mutating func text(_ layer: String, _ text: String, _ x: Double, _ y: Double) {
        let at = (588_000 + x, 2_326_000 + y)
        entities += "0\nTEXT\n8\n\(layer)\n10\n\(at.0)\n20\n\(at.1)\n40\n0.8\n1\n\(text)\n72\n1\n73\n2\n"
        entities += "11\n\(at.0)\n21\n\(at.1)\n"
    }

    var contents: String { "0\nSECTION\n2\nENTITIES\n\(entities)0\nENDSEC\n0\nEOF\n" }

    /// Two lots under a street line, the first with a label, the line between them 10 mm short; a loose end of 3 m.
    static func twoLots(boundary: String = "10", street: String = "23", number: String = "13") -> SmallDXF {
        var drawing = SmallDXF()
        drawing.line(boundary, (0, 10), (0, 0), (20, 0), (20, 10))
        drawing.line(street, (0, 10), (20, 10))
        drawing.line(boundary, (10, 0), (10, 9.99))
        drawing.line(boundary, (20, 4), (17, 4))
        drawing.text(number, "1", 5, 5.7)
        drawing.text("4", "100,0", 5, 4.3)
        drawing.text("2", "BHK", 7.5, 5)
        drawing.text("63", "Tờ bản đồ số 12 tỷ lệ 1:500", 10, 14)
        return drawing
    }
}

@Suite("build")
struct BuildTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ drawing: SmallDXF, _ name: String) throws -> String { try write(drawing.contents, name) }

    private func write(_ contents: String, _ name: String) throws -> String {
        try folder.write(contents, name)
        return folder.path(name)
    }

    private func kinds(_ outcome: Tool.Outcome) -> [String: Int] { outcome.json["counts"] as? [String: Int] ?? [:] }

    @Test func `a drawing becomes a layer that check reads, and what was wrong with it stands in the layers of check`()
        throws
    {
        let drawing = try write(.twoLots(), "a.dxf")
        let layer = folder.path("parcels.gpkg")
        let outcome = try Program.run("build", drawing, "--output", layer, "--json", "-", "--language", "en")
        #expect(outcome.code == 0)
        #expect(
            kinds(outcome) == ["undershoot": 1, "unclosed-boundary": 1, "unlabelled-parcel": 1, "invalid-land-use": 1])
        #expect(
            (outcome.json["parcels"] as? [String: Int]) == ["built": 2, "with_number": 1, "joined_over_sheet_edges": 0])
        #expect((outcome.json["labels"] as? [String: Int]) == ["texts": 3, "assigned": 3, "not_assigned": 0])
        let first = try #require((outcome.json["drawings"] as? [[String: Any]])?.first)
        #expect(first["sheet"] as? String == "12" && first["scale"] as? Int == 500)
        let defects = try #require(outcome.json["defects"] as? [[String: Any]])
        let loose = try #require(defects.first { $0["kind"] as? String == "unclosed-boundary" })
        #expect(loose["distance_m"] as? Double == 4)
        #expect(loose["at"] as? [Double] == [588_017, 2_326_004])
        #expect((loose["message"] as? String)?.contains("nearest other line is 4") == true)

        let rows = try Tool.run(
            "ogrinfo", "-q", layer, "-sql",
            "SELECT sheet, parcel, area, land_use, label, drawing, level FROM parcels ORDER BY parcel DESC")
        for value in ["(String) = 12", "(String) = 1", "(Real) = 100", "= BHK", "= 1 100,0 BHK", "= a.dxf", "= 10;23"] {
            #expect(rows.contains(value))
        }
        let points = try Tool.run("ogrinfo", "-so", layer, "defects")
        #expect(points.contains("Feature Count: 4"))
        let check = try Program.run("check", layer, "--layer", "parcels", "--json", "-", "--crs", "EPSG:5897")
        #expect(check.code == 0)
        // The former code and the parcel without a number; the coverage itself is without fault.
        #expect(kinds(check) == ["invalid-land-use": 1, "missing-key": 1])
    }

    @Test func `a folder is all its drawings, and one thread and many give the same bytes`() throws {
        let sheets = folder.path("sheets")
        try FileManager.default.createDirectory(atPath: sheets, withIntermediateDirectories: true)
        for name in ["to_2.dxf", "to_10.dxf", "to_1.dxf"] {
            try SmallDXF.twoLots().contents.write(toFile: "\(sheets)/\(name)", atomically: true, encoding: .utf8)
        }
        let one = try Program.run("build", sheets, "--json", "-", "--jobs", "1", "--date", "2025-11-10")
        let four = try Program.run("build", sheets, "--json", "-", "--jobs", "4", "--date", "2025-11-10")
        #expect(one.output == four.output && one.code == 0)
        let names = (one.json["drawings"] as? [[String: Any]])?.compactMap { $0["source"] as? String }
        #expect(names?.map { URL(filePath: $0).lastPathComponent } == ["to_1.dxf", "to_2.dxf", "to_10.dxf"])
        // Three drawings that all call themselves sheet 12.
        #expect(kinds(one)["duplicate-key"] == 1)
    }

    @Test func `a file of levels and the options say what levels mean`() throws {
        let drawing = try write(.twoLots(boundary: "RANH", street: "DUONG", number: "SO_THUA"), "a.dxf")
        let none = try Program.run("build", drawing)
        #expect(none.code == 65 && none.errors.contains("--boundary-levels") && none.errors.contains("RANH"))
        let levels = try write("boundary: [RANH, Duong]\nnumber: so_thua\n", "levels.yaml")
        let said = try Program.run("build", drawing, "--levels", levels, "--json", "-")
        #expect((said.json["parcels"] as? [String: Int])?["with_number"] == 1)
        let options = try Program.run(
            "build", drawing, "--boundary-levels", "ranh,duong", "--label-levels", "SO_THUA,4", "--json", "-")
        #expect((options.json["parcels"] as? [String: Int])?["with_number"] == 1)
        let wrong = try write("boundaries: [10]\n", "wrong.yaml")
        let refused = try Program.run("build", drawing, "--levels", wrong)
        #expect(refused.code == 65 && refused.errors.contains("\"boundaries\"") && refused.errors.contains("boundary"))
    }

    @Test func `the tolerance decides what is closed`() throws {
        let drawing = try write(.twoLots(), "a.dxf")
        let strict = try Program.run("build", drawing, "--json", "-", "--tolerance", "0.005")
        #expect(kinds(strict)["unclosed-boundary"] == 2 && kinds(strict)["undershoot"] == nil)
        #expect((strict.json["parcels"] as? [String: Int])?["built"] == 1)
    }

    @Test(arguments: [
        ("v8.dgn", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8], "V7"),
        ("new.dwg", Array("AC1032".utf8), "2018"),
        ("page.dgn", Array("<?xml version=\"1.0\"?><a/>".utf8), "XML"),
        ("zipped.dgn", [0x50, 0x4B, 3, 4, 0, 0], "ZIP"),
        ("empty.dgn", [], "empty"),
    ])
    func `what is no drawing that can be read is refused with what to do`(name: String, bytes: [UInt8], says: String)
        throws
    {
        let file = folder.path(name)
        try Data(bytes).write(to: URL(filePath: file))
        let outcome = try Program.run("build", file, "--output", folder.path("out.gpkg"))
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains(name) && outcome.errors.lowercased().contains(says.lowercased()))
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.gpkg")))
    }

    @Test func `exit codes are those of sysexits`() throws {
        #expect(try Program.run("build").code == 64)
        #expect(try Program.run("build", folder.path("nowhere.dgn")).code == 66)
        let drawing = try write(.twoLots(), "a.dxf")
        #expect(try Program.run("build", drawing, "--fail-on", "error").code == 1)
        let output = try write("not ours", "there.gpkg")
        #expect(try Program.run("build", drawing, "--output", output).code == 73)
        #expect(try Program.run("build", drawing, "--crs", "EPSG:4326").code == 65)
    }

    @Test(arguments: ["dgn", "dxf"])
    func `of a synthetic city every fault of the drawings is found and nothing else, and every label finds its parcel`(
        format: String
    ) throws {
        let city = folder.path("city")
        let made = try Program.run(
            "synthesize", "--parcels", "2500", "--seed", "19", "--drawings", "--drawing-defect-rate", "0.03",
            "--output",
            city)
        #expect(made.code == 0)
        let tool = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../tools/truth-drawings")
            .path
        for ward in try FileManager.default.contentsOfDirectory(atPath: "\(city)/drawings").sorted() {
            let (layer, report) = (folder.path("\(ward).gpkg"), folder.path("\(ward).json"))
            let built = try Program.run(
                "build", "\(city)/drawings/\(ward)/\(format)", "--ward", ward, "--output", layer, "--json", report)
            #expect(built.code == 0)
            let compared = try Tool.start("python3", [tool, city, report, layer, "--ward", ward]).wait()
            #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
        }
    }
}
