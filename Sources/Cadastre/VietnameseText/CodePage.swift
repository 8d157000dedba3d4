/// A code page of Windows through which bytes came to be text, rightly or wrongly.
public enum CodePage: String, Hashable, Sendable, CaseIterable {
    /// Western European: what most programs take for granted.
    case windows1252 = "windows-1252"
    /// Vietnamese, with combining marks for the tones.
    case windows1258 = "windows-1258"

    /// Where Windows-1258 has another sign than Windows-1252 (the places of 8A, 8E, 9A and 9E are free in it).
    private static let of1258: [UInt8: Unicode.Scalar] = [
        0xC3: "Ă", 0xCC: "\u{300}", 0xD0: "Đ", 0xD2: "\u{309}", 0xD5: "Ơ", 0xDD: "Ư", 0xDE: "\u{303}",
        0xE3: "ă", 0xEC: "\u{301}", 0xF0: "đ", 0xF2: "\u{323}", 0xF5: "ơ", 0xFD: "ư", 0xFE: "₫",
        0x8A: "\u{8A}", 0x8E: "\u{8E}", 0x9A: "\u{9A}", 0x9E: "\u{9E}",
    ]

    /// 80 to 9F of Windows-1252; its free places are controls, as in Latin-1.
    private static let signs1252 = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    private static let tables: [CodePage: (scalars: [Unicode.Scalar], bytes: [Unicode.Scalar: UInt8])] = {
        var tables: [CodePage: (scalars: [Unicode.Scalar], bytes: [Unicode.Scalar: UInt8])] = [:]
        for page in allCases {
            var scalars = (0...255).map { Unicode.Scalar(UInt8($0)) }
            scalars.replaceSubrange(0x80...0x9F, with: signs1252)
            if page == .windows1258 { for (byte, scalar) in of1258 { scalars[Int(byte)] = scalar } }
            var bytes: [Unicode.Scalar: UInt8] = [:]
            // Some programs read 80 to 9F as the controls of Latin-1.
            for byte in UInt8(0x80)...0x9F { bytes[Unicode.Scalar(byte)] = byte }
            for byte in UInt8(0)...255 { bytes[scalars[Int(byte)]] = byte }
            tables[page] = (scalars, bytes)
        }
        return tables
    }()

    /// The bytes of the signs below U+0400, where most are; 0 for none.
    private static func low(_ page: CodePage) -> [UInt8] {
        (0..<0x400).map { value in Unicode.Scalar(UInt32(value)).flatMap { tables[page]?.bytes[$0] } ?? 0 }
    }

    private static let low1252 = low(.windows1252)
    private static let low1258 = low(.windows1258)
    private static let scalars1252 = tables[.windows1252]?.scalars ?? []
    private static let scalars1258 = tables[.windows1258]?.scalars ?? []
    private static let bytes1252 = tables[.windows1252]?.bytes ?? [:]
    private static let bytes1258 = tables[.windows1258]?.bytes ?? [:]

    /// The sign of each byte. Tones of Windows-1258 are combining marks.
    var scalars: [Unicode.Scalar] { self == .windows1252 ? CodePage.scalars1252 : CodePage.scalars1258 }

    /// The bytes that read as this text; nil when it has a sign that this page has not.
    ///
    /// Readers of Windows-1258 that compose the marks (iconv does) lose nothing: a composed letter that has no byte is
    /// its letter and its mark again.
    func bytes(of text: [Unicode.Scalar]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        let table = self == .windows1252 ? CodePage.bytes1252 : CodePage.bytes1258
        let low = self == .windows1252 ? CodePage.low1252 : CodePage.low1258
        var i = 0
        while i < text.count {
            let scalar = text[i]
            i += 1
            if scalar.isASCII {
                result.append(UInt8(scalar.value))
            } else if scalar.value < 0x400, low[Int(scalar.value)] != 0 {
                result.append(low[Int(scalar.value)])
            } else if let byte = table[scalar] {
                result.append(byte)
            } else if self == .windows1258, let parts = LatinComposition.shared.parts[scalar],
                let letter = table[parts.letter], let mark = table[parts.mark]
            {
                // ñ and a dot below compose to ṇ with a tilde behind it.
                if i < text.count, let whole = LatinComposition.shared.whole(parts.letter, text[i]),
                    let byte = table[whole]
                {
                    result.append(byte)
                    result.append(mark)
                    i += 1
                    continue
                }
                result.append(letter)
                result.append(mark)
            } else {
                return nil
            }
        }
        return result
    }
}
