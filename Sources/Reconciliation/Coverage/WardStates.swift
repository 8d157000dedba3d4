/// What became of a ward's findings since the report before.
public struct WardStates: Hashable, Sendable {
    /// How many findings of one verb are in each state.
    public struct Tally: Hashable, Sendable {
        public var new: Int
        public var remaining: Int
        /// Open in the report before, and gone.
        public var resolved: Int
        public var accepted: Int

        public init(new: Int = 0, remaining: Int = 0, resolved: Int = 0, accepted: Int = 0) {
            self.new = new
            self.remaining = remaining
            self.resolved = resolved
            self.accepted = accepted
        }

        /// The same findings when nothing was done again since a later report: what was new then remains, and what was
        /// resolved then is not told again.
        public var carriedOn: Tally { Tally(remaining: new + remaining, accepted: accepted) }

        static func + (a: Tally, b: Tally) -> Tally {
            Tally(
                new: a.new + b.new, remaining: a.remaining + b.remaining, resolved: a.resolved + b.resolved,
                accepted: a.accepted + b.accepted)
        }
    }

    /// Of the map; nil where it was not checked.
    public var defects: Tally?
    /// Of the records; nil where there were none.
    public var findings: Tally?

    public init(defects: Tally? = nil, findings: Tally? = nil) {
        self.defects = defects
        self.findings = findings
    }

    private static func sum(_ a: Tally?, _ b: Tally?) -> Tally? {
        guard let a, let b else { return a ?? b }
        return a + b
    }

    public static func + (a: WardStates, b: WardStates) -> WardStates {
        WardStates(defects: sum(a.defects, b.defects), findings: sum(a.findings, b.findings))
    }
}

extension CoverageRow {
    /// Sets the columns of the states.
    public mutating func set(_ states: WardStates) {
        for (prefix, tally) in [("defects", states.defects), ("findings", states.findings)] {
            self["\(prefix)_new"] = CoverageValue(tally?.new)
            self["\(prefix)_remaining"] = CoverageValue(tally?.remaining)
            self["\(prefix)_resolved"] = CoverageValue(tally?.resolved)
            self["\(prefix)_accepted"] = CoverageValue(tally?.accepted)
        }
    }
}
