/// What two names or places have in common when they are the same but written differently.
///
/// A key ignores case, composition (NFC or not), where in a word its tone stands (hoà and hòa, thuý and thúy, qúy and
/// quý), white space at the ends or repeated, and dashes between words. It keeps every diacritic: Hoa is not Hòa. It is
/// for comparing, not for showing.
public struct ComparisonKey: Hashable, Sendable, Comparable {
    public let text: String

    /// The key that keeps diacritics, for names of people and places.
    public init(_ text: some StringProtocol) { self.init(text, keepingDiacritics: true) }

    /// The looser key without diacritics (đ is d), for the words of headers and for searching.
    public static func withoutDiacritics(_ text: some StringProtocol) -> ComparisonKey {
        ComparisonKey(text, keepingDiacritics: false)
    }

    public static func < (a: ComparisonKey, b: ComparisonKey) -> Bool { a.text < b.text }

    private init(_ text: some StringProtocol, keepingDiacritics: Bool) {
        var fold = NameFold(keepsDiacritics: keepingDiacritics)
        for scalar in LatinComposition.shared.compose(Array(text.unicodeScalars)) { fold.append(scalar) }
        self.text = fold.finished()
    }
}

/// Folds a name sign by sign.
private struct NameFold {
    let keepsDiacritics: Bool
    private var folded: [Unicode.Scalar] = []
    /// Where in `folded` the last word begins.
    private var wordStart = 0
    /// The only tone of the last word so far, and its letter's place in `folded`.
    private var tone: (tone: VietnameseTone, place: Int)?
    private var toneCount = 0
    private var gap = Gap.none
    private let alphabet = VietnameseAlphabet.shared

    /// What stood between the last word and the next.
    private enum Gap {
        case none, space, dash
        /// A dash right behind a digit: "03-1" is one number and not "03 1".
        case numberDash
    }

    init(keepsDiacritics: Bool) { self.keepsDiacritics = keepsDiacritics }

    mutating func append(_ scalar: Unicode.Scalar) {
        if let letter = alphabet.letter(scalar) {
            closeGap(before: scalar)
            append(letter)
        } else if isSpace(scalar) {
            endWord()
            gap = gap == .none ? .space : gap == .numberDash ? .dash : gap
        } else if isDash(scalar) {
            endWord()
            gap = gap == .none && folded.last.map { isDigit($0) } == true ? .numberDash : .dash
        } else if scalar != "\u{AD}" {
            // A soft hyphen is not seen. Other signs of ASCII end a word; digits belong to it.
            closeGap(before: scalar)
            if scalar.isASCII, !isDigit(scalar) { endWord() }
            append(other: scalar)
            if scalar.isASCII, !isDigit(scalar) { wordStart = folded.count }
        }
    }

    mutating func finished() -> String {
        endWord()
        return String(scalars: folded)
    }

    private mutating func closeGap(before scalar: Unicode.Scalar) {
        if gap != .none, !folded.isEmpty {
            folded.append(gap == .numberDash && isDigit(scalar) ? "-" : " ")
            wordStart = folded.count
        }
        gap = .none
    }

    private mutating func append(_ letter: VietnameseLetter) {
        var letter = letter
        letter.isCapital = false
        if letter.tone != .level {
            tone = (letter.tone, folded.count)
            toneCount += 1
        }
        if !keepsDiacritics {
            letter.tone = .level
            folded.append(plain(alphabet.scalar(letter)))
        } else {
            folded.append(alphabet.scalar(letter))
        }
    }

    private mutating func append(other scalar: Unicode.Scalar) {
        if scalar.isASCII {
            folded.append(scalar)
        } else if keepsDiacritics {
            folded += scalar.properties.lowercaseMapping.unicodeScalars
        } else if !LatinComposition.isMark(scalar) {
            folded += scalar.properties.lowercaseMapping.unicodeScalars.map { plain($0) }
        }
    }

    /// One tone goes behind its word: where in the word it stands tells no words apart. Words run together have more
    /// than one, which stay where they are.
    private mutating func endWord() {
        if keepsDiacritics, toneCount == 1, let tone, tone.place >= wordStart, let mark = tone.tone.mark,
            var letter = alphabet.letter(folded[tone.place])
        {
            letter.tone = .level
            folded[tone.place] = alphabet.scalar(letter)
            folded.append(mark)
        }
        tone = nil
        toneCount = 0
        wordStart = folded.count
    }

    private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        if scalar == "đ" { return "d" }
        var letter = scalar
        while let parts = LatinComposition.shared.parts[letter] { letter = parts.letter }
        return letter
    }

    private func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || (0x2010...0x2015).contains(scalar.value) || scalar == "\u{2212}"
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar.value != 0 && !("!"..."~").contains(scalar) && scalar.properties.isWhitespace
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
