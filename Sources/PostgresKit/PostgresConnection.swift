import CPQ

/// A connection to a database; closed when its owner goes, with whatever transaction was open undone.
///
/// Used by one thread at a time.
public struct PostgresConnection: ~Copyable {
    let raw: OpaquePointer
    /// The database as it may be shown.
    public let place: String

    /// How long a server may take to answer at all, where the name does not say.
    private static let connectSeconds = "10"
    /// Sent bytes that nobody acknowledges for so long: the way to the server is cut.
    private static let lostMilliseconds = "60000"

    /// - Parameters:
    ///   - name: in libpq's words (`dbname=x host=y`) or as `postgresql://user@host/database`.
    ///   - place: the same as it may be shown.
    ///   - settings: of the session, as `-c` of the server takes them.
    public init(_ name: String, shownAs place: String, settings: [(String, String)] = []) throws(PostgresError) {
        let words = try PostgresConnection.words(of: name, place)
        var keys = words.map(\.key)
        var values = words.map(\.value)
        func add(_ key: String, _ value: String) {
            if keys.contains(key) { return }
            keys.append(key)
            values.append(value)
        }
        add("connect_timeout", PostgresConnection.connectSeconds)
        add("tcp_user_timeout", PostgresConnection.lostMilliseconds)
        add("fallback_application_name", "parcelmap")
        add("client_encoding", "UTF8")
        guard let handle = withStrings(keys, { k in withStrings(values) { PQconnectdbParams(k, $0, 0) } }) else {
            throw PostgresError(.cannotConnect, at: place, "there is no memory for a connection")
        }
        // Notices would go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        var isReady = PQstatus(handle) == CONNECTION_OK
        for (name, value) in settings where isReady {
            let result = PQexec(handle, "SET \(PostgresText.name(name)) TO \(PostgresText.literal(value))")
            isReady = PQresultStatus(result) == PGRES_COMMAND_OK
            PQclear(result)
        }
        guard isReady else {
            let said = PostgresConnection.oneLine(PQerrorMessage(handle))
            PQfinish(handle)
            throw PostgresError(.cannotConnect, at: place, said)
        }
        raw = handle
        self.place = place
    }

    deinit { PQfinish(raw) }

    /// Runs a statement for what it does.
    public borrowing func execute(_ statement: String) throws(PostgresError) {
        PQclear(try run(statement, [], expecting: [PGRES_COMMAND_OK, PGRES_TUPLES_OK]))
    }

    /// The rows that a query gives, every value as text.
    /// - Parameter values: of `$1`, `$2` and so on.
    public borrowing func rows(_ query: String, _ values: [String] = []) throws(PostgresError) -> [[String?]] {
        let result = try run(query, values, expecting: [PGRES_TUPLES_OK])
        defer { PQclear(result) }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                if PQgetisnull(result, row, column) != 0 { return nil }
                return PQgetvalue(result, row, column).map { String(cString: $0) }
            }
        }
    }

    /// Runs `body` in a transaction: all of it becomes true at once, or nothing of it.
    public borrowing func transaction<R>(_ body: () throws -> R) throws -> R {
        try execute("BEGIN")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // Where the server is gone it has undone everything by itself.
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// Runs a statement; the caller clears the result.
    borrowing func run(
        _ statement: String, _ values: [String], expecting states: [ExecStatusType]
    ) throws(PostgresError) -> OpaquePointer? {
        let raw = raw
        let result = withStrings(values) { list in
            values.isEmpty
                ? PQexec(raw, statement)
                : PQexecParams(raw, statement, Int32(values.count), nil, list, nil, nil, 0)
        }
        if states.contains(where: { $0 == PQresultStatus(result) }) { return result }
        defer { PQclear(result) }
        throw failure(result)
    }

    /// What a result that is none says.
    borrowing func failure(_ result: OpaquePointer?) -> PostgresError {
        let state = PQresultErrorField(result, PostgresConnection.stateField).map { String(cString: $0) } ?? ""
        let isLost = PQstatus(raw) != CONNECTION_OK
        // The first line alone: what follows repeats the statement, and values of a row.
        let said = PQresultErrorField(result, PostgresConnection.messageField) ?? PQerrorMessage(raw)
        return PostgresError(
            isLost ? .lost : PostgresError.code(ofState: state), at: place, state: state,
            PostgresConnection.oneLine(said))
    }

    /// `PG_DIAG_SQLSTATE` and `PG_DIAG_MESSAGE_PRIMARY`, macros that do not come along.
    private static let stateField = Int32(UInt8(ascii: "C"))
    private static let messageField = Int32(UInt8(ascii: "M"))

    static func oneLine(_ text: UnsafePointer<CChar>?) -> String {
        let lines = text.map { String(cString: $0) } ?? ""
        let said = lines.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: \.isWhitespace) }
            .joined(separator: "; ")
        return said.isEmpty ? "the connection failed without a reason" : said
    }

    /// The name in single words. What libpq says of a name that it cannot read would repeat parts of it, which may be a
    /// password with a space: it is not passed on.
    private static func words(
        of name: String, _ place: String
    ) throws(PostgresError) -> [(key: String, value: String)] {
        guard let options = PQconninfoParse(name, nil) else {
            throw PostgresError(
                .badName, at: place,
                "the name of the connection cannot be read; it is made of key=value, a value with spaces in single quotes"
            )
        }
        defer { PQconninfoFree(options) }
        var words: [(key: String, value: String)] = []
        var option = options
        while let key = option.pointee.keyword {
            if let value = option.pointee.val { words.append((String(cString: key), String(cString: value))) }
            option += 1
        }
        return words
    }
}

/// Runs `body` with a null-terminated array of C strings.
private func withStrings<R>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(bytes.count)
        bytes += string.utf8CString
    }
    return bytes.withUnsafeBufferPointer { bytes in
        let pointers: [UnsafePointer<CChar>?] = starts.map { start in bytes.baseAddress.map { $0 + start } } + [nil]
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}
