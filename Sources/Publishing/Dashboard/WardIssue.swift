import Cadastre

/// A defect of the map or a finding of the records, as a ward's page lists it.
struct WardIssue {
    var id: String
    var kind: String
    var severity: Severity
    var code: String
    var state: DefectState
    var parcels: [NamedParcel]
    var isOfRecords = false
    var areaSquareMetres: Double?
    var widthMetres: Double?
    /// Metres of the working CRS.
    var at: (x: Double, y: Double)?
    /// The column of the record, and the row in its table.
    var field: String?
    var recordRow: Int?
    /// In the language of the check.
    var message: String?
    /// Another ward under which it is counted.
    var countedIn: String?

    init?(_ entry: CheckDocument.Entry) {
        guard let severity = Severity(rawValue: entry.severity) else { return nil }
        id = entry.id
        kind = entry.kind
        self.severity = severity
        code = entry.code
        state = DefectState(rawValue: entry.state) ?? .new
        parcels = entry.parcels
        areaSquareMetres = entry.area
        widthMetres = entry.width
        if let at = entry.at, at.count == 2 { self.at = (at[0], at[1]) }
        message = entry.message
        countedIn = entry.countedIn
    }

    init?(_ entry: ReconcileDocument.Entry) {
        guard let severity = Severity(rawValue: entry.severity) else { return nil }
        id = entry.id
        kind = entry.kind
        self.severity = severity
        code = entry.code
        state = DefectState(rawValue: entry.state) ?? .new
        parcels = entry.parcel.map { [$0] } ?? entry.candidates ?? []
        isOfRecords = true
        field = entry.field
        recordRow = entry.record?.row
    }

    /// Takes the place that the GeoPackage of `reconcile` has for it, where the record's parcel lies.
    mutating func take(_ place: FindingPlaces.Place) {
        at = place.at
        if parcels.isEmpty { parcels = place.fids.map { NamedParcel(fid: $0, key: nil) } }
    }

    /// The name of its kind; the kind itself where this program does not know it.
    func name(in language: Language) -> String {
        let known = isOfRecords ? FindingKind(rawValue: kind)?.name(in: language) : nil
        return known ?? DefectKind(rawValue: kind)?.name(in: language) ?? kind
    }

    /// Open before accepted, the gravest first, then by kind, the largest of a kind first.
    static func goesBefore(_ a: WardIssue, _ b: WardIssue) -> Bool {
        if (a.state == .accepted) != (b.state == .accepted) { return b.state == .accepted }
        if a.severity != b.severity { return a.severity > b.severity }
        if a.isOfRecords != b.isOfRecords { return !a.isOfRecords }
        if a.kind != b.kind { return a.kind < b.kind }
        if a.areaSquareMetres != b.areaSquareMetres { return a.areaSquareMetres ?? 0 > b.areaSquareMetres ?? 0 }
        return a.id < b.id
    }
}
