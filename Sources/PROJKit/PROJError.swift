import CPROJ

/// Why PROJ did not do what it was asked.
public struct PROJError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// The text is no CRS that PROJ knows.
        case unknownCRS
        /// PROJ knows no way between two CRSs.
        case noTransformation
        /// A whole batch failed, or the machinery did.
        case transformFailed
    }

    public var code: Code
    /// The C function that failed.
    public var call: String
    /// The CRS, or the two with an arrow between them.
    public var subject: String
    /// All that PROJ said meanwhile, the first message first.
    public var messages: [String]

    public var description: String {
        "\(subject): "
            + (messages.isEmpty ? "\(call) failed and PROJ gave no reason" : messages.joined(separator: "; "))
    }
}
