/// Why PostgreSQL did not do what it was asked.
public struct PostgresError: Error, Hashable, Sendable {
    /// What went wrong, for callers that choose an exit code.
    public enum Code: String, Hashable, Sendable {
        /// The name of the connection cannot be read.
        case badName
        /// There is no server, it refuses this user or this password, or has no such database.
        case cannotConnect
        /// There is no such schema, table or column.
        case noSuchThing
        /// This user may not do it.
        case notAllowed
        /// The server or the way to it went away.
        case lost
        /// Anything else: a value that does not fit, a full disk.
        case failed
    }

    public var code: Code
    /// The database, without a password.
    public var place: String
    /// Five letters and digits of the SQL standard, as `42P01`; empty where no server said it.
    public var state: String
    public var message: String

    public init(_ code: Code, at place: String, state: String = "", _ message: String) {
        self.code = code
        self.place = place
        self.state = state
        self.message = message
    }

    /// What a state of the SQL standard means.
    static func code(ofState state: String) -> Code {
        switch state {
        // Undefined table, schema, column.
        case "42P01", "3F000", "42703": .noSuchThing
        case "42501", "25006": .notAllowed
        // The server is shut down, crashed, or ended this connection.
        case "57P01", "57P02", "57P03", "57P05": .lost
        case _ where state.hasPrefix("08"): .lost
        default: .failed
        }
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String { "\(place): \(message)" }
}
