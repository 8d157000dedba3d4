import Foundation
import Publishing
import Synchronization

/// Runs a project: every ward in a process of its own, several at once; then the city from its wards.
///
/// A run that is stopped at any moment goes on where it was when it is started again: a ward whose inputs and settings are
/// those of its results is left as it is.
public struct CityRun: Sendable {
    public let project: Project
    /// Where the project was read; kept in `run.json` for what is made of the results later.
    public let projectFile: String
    /// The folder of the results.
    public let output: String
    let call: ProgramCall
    let lanes: Int

    /// What became of a run.
    public struct Summary: Sendable {
        public var wards = 0
        public var unchanged = 0
        /// Wards that failed, with the step and what it said.
        public var failures: [(ward: String, step: String, exitCode: Int32, said: String)] = []
        public var seconds = 0.0
    }

    /// - Parameters:
    ///   - file: the project file.
    ///   - executable: this program.
    ///   - lanes: wards at once.
    public init(_ project: Project, from file: String, output: String, executable: String, lanes: Int) {
        self.project = project
        projectFile = file.hasPrefix("/") ? file : "\(FileManager.default.currentDirectoryPath)/\(file)"
        self.output = output
        call = ProgramCall(executable: executable)
        self.lanes = max(1, lanes)
    }

    private var work: String { "\(output)/.work" }
    /// The work of this run alone: calls of a run that was killed may still write into theirs.
    private var bench: String { "\(work)/\(ProcessInfo.processInfo.processIdentifier)" }

    /// - Parameter progress: told of each ward that is done.
    public func run(progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void) throws(ProjectError) -> Summary {
        let began = ContinuousClock.now
        try Folders.make("\(output)/wards")
        try Folders.make("\(output)/city")
        try Folders.make(work)
        let lock = try RunLock("\(work)/lock", folder: output)
        defer { lock.release() }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: work)) ?? [] where Int32(name) != nil {
            try? FileManager.default.removeItem(atPath: "\(work)/\(name)")
        }
        try Folders.make(bench)
        defer { try? FileManager.default.removeItem(atPath: bench) }
        let sources = try wardSources()
        let outcomes = try runWards(sources, progress)
        var summary = Summary()
        summary.wards = outcomes.count
        summary.unchanged = outcomes.count { $0.wasUnchanged }
        summary.failures = outcomes.compactMap { outcome in
            outcome.failure.map { (outcome.code, $0.step.rawValue, $0.exitCode, $0.said) }
        }
        try runCity(sources, &summary)
        summary.seconds = (ContinuousClock.now - began) / .seconds(1)
        try writeRecord(outcomes, summary)
        return summary
    }

    /// One file per ward as they are; of one map for all, its parcels are written apart first.
    private func wardSources() throws(ProjectError) -> [WardSource] {
        if project.hasFilePerWard { return try WardSource.perFile(project) }
        return try MapSplit(project: project, call: call, folder: "\(work)/wards").sources()
    }

    private func runWards(
        _ sources: [WardSource], _ progress: @escaping @Sendable (Int, Int) -> Void
    ) throws(ProjectError) -> [WardJob.Outcome] {
        struct State {
            var next = 0
            var done = 0
            var outcomes: [WardJob.Outcome?]
            var error: ProjectError?
        }
        let state = Mutex(State(outcomes: Array(repeating: nil, count: sources.count)))
        let jobs = sources.map {
            WardJob(source: $0, project: project, call: call, results: "\(output)/wards", work: bench)
        }
        DispatchQueue.concurrentPerform(iterations: min(lanes, max(1, jobs.count))) { _ in
            while true {
                let mine = state.withLock { state -> Int? in
                    guard state.error == nil, state.next < jobs.count else { return nil }
                    state.next += 1
                    return state.next - 1
                }
                guard let mine else { return }
                do {
                    let outcome = try jobs[mine].run()
                    let done = state.withLock { state in
                        state.outcomes[mine] = outcome
                        state.done += 1
                        return state.done
                    }
                    progress(done, jobs.count)
                } catch let error as ProjectError {
                    state.withLock { $0.error = $0.error ?? error }
                } catch {}
            }
        }
        return try state.withLock { state throws(ProjectError) in
            if let error = state.error { throw error }
            return state.outcomes.compactMap { $0 }
        }
    }

    /// The city's table and pages, from all wards; in a folder of their own until they are whole.
    private func runCity(_ sources: [WardSource], _ summary: inout Summary) throws(ProjectError) {
        guard let outlines = project.wards else { return }
        let scratch = "\(bench)/city"
        try Folders.make(anew: scratch)
        // Last week's reports are kept and this one's added.
        let history = "\(output)/city/history.gpkg"
        try Folders.copy(
            history, to: "\(scratch)/history.gpkg", onlyIf: FileManager.default.fileExists(atPath: history))
        var line = ["coverage"] + sources.map(\.map) + ["--wards", outlines]
        for form in project.recordsOfCity + sources.flatMap(\.records).filter({ !project.recordsOfCity.contains($0) }) {
            line += ["--records", form]
        }
        for (name, value) in [
            ("--population", project.population), ("--documents", project.documents), ("--targets", project.targets),
            ("--branches", project.branches), ("--crosswalk", project.crosswalk), ("--group-rules", project.groupRules),
        ] { if let value { line += [name, value] } }
        line +=
            project.commonArguments + [
                "--output", "\(scratch)/coverage.gpkg", "--csv", "\(scratch)/coverage.csv", "--json",
                "\(scratch)/coverage.json", "--xlsx", "\(scratch)/weekly.xlsx", "--history", "\(scratch)/history.gpkg",
                "--jobs", "\(lanes)", "--quiet",
            ]
        let counted = try call.run(line, log: "\(bench)/coverage.log")
        guard counted.exitCode == 0 else {
            summary.failures.append(("city", "coverage", counted.exitCode, counted.said))
            return
        }
        try reconcileCity(sources, scratch, &summary)
        try Folders.replace("\(output)/city", by: scratch, aside: "\(bench)/city.old")
        let pages = try call.run(
            ["report", output, "--kind", "dashboard", "--overwrite", "--language", project.language, "--quiet"],
            log: "\(bench)/report.log")
        if pages.exitCode != 0 { summary.failures.append(("city", "report", pages.exitCode, pages.said)) }
    }

    /// Forms that hold several wards are compared with the whole map.
    private func reconcileCity(
        _ sources: [WardSource], _ scratch: String, _ summary: inout Summary
    ) throws(ProjectError) {
        guard project.steps.contains(.reconcile), !project.recordsOfCity.isEmpty else { return }
        var line = ["reconcile"] + sources.map(\.map)
        for form in project.recordsOfCity { line += ["--records", form] }
        for (name, value) in [
            ("--wards", project.wards), ("--population", project.population), ("--crosswalk", project.crosswalk),
            ("--group-rules", project.groupRules),
        ] { if let value { line += [name, value] } }
        line +=
            project.commonArguments + [
                "--output", "\(scratch)/reconcile.gpkg", "--json", "\(scratch)/reconcile.json", "--jobs", "\(lanes)",
                "--quiet",
            ]
        let done = try call.run(line, log: "\(bench)/reconcile.log")
        if done.exitCode != 0 { summary.failures.append(("city", "reconcile", done.exitCode, done.said)) }
    }

    private func writeRecord(_ outcomes: [WardJob.Outcome], _ summary: Summary) throws(ProjectError) {
        var inputs: [String: InputStamp] = [:]
        for stamp in outcomes.flatMap(\.stamps) { inputs[stamp.path] = stamp }
        let record: [String: Any] = [
            "parcelmap": Program.version, "schema": Program.schema, "verb": "run", "name": project.name,
            "project": projectFile,
            "seconds": summary.seconds, "lanes": lanes, "settings": project.commonArguments,
            "inputs": inputs.values.sorted { $0.path < $1.path }.map {
                ["path": $0.path, "bytes": $0.bytes, "sha256": $0.digest] as [String: Any]
            },
            "wards": outcomes.map { outcome -> [String: Any] in
                var ward: [String: Any] = [
                    "ward": outcome.code, "unchanged": outcome.wasUnchanged,
                    "seconds": Dictionary(uniqueKeysWithValues: outcome.seconds.map { ($0.step.rawValue, $0.seconds) }),
                ]
                if let failure = outcome.failure {
                    ward["failed"] =
                        [
                            "step": failure.step.rawValue, "exit_code": Int(failure.exitCode), "said": failure.said,
                        ] as [String: Any]
                }
                return ward
            },
        ]
        try JSONFile.write(record, to: "\(output)/run.json")
    }
}
