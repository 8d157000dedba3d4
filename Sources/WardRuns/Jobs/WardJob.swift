import Foundation
import Publishing

/// The work on one ward: its steps one after the other in a folder that nobody looks at, which then takes the place of the
/// ward's results as a whole.
struct WardJob: Sendable {
    let source: WardSource
    let project: Project
    let call: ProgramCall
    /// Where the results of wards stand, and where the work is done.
    let results: String
    let work: String

    struct Outcome: Sendable {
        var code: String
        /// The results stood there already, of the same inputs and settings.
        var wasUnchanged = false
        /// What failed, and what it said.
        var failure: (step: WardStep, exitCode: Int32, said: String)?
        var seconds: [(step: WardStep, seconds: Double)] = []
        var stamps: [InputStamp] = []
    }

    func run() throws(ProjectError) -> Outcome {
        var outcome = Outcome(code: source.code)
        let inputs =
            [source.map] + forms
            + [project.wards, project.population, project.crosswalk, project.groupRules]
            .compactMap { $0 }
        for path in inputs where !path.hasPrefix("PG:") { outcome.stamps.append(try InputStamp(path)) }
        let steps = project.steps.filter { !$0.needsRecords || !forms.isEmpty }
        let fingerprint = Fingerprint(
            outcome.stamps, arguments: steps.map { arguments(of: $0, in: "") }, version: Program.version)
        let place = "\(results)/\(source.code)"
        if WardRecord.fingerprint(in: place) == fingerprint.text {
            outcome.wasUnchanged = true
            return outcome
        }
        let scratch = "\(work)/\(source.code)"
        try Folders.make(anew: scratch)
        for step in steps {
            let began = ContinuousClock.now
            let done = try call.run(arguments(of: step, in: scratch), log: "\(scratch)/\(step.rawValue).log")
            outcome.seconds.append((step, (ContinuousClock.now - began) / .seconds(1)))
            if done.exitCode != 0 {
                outcome.failure = (step, done.exitCode, done.said)
                return outcome
            }
            try? FileManager.default.removeItem(atPath: "\(scratch)/\(step.rawValue).log")
        }
        try Folders.copy(source.map, to: "\(scratch)/parcels.gpkg", onlyIf: source.map.hasSuffix(".gpkg"))
        try WardRecord.write(fingerprint, outcome, to: scratch)
        try Folders.replace(place, by: scratch, aside: "\(work)/\(source.code).old")
        return outcome
    }

    private var forms: [String] { source.records + project.recordsOfCity }

    /// The command line of a step.
    func arguments(of step: WardStep, in folder: String) -> [String] {
        var line: [String]
        switch step {
        case .check:
            line = ["check", source.map, "--output", "\(folder)/check.gpkg", "--json", "\(folder)/check.json"]
        case .fix:
            line = [
                "fix", source.map, "--fix-level", project.fixLevel, "--output", "\(folder)/fixed.gpkg", "--json",
                "\(folder)/fixed.json",
            ]
        case .reconcile:
            line = ["reconcile", source.map]
            for form in forms { line += ["--records", form] }
            // Of a form of the whole city only what concerns this ward.
            if !project.recordsOfCity.isEmpty { line += ["--ward", source.code] }
            line += ["--output", "\(folder)/reconcile.gpkg", "--json", "\(folder)/reconcile.json"]
            line +=
                option("--population", project.population) + option("--crosswalk", project.crosswalk)
                + option("--group-rules", project.groupRules)
        case .lists:
            line = ["export", source.map, "--kind", "lists", "--output", "\(folder)/lists"]
            for form in forms { line += ["--records", form] }
            line += option("--population", project.population) + option("--crosswalk", project.crosswalk)
        case .sheets:
            line = ["export", source.map, "--kind", "sheets", "--output", "\(folder)/maps"]
        }
        line += project.commonArguments
        if step != .sheets { line += option("--wards", project.wards) }
        return line + ["--jobs", "1", "--quiet"]
    }

    private func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
}

extension Project {
    /// What every verb is told.
    var commonArguments: [String] {
        var line: [String] = ["--language", language]
        func add(_ name: String, _ value: String?) { if let value { line += [name, value] } }
        add("--layer", layer)
        add("--crs", crs)
        add("--work-crs", workCRS)
        add("--scale", scale.map(String.init))
        add("--date", date)
        add("--tolerance", tolerance.map { "\($0)" })
        add("--max-gap-width", maxGapWidth.map { "\($0)" })
        add("--ward-tolerance", wardTolerance.map { "\($0)" })
        return line
    }
}

/// Folders of results: each appears whole or not at all.
enum Folders {
    static func make(_ path: String) throws(ProjectError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ProjectError(.cannotCreate, "\(path) cannot be created: \(error.localizedDescription)")
        }
    }

    static func make(anew path: String) throws(ProjectError) {
        try? FileManager.default.removeItem(atPath: path)
        try make(path)
    }

    static func copy(_ file: String, to place: String, onlyIf wanted: Bool) throws(ProjectError) {
        guard wanted else { return }
        do { try FileManager.default.copyItem(atPath: file, toPath: place) } catch {
            throw ProjectError(.failed, "\(place) could not be written: \(error.localizedDescription)")
        }
    }

    /// Puts a folder in the place of another; at no moment is a half one there.
    static func replace(_ place: String, by folder: String, aside: String) throws(ProjectError) {
        do {
            if FileManager.default.fileExists(atPath: place) {
                try? FileManager.default.removeItem(atPath: aside)
                try FileManager.default.moveItem(atPath: place, toPath: aside)
            }
            try FileManager.default.moveItem(atPath: folder, toPath: place)
            try? FileManager.default.removeItem(atPath: aside)
        } catch {
            throw ProjectError(.failed, "\(place) could not be written: \(error.localizedDescription)")
        }
    }
}
