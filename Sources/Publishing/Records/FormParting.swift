public import MapReading
public import Reconciliation

/// Parts the records of a whole city by ward, into files for the programs of one run.
public struct FormParting: Sendable {
    private let routing: RecordRouting

    /// The file of all records, where they do not name their wards; else those of the wards, and of what names none.
    public static let whole = "_city.records"
    public static func name(ofWard ward: String) -> String { "\(ward).records" }
    public static let rest = name(ofWard: "_unassigned")

    /// - Parameters:
    ///   - wards: as the maps name them.
    ///   - strays: other codes that parcels of a ward's map name, by the ward.
    ///   - settings: as the wards are reconciled with.
    public init(
        wards: [String], strays: [String: [String]] = [:], settings: ReconcileSettings, crosswalk: SheetCrosswalk
    ) {
        routing = RecordRouting(wards: wards, strays: strays, settings: settings, crosswalk: crosswalk)
    }

    /// Writes the files into a folder that its owner alone may read.
    /// - Returns: whether the records name their wards; otherwise there is the file of all of them alone.
    @discardableResult
    public func write(_ table: MapReading.RecordTable, to folder: String) throws -> Bool {
        var routing = routing
        guard let routes = routing.routes(of: table.columns) else {
            try RecordPartFile.write(table, to: "\(folder)/\(Self.whole)")
            return false
        }
        var parts = RecordParts(table, elsewhere: routes.elsewhere)
        for (ward, rows) in zip(routing.wards, routes.rows) {
            try RecordPartFile.write(parts.part(rows), to: "\(folder)/\(Self.name(ofWard: ward))")
        }
        try RecordPartFile.write(parts.part(routes.rest), to: "\(folder)/\(Self.rest)")
        try UnplacedRecords(table.columns, rows: routes.rest).writeCSV(
            to: "\(folder)/\(UnplacedRecords.name)", overwrite: true)
        return true
    }
}
