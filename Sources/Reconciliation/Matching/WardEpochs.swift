import Cadastre

/// What ward codes mean: the codes in force, the ones before them, and which became which.
///
/// Of Hanoi by default; another province gives lists of its own.
public struct WardLists: Sendable {
    /// The codes in force.
    public var current: Set<String>
    /// Codes that were in force before, whether or not they are again.
    public var former: Set<String>
    /// The wards in force that a former ward's ground belongs to, and whether it went there whole.
    public var successors: [String: [(code: String, isWhole: Bool)]]

    public init(
        current: Set<String>, former: Set<String>, successors: [String: [(code: String, isWhole: Bool)]]
    ) {
        self.current = current
        self.former = former
        self.successors = successors
    }
}

/// Of which time the ward codes of a source are.
public enum WardEpochChoice: String, CaseIterable, Hashable, Sendable {
    /// By the evidence: a source that has a code that is no longer in force is of the time before.
    case auto
    /// The wards since 1 July 2025.
    case current = "new"
    /// The wards before.
    case former = "old"
}

/// Of which time the codes of one source can be.
struct SourceEpoch: Hashable {
    var mayBeCurrent: Bool
    var mayBeFormer: Bool

    /// Judges a source by the distinct codes in it.
    ///
    /// All codes in force were in use before, too: nothing proves that a source is of the new time. Codes that are no
    /// longer in force prove the old one; where codes in force stand beside them, each of these may be either.
    /// - Parameter elsewhere: what rows of the source that are not here say.
    static func judge(
        _ codes: some Sequence<String>, _ choice: WardEpochChoice, _ lists: WardLists,
        elsewhere: RecordsElsewhere = RecordsElsewhere()
    ) -> SourceEpoch {
        switch choice {
        case .current: return SourceEpoch(mayBeCurrent: true, mayBeFormer: false)
        case .former: return SourceEpoch(mayBeCurrent: false, mayBeFormer: true)
        case .auto: break
        }
        var inForce = elsewhere.namesWardsInForce ? 1 : 0
        var formerOnly = elsewhere.namesFormerWards ? 1 : 0
        for code in codes {
            if lists.current.contains(code) {
                inForce += 1
            } else if lists.former.contains(code) {
                formerOnly += 1
            }
        }
        if formerOnly == 0 { return SourceEpoch(mayBeCurrent: true, mayBeFormer: false) }
        return SourceEpoch(mayBeCurrent: inForce > 0, mayBeFormer: true)
    }
}

/// One ward text of the map or the records, read.
struct WardMeaning: Hashable {
    /// The ward in force that it names; `none` when it names none.
    var current = TextID.none
    /// The former ward that it names.
    var former = TextID.none
    /// The text is in no list.
    var isUnknown = false
    /// It may be of either time, and the source does not say which.
    var isAmbiguous: Bool { current != .none && former != .none }
}

extension WardLists {
    /// Reads a code under what is known of its source. A code in no list is taken for what it is: the map may be of
    /// another province.
    func meaning(of code: String, key: TextID, epoch: SourceEpoch) -> WardMeaning {
        var meaning = WardMeaning()
        let isCurrent = current.contains(code)
        let isFormer = former.contains(code)
        if isCurrent && epoch.mayBeCurrent { meaning.current = key }
        if isFormer && epoch.mayBeFormer { meaning.former = key }
        if !isCurrent && !isFormer {
            meaning.current = key
            meaning.isUnknown = true
        }
        // Told to be of one time, but listed only in the other: better than nothing.
        if meaning == WardMeaning() {
            if isCurrent { meaning.current = key } else { meaning.former = key }
        }
        return meaning
    }
}
