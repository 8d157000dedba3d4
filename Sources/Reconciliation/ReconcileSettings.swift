public import Cadastre

/// How records are compared with parcels.
public struct ReconcileSettings: Sendable {
    /// Of which time the ward codes of the map are, and those of the records.
    public var mapEpoch = WardEpochChoice.auto
    public var recordEpoch = WardEpochChoice.auto
    public var wardLists: WardLists
    /// The ward of records that name none; nil: the map's, when it has one only.
    public var recordWard: String?
    /// Denominator of the map scale for the limits of areas; nil takes the strictest row, 1:200, and says so.
    public var scale: Int?
    public var areaRule = AreaRule.appendix04
    /// The day of the report: dates after it are in the future.
    public var date: CivilDate
    public var groups = GroupRules()
    /// How many threads work on it; the result does not depend on it.
    public var lanes = 1

    public init(wardLists: WardLists, date: CivilDate) {
        self.wardLists = wardLists
        self.date = date
    }
}
