public import PlanarCoverage

/// How far a repair may go by itself.
public enum FixLevel: String, CaseIterable, Hashable, Sendable {
    /// Edge mismatches and faces no wider than the tolerance: always safe.
    case match
    /// Up to the permitted point error of the map scale.
    case limits
}

/// Why a region goes to one parcel and not to another. Raw values stand in the change log.
public enum RepairRule: String, CaseIterable, Hashable, Sendable {
    /// The recorded areas agree better that way, by more than twice their accuracy.
    case legalArea = "legal-area"
    /// A field of the source says that one parcel goes before the other (certified before uncertified).
    case priority
    /// The corners of one parcel are shared by a third and stay; the parcel with corners of its own moved.
    case witnessedChain = "witnessed-chain"
    /// Others cover most of one parcel and little of the other: it is they who came in.
    case mostCovered = "most-covered"
    /// The longer border with the parcel's other land.
    case longestBorder = "longest-border"
    case largest
    case smallest
    /// Nothing else decided.
    case smallerKey = "smaller-key"
    /// Parcels that lie wholly in another are cut out of it: the recorded area says so.
    case cutEnclosed = "cut-enclosed"
    /// Corners that mean one point came together.
    case matchedCorner = "matched-corner"
    /// A neighbour's corner on the parcel's edge became a vertex of its own.
    case vertex
    /// An invalid ring that can be read in one way only.
    case obviousReading = "obvious-reading"
}

/// What a person decided about a finding.
public enum RepairDecision: String, CaseIterable, Hashable, Sendable {
    /// Do what was proposed.
    case apply
    /// Leave it, and ask again.
    case keep
    /// An accepted exception.
    case ignore
}

/// What `fix` may do; lengths in metres.
public struct RepairSettings: Sendable {
    public var level = FixLevel.match
    /// Instead of the permitted point error of the scale, for `limits`.
    public var maxFixWidthMetres: Double?
    /// The rule that goes before all others.
    public var firstRule: RepairRule?
    /// Decisions by defect id.
    public var decisions: [String: RepairDecision] = [:]
    /// How each parcel ranks in the priority field, the higher first; empty without one.
    public var priority: [Double] = []
    /// Outlines that parcels had before an earlier repair, by row: limits are measured from them, so that weekly
    /// repairs cannot creep.
    public var earlierOutlines: [Int32: GridPolygons] = [:]

    public init() {}
}
