import Cadastre

/// The texts of a drawing as Unicode (NFC).
///
/// The encoding of a font's texts is known from its name, else from what all texts of the drawing in that font say.
struct DrawnTexts {
    /// One per text of the drawing.
    private(set) var strings: [String] = []
    /// Texts that were in an old encoding, by what it was.
    private(set) var converted: [String: Int] = [:]

    init(_ drawing: Drawing) {
        var judges: [Int32: TextColumnJudge] = [:]
        for text in drawing.texts where !drawing.textsAreUnicode && !text.isUnicode {
            let bytes = drawing.bytes(of: text)
            if bytes.allSatisfy({ $0 < 0x80 }) { continue }
            judges[text.fontID, default: TextColumnJudge(fontName: drawing.font(of: text)?.name)].note(bytes)
        }
        let verdicts = judges.mapValues { $0.verdict }
        let whole = DrawnTexts.verdictOfAll(drawing)
        strings.reserveCapacity(drawing.texts.count)
        for text in drawing.texts {
            let bytes = drawing.bytes(of: text)
            guard !bytes.allSatisfy({ $0 < 0x80 }) else {
                strings.append(String(decoding: bytes, as: UTF8.self))
                continue
            }
            if drawing.textsAreUnicode || text.isUnicode {
                strings.append(DrawnTexts.composed(String(decoding: bytes, as: UTF8.self)))
                continue
            }
            let reading = (verdicts[text.fontID] ?? whole).reading(of: bytes)
            if case .converted(_, let coding) = reading { converted[coding.encoding.rawValue, default: 0] += 1 }
            strings.append(reading.replacement ?? DrawnTexts.asWritten(bytes, drawing, text))
        }
    }

    private static func verdictOfAll(_ drawing: Drawing) -> TextColumnVerdict {
        var judge = TextColumnJudge()
        if !drawing.textsAreUnicode {
            for text in drawing.texts where !text.isUnicode { judge.note(drawing.bytes(of: text)) }
        }
        return judge.verdict
    }

    private static func composed(_ text: String) -> String {
        TextColumnJudge.judge([text]).reading(of: text).replacement ?? text
    }

    /// Bytes that speak for no encoding: by the font's name where it says one, else as Windows-1252.
    private static func asWritten(_ bytes: ArraySlice<UInt8>, _ drawing: Drawing, _ text: DrawnText) -> String {
        if let utf8 = String(validating: bytes, as: UTF8.self) { return utf8 }
        let encoding = drawing.font(of: text)?.name.flatMap { ByteEncoding(fontName: $0) } ?? .windows1252
        return encoding.decode(bytes) ?? ""
    }
}
