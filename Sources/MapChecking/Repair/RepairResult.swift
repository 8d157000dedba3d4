public import PlanarCoverage

/// Why something was not repaired.
public enum ReviewReason: String, CaseIterable, Hashable, Sendable {
    /// Wider than this level repairs: two owners' land.
    case tooWide = "too-wide"
    /// A corner would move by more than the permitted point error.
    case shiftBeyondLimit = "shift-beyond-limit"
    /// An area would change by more than the permitted area error.
    case areaBeyondLimit = "area-beyond-limit"
    /// An area that agrees with the recorded one would no longer.
    case leavesRecordedArea = "leaves-recorded-area"
    /// A parcel would be split, lose a part or a hole, or become invalid.
    case breaksParcel = "breaks-parcel"
    /// One of the parties is invalid in a way that can be read differently.
    case invalidParty = "invalid-party"
    /// An invalid geometry that can be read in several ways.
    case invalidGeometry = "invalid-geometry"
    /// It lies on the line of a ward whose parcels are not in this map.
    case otherWard = "other-ward"
    /// A parcel may be missing here.
    case perhapsMissingParcel = "perhaps-missing-parcel"
    /// The enclosed parcels are not cut out, and the recorded area does not say that they should be.
    case recordedAreaDisagrees = "recorded-area-disagrees"
    /// The same land stands twice in the map.
    case duplicate
    /// A whole sheet is shifted: to be moved as one.
    case shiftedSheet = "shifted-sheet"
    /// The repair made another fault, and was taken back.
    case madeNewFault = "made-new-fault"
    /// A person said that it stays.
    case keptByDecision = "kept-by-decision"
    /// Nothing can be done about it by moving borders.
    case notByGeometry = "not-by-geometry"
}

/// One region and what became of it.
public struct Repair: Sendable {
    /// As it was when this was planned.
    public var defect: Defect
    /// The parcel that gets the ground, or is proposed to.
    public var owner: Int32
    public var rule: RepairRule
    /// Nil when it was applied.
    public var reason: ReviewReason?
    /// The regions' parties.
    public var parcels: [Int32]
    public var areaSquareMetres: Double
    public var polygons: GridPolygons

    public var isApplied: Bool { reason == nil }
}

/// One parcel that was changed.
public struct ParcelChange: Sendable {
    public var parcel: Int32
    public var rings: GridPolygons
    /// Before this repair.
    public var earlierRings: GridPolygons
    public var defectIDs: [String]
    public var rules: [RepairRule]
    public var areaBeforeSquareMetres: Double
    public var areaAfterSquareMetres: Double
    public var legalAreaSquareMetres: Double?
    public var maxShiftMetres: Double
    public var moves: [BoundaryShift.Move]
}

/// A finding that people must look at.
public struct WorklistItem: Sendable {
    /// As it is left.
    public var defect: Defect
    public var reason: ReviewReason
    /// Who gets what, when somebody says `apply`.
    public var proposals: [Repair]
    public var decision: RepairDecision?
}

/// A sheet that lies beside its neighbours by one common vector.
public struct SheetShift: Hashable, Sendable {
    public var ward: String
    public var sheet: String
    public var dxMetres: Double
    public var dyMetres: Double
    public var vectors: Int
    public var agreeingShare: Double
}

/// What a repair did, and what it left.
public struct RepairResult: Sendable {
    public var before: CheckResult
    public var after: CheckResult
    public var repairs: [Repair] = []
    /// Ascending by parcel.
    public var changes: [ParcelChange] = []
    public var worklist: [WorklistItem] = []
    public var sheetShifts: [SheetShift] = []
    /// Decisions about ids that this map does not have.
    public var unknownDecisions: [String] = []
    /// Defects of the check before, as indices, that were repaired whole.
    public var fixedDefects: [Int] = []
    /// The accuracy that the recorded areas show, as a share of the permitted area error; nil when there are too few.
    public var recordedAreaAccuracy: Double?
    public var parcelCount = 0
    /// The parcels around faults, ascending: a changed one may have taken on corners of any of them.
    public var involvedParcels: [Int32] = []
    /// The widest fault that this level repairs, in metres.
    public var maxWidthMetres = 0.0
}
