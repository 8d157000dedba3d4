import Foundation
import Publishing

/// Makes the city's files from those of its wards.
struct CityJob: Sendable {
    let sources: [WardSource]
    let project: Project
    let call: ProgramCall
    /// The folder of the run.
    let output: String
    let bench: String
    let lanes: Int

    /// What it took and what failed.
    struct Outcome: Sendable {
        var steps: [StepRecord] = []
        var failures: [(step: String, exitCode: Int32, said: String)] = []
        var notes: [RunNote] = []
    }

    /// The table and the pages; the table in a folder of its own until it is whole.
    func run() throws(ProjectError) -> Outcome {
        var outcome = Outcome()
        guard let outlines = project.wards else { return outcome }
        let scratch = "\(bench)/city"
        try Folders.make(anew: scratch)
        // Last week's reports are kept and this one's added.
        let history = "\(output)/city/history.gpkg"
        try Folders.copy(history, to: "\(scratch)/history.gpkg", onlyIf: Folders.exists(history))
        let unplaced = try UnplacedList(of: project, output: output, sources: sources)
        guard try step("coverage", coverage(outlines, scratch), &outcome) else { return outcome }
        outcome.notes = unplaced.notes + RunNote.differences(in: scratch, sources: sources)
        try Folders.replace("\(output)/city", by: scratch)
        try step(
            "report",
            ["report", output, "--kind", "dashboard", "--overwrite", "--language", project.language, "--quiet"],
            &outcome)
        return outcome
    }

    @discardableResult
    private func step(_ name: String, _ line: [String], _ outcome: inout Outcome) throws(ProjectError) -> Bool {
        let done = try call.run(line, log: "\(bench)/\(name).log")
        outcome.steps.append(StepRecord(name, done.usage))
        if done.exitCode != 0 { outcome.failures.append((name, done.exitCode, done.said)) }
        return done.exitCode == 0
    }

    /// The table of what each ward has told of itself; a ward that failed this time tells what it was before.
    private func coverage(_ outlines: String, _ scratch: String) -> [String] {
        var line = ["coverage", "--wards", outlines]
        for part in sources.map({ "\(output)/wards/\($0.code)/coverage.json" }) where Folders.exists(part) {
            line += ["--part", part]
        }
        for (name, value) in [
            ("--documents", project.documents), ("--targets", project.targets), ("--branches", project.branches),
            ("--date", project.date), ("--language", project.language),
        ] { if let value { line += [name, value] } }
        return line + [
            "--output", "\(scratch)/coverage.gpkg", "--csv", "\(scratch)/coverage.csv", "--json",
            "\(scratch)/coverage.json", "--xlsx", "\(scratch)/weekly.xlsx", "--history", "\(scratch)/history.gpkg",
            "--ward-results", "\(output)/wards",
            "--quiet",
        ]
    }
}
