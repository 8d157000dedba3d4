public import Cadastre
public import PlanarCoverage

/// What was wrong with the drawing of a map, before it has an id.
public struct DrawingDefect: Sendable {
    public var kind: DefectKind
    /// Rows of the map.
    public var parcels: [Int32]
    public var at: GridPoint
    /// Lines that show it.
    public var paths: [[GridPoint]]
    public var widthMetres: Double?
    public var detail: DefectDetail

    public init(
        kind: DefectKind, parcels: [Int32], at: GridPoint, paths: [[GridPoint]] = [], widthMetres: Double? = nil,
        detail: DefectDetail = .plain
    ) {
        self.kind = kind
        self.parcels = parcels
        self.at = at
        self.paths = paths
        self.widthMetres = widthMetres
        self.detail = detail
    }
}

extension MapChecker {
    /// The defects of a drawing: those that building it found, and those of the keys and codes that its labels gave.
    ///
    /// The coverage itself is not checked; that is what `check` is for.
    public static func checkDrawing(
        _ coverage: consuming CoverageIntake, columns: ParcelColumns, settings: CheckSettings, defects: [DrawingDefect]
    ) -> CheckResult {
        var columns = columns
        // A label's area is compared with the lines by the label's own rounding, not by the limits of records.
        columns.storedArea = []
        var run = CheckRun(coverage: consume coverage, columns: columns, wards: nil, settings: settings)
        run.checkAttributes()
        run.addDrawingDefects(defects)
        run.outcome.parcels.read = columns.count
        return run.result()
    }
}

extension CheckRun {
    fileprivate mutating func addDrawingDefects(_ defects: [DrawingDefect]) {
        // A parcel whose label is missing or doubled has no number because of that.
        let labelless = Set(
            defects.filter { [.unlabelledParcel, .severalLabels, .unreadableLabel].contains($0.kind) }
                .flatMap(\.parcels))
        drafts.removeAll { $0.kind == .missingKey && $0.parcels.allSatisfy { labelless.contains($0) } }
        for defect in defects {
            var draft = DefectDraft(kind: defect.kind, parcels: defect.parcels)
            draft.at = metres(FinePoint(defect.at))
            draft.shape = defect.paths.isEmpty ? .point : .lines(defect.paths)
            draft.widthMetres = defect.widthMetres
            draft.detail = defect.detail
            draft.setCell(Double(defect.at.x), Double(defect.at.y), grid)
            drafts.append(draft)
        }
    }
}
