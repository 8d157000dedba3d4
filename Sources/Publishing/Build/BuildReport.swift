public import Cadastre
public import MapChecking
public import MapReading
import PlanarCoverage

/// Everything that `build` has to say: the parcels of the drawings, and what was wrong with these.
public struct BuildReport: Sendable {
    /// The defects, with columns, CRS and notes.
    public var check: CheckReport
    /// The parcels' rings on the grid of the check.
    let rings: RingStore
    let sheets: [DrawnSheet]
    let sheetOf: [Int32]
    let labelTexts: [String]
    let levels: [String]
    let joinedParcels: Int
    /// Parcels that have a number.
    let numbered: Int

    /// - Parameters:
    ///   - date: of the report, as `2025-11-10`.
    ///   - notes: what is to be said before the notes of the reading.
    public init(
        _ map: DrawnMap, settings: CheckSettings, date: String, notes: [ReportNote] = [], language: Language,
        maxListed: Int
    ) {
        rings = map.coverage.rings
        sheets = map.sheets
        sheetOf = map.sheetOf
        labelTexts = map.labelTexts
        levels = map.levels
        joinedParcels = map.joinedParcels
        numbered = map.columns.number.count { $0 != .none }
        let names = map.sheets.map { $0.number ?? $0.source }
        let result = MapChecker.checkDrawing(
            map.coverage, columns: map.columns, settings: settings,
            defects: map.faults.map { DrawingDefect($0, sheetName: names[$0.sheet]) })
        check = CheckReport(
            result: result, columns: map.columns, crs: map.crs.name, date: date,
            sources: map.sheets.enumerated().map { i, sheet in
                ReportedSource(
                    source: sheet.source, layer: sheet.number ?? "", features: map.columns.sources[i].parcelCount)
            },
            notes: notes + map.notes.map { ReportNote($0.text(language), isWarning: $0.isWarning) },
            language: language, maxListed: maxListed)
    }
}

extension DrawingDefect {
    /// What reading a drawing found, as a defect of the catalogue.
    init(_ fault: DrawnFault, sheetName: String) {
        let kind: DefectKind
        let detail: DefectDetail
        switch fault.kind {
        case .looseEnd(let distance): (kind, detail) = (.unclosedBoundary, .distance(metres: distance))
        case .undershoot(let distance): (kind, detail) = (.undershoot, .distance(metres: distance))
        case .overshoot(let distance): (kind, detail) = (.overshoot, .distance(metres: distance))
        case .doubledLine(let length): (kind, detail) = (.duplicateLine, .drawnTwice(metres: length))
        case .nearlyDoubledLine(let width): (kind, detail) = (.duplicateLine, .distance(metres: width))
        case .unlabelled: (kind, detail) = (.unlabelledParcel, .plain)
        case .severalLabels(let labels): (kind, detail) = (.severalLabels, .labels(labels))
        case .orphanLabel(let label): (kind, detail) = (.orphanLabel, .labels([label]))
        case .unreadableLabel(let text): (kind, detail) = (.unreadableLabel, .labels([text]))
        case .piledTexts(let count): (kind, detail) = (.unreadableLabel, .piledTexts(count))
        case .labelArea(let label, let drawn, let limit):
            (kind, detail) = (.labelAreaMismatch, .labelArea(label: label, drawn: drawn, limit: limit))
        case .sheetEdge(let distance, let other):
            (kind, detail) = (.sheetEdgeMismatch, .otherSheet(other, metres: distance))
        case .shiftedSheet(let dx, let dy, let vectors, let share):
            (kind, detail) = (
                .shiftedSheet, .shift(sheet: sheetName, dx: dx, dy: dy, corners: vectors, percent: share * 100)
            )
        case .outsideSheet: (kind, detail) = (.outsideSheet, .plain)
        }
        self.init(kind: kind, parcels: fault.parcels, at: fault.at, paths: fault.paths, detail: detail)
    }
}
