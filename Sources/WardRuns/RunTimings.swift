import Publishing

/// The times and the memory of a run, summed up by step, as `run --timings` prints them.
public struct RunTimings: Sendable {
    /// One for each step, in the order in which they first come.
    public struct Row: Sendable, Equatable {
        public var step: String
        /// How often it was run: once for each ward that had changed.
        public var runs: Int
        public var seconds: Double
        public var cpuSeconds: Double
        /// Of the largest process.
        public var peakBytes: Int
        /// The ward that took longest.
        public var slowestWard: String?
        public var slowestSeconds: Double
    }

    public private(set) var rows: [Row] = []

    /// - Parameter folder: the results of a run.
    public init(of folder: String) throws(ProjectError) {
        guard let record = JSONFile.read("\(folder)/run.json") else {
            throw ProjectError(.noInput, "\(folder)/run.json: there is no record of a run")
        }
        take(record["prepare"], ward: nil)
        for ward in record["wards"] as? [[String: Any]] ?? [] { take(ward["steps"], ward: ward["ward"] as? String) }
        take(record["city"], ward: nil)
    }

    private mutating func take(_ steps: Any?, ward: String?) {
        for step in (steps as? [[String: Any]] ?? []).map({ StepRecord($0) }) {
            let at = rows.firstIndex { $0.step == step.step } ?? rows.count
            if at == rows.count {
                rows.append(
                    Row(step: step.step, runs: 0, seconds: 0, cpuSeconds: 0, peakBytes: 0, slowestSeconds: 0))
            }
            rows[at].runs += 1
            rows[at].seconds += step.usage.seconds
            rows[at].cpuSeconds += step.usage.cpuSeconds
            rows[at].peakBytes = max(rows[at].peakBytes, step.usage.peakBytes)
            if let ward, step.usage.seconds > rows[at].slowestSeconds {
                rows[at].slowestSeconds = step.usage.seconds
                rows[at].slowestWard = ward
            }
        }
    }
}
