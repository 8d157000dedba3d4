import Foundation
import TestSupport
import Testing

/// `tools/oracle` and `tools/truth` on synthetic cities, as a person would run them.
@Suite("A current GEOS and the injected truth agree with check", .enabled(if: Tool.python != nil))
struct OracleTests {
    private static let tools = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "tools")

    private func city(_ folder: TemporaryFolder, _ arguments: String...) throws -> String {
        let path = folder.path("city")
        let outcome = try Program.start(["synthesize", "--output", path] + arguments).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return path
    }

    @Test(arguments: ["21", "22"])
    func `every overlapping pair of GEOS, and no other`(seed: String) throws {
        let folder = try TemporaryFolder()
        let city = try city(folder, "--parcels", "2000", "--seed", seed, "--defect-rate", "0.05")
        let outcome = try Tool.start(
            Tool.python ?? "",
            [Self.tools.appending(path: "oracle").path, "\(city)/parcels.gpkg", "--program", Program.path]
        ).wait()
        #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("0 differences"))
    }

    @Test func `the same where every parcel is shifted by up to two centimetres`() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder, "--parcels", "600", "--seed", "5", "--jitter", "0.02", "--defect-rate", "0")
        let outcome = try Tool.start(
            Tool.python ?? "",
            [Self.tools.appending(path: "oracle").path, "\(city)/parcels.gpkg", "--program", Program.path]
        ).wait()
        #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    }

    @Test func `injected defects are found with their parties, nothing else`() throws {
        let folder = try TemporaryFolder()
        let city = try city(folder, "--parcels", "3000", "--seed", "23", "--defect-rate", "0.03")
        let json = folder.path("check.json")
        let check = try Program.run("check", "\(city)/parcels.gpkg", "--wards", "\(city)/wards.gpkg", "--json", json)
        #expect(check.code == 0)
        let outcome = try Tool.start(
            Tool.python ?? "", [Self.tools.appending(path: "truth").path, city, json]
        ).wait()
        #expect(outcome.code == 0, "\(outcome.output)")
    }
}
