/// What two names or places have in common when they are the same but written differently.
///
/// The key of diacritics ignores case, composition (NFC or not), where in a word its tone stands (hoà and hòa, thuý and
/// thúy, qúy and quý), white space at the ends or repeated, and dashes between words. It keeps every diacritic: Hoa is
/// not Hòa. A key is for comparing, not for showing.
public struct ComparisonKey: Hashable, Sendable, Comparable {
    public let text: String

    /// The key that keeps diacritics, for names of people and places.
    public init(_ text: some StringProtocol) {
        self.text = ComparisonKey.fold(text) { word in word.keepingTone }
    }

    private init(folded: String) { text = folded }

    /// The looser key without diacritics (đ is d), for the words of headers and for searching.
    public static func withoutDiacritics(_ text: some StringProtocol) -> ComparisonKey {
        ComparisonKey(folded: fold(text) { word in word.plain })
    }

    public static func < (a: ComparisonKey, b: ComparisonKey) -> Bool { a.text < b.text }

    /// Letters and digits in small letters, everything between two of them as one space or as it is.
    private static func fold(_ text: some StringProtocol, _ finish: (FoldedWord) -> [Unicode.Scalar]) -> String {
        var folded = String.UnicodeScalarView()
        var word = FoldedWord()
        var gap = Gap.none
        // A soft hyphen is not seen.
        for scalar in LatinComposition.shared.compose(Array(text.unicodeScalars)) where scalar != "\u{AD}" {
            if isSpace(scalar) || dashes.contains(scalar) {
                folded.append(contentsOf: finish(word))
                let isBehindDigit = word.scalars.last.map { isDigit($0) } ?? false
                word = FoldedWord()
                if folded.isEmpty { continue }
                if isSpace(scalar) {
                    gap = gap == .none ? .space : gap == .numberDash ? .dash : gap
                } else {
                    gap = gap == .none && isBehindDigit ? .numberDash : .dash
                }
                continue
            }
            if gap != .none {
                // "03-1" is one number and not "03 1".
                folded.append(gap == .numberDash && isDigit(scalar) ? "-" : " ")
                gap = .none
            }
            if scalar.isASCII, !isDigit(scalar), VietnameseAlphabet.shared.letter(scalar) == nil {
                folded.append(contentsOf: finish(word))
                word = FoldedWord()
                folded.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        folded.append(contentsOf: finish(word))
        return String(folded)
    }

    private enum Gap { case none, space, dash, numberDash }

    private static let dashes: Set<Unicode.Scalar> = [
        "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}",
    ]

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{A0}" || scalar.properties.isWhitespace
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

/// A word in small letters, its tone apart.
private struct FoldedWord {
    private(set) var scalars: [Unicode.Scalar] = []
    private var tone = VietnameseTone.level
    private var toneCount = 0
    /// The word with its tones in their places.
    private var toned: [Unicode.Scalar] = []

    mutating func append(_ scalar: Unicode.Scalar) {
        let alphabet = VietnameseAlphabet.shared
        guard var letter = alphabet.letter(scalar) else {
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            scalars += small
            toned += small
            return
        }
        letter.isCapital = false
        toned.append(alphabet.scalar(letter))
        if letter.tone != .level {
            tone = letter.tone
            toneCount += 1
            letter.tone = .level
        }
        scalars.append(alphabet.scalar(letter))
    }

    /// One tone goes behind its word: where in the word it stands tells no words apart. Words run together have more
    /// than one, which stay where they are.
    var keepingTone: [Unicode.Scalar] {
        guard toneCount == 1, let mark = tone.mark else { return toned }
        return scalars + [mark]
    }

    var plain: [Unicode.Scalar] {
        scalars.map { scalar in
            if scalar == "đ" { return "d" }
            var letter = scalar
            while let parts = LatinComposition.shared.parts[letter] { letter = parts.letter }
            return letter
        }.filter { !LatinComposition.isMark($0) }
    }
}
