public import GDALKit

/// Why a map cannot be read. The description names the file, layer and feature, and says what to do.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Cause: Hashable, Sendable {
        /// An option means nothing: exit code 64.
        case usage
        /// The data cannot be used: 65.
        case unusableData
        /// There is no such input: 66.
        case noInput
        /// A database went away part-way: 74.
        case failed
    }

    public var cause: Cause
    public var description: String

    public init(_ cause: Cause, _ description: String) {
        self.cause = cause
        self.description = description
    }

    /// As in `sysexits.h`.
    public var exitCode: Int32 {
        switch cause {
        case .usage: 64
        case .unusableData: 65
        case .noInput: 66
        case .failed: 74
        }
    }
}

extension ReadingError {
    /// A server, or the way to it, that went away while rows were read.
    static func lostDatabase(_ place: String, _ failures: [String], read: Int, of stated: Int? = nil) -> ReadingError {
        let said = failures.first.map { " (\($0.split(whereSeparator: \.isNewline).joined(separator: "; ")))" } ?? ""
        let count = stated.map { "\(read) of \($0)" } ?? "\(read)"
        return ReadingError(.failed, "\(place): only \(count) rows came, then the database went away; run again\(said)")
    }

    /// GDAL's words, and what the user can do about it.
    public init(_ error: GDALError) {
        switch error.code {
        case .noSuchInput:
            self.init(.noInput, "\(error.place.path ?? "input"): there is no such file or folder")
        // No server, no such database, a wrong password.
        case .cannotOpen where error.place.path.flatMap { DatabaseName($0) } != nil:
            self.init(.noInput, error.description.split(whereSeparator: \.isNewline).joined(separator: "; "))
        case .readFailed where error.place.path.flatMap { DatabaseName($0) } != nil:
            self = .lostDatabase(error.place.path ?? "", error.messages, read: 0)
        case .badRequest:
            self.init(.usage, error.description)
        default:
            self.init(.unusableData, error.description)
        }
    }
}
