import Glibc

/// Measures what this process and the calls that it waits for take from a moment on.
struct StepMeter {
    private let began = ContinuousClock.now
    private let cpuBefore = StepMeter.cpuSeconds

    var usage: StepUsage {
        var own = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
        var calls = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &calls)
        // Linux counts in kibibytes.
        return StepUsage(
            seconds: (ContinuousClock.now - began) / .seconds(1), cpuSeconds: StepMeter.cpuSeconds - cpuBefore,
            peakBytes: max(own.ru_maxrss, calls.ru_maxrss) * 1024)
    }

    private static var cpuSeconds: Double {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
            var used = rusage()
            getrusage(__rusage_who_t(who.rawValue), &used)
            return sum + StepUsage.seconds(used.ru_utime) + StepUsage.seconds(used.ru_stime)
        }
    }
}
