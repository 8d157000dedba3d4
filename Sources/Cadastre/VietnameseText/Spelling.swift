/// How well a text reads as Vietnamese.
///
/// Only words with something beyond ASCII count: plain words are the same in every reading.
struct Spelling: Hashable {
    /// Weighs readings of one text against each other: right words give, faults take.
    private(set) var score = 0
    /// Words of Vietnamese, of two letters or more.
    private(set) var words = 0
    /// Whether a word of two letters or more stands in it, be it ASCII or wrong.
    private(set) var hasWord = false
    /// Capitals in a row that are no word, with Đ among them: `AĐ`, `QĐ`, `HĐND`.
    private(set) var abbreviations = 0
    /// Words that Vietnamese has not, and signs where none should be.
    private(set) var faults = 0
    /// Whether a letter stands in it that Western code pages have not.
    private(set) var hasVietnameseLetter = false

    var isFlawless: Bool { faults == 0 && words > 0 }

    private enum Kind { case letter, alien, sign, control, other }

    init(_ text: [Unicode.Scalar]) {
        let alphabet = VietnameseAlphabet.shared
        let table = SyllableTable.shared
        var word = Word()
        var isBehindSign = false
        for scalar in text {
            if let letter = alphabet.letter(scalar) {
                // "´Hµ": a sign sticks to the word.
                if isBehindSign, word.syllable.letterCount == 0 { note(fault: 1) }
                word.append(letter, scalar)
                isBehindSign = false
                if scalar.value > 0xFF { hasVietnameseLetter = true }
                continue
            }
            switch Spelling.kind(scalar) {
            case .alien:
                word.hasAlien = true
                word.alienCount += 1
                isBehindSign = false
            case .sign:
                if word.syllable.letterCount > 0 { note(fault: 1) }
                end(&word, table)
                isBehindSign = true
            case .control:
                note(fault: 2)
                end(&word, table)
                isBehindSign = false
            default:
                end(&word, table)
                isBehindSign = false
            }
        }
        end(&word, table)
    }

    private mutating func note(fault weight: Int) {
        faults += 1
        score -= weight
    }

    private struct Word {
        var syllable = Syllable()
        var isBeyondASCII = false
        var hasAlien = false
        var alienCount = 0
        var capitals = 0
        var isCapitalised = false
        var isAbbreviation = true

        @inline(__always)
        mutating func append(_ letter: VietnameseLetter, _ scalar: Unicode.Scalar) {
            if letter.isCapital {
                capitals += 1
                if syllable.letterCount == 0 { isCapitalised = true }
            }
            if !scalar.isASCII { isBeyondASCII = true }
            if !letter.isCapital || !(scalar.isASCII || scalar == "Đ") { isAbbreviation = false }
            syllable.append(letter)
        }

        /// Small letters and capitals as no word has them: "nguyÔn", "QUý".
        var isOddlyCased: Bool {
            capitals > (isCapitalised ? 1 : 0) && capitals < syllable.letterCount
        }
    }

    @inline(__always)
    private mutating func end(_ word: inout Word, _ table: SyllableTable) {
        if word.syllable.letterCount > 1 { hasWord = true }
        if word.hasAlien {
            note(fault: word.syllable.letterCount + word.alienCount > 1 ? 3 : 1)
        } else if word.isBeyondASCII, word.syllable.letterCount > 1 {
            switch word.isOddlyCased ? .impossible : word.syllable.standing(in: table) {
            case .impossible:
                if word.isAbbreviation { abbreviations += 1 } else { note(fault: 2) }
            case .possible:
                words += 1
                score += 2
            case .common:
                words += 1
                score += 3
            }
        }
        if word.syllable.letterCount > 0 || word.hasAlien { word = Word() }
    }

    /// Signs of Windows-1252 that are letters in TCVN3. The others (², °, ±, “) stand in good texts too.
    private static let legacySigns: Set<UInt32> = Set(
        "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾×÷₫".unicodeScalars.map(\.value))
    private static let lowKinds: [Kind] = (UInt32(0)..<0x100).map { value in
        if value < 0x80 { return .other }
        if value < 0xA0 { return .control }
        if legacySigns.contains(value) { return .sign }
        return value < 0xC0 ? .other : .alien
    }

    private static func kind(_ scalar: Unicode.Scalar) -> Kind {
        if scalar.value < 0x100 { return lowKinds[Int(scalar.value)] }
        if scalar.value == 0xFFFD { return .control }
        if scalar == "₫" { return .sign }
        return scalar.value < 0x250 || LatinComposition.isMark(scalar) || scalar.properties.isAlphabetic
            ? .alien : .other
    }
}
