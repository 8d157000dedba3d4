import Foundation
import TestSupport
import Testing

private let maps = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "maps").path

/// Printed maps, read back by other people's tools.
@Suite("Printed maps")
struct ExportSheetTests {
    private let folder: TemporaryFolder
    private var wards: [String] { ["\(maps)/ward_00004.gpkg", "\(maps)/ward_00008.gpkg"] }

    init() throws { folder = try TemporaryFolder() }

    private func export(_ arguments: String...) throws -> Tool.Outcome {
        try Program.start(["export"] + arguments + ["--date", "2025-11-10"]).wait()
    }

    private func text(_ file: String) throws -> String { try Tool.run("pdftotext", "-layout", folder.path(file), "-") }

    @Test func `a ward's sheets are one PDF with searchable text, bookmarks, title and date`() throws {
        let outcome = try export(
            wards[0], wards[1], "--kind", "sheets", "--scale", "500", "--output", folder.path("out"), "--json", "-",
            "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.names == ["out"])
        let text = try text("out/00004.pdf")
        let expected = [
            "BẢN ĐỒ ĐỊA CHÍNH", "Phường Ba Đình, thành phố Hà Nội", "Tờ bản đồ số 1", "Tỷ lệ 1:500", "VN-2000",
        ]
        for words in expected {
            #expect(text.contains(words), "\(words)")
        }
        let info = try Tool.run("pdfinfo", "-isodates", folder.path("out/00004.pdf"))
        #expect(info.contains("Bản đồ địa chính – Phường Ba Đình") && info.contains("2025-11-10T00:00:00Z"))
        let counts = outcome.json["labels"] as? [String: Int] ?? [:]
        #expect((counts["inside"] ?? 0) > 800 && (counts["dropped"] ?? 99) < 10)
        let bytes = try Data(contentsOf: URL(filePath: folder.path("out/00004.pdf")))
        #expect(bytes.range(of: Data("/Outlines".utf8)) != nil)
    }

    @Test func `the same map makes the same bytes, on one lane or two`() throws {
        for (name, jobs) in [("a", "1"), ("b", "2")] {
            #expect(
                try export(
                    wards[0], wards[1], "--kind", "sheets", "--by", "sheet", "--jobs", jobs, "--output",
                    folder.path(name), "--quiet"
                ).code == 0)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("a")).sorted()
        #expect(names == ["00004_1.pdf", "00004_2.pdf", "00008_1.pdf", "00008_2.pdf"])
        for name in names {
            #expect(
                try Data(contentsOf: URL(filePath: folder.path("a/\(name)")))
                    == Data(contentsOf: URL(filePath: folder.path("b/\(name)"))))
        }
    }

    @Test(arguments: ["png", "svg"])
    func `pages as pictures are files of their own`(format: String) throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        let outcome = try export(
            map, "--kind", "sheets", "--format", format, "--paper", "A4", "--dpi", "40", "--output",
            folder.path("sheet.\(format)"))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.names == ["map.gpkg", "sheet.\(format)"])
    }

    @Test func `a stopped export goes on where it was`() throws {
        let map = wards[0]
        let out = folder.path("out")
        #expect(try export(map, "--kind", "sheets", "--by", "sheet", "--output", out, "--quiet").code == 0)
        #expect(try export(map, "--kind", "sheets", "--by", "sheet", "--output", out, "--quiet").code == 73)
        try folder.write("%PDF-1.5 half", "out/00004_2.pdf")
        let before = try FileManager.default.attributesOfItem(atPath: out + "/00004_1.pdf")[.modificationDate] as? Date
        let again = try export(
            map, "--kind", "sheets", "--by", "sheet", "--output", out, "--resume", "--language", "en")
        #expect(again.code == 0 && again.errors.contains("left as they were (--resume): 2"), "\(again.errors)")
        #expect(
            try FileManager.default.attributesOfItem(atPath: out + "/00004_1.pdf")[.modificationDate] as? Date == before
        )
        #expect(try text("out/00004_2.pdf").contains("Sheet 2"))
    }

    @Test func `a quality map shows counts and groups, and nobody's name`() throws {
        let outcome = try export(
            wards[0], wards[1], "--kind", "quality", "--wards", "\(maps)/wards.gpkg", "--records", "\(maps)/pl3.xlsx",
            "--output", folder.path("out"), "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let text = try text("out/00004_quality.pdf")
        for words in ["CHẤT LƯỢNG", "Lỗi theo mức độ", "Thửa theo nhóm", "Ranh giới xã, phường", "Thửa đất chồng lấn"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("Nguyễn"))
    }

    @Test func `the city map has names, classes and a table`() throws {
        let outcome = try export(
            wards[0], wards[1], "--kind", "city", "--wards", "\(maps)/wards.gpkg", "--output", folder.path("city.pdf"),
            "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let text = try text("city.pdf")
        for words in ["Ngọc Hà", "Ba Đình", "50 – 80 %", "Diện tích (ha)", "Toàn thành phố"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `an extract has corners, edges and areas`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        let outcome = try export(
            map, "--kind", "extract", "--parcel", "00082/14/102", "--output", folder.path("x.pdf"), "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let text = try text("x.pdf")
        // X is northing, Y easting; clockwise from the north-west.
        #expect(text.contains("2322020,00") && text.contains("587010,00"))
        let expected = ["TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", "Thửa đất số: 102", "100,0 m²", "50,00 m", "Phường Cửa Nam"]
        for words in expected {
            #expect(text.contains(words), "\(words)")
        }
        let missing = try export(map, "--kind", "extract", "--parcel", "00082/14/999", "--output", folder.path("y.pdf"))
        #expect(missing.code == 65 && missing.errors.contains("00082/14/999"))
        #expect(folder.names == ["map.gpkg", "x.pdf"])
    }
}

/// Maps and machines that make printing hard.
@Suite("Printed maps, bad input")
struct ExportBadInputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func geoJSON(_ features: [(ward: String, sheet: String, number: String, ring: [(Double, Double)])]) throws
        -> String
    {
        let lines = features.map { feature in
            let ring = (feature.ring + [feature.ring[0]]).map { "[\(587_000 + $0.0), \(2_322_000 + $0.1)]" }
            let properties = ["MaXa": feature.ward, "SoHieuToBanDo": feature.sheet, "SoThuTuThua": feature.number]
            let json = (try? JSONEncoder().encode(properties)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
            return """
                {"type": "Feature", "properties": \(json), "geometry": {"type": "Polygon", "coordinates": \
                [[\(ring.joined(separator: ","))]]}}
                """
        }
        let crs = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::5897\"}}"
        try folder.write(
            "{\"type\": \"FeatureCollection\", \(crs), \"features\": [\(lines.joined(separator: ","))]}", "map.geojson")
        return folder.path("map.geojson")
    }

    @Test func `without a font of Vietnamese letters it says which package to install`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try folder.write(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>/none</dir></fontconfig>",
            "fonts.conf")
        let outcome = try Tool.start(
            "/usr/bin/env",
            [
                "FONTCONFIG_FILE=\(folder.path("fonts.conf"))", Program.path, "export", map, "--kind", "sheets",
                "--output", folder.path("out"),
            ]
        ).wait()
        #expect(outcome.code == 73 && outcome.errors.contains("fonts-dejavu-core"), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).isEmpty)
    }

    @Test func `a map of nothing is no sheet`() throws {
        let map = try geoJSON([])
        let outcome = try Program.run("export", map, "--kind", "sheets", "--output", folder.path("out.pdf"))
        #expect(outcome.code == 65, "\(outcome.errors)")
        #expect(folder.names == ["map.geojson"])
    }

    @Test func `wards and sheets of any name make files that stay in the folder`() throws {
        let names = ["../up", "a/b", "<script>", String(repeating: "Đường ", count: 50), "CON", "x\u{202E}y", "=1+1"]
        let map = try geoJSON(
            names.enumerated().map { i, name in
                let x = Double(i) * 20
                return (name, name, name, [(x, 0), (x + 15, 0), (x + 15, 20), (x, 20)])
            })
        let outcome = try Program.run(
            "export", map, "--kind", "sheets", "--by", "sheet", "--output", folder.path("out"), "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.names == ["map.geojson", "out"])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
        #expect(files.count == names.count)
        #expect(files.allSatisfy { $0.utf8.allSatisfy { $0 > 32 && $0 < 127 } && $0.count < 200 && !$0.hasPrefix(".") })
    }

    @Test func `a parcel of 20,000 corners has its sheet and its extract`() throws {
        let ring = (0..<20_000).map { i in
            let angle = Double(i) * 2 * .pi / 20_000
            let radius = 60 + (i.isMultiple(of: 2) ? 0.4 : 0)
            return (100 + radius * cos(angle), 100 + radius * sin(angle))
        }
        let map = try geoJSON([("00082", "1", "1", ring)])
        for (kind, file) in [("sheets", "a.pdf"), ("extract", "b.pdf")] {
            let start = ContinuousClock.now
            let outcome = try Program.run(
                "export", map, "--kind", kind, "--parcel", "00082/1/1", "--output", folder.path(file), "--quiet")
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(ContinuousClock.now - start < .seconds(30))
        }
        #expect(try Tool.run("pdftotext", folder.path("b.pdf"), "-").contains("20000"))
    }

    @Test func `a parcel far away asks for another scale, not for a million pages`() throws {
        let map = try geoJSON([
            ("00082", "1", "1", [(0, 0), (15, 0), (15, 20), (0, 20)]),
            ("00082", "1", "2", [(0, 0), (90_000, 0), (90_000, 80_000)]),
        ])
        let outcome = try Program.run(
            "export", map, "--kind", "sheets", "--scale", "200", "--output", folder.path("out"))
        #expect(outcome.code == 73 && outcome.errors.contains("--scale"), "\(outcome.errors)")
    }

    @Test(.enabled(if: geteuid() == 0, "mounting a small disk needs root"))
    func `a full disk leaves nothing half-written`() throws {
        let map = try MapPicture.grid(60).geoPackage("map.gpkg", in: folder)
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard (try? Tool.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk)) != nil else {
            print("skipped: no small disk can be mounted here")
            return
        }
        defer { _ = try? Tool.run("umount", disk) }
        let outcome = try Program.run("export", map, "--kind", "sheets", "--output", disk)
        #expect(outcome.code == 74, "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk).isEmpty)
    }
}
