/// Output that could not be made; the message says which file and what to do.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Cause: Hashable, Sendable {
        /// It exists already, or its folder does not let it be made.
        case cannotCreate
        /// Writing stopped part-way; nothing stands under the final name.
        case writeFailed
    }
    public var cause: Cause
    public var description: String

    public init(_ cause: Cause, _ description: String) {
        self.cause = cause
        self.description = description
    }
}
