import Cadastre

/// Reads land uses of map and records as codes in force, each distinct text once.
///
/// Records have codes or the words of the law ("Đất ở tại đô thị"); what is written on old papers (T, 2L, Ao) has no
/// certain reading and is left alone.
struct LandUseReader: Sendable {
    static let residential: Set<String> = ["ONT", "ODT"]

    private let codesByName: [String: String]
    private var ofMap: [TextID: Set<String>] = [:]
    private var ofRecords: [TextID: Set<String>] = [:]
    private var contradictions: [UsePair: Bool] = [:]

    /// A land use on the map, and the three of a record.
    private struct UsePair: Hashable {
        var map: TextID
        var first: TextID
        var second: TextID
        var third: TextID
    }

    init() {
        // A name that two codes share says neither.
        var byName: [String: Set<String>] = [:]
        for use in LandUseList.uses {
            let code = LandUseList.readCode(use.code).normalisedCode
            // "Đất chuyên trồng lúa (trước 2024: đất chuyên trồng lúa nước)" has two names.
            for name in use.nameVi.split(whereSeparator: { "(:)".contains($0) }) {
                let plain = ComparisonKey.withoutDiacritics(name).text
                if plain.hasPrefix("dat") { byName[plain, default: []].insert(code) }
            }
        }
        codesByName = byName.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Codes of a text of the map; none where one of them is in no list.
    mutating func codes(ofMap id: TextID, _ texts: TextPool) -> Set<String> {
        if let known = ofMap[id] { return known }
        let codes = Self.codes(texts[id] ?? "")
        ofMap[id] = codes
        return codes
    }

    /// Codes of a text of the records; none where it cannot be read.
    mutating func codes(ofRecord id: TextID, _ texts: TextPool) -> Set<String> {
        if id == .none { return [] }
        if let known = ofRecords[id] { return known }
        let text = texts[id] ?? ""
        var codes = Self.codes(text)
        if codes.isEmpty { codes = codesOfLabel(text) }
        ofRecords[id] = codes
        return codes
    }

    /// Whether map and record both say what the ground is used for, and nothing that agrees.
    mutating func contradicts(
        _ onMap: TextID, _ texts: TextPool, record r: Int, of records: borrowing RecordColumns
    ) -> Bool {
        let pair = UsePair(
            map: onMap, first: records.id(.use1, r), second: records.id(.use2, r), third: records.id(.use3, r))
        if let known = contradictions[pair] { return known }
        let codes = codes(ofMap: onMap, texts)
        var inRecord: Set<String> = []
        for id in [pair.first, pair.second, pair.third] { inRecord.formUnion(self.codes(ofRecord: id, records.texts)) }
        let contradicts = !codes.isEmpty && !inRecord.isEmpty && codes.isDisjoint(with: inRecord)
        contradictions[pair] = contradicts
        return contradicts
    }

    /// Whether a text has the form of a code, three capitals, and is in no list.
    mutating func isUnlistedCode(ofRecord id: TextID, _ texts: TextPool) -> Bool {
        guard texts.utf8(id).count == 3, texts.utf8(id).allSatisfy({ (65...90).contains($0) }) else { return false }
        return codes(ofRecord: id, texts).isEmpty
    }

    /// Codes of a text, be it of codes or a name.
    func codes(ofText text: String) -> Set<String> {
        let codes = Self.codes(text)
        return codes.isEmpty ? codesOfLabel(text) : codes
    }

    private static func codes(_ text: String) -> Set<String> {
        var codes: Set<String> = []
        for reading in LandUseList.read(text) {
            if case .unlisted = reading { return [] }
            codes.insert(reading.normalisedCode)
        }
        return codes
    }

    /// "Đất ở tại đô thị", "ODT - Đất ở tại đô thị", "Đất ở tại đô thị (ODT)".
    private func codesOfLabel(_ text: String) -> Set<String> {
        if let code = codesByName[ComparisonKey.withoutDiacritics(text).text] { return [code] }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        for word in [words.first, words.last].compactMap({ $0 }) where word.utf8.count == 3 {
            guard word.allSatisfy({ $0.isASCII && $0.isUppercase }) else { continue }
            if let use = LandUseList.use(code: String(word)) { return [LandUseList.readCode(use.code).normalisedCode] }
        }
        return []
    }
}
