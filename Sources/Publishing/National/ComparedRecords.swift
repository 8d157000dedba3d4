public import Cadastre
public import PlanarCoverage
public import Reconciliation

/// A map and its records, compared: what hand-overs and field lists are made of.
public struct ComparedRecords: Sendable {
    public var columns: ParcelColumns
    public var rings: RingStore
    public var grid: Grid
    public var records: RecordColumns
    public var result: ReconcileResult
    /// The parcel code of each parcel that has none of its own; empty when none was asked for.
    public var parcelCodes: [String?]
    /// Of the grid's coordinates: a code, or WKT.
    public var crs: String
    public var date: CivilDate
    public var rules: GroupRules

    public init(
        columns: ParcelColumns, rings: RingStore, grid: Grid, records: RecordColumns, result: ReconcileResult,
        parcelCodes: [String?], crs: String, date: CivilDate, rules: GroupRules
    ) {
        self.columns = columns
        self.rings = rings
        self.grid = grid
        self.records = records
        self.result = result
        self.parcelCodes = parcelCodes
        self.crs = crs
        self.date = date
        self.rules = rules
    }

    /// The records of each parcel, in their order.
    func recordsOfParcels() -> [[Int32]] {
        var rows = [[Int32]](repeating: [], count: columns.count)
        for (record, parcel) in result.matches.parcel.enumerated() where parcel >= 0 {
            rows[Int(parcel)].append(Int32(record))
        }
        return rows
    }

    /// A parcel's code: its own, else the computed one.
    func parcelCode(_ p: Int) -> String? {
        if columns.hasParcelCode, let own = columns.texts[columns.parcelCode[p]] { return own }
        return parcelCodes.isEmpty ? nil : parcelCodes[p]
    }

    /// Square metres of a parcel's rings.
    func groundArea(_ p: Int) -> Double {
        var doubled: Int128 = 0
        for r in rings.rings(ofParcel: p) { doubled += GridArea.doubled(Array(rings.points[rings.points(ofRing: r)])) }
        return grid.squareMetres(doubled: doubled)
    }
}
