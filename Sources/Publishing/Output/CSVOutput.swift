/// A table of comma-separated values in UTF-8, with a header row and quotes where they are needed.
struct CSVOutput {
    private let file: ByteOutput
    private var bytes: [UInt8] = []
    private static let pieceSize = 1 << 20

    init(creating path: String, header: [String]) throws(OutputError) {
        file = try ByteOutput.open(path, overwrite: false, inputs: [])
        try write(header)
    }

    mutating func write(_ fields: [String]) throws(OutputError) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field)
        }
        bytes.append(UInt8(ascii: "\n"))
        guard bytes.count >= CSVOutput.pieceSize else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    consuming func close() throws(OutputError) {
        try file.write(bytes)
        try file.finish()
    }

    private mutating func append(_ field: String) {
        let needsQuotes = field.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
