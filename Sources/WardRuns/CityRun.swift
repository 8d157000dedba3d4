import Foundation
import GDALKit
import Glibc
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
    /// What all wards at once may need, in bytes.
    let memory: Int

    /// What became of a run.
    public struct Summary: Sendable {
        public var wards = 0
        public var unchanged = 0
        /// Wards that failed, with the step and what it said.
        public var failures: [(ward: String, step: String, exitCode: Int32, said: String)] = []
        /// What is odd in the data as a whole.
        public var notes: [RunNote] = []
        public var seconds = 0.0
    }

    /// - Parameters:
    ///   - file: the project file.
    ///   - executable: this program.
    ///   - lanes: wards at once.
    ///   - memory: what all wards at once may need, in bytes; nil takes four fifths of what is free.
    public init(
        _ project: Project, from file: String, output: String, executable: String, lanes: Int, memory: Int? = nil
    ) {
        self.project = project
        let here = FileManager.default.currentDirectoryPath
        projectFile = file.hasPrefix("/") ? file : "\(here)/\(file)"
        // Results name their inputs, some of which are in this folder: they must not depend on how it is named.
        self.output = output.hasPrefix("/") ? output : "\(here)/\(output)"
        call = ProgramCall(executable: executable)
        self.lanes = max(1, lanes)
        self.memory = memory ?? FreeMemory.bytes / 5 * 4
    }

    var work: String { "\(output)/.work" }
    /// What became of each ward since the run was prepared.
    var outcomes: String { "\(work)/outcomes" }
    /// What preparing took.
    private var preparedFile: String { "\(work)/prepared.json" }
    private var stampFile: String { "\(work)/stamps.json" }
    /// The work of this process alone: calls of a run that was killed may still write into theirs.
    var bench: String { "\(work)/at-\(ProcessInfo.processInfo.hostName)-\(getpid())" }

    /// All of it: prepares, works the wards, makes the city.
    /// - Parameter progress: told of each ward that is done.
    public func run(progress: @escaping @Sendable (WardProgress) -> Void) throws(ProjectError) -> Summary {
        let began = ContinuousClock.now
        try makeFolders()
        let lock = try RunLock("\(work)/lock", folder: output)
        defer { lock.release() }
        // No names and numbers of people stay when the run ends, however it does.
        defer { RecordSplit.clear(in: work) }
        let plan = try preparePlan()
        try atBench { () throws(ProjectError) in try runWards(plan.wards, plan.applied(to: project), progress) }
        var summary = try makeCity(plan, began)
        summary.seconds = (ContinuousClock.now - began) / .seconds(1)
        return summary
    }

    /// Parts the sources by ward and forgets what became of the wards before.
    /// - Returns: each ward, its size and whether its results stand as they are.
    public func prepare() throws(ProjectError) -> [(ward: String, bytes: Int)] {
        try makeFolders()
        let lock = try RunLock("\(work)/lock", folder: output)
        defer { lock.release() }
        let wards = try preparePlan().wards
        // The stages that follow need the parts.
        UnfinishedOutputs.end(RecordSplit.folder(in: work))
        return wards.map { ($0.code, $0.bytes) }
    }

    /// Works some wards of a run that was prepared, beside other processes that work others.
    /// - Throws: also where the plan has no such ward.
    public func work(
        wards codes: [String], progress: @escaping @Sendable (WardProgress) -> Void
    ) throws(ProjectError) -> Summary {
        let began = ContinuousClock.now
        let lock = try RunLock("\(work)/lock", folder: output, isShared: true)
        defer { lock.release() }
        let plan = try RunPlan(in: work)
        var wards: [WardSource] = []
        for code in codes {
            guard let ward = plan.wards.first(where: { $0.code == code }) else {
                throw ProjectError(.noInput, "ward \(code) is not among the \(plan.wards.count) wards of \(output)")
            }
            wards.append(ward)
        }
        try atBench { () throws(ProjectError) in
            try runWards(codes.isEmpty ? plan.wards : wards, plan.applied(to: project), progress)
        }
        var summary = summary(of: codes.isEmpty ? plan.wards : wards)
        summary.seconds = (ContinuousClock.now - began) / .seconds(1)
        return summary
    }

    /// Makes the city of wards that were worked.
    public func finish() throws(ProjectError) -> Summary {
        let began = ContinuousClock.now
        try makeFolders()
        // The last process that worked a ward may still be on its way out.
        let lock = try RunLock("\(work)/lock", folder: output, patience: 180)
        defer { lock.release() }
        defer { RecordSplit.clear(in: work) }
        let plan = try RunPlan(in: work)
        var summary = try makeCity(plan, began)
        summary.seconds = (ContinuousClock.now - began) / .seconds(1)
        return summary
    }

    private func makeFolders() throws(ProjectError) {
        try Folders.make("\(output)/wards")
        try Folders.make("\(output)/city")
        try Folders.make(work)
    }

    private func atBench<R>(_ body: () throws(ProjectError) -> R) throws(ProjectError) -> R {
        try Folders.make(bench)
        defer { try? FileManager.default.removeItem(atPath: bench) }
        return try body()
    }

    private func preparePlan() throws(ProjectError) -> RunPlan {
        let meter = StepMeter()
        RecordSplit.clear(in: work)
        // What processes that were killed have left.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: work)) ?? [] where name.hasPrefix("at-") {
            try? FileManager.default.removeItem(atPath: "\(work)/\(name)")
        }
        try Folders.make(anew: outcomes)
        let stamps = StampBook(stampFile)
        // A destination that cannot be used is told before hours of work.
        let delivery = try WardDelivery(project)
        let databases = DatabaseStamps()
        var wards: [WardSource]
        var hasHalos = false
        if project.hasFilePerWard {
            wards = try WardSource.perFile(project)
        } else if let database = DatabaseName(project.map) {
            wards = try DatabaseWards(project: project, database: database, folder: "\(work)/fetched", lanes: lanes)
                .sources()
        } else {
            let split = MapSplit(
                project: project, call: call, stamps: stamps, folder: "\(work)/wards", lanes: lanes)
            wards = try split.sources()
            hasHalos = split.hasHalos
        }
        var plan = RunPlan(wards: wards, workCRS: project.workCRS)
        if !hasHalos {
            let search = NeighbourSearch(wards, layer: project.layerOfWards)
            search.mark(&plan.wards)
            plan.workCRS = project.workCRS ?? search.commonCRS
        }
        let project = plan.applied(to: project)
        plan.wards = try RecordSplit(project: project, call: call, stamps: stamps, work: work, lanes: lanes)
            .assign(to: plan.wards) { (ward) throws(ProjectError) in
                try job(ward, project, stamps, databases, delivery).isDone()
            }
        try stamps.write(to: stampFile)
        try plan.write(to: work)
        try JSONFile.write(StepRecord("prepare", meter.usage).members, to: preparedFile)
        return plan
    }

    private func job(
        _ source: WardSource, _ project: Project, _ stamps: StampBook, _ databases: DatabaseStamps,
        _ delivery: WardDelivery?
    ) -> WardJob {
        WardJob(
            source: source, project: project, call: call, stamps: stamps, results: "\(output)/wards", work: bench,
            delivery: delivery, databases: databases)
    }

    private func runWards(
        _ sources: [WardSource], _ project: Project, _ progress: @escaping @Sendable (WardProgress) -> Void
    ) throws(ProjectError) {
        let stamps = StampBook(stampFile)
        let databases = DatabaseStamps()
        let delivery = try WardDelivery(project)
        let jobs = sources.map { job($0, project, stamps, databases, delivery) }
        let needs = sources.map { WardMemory.bytes(map: $0.bytes) }
        let queue = WardQueue(memory: needs, budget: memory)
        let state = Mutex<(done: Int, error: ProjectError?)>((0, nil))
        DispatchQueue.concurrentPerform(iterations: min(lanes, max(1, jobs.count))) { _ in
            while let mine = queue.next() {
                do {
                    let outcome = try jobs[mine].run()
                    try outcome.write(to: outcomes)
                    let done = state.withLock { state in
                        state.done += 1
                        return state.done
                    }
                    progress(WardProgress(done: done, of: jobs.count, outcome))
                } catch let error as ProjectError {
                    state.withLock { $0.error = $0.error ?? error }
                    queue.stop()
                } catch {}
                queue.finished(memory: needs[mine])
            }
        }
        try state.withLock { state throws(ProjectError) in if let error = state.error { throw error } }
        // Wards of one run on several machines each know a part; what is lost is digested again.
        try stamps.write(to: stampFile)
    }

    private func summary(of wards: [WardSource]) -> Summary {
        var summary = Summary()
        summary.wards = wards.count
        for ward in wards {
            guard let outcome = WardOutcome(of: ward.code, in: outcomes) else {
                summary.failures.append((ward.code, "run", 74, "the ward was not worked"))
                continue
            }
            summary.notes += outcome.notes
            if outcome.wasUnchanged { summary.unchanged += 1 }
            if let failure = outcome.failure {
                summary.failures.append((ward.code, failure.step, failure.exitCode, failure.said))
            }
        }
        return summary
    }

    private func makeCity(_ plan: RunPlan, _ began: ContinuousClock.Instant) throws(ProjectError) -> Summary {
        var summary = summary(of: plan.wards)
        var steps: [StepRecord] = []
        try atBench { () throws(ProjectError) in
            let city = CityJob(
                sources: plan.wards, project: plan.applied(to: project), call: call, output: output, bench: bench,
                lanes: lanes)
            let made = try city.run()
            steps = made.steps
            summary.failures += made.failures.map { ("city", $0.step, $0.exitCode, $0.said) }
            summary.notes += made.notes
        }
        try RunRecord(
            run: self, outcomes: plan.wards.compactMap { WardOutcome(of: $0.code, in: outcomes) },
            prepare: JSONFile.read(preparedFile).map { [StepRecord($0)] } ?? [], city: steps,
            seconds: (ContinuousClock.now - began) / .seconds(1), notes: summary.notes
        ).write(to: "\(output)/run.json")
        return summary
    }
}

/// How far the wards are.
public struct WardProgress: Sendable {
    public var done: Int
    public var of: Int
    public var ward: String
    public var wasUnchanged: Bool
    public var hasFailed: Bool
    public var seconds: Double

    init(done: Int, of: Int, _ outcome: WardOutcome) {
        self.done = done
        self.of = of
        ward = outcome.code
        wasUnchanged = outcome.wasUnchanged
        hasFailed = outcome.failure != nil
        seconds = outcome.steps.reduce(0) { $0 + $1.usage.seconds }
    }
}
