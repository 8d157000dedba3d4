import CPQ

extension PostgresConnection {
    /// Sends rows to a table by `COPY ... FROM STDIN`, as the rows come.
    /// - Parameter body: hands over one row after the other; where it throws, nothing arrives.
    /// - Returns: the number of rows that arrived.
    @discardableResult
    public borrowing func copy<E: Error>(
        into statement: String, _ body: (inout RowSender) throws(E) -> Void
    ) throws -> Int {
        PQclear(try run(statement, [], expecting: [PGRES_COPY_IN]))
        var sender = RowSender(raw)
        do {
            try body(&sender)
            sender.flush()
        } catch {
            end("the rows could not all be made")
            throw error
        }
        if sender.isLost { throw failure(nil) }
        guard PQputCopyEnd(raw, nil) == 1 else { throw failure(nil) }
        var count = 0
        var wrong: PostgresError?
        while let result = PQgetResult(raw) {
            if PQresultStatus(result) != PGRES_COMMAND_OK { wrong = wrong ?? failure(result) }
            count = Int(String(cString: PQcmdTuples(result))) ?? count
            PQclear(result)
        }
        if let wrong { throw wrong }
        return count
    }

    private borrowing func end(_ reason: String) {
        _ = PQputCopyEnd(raw, reason)
        while let result = PQgetResult(raw) { PQclear(result) }
    }
}

/// Rows on their way into a table, in the text format of `COPY`.
public struct RowSender {
    private let connection: OpaquePointer
    private var buffer: [UInt8] = []
    private var isInRow = false
    /// The server takes nothing any more.
    private(set) var isLost = false

    private static let bufferSize = 1 << 18

    init(_ connection: OpaquePointer) { self.connection = connection }

    /// Ends a row.
    public mutating func endRow() {
        buffer.append(UInt8(ascii: "\n"))
        isInRow = false
        if buffer.count >= RowSender.bufferSize { flush() }
    }

    /// The next value of the row; nil for none.
    public mutating func add(_ text: String?) {
        begin()
        guard var text else {
            buffer += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
            return
        }
        text.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\\"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
                case UInt8(ascii: "\t"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
                case UInt8(ascii: "\n"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
                case UInt8(ascii: "\r"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
                default: buffer.append(byte)
                }
            }
        }
    }

    /// The next value of the row: bytes as hexadecimal digits, as geometries are read.
    public mutating func add(hexadecimal bytes: some Sequence<UInt8>) {
        begin()
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            buffer.append(digits[Int(byte >> 4)])
            buffer.append(digits[Int(byte & 15)])
        }
    }

    private mutating func begin() {
        if isInRow { buffer.append(UInt8(ascii: "\t")) }
        isInRow = true
    }

    mutating func flush() {
        if buffer.isEmpty || isLost { return }
        isLost = buffer.withUnsafeBytes { bytes in
            PQputCopyData(connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count)) != 1
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
