import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("synthesize")
struct SynthesizeTests {
    private let folder: TemporaryFolder
    private static let files = [
        "parcels.gpkg", "pl3.xlsx", "population.csv", "records.csv", "truth.csv", "truth_areas.gpkg",
        "truth_records.csv", "wards.gpkg",
    ]
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init() throws { folder = try TemporaryFolder() }

    private func synthesize(_ name: String, parcels: Int, _ more: String...) throws -> Tool.Outcome {
        let arguments = ["synthesize", "--parcels", "\(parcels)", "--seed", "9", "--output", folder.path(name)]
        return try Program.start(arguments + more).wait()
    }

    private func lines(_ name: String) throws -> [Substring] {
        try String(contentsOfFile: folder.path(name), encoding: .utf8).split(separator: "\n")
    }

    @Test func `the folder has all its files, and equal options make equal bytes`() throws {
        #expect(try synthesize("a", parcels: 600).code == 0)
        #expect(try synthesize("b", parcels: 600, "--quiet").errors.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a")).sorted() == Self.files)
        for file in Self.files {
            let first = try Data(contentsOf: URL(filePath: folder.path("a/\(file)")))
            #expect(first == (try Data(contentsOf: URL(filePath: folder.path("b/\(file)")))), "\(file)")
        }
        #expect(folder.names == ["a", "b"])
    }

    @Test func `drawings are a folder of sheets for each ward, the same from equal options`() throws {
        for name in ["a", "b"] {
            #expect(try synthesize(name, parcels: 900, "--drawings", "--drawing-defect-rate", "0.02").code == 0)
        }
        let drawings = URL(filePath: folder.path("a/drawings"))
        let files = (FileManager.default.enumerator(atPath: drawings.path)?.compactMap { $0 as? String } ?? []).filter {
            $0.contains(".")
        }
        #expect(files.count { $0.hasSuffix(".dgn") } == files.count / 2 && files.count >= 4)
        for file in files.map({ "drawings/\($0)" }) + ["truth_drawings.csv", "truth_labels.csv"] {
            let first = try Data(contentsOf: URL(filePath: folder.path("a/\(file)")))
            #expect(first == (try Data(contentsOf: URL(filePath: folder.path("b/\(file)")))), "\(file)")
        }
        #expect(
            try lines("a/truth_drawings.csv")[0]
                == "id,kind,variant,ward,sheet,drawing,x,y,size,parcels,shift_x,shift_y")
        // The map is the one without drawings.
        #expect(try synthesize("c", parcels: 900).code == 0)
        #expect(try lines("a/truth.csv") == lines("c/truth.csv"))
        let refused = try synthesize("a", parcels: 900, "--drawings")
        #expect(refused.code == 73)
        #expect(try synthesize("a", parcels: 300, "--drawings", "--overwrite").code == 0)
        #expect(folder.names == ["a", "b", "c"])
    }

    @Test func `it says how far recorded areas are off, and that is an option`() throws {
        let said = try synthesize("a", parcels: 300, "--language", "en").errors
        #expect(said.contains("standard deviation of 0.25 of the permitted area error of 1:500"))
        #expect(try synthesize("b", parcels: 300, "--legal-area-noise", "0").errors.contains(" 0.0 lần"))
        #expect(try lines("a/truth.csv") == lines("b/truth.csv"))
        #expect(try lines("a/records.csv") != lines("b/records.csv"))
    }

    @Test func `files that exist are kept, and replaced only when asked for`() throws {
        #expect(try synthesize("a", parcels: 300).code == 0)
        try folder.write("mine", "a/notes.txt")
        let refused = try synthesize("a", parcels: 400)
        #expect(refused.code == 73 && refused.errors.contains("--overwrite"))
        #expect(try synthesize("a", parcels: 400, "--overwrite").code == 0)
        #expect(try String(contentsOfFile: folder.path("a/notes.txt"), encoding: .utf8) == "mine")
        try folder.write("", "file")
        #expect(try synthesize("file", parcels: 300).code == 73)
        #expect(try synthesize("none/such/place", parcels: 300).code == 73)
        #expect(folder.names == ["a", "file"])
    }

    @Test(arguments: [
        ["--parcels", "99"], ["--parcels", "20000000"], ["--defect-rate", "0.2"], ["--jitter", "-1"],
        ["--legal-area-noise", "3"], ["--drawing-defect-rate", "0.2"], ["--wards", "0"],
    ])
    func `what makes no city is a usage error`(arguments: [String]) throws {
        let base = ["synthesize", "--seed", "1", "--output", folder.path("x")]
        let size = arguments[0] == "--parcels" ? [] : ["--parcels", "200"]
        #expect(try Program.start(base + size + arguments).wait().code == 64)
        #expect(folder.names.isEmpty)
    }

    @Test func `interrupted, it leaves nothing`() throws {
        let run = try Program.start(
            ["synthesize", "--parcels", "400000", "--seed", "1", "--output", folder.path("x")])
        while folder.names.isEmpty && run.process.isRunning { usleep(1000) }
        run.process.interrupt()
        #expect(try run.wait().code == 130)
        #expect(folder.names.isEmpty)
    }

    @Test(.enabled(if: geteuid() == 0, "mounting a small disk needs root"), arguments: [300, 1500, 3000, 4500])
    func `a full disk is an error of writing and leaves nothing`(kilobytes: Int) throws {
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard (try? Tool.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", disk)) != nil else {
            print("skipped: no small disk can be mounted here")
            return
        }
        defer { _ = try? Tool.run("umount", disk) }
        let outcome = try synthesize("disk/city", parcels: 3000)
        #expect(outcome.code == 74 && outcome.errors.contains("disk/city/"), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk).isEmpty)
    }

    @Test func `check finds the whole truth of it and nothing else`() throws {
        #expect(try synthesize("city", parcels: 8000, "--defect-rate", "0.03").code == 0)
        let check = try Program.run(
            "check", folder.path("city/parcels.gpkg"), "--wards", folder.path("city/wards.gpkg"), "--json",
            folder.path("check.json"))
        #expect(check.code == 0)
        let truth = Self.root.appending(path: "tools/truth").path
        let compared = try Tool.start("python3", [truth, folder.path("city"), folder.path("check.json")]).wait()
        #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
    }

    @Test func `the sample maps show what their truth says`() throws {
        let maps = Self.root.appending(path: "maps")
        let check = try Program.run(
            "check", maps.appending(path: "ward_00004.gpkg").path, maps.appending(path: "ward_00008.gpkg").path,
            "--wards", maps.appending(path: "wards.gpkg").path, "--json", folder.path("check.json"))
        #expect(check.code == 0)
        let truth = Self.root.appending(path: "tools/truth").path
        let compared = try Tool.start("python3", [truth, maps.path, folder.path("check.json")]).wait()
        #expect(compared.code == 0, "\(compared.output)\(compared.errors)")
    }

    @Test func `the truth names parcels by their keys and feature ids`() throws {
        #expect(try synthesize("city", parcels: 3000, "--defect-rate", "0.03").code == 0)
        let rows = try lines("city/truth.csv")
        #expect(rows[0] == "id,kind,parcels,x,y,size,width,variant,fids,owner")
        let areas = try Tool.run(
            "ogr2ogr", "-f", "CSV", "/vsistdout/", folder.path("city/truth_areas.gpkg"), "-sql",
            "SELECT COUNT(*) AS n, MIN(ST_Area(geom) - size) AS low, MAX(ST_Area(geom) - size) AS high FROM truth_areas"
        )
        let figures = areas.split(separator: "\n")[1].split { ",\"".contains($0) }.compactMap { Double($0) }
        try #require(figures.count == 3)
        #expect(figures[0] > 10 && abs(figures[1]) < 0.01 && abs(figures[2]) < 0.01)
    }

    @Test func `records stand in the form from row 7, and nobody in them is real`() throws {
        #expect(try synthesize("city", parcels: 500).code == 0)
        let records = try lines("city/records.csv")
        let identity = try #require(records[0].split(separator: ",").firstIndex(of: "SoDinhDanh"))
        for record in records.dropFirst() {
            let number = record.split(separator: ",", omittingEmptySubsequences: false)[identity]
            // The last six digits stay below 10,000.
            #expect(number.count == 12 && number.dropFirst(6).hasPrefix("00"))
        }
        let form = try Tool.run(
            "ogr2ogr", "-f", "CSV", "/vsistdout/", folder.path("city/pl3.xlsx"), "PL3-01", "--config",
            "OGR_XLSX_HEADERS", "DISABLE", "--config", "OGR_XLSX_FIELD_TYPES", "STRING")
        let rows = form.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
        #expect(rows.count == 6 + records.count - 1)
        #expect(rows[rows.startIndex + 4].contains("Mã ĐVHC cấp xã"))
        // Column A is empty, the ward's code stands in B as text, with its zeros.
        #expect(rows[rows.startIndex + 6].hasPrefix(",\"00004\",ZZ "))
    }
}
