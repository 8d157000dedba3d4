/// How a text went wrong: what its bytes meant, and as what they were read.
public struct TextCoding: Hashable, Sendable {
    public var encoding: ByteEncoding
    /// The code page by which the bytes became Unicode; nil where they are still the bytes themselves.
    public var misreadAs: CodePage?

    public init(_ encoding: ByteEncoding, misreadAs page: CodePage? = nil) {
        self.encoding = encoding
        misreadAs = page
    }

    /// What a text may be instead of what it says, the likelier first. A font of capitals is told by the letters, so it
    /// needs no reading of its own.
    static let ofTexts: [TextCoding] = [
        TextCoding(.tcvn3, misreadAs: .windows1252), TextCoding(.tcvn3, misreadAs: .windows1258),
        TextCoding(.vni, misreadAs: .windows1252), TextCoding(.vni, misreadAs: .windows1258),
        TextCoding(.windows1258, misreadAs: .windows1252),
        TextCoding(.utf8, misreadAs: .windows1252), TextCoding(.utf8, misreadAs: .windows1258),
    ]

    /// What bytes that are no UTF-8 may be.
    static let ofBytes: [TextCoding] = [
        TextCoding(.tcvn3), TextCoding(.vni), TextCoding(.windows1258), TextCoding(.windows1252),
    ]
}

/// One reading of a value.
struct CandidateText {
    var coding: TextCoding
    var scalars: [Unicode.Scalar]
    var spelling: Spelling
    /// Whether its letters tell of a font of capitals.
    var isRaised = false

    var text: String { String(scalars: scalars) }

    /// - Parameter value: the value as bytes, or as the text that a code page made of them.
    /// - Returns: nil where the value cannot have come about this way.
    init?(_ coding: TextCoding, of value: RawValue) {
        let bytes: [UInt8]?
        switch value {
        case .bytes(let own): bytes = coding.misreadAs == nil ? own : nil
        case .text(let scalars): bytes = coding.misreadAs?.bytes(of: scalars)
        }
        guard let bytes, var scalars = coding.encoding.scalars(of: bytes) else { return nil }
        if coding.encoding == .tcvn3 { isRaised = CapitalFont.raise(&scalars) }
        self.coding = coding
        self.scalars = scalars
        spelling = Spelling(scalars)
    }
}

/// A value as it stands in the source.
enum RawValue {
    case text([Unicode.Scalar])
    /// No UTF-8.
    case bytes([UInt8])

    var hasPlainSmallLetter: Bool {
        switch self {
        case .text(let scalars): scalars.contains { (0x61...0x7A).contains($0.value) }
        case .bytes(let bytes): bytes.contains { (0x61...0x7A).contains($0) }
        }
    }

    init(_ value: some Collection<UInt8>) {
        if let text = String(validating: value, as: UTF8.self) {
            self = .text(Array(text.unicodeScalars))
        } else {
            self = .bytes(Array(value))
        }
    }
}

/// Finds texts of TCVN3 in a font of capitals where nothing says the font: `NGUYÔN` is NGUYễN with its letters alone.
enum CapitalFont {
    /// Raises small letters beyond ASCII in words whose plain letters are all capitals, one of them behind another
    /// letter; in texts without any small plain letter also in words too short to tell.
    /// - Returns: whether that made all of the text capitals.
    static func raise(_ scalars: inout [Unicode.Scalar]) -> Bool {
        guard scalars.contains(where: { (0x41...0x5A).contains($0.value) }) else { return false }
        let alphabet = VietnameseAlphabet.shared
        var short: [Range<Int>] = []
        var hasPlainSmall = false
        var hasRaised = false
        var i = 0
        while i < scalars.count {
            let start = i
            var hasLaterCapital = false
            var plainSmall = 0
            while i < scalars.count, let letter = alphabet.letter(scalars[i]) {
                if scalars[i].isASCII {
                    if !letter.isCapital { plainSmall += 1 } else if i > start { hasLaterCapital = true }
                }
                i += 1
            }
            if plainSmall > 0 { hasPlainSmall = true }
            if plainSmall == 0, i > start {
                if hasLaterCapital {
                    for j in start..<i where !scalars[j].isASCII {
                        scalars[j] = alphabet.capital(scalars[j])
                        hasRaised = true
                    }
                } else {
                    short.append(start..<i)
                }
            }
            if i == start { i += 1 }
        }
        guard hasRaised, !hasPlainSmall else { return false }
        for word in short { for j in word { scalars[j] = alphabet.capital(scalars[j]) } }
        return true
    }
}
