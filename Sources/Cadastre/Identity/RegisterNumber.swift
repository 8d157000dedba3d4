/// The number under which a certificate was entered in the register (số vào sổ cấp GCN).
public enum RegisterNumber: Hashable, Sendable {
    case missing
    /// `CS 05494`: the authority's letters and five digits.
    case modern(Authority, digits: String)
    /// A free form of earlier years with a number in it, as `00123 QSDĐ/2003`, its white space made single.
    case older(String)
    case unreadable

    /// Who entered it.
    public enum Authority: String, CaseIterable, Hashable, Sendable {
        /// The people's committee of a district (huyện).
        case district = "CH"
        /// That of the province or city (tỉnh).
        case province = "CT"
        /// The department (Sở).
        case department = "CS"
        /// The land registration office (văn phòng).
        case office = "VP"
        /// A branch (chi nhánh) of that office.
        case branch = "CN"
    }

    /// Whether a text is `CS 05494` as it should be: seen without reading it.
    public static func isPlain(utf8 text: ArraySlice<UInt8>) -> Bool {
        guard text.count == 8, text.dropFirst(3).allSatisfy({ (48...57).contains($0) }) else { return false }
        let at = text.startIndex
        switch (text[at], text[at + 1], text[at + 2]) {
        case (UInt8(ascii: "C"), UInt8(ascii: "H"), 32), (UInt8(ascii: "C"), UInt8(ascii: "T"), 32),
            (UInt8(ascii: "C"), UInt8(ascii: "S"), 32), (UInt8(ascii: "C"), UInt8(ascii: "N"), 32),
            (UInt8(ascii: "V"), UInt8(ascii: "P"), 32):
            return true
        default: return false
        }
    }

    /// Reads a register number in any case.
    public static func read(_ text: String) -> RegisterNumber {
        let words = text.split { $0.isWhitespace }
        if words.isEmpty { return .missing }
        let compact = words.joined().uppercased().utf8.filter { $0 != 45 && $0 != 46 }
        if compact.count == 7, let authority = Authority(rawValue: String(decoding: compact[..<2], as: UTF8.self)),
            compact[2...].allSatisfy({ (48...57).contains($0) })
        {
            return .modern(authority, digits: String(decoding: compact[2...], as: UTF8.self))
        }
        let isDamaged = text.unicodeScalars.contains {
            $0 == "\u{FFFD}" || ($0.value < 32 && !$0.properties.isWhitespace)
        }
        let hasNumber = compact.contains { (49...57).contains($0) }
        return hasNumber && !isDamaged ? .older(words.joined(separator: " ")) : .unreadable
    }

    /// In the one way in which register numbers are compared: `CS 05494`; nil where there is none.
    public var text: String? {
        switch self {
        case .modern(let authority, let digits): "\(authority.rawValue) \(digits)"
        case .older(let text): text
        case .missing, .unreadable: nil
        }
    }
}
