import ArgumentParser
import Glibc
import MapReading
import Publishing
import WardRuns

/// The exit code of each kind of error (sysexits).
enum ExitStatus {
    static let badData: CInt = 65
    static let noInput: CInt = 66
    static let bug: CInt = 70
    static let cannotCreate: CInt = 73
    static let inputOutput: CInt = 74

    /// Says what happened and ends the program.
    static func end(with error: any Error) -> Never {
        StopSignals.waitIfStopping()
        if let code = code(of: error) {
            Terminal.say("parcelmap: \(error)")
            exit(code)
        }
        // Help, versions, usage errors and plain exit codes are the parser's own.
        if error is ExitCode || ParcelMapCommand.exitCode(for: error) != .failure {
            ParcelMapCommand.exit(withError: error)
        }
        Terminal.say("parcelmap: a fault of this program, please report it: \(error)")
        exit(bug)
    }

    private static func code(of error: any Error) -> CInt? {
        switch error {
        case let error as ReadingError: error.exitCode
        case let error as ProjectError: error.exitCode
        case let error as FindingsError: error.cause == .noSuchFile ? noInput : badData
        case let error as OutputError: error.cause == .cannotCreate ? cannotCreate : inputOutput
        default: nil
        }
    }
}
