import Cadastre
import PlanarCoverage

@testable import MapChecking
@testable import Publishing

/// A report made by hand: six parcels in one ward, and defects as given.
func sampleReport(_ defects: [Defect] = [], sources: Int = 1, language: Language = .vi) -> CheckReport {
    let grid = Grid(aroundX: 587_000, aroundY: 2_322_000)
    var result = CheckResult(settings: CheckSettings(), grid: grid)
    result.parcels.read = 6
    result.defects = defects.sorted { $0.id < $1.id }
    var columns = ParcelColumns()
    let ward = columns.texts.intern("00082")
    let sheet = columns.texts.intern("14")
    for i in 0..<6 {
        columns.fid.append(Int64(100 + i))
        columns.ward.append(ward)
        // The last parcel has neither sheet nor number.
        columns.sheet.append(i < 5 ? sheet : .none)
        columns.number.append(i < 5 ? columns.texts.intern("\(205 + i)") : .none)
    }
    columns.sources = (0..<sources).map {
        ParcelSource(name: "map\($0).gpkg", layer: "thua_dat", firstParcel: $0 * 3, parcelCount: sources == 1 ? 6 : 3)
    }
    return CheckReport(
        result: result, columns: columns, crs: "EPSG:5897", date: "2025-11-10",
        sources: columns.sources.map { ReportedSource(source: $0.name, layer: $0.layer, features: $0.parcelCount) },
        language: language)
}

func sampleDefect(
    _ kind: DefectKind, _ number: Int = 1, parcels: [Int32] = [0, 1], area: Double? = 3.217, width: Double? = 0.164,
    detail: DefectDetail = .plain, severity: Severity? = nil, code: String? = nil
) -> Defect {
    let hex = String(number, radix: 16)
    var defect = Defect(
        id: "\(kind.idPrefix)-\(String(repeating: "0", count: 16 - hex.count))\(hex)", kind: kind,
        severity: severity ?? kind.severity, code: code ?? kind.code, parcels: parcels, nameParts: DefectNameParts())
    defect.areaSquareMetres = area
    defect.widthMetres = width
    defect.at = (x: 587_012.3684, y: 2_322_021.3684)
    defect.ward = "00082"
    defect.detail = detail
    return defect
}

/// One defect of every kind with every detail that it can have.
let everyDefect: [Defect] = {
    let cases: [(DefectKind, DefectDetail)] = [
        (.nullGeometry, .plain), (.invalidGeometry, .reason("Self-intersection")), (.invalidGeometry, .plain),
        (.duplicateGeometry, .plain), (.overlap, .plain), (.overlap, .parentLeftIn(percent: 99.7)),
        (.nestedParcel, .plain), (.nestedParcel, .parentLeftIn(percent: 99.7)), (.gap, .plain), (.gap, .openSlot),
        (.gap, .perhapsMissingParcel), (.edgeMismatch, .plain), (.edgeMismatch, .missingVertex), (.uncovered, .plain),
        (.outsideWard, .plain), (.outsideWard, .coarseOutline(percent: 12.5)),
        (.wrongWard, .value("00082", expected: "00070")), (.wrongWard, .plain),
        (.unknownWard, .value("99999", expected: "")), (.unknownWard, .plain), (.multipart, .parts(2)),
        (.multipart, .plain), (.sliverParcel, .plain), (.duplicateKey, .plain), (.missingKey, .plain),
        (.invalidLandUse, .value("XYZ", expected: "")), (.invalidLandUse, .superseded("BHK", by: "HNK")),
        (.invalidLandUse, .plain), (.areaMismatch, .storedArea(squareMetres: 80, limit: 0.9)), (.areaMismatch, .plain),
        (.wrongCRS, .betterCRS("EPSG:3405", percent: 99, declaredPercent: 3)), (.wrongCRS, .plain),
        (.swappedAxes, .swappedAxes),
    ]
    var defects = cases.enumerated().map { sampleDefect($1.0, $0 + 1, detail: $1.1) }
    var hole = sampleDefect(.uncovered, 100, parcels: [2], width: nil)
    hole.isHole = true
    defects.append(hole)
    defects.append(sampleDefect(.overlap, 101, code: "EDG-02"))
    // Findings of the whole map, and ground that half a city borders.
    defects.append(sampleDefect(.uncovered, 103, parcels: []))
    for (number, ward) in [(104, "99999"), (105, "")] {
        defects.append(sampleDefect(.unknownWard, number, parcels: [], detail: .value(ward, expected: "")))
    }
    var placeless = sampleDefect(.nullGeometry, 102, parcels: [5], area: nil, width: nil)
    placeless.at = nil
    placeless.ward = nil
    defects.append(placeless)
    return defects
}()
