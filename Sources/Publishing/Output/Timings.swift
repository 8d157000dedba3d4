import Glibc

/// Where the time of a run went; written apart from the results, which do not depend on clocks.
public struct Timings {
    private let verb: String
    private let began = ContinuousClock.now
    private var phaseBegan = ContinuousClock.now
    private var phase: String?
    private var phases: [(name: String, seconds: Double)] = []

    public init(verb: String) { self.verb = verb }

    /// Ends the phase under way and begins another.
    public mutating func begin(_ name: String) {
        end()
        phase = name
        phaseBegan = .now
    }

    public mutating func end() {
        guard let name = phase else { return }
        phases.append((name, Self.seconds(since: phaseBegan)))
        phase = nil
    }

    /// - Parameter path: a file, or `-` for standard output.
    public func write(to path: String, jobs: Int, overwrite: Bool, inputs: [String] = []) throws {
        let output = try ByteOutput.open(path, overwrite: overwrite, inputs: inputs)
        var json = JSONWriter { try output.write($0) }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        json.object { json in
            json.member("parcelmap", Program.version)
            json.member("schema", Program.schema)
            json.member("verb", verb)
            json.member("jobs", jobs)
            json.key("phases")
            json.list { json in
                for (name, seconds) in phases {
                    json.object { json in
                        json.member("phase", name)
                        json.member("seconds", seconds, decimals: 4)
                    }
                }
            }
            json.member("wall_seconds", Self.seconds(since: began), decimals: 4)
            json.member("cpu_seconds", Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime), decimals: 4)
            // Linux counts in kibibytes.
            json.member("peak_memory_bytes", usage.ru_maxrss * 1024)
        }
        try json.finish()
        try output.finish()
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
