import Cadastre

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

/// Collects the texts of one column, to tell how they are encoded.
struct EncodingCues {
    private var texts: [[UInt8]] = []
    private var malformed = 0

    /// Notes one text. A text in ASCII says nothing, and so does one more than the judge needs.
    mutating func note(_ bytes: UnsafeRawBufferPointer) {
        guard texts.count < TextColumnJudge.enough, bytes.contains(where: { $0 >= 0x80 }) else { return }
        texts.append(Array(bytes))
        if String(validating: bytes, as: UTF8.self) == nil { malformed += 1 }
    }

    /// The encoding of the column: that of most texts; nil without texts beyond ASCII.
    var verdict: TextEncoding? {
        if texts.isEmpty { return nil }
        if malformed * 2 > texts.count { return .notUTF8 }
        let verdict = TextColumnJudge.judge(texts)
        switch verdict.encoding {
        case .legacy(let coding):
            return switch coding.encoding {
            case .tcvn3, .tcvn3Capitals: .tcvn3
            case .vni: .vni
            case .utf8: .utf8ReadAsWindows1252
            case .windows1258, .windows1252: .latin
            }
        case .unicode:
            let counts = verdict.readings(of: texts)
            return counts.composed > counts.unicode ? .unicodeDecomposed : .unicode
        case .plain: return .latin
        }
    }
}
