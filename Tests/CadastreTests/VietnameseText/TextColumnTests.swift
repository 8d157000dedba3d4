import Cadastre
import Foundation
import Testing

/// How many letters of a column came back.
struct LettersRight {
    private(set) var right = 0
    private(set) var all = 0

    mutating func compare(_ text: String, to truth: String) {
        let found = Array(text)
        let wanted = Array(truth)
        all += max(found.count, wanted.count)
        // From the front, then what is the same at the back.
        let front = zip(found, wanted).prefix { $0 == $1 }.count
        let back = zip(found.dropFirst(front).reversed(), wanted.dropFirst(front).reversed()).prefix { $0 == $1 }.count
        let middle = zip(found.dropFirst(front).dropLast(back), wanted.dropFirst(front).dropLast(back))
        right += front + back + (found.count == wanted.count ? middle.count { $0 == $1 } : 0)
    }

    mutating func add(_ other: LettersRight) {
        right += other.right
        all += other.all
    }

    var share: Double { Double(right) / Double(max(1, all)) }
}

/// The ways from a truth to what stands in a source.
enum Way: CaseIterable, CustomTestStringConvertible {
    case tcvn3Bytes, tcvn3By1252, tcvn3By1258, tcvn3By1258Composed, vniBytes, vniBy1252, vniBy1258, vniBy1258Composed
    case capitalsBy1252, windows1258Bytes, decomposed

    var testDescription: String { "\(self)" }

    var encoding: ByteEncoding? {
        switch self {
        case .tcvn3Bytes, .tcvn3By1252, .tcvn3By1258, .tcvn3By1258Composed, .capitalsBy1252: .tcvn3
        case .vniBytes, .vniBy1252, .vniBy1258, .vniBy1258Composed: .vni
        case .windows1258Bytes: .windows1258
        case .decomposed: nil
        }
    }

    /// What of the truth can come back: TCVN3 has no capitals with tones.
    func truth(_ text: String) -> String {
        switch self {
        case .capitalsBy1252: return text.uppercased()
        case .tcvn3Bytes, .tcvn3By1252, .tcvn3By1258, .tcvn3By1258Composed:
            return String(text.map { OldWriting.tcvn3.bytes(String($0)) == nil ? Character($0.lowercased()) : $0 })
        default: return text
        }
    }

    func write(_ text: String) -> [UInt8] {
        let text = truth(text)
        let tcvn3 = OldWriting.tcvn3.bytes(text) ?? []
        let vni = OldWriting.vni.bytes(text) ?? []
        return switch self {
        case .tcvn3Bytes: tcvn3
        case .tcvn3By1252: Array(OldWriting.read(tcvn3, as: .windows1252).utf8)
        case .tcvn3By1258: Array(OldWriting.read(tcvn3, as: .windows1258).utf8)
        case .tcvn3By1258Composed:
            Array(OldWriting.read(tcvn3, as: .windows1258).precomposedStringWithCanonicalMapping.utf8)
        case .vniBytes: vni
        case .vniBy1252: Array(OldWriting.read(vni, as: .windows1252).utf8)
        case .vniBy1258: Array(OldWriting.read(vni, as: .windows1258).utf8)
        case .vniBy1258Composed:
            Array(OldWriting.read(vni, as: .windows1258).precomposedStringWithCanonicalMapping.utf8)
        case .capitalsBy1252:
            Array(OldWriting.read(OldWriting.bytesForCapitalFont(text), as: .windows1252).utf8)
        case .windows1258Bytes: OldWriting.bytesOfWindows1258(text)
        case .decomposed: Array(text.decomposedStringWithCanonicalMapping.utf8)
        }
    }
}

@Suite("Columns of old texts")
struct TextColumnTests {
    /// What a column of these texts, written this way, reads as.
    private func read(_ texts: [String], _ way: Way, font: String? = nil)
        -> (letters: LettersRight, counts: TextReadingCounts, encoding: TextColumnVerdict.Encoding)
    {
        let values = texts.map { way.write($0) }
        let verdict = TextColumnJudge.judge(values, fontName: font)
        var letters = LettersRight()
        var counts = TextReadingCounts()
        for (value, text) in zip(values, texts) {
            let reading = verdict.reading(of: value)
            counts.note(reading)
            let found = reading.replacement ?? String(decoding: value, as: UTF8.self)
            if ProcessInfo.processInfo.environment["SHOW"] != nil, found != way.truth(text) {
                print(way, String(decoding: value, as: UTF8.self), "|", found, "|", way.truth(text), reading)
            }
            letters.compare(found, to: way.truth(text))
        }
        if ProcessInfo.processInfo.environment["SHOW"] != nil {
            print("SHARE", way, texts.count, letters.share, counts, verdict.encoding)
        }
        return (letters, counts, verdict.encoding)
    }

    @Test(arguments: Way.allCases)
    func `nearly every letter of a ward's texts comes back`(way: Way) {
        var ward = WardTexts(seed: 7)
        let (letters, counts, encoding) = read(ward.column(4000), way)
        #expect(letters.share >= 0.995)
        #expect(!counts.isMixed)
        if case .legacy(let coding) = encoding { #expect(coding.encoding == way.encoding) }
        #expect((encoding == .unicode) == (way == .decomposed))
    }

    @Test(arguments: Way.allCases)
    func `five names are enough`(way: Way) {
        var letters = LettersRight()
        for seed in 0..<100 {
            var ward = WardTexts(seed: UInt64(seed) &* 7919)
            letters.add(read(ward.people(5), way).letters)
        }
        if ProcessInfo.processInfo.environment["SHOW"] != nil { print("FIVE", way, letters.share) }
        #expect(letters.share >= 0.995)
    }
}
