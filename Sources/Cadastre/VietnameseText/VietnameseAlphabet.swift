/// A tone of Vietnamese, in the order of `vietnameseVowelTable`.
enum VietnameseTone: UInt8, CaseIterable {
    case level, grave, acute, hook, tilde, dot

    /// The combining mark of the tone.
    var mark: Unicode.Scalar? {
        switch self {
        case .level: nil
        case .grave: "\u{300}"
        case .acute: "\u{301}"
        case .hook: "\u{309}"
        case .tilde: "\u{303}"
        case .dot: "\u{323}"
        }
    }
}

/// A letter taken apart: the letter without its tone, the tone, and the case.
struct VietnameseLetter: Equatable {
    /// 1 to 26 for a to z, then ă â ê ô ơ ư đ; what fits in six bits.
    var toneless: UInt8
    var tone: VietnameseTone
    var isCapital: Bool
}

/// The Latin letters a to z with the letters of Vietnamese: from code points to letters and back.
struct VietnameseAlphabet: Sendable {
    static let shared = VietnameseAlphabet()

    /// By code point: 0 for what is no letter of these, else the letter's parts in one number. The last letter is ỹ.
    private var parts: [UInt16] = Array(repeating: 0, count: 0x1EFA)
    /// Small letters by `toneless * 6 + tone`, then as many capitals.
    private var scalars: [Unicode.Scalar] = Array(repeating: "\0", count: 2 * VietnameseAlphabet.capitals)

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzăâêôơưđ".unicodeScalars)
    private static let capitals = 34 * 6
    private static let capitalBit: UInt16 = 1 << 9

    private init() {
        let vowels = CSVTable(vietnameseVowelTable).rows.map { row in row.compactMap(\.unicodeScalars.first) }
        for (i, letter) in VietnameseAlphabet.letters.enumerated() {
            let toned = vowels.first { $0[0] == letter } ?? [letter]
            for (tone, small) in toned.enumerated() {
                let number = (i + 1) | tone << 6
                let capital = small.properties.uppercaseMapping.unicodeScalars.first ?? small
                parts[Int(small.value)] = UInt16(number)
                parts[Int(capital.value)] = UInt16(number) | VietnameseAlphabet.capitalBit
                scalars[(i + 1) * 6 + tone] = small
                scalars[(i + 1) * 6 + tone + VietnameseAlphabet.capitals] = capital
            }
        }
    }

    /// The letter of a code point; nil for any other sign or letter.
    @inline(__always)
    func letter(_ scalar: Unicode.Scalar) -> VietnameseLetter? {
        guard scalar.value < 0x1EFA else { return nil }
        let part = parts[Int(scalar.value)]
        guard part != 0, let tone = VietnameseTone(rawValue: UInt8(part >> 6 & 7)) else { return nil }
        return VietnameseLetter(
            toneless: UInt8(part & 63), tone: tone, isCapital: part & VietnameseAlphabet.capitalBit != 0)
    }

    func scalar(_ letter: VietnameseLetter) -> Unicode.Scalar {
        scalars[
            Int(letter.toneless) * 6 + Int(letter.tone.rawValue) + (letter.isCapital ? VietnameseAlphabet.capitals : 0)]
    }

    /// The capital of a letter; other signs stay.
    func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard var letter = letter(scalar) else { return scalar }
        letter.isCapital = true
        return self.scalar(letter)
    }
}
