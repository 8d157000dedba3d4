/// Why nothing could be drawn.
public struct CairoError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// No font on this machine has the letters of Vietnamese.
        case noFont
        /// The picture would have more pixels than Cairo can hold.
        case tooLarge
        /// The bytes could not be handed on: whoever took them knows why.
        case writeFailed
        /// Cairo refused something.
        case drawingFailed
    }

    public var code: Code
    /// The C function, or the step where none was reached.
    public var call: String
    public var message: String

    public init(_ code: Code, call: String, message: String) {
        self.code = code
        self.call = call
        self.message = message
    }

    public var description: String { code == .noFont ? message : "\(call): \(message)" }
}
