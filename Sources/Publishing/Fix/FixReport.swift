public import Cadastre
public import MapChecking

/// Everything that `fix` has to say.
public struct FixReport: Sendable {
    public var repair: RepairResult
    /// The map as it is after the repair, with the notes of the reading.
    public var after: CheckReport
    public var settings: RepairSettings
    /// Nothing is applied: only the plan is told.
    public var isDryRun: Bool

    public init(repair: RepairResult, after: CheckReport, settings: RepairSettings, isDryRun: Bool) {
        self.repair = repair
        self.after = after
        self.settings = settings
        self.isDryRun = isDryRun
    }

    /// Whether a finding that people must look at is as bad as this.
    public func hasOpenDefects(atLeast severity: Severity) -> Bool { after.hasOpenDefects(atLeast: severity) }

    var columns: ParcelColumns { after.columns }
    var language: Language { after.language }

    /// Parcels that were changed, and all others.
    var changedCount: Int { repair.changes.count }
    var unchangedCount: Int { repair.parcelCount - repair.changes.count }

    /// The keys of parcels, as they stand in layers and messages.
    func names(_ parcels: [Int32]) -> String {
        let names = PartyNames(columns: columns, language: language)
        return parcels.map { names.name($0) }.joined(separator: "; ")
    }

    /// The feature ids of parcels as a JSON array.
    func fids(_ parcels: [Int32]) -> String {
        "[\(parcels.map { "\(columns.fid[Int($0)])" }.joined(separator: ","))]"
    }
}
