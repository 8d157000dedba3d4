import Foundation
import TestSupport
import Testing

@Suite("wards among their neighbours")
struct NeighbourTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Lots of a ward as GeoJSON: boxes (x, y, width, height) with their numbers.
    private func ward(_ code: String?, _ lots: [(box: [Double], number: String)], _ name: String) throws -> String {
        let features = lots.map { lot in
            let (x, y) = (587_000 + lot.box[0], 2_322_000 + lot.box[1])
            let (right, top) = (x + lot.box[2], y + lot.box[3])
            let ward = code.map { "\"MaXa\": \"\($0)\", " } ?? ""
            return """
                {"type": "Feature", "properties": {\(ward)"SoHieuToBanDo": "1", "SoThuTuThua": "\(lot.number)"}, \
                "geometry": {"type": "Polygon", "coordinates": [[[\(x), \(y)], [\(right), \(y)], [\(right), \(top)], \
                [\(x), \(top)], [\(x), \(y)]]]}}
                """
        }
        let crs = "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::5897\"}}"
        try folder.write(
            "{\"type\": \"FeatureCollection\", \(crs), \"features\": [\(features.joined(separator: ","))]}", name)
        return folder.path(name)
    }

    private struct Report: Decodable {
        struct Defect: Decodable {
            var id: String
            var kind: String
            var code: String
            var ward: String?
            var counted_in: String?
            var parcels: [Party]
        }
        struct Party: Decodable {
            var key: String?
            var neighbour: String?
        }
        var counts: [String: Int]
        var parcels: [String: Int]
        var balance: [String: Double]
        var defects: [Defect]
    }

    private func check(_ arguments: String...) throws -> Report {
        let outcome = try Program.start(["check"] + arguments + ["--json", "-", "--quiet"]).wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    /// West: lots up to x = 40; east: from x = 39.8 below (an overlap of 0.2 m) and from x = 40.2 above (a gap of 0.2 m),
    /// closed at its northern end by a lot of the west. Within the west lots 1 and 2 overlap.
    private func twoWards(named: Bool = true) throws -> (west: String, east: String) {
        let west = try ward(
            named ? "00004" : nil,
            [([0, 0, 20.3, 30], "1"), ([20, 0, 20, 30], "2"), ([20, 30, 20, 20], "3"), ([20, 50, 40, 20], "4")],
            "west.json")
        let east = try ward(
            named ? "00008" : nil,
            [
                ([39.8, 0, 20, 30], "1"), ([40.2, 30, 20, 20], "2"), ([500, 500, 20, 20], "9"),
                ([510, 500, 20, 20], "10"),
            ],
            "east.json")
        return (west, east)
    }

    @Test(arguments: [true, false])
    func `a defect between two wards is listed for both and counted under the lower code`(namesWards: Bool) throws {
        let (west, east) = try twoWards(named: namesWards)
        let lower = try check(west, "--ward", "00004", "--neighbour", "00008=\(east)")
        let upper = try check(east, "--ward", "00008", "--neighbour", "00004=\(west)")
        #expect(lower.counts["overlap"] == 2 && lower.counts["gap"] == 1)
        #expect(upper.counts["overlap"] == 1 && upper.counts["gap"] == nil)
        #expect(lower.defects.allSatisfy { $0.counted_in == nil })
        let shared = upper.defects.filter { $0.counted_in == "00004" }
        #expect(Set(shared.map(\.kind)).isSuperset(of: ["overlap", "gap"]))
        for defect in shared {
            let twin = lower.defects.first { $0.id == defect.id }
            #expect(twin?.code == defect.code && defect.ward == "00004")
            if defect.kind != "edge-mismatch" { #expect(defect.code == "EDG-02") }
            #expect(
                defect.parcels.contains { $0.neighbour == "00004" } && defect.parcels.contains { $0.neighbour == nil })
        }
        // The figures of a ward are those of its own parcels.
        #expect(lower.parcels["read"] == 4 && upper.parcels["read"] == 4)
        let alone = try check(west, "--ward", "00004")
        #expect(alone.balance == lower.balance && alone.counts["overlap"] == 1 && alone.counts["gap"] == nil)
    }

    @Test func `a neighbour that cannot be read is told, and the ward is checked`() throws {
        let (west, _) = try twoWards()
        try folder.write("nothing", "broken.gpkg")
        let outcome = try Program.run(
            "check", west, "--ward", "00004", "--neighbour", "00008=\(folder.path("broken.gpkg"))", "--language", "en")
        #expect(
            outcome.code == 0 && outcome.output.contains("the border with the neighbouring ward 00008 is not checked"))
    }

    @Test func `a neighbour needs the ward's own code`() throws {
        let (west, east) = try twoWards()
        #expect(try Program.run("check", west, "--neighbour", "00008=\(east)").code == 64)
        #expect(try Program.run("check", west, "--ward", "00004", "--neighbour", east).code == 64)
    }

    @Test func `the wards of a city together find what the city finds, and add up to its table`() throws {
        #expect(
            try Program.run(
                "synthesize", "--parcels", "5000", "--seed", "5", "--defect-rate", "0.05", "--output",
                folder.path("city")
            ).code == 0)
        let (map, outlines) = (folder.path("city/parcels.gpkg"), folder.path("city/wards.gpkg"))
        let records = folder.path("city/records.csv")
        try folder.write(
            "map: city/parcels.gpkg\nwards: city/wards.gpkg\nrecords: city/records.csv\nscale: 500\ndate: 2025-11-10\n"
                + "steps: [check, reconcile]\n", "project.yaml")
        let run = try Program.run("run", folder.path("project.yaml"), "--output", folder.path("out"))
        #expect(run.code == 0, "\(run.output)\(run.errors)")
        let options = ["--wards", outlines, "--scale", "500", "--date", "2025-11-10"]
        let whole = try Program.start(["check", map] + options + ["--json", "-", "--quiet"]).wait()
        let city = try JSONDecoder().decode(Report.self, from: Data(whole.output.utf8))
        var found: [String: Report.Defect] = [:]
        let wards = try FileManager.default.contentsOfDirectory(atPath: folder.path("out/wards"))
        for ward in wards {
            // Of no ward there may be a list of records alone.
            guard let json = FileManager.default.contents(atPath: folder.path("out/wards/\(ward)/check.json")) else {
                #expect(ward == "_unassigned")
                continue
            }
            for defect in try JSONDecoder().decode(Report.self, from: json).defects where defect.counted_in == nil {
                #expect(found[defect.id] == nil, "counted twice: \(defect.id)")
                found[defect.id] = defect
            }
        }
        // Ground that nobody drew is told by each ward for itself; parcels of unknown wards are in none.
        func comparable(_ defects: some Sequence<Report.Defect>) -> Set<String> {
            Set(defects.filter { !["uncovered", "unknown-ward"].contains($0.kind) }.map(\.id))
        }
        #expect(comparable(found.values) == comparable(city.defects))
        #expect(city.defects.contains { $0.code == "EDG-02" })

        let table = try Program.start(
            ["coverage", map, "--records", records] + options + ["--csv", "-", "--quiet"]
        ).wait()
        let joined = String(
            decoding: FileManager.default.contents(atPath: folder.path("out/city/coverage.csv")) ?? Data(),
            as: UTF8.self)
        #expect(rows(joined) == rows(table.output))
    }

    /// The figures of wards and city by column; not the counts of `uncovered`, which each ward tells for itself, and not those
    /// of records: the record of a parcel that names an unlisted ward is of no ward, where the parcel is worked where it lies.
    private func rows(_ csv: String) -> [[String: String]] {
        let lines = csv.split(whereSeparator: \.isNewline).map { $0.components(separatedBy: ",") }
        guard let head = lines.first else { return [] }
        return lines.dropFirst().filter { $0[0] != "_unassigned" }.map { line in
            var row = Dictionary(zip(head, line), uniquingKeysWith: { first, _ in first })
            row["defects_info"] = nil
            for name in head where ["record", "group_", "parcels_with_record"].contains(where: { name.hasPrefix($0) }) {
                row[name] = nil
            }
            // States are those of a run.
            for prefix in ["defects", "findings"] {
                for state in ["new", "remaining", "resolved", "accepted"] { row["\(prefix)_\(state)"] = nil }
            }
            return row
        }
    }
}
