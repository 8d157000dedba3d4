import Cadastre
import MapReading
import PlanarCoverage
import Reconciliation

/// Which residential group (tổ dân phố, thôn) a parcel is in, by a table of the ward.
public struct ResidentialGroups: Sendable {
    private var names: [[String]: String] = [:]

    /// Reads a table: ward, sheet, parcel, group.
    /// - Throws: `ReadingError`.
    public init(table path: String) throws {
        let columns: [[String]] = [
            ["sheet", "số tờ", "so_to", "soto", "tờ", "sohieutobando"],
            ["parcel", "số thửa", "so_thua", "sothua", "thửa", "sothututhua"],
            ["group", "tổ dân phố", "to_dan_pho", "tdp", "thôn", "tổ", "residential_group"],
            ["ward", "mã xã", "ma_xa", "maxa", "ward_code"],
        ]
        let table = try OfficeTable(path, columns: columns, required: 3, option: "--groups")
        for row in table.rows where !row.cells[2].isEmpty {
            names[[row.cells[3], row.cells[0], row.cells[1]]] = row.cells[2]
        }
    }

    /// A row that names no ward is of any.
    func name(ward: String?, sheet: String?, number: String?) -> String? {
        guard let sheet, let number else { return nil }
        return names[[ward ?? "", sheet, number]] ?? names[["", sheet, number]]
    }
}

/// The parcels of a ward that need something, by residential group, each in the order of a walk.
struct VisitPlan: Sendable {
    struct Group: Sendable {
        var name: String
        var visits: [FieldVisit]
    }

    let source: ComparedRecords
    let recordsOf: [[Int32]]
    let residential: ResidentialGroups?
    let showsPersonalData: Bool
    let language: Language
    private let missing: [Int32: [RecordField]]
    private let remarks: [Int32: [String]]

    init(
        _ source: ComparedRecords, residential: ResidentialGroups?, showsPersonalData: Bool, language: Language
    ) {
        self.source = source
        self.residential = residential
        self.showsPersonalData = showsPersonalData
        self.language = language
        recordsOf = source.recordsOfParcels()
        var missing: [Int32: [RecordField]] = [:]
        var remarks: [Int32: [String]] = [:]
        for finding in source.result.findings where finding.state != .accepted {
            let matched = finding.record >= 0 ? source.result.matches.parcel[Int(finding.record)] : -1
            let parcel = finding.parcel >= 0 ? finding.parcel : matched
            guard parcel >= 0 else { continue }
            if case .fields(let fields) = finding.detail {
                for field in fields.fields where !(missing[parcel] ?? []).contains(field) {
                    missing[parcel, default: []].append(field)
                }
            } else if finding.severity >= .warning,
                ![.populationUnmatched, .parcelWithoutRecord].contains(finding.kind)
            {
                let name = finding.kind.name(in: language)
                if !(remarks[parcel] ?? []).contains(name) { remarks[parcel, default: []].append(name) }
            }
        }
        self.missing = missing
        self.remarks = remarks
    }

    /// Whether a parcel is on a list.
    func needsVisit(_ p: Int) -> Bool { [0, 2, 3].contains(source.result.groupings[p].group) }

    /// The groups of some parcels, in the order of their names.
    func groups(of parcels: [Int32]) -> [Group] {
        var byName: [String: [Int32]] = [:]
        for p in parcels where needsVisit(Int(p)) { byName[groupName(Int(p)), default: []].append(p) }
        return byName.sorted { NumberedText.natural($0.key) < NumberedText.natural($1.key) }.map { name, parcels in
            Group(name: name, visits: walk(parcels).map { visit(Int($0)) })
        }
    }

    private func text(_ column: [TextID], _ p: Int) -> String? {
        column.isEmpty ? nil : source.columns.texts[column[p]]
    }

    private func groupName(_ p: Int) -> String {
        let sheet = text(source.columns.sheet, p)
        let named = residential?.name(
            ward: text(source.columns.ward, p), sheet: sheet, number: text(source.columns.number, p))
        if let name = named ?? recordsOf[p].lazy.compactMap({ source.records.text(.residentialGroup, Int($0)) }).first {
            return name
        }
        if residential != nil || source.records.has(.residentialGroup) {
            return language == .vi ? "Chưa rõ tổ dân phố" : "No group known"
        }
        return (language == .vi ? "Tờ " : "Sheet ") + (sheet ?? "–")
    }

    private func visit(_ p: Int) -> FieldVisit {
        let grouping = source.result.groupings[p]
        let unmet = grouping.unmet.filter { source.rules.group1.contains($0) }
        var visit = FieldVisit(parcel: Int32(p), group: grouping.group, becomes: 1)
        visit.fields = (missing[Int32(p)] ?? []).filter { $0 != .scan && $0 != .ownerNumber }
        visit.remarks = remarks[Int32(p)] ?? []
        switch grouping.group {
        case 0:
            visit.needs = [.certificateCopy, .identityCopy]
            visit.becomes = 2
        case 3:
            visit.needs = [.rebuild]
            visit.becomes = 2
        default:
            if unmet.contains(.scan) { visit.needs.insert(.certificateCopy) }
            if unmet.contains(.ownerNumber) { visit.needs.insert(.identityCopy) }
            if unmet.contains(.requiredFields) { visit.needs.insert(.fields) }
            if unmet.contains(.populationMatched) { visit.needs.insert(.authentication) }
            let others: Set<GroupCondition> = [.oneRecordSet, .noError, .noWarning]
            if unmet.contains(where: { others.contains($0) }) { visit.needs.insert(.dispute) }
            // What is left then is the office's own work.
            let ownWork: Set<GroupCondition> = [.synchronised, .registerExported]
            if unmet.contains(where: { ownWork.contains($0) }) { visit.becomes = 2 }
        }
        if showsPersonalData {
            for r in recordsOf[p] {
                let parts = [RecordField.owner, .organisation, .parcelAddress].compactMap {
                    source.records.text($0, Int(r))
                }
                let line = parts.joined(separator: ", ")
                if !line.isEmpty, !visit.holders.contains(line) { visit.holders.append(line) }
            }
        }
        return visit
    }

    /// Parcels along Hilbert's curve over their ground: who follows it never goes far to the next.
    private func walk(_ parcels: [Int32]) -> [Int32] {
        let places = parcels.map { p in source.rings.innerPoint(ofParcel: Int(p)) }
        let known = places.compactMap { $0 }
        let (west, east) = (known.map(\.unitsX).min() ?? 0, known.map(\.unitsX).max() ?? 1)
        let (south, north) = (known.map(\.unitsY).min() ?? 0, known.map(\.unitsY).max() ?? 1)
        let side = max(east - west, north - south, 1)
        let steps = Double(HilbertCurve.side - 1)
        let keys = places.map { place -> UInt64 in
            // Parcels without ground come last.
            guard let place else { return .max }
            return HilbertCurve.distance(
                x: UInt32((place.unitsX - west) / side * steps), y: UInt32((place.unitsY - south) / side * steps))
        }
        return parcels.indices.sorted { (keys[$0], parcels[$0]) < (keys[$1], parcels[$1]) }.map { parcels[$0] }
    }
}

extension NumberedText {
    /// "Tổ 2" before "Tổ 14".
    static func natural(_ text: String) -> [NumberedText] {
        text.split { $0 == " " }.map { NumberedText(String($0)) }
    }
}

extension [NumberedText] {
    static func < (a: [NumberedText], b: [NumberedText]) -> Bool { a.lexicographicallyPrecedes(b) }
}

/// Hilbert's curve over a square of 2¹⁶ by 2¹⁶ cells.
enum HilbertCurve {
    static let side: UInt32 = 1 << 16

    /// How far along the curve a cell is: neighbours on the curve are neighbours on the ground.
    static func distance(x: UInt32, y: UInt32) -> UInt64 {
        var (x, y) = (x, y)
        var distance: UInt64 = 0
        var s = side / 2
        while s > 0 {
            let right: UInt32 = x & s > 0 ? 1 : 0
            let upper: UInt32 = y & s > 0 ? 1 : 0
            distance += UInt64(s) * UInt64(s) * UInt64((3 * right) ^ upper)
            // The quarter is turned so that the curve goes on where it left the last one.
            if upper == 0 {
                if right == 1 {
                    x = (side - 1) &- x
                    y = (side - 1) &- y
                }
                swap(&x, &y)
            }
            s /= 2
        }
        return distance
    }
}
