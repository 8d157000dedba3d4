/// What `check` and `build` can find. Raw values are the `kind` of the JSON.
public enum DefectKind: String, CaseIterable, Hashable, Sendable, Comparable {
    case nullGeometry = "null-geometry"
    case invalidGeometry = "invalid-geometry"
    case duplicateGeometry = "duplicate-geometry"
    case overlap = "overlap"
    case nestedParcel = "nested-parcel"
    case gap = "gap"
    case edgeMismatch = "edge-mismatch"
    case uncovered = "uncovered"
    case outsideWard = "outside-ward"
    case wrongWard = "wrong-ward"
    case unknownWard = "unknown-ward"
    case multipart = "multipart"
    case sliverParcel = "sliver-parcel"
    case duplicateKey = "duplicate-key"
    case missingKey = "missing-key"
    case invalidLandUse = "invalid-land-use"
    case areaMismatch = "area-mismatch"
    case wrongCRS = "wrong-crs"
    case swappedAxes = "swapped-axes"
    // Of drawings (`build`).
    case unclosedBoundary = "unclosed-boundary"
    case undershoot = "undershoot"
    case overshoot = "overshoot"
    case duplicateLine = "duplicate-line"
    case unlabelledParcel = "unlabelled-parcel"
    case severalLabels = "several-labels"
    case orphanLabel = "orphan-label"
    case unreadableLabel = "unreadable-label"
    case labelAreaMismatch = "label-area-mismatch"
    case sheetEdgeMismatch = "sheet-edge-mismatch"
    case shiftedSheet = "shifted-sheet"
    case outsideSheet = "outside-sheet"

    /// Whether only a drawing can have it: what `build` finds and `check` does not.
    public var isOfDrawing: Bool {
        switch self {
        case .unclosedBoundary, .undershoot, .overshoot, .duplicateLine, .unlabelledParcel, .severalLabels,
            .orphanLabel, .unreadableLabel, .labelAreaMismatch, .sheetEdgeMismatch, .shiftedSheet, .outsideSheet:
            true
        default: false
        }
    }

    public static func < (a: DefectKind, b: DefectKind) -> Bool { a.rawValue < b.rawValue }

    /// The three letters that begin an id. Kinds of one family share them: a fault keeps its id when it changes
    /// from an overlap to an edge mismatch.
    public var idPrefix: String {
        switch self {
        case .nullGeometry: "nul"
        case .invalidGeometry: "inv"
        case .duplicateGeometry: "dup"
        case .overlap, .edgeMismatch: "ovl"
        case .nestedParcel: "nst"
        case .gap, .uncovered: "gap"
        case .outsideWard: "out"
        case .wrongWard: "wrw"
        case .unknownWard: "unw"
        case .multipart: "mlt"
        case .sliverParcel: "slv"
        case .duplicateKey: "key"
        case .missingKey: "nky"
        case .invalidLandUse: "use"
        case .areaMismatch: "are"
        case .wrongCRS: "crs"
        case .swappedAxes: "axs"
        case .unclosedBoundary: "unc"
        case .undershoot: "ush"
        case .overshoot: "osh"
        case .duplicateLine: "dln"
        case .unlabelledParcel: "unl"
        case .severalLabels: "sev"
        case .orphanLabel: "orl"
        case .unreadableLabel: "url"
        case .labelAreaMismatch: "lba"
        case .sheetEdgeMismatch: "edg"
        case .shiftedSheet: "shf"
        case .outsideSheet: "ofs"
        }
    }
}

/// How bad a finding is (mức độ): see section 9 of the domain tables.
public enum Severity: String, CaseIterable, Hashable, Sendable, Comparable {
    case info, warning, error, critical

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        case .critical: 3
        }
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A finding against last week's.
public enum DefectState: String, CaseIterable, Hashable, Sendable {
    case new, remaining, accepted
}
