import Foundation
import MapReading

/// A drawing as the text of a DXF file of AutoCAD R12, which every program reads that reads DXF.
///
/// Levels are layers of the same names. Closed chains are closed polylines, others lines and polylines. Letters beyond
/// ASCII are written as `\U+1EA5`. GDAL's own driver would make paragraphs of all texts.
struct DXFDocument {
    private let file: ByteOutput
    private var bytes: [UInt8] = []
    private static let pieceSize = 1 << 20
    private static let styleName = "NHAN"

    static func write(
        _ content: DrawingContent, to path: String, lettering: DrawingLettering, overwrite: Bool
    ) throws(OutputError) {
        var document = DXFDocument(file: try ByteOutput.open(path, overwrite: overwrite, inputs: []))
        document.writeHeader(content)
        document.writeTables(content, lettering)
        try document.writeEntities(content)
        try document.file.write(document.bytes)
        try document.file.finish()
    }

    private init(file: ByteOutput) { self.file = file }

    private mutating func put(_ code: Int, _ text: String) {
        NumberText.append(UInt64(code), to: &bytes)
        bytes.append(10)
        bytes += text.utf8
        bytes.append(10)
    }

    private mutating func put(_ code: Int, _ metres: Double, decimals: Int = 3) {
        NumberText.append(UInt64(code), to: &bytes)
        bytes.append(10)
        NumberText.append(metres, decimals: decimals, to: &bytes)
        bytes.append(10)
    }

    private mutating func put(_ code: Int, _ number: Int) { put(code, String(number)) }

    private mutating func writeHeader(_ content: DrawingContent) {
        put(0, "SECTION")
        put(2, "HEADER")
        put(9, "$ACADVER")
        put(1, "AC1009")
        let corners = [
            ("$EXTMIN", content.xs.min(), content.ys.min()), ("$EXTMAX", content.xs.max(), content.ys.max()),
        ]
        for (name, x, y) in corners {
            put(9, name)
            put(10, x ?? 0)
            put(20, y ?? 0)
            put(30, 0.0)
        }
        put(0, "ENDSEC")
    }

    private mutating func writeTables(_ content: DrawingContent, _ lettering: DrawingLettering) {
        let levels = Set(content.chainLevel).union(content.texts.map(\.level)).union(content.points.map(\.level))
            .sorted()
        put(0, "SECTION")
        put(2, "TABLES")
        put(0, "TABLE")
        put(2, "LTYPE")
        put(70, 1)
        put(0, "LTYPE")
        put(2, "CONTINUOUS")
        put(70, 0)
        put(3, "Solid line")
        put(72, 65)
        put(73, 0)
        put(40, 0.0)
        put(0, "ENDTAB")
        put(0, "TABLE")
        put(2, "LAYER")
        put(70, levels.count + 1)
        for name in ["0"] + levels.map(String.init) where name != "0" || !levels.contains(0) {
            put(0, "LAYER")
            put(2, name)
            put(70, 0)
            put(62, 1 + (Int(name) ?? 0) % 7)
            put(6, "CONTINUOUS")
        }
        put(0, "ENDTAB")
        put(0, "TABLE")
        put(2, "STYLE")
        put(70, 1)
        put(0, "STYLE")
        put(2, DXFDocument.styleName)
        put(70, 0)
        put(40, 0.0)
        put(41, 1.0)
        put(50, 0.0)
        put(71, 0)
        put(42, 1.0)
        put(3, lettering.fontName)
        put(4, "")
        // The name under which Windows has the font.
        put(1001, "ACAD")
        put(1000, lettering.fontName)
        put(1071, 34)
        put(0, "ENDTAB")
        put(0, "TABLE")
        put(2, "APPID")
        put(70, 1)
        put(0, "APPID")
        put(2, "ACAD")
        put(70, 0)
        put(0, "ENDTAB")
        put(0, "ENDSEC")
    }

    private mutating func writeEntities(_ content: DrawingContent) throws(OutputError) {
        put(0, "SECTION")
        put(2, "ENTITIES")
        for c in 0..<content.chainCount {
            writeChain(content, c)
            try spill()
        }
        for point in content.points {
            put(0, "POINT")
            put(8, Int(point.level))
            put(10, point.x)
            put(20, point.y)
        }
        for text in content.texts {
            writeText(text)
            try spill()
        }
        put(0, "ENDSEC")
        put(0, "EOF")
    }

    private mutating func spill() throws(OutputError) {
        guard bytes.count >= DXFDocument.pieceSize else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func writeChain(_ content: DrawingContent, _ c: Int) {
        let layer = Int(content.chainLevel[c])
        var range = content.vertices(ofChain: c)
        if range.count == 2 {
            put(0, "LINE")
            put(8, layer)
            put(10, content.xs[range.lowerBound])
            put(20, content.ys[range.lowerBound])
            put(11, content.xs[range.lowerBound + 1])
            put(21, content.ys[range.lowerBound + 1])
            return
        }
        let isClosed = content.isClosed(chain: c)
        if isClosed { range = range.lowerBound..<range.upperBound - 1 }
        put(0, "POLYLINE")
        put(8, layer)
        put(66, 1)
        put(70, isClosed ? 1 : 0)
        put(10, 0.0)
        put(20, 0.0)
        put(30, 0.0)
        for i in range {
            put(0, "VERTEX")
            put(8, layer)
            put(10, content.xs[i])
            put(20, content.ys[i])
        }
        put(0, "SEQEND")
        put(8, layer)
    }

    private mutating func writeText(_ text: DrawingText) {
        put(0, "TEXT")
        put(8, Int(text.level))
        put(10, text.x)
        put(20, text.y)
        put(40, text.heightMetres, decimals: 4)
        put(1, DXFDocument.escaped(text.text))
        put(50, text.angleRadians * 180 / .pi, decimals: 6)
        put(7, DXFDocument.styleName)
        guard text.justification != .bottomLeft else { return }
        put(72, Int(text.justification.across.rawValue))
        put(11, text.x)
        put(21, text.y)
        put(73, 1 + Int(text.justification.upward.rawValue))
    }

    /// A text in ASCII, on one line.
    static func escaped(_ text: String) -> String {
        var ascii = ""
        for unit in text.precomposedStringWithCanonicalMapping.utf16 {
            if unit < 0x20 {
                ascii.append(" ")
            } else if unit < 0x7F, let scalar = Unicode.Scalar(unit) {
                ascii.unicodeScalars.append(scalar)
            } else {
                let digits = String(unit, radix: 16, uppercase: true)
                ascii += "\\U+" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return ascii
    }
}
