public import Cadastre
public import PlanarCoverage
public import Reconciliation

/// A table of records as the report names it.
public struct ReportedRecords: Hashable, Sendable {
    public var source: String
    public var layer: String
    public var rows: Int
    /// Which column is what: name of the field, and the column's own.
    public var fields: [(field: String, column: String)]

    public init(source: String, layer: String, rows: Int, fields: [(field: String, column: String)]) {
        self.source = source
        self.layer = layer
        self.rows = rows
        self.fields = fields
    }

    public static func == (a: ReportedRecords, b: ReportedRecords) -> Bool {
        a.source == b.source && a.layer == b.layer && a.rows == b.rows
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        hasher.combine(layer)
    }
}

/// Everything that `reconcile` has to say, ready to be put into words, JSON or layers.
public struct ReconcileReport: Sendable {
    public var result: ReconcileResult
    public var settings: ReconcileSettings
    /// Row `i` is parcel `i` of the result.
    public var columns: ParcelColumns
    public var rings: RingStore
    public var grid: Grid
    /// Row `i` is record `i` of the result.
    public var records: RecordColumns
    /// The parcel code of each parcel, the map's own or one computed here; empty when none was asked for.
    public var parcelCodes: [String?] = []
    /// The way from VN-2000 to WGS 84 that parcel codes are made and judged by; nil for the CRS's own.
    public var datumShift: DatumShift?
    public var crs: String
    public var date: String
    public var sources: [ReportedSource]
    public var recordSources: [ReportedRecords]
    public var notes: [ReportNote]
    public var states = FindingStates()
    public var language: Language
    public var maxListed: Int
    /// Names, numbers and addresses are written where they help; otherwise numbers are masked and the rest left out.
    public var showsPersonalData = false
    /// With a key, findings about persons say which of them concern one person.
    public var personKey: PersonKey?
    /// The lines of `settings` that the reconciliation itself does not know.
    public var selection: [(name: String, value: String)] = []

    public init(
        result: ReconcileResult, settings: ReconcileSettings, columns: ParcelColumns, rings: RingStore, grid: Grid,
        records: RecordColumns, crs: String, date: String, sources: [ReportedSource],
        recordSources: [ReportedRecords], notes: [ReportNote], language: Language, maxListed: Int
    ) {
        self.result = result
        self.settings = settings
        self.columns = columns
        self.rings = rings
        self.grid = grid
        self.records = records
        self.crs = crs
        self.date = date
        self.sources = sources
        self.recordSources = recordSources
        self.notes = notes
        self.language = language
        self.maxListed = maxListed
        states.new = result.findings.count
    }

    /// Open findings of a severity or worse: what `--fail-on` asks.
    public func hasOpenFindings(atLeast severity: Severity) -> Bool {
        result.findings.contains { $0.state != .accepted && $0.severity >= severity }
    }

    /// Which findings are listed: at most so many of a kind, the worst first.
    var listed: [Int] {
        var byKind: [FindingKind: [Int]] = [:]
        for i in result.findings.indices { byKind[result.findings[i].kind, default: []].append(i) }
        guard byKind.values.contains(where: { $0.count > maxListed }) else { return Array(result.findings.indices) }
        return byKind.values.flatMap { rows in
            rows.count <= maxListed
                ? rows[...]
                : rows.sorted { (result.findings[$1].severity, $0) < (result.findings[$0].severity, $1) }
                    .prefix(maxListed)
        }.sorted()
    }

    func notListed(_ listed: [Int]) -> [(kind: FindingKind, count: Int)] {
        guard listed.count < result.findings.count else { return [] }
        var left: [FindingKind: Int] = [:]
        for finding in result.findings { left[finding.kind, default: 0] += 1 }
        for i in listed { left[result.findings[i].kind, default: 0] -= 1 }
        return left.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
    }

    var values: FindingValues { FindingValues(report: self) }
}
