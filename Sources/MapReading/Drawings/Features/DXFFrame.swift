import Foundation

/// The head and the end of a DXF file, which GDAL does not tell of.
struct DXFFrame {
    /// `$DWGCODEPAGE`, as `ANSI_1258`.
    var codePage: String?
    /// The name of the unit in `$INSUNITS`. Programs write what their template says, so that it proves nothing.
    var unit: String?
    /// Whether it ends with EOF.
    var isWhole = false
    var byteCount = 0

    private static let units = ["1": "in", "2": "ft", "4": "mm", "5": "cm", "6": "m", "7": "km", "21": "us-ft"]

    init?(path: String) {
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else { return nil }
        byteCount = Int(end)
        try? file.seek(toOffset: 0)
        let head = DXFFrame.lines((try? file.read(upToCount: 1 << 14)) ?? Data())
        try? file.seek(toOffset: end - min(end, 256))
        let tail = DXFFrame.lines((try? file.readToEnd()) ?? Data())
        isWhole = tail.contains { $0.elementsEqual("EOF".utf8) }
        for i in head.indices.dropLast(2) {
            if head[i].elementsEqual("$DWGCODEPAGE".utf8) { codePage = DXFFrame.text(head[i + 2]) }
            if head[i].elementsEqual("$INSUNITS".utf8) { unit = DXFFrame.units[DXFFrame.text(head[i + 2])] }
        }
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String { String(decoding: line, as: UTF8.self) }

    /// The lines without the blanks around them.
    private static func lines(_ bytes: Data) -> [ArraySlice<UInt8>] {
        [UInt8](bytes).split(omittingEmptySubsequences: false) { $0 == 0x0A }.map { line in
            let start = line.drop { $0 <= 0x20 }
            return start.dropLast(start.reversed().prefix { $0 <= 0x20 }.count)
        }
    }
}

/// The escapes in the texts of DXF files.
enum DXFEscapes {
    /// The text with the letters that `\U+1EA5` stands for. GDAL leaves these escapes in single-line texts.
    static func resolved(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
        var result: [UInt8] = []
        var units: [UInt16] = []
        func flush() {
            if !units.isEmpty { result += String(decoding: units, as: UTF16.self).utf8 }
            units = []
        }
        var i = 0
        while i < bytes.count {
            if i + 7 <= bytes.count, bytes[i] == UInt8(ascii: "\\"), bytes[i + 1] | 0x20 == UInt8(ascii: "u"),
                bytes[i + 2] == UInt8(ascii: "+"),
                let unit = UInt16(String(decoding: bytes[i + 3..<i + 7], as: UTF8.self), radix: 16)
            {
                units.append(unit)
                i += 7
            } else {
                flush()
                result.append(bytes[i])
                i += 1
            }
        }
        flush()
        return result
    }
}
