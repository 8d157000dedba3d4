/// What the values of a sample say for each reading.
struct TextEvidence {
    struct Voice {
        /// By how much this reading is better than what the values say, over all of the sample.
        var gain = 0
        /// Values that nothing but this reading makes Vietnamese.
        var proofs = 0
        /// Of these, the ones with two words or more: one word may be an accident ("Loïc" is lọc in VNI).
        var longProofs = 0
        /// Of the proofs, the ones in a font of capitals.
        var raised = 0
    }

    private(set) var voices: [TextCoding: Voice] = [:]
    /// Values that are Vietnamese in Unicode as they stand.
    private(set) var unicode = 0
    /// Values that no reading makes Vietnamese: French, or rubbish.
    private(set) var hopeless = 0
    private(set) var sampled = 0
    /// Whether some values are no UTF-8.
    private(set) var hasBytes = false

    /// By how much a reading must be better to stand by itself: one wrong word made right.
    static let proof = 4

    mutating func note(_ value: RawValue) {
        sampled += 1
        switch value {
        case .text(let scalars):
            let asIs = Spelling(LatinComposition.shared.compose(scalars))
            if asIs.isFlawless, asIs.hasVietnameseLetter {
                unicode += 1
            } else {
                weigh(TextCoding.ofTexts.compactMap { CandidateText($0, of: value) }, against: asIs)
            }
        case .bytes:
            hasBytes = true
            weigh(TextCoding.ofBytes.compactMap { CandidateText($0, of: value) }, against: nil)
        }
    }

    private mutating func weigh(_ candidates: [CandidateText], against asIs: Spelling?) {
        for candidate in candidates {
            voices[candidate.coding, default: Voice()].gain += candidate.spelling.score - (asIs?.score ?? 0)
        }
        guard let proven = TextEvidence.proven(candidates, against: asIs) else {
            let isVietnamese = asIs?.isFlawless == true || candidates.contains { $0.spelling.isFlawless }
            if !isVietnamese { hopeless += 1 }
            return
        }
        for candidate in candidates where candidate.scalars == proven.scalars {
            voices[candidate.coding, default: Voice()].proofs += 1
            if candidate.isRaised { voices[candidate.coding, default: Voice()].raised += 1 }
            if candidate.spelling.words > 1 { voices[candidate.coding, default: Voice()].longProofs += 1 }
        }
    }

    /// The one reading that makes a wrong value flawless; nil when none does or two do that differ.
    /// - Parameter asIs: the spelling of what the value says; nil for bytes that say nothing.
    static func proven(_ candidates: [CandidateText], against asIs: Spelling?) -> CandidateText? {
        if let asIs, asIs.faults == 0 { return nil }
        var best: CandidateText?
        var isAlone = true
        for candidate in candidates where candidate.spelling.isFlawless {
            if let asIs, candidate.spelling.score - asIs.score < proof { continue }
            if let known = best, known.spelling.score >= candidate.spelling.score {
                if known.spelling.score == candidate.spelling.score, known.scalars != candidate.scalars {
                    isAlone = false
                }
            } else {
                best = candidate
                isAlone = true
            }
        }
        return isAlone ? best : nil
    }

    /// Whether one word is enough for a proof: not among texts of another language.
    private var takesOneWord: Bool { hopeless * 5 <= sampled }

    private func proofs(_ coding: TextCoding) -> Int {
        var coding = coding
        if coding.encoding == .tcvn3Capitals { coding.encoding = .tcvn3 }
        guard let voice = voices[coding] else { return 0 }
        return takesOneWord ? voice.proofs : voice.longProofs
    }

    /// The reading of most values, of these; nil when the values prove none, or more are Unicode.
    func prevailing(_ codings: [TextCoding]) -> TextCoding? {
        guard let best = strongest(codings), proofs(best) > unicode else { return nil }
        return best
    }

    /// The reading with most proofs, then most gain, then the first.
    func strongest(_ codings: [TextCoding]) -> TextCoding? {
        var best = codings.first
        for coding in codings {
            guard let known = best, let voice = voices[coding] else { continue }
            let knownGain = voices[known]?.gain ?? 0
            if (proofs(coding), voice.gain) > (proofs(known), knownGain) { best = coding }
        }
        return best
    }

    /// TCVN3 in a font of capitals, where nearly all of its values are.
    func inItsFont(_ coding: TextCoding) -> TextCoding {
        guard coding.encoding == .tcvn3, let voice = voices[coding], voice.raised * 10 >= voice.proofs * 9 else {
            return coding
        }
        return TextCoding(.tcvn3Capitals, misreadAs: coding.misreadAs)
    }

    /// Whether a value of one word can be converted by itself.
    func trustsOneWord(_ coding: TextCoding) -> Bool { takesOneWord && (voices[coding]?.proofs ?? 0) > 1 }

    /// That of two readings which more values prove.
    func stronger(_ one: TextCoding?, _ other: TextCoding?) -> TextCoding? {
        guard let one, let other else { return one ?? other }
        return proofs(other) > proofs(one) ? other : one
    }
}
