/// Writes JSON in the order of the calls, straight into bytes that are handed on in pieces of a megabyte.
///
/// The same calls give the same bytes: numbers have fixed decimals, nothing depends on hashing or locale.
struct JSONWriter {
    private var bytes: [UInt8] = []
    private let sink: ([UInt8]) throws -> Void
    /// Whether the value that comes next is not the first of its object or list.
    private var follows = false
    private static let pieceSize = 1 << 20

    init(to sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
        bytes.reserveCapacity(Self.pieceSize + 4096)
    }

    /// Hands on what is left.
    mutating func finish() throws {
        bytes.append(UInt8(ascii: "\n"))
        try sink(bytes)
        bytes.removeAll()
    }

    /// A line break before the next member, for the eye.
    mutating func line(indent: Int = 2) throws {
        if bytes.count >= Self.pieceSize {
            try sink(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        if follows { bytes.append(UInt8(ascii: ",")) }
        follows = false
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    private mutating func separate() {
        if follows { bytes.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: " ")]) }
        follows = true
    }

    mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(contentsOf: [UInt8(ascii: ":"), UInt8(ascii: " ")])
        follows = false
    }

    mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "{"))
        follows = false
        try body(&self)
        bytes.append(UInt8(ascii: "}"))
        follows = true
    }

    mutating func list(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "["))
        follows = false
        try body(&self)
        bytes.append(UInt8(ascii: "]"))
        follows = true
    }

    /// Ends an object or list whose members stand on lines of their own.
    mutating func lastLine(indent: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    mutating func value(_ text: String) {
        separate()
        quote(text)
    }

    mutating func value(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        NumberText.append(UInt64(number.magnitude), to: &bytes)
    }

    /// `null` where the number is not finite.
    mutating func value(_ number: Double, decimals: Int) {
        separate()
        NumberText.append(number, decimals: decimals, to: &bytes)
    }

    mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    mutating func member(_ name: String, _ text: String) {
        key(name)
        value(text)
    }

    /// A text, or null.
    mutating func member(_ name: String, orNull text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    mutating func member(_ name: String, _ number: Double, decimals: Int) {
        key(name)
        value(number, decimals: decimals)
    }

    mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\"")])
            case UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\\")])
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0..<0x20, 0x7F:
                let hex = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hex[Int(byte >> 4)])
                bytes.append(hex[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
