import ArgumentParser
import Publishing

/// What a person accepted.
struct AcceptanceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Table of accepted findings: id, reason, author, date.", valueName: "table"))
    var accepted: String?

    @Flag(help: "The table holds findings of other maps too: ids that belong to none of this one are not told.")
    var acceptedShared = false

    func findings() throws -> AcceptedFindings? {
        guard let accepted else { return nil }
        var findings = try AcceptedFindings(accepted)
        findings.isShared = acceptedShared
        return findings
    }
}
