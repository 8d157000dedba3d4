/// An earlier report or a table of accepted findings that cannot be used; the message names the file and what to do.
public struct FindingsError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Cause: Hashable, Sendable {
        case noSuchFile, unusable
    }
    public var cause: Cause
    public var description: String

    init(_ cause: Cause, _ description: String) {
        self.cause = cause
        self.description = description
    }
}
