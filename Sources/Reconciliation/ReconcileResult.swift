public import Cadastre

/// What a reconciliation found.
public struct ReconcileResult: Sendable {
    public var matches: RecordMatches
    /// All findings, sorted by id.
    public var findings: [Finding]
    /// The group of each parcel.
    public var groupings: [ParcelGrouping]
    /// How many records each parcel has.
    public var recordCounts: [Int32]
    /// Whether each parcel must have a record: roads and water do not.
    public var needsRecord: [Bool]
    public var keys = KeyCounts()
    public var permitted: PermittedError
    /// Fields that no source has at all, so that nothing could be asked of them.
    public var absentFields: [RecordField] = []

    /// How many of each kind are open.
    public var counts: [FindingKind: Int] {
        var counts: [FindingKind: Int] = [:]
        for finding in findings where finding.state != .accepted { counts[finding.kind, default: 0] += 1 }
        return counts
    }

    /// Parcels in each group, 0 to 3.
    public var groups: [Int] {
        var counts = [0, 0, 0, 0]
        for grouping in groupings where grouping.group < 4 { counts[Int(grouping.group)] += 1 }
        return counts
    }

    public var parcelsWithRecord: Int { recordCounts.count { $0 > 0 } }
    public var parcelsWithoutNeed: Int { groupings.count { $0.group == ParcelGrouping.noRecordNeeded } }
}

/// Distinct keys (ward, sheet, number) on both sides.
public struct KeyCounts: Hashable, Sendable {
    public var map = 0
    public var records = 0
    /// Keys that only the map has, however they were matched.
    public var onlyOnMap = 0
    public var onlyInRecords = 0
    /// Keys that several parcels have.
    public var repeatedOnMap = 0

    public init() {}
}
