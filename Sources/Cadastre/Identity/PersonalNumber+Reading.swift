/// What is wrong with a text that should be a personal identification number.
public enum PersonalNumberFinding: Hashable, Sendable {
    case missing
    case notDigits
    /// As many digits as this.
    case wrongLength(Int)
    /// An identity card number (CMND) of nine digits, without force since 31 December 2024: the holder's number of twelve
    /// digits is to be found. Never a number that lost zeros, for no province code is 000.
    case nineDigits
    /// Ten or eleven digits that are a good number with zeros before them, as a spreadsheet takes them away.
    case lostZeros(PersonalNumber)
    /// Twelve times the same digit.
    case repeatedDigit
    /// Spaces, dots or dashes stand between the digits, or the `.0` of a spreadsheet behind them.
    case separators
    /// A first part that is no province's: a warning, for the codes of births abroad are not in the list.
    case unknownProvince
    case contradictsGender
    case contradictsBirthYear
    /// The year of birth in the number is still to come.
    case bornInFuture

    /// Whether the number may be right all the same.
    public var isWarning: Bool {
        switch self {
        case .unknownProvince, .separators: true
        default: false
        }
    }
}

extension PersonalNumber {
    /// What a text says when it should be a personal identification number.
    public struct Reading: Hashable, Sendable {
        /// The number, where the text has twelve digits; findings may still tell against it.
        public let number: PersonalNumber?
        /// In order of weight; none for a good number.
        public let findings: [PersonalNumberFinding]
    }

    /// Reads a number; see `read(utf8:)`.
    public static func read(
        _ text: String, gender: Gender? = nil, birthYear: Int? = nil, on day: CivilDate? = nil
    ) -> Reading {
        var text = text
        return text.withUTF8 {
            read(utf8: UnsafeRawBufferPointer($0), gender: gender, birthYear: birthYear, on: day)
        }
    }

    /// Reads a number from its bytes, without making a `String` or an array of a good one.
    ///
    /// - Parameters:
    ///   - gender: the holder's, where the record has it.
    ///   - birthYear: four digits, where the record has at least the year.
    ///   - day: the day of the check; nobody is born later.
    public static func read(
        utf8 text: UnsafeRawBufferPointer, gender: Gender? = nil, birthYear: Int? = nil, on day: CivilDate? = nil
    ) -> Reading {
        guard let found = Digits(text) else { return Reading(number: nil, findings: [.notDigits]) }
        switch found.count {
        case 0: return Reading(number: nil, findings: [.missing])
        case length:
            let number = PersonalNumber(value: found.value)
            var findings = number.findings(gender: gender, birthYear: birthYear, on: day)
            if found.hasSeparators { findings.append(.separators) }
            return Reading(number: number, findings: findings)
        case 9: return Reading(number: nil, findings: [.nineDigits])
        case 10, 11:
            let padded = PersonalNumber(value: found.value)
            let isGood = padded.findings(gender: gender, birthYear: birthYear, on: day).isEmpty
            return Reading(number: nil, findings: [isGood ? .lostZeros(padded) : .wrongLength(found.count)])
        default: return Reading(number: nil, findings: [.wrongLength(found.count)])
        }
    }

    private func findings(gender: Gender?, birthYear: Int?, on day: CivilDate?) -> [PersonalNumberFinding] {
        if isRepeated { return [.repeatedDigit] }
        var findings: [PersonalNumberFinding] = []
        if let gender, gender != self.gender { findings.append(.contradictsGender) }
        if let birthYear, birthYear != self.birthYear { findings.append(.contradictsBirthYear) }
        if let day, self.birthYear > day.year { findings.append(.bornInFuture) }
        if province == nil { findings.append(.unknownProvince) }
        return findings
    }

    /// A text of any identifier with its middle hidden: three and four characters of one of twelve or more are left, the
    /// last two of a shorter one.
    public static func masked(_ text: String) -> String {
        let count = text.count
        if count >= length { return "\(text.prefix(3))\(String(repeating: "*", count: count - 7))\(text.suffix(4))" }
        let shown = min(2, count / 3)
        return String(repeating: "*", count: count - shown) + text.suffix(shown)
    }

    /// The form in which two texts of one number are the same: its digits alone, ten or eleven with the zeros that
    /// spreadsheets take away. Nil for what can be nobody's number.
    public static func comparable(_ text: String) -> String? {
        var text = text
        let found = text.withUTF8 { Digits(UnsafeRawBufferPointer($0)) }
        guard let found, (9...length).contains(found.count) else { return nil }
        let digits = PersonalNumber(value: found.value).digits
        if Set(digits.suffix(found.count)).count == 1 { return nil }
        return found.count == 9 ? String(digits.suffix(9)) : digits
    }

    /// The digits of a text: up to nineteen, with what people put between them.
    private struct Digits {
        var value: UInt64 = 0
        var count = 0
        var hasSeparators = false

        /// Nil when there is something else.
        init?(_ text: UnsafeRawBufferPointer) {
            var bytes = text[...]
            while let last = bytes.last, last <= 32 { bytes.removeLast() }
            // An apostrophe before a number tells a spreadsheet to leave it alone.
            while let first = bytes.first, first <= 32 || first == 39 { bytes.removeFirst() }
            if bytes.count > 2, bytes[bytes.endIndex - 1] == 48, bytes[bytes.endIndex - 2] == 46 {
                bytes.removeLast(2)
                hasSeparators = true
            }
            for byte in bytes {
                switch byte {
                case 48...57:
                    if count == 19 { return nil }
                    value = value * 10 + UInt64(byte - 48)
                    count += 1
                case 32, 45, 46: hasSeparators = true
                default: return nil
                }
            }
            // Nothing but dashes is as good as nothing.
            if count == 0 { hasSeparators = false }
        }
    }
}
