/// How the texts of a column are encoded, and what each of them says.
public struct TextColumnVerdict: Sendable {
    public enum Encoding: Hashable, Sendable {
        /// Nothing beyond ASCII, or nothing that tells.
        case plain
        case unicode
        case legacy(TextCoding)
    }

    /// That of most values. Single values of another encoding are converted all the same where they prove it
    /// themselves; `TextReadingCounts.isMixed` tells.
    public let encoding: Encoding

    private let evidence: TextEvidence
    /// What most values are that are texts, and that are bytes only.
    private let mainOfTexts: TextCoding?
    private let mainOfBytes: TextCoding?
    /// The font says it: then a tie is no reason to leave a value.
    private let isHinted: Bool

    init(_ evidence: TextEvidence, hint: ByteEncoding?) {
        self.evidence = evidence
        isHinted = hint != nil
        if let hint {
            mainOfBytes = TextCoding(hint)
            // Which page misread it, the values say; the font of capitals has no voice of its own.
            let plain: ByteEncoding = hint == .tcvn3Capitals ? .tcvn3 : hint
            let page = evidence.strongest(TextCoding.ofTexts.filter { $0.encoding == plain })?.misreadAs
            mainOfTexts = TextCoding(hint, misreadAs: page ?? .windows1252)
        } else {
            mainOfTexts = evidence.prevailing(TextCoding.ofTexts).map { evidence.inItsFont($0) }
            mainOfBytes = evidence.prevailing(TextCoding.ofBytes).map { evidence.inItsFont($0) }
        }
        if evidence.sampled == 0 {
            encoding = .plain
        } else if isHinted, let main = evidence.hasBytes ? mainOfBytes : mainOfTexts {
            encoding = .legacy(main)
        } else if let main = evidence.stronger(mainOfTexts, mainOfBytes) {
            encoding = .legacy(main)
        } else {
            encoding = evidence.unicode > 0 ? .unicode : .plain
        }
    }

    /// What a value of the column says. A value in ASCII is never anything but plain.
    public func reading(of value: some Collection<UInt8>) -> TextReading {
        if value.isASCII { return .plain }
        let raw = RawValue(value)
        return switch raw {
        case .text(let scalars): reading(of: scalars, raw)
        case .bytes: readingOfBytes(raw)
        }
    }

    /// What a value of the column says.
    public func reading(of value: String) -> TextReading { reading(of: value.utf8) }

    /// Reads all values in order and counts what they are.
    public func readings(
        of values: some Sequence<some Collection<UInt8>>,
        _ body: (_ index: Int, _ replacement: String) -> Void = { _, _ in }
    ) -> TextReadingCounts {
        var counts = TextReadingCounts()
        for (i, value) in values.enumerated() {
            let reading = reading(of: value)
            counts.note(reading)
            if let text = reading.replacement { body(i, text) }
        }
        return counts
    }

    private func reading(of scalars: [Unicode.Scalar], _ raw: RawValue) -> TextReading {
        let hasMarks = scalars.contains { LatinComposition.isMark($0) }
        let composed = LatinComposition.shared.compose(scalars)
        let asIs = Spelling(composed)
        let isUnicode = asIs.isFlawless && asIs.hasVietnameseLetter
        // Only by Windows-1258 can a wrong text come to look like a right one with ă, đ, ơ or ư in it.
        if isUnicode, mainOfTexts?.misreadAs != .windows1258 { return kept(composed, isUnicode, hasMarks) }

        var isTie = false
        if let main = mainOfTexts.map({ coding($0, for: raw) }), let candidate = CandidateText(main, of: raw) {
            if candidate.scalars == composed { return kept(composed, isUnicode, hasMarks) }
            let gain = candidate.spelling.score - asIs.score
            if gain > 0 && candidate.spelling.hasWord || gain >= 0 && isHinted {
                if candidate.spelling.faults > 0, let other = proven(raw, asIs),
                    other.spelling.score > candidate.spelling.score
                {
                    return .converted(other.text, from: other.coding)
                }
                return .converted(candidate.text, from: main)
            }
            isTie = gain >= 0
        }
        if asIs.faults > 0, let other = proven(raw, asIs) {
            let isTrusted = other.spelling.words > 1 || evidence.trustsOneWord(other.coding)
            return isTrusted ? .converted(other.text, from: other.coding) : .undecided
        }
        if isTie || mainOfTexts == nil && evidence.unicode == 0 && couldGain(raw, asIs) { return .undecided }
        return kept(composed, isUnicode, hasMarks)
    }

    /// Where only the texts tell of a font of capitals, one with a small plain letter is not in it.
    private func coding(_ main: TextCoding, for raw: RawValue) -> TextCoding {
        guard main.encoding == .tcvn3Capitals, !isHinted, raw.hasPlainSmallLetter else { return main }
        return TextCoding(.tcvn3, misreadAs: main.misreadAs)
    }

    private func kept(_ composed: [Unicode.Scalar], _ isUnicode: Bool, _ hasMarks: Bool) -> TextReading {
        if hasMarks, !composed.contains(where: { LatinComposition.isMark($0) }) {
            return .composed(String(scalars: composed))
        }
        return isUnicode ? .unicode : .plain
    }

    private func proven(_ raw: RawValue, _ asIs: Spelling?) -> CandidateText? {
        let codings = asIs == nil ? TextCoding.ofBytes : TextCoding.ofTexts
        return TextEvidence.proven(codings.compactMap { CandidateText($0, of: raw) }, against: asIs)
    }

    private func couldGain(_ raw: RawValue, _ asIs: Spelling) -> Bool {
        TextCoding.ofTexts.contains { coding in
            CandidateText(coding, of: raw).map { $0.spelling.isFlawless && $0.spelling.score > asIs.score } ?? false
        }
    }

    /// Bytes that are no UTF-8 cannot stay: the column's encoding, unless they prove another.
    private func readingOfBytes(_ raw: RawValue) -> TextReading {
        let own = mainOfBytes.flatMap { CandidateText(coding($0, for: raw), of: raw) }
        if let own, own.spelling.faults == 0 { return .converted(own.text, from: own.coding) }
        if let other = proven(raw, nil), own != nil || other.spelling.words > 1 || evidence.trustsOneWord(other.coding)
        {
            return .converted(other.text, from: other.coding)
        }
        return own.map { .converted($0.text, from: $0.coding) } ?? .undecided
    }
}
