import Foundation
import Glibc
import Synchronization

/// One call of this program by itself: a verb with its arguments in a process of its own, so that a ward that fails or runs
/// out of memory takes nothing with it, and what it used is given back.
struct ProgramCall: Sendable {
    /// The program to run.
    let executable: String

    struct Outcome: Sendable {
        /// That of the program; 128 and the signal's number where a signal ended it.
        var exitCode: Int32
        /// The last lines that it said on standard error.
        var said: String
        var usage: StepUsage
    }

    /// - Parameter log: a file that takes everything that is said.
    func run(_ arguments: [String], log: String) throws(ProjectError) -> Outcome {
        let began = ContinuousClock.now
        let process = try start(arguments, log: log)
        RunningCalls.add(process)
        var status: Int32 = 0
        var used = rusage()
        while wait4(process, &status, 0, &used) < 0 && errno == EINTR {}
        RunningCalls.remove(process)
        RunningCalls.waitIfStopping()
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        let tail = said.split(separator: "\n").suffix(3).joined(separator: " ")
        let signal = status & 0x7F
        return Outcome(
            exitCode: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, said: tail,
            usage: StepUsage(
                seconds: (ContinuousClock.now - began) / .seconds(1),
                cpuSeconds: StepUsage.seconds(used.ru_utime) + StepUsage.seconds(used.ru_stime),
                // Linux counts in kibibytes.
                peakBytes: used.ru_maxrss * 1024))
    }

    private func start(_ arguments: [String], log: String) throws(ProjectError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        // What a ward's steps say may hold what only the office may read.
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // The signals that this program waits for must reach its child.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, executable, &actions, &attributes, words, environ)
        guard failure == 0 else {
            throw ProjectError(.failed, "\(executable) cannot be started: \(String(cString: strerror(failure)))")
        }
        return process
    }
}

/// What a step of a ward took.
public struct StepUsage: Sendable, Equatable {
    public var seconds = 0.0
    public var cpuSeconds = 0.0
    public var peakBytes = 0

    static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}

/// The calls that are under way, to be ended when this program is told to stop.
public enum RunningCalls {
    private static let processes = Mutex<Set<Int32>>([])
    private static let isStopping = Atomic(false)

    static func add(_ process: Int32) { processes.withLock { _ = $0.insert(process) } }
    static func remove(_ process: Int32) { processes.withLock { _ = $0.remove(process) } }

    /// Tells all of them to stop.
    public static func terminateAll() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        for process in processes.withLock({ $0 }) { kill(process, SIGTERM) }
    }

    /// Whoever has waited for a call waits here for the end when this program is being stopped: that the call was told to
    /// stop is no failure of its ward, which another process may have worked meanwhile.
    static func waitIfStopping() { while isStopping.load(ordering: .sequentiallyConsistent) { pause() } }
}
