import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Outputs appear whole or not at all.
@Suite("Outputs")
struct OutputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ["--output", "--json", "--timings"])
    func `what exists is kept, unless it may be replaced`(option: String) throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        try folder.write("mine", "out")
        let refused = try Program.run("check", map, option, folder.path("out"))
        #expect(refused.code == 73 && refused.errors.contains("--overwrite"))
        #expect(try String(contentsOfFile: folder.path("out"), encoding: .utf8) == "mine")
        if option != "--output" {
            #expect(try Program.run("check", map, option, folder.path("out"), "--overwrite", "--quiet").code == 0)
        }
        #expect(folder.names == ["map.gpkg", "out"])
    }

    @Test func `an input is never written, whatever is asked`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        let before = try Data(contentsOf: URL(filePath: map))
        let outcome = try Program.run("check", map, "--output", map, "--overwrite")
        #expect(outcome.code == 73 && outcome.errors.contains("input"))
        #expect(try Data(contentsOf: URL(filePath: map)) == before)
    }

    @Test func `a place that cannot be written is refused before the work`() throws {
        let map = try MapPicture.clean.geoPackage("map.gpkg", in: folder)
        for path in [folder.path("none/check.gpkg"), "/proc/check.gpkg", folder.url.path] {
            let outcome = try Program.run("check", map, "--output", path)
            #expect(outcome.code == 73 && outcome.errors.contains(path), "\(outcome.errors)")
        }
    }

    @Test func `a summary that does not reach standard output is an error of writing`() throws {
        let outcome = try Tool.start("/bin/sh", ["-c", "exec \"$0\" schema check > /dev/full", Program.path]).wait()
        #expect(outcome.code == 74 && outcome.errors.contains("standard output"))
    }

    @Test(.enabled(if: geteuid() == 0, "mounting a small disk needs root"))
    func `a full disk is an error of writing and leaves nothing`() throws {
        let map = try MapPicture.grid(60).geoPackage("map.gpkg", in: folder)
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard (try? Tool.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk)) != nil else {
            print("skipped: no small disk can be mounted here")
            return
        }
        defer { _ = try? Tool.run("umount", disk) }
        for option in ["--output", "--json"] {
            let outcome = try Program.run("check", map, option, disk + "/check")
            #expect(outcome.code == 74, "\(outcome.errors)")
            #expect(outcome.errors.contains("check"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk).isEmpty)
        }
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func `told to stop it ends with that code and leaves nothing half-written`(signal: Int32, code: Int32) throws {
        let map = try MapPicture.grid(200).geoPackage("map.gpkg", in: folder)
        let running = try Program.start([
            "check", map, "--output", folder.path("check.gpkg"), "--json", folder.path("check.json"), "--progress",
            "json",
        ])
        // Its first word says that it is at work.
        while running.process.isRunning, try running.errorsSoFar.isEmpty { usleep(1000) }
        kill(running.process.processIdentifier, signal)
        let outcome = try running.wait()
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(folder.names == ["map.gpkg"])
    }
}
