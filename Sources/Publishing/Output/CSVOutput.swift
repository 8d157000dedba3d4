/// A table of comma-separated values in UTF-8, with a header row and quotes where they are needed.
struct CSVOutput {
    /// How cells are told apart.
    struct Style {
        var separator: UInt8
        var hasByteOrderMark: Bool
        var lineEnd: [UInt8]

        static let machine = Style(separator: UInt8(ascii: ","), hasByteOrderMark: false, lineEnd: [10])
        /// For Excel where the decimal mark is a comma.
        static let people = Style(separator: UInt8(ascii: ";"), hasByteOrderMark: true, lineEnd: [13, 10])
    }

    private let file: ByteOutput
    private let style: Style
    private var bytes: [UInt8] = []
    private static let pieceSize = 1 << 20

    init(
        creating path: String, header: [String], style: Style = .machine, overwrite: Bool = false, inputs: [String] = []
    ) throws(OutputError) {
        file = try ByteOutput.open(path, overwrite: overwrite, inputs: inputs)
        self.style = style
        if style.hasByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
        try write(header)
    }

    /// A text that a spreadsheet would take for a formula, made a text.
    static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    mutating func write(_ fields: [String]) throws(OutputError) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(style.separator) }
            append(field)
        }
        bytes += style.lineEnd
        guard bytes.count >= CSVOutput.pieceSize else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    consuming func close() throws(OutputError) {
        try file.write(bytes)
        try file.finish()
    }

    private mutating func append(_ field: String) {
        let needsQuotes = field.utf8.contains { [style.separator, UInt8(ascii: "\""), 10, 13].contains($0) }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
