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
        }
    }
}

extension ReadingError {
    /// GDAL's words, and what the user can do about it.
    public init(_ error: GDALError) {
        switch error.code {
        case .noSuchInput:
            self.init(.noInput, "\(error.place.path ?? "input"): there is no such file or folder")
        // No server, no such database, a wrong password.
        case .cannotOpen where error.place.path.flatMap { DatabaseName($0) } != nil:
            self.init(.noInput, error.description)
        case .badRequest:
            self.init(.usage, error.description)
        default:
            self.init(.unusableData, error.description)
        }
    }
}
