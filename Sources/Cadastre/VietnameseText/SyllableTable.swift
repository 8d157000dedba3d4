/// The syllables that Vietnamese spelling allows: onset, rhyme and tone, by table.
struct SyllableTable: Sendable {
    static let shared = SyllableTable()

    /// A syllable without its tone: the letters' numbers, six bits each, the first letter highest.
    typealias Key = UInt64
    /// "nghiêng" has seven letters; none has more.
    static let longest = 7

    /// What may be with the letters of one syllable; sets of tones and places are bits.
    struct Entry {
        fileprivate(set) var key: Key = 0
        /// Which tones it takes: those that end in c, ch, p, t have two only.
        fileprivate(set) var tones: UInt8 = 0
        /// At which of its letters a tone may stand: both for hoà and hòa.
        fileprivate(set) var places: UInt8 = 0
        /// With which tones it is a common word.
        fileprivate(set) var common: UInt8 = 0
    }

    /// Open addressing by key; key 0 is a free place.
    private var slots: [Entry] = Array(repeating: Entry(), count: 1 << 13)

    @inline(__always)
    static func appending(_ letter: VietnameseLetter, to key: Key) -> Key { key << 6 | Key(letter.toneless) }

    @inline(__always)
    private func place(of key: Key) -> Int {
        let mask = slots.count - 1
        var i = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
        while slots[i].key != key, slots[i].key != 0 { i = (i + 1) & mask }
        return i
    }

    @inline(__always)
    func entry(_ key: Key) -> Entry? {
        let entry = slots[place(of: key)]
        return entry.key == 0 ? nil : entry
    }

    private init() {
        var rhymes: [String: [String]] = [:]
        for row in CSVTable(vietnameseRhymeTable).rows {
            rhymes[row[0], default: []] += row[1].split(separator: " ").map(String.init)
        }
        let any = rhymes["any"] ?? []
        let front = any.filter { "eêiy".contains($0.prefix(1)) }
        let back = any.filter { !"eêiy".contains($0.prefix(1)) }
        // Without an onset, iê is written yê.
        let bare = any.filter { !$0.hasPrefix("iê") } + (rhymes["bare"] ?? [])
        for row in CSVTable(vietnameseOnsetTable).rows {
            let own =
                switch row[1] {
                case "any": any
                case "front": front
                case "back": back
                case "bare": bare
                default: rhymes[row[1]] ?? []
                }
            for rhyme in own { insert(onset: row[0], rhyme: rhyme) }
        }
        markCommonWords()
    }

    private mutating func insert(onset: String, rhyme: String) {
        let alphabet = VietnameseAlphabet.shared
        let letters = (onset + rhyme).unicodeScalars.compactMap { alphabet.letter($0) }
        let i = place(of: letters.reduce(0) { SyllableTable.appending($1, to: $0) })
        slots[i].key = letters.reduce(0) { SyllableTable.appending($1, to: $0) }
        let isStopped = ["c", "ch", "p", "t"].contains { rhyme.hasSuffix($0) }
        let tones: [VietnameseTone] = isStopped ? [.acute, .dot] : VietnameseTone.allCases
        for tone in tones { slots[i].tones |= 1 << tone.rawValue }
        for place in SyllableTable.tonePlaces(of: rhyme) { slots[i].places |= 1 << UInt8(onset.count + place) }
    }

    /// At which letter of a rhyme the tone stands.
    static func tonePlaces(of rhyme: String) -> [Int] {
        let letters = Array(rhyme)
        let vowels = letters.prefix { "aăâeêioôơuưy".contains($0) }.count
        if let shaped = letters.lastIndex(where: { "ăâêôơư".contains($0) }) { return [shaped] }
        switch vowels {
        case 1: return [0]
        case 2 where letters.count > 2: return [1]
        // The old way and the new: hoà and hòa, khoẻ and khỏe, thuỷ and thủy.
        case 2: return ["oa", "oe", "uy"].contains(rhyme) ? [0, 1] : [0]
        default: return [1]
        }
    }

    private mutating func markCommonWords() {
        let names = WardList.wards.map(\.name) + LandUseList.uses.map(\.nameVi)
        for name in names + [commonWordTable] {
            for word in name.split(whereSeparator: { !$0.isLetter }) {
                guard let syllable = Syllable(word.unicodeScalars) else { continue }
                let i = place(of: syllable.key)
                if slots[i].key != 0 { slots[i].common |= 1 << syllable.tone.rawValue }
            }
        }
    }
}

/// A word's letters with at most one tone among them; whether Vietnamese has it is for the table to say.
struct Syllable {
    private(set) var key: SyllableTable.Key = 0
    private(set) var tone = VietnameseTone.level
    /// The number of the letter that has the tone.
    private(set) var tonePlace = 0
    private(set) var letterCount = 0
    /// Two tones, or more letters than any syllable has.
    private(set) var isImpossible = false

    init() {}

    /// Nil where something is no letter of the alphabet.
    init?(_ scalars: some Sequence<Unicode.Scalar>) {
        for scalar in scalars {
            guard let letter = VietnameseAlphabet.shared.letter(scalar) else { return nil }
            append(letter)
        }
    }

    @inline(__always)
    mutating func append(_ letter: VietnameseLetter) {
        if letter.tone != .level {
            if tone != .level { isImpossible = true }
            tone = letter.tone
            tonePlace = letterCount
        }
        letterCount += 1
        if letterCount > SyllableTable.longest { isImpossible = true }
        key = SyllableTable.appending(letter, to: key)
    }

    enum Standing { case impossible, possible, common }

    @inline(__always)
    func standing(in table: SyllableTable) -> Standing {
        guard !isImpossible, let entry = table.entry(key), entry.tones >> tone.rawValue & 1 == 1 else {
            return .impossible
        }
        if tone != .level, entry.places >> UInt8(tonePlace) & 1 == 0 { return .impossible }
        return entry.common >> tone.rawValue & 1 == 1 ? .common : .possible
    }
}
