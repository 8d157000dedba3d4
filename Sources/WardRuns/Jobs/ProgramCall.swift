import Foundation
import Synchronization

/// One call of this program by itself: a verb with its arguments in a process of its own, so that a ward that fails or runs
/// out of memory takes nothing with it, and what it used is given back.
struct ProgramCall: Sendable {
    /// The program to run.
    let executable: String

    struct Outcome: Sendable {
        var exitCode: Int32
        /// The last lines that it said on standard error.
        var said: String
    }

    /// - Parameter log: a file that takes everything that is said.
    func run(_ arguments: [String], log: String) throws(ProjectError) -> Outcome {
        guard FileManager.default.createFile(atPath: log, contents: nil), let handle = FileHandle(forWritingAtPath: log)
        else {
            throw ProjectError(.cannotCreate, "\(log) cannot be created")
        }
        defer { try? handle.close() }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        do { try process.run() } catch {
            throw ProjectError(.failed, "\(executable) cannot be started: \(error)")
        }
        RunningCalls.add(process.processIdentifier)
        process.waitUntilExit()
        RunningCalls.remove(process.processIdentifier)
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        let tail = said.split(separator: "\n").suffix(3).joined(separator: " ")
        let code = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        return Outcome(exitCode: code, said: tail)
    }
}

/// The calls that are under way, to be ended when this program is told to stop.
public enum RunningCalls {
    private static let processes = Mutex<Set<Int32>>([])

    static func add(_ process: Int32) { processes.withLock { _ = $0.insert(process) } }
    static func remove(_ process: Int32) { processes.withLock { _ = $0.remove(process) } }

    /// Tells all of them to stop.
    public static func terminateAll() { for process in processes.withLock({ $0 }) { kill(process, SIGTERM) } }
}
