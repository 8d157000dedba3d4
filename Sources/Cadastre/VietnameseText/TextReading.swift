/// What a value of a column turned out to be.
public enum TextReading: Hashable, Sendable {
    /// Nothing beyond ASCII, or nothing that speaks for another reading: it stays.
    case plain
    /// Vietnamese in Unicode, composed: it stays.
    case unicode
    /// Vietnamese in Unicode with combining marks: its composed form (NFC).
    case composed(String)
    case converted(String, from: TextCoding)
    /// Another reading is as good as what it says, or the only sign of another encoding: it stays, and somebody should
    /// look at it (TXT-01).
    case undecided

    /// The text to put in the place of the value; nil where it stays.
    public var replacement: String? {
        switch self {
        case .composed(let text), .converted(let text, from: _): text
        case .plain, .unicode, .undecided: nil
        }
    }
}

/// How many values of a column turned out to be what.
public struct TextReadingCounts: Hashable, Sendable {
    public private(set) var plain = 0
    public private(set) var unicode = 0
    public private(set) var composed = 0
    public private(set) var undecided = 0
    public private(set) var convertedByCoding: [TextCoding: Int] = [:]

    public init() {}

    public mutating func note(_ reading: TextReading) {
        switch reading {
        case .plain: plain += 1
        case .unicode: unicode += 1
        case .composed: composed += 1
        case .undecided: undecided += 1
        case .converted(_, from: let coding): convertedByCoding[coding, default: 0] += 1
        }
    }

    public var converted: Int { convertedByCoding.values.reduce(0, +) }

    /// Whether texts of several encodings stand side by side. Unicode with and without combining marks is one, and so
    /// are TCVN3 with and without a font of capitals, and the code pages by which the bytes of one encoding were misread.
    public var isMixed: Bool {
        Set(convertedByCoding.keys.map { $0.encoding == .tcvn3Capitals ? .tcvn3 : $0.encoding }).count
            + (unicode + composed > 0 ? 1 : 0) > 1
    }
}
