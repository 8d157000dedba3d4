import Cadastre
import Foundation
import PlanarCoverage
import TestSupport
import Testing

@testable import MapChecking
@testable import Publishing

@Suite("GeoPackage of check")
struct GeoPackageTests {
    /// An area with a hole, a line, a defect without a place.
    private func report(_ language: Language = .vi) -> CheckReport {
        var report = sampleReport(everyDefect, language: language)
        let grid = report.result.grid
        func ring(_ metres: [(Double, Double)]) -> [GridPoint] {
            metres.compactMap { grid.point(x: 587_000 + $0.0, y: 2_322_000 + $0.1) }
        }
        for i in report.result.defects.indices {
            switch report.result.defects[i].kind {
            case .overlap:
                report.result.defects[i].shape = .area([
                    ring([(0, 0), (10, 0), (10, 10), (0, 10)]), ring([(2, 2), (2, 4), (4, 4), (4, 2)]),
                    ring([(20, 0), (30, 0), (20, 10)]),
                ])
            case .edgeMismatch: report.result.defects[i].shape = .lines([ring([(0, 0), (10, 0)])])
            default: break
            }
        }
        return report
    }

    private func query(_ path: String, _ sql: String) throws -> String {
        try Tool.run("sqlite3", path, sql).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func `GDAL opens it and finds every defect among the points, areas and lines in their layers`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("check.gpkg")
        let report = report()
        try report.writeGeoPackage(to: path, overwrite: false)
        #expect(folder.names == ["check.gpkg"])
        let info = try Tool.start("ogrinfo", ["-ro", "-so", "-al", path]).wait()
        #expect(info.code == 0)
        #expect(info.errors.isEmpty)
        #expect(info.output.contains("Feature Count: \(everyDefect.count)"))
        let overlaps = everyDefect.filter { $0.kind == .overlap }.count
        #expect(info.output.contains("Geometry: Multi Polygon\nFeature Count: \(overlaps)"))
        #expect(info.output.contains("Geometry: Multi Line String\nFeature Count: 2"))
        #expect(info.output.contains("ID[\"EPSG\",5897]"))
        let area = try Tool.run(
            "ogrinfo", "-ro", "-q", path, "-dialect", "SQLite", "-sql",
            "SELECT ST_Area(geom) AS a FROM defect_areas LIMIT 1")
        #expect(area.contains("a (Real) = 146"))
    }

    @Test func `fields say what the JSON says`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("check.gpkg")
        try report().writeGeoPackage(to: path, overwrite: false)
        #expect(
            try query(
                path,
                "SELECT kind, severity, code, parcels, fids, area_m2, width_m, ward, state FROM defects "
                    + "WHERE id = 'ovl-0000000000000005'")
                == "overlap|error|GEO-01|00082/14/205; 00082/14/206|[100,101]|3.217|0.164|00082|new")
        #expect(try query(path, "SELECT count(*) FROM defects WHERE geom IS NULL") == "1")
    }

    @Test func `equal reports give equal bytes`() throws {
        let folder = try TemporaryFolder()
        try report().writeGeoPackage(to: folder.path("a.gpkg"), overwrite: false)
        try report().writeGeoPackage(to: folder.path("b.gpkg"), overwrite: false)
        let bytes = try ["a.gpkg", "b.gpkg"].map { try Data(contentsOf: folder.url.appending(path: $0)) }
        #expect(bytes[0] == bytes[1])
    }

    @Test(arguments: Language.allCases)
    func `each layer has one default style that is well-formed and speaks the language`(language: Language) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("check.gpkg")
        try report(language).writeGeoPackage(to: path, overwrite: false)
        #expect(
            try query(path, "SELECT group_concat(f_table_name) FROM layer_styles WHERE useAsDefault = 1")
                == "defects,defect_areas,defect_edges")
        #expect(
            try query(path, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == "attributes")
        for layer in DefectLayer.allCases {
            let style = DefectStyles.style(of: layer, language: language).document()
            let stored = try query(path, "SELECT styleQML FROM layer_styles WHERE f_table_name = '\(layer.rawValue)'")
            #expect(stored == style.trimmingCharacters(in: .whitespacesAndNewlines))
            try stored.write(toFile: folder.path("style.qml"), atomically: true, encoding: .utf8)
            try Tool.run(
                "python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", folder.path("style.qml"))
        }
        let legend = DefectStyles.style(of: .defectAreas, language: language).rules.map(\.label)
        #expect(legend.first == (language == .vi ? "Thửa đất chồng lấn" : "Parcels overlap"))
    }

    @Test func `the styles in the maps folder are those that the program writes`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for layer in DefectLayer.allCases {
            let file = root.appending(path: "maps/styles/\(layer.rawValue).qml")
            let style = DefectStyles.style(of: layer, language: .vi).document()
            if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try style.write(to: file, atomically: true, encoding: .utf8)
                Issue.record("recorded \(layer.rawValue).qml; run again without RECORD_SNAPSHOTS")
            }
            #expect(try String(contentsOf: file, encoding: .utf8) == style, "run once with RECORD_SNAPSHOTS=1")
        }
    }

    @Test func `a place that is taken is refused and stays as it is`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("check.gpkg")
        try "mine".write(toFile: path, atomically: true, encoding: .utf8)
        let refused = #expect(throws: OutputError.self) { try report().writeGeoPackage(to: path, overwrite: false) }
        #expect(refused?.cause == .cannotCreate)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        #expect(folder.names == ["check.gpkg"])
        try "".write(toFile: path + "-wal", atomically: true, encoding: .utf8)
        let error = #expect(throws: OutputError.self) { try OutputPlace.check(path, overwrite: true) }
        #expect(error?.description.contains("open in another program") == true)
    }
}
