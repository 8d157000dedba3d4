import CSQLite

/// An open database of the C library SQLite, which GDAL itself reads and writes GeoPackages with; closed with its owner.
///
/// Used by one thread at a time.
struct SQLiteConnection: ~Copyable {
    fileprivate let raw: OpaquePointer
    private let path: String

    /// - Parameters:
    ///   - uri: a name of `SQLiteURI`.
    ///   - path: the file as messages name it.
    init(opening uri: String, isNew: Bool, as path: String) throws(GDALError) {
        var handle: OpaquePointer?
        let mode = isNew ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(uri, &handle, mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let text = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
            sqlite3_close(handle)
            throw GDALError(
                isNew ? .cannotCreate : .cannotOpen, call: "sqlite3_open_v2", at: GDALPlace(path: path),
                messages: [text])
        }
        raw = handle
        self.path = path
        sqlite3_extended_result_codes(raw, 1)
        LiveHandle.database.born()
    }

    deinit {
        // A statement that is still there keeps it open until it goes.
        sqlite3_close_v2(raw)
        LiveHandle.database.died()
    }

    /// Compiles the first statement of a text: what follows it is never run.
    borrowing func prepare(_ sql: String) throws(GDALError) -> SQLiteStatement {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v2(raw, sql, -1, &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw SQLiteStatement.failure(
                code, "sqlite3_prepare_v2", of: raw, path, or: "no statement stands in \"\(sql)\"")
        }
        return SQLiteStatement(raw: handle, database: raw, path: path)
    }

    /// Runs one statement for what it does.
    borrowing func execute(_ sql: String, _ texts: String...) throws(GDALError) {
        let statement = try prepare(sql)
        for (i, text) in texts.enumerated() { statement.bind(text, at: i + 1) }
        while try statement.step() {}
    }

    /// All rows of a query, as texts; nil stands for null.
    borrowing func rows(_ sql: String, _ texts: String...) throws(GDALError) -> [[String?]] {
        let statement = try prepare(sql)
        for (i, text) in texts.enumerated() { statement.bind(text, at: i + 1) }
        var rows: [[String?]] = []
        while try statement.step() { rows.append((0..<statement.columnCount).map { statement.text($0) }) }
        return rows
    }
}

/// A statement of a connection, which it must not outlive.
struct SQLiteStatement: ~Copyable {
    private let raw: OpaquePointer
    private let database: OpaquePointer
    private let path: String

    fileprivate init(raw: OpaquePointer, database: OpaquePointer, path: String) {
        self.raw = raw
        self.database = database
        self.path = path
    }

    deinit { sqlite3_finalize(raw) }

    /// - Returns: whether there is a row.
    @inline(__always)
    borrowing func step() throws(GDALError) -> Bool {
        let code = sqlite3_step(raw)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw SQLiteStatement.failure(code, "sqlite3_step", of: database, path)
    }

    /// Runs it once, and makes it ready for the next values.
    @inline(__always)
    borrowing func run() throws(GDALError) {
        defer { sqlite3_reset(raw) }
        while try step() {}
    }

    // MARK: - Values

    /// - Parameter index: from 1.
    @inline(__always)
    borrowing func bind(_ value: Int64, at index: Int) { sqlite3_bind_int64(raw, Int32(index), value) }

    borrowing func bind(_ value: Double, at index: Int) { sqlite3_bind_double(raw, Int32(index), value) }

    borrowing func bind(_ text: String, at index: Int) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                _ = sqlite3_bind_text(raw, Int32(index), bytes.baseAddress, Int32(bytes.count), Self.copied)
            }
        }
    }

    borrowing func bind(_ bytes: UnsafeRawBufferPointer, at index: Int) {
        sqlite3_bind_blob(raw, Int32(index), bytes.baseAddress, Int32(bytes.count), Self.copied)
    }

    /// `SQLITE_TRANSIENT`, a macro that Swift does not see: SQLite takes a copy.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    var columnCount: Int { Int(sqlite3_column_count(raw)) }

    /// The kind of value in a column from 0: `SQLITE_INTEGER` and its like.
    @inline(__always)
    borrowing func kind(_ column: Int) -> Int32 { sqlite3_column_type(raw, Int32(column)) }

    @inline(__always)
    borrowing func integer(_ column: Int) -> Int64 { sqlite3_column_int64(raw, Int32(column)) }

    borrowing func real(_ column: Int) -> Double { sqlite3_column_double(raw, Int32(column)) }

    borrowing func text(_ column: Int) -> String? {
        guard let start = sqlite3_column_text(raw, Int32(column)) else { return nil }
        let count = Int(sqlite3_column_bytes(raw, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Runs `body` with the bytes of a text or blob; they are gone at the next step.
    @inline(__always)
    borrowing func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        let start = sqlite3_column_blob(raw, Int32(column))
        let count = Int(sqlite3_column_bytes(raw, Int32(column)))
        return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    // MARK: - Failures

    fileprivate static func failure(
        _ code: Int32, _ call: String, of database: OpaquePointer, _ path: String, or text: String? = nil
    ) -> GDALError {
        let said = code == SQLITE_OK ? text ?? "" : String(cString: sqlite3_errmsg(database))
        let meaning: GDALError.Code
        switch code & 0xFF {
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN: meaning = .readFailed
        case SQLITE_IOERR:
            meaning =
                [SQLITE_IOERR | (3 << 8), SQLITE_IOERR | (4 << 8), SQLITE_IOERR | (5 << 8)].contains(code)
                ? .writeFailed : .readFailed
        case SQLITE_FULL, SQLITE_NOMEM, SQLITE_READONLY: meaning = .writeFailed
        default: meaning = .badRequest
        }
        return GDALError(meaning, call: call, at: GDALPlace(path: path), messages: [said])
    }
}

/// Names of database files for SQLite.
enum SQLiteURI {
    /// - Parameter query: what stands behind the question mark, as `immutable=1`.
    static func name(_ path: String, _ query: String = "") -> String {
        var text = "file:"
        // An absolute path of two slashes would be a host.
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...:
                let digits = Array("0123456789ABCDEF".utf8)
                text += "%" + String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
            default: text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return query.isEmpty ? text : "\(text)?\(query)"
    }
}
