import Cadastre

@testable import Reconciliation

/// A small map and its records, written down as texts.
struct Sample {
    /// Ward, sheet, number; then what else is known.
    struct Parcel {
        var ward = "00082"
        var sheet = "1"
        var number: String
        var use = "ODT"
        var area = 100.0
        var code = ""
        var oldWard = ""
        var oldSheet = ""
        var oldNumber = ""
    }

    var parcels: [Parcel] = []
    /// One dictionary a row.
    var rows: [[RecordField: String]] = []
    var located: [Int32] = []
    var wardCodes: [String] = []
    var crosswalk = SheetCrosswalk([])

    static let date = CivilDate(year: 2025, month: 11, day: 10)

    func reconcile(_ change: (inout ReconcileSettings) -> Void = { _ in }) -> ReconcileResult {
        guard let date = Self.date else { preconditionFailure("a day") }
        var columns = ParcelColumns()
        func ids(_ text: (Parcel) -> String) -> [TextID] {
            let texts = parcels.map(text)
            return texts.allSatisfy(\.isEmpty) ? [] : texts.map { columns.texts.intern($0) }
        }
        columns.fid = parcels.indices.map { Int64($0 + 1) }
        columns.ward = ids(\.ward)
        columns.sheet = ids(\.sheet)
        columns.number = ids(\.number)
        columns.landUse = ids(\.use)
        columns.parcelCode = ids(\.code)
        columns.oldWard = ids(\.oldWard)
        columns.oldSheet = ids(\.oldSheet)
        columns.oldNumber = ids(\.oldNumber)
        columns.sources = [ParcelSource(name: "map", layer: "parcels", firstParcel: 0, parcelCount: parcels.count)]
        var records = RecordColumns()
        records.row = rows.indices.map { Int32($0 + 2) }
        records.sources = [
            RecordSource(name: "records.csv", layer: "", firstRecord: 0, recordCount: rows.count, isSpreadsheet: false)
        ]
        for field in RecordField.allCases where rows.contains(where: { $0[field] != nil }) {
            records[field] = rows.map { records.texts.intern($0[field] ?? "") }
        }
        if rows.contains(where: { $0[.area] != nil }) {
            records.areaSquareMetres = rows.map { $0[.area].flatMap { Double($0) } ?? .nan }
        }
        var input = ReconcileInput(columns: columns, areas: parcels.map(\.area), records: records)
        input.locatedWard = located
        input.wardCodes = wardCodes
        input.crosswalk = crosswalk
        var settings = ReconcileSettings(wardLists: .hanoi, date: date)
        settings.scale = 500
        change(&settings)
        return Reconciler.reconcile(input, settings: settings)
    }
}

extension ReconcileResult {
    func kinds() -> [FindingKind] { findings.map(\.kind).sorted() }
    func first(_ kind: FindingKind) -> Finding? { findings.first { $0.kind == kind } }
}
