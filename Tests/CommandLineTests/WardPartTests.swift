import Foundation
import TestSupport
import Testing

/// A synthetic city of several wards in one map and one form, made once.
private enum WholeCity {
    static let folder = Result { () throws -> TemporaryFolder in
        let folder = try TemporaryFolder()
        let made = try Program.start([
            "synthesize", "--parcels", "1500", "--wards", "3", "--seed", "7", "--defect-rate", "0.01",
            "--record-defect-rate", "0.2", "--output", folder.path("city"), "--quiet",
        ]).wait()
        try #require(made.code == 0, "\(made.errors)")
        try folder.write(try tangled(folder.path("city/records.csv")), "tangled.csv")
        return folder
    }

    static func path(_ name: String) throws -> String { try folder.get().path(name) }

    /// The records with what binds wards to each other: serials and numbers that they share, former codes, lost zeros,
    /// codes in no list, areas of two sorts, and rows that are none.
    private static func tangled(_ path: String) throws -> String {
        var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let head = lines.removeFirst()
        func column(_ name: String) throws -> Int { try #require(head.firstIndex(of: name)) }
        let (serial, number) = (try column("SoPhatHanh"), try column("SoDinhDanh"))
        let (owner, area) = (try column("TenChu"), try column("DienTichPhapLy"))
        let byWard = Dictionary(grouping: lines.indices) { lines[$0][0] }.filter { $0.value.count > 100 }
        let wards = byWard.keys.sorted().compactMap { byWard[$0] }
        for k in 0..<12 {
            let (a, b) = (wards[0][3 * k], wards[1][5 * k])
            lines[b][serial] = lines[a][serial]
            lines[wards[2][2 * k]][serial] = lines[a][serial]
            lines[wards[1][5 * k + 1]][number] = lines[wards[0][3 * k + 1]][number]
        }
        for k in 40..<60 { lines[wards[0][k]][0] = ["00013", "00016", "00019", "00022"][k % 4] }
        for k in 60..<63 {
            lines[wards[0][k]][0] = "4"
            lines[wards[1][k]][0] = "77777"
            lines[wards[2][k]][area] = "1.234"
            lines[wards[1][k + 3]][area] = "abc"
            lines[wards[0][k + 3]][owner] = "NguyÔn V¨n Hïng"
        }
        lines.append(Array(repeating: "", count: head.count))
        lines.append(head)
        return ([head] + lines).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    }
}

@Suite("A city in one map and one form")
struct WardPartTests {
    private let folder: TemporaryFolder
    private let output: String
    private var work: String { "\(output)/.work" }

    init() throws {
        folder = try TemporaryFolder()
        output = folder.path("results")
    }

    private func project(
        _ records: String = "tangled.csv", steps: String = "reconcile", map: String = "city/parcels.gpkg"
    ) throws -> String {
        let form = records.hasPrefix("/") ? records : try WholeCity.path(records)
        let map = map.hasPrefix("/") ? map : try WholeCity.path(map)
        try folder.write(
            "map: \(map)\nrecords: \(form)\nwards: \(try WholeCity.path("city/wards.gpkg"))\ndate: 2025-11-10\n"
                + "language: en\nscale: 500\nsteps: [\(steps)]\n", "project.yaml")
        return folder.path("project.yaml")
    }

    private func run(_ file: String, _ words: String...) throws -> Tool.Outcome {
        try Program.start(["run", file, "--output", output, "--language", "en"] + words).wait()
    }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    // MARK: - The map

    @Test func `the parts of the map together are the map, and each says what it is`() throws {
        let file = try project(steps: "check")
        #expect(try run(file, "--stage", "prepare").code == 0)
        let query =
            "SELECT fid, hex(geom), quote(MaXa), quote(SoThuTuThua), quote(TenChu), quote(DienTich) FROM parcels"
        var lines: [String] = []
        let parts = names("\(work)/wards").filter { $0.hasSuffix(".gpkg") }
        for part in parts {
            let path = "\(work)/wards/\(part)"
            lines += try Tool.run("sqlite3", path, query).split(separator: "\n").map(String.init)
            #expect(try Tool.run("sqlite3", path, "SELECT rtreecheck('rtree_parcels_geom')") == "ok\n")
            #expect(try mode(path) == 0o600)
        }
        let whole = try Tool.run("sqlite3", try WholeCity.path("city/parcels.gpkg"), query)
        #expect(Set(lines) == Set(whole.split(separator: "\n").map(String.init)))
        #expect(parts.count >= 3)
        // Nothing but the steps reads the forms.
        #expect(!FileManager.default.fileExists(atPath: "\(work)/records"))
    }

    @Test func `a map of another format is parted into the same wards`() throws {
        #expect(try run(project(steps: "check"), "--stage", "prepare").code == 0)
        let wards = names("\(work)/wards").filter { $0.hasSuffix(".gpkg") }
        let other = folder.path("map.fgb")
        _ = try Tool.run("ogr2ogr", other, try WholeCity.path("city/parcels.gpkg"), "parcels")
        #expect(try run(project(steps: "check", map: other), "--stage", "prepare").code == 0)
        #expect(names("\(work)/wards").filter { $0.hasSuffix(".gpkg") } == wards)
    }

    @Test func `a damaged map is an error that names it`() throws {
        var bytes = try Data(contentsOf: URL(filePath: try WholeCity.path("city/parcels.gpkg")))
        let middle = bytes.count / 2 / 4096 * 4096
        for i in middle..<(middle + 16384) { bytes[i] = 0xA5 }
        try bytes.write(to: URL(filePath: folder.path("map.gpkg")))
        let outcome = try run(project(steps: "check", map: folder.path("map.gpkg")))
        #expect(outcome.code == 65 && outcome.errors.contains("map.gpkg"), "\(outcome.errors)")
    }

    // MARK: - The records

    /// What a ward's report says, but for counts that speak of the rows of other wards.
    private func said(_ json: [String: Any]) throws -> String {
        var json = json
        // Rows of the whole form, and their keys.
        json["record_rows"] = nil
        json["keys"] = nil
        json["records"] = (json["records"] as? [[String: Any]])?.map { source in
            var source = source
            source["rows"] = nil
            return source
        }
        // What was skipped or converted in all of the form.
        let counted = ["rows repeat the headings", "empty rows", "different texts", "written as 1.234"]
        json["notes"] = (json["notes"] as? [[String: Any]])?.filter { note in
            !counted.contains { (note["text"] as? String)?.contains($0) == true }
        }
        let data = try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: data, as: UTF8.self)
    }

    @Test(arguments: [["tangled.csv"], ["city/pl3.xlsx"], ["tangled.csv", "city/pl3.xlsx"]])
    func `a ward's report is what it is with the whole form`(forms: [String]) throws {
        let paths = try forms.map { try WholeCity.path($0) }
        let file = try project()
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try folder.write(
            text.replacing(
                "records: \(try WholeCity.path("tangled.csv"))", with: "records: [\(paths.joined(separator: ", "))]"),
            "project.yaml")
        #expect(try run(file, "--stage", "prepare").code == 0)
        let wards = names("\(work)/wards").filter { $0.hasSuffix(".gpkg") }.map { String($0.dropLast(5)) }
        for ward in wards where ward != "_unassigned" {
            func report(_ records: [String]) throws -> [String: Any] {
                let outcome = try Program.start(
                    ["reconcile", "\(work)/wards/\(ward).gpkg", "--ward", ward]
                        + records.flatMap { ["--records", $0] }
                        + [
                            "--wards", WholeCity.path("city/wards.gpkg"), "--scale", "500", "--date", "2025-11-10",
                            "--language", "en", "--json", "-", "--max-listed", "100000",
                        ]
                ).wait()
                try #require(outcome.code == 0, "\(outcome.errors)")
                return outcome.json
            }
            let part = try report(["\(work)/records/\(ward).records"])
            let whole = try report(paths)
            #expect(try said(part) == said(whole), "ward \(ward)")
            #expect(
                (part["settings"] as? [String: Any])?["records"] as? String
                    == (whole["settings"] as? [String: Any])?["records"] as? String)
        }
    }

    @Test func `rows without a ward and of wards in no list are in a part of their own`() throws {
        let text = try String(contentsOfFile: WholeCity.path("tangled.csv"), encoding: .utf8)
        var lines = text.split(separator: "\n").map(String.init)
        for i in [5, 9] { lines[i] = lines[i].replacing(/^[0-9]*/, with: "") }
        try folder.write(lines.joined(separator: "\n") + "\n", "form.csv")
        #expect(try run(project(folder.path("form.csv")), "--stage", "prepare").code == 0)
        let rest = try Program.run(
            "reconcile", try WholeCity.path("city/parcels.gpkg"), "--records", "\(work)/records/_unassigned.records",
            "--json", "-")
        // Three of no list, and two without.
        #expect((rest.json["record_rows"] as? [String: Any])?["read"] as? Int == 5, "\(rest.errors)")
    }

    @Test func `nothing of people stays in the working folder when the run has ended`() throws {
        let outcome = try run(try project())
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(work)/records"))
        let names = try FileManager.default.subpathsOfDirectory(atPath: work).filter { !$0.hasSuffix(".gpkg") }
        for name in names {
            let text = String(
                decoding: FileManager.default.contents(atPath: "\(work)/\(name)") ?? Data(), as: UTF8.self)
            #expect(!text.contains("mẫu") && !text.contains("ZZ 0"), "\(name)")
        }
    }

    @Test func `a run that is repeated parts nothing, and a row that changes is its ward's matter alone`() throws {
        let form = folder.path("form.csv")
        let text = try String(contentsOfFile: WholeCity.path("city/records.csv"), encoding: .utf8)
        try folder.write(text, "form.csv")
        let file = try project(form)
        #expect(try run(file).output.contains("0 unchanged"))
        func marks() -> [String?] {
            ["records.json", "wards/source"].map {
                (try? FileManager.default.attributesOfItem(atPath: "\(work)/\($0)")[.modificationDate] as? Date)
                    .map { "\($0.timeIntervalSince1970)" }
            }
        }
        let before = marks()
        let again = try run(file)
        #expect(again.output.contains(" 0 run"), "\(again.output)")
        #expect(marks() == before)
        var lines = text.split(separator: "\n").map(String.init)
        let last = lines.count - 2
        lines[last] = lines[last].replacing(",CH ", with: ",CS ")
        try folder.write(lines.joined(separator: "\n") + "\n", "form.csv")
        let third = try run(file)
        #expect(third.output.contains(" 1 run"), "\(third.output)")
    }

    @Test func `in stages the parts are there, for their owner alone, until the city is made`() throws {
        let file = try project()
        #expect(try run(file).code == 0)
        let whole = try results()
        try FileManager.default.removeItem(atPath: output)
        #expect(try run(file, "--stage", "prepare").code == 0)
        #expect(try mode("\(work)/records") == 0o700)
        for name in names("\(work)/records") { #expect(try mode("\(work)/records/\(name)") == 0o600) }
        #expect(try run(file, "--stage", "wards").code == 0)
        #expect(FileManager.default.fileExists(atPath: "\(work)/records"))
        #expect(try run(file, "--stage", "city").code == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(work)/records"))
        #expect(try results() == whole)
        // A ward that is worked again later reads the form itself.
        try FileManager.default.removeItem(atPath: "\(output)/wards/00004")
        let late = try run(file, "--stage", "wards", "--ward", "00004")
        #expect(late.code == 0 && late.output.contains("1 run"), "\(late.output)")
    }

    private func results() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: "\(output)/wards")
        where name.hasSuffix(".json") || name.hasSuffix(".gpkg") {
            found[name] = FileManager.default.contents(atPath: "\(output)/wards/\(name)")
        }
        return found
    }

    @Test func `a form that names no ward is compared with every ward, as it is`() throws {
        let text = try String(contentsOfFile: WholeCity.path("city/records.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", maxSplits: 1)[1] }
        try folder.write(lines.joined(separator: "\n") + "\n", "form.csv")
        #expect(try run(project(folder.path("form.csv")), "--stage", "prepare").code == 0)
        #expect(names("\(work)/records") == ["_city.records"])
        #expect(try run(folder.path("project.yaml")).code == 0)
    }

    @Test func `a part that was cut or bent is an error`() throws {
        #expect(try run(project(), "--stage", "prepare").code == 0)
        let path = "\(work)/records/00004.records"
        let whole = try #require(FileManager.default.contents(atPath: path))
        for place in [20, whole.count / 3, whole.count / 2, whole.count - 3] {
            var bent = whole
            bent[place] ^= 0x40
            try bent.write(to: URL(filePath: path))
            let outcome = try Program.run("reconcile", "\(work)/wards/00004.gpkg", "--records", path)
            #expect(outcome.code == 65 && outcome.errors.contains("00004.records"), "\(place): \(outcome.errors)")
        }
        for length in [9, 13, whole.count / 2, whole.count - 1] {
            try whole.prefix(length).write(to: URL(filePath: path))
            let outcome = try Program.run("reconcile", "\(work)/wards/00004.gpkg", "--records", path)
            #expect(outcome.code == 65, "\(length): \(outcome.errors)")
        }
    }

    @Test func `a form that cannot be read stops the run with its name`() throws {
        let outcome = try run(project(folder.path("none.csv")))
        #expect(outcome.code == 66 && outcome.errors.contains("none.csv"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(work)/records"))
    }
}
