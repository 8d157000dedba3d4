/// How texts came to be encoded, as far as simple cues tell.
public enum TextEncoding: String, Hashable, Sendable, Codable {
    /// Vietnamese letters of their own code points (dựng sẵn).
    case unicode
    /// Letters and combining marks (tổ hợp).
    case unicodeDecomposed = "unicode-decomposed"
    /// The old font encoding of .VnTime, read as Windows-1252.
    case tcvn3
    /// The old font encoding of VNI-Times, read as Windows-1252.
    case vni
    /// UTF-8 that was read as Windows-1252: `Ã¡`.
    case utf8ReadAsWindows1252 = "utf8-read-as-windows-1252"
    /// Bytes that are no UTF-8 at all: a wrong or missing `.cpg`.
    case notUTF8 = "not-utf8"
    /// Other letters, as of French.
    case latin
}

/// Collects cues from the texts of one column.
struct EncodingCues {
    private var counts: [TextEncoding: Int] = [:]
    private(set) var sampled = 0

    /// More texts prove no more.
    static let enough = 2000

    /// Vowels that carry a mark in VNI, and the marks behind them.
    private static let vniVowels = Set("aeouyAEOUYôöÔÖ".unicodeScalars)
    private static let vniMarks = Set("ùøûõïâáàåãäéèúüëêÙØÛÕÏÂÁÀÅÃÄÉÈÚÜËÊ".unicodeScalars)
    /// Letters of TCVN3 that are signs in Windows-1252, and no letters of any language.
    private static let tcvn3Signs = Set("®µ¸¹¨©ª«¬\u{AD}¶·¾»½¼¡¢£¤¥¦§".unicodeScalars)

    /// Notes one text. A text in ASCII says nothing.
    mutating func note(_ bytes: UnsafeRawBufferPointer) {
        guard sampled < EncodingCues.enough, bytes.contains(where: { $0 >= 0x80 }) else { return }
        sampled += 1
        guard let text = String(validating: bytes, as: UTF8.self) else {
            counts[.notUTF8, default: 0] += 1
            return
        }
        counts[EncodingCues.cue(Array(text.unicodeScalars)), default: 0] += 1
    }

    private static func cue(_ scalars: [Unicode.Scalar]) -> TextEncoding {
        var hasCombining = false
        var hasVietnamese = false
        var tcvn3 = 0
        var vni = 0
        var mojibake = false
        for (i, scalar) in scalars.enumerated() {
            let next = i + 1 < scalars.count ? scalars[i + 1] : nil
            switch scalar.value {
            case 0x300...0x323: hasCombining = true
            case 0x102...0x103, 0x110...0x111, 0x128...0x129, 0x168...0x169, 0x1A0...0x1A1, 0x1AF...0x1B0,
                0x1EA0...0x1EF9:
                hasVietnamese = true
            default: break
            }
            if tcvn3Signs.contains(scalar) { tcvn3 += 1 }
            if let next {
                if vniVowels.contains(scalar), vniMarks.contains(next) { vni += 1 }
                if scalar == "ñ" || scalar == "Ñ", vniVowels.contains(next) || next == "ò" || next == "í" { vni += 1 }
                // The first byte of a two- or three-byte letter, and a second one.
                if scalar == "Ã" || scalar == "Ä" || scalar == "Æ" || scalar.value == 0xE1,
                    (0x80...0xBF).contains(next.value) || windows1252Signs.contains(next)
                {
                    mojibake = true
                }
            }
        }
        // "áº" and "Ä‘" have signs of TCVN3 in them: look for whole pairs first.
        if mojibake && !hasVietnamese { return .utf8ReadAsWindows1252 }
        if hasCombining { return .unicodeDecomposed }
        if hasVietnamese { return .unicode }
        if tcvn3 > 0 { return .tcvn3 }
        return vni > 0 ? .vni : .latin
    }

    /// What Windows-1252 has in the places 0x80 to 0x9F.
    private static let windows1252Signs = Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".unicodeScalars)

    /// The encoding of the column: that of most texts; nil without texts beyond ASCII.
    var verdict: TextEncoding? {
        // French has "aï" in it now and then; a text in VNI has a cue in nearly every word.
        counts.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key
    }
}
