/// The serial of a land certificate's blank (số phát hành, sê-ri).
public struct CertificateSerial: Hashable, Sendable, CustomStringConvertible {
    public enum Form: Hashable, Sendable {
        /// One or two letters, Đ among them, and six digits: until 2024.
        case sixDigits
        /// Two letters and eight digits: Circular 10/2024/TT-BTNMT.
        case eightDigits
    }

    /// One or two capitals.
    public let letters: String
    /// Six or eight digits; leading zeros count.
    public let digits: String

    public var form: Form { digits.utf8.count == 8 ? .eightDigits : .sixDigits }

    /// In the one way in which serials are compared: `AĐ 266864`.
    public var description: String { "\(letters) \(digits)" }

    /// The serials that a reader could have meant, for D and Đ are mistaken for each other: to be looked for when there
    /// is none of this serial. Serials of eight digits have no Đ.
    public var lookAlikes: [CertificateSerial] {
        guard form == .sixDigits else { return [] }
        let choices = letters.map { "DĐ".contains($0) ? ["D", "Đ"] : [String($0)] }
        let all = choices.reduce([""]) { starts, next in starts.flatMap { start in next.map { start + $0 } } }
        return all.filter { $0 != letters }.map { CertificateSerial(letters: $0, digits: digits) }
    }

    /// What a text says when it should be a serial.
    public enum Reading: Hashable, Sendable {
        case missing
        case serial(CertificateSerial)
        /// A serial once look-alikes are exchanged (O for 0, I or L for 1, Đ for D): to be confirmed by somebody.
        case suggested(CertificateSerial)
        /// Ten to twelve digits: the paper of a house under Decree 60/CP.
        case houseNumber(String)
        case unreadable
    }

    /// Whether a text is a serial as most are written, `CD 123456` or `AA 12345678`: seen without reading it sign by sign.
    public static func isPlain(utf8 text: ArraySlice<UInt8>) -> Bool {
        guard text.count == 9 || text.count == 11 else { return false }
        return zip(0..., text).allSatisfy { at, byte in
            switch at {
            case 0, 1: (65...90).contains(byte)
            case 2: byte == 32
            default: (48...57).contains(byte)
            }
        }
    }

    /// Reads a serial in any case, with or without spaces, dots or dashes.
    public static func read(_ text: String) -> Reading {
        var signs: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars where !isSeparator(scalar) {
            // No serial is longer than ten, no house paper's number longer than twelve.
            if signs.count == 12 { return .unreadable }
            signs.append(capital(scalar))
        }
        if signs.isEmpty { return .missing }
        if (10...12).contains(signs.count), signs.allSatisfy(isDigit) { return .houseNumber(joined(signs)) }
        let letterCount: Int
        switch signs.count {
        case 7: letterCount = 1
        case 8, 10: letterCount = 2
        default: return .unreadable
        }
        var isSure = true
        let isLong = signs.count == 10
        for i in signs.indices {
            let meant = i < letterCount ? asLetter(signs[i], isLong: isLong) : asDigit(signs[i])
            guard let meant else { return .unreadable }
            if meant != signs[i] { isSure = false }
            signs[i] = meant
        }
        let serial = CertificateSerial(letters: joined(signs[..<letterCount]), digits: joined(signs[letterCount...]))
        return isSure ? .serial(serial) : .suggested(serial)
    }

    private static func joined(_ signs: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: signs)
        return String(text)
    }

    private static func isDigit(_ sign: Unicode.Scalar) -> Bool { ("0"..."9").contains(sign) }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ".-–:\u{200B}\u{FEFF}".unicodeScalars.contains(scalar)
    }

    /// Capitals of ASCII and Đ, also when it was typed as the Icelandic or the African letter of the same look.
    private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "a"..."z": Unicode.Scalar(UInt8(scalar.value) - 32)
        case "đ", "ð", "Ð", "Ɖ", "ɖ": "Đ"
        default: scalar
        }
    }

    private static func asLetter(_ sign: Unicode.Scalar, isLong: Bool) -> Unicode.Scalar? {
        switch sign {
        case "A"..."Z": sign
        case "Đ": isLong ? "D" : sign
        case "0": "O"
        case "1": "I"
        default: nil
        }
    }

    private static func asDigit(_ sign: Unicode.Scalar) -> Unicode.Scalar? {
        switch sign {
        case "0"..."9": sign
        case "O": "0"
        case "I", "L": "1"
        default: nil
        }
    }
}
