/// A folder of results that cannot be reported, or a library that is not installed; the message says what to do.
public struct RunFolderError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Cause: Hashable, Sendable {
        /// There is no such folder, or nothing of it is there.
        case noSuchInput
        /// A file is not what its name says, or is damaged.
        case unusable
    }
    public var cause: Cause
    public var description: String

    init(_ cause: Cause, _ description: String) {
        self.cause = cause
        self.description = description
    }
}
