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
    /// Where results go too.
    let delivery: WardDelivery?
    let databases: DatabaseStamps

    /// Makes the results, unless they stand there.
    func make() throws(ProjectError) -> WardOutcome {
        var outcome = WardOutcome(code: source.code)
        do {
            outcome.stamps = try inputStamps()
        } catch {
            // A source that vanished is this ward's failure, not the city's.
            outcome.failure = ("read", error.exitCode, error.description)
            return outcome
        }
        let fingerprint = fingerprint(outcome.stamps)
        let commands = WardCommands(source: presentSource, project: project)
        let steps = commands.steps
        let place = "\(results)/\(source.code)"
        if WardRecord.fingerprint(in: place) == fingerprint.text {
            outcome.wasUnchanged = true
            return outcome
        }
        let scratch = "\(work)/\(source.code)"
        try Folders.make(anew: scratch)
        for step in steps {
            let log = "\(scratch)/\(step.rawValue).log"
            let done = try call.run(commands.line(of: step, in: scratch), log: log)
            outcome.steps.append(StepRecord(step.rawValue, done.usage))
            if done.exitCode != 0 {
                outcome.failure = (step.rawValue, done.exitCode, done.said)
                return outcome
            }
            try? FileManager.default.removeItem(atPath: log)
        }
        try Folders.copy(source.map, to: "\(scratch)/parcels.gpkg", onlyIf: source.map.hasSuffix(".gpkg"))
        try WardRecord.write(fingerprint, outcome.stamps, ward: source.code, to: scratch)
        try Folders.replace(place, by: scratch)
        return outcome
    }

    /// Whether the results stand already, of the same inputs and settings.
    func isDone() throws(ProjectError) -> Bool {
        guard let known = WardRecord.fingerprint(in: "\(results)/\(source.code)") else { return false }
        return try known == fingerprint(inputStamps()).text
    }

    private func fingerprint(_ stamps: [InputStamp]) -> Fingerprint {
        let commands = WardCommands(source: source, project: project)
        return Fingerprint(
            stamps, arguments: commands.steps.map { commands.line(of: $0, in: "") }, version: Program.version)
    }

    /// A part that is gone when a ward is worked again later: the forms themselves say the same.
    private var presentSource: WardSource {
        guard let part = source.part, !Folders.exists(part.path) else { return source }
        var whole = source
        whole.part = nil
        return whole
    }

    private func inputStamps() throws(ProjectError) -> [InputStamp] {
        let inputs =
            [source.map] + source.neighbours.map(\.map) + source.records
            + (source.part == nil ? project.recordsOfCity : [])
            + [project.wards, project.population, project.crosswalk, project.groupRules].compactMap { $0 }
        var taken: [InputStamp] = []
        for path in inputs {
            if let stamp = try databases.stamp(of: path) {
                taken.append(stamp)
            } else {
                taken.append(try stamps.stamp(path))
            }
        }
        if var part = source.part {
            part.path = project.recordsOfCity.joined(separator: "; ") + " (\(source.code))"
            taken.append(part)
        }
        return taken
    }
}
