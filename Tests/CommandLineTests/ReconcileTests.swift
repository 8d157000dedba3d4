import Foundation
import TestSupport
import Testing

/// A synthetic city whose records have defects, made once.
private enum PaperCity {
    static let folder = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        let made = try Program.start([
            "synthesize", "--parcels", "3000", "--seed", "31", "--defect-rate", "0.03", "--record-defect-rate", "0.15",
            "--output", folder.path("city"), "--quiet",
        ]).wait()
        try #require(made.code == 0, "\(made.errors)")
        return folder
    }

    static func path(_ name: String) throws -> String { try folder.get().path("city/\(name)") }
}

@Suite("reconcile")
struct ReconcileTests {
    private let folder: TemporaryFolder
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init() throws { folder = try TemporaryFolder() }

    private func reconcile(_ options: String..., records: String = "records.csv") throws -> Tool.Outcome {
        let all = [
            "reconcile", try PaperCity.path("parcels.gpkg"), "--records", try PaperCity.path(records), "--wards",
            try PaperCity.path("wards.gpkg"), "--scale", "500", "--date", "2025-11-10", "--json", "-",
        ]
        let outcome = try Program.start(all + options).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return outcome
    }

    private func findings(_ outcome: Tool.Outcome) -> [[String: Any]] {
        outcome.json["findings"] as? [[String: Any]] ?? []
    }

    @Test(arguments: ["records.csv", "pl3.xlsx"])
    func `every injected defect of the records is found, and nothing else`(records: String) throws {
        let outcome = try reconcile(records: records)
        try folder.write(outcome.output, "reconcile.json")
        let truth = Self.root.appending(path: "tools/truth-records").path
        let form = records.hasSuffix(".xlsx") ? ["--form"] : []
        let city = try PaperCity.folder.get().path("city")
        let compared = try Tool.start("python3", [truth, city, folder.path("reconcile.json")] + form).wait()
        #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
    }

    @Test(arguments: ["records.csv", "pl3.xlsx"])
    func `an extract of the population database brings parcels into group 1, and contradicts whom it should`(
        records: String
    ) throws {
        let outcome = try reconcile("--population", try PaperCity.path("population.csv"), records: records)
        try folder.write(outcome.output, "reconcile.json")
        let truth = Self.root.appending(path: "tools/truth-records").path
        let form = records.hasSuffix(".xlsx") ? ["--form"] : []
        let city = try PaperCity.folder.get().path("city")
        let compared = try Tool.start("python3", [truth, city, folder.path("reconcile.json")] + form).wait()
        #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
        let counts = try #require(outcome.json["counts"] as? [String: Int])
        #expect(counts["population-unmatched"] ?? 0 > 20)
        let groups = try #require(outcome.json["groups"] as? [String: Int])
        let unmet = try #require(outcome.json["unmet"] as? [String: Int])
        #expect(groups["1"] ?? 0 > 1000 && unmet["scan"] == 0)
        #expect((try reconcile(records: records).json["groups"] as? [String: Int])?["1"] == 0)
    }

    @Test func `no name, number or address that went in comes out`() throws {
        try folder.write(String(repeating: "k", count: 32), "key")
        let outcome = try reconcile("--output", folder.path("reconcile.gpkg"), "--key-file", folder.path("key"))
        #expect(findings(outcome).contains { $0["person"] != nil })
        let words = try Program.start([
            "reconcile", try PaperCity.path("parcels.gpkg"), "--records", try PaperCity.path("records.csv"),
            "--records", try PaperCity.path("pl3.xlsx"), "--key-file", folder.path("key"),
        ]).wait()
        let package = try Tool.run("sqlite3", folder.path("reconcile.gpkg"), ".dump")
        let everything = outcome.output + outcome.errors + words.output + words.errors + package
        let lines = try String(contentsOfFile: PaperCity.path("records.csv"), encoding: .utf8).split(separator: "\n")
        let heads = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        let personal = try ["TenChu", "SoDinhDanh"].map { name in try #require(heads.firstIndex { $0 == name }) }
        var values: Set<Substring> = []
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            for column in personal where cells[column].count > 5 { values.insert(cells[column]) }
        }
        #expect(values.count > 4000)
        // Each is a run of letters or of digits: what comes out is looked up run by run.
        let digits = Set(everything.split { !("0"..."9").contains($0) })
        #expect(values.filter { $0.allSatisfy(\.isNumber) }.allSatisfy { !digits.contains($0) })
        for name in ["Nguyễn Thử", "Trần Thử", "Lê Thử", "Tổ mẫu"] { #expect(!everything.contains(name)) }
        #expect(everything.contains("*****"))
    }

    @Test func `numbers are written when they are asked for, into files of their owner alone`() throws {
        let path = folder.path("personal.json")
        let outcome = try Program.start([
            "reconcile", try PaperCity.path("parcels.gpkg"), "--records", try PaperCity.path("records.csv"), "--json",
            path, "--show-personal-data",
        ]).wait()
        #expect(outcome.code == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(!(try String(contentsOfFile: path, encoding: .utf8)).contains("*****"))
    }

    @Test func `the JSON is what its schema says, and the same on one lane and on two`() throws {
        try folder.write(String(repeating: "k", count: 32), "key")
        let one = try reconcile("--jobs", "1", "--key-file", folder.path("key"))
        #expect(try Tool.isTaken(one.output, by: Program.run("schema", "reconcile").output))
        #expect(try reconcile("--jobs", "2", "--key-file", folder.path("key")).output == one.output)
    }

    @Test func `next week's findings remain, and accepted ones count no more`() throws {
        let first = try reconcile()
        try folder.write(first.output, "first.json")
        let ids = findings(first).compactMap { $0["id"] as? String }
        try folder.write("id,reason,author,date\n\(ids[0]),xem tại chỗ,A,2025-11-09\n", "accepted.csv")
        let second = try reconcile(
            "--previous", folder.path("first.json"), "--accepted", folder.path("accepted.csv"))
        let states = second.json["states"] as? [String: Int]
        #expect(states == ["new": 0, "remaining": ids.count - 1, "resolved": 0, "accepted": 1])
        #expect(findings(second).compactMap { $0["id"] as? String } == ids)
    }

    @Test func `the way to WGS 84 is recorded, and printed`() throws {
        func shift(_ outcome: Tool.Outcome) -> Any? { (outcome.json["settings"] as? [String: Any])?["datum_shift"] }
        let usual = try reconcile()
        #expect(shift(usual) as? String == "epsg6960")
        #expect(usual.errors.contains("mã định danh thửa qua WGS 84: epsg6960"))
        let reversed = try reconcile("--datum-shift", "reversed-rotations", "--language", "en")
        #expect(shift(reversed) as? String == "reversed-rotations")
        #expect(reversed.errors.contains("parcel codes by way of WGS 84: reversed-rotations"))
    }

    @Test func `figures add up`() throws {
        let json = try reconcile().json
        let parcels = try #require(json["parcels"] as? [String: Int])
        let groups = try #require(json["groups"] as? [String: Int])
        let without = try #require(json["parcels_without_group"] as? Int)
        #expect(groups.values.reduce(without, +) == parcels["read"])
        let rows = try #require(json["record_rows"] as? [String: Int])
        #expect(rows.values.reduce(0, +) == 2 * (rows["read"] ?? 0))
    }

    @Test func `three old wards with one number are a question, with the candidates`() throws {
        let map = MapPicture(parcels: [
            (MapPicture.box(0, 0, 5, 20), "12"), (MapPicture.box(5, 0, 5, 20), "12"),
            (MapPicture.box(10, 0, 5, 20), "12"), (MapPicture.box(15, 0, 5, 20), "13"),
        ])
        let file = try map.geoPackage("three.gpkg", in: folder)
        try folder.write("MaXa,SoHieuToBanDo,SoThuTuThua\n00082,14,12\n", "old.csv")
        let outcome = try Program.start(["reconcile", file, "--records", folder.path("old.csv"), "--json", "-"]).wait()
        let found = findings(outcome).filter { $0["kind"] as? String == "ambiguous-match" }
        #expect(found.count == 1)
        #expect((found.first?["candidates"] as? [Any])?.count == 3)
    }

    @Test(arguments: [
        (["--record-field", "nonsense=A"], 64), (["--datum-shift", "none"], 64), (["--area-rule", "x"], 64),
        (["--record-area-unit", "acre"], 64),
        (["--group-rules", "/no/such.json"], 66), (["--crosswalk", "/no/such.csv"], 66),
        (["--records", "/no/such.xlsx"], 66),
    ])
    func `what cannot be used is refused`(options: [String], code: Int) throws {
        let all = ["reconcile", try PaperCity.path("parcels.gpkg"), "--records", try PaperCity.path("records.csv")]
        let outcome = try Program.start(all + options).wait()
        #expect(Int(outcome.code) == code, "\(outcome.errors)")
    }
}
