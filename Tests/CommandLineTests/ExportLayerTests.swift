import Foundation
import TestSupport
import Testing

/// A clean synthetic city, made once.
private enum CleanCity {
    static let folder = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        let made = try Program.start([
            "synthesize", "--parcels", "900", "--seed", "7", "--defect-rate", "0", "--output", folder.path("city"),
            "--quiet",
        ]).wait()
        try #require(made.code == 0, "\(made.errors)")
        return folder
    }

    static var parcels: String { get throws { try folder.get().path("city/parcels.gpkg") } }
}

/// Layers in other formats, read back by GDAL's programs.
@Suite("Exported layers")
struct ExportLayerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func export(_ map: String, _ arguments: String...) throws -> Tool.Outcome {
        try Program.start(
            ["export", map, "--kind", "layers"] + arguments + ["--date", "2025-11-10", "--language", "en"]
        ).wait()
    }

    private func index(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: folder.path("\(name)/index.json")))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    private func files(_ name: String) throws -> [[String: Any]] { try index(name)["files"] as? [[String: Any]] ?? [] }

    struct Case: Sendable, CustomTestStringConvertible {
        var format: String
        /// In units of the CRS.
        var tolerance: Double
        var isInDegrees = false
        var renamed: [String: String] = [:]
        var testDescription: String { format }
    }

    static let cases = [
        Case(format: "GPKG", tolerance: 0), Case(format: "FlatGeobuf", tolerance: 0),
        Case(format: "GML", tolerance: 1e-9), Case(format: "FileGDB", tolerance: 1e-6),
        Case(
            format: "Shapefile", tolerance: 0,
            renamed: [
                "SoHieuToBanDo": "SoHieuToBa", "SoThuTuThua": "SoThuTuThu", "DienTichPhapLy": "DienTichPh",
                "KyHieuMucDichSuDung": "KyHieuMucD", "KyHieuDoiTuong": "KyHieuDoiT", "ThoiDiemBatDau": "ThoiDiemBa",
            ]),
        Case(format: "TAB", tolerance: 1e-4), Case(format: "MIF", tolerance: 1e-6),
        Case(format: "GeoJSON", tolerance: 1e-9, isInDegrees: true),
        Case(format: "KML", tolerance: 1e-9, isInDegrees: true, renamed: ["SoThuTuThua": "Name"]),
    ]

    @Test(arguments: cases)
    func `every feature comes back, with every field`(_ format: Case) throws {
        let outcome = try export(
            CleanCity.parcels, "--format", format.format, "--output", folder.path("out"), "--show-personal-data",
            "--jobs", "2")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let files = try files("out")
        #expect(files.count > 1 && files.reduce(0) { $0 + ($1["features"] as? Int ?? 0) } == 900)
        let file = try #require(files[0]["file"] as? String)
        let ward = try #require(files[0]["ward"] as? String)
        let crs = format.isInDegrees ? "EPSG:4326" : nil
        try Tool.run(
            "ogr2ogr", folder.path("ward.gpkg"), CleanCity.parcels, "parcels", "-where", "MaXa = '\(ward)'")
        try LayerFeatures.json(folder.path("ward.gpkg"), into: folder.path("a.json"), crs: crs)
        try LayerFeatures.json(
            folder.path("out/\(file)"), layer: format.format == "GPKG" ? "parcels" : nil, into: folder.path("b.json"))
        let differences = try LayerFeatures.differences(
            folder.path("a.json"), folder.path("b.json"), tolerance: format.tolerance, renamed: format.renamed)
        #expect(differences.isEmpty, "\(differences.prefix(600))")
        // The digests of the index are those of the files.
        for piece in files.flatMap({ $0["files"] as? [[String: Any]] ?? [] }) {
            let name = try #require(piece["name"] as? String)
            let sum = try Tool.run("sha256sum", folder.path("out/\(name)"))
            #expect(sum.hasPrefix(piece["sha256"] as? String ?? "?"))
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out/\(name)"))[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test(arguments: ["DGN", "DXF"])
    func `a drawing built again has the same parcels, numbers, areas and land use`(format: String) throws {
        let outcome = try export(
            CleanCity.parcels, "--by", "sheet", "--format", format, "--output", folder.path("out"))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("are left out: MaDoiTuong"))
        for file in try files("out").prefix(3) {
            let name = try #require(file["file"] as? String)
            let built = try Program.start([
                "build", folder.path("out/\(name)"), "--output", folder.path("built.gpkg"), "--json", "-",
                "--overwrite", "--quiet",
            ]).wait()
            let parcels = built.json["parcels"] as? [String: Int] ?? [:]
            #expect(parcels["with_number"] == file["features"] as? Int)
            // A parcel of several parts has one label; ground that parcels enclose is a face too.
            let parts = (file["losses"] as? [String] ?? []).first { $0.contains("several parts") }
            let unlabelled = parts.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
            #expect((parcels["built"] ?? 0) - (parcels["with_number"] ?? 0) >= unlabelled)
            let ward = try #require(file["ward"] as? String)
            let sheet = try #require(file["sheet"] as? String)
            func rows(_ source: String, _ fields: String, _ condition: String) throws -> [String] {
                try Tool.run(
                    "ogr2ogr", "-f", "CSV", "/vsistdout/", source, "-sql",
                    "SELECT \(fields) FROM parcels \(condition)"
                ).split(separator: "\n").dropFirst().map { String($0).replacing("\"", with: "") }.sorted()
            }
            let expected = try rows(
                CleanCity.parcels,
                "SoThuTuThua, printf('%.1f', DienTich), KyHieuMucDichSuDung",
                "WHERE MaXa = '\(ward)' AND SoHieuToBanDo = '\(sheet)'")
            let found = try rows(
                folder.path("built.gpkg"), "parcel, printf('%.1f', area), land_use", "WHERE parcel IS NOT NULL")
            #expect(expected == found)
        }
    }

    @Test(arguments: ["FileGDB", "GPKG"])
    func `several sources in several systems become files of one`(format: String) throws {
        let map = try CleanCity.parcels
        for (name, crs, condition) in [("a", "EPSG:5897", "="), ("b", "EPSG:5898", "<>")] {
            try Tool.run(
                "ogr2ogr", "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", "-t_srs", crs,
                folder.path("\(name).shp"), map, "parcels", "-where", "SoHieuToBanDo \(condition) '1'")
        }
        let outcome = try export(
            folder.path("a.shp"), folder.path("b.shp"), "--format", format, "--output", folder.path("out"))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try files("out").reduce(0) { $0 + ($1["features"] as? Int ?? 0) } == 900)
        #expect(try index("out")["crs"] as? String == "EPSG:5897")
        #expect(outcome.errors.contains("feature ids are numbered anew"))
        let file = try #require(try files("out")[0]["file"] as? String)
        func extent(_ source: String) throws -> [Double] {
            let text = try Tool.run("ogrinfo", "-so", source, "parcels")
            let line = text.split(separator: "\n").first { $0.hasPrefix("Extent") } ?? ""
            return line.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
        }
        let ward = try #require(try files("out")[0]["ward"] as? String)
        try Tool.run("ogr2ogr", folder.path("ward.gpkg"), map, "parcels", "-where", "MaXa = '\(ward)'")
        let expected = try extent(folder.path("ward.gpkg"))
        let found = try extent(folder.path("out/\(file)"))
        #expect(zip(expected, found).allSatisfy { abs($0 - $1) < 1e-3 } && expected.count == 4 && found.count == 4)
    }

    @Test func `names and addresses stay behind unless they are asked for`() throws {
        #expect(try export(CleanCity.parcels, "--output", folder.path("out")).code == 0)
        let file = try #require(try files("out")[0]["file"] as? String)
        let fields = try Tool.run("ogrinfo", "-so", folder.path("out/\(file)"), "parcels")
        #expect(!fields.contains("TenChu") && !fields.contains("DiaChi") && fields.contains("ThoiDiemBatDau"))
        let schema = try Program.run("schema", "export-index").output
        #expect(
            try Tool.isTaken(String(contentsOfFile: folder.path("out/index.json"), encoding: .utf8), by: schema))
        let losses = try index("out")["losses"] as? [String] ?? []
        #expect(losses.contains { $0.contains("TenChu, DiaChi") })
        let package = try Tool.run("sqlite3", folder.path("out/\(file)"), ".dump")
        #expect(package.contains("layer_styles") && package.contains("SoThuTuThua") && !package.contains("Nguyễn"))
    }

    @Test func `the sign convention of the datum shift is followed and written down`() throws {
        var places: [[Double]] = []
        for shift in ["epsg6960", "reversed-rotations"] {
            let outcome = try export(
                CleanCity.parcels, "--format", "GPKG", "--crs-out", "EPSG:32648", "--datum-shift", shift, "--output",
                folder.path(shift))
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try index(shift)["datum_shift"] as? String == shift)
            #expect(try index(shift)["crs"] as? String == "EPSG:32648")
            let file = folder.path("\(shift)/\(try files(shift)[0]["file"] as? String ?? "")")
            let extent = try Tool.run("ogrinfo", "-so", file, "parcels")
            let line = try #require(extent.split(separator: "\n").first { $0.hasPrefix("Extent") })
            places.append(line.split { !"0123456789.".contains($0) }.compactMap { Double($0) })
            #expect(extent.contains(shift))
        }
        // domain.md, 2.2: 0.72 m in easting and 0.23 m in northing between the two.
        #expect(abs(abs(places[0][0] - places[1][0]) - 0.72) < 0.03)
        #expect(abs(abs(places[0][1] - places[1][1]) - 0.23) < 0.03)
        // Within VN-2000 there is nothing to shift.
        #expect(
            try export(
                CleanCity.parcels, "--crs-out", "EPSG:5898", "--datum-shift", "reversed-rotations", "--output",
                folder.path("zone")
            ).code == 0)
        #expect(try index("zone")["datum_shift"] is NSNull)
    }

    @Test func `a stopped export goes on where it was, and a changed map is written again`() throws {
        let out = folder.path("out")
        let first = try export(CleanCity.parcels, "--format", "Shapefile", "--output", out, "--quiet")
        #expect(first.code == 0, "\(first.errors)")
        #expect(try export(CleanCity.parcels, "--format", "Shapefile", "--output", out, "--quiet").code == 73)
        let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        let lost = try #require(names.first { $0.hasSuffix(".dbf") })
        let whole = try Data(contentsOf: URL(filePath: "\(out)/\(lost)"))
        try folder.write("half", "out/\(lost)")
        let again = try export(CleanCity.parcels, "--format", "Shapefile", "--output", out, "--resume")
        let count = try files("out").count
        #expect(again.errors.contains("Left \(count - 1) files"), "\(again.errors)")
        #expect(try Data(contentsOf: URL(filePath: "\(out)/\(lost)")) == whole)
        #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == names)
        // With another setting nothing is left.
        let other = try export(
            CleanCity.parcels, "--format", "Shapefile", "--crs-out", "EPSG:5898", "--output", out, "--resume")
        #expect(!other.errors.contains("Left"), "\(other.errors)")
    }

    @Test func `the same map makes the same bytes, on one lane or two`() throws {
        for (name, jobs) in [("a", "1"), ("b", "2")] {
            #expect(
                try export(
                    CleanCity.parcels, "--format", "Shapefile", "--jobs", jobs, "--output", folder.path(name), "--quiet"
                ).code == 0)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("a")) {
            #expect(
                try Data(contentsOf: URL(filePath: folder.path("a/\(name)")))
                    == Data(contentsOf: URL(filePath: folder.path("b/\(name)"))), "\(name)")
        }
    }

    @Test func `no ward has a name that is no file name`() throws {
        let wards = ["../../up", "<script>", "=HYPERLINK(1)", String(repeating: "x", count: 300), "a/b", "a:b"]
        let features = wards.enumerated().map { i, ward in
            """
            {"type":"Feature","properties":{"MaXa":"\(ward)","SoHieuToBanDo":"1","SoThuTuThua":"\(i)"},"geometry":
            {"type":"Polygon","coordinates":[[[\(587000 + 20 * i),2322000],[\(587010 + 20 * i),2322000],
            [\(587010 + 20 * i),2322010],[\(587000 + 20 * i),2322000]]]}}
            """
        }
        try folder.write(
            """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5897"}},
            "features":[\(features.joined(separator: ","))]}
            """, "map.geojson")
        let outcome = try export(folder.path("map.geojson"), "--format", "GPKG", "--output", folder.path("out"))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.names == ["map.geojson", "out"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
        #expect(names.count == wards.count + 2 && names.allSatisfy { $0.utf8.count < 100 })
        let table = try String(contentsOfFile: folder.path("out/index.csv"), encoding: .utf8)
        #expect(!table.contains(",=HYPER"))
    }

    @Test func `what cannot be is said at once`() throws {
        let map = try CleanCity.parcels
        for (arguments, code, words) in [
            (["--format", "Parquet"], 64, "no driver for Parquet"),
            (["--format", "Excel"], 64, "is one of GPKG"),
            (["--format", "GeoJSON", "--crs-out", "EPSG:5897"], 64, "always in longitude and latitude"),
            (["--format", "DGN", "--crs-out", "EPSG:4326"], 64, "projected CRS"),
            (["--crs-out", "EPSG:1"], 64, "PROJ knows no such CRS"),
        ] {
            let outcome = try Program.start(
                ["export", map, "--kind", "layers", "--output", folder.path("out")] + arguments
            ).wait()
            #expect(outcome.code == code && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        }
        #expect(folder.names.isEmpty)
    }
}
