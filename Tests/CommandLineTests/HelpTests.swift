import Foundation
import TestSupport
import Testing

@Suite("Help and usage")
struct HelpTests {
    @Test func `help goes to standard output and names the verbs`() throws {
        let help = try Program.run("--help")
        #expect(help.code == 0 && help.errors.isEmpty)
        for verb in [
            "build", "check", "fix", "reconcile", "coverage", "export", "report", "inspect", "run", "schema",
            "synthesize",
        ] {
            #expect(help.output.contains("  \(verb) "))
        }
        #expect(try Program.run("--version").output == "0.1.0\n")
    }

    @Test func `help of check names every option of the contract`() throws {
        let help = try Program.run("help", "check").output
        for option in [
            "layer", "where", "crs", "work-crs", "ward-field", "sheet-field", "parcel-field", "area-field",
            "legal-area-field", "land-use-field", "wards", "ward-tolerance", "scale", "tolerance", "max-gap-width",
            "jobs", "progress", "quiet", "language", "overwrite", "output", "json", "max-listed", "date",
            "allow-driver", "previous", "accepted", "fail-on", "timings",
        ] {
            #expect(help.contains("--\(option)"), "\(option)")
        }
    }

    @Test(arguments: [
        ["frobnicate"], ["check"], ["check", "a.gpkg", "--tolerance", "wide"],
        ["check", "a.gpkg", "--tolerance", "-1"],
        ["check", "a.gpkg", "--scale", "1:0"], ["check", "a.gpkg", "--date", "2025-02-30"],
        ["check", "a.gpkg", "--language", "fr"], ["check", "a.gpkg", "--jobs", "0"],
        ["check", "a.gpkg", "--output", "-"], ["check", "a.gpkg", "--json", "x", "--output", "x"],
        ["check", "a.gpkg", "--max-gap-width", "0.001"], ["check", "a.gpkg", "--fail-on", "info"], ["schema", "frob"],
        ["coverage"], ["coverage", "a.gpkg"], ["coverage", "--history", "h.gpkg", "--output", "w.gpkg"],
        ["coverage", "a.gpkg", "--wards", "w.gpkg", "--csv", "-", "--json", "-"], ["fix"], ["export", "a.gpkg"],
        ["export", "a.gpkg", "--kind", "city", "--output", "o"],
        ["export", "a.gpkg", "--kind", "extract", "--output", "o"],
        ["export", "a.gpkg", "--kind", "sheets", "--output", "o", "--paper", "A9"],
        ["export", "a.gpkg", "--kind", "sheets", "--output", "-"],
        ["export", "a.gpkg", "--kind", "sheets", "--output", "o", "--format", "bmp"],
    ])
    func `usage errors exit with 64, say what is wrong and leave standard output alone`(arguments: [String]) throws {
        let outcome = try Program.start(arguments).wait()
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains("Error: ") && outcome.output.isEmpty)
    }

    @Test(arguments: ["build", "check", "coverage", "export", "fix", "inspect", "reconcile"])
    func `schema prints a JSON schema`(verb: String) throws {
        let schema = try Program.run("schema", verb)
        #expect(schema.code == 0)
        #expect(schema.json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }
}
