import Foundation
import TestSupport

/// A folder of results in the layout that `report` reads, filled by the verbs from the sample maps.
enum SampleRun {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let maps = root.appending(path: "maps").path
    static let codes = ["00004", "00008"]

    /// The sample wards with three reports of the city.
    static func make() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for code in codes {
            let ward = folder.path("wards/\(code)")
            try FileManager.default.createDirectory(atPath: ward, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: "\(maps)/ward_\(code).gpkg", toPath: "\(ward)/parcels.gpkg")
            let map = ["\(ward)/parcels.gpkg", "--scale", "500", "--date", "2025-11-10", "--quiet"]
            try run(["check"] + map + results(ward, "check") + ["--wards", "\(maps)/wards.gpkg"])
            try run(["fix"] + map + results(ward, "fixed") + ["--fix-level", "limits"])
            try run(["reconcile"] + map + results(ward, "reconcile") + ["--records", "\(maps)/pl3.xlsx"])
        }
        let city = folder.path("city")
        try FileManager.default.createDirectory(atPath: city, withIntermediateDirectories: true)
        for date in ["2025-10-27", "2025-11-03", "2025-11-10"] {
            try run(
                ["coverage"] + codes.map { folder.path("wards/\($0)/parcels.gpkg") } + [
                    "--wards", "\(maps)/wards.gpkg", "--records", "\(maps)/pl3.xlsx", "--scale", "500", "--documents",
                    "\(maps)/documents.csv", "--targets", "\(maps)/targets.csv", "--date", date, "--history",
                    "\(city)/history.gpkg", "--csv", "\(city)/coverage.csv", "--overwrite", "--quiet",
                ] + results(city, "coverage"))
        }
        return folder
    }

    /// 126 wards side by side with ragged borders, eight weeks of documents, and the parcels of one sample ward.
    static func makeLargeCity() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["city", "wards"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
        }
        try folder.write(raggedWards(), "outlines.geojson")
        var documents = "ward,date,collected,scanned,entered,obstacle,obstacle_count\n"
        var targets = "ward,deadline,target\n"
        var branches = "ward_code,branch_code,branch_name\n"
        for w in 0..<126 {
            let code = 10_000 + w
            targets += "\(code),2025-11-30,\(3000 + 10 * w)\n"
            branches += "\(code),CN\(w / 10 + 10),Chi nhánh \(w / 10 + 1)\n"
            for week in 1...8 {
                let day = ["10-01", "10-07", "10-13", "10-19", "10-25", "11-04", "11-08", "11-12"][week - 1]
                let count = week * (200 + 3 * w)
                documents += "\(code),2025-\(day),\(count),\(count * 3 / 4),\(count / 2),thế chấp,\(w % 9)\n"
            }
        }
        try folder.write(documents, "documents.csv")
        try folder.write(targets, "targets.csv")
        try folder.write(branches, "branches.csv")
        for date in ["2025-10-07", "2025-10-14", "2025-10-21", "2025-10-28", "2025-11-04", "2025-11-12"] {
            try run(
                [
                    "coverage", "\(maps)/ward_00004.gpkg", "--wards", folder.path("outlines.geojson"), "--documents",
                    folder.path("documents.csv"), "--targets", folder.path("targets.csv"), "--branches",
                    folder.path("branches.csv"), "--date", date, "--history", folder.path("city/history.gpkg"),
                    "--overwrite", "--quiet",
                ] + results(folder.path("city"), "coverage"))
        }
        return folder
    }

    static func run(_ arguments: [String]) throws {
        let outcome = try Program.start(arguments).wait()
        guard outcome.code == 0 else { throw Tool.Failure(description: "\(arguments): \(outcome.errors)") }
    }

    private static func results(_ folder: String, _ name: String) -> [String] {
        ["--output", "\(folder)/\(name).gpkg", "--json", "\(folder)/\(name).json"]
    }

    /// Squares of 3 km whose sides are drawn with 60 corners each, the same for both neighbours.
    private static func raggedWards() -> String {
        var state: UInt64 = 11
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24) - 0.5
        }
        typealias Point = [Int]
        var sides: [[Point]: [Point]] = [:]
        func side(_ a: Point, _ b: Point) -> [Point] {
            if let known = sides[[a, b]] { return known }
            if let known = sides[[b, a]] { return known.reversed() }
            let inner = (1..<60).map { k -> Point in
                let shift = Int(random() * 160)
                let isLevel = a[1] == b[1]
                return [
                    a[0] + (b[0] - a[0]) * k / 60 + (isLevel ? 0 : shift),
                    a[1] + (b[1] - a[1]) * k / 60 + (isLevel ? shift : 0),
                ]
            }
            sides[[a, b]] = [a] + inner + [b]
            return [a] + inner + [b]
        }
        let features = (0..<126).map { w -> String in
            let (x, y) = (560_000 + w % 14 * 3000, 2_312_000 + w / 14 * 3000)
            let corners: [Point] = [[x, y], [x + 3000, y], [x + 3000, y + 3000], [x, y + 3000]]
            let ring = (0..<4).flatMap { side(corners[$0], corners[($0 + 1) % 4]).dropLast() } + [corners[0]]
            return """
                {"type": "Feature", "properties": {"code": "\(10_000 + w)", "name": "Phường Thử \(w + 1)"}, \
                "geometry": {"type": "Polygon", "coordinates": [\(ring)]}}
                """
        }
        return """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5897"}}, \
            "features": [\(features.joined(separator: ",\n"))]}
            """
    }
}
