/// Composes Latin letters with the combining marks behind them (NFC for the letters of Vietnamese and its neighbours).
///
/// The pairs come from the standard library's own canonical equivalence: two `Character`s are equal when their
/// decompositions are. Marks of other scripts, and letters that have no composed form, stay as they are.
struct LatinComposition: Sendable {
    static let shared = LatinComposition()

    /// Letter and mark to the composed letter.
    private var composed: [UInt64: Unicode.Scalar] = [:]
    /// The other way; where there are several, with the mark of a tone.
    private(set) var parts: [Unicode.Scalar: (letter: Unicode.Scalar, mark: Unicode.Scalar)] = [:]

    /// Grave, acute, tilde, hook, dot below: the tones; circumflex, breve, horn: shapes; diaeresis, ring, caron, cedilla.
    private static let marks: [Unicode.Scalar] = [
        "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{302}", "\u{306}", "\u{31B}", "\u{308}", "\u{30A}",
        "\u{30C}", "\u{327}",
    ]

    private init() {
        let ranges: [ClosedRange<UInt32>] = [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EF9]
        let letters = ranges.joined().compactMap { Unicode.Scalar($0) }
        let known = Dictionary(letters.map { (Character($0), $0) }) { first, _ in first }
        for mark in LatinComposition.marks {
            for letter in letters {
                let pair = Character(String(String.UnicodeScalarView([letter, mark])))
                guard let whole = known[pair] else { continue }
                composed[LatinComposition.key(letter, mark)] = whole
                if parts[whole] == nil { parts[whole] = (letter, mark) }
            }
        }
    }

    private static func key(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> UInt64 {
        UInt64(letter.value) << 32 | UInt64(mark.value)
    }

    /// Whether a scalar is a combining mark of the block 0300–036F.
    @inline(__always)
    static func isMark(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

    /// The letter that a letter and a mark make.
    func whole(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        composed[LatinComposition.key(letter, mark)]
    }

    func compose(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard scalars.contains(where: { LatinComposition.isMark($0) }) else { return scalars }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        for scalar in scalars {
            if LatinComposition.isMark(scalar), let last = result.last, let whole = whole(last, scalar) {
                result[result.count - 1] = whole
            } else {
                result.append(scalar)
            }
        }
        return result
    }
}
