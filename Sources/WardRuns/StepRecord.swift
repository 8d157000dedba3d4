/// What one step took, as it stands in `run.json`.
struct StepRecord: Sendable, Equatable {
    var step: String
    var usage: StepUsage

    init(_ step: String, _ usage: StepUsage) {
        self.step = step
        self.usage = usage
    }

    init(_ members: [String: Any]) {
        step = members["step"] as? String ?? ""
        usage = StepUsage(
            seconds: members["seconds"] as? Double ?? 0, cpuSeconds: members["cpu_seconds"] as? Double ?? 0,
            peakBytes: members["peak_memory_bytes"] as? Int ?? 0)
    }

    var members: [String: Any] {
        [
            "step": step, "seconds": usage.seconds, "cpu_seconds": usage.cpuSeconds,
            "peak_memory_bytes": usage.peakBytes,
        ]
    }
}
