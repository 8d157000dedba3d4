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
        case .tcvn3Bytes, .tcvn3By1252, .tcvn3By1258, .tcvn3By1258Composed: .tcvn3
        case .capitalsBy1252: .tcvn3Capitals
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
            letters.compare(found, to: way.truth(text))
        }
        return (letters, counts, verdict.encoding)
    }

    @Test(arguments: Way.allCases)
    func `nearly every letter of a ward's texts comes back`(way: Way) {
        var ward = WardTexts(seed: 7)
        let (letters, counts, encoding) = read(ward.column(4000), way)
        #expect(letters.share >= 0.995)
        #expect(!counts.isMixed)
        if let legacy = way.encoding {
            guard case .legacy(let coding) = encoding else {
                Issue.record("\(encoding)")
                return
            }
            #expect(coding.encoding == legacy)
        } else {
            #expect(encoding == .unicode)
        }
    }

    @Test(arguments: Way.allCases)
    func `five names are enough`(way: Way) {
        var letters = LettersRight()
        for seed in 0..<100 {
            var ward = WardTexts(seed: UInt64(seed) &* 7919)
            letters.add(read(ward.people(5), way).letters)
        }
        #expect(letters.share >= 0.995)
    }

    @Test(arguments: Way.allCases)
    func `a few names among numbers are enough, and the numbers stay`(way: Way) {
        var ward = WardTexts(seed: 11)
        let texts = (0..<3000).map { "\($0)" } + ward.people(6)
        let (letters, counts, _) = read(texts, way)
        #expect(letters.share == 1)
        #expect(counts.plain == 3000)
    }

    @Test(
        arguments: [nil, ".VnTime", ".VnTimeH", "VNI-Times"], [Way.tcvn3By1252, .vniBy1258, .tcvn3Bytes, .decomposed])
    func `plain texts, codes and numbers stay in every company`(font: String?, way: Way) {
        let plain = [
            "ODT", "ONT+CLN", "LUC/NTS", "12", "03-1", "1.234,5", "2024-07-01", "01/07/2025", "Ha Noi", "NGUYEN VAN A",
            "A", "x", "-", "BA 123456", "00082", "so 5 ngo 7", "C:\\ban do\\to 5.dgn", "thua", "w3gvk1j6bpry",
        ]
        var ward = WardTexts(seed: 3)
        let verdict = TextColumnJudge.judge(
            ward.people(50).map { way.write($0) } + plain.map { Array($0.utf8) }, fontName: font)
        for text in plain { #expect(verdict.reading(of: text) == .plain) }
    }

    @Test(arguments: [nil, Way.tcvn3By1252, .tcvn3By1258, .vniBy1252, .vniBy1258])
    func `good Unicode stays beside anything`(way: Way?) {
        let good = [
            "AĐ 266864", "Đ", "QĐ-UBND", "Phường Cửa Nam – tổ 5", "“Đất ở”", "tờ bản đồ số 5 (100 m²)",
            "C:\\bản đồ\\tờ 5.dgn",
            "Số 5 – ngõ 7", "Hồ Hoàn Kiếm", "ấ",
        ]
        var ward = WardTexts(seed: 5)
        let other = ward.people(way == nil ? 0 : 40).map { (way ?? .decomposed).write($0) }
        let verdict = TextColumnJudge.judge(other + good.map { Array($0.utf8) })
        for text in good { #expect(verdict.reading(of: text).replacement == nil, "\(text)") }
    }

    @Test func `names in Unicode without letters of their own stay among others in Unicode`() {
        let texts = [
            "Toà nhà", "Lý Thái Hoà", "Hà", "thôn Cà", "Số 5 – ngõ 7", "“Hồ Tây”", "Đống Đa", "§ 5", "12 m²", "Ô",
        ]
        let verdict = TextColumnJudge.judge(texts)
        #expect(verdict.encoding == .unicode)
        for text in texts { #expect(verdict.reading(of: text).replacement == nil, "\(text)") }
    }

    @Test func `a mixed column is read value by value, and is told`() {
        var ward = WardTexts(seed: 13)
        let people = ward.people(3000)
        let ways: [Way?] = [nil, .tcvn3By1252, .vniBy1252, .decomposed]
        let values = people.enumerated().map { i, name in ways[i % 4]?.write(name) ?? Array(name.utf8) }
        let verdict = TextColumnJudge.judge(values)
        var letters = LettersRight()
        var counts = TextReadingCounts()
        for (i, value) in values.enumerated() {
            let reading = verdict.reading(of: value)
            counts.note(reading)
            letters.compare(
                reading.replacement ?? String(decoding: value, as: UTF8.self),
                to: ways[i % 4]?.truth(people[i]) ?? people[i])
        }
        #expect(letters.share >= 0.995)
        #expect(counts.isMixed)
        #expect(counts.composed >= 740)
    }

    @Test func `few old values among thousands in Unicode prove themselves`() {
        var ward = WardTexts(seed: 17)
        let people = ward.people(5000).map { Array($0.utf8) }
        let verdict = TextColumnJudge.judge(
            people + [Way.tcvn3By1252.write("Nguyễn Thị Hạnh"), Way.vniBy1252.write("Phạm Đức Thắng")])
        #expect(verdict.encoding == .unicode)
        #expect(verdict.reading(of: Way.tcvn3By1252.write("Nguyễn Thị Hạnh")).replacement == "Nguyễn Thị Hạnh")
        #expect(verdict.reading(of: Way.vniBy1252.write("Phạm Đức Thắng")).replacement == "Phạm Đức Thắng")
    }

    @Test func `one word that could be either is left and told`() {
        // "Voài" is a syllable as it stands, and "Vồi" in VNI.
        let verdict = TextColumnJudge.judge(["Nguyeãn Vaên Huøng", "Traàn Thò Höông", "Voài"])
        #expect(verdict.encoding == .legacy(TextCoding(.vni, misreadAs: .windows1252)))
        #expect(verdict.reading(of: "Voài") == .undecided)
        // A font that is known leaves no doubt.
        let hinted = TextColumnJudge.judge(["Voài"], fontName: "VNI-Times")
        #expect(hinted.reading(of: "Voài").replacement == "Vồi")
    }

    @Test func `a font of capitals is known by its name`() {
        let verdict = TextColumnJudge.judge(["Hµ Néi"], fontName: ".VnTimeH")
        #expect(verdict.reading(of: "Hµ Néi").replacement == "HÀ NỘI")
    }

    @Test func `French is not taken for Vietnamese`() {
        let texts = ["Rue de l'Église", "Maïs", "Forêt", "Théâtre", "Loïc Hélène", "Château-Thierry", "Côte d'Azur"]
        let verdict = TextColumnJudge.judge(texts)
        #expect(verdict.encoding == .plain)
        for text in texts { #expect(verdict.reading(of: text).replacement == nil, "\(text)") }
    }

    @Test func `UTF-8 that was taken for Windows-1252 is read`() {
        let verdict = TextColumnJudge.judge(["thá»\u{AD}a Ä‘áº¥t", "Cáº§u Giáº¥y", "YÃªn Sá»Ÿ"])
        #expect(verdict.encoding == .legacy(TextCoding(.utf8, misreadAs: .windows1252)))
        #expect(verdict.reading(of: "Cáº§u Giáº¥y").replacement == "Cầu Giấy")
        #expect(verdict.reading(of: "thá»\u{AD}a Ä‘áº¥t").replacement == "thửa đất")
    }

    @Test func `the sample goes over all of a long column`() {
        var ward = WardTexts(seed: 19)
        let people = ward.people(9000)
        let values = people.enumerated().map { i, name in
            i < 3000 ? Array(name.utf8) : Way.tcvn3By1252.write(name)
        }
        #expect(TextColumnJudge.judge(values).encoding == .legacy(TextCoding(.tcvn3, misreadAs: .windows1252)))
    }
}
