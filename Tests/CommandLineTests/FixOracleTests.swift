import Foundation
import TestSupport
import Testing

/// `tools/fix-oracle` on repaired synthetic cities, as a person would run it.
@Suite("A current GEOS agrees with what fix wrote", .enabled(if: Tool.python != nil))
struct FixOracleTests {
    private static let oracle = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "tools/fix-oracle").path

    @Test(arguments: ["match", "limits"])
    func `changes, limits, bytes and the second repair of a city with defects`(level: String) throws {
        try repairAndVerify(
            ["--parcels", "1500", "--seed", "31", "--defect-rate", "0.05"], ["--fix-level", level, "--scale", "500"])
    }

    private func repairAndVerify(_ city: [String], _ options: [String]) throws {
        let folder = try TemporaryFolder()
        let made = try Program.start(["synthesize", "--output", folder.path("city")] + city).wait()
        try #require(made.code == 0, "\(made.errors)")
        let map = folder.path("city/parcels.gpkg")
        let (fixed, again, json) = (folder.path("fixed.gpkg"), folder.path("again.gpkg"), folder.path("fixed.json"))
        for arguments in [[map, "--output", fixed, "--json", json], [fixed, "--output", again]] {
            let outcome = try Program.start(["fix", "--quiet"] + arguments + options).wait()
            try #require(outcome.code == 0, "\(outcome.errors)")
        }
        let outcome = try Tool.start(
            Tool.python ?? "", [Self.oracle, map, fixed, "--json", json, "--second", again]
        ).wait()
        #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    }
}
