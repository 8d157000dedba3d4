/// A call of GEOS that failed, with its own words.
public struct GEOSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The C function, without its `_r`.
    public var call: String
    /// What GEOS said, as `IllegalArgumentException: ...`; empty when it said nothing.
    public var message: String

    public init(call: String, message: String) {
        self.call = call
        self.message = message
    }

    public var description: String { message.isEmpty ? "\(call) failed" : "\(call): \(message)" }
}
