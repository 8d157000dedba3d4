import Foundation
import TestSupport
import Testing

@Suite("run")
struct RunTests {
    private let folder: TemporaryFolder
    private let output: String

    init() throws {
        folder = try TemporaryFolder()
        output = folder.path("results")
    }

    /// A project of small wards, too far apart to be neighbours.
    private func project(_ lines: String = "steps: [check]\n", wards: Int = 3) throws -> String {
        for ward in 0..<wards {
            try write(.faulty, ward: ward)
        }
        try folder.write("map: ward_{ward}.gpkg\ndate: 2025-11-10\n\(lines)", "project.yaml")
        return folder.path("project.yaml")
    }

    private func write(_ picture: MapPicture, ward: Int) throws {
        _ = try picture.geoPackage("ward_0000\(ward).gpkg", in: folder, east: 587_000 + 1000 * Double(ward))
    }

    private func stageWords(_ file: String) -> [String] {
        ["run", file, "--output", output, "--language", "en", "--stage"]
    }

    private func results() throws -> [String: Data] {
        var found: [String: Data] = [:]
        let wards = "\(output)/wards"
        for name in FileManager.default.enumerator(atPath: wards)?.compactMap({ $0 as? String }) ?? [] {
            if let data = FileManager.default.contents(atPath: "\(wards)/\(name)") { found[name] = data }
        }
        return found
    }

    @Test func `each ward gets its folder, and a second run leaves what has not changed`() throws {
        let file = try project()
        let first = try Program.run("run", file, "--output", output, "--language", "en")
        #expect(first.code == 0 && first.output.contains("3 wards: 3 run, 0 unchanged"), "\(first.errors)")
        let made = try results()
        for ward in 0..<3 {
            for name in ["check.json", "check.gpkg", "parcels.gpkg", "ward.json"] {
                #expect(made["0000\(ward)/\(name)"] != nil)
            }
        }
        let second = try Program.run("run", file, "--output", output, "--language", "en", "--jobs", "1")
        #expect(second.output.contains("0 run, 3 unchanged"))
        // One ward's map changes: that ward alone is done again.
        try write(.clean, ward: 1)
        let third = try Program.run("run", file, "--output", output, "--language", "en")
        #expect(third.output.contains("1 run, 2 unchanged"))
        let after = try results()
        #expect(
            after["00000/check.json"] == made["00000/check.json"]
                && after["00001/check.json"] != made["00001/check.json"])
    }

    @Test func `one lane and several give the same bytes`() throws {
        let file = try project("steps: [check, fix]\n")
        #expect(try Program.run("run", file, "--output", output, "--jobs", "1").code == 0)
        let one = try results()
        try FileManager.default.removeItem(atPath: output)
        #expect(try Program.run("run", file, "--output", output, "--jobs", "3").code == 0)
        #expect(try results() == one)
    }

    @Test func `a run in stages, its wards by several processes at once, gives the same bytes`() throws {
        let file = try project("steps: [check, fix]\n", wards: 4)
        #expect(try Program.run("run", file, "--output", output).code == 0)
        let whole = try results()
        try FileManager.default.removeItem(atPath: output)
        func stage(_ words: String...) throws -> Tool.Outcome { try Program.start(stageWords(file) + words).wait() }
        let plan = try stage("prepare", "--json", "-")
        #expect(plan.code == 0 && plan.output.components(separatedBy: "\"ward\": ").count == 5)
        // Each ward by two processes, as a cluster does that is impatient with a slow machine.
        let running = try ["00000", "00001", "00002", "00003", "00000", "00001", "00002", "00003"].map {
            try Program.start(stageWords(file) + ["wards", "--ward", $0])
        }
        for one in running { #expect(try one.wait().code == 0) }
        #expect(try results() == whole)
        let city = try stage("city")
        #expect(city.code == 0 && city.output.contains("4 wards"))
        #expect(try stage("wards", "--ward", "00001").output.contains("0 run, 1 unchanged"))
        #expect(try stage("wards", "--ward", "99999").code == 66)
        #expect(try Program.run("run", file, "--output", folder.path("none"), "--stage", "city").code == 66)
    }

    @Test func `a ward that was never worked is told by the city`() throws {
        let file = try project()
        func stage(_ words: String...) throws -> Tool.Outcome { try Program.start(stageWords(file) + words).wait() }
        #expect(try stage("prepare").code == 0)
        for ward in ["00000", "00002"] { #expect(try stage("wards", "--ward", ward).code == 0) }
        let city = try stage("city")
        #expect(city.code == 74 && city.output.contains("! 00001"))
    }

    @Test func `a folder for each ward`() throws {
        for ward in ["00004", "00008"] {
            try FileManager.default.createDirectory(
                atPath: folder.path("data/\(ward)"), withIntermediateDirectories: true)
            _ = try MapPicture.faulty.geoPackage("data/\(ward)/parcels.gpkg", in: folder)
        }
        try FileManager.default.createDirectory(atPath: folder.path("data/00012"), withIntermediateDirectories: true)
        try folder.write("map: data/{ward}/parcels.gpkg\nsteps: [check]\ndate: 2025-11-10\n", "project.yaml")
        let outcome = try Program.run("run", folder.path("project.yaml"), "--output", output, "--language", "en")
        #expect(outcome.code == 0 && outcome.output.contains("2 wards"), "\(outcome.errors)")
        #expect(FileManager.default.fileExists(atPath: "\(output)/wards/00008/check.json"))
    }

    @Test func `a ward that fails is told with its reason, and the others are done`() throws {
        let file = try project()
        try folder.write("no map at all", "ward_00001.gpkg")
        let outcome = try Program.run("run", file, "--output", output, "--language", "en")
        #expect(outcome.code == 65)
        #expect(outcome.output.contains("! 00001 check (65)") && outcome.output.contains("ward_00001.gpkg"))
        let made = try results()
        #expect(made["00000/check.json"] != nil && made["00002/check.json"] != nil && made["00001/check.json"] == nil)
        try FileManager.default.removeItem(atPath: folder.path("ward_00001.gpkg"))
        try write(.clean, ward: 1)
        let again = try Program.run("run", file, "--output", output, "--language", "en")
        #expect(again.code == 0 && again.output.contains("1 run, 2 unchanged"))
    }

    @Test func `a run that is killed goes on where it was, with the same result`() throws {
        let file = try project("steps: [check, fix]\n", wards: 6)
        let killed = try Program.start(["run", file, "--output", output, "--jobs", "1"])
        for _ in 0..<400 where !FileManager.default.fileExists(atPath: "\(output)/wards/00001/ward.json") {
            Thread.sleep(forTimeInterval: 0.02)
        }
        kill(killed.process.processIdentifier, SIGKILL)
        _ = try killed.wait()
        // What stands under a final name is whole.
        for (name, _) in try results() where name.hasSuffix("check.json") {
            #expect(try results()[name.replacing("check.json", with: "ward.json")] != nil)
        }
        #expect(try Program.run("run", file, "--output", output).code == 0)
        let finished = try results()
        try FileManager.default.removeItem(atPath: output)
        #expect(try Program.run("run", file, "--output", output).code == 0)
        #expect(try results() == finished)
    }

    @Test(arguments: [
        ("mapp: a.gpkg\n", "perhaps \"map\""), ("map: a.gpkg\ntoleranse: 1\n", "perhaps \"tolerance\""),
        ("map: a.gpkg\nsteps: [chek]\n", "chek"), ("steps: [check]\n", "the map is not named"),
        ("- a\n", "should hold keys"),
        ("map: a.gpkg\nscale: big\n", "takes a number"), ("map: [\n", "no YAML"),
    ])
    func `what is wrong in a project file is said with its place`(text: String, says: String) throws {
        try folder.write(text, "project.yaml")
        let outcome = try Program.run("run", folder.path("project.yaml"), "--validate", "--language", "en")
        #expect(outcome.code == 65 && outcome.errors.contains(says) && outcome.errors.contains("project.yaml"))
    }

    @Test func `two runs in one folder: the second says so and stops`() throws {
        let file = try project()
        try FileManager.default.createDirectory(atPath: "\(output)/.work", withIntermediateDirectories: true)
        let lock = open("\(output)/.work/lock", O_CREAT | O_RDWR, 0o644)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let outcome = try Program.run("run", file, "--output", output)
        #expect(outcome.code == 73 && outcome.errors.contains("another run"))
        close(lock)
    }

    @Test func `exit codes are those of sysexits`() throws {
        #expect(try Program.run("run", folder.path("none.yaml"), "--output", output).code == 66)
        #expect(try Program.run("run").code == 64)
        try folder.write("map: ward_{ward}.gpkg\n", "project.yaml")
        #expect(try Program.run("run", folder.path("project.yaml"), "--output", output).code == 66)
    }

    @Test func `the sample project gives every ward and the city all that was asked for`() throws {
        let maps = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../maps/project.yaml").path
        let outcome = try Program.run("run", maps, "--output", output)
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        for name in ["coverage.gpkg", "coverage.csv", "history.gpkg", "weekly.xlsx", "index.html"] {
            #expect(FileManager.default.fileExists(atPath: "\(output)/city/\(name)"))
        }
        for ward in ["00004", "00008"] {
            for name in [
                "check.gpkg", "fixed.gpkg", "reconcile.gpkg", "ward.json", "index.html", "maps/\(ward).pdf",
                "lists/\(ward).xlsx", "lists/\(ward).pdf",
            ] { #expect(FileManager.default.fileExists(atPath: "\(output)/wards/\(ward)/\(name)")) }
        }
        try FileManager.default.removeItem(atPath: "\(output)/wards/00004/lists")
        #expect(try Program.run("report", output, "--kind", "lists").code == 0)
        #expect(FileManager.default.fileExists(atPath: "\(output)/wards/00004/lists/00004.xlsx"))
        #expect(try Program.run("report", output, "--kind", "workbook", "--overwrite").code == 0)
        #expect(try Program.run("report", folder.path("none"), "--kind", "lists").code == 66)
    }
}
