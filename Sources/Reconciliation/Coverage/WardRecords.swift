/// What the records of a ward come to.
public struct WardRecords: Hashable, Sendable, Codable {
    public var parcelsWithRecord = 0
    /// Of the parcels that need a record, those that have one.
    public var neededWithRecord = 0
    public var records = 0
    public var recordsWithoutParcel = 0
    /// Parcels in the groups 0 to 3.
    public var groups = [0, 0, 0, 0]

    public init() {}

    public static func += (a: inout WardRecords, b: WardRecords) {
        a.parcelsWithRecord += b.parcelsWithRecord
        a.neededWithRecord += b.neededWithRecord
        a.records += b.records
        a.recordsWithoutParcel += b.recordsWithoutParcel
        for k in 0..<4 { a.groups[k] += b.groups[k] }
    }

    /// The tally of every ward, and behind them that of no ward.
    ///
    /// - Parameters:
    ///   - homes: the ward of each parcel, or -1.
    ///   - recordWards: the ward that each record names, or -1; that of its parcel where it has one counts first.
    ///   - wardCount: the number of wards.
    public static func tallies(
        of result: ReconcileResult, homes: [Int32], recordWards: [Int32], wardCount: Int
    ) -> [WardRecords] {
        var tallies = [WardRecords](repeating: WardRecords(), count: wardCount + 1)
        func place(_ ward: Int32) -> Int { ward < 0 ? wardCount : Int(ward) }
        for p in homes.indices {
            let at = place(homes[p])
            if result.recordCounts[p] > 0 {
                tallies[at].parcelsWithRecord += 1
                if result.needsRecord[p] { tallies[at].neededWithRecord += 1 }
            }
            let group = result.groupings[p].group
            if group < 4 { tallies[at].groups[Int(group)] += 1 }
        }
        for (r, parcel) in result.matches.parcel.enumerated() {
            // A record of a ward that is not on the map is no record of this report.
            if parcel == RecordMatches.otherWard { continue }
            let at = place(parcel >= 0 ? homes[Int(parcel)] : recordWards[r])
            tallies[at].records += 1
            if parcel < 0 { tallies[at].recordsWithoutParcel += 1 }
        }
        return tallies
    }
}
