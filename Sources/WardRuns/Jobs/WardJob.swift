import Foundation
import Publishing

/// The work on one ward: its steps one after the other in a folder that nobody looks at, which then takes the place of the
/// ward's results as a whole.
struct WardJob: Sendable {
    let source: WardSource
    let project: Project
    let call: ProgramCall
    let stamps: StampBook
    /// Where the results of wards stand, and where the work is done.
    let results: String
    let work: String

    func run() throws(ProjectError) -> WardOutcome {
        var outcome = WardOutcome(code: source.code)
        do {
            outcome.stamps = try inputStamps()
        } catch {
            // A source that vanished is this ward's failure, not the city's.
            outcome.failure = ("read", error.exitCode, error.description)
            return outcome
        }
        let commands = WardCommands(source: source, project: project)
        let steps = commands.steps
        let lines = steps.map { commands.line(of: $0, in: "") }
        func fingerprint(_ earlier: EarlierResults) -> Fingerprint {
            Fingerprint(outcome.stamps, arguments: lines + [earlier.digests], version: Program.version)
        }
        let place = "\(results)/\(source.code)"
        if WardRecord.fingerprint(in: place) == fingerprint(EarlierResults(standingIn: place)).text {
            outcome.wasUnchanged = true
            return outcome
        }
        let earlier = EarlierResults(in: place, before: reportDate)
        let scratch = "\(work)/\(source.code)"
        try Folders.make(anew: scratch)
        try earlier.write(to: scratch)
        for step in steps {
            let log = "\(scratch)/\(step.rawValue).log"
            let done = try run(step, commands.line(of: step, in: scratch), log, against: earlier, &outcome)
            outcome.steps.append(StepRecord(step.rawValue, done.usage))
            if done.exitCode != 0 {
                outcome.failure = (step.rawValue, done.exitCode, done.said)
                return outcome
            }
            try? FileManager.default.removeItem(atPath: log)
        }
        try Folders.copy(source.map, to: "\(scratch)/parcels.gpkg", onlyIf: source.map.hasSuffix(".gpkg"))
        try WardRecord.write(fingerprint(earlier), outcome.stamps, ward: source.code, to: scratch)
        try Folders.replace(place, by: scratch)
        return outcome
    }

    private func inputStamps() throws(ProjectError) -> [InputStamp] {
        let inputs =
            [source.map] + source.neighbours.map(\.map) + source.records + project.recordsOfCity
            + [project.wards, project.population, project.crosswalk, project.groupRules, project.accepted]
            .compactMap { $0 }
        var taken: [InputStamp] = []
        for path in inputs where !path.hasPrefix("PG:") { taken.append(try stamps.stamp(path)) }
        return taken
    }
}
