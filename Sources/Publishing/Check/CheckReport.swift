public import Cadastre
public import MapChecking

/// One layer that was read.
public struct ReportedSource: Hashable, Sendable {
    /// The source as the user named it, and its layer.
    public var source: String
    public var layer: String
    /// Features in the layer; parcels and skipped ones add up to it.
    public var features: Int

    public init(source: String, layer: String, features: Int) {
        self.source = source
        self.layer = layer
        self.features = features
    }
}

/// Something that the user must know about a run.
public struct ReportNote: Hashable, Sendable {
    public var text: String
    /// Whether something may be wrong; otherwise it only tells what was done.
    public var isWarning: Bool

    public init(_ text: String, isWarning: Bool) {
        self.text = text
        self.isWarning = isWarning
    }
}

/// Findings against last week's.
public struct FindingStates: Hashable, Sendable {
    public var new = 0
    public var remaining = 0
    /// In the earlier report, open there, and gone.
    public var resolved = 0
    public var accepted = 0

    public init() {}
}

/// Everything that `check` has to say, ready to be put into words, JSON or layers.
public struct CheckReport: Sendable {
    public var result: CheckResult
    /// Row `i` is parcel `i` of the result.
    public var columns: ParcelColumns
    /// The working CRS, as `EPSG:5897` or, where it has no code, its WKT.
    public var crs: String
    /// Of the report, as `2025-11-10`.
    public var date: String
    public var sources: [ReportedSource]
    /// What the reading noticed and decided, in the order in which it happened.
    public var notes: [ReportNote]
    public var states = FindingStates()
    public var language: Language
    /// At most so many defects of one kind are listed.
    public var maxListed: Int
    /// The lines of `settings` that the check itself does not know, as `where`.
    public var selection: [(name: String, value: String)] = []

    public init(
        result: CheckResult, columns: ParcelColumns, crs: String, date: String, sources: [ReportedSource],
        notes: [ReportNote] = [], language: Language = .vi, maxListed: Int = 100_000
    ) {
        self.result = result
        self.columns = columns
        self.crs = crs
        self.date = date
        self.sources = sources
        self.notes = notes
        self.language = language
        self.maxListed = maxListed
        states.new = result.defects.count { $0.countedIn == nil }
    }

    /// Open defects of a severity or worse: what `--fail-on` asks.
    public func hasOpenDefects(atLeast severity: Severity) -> Bool {
        result.defects.contains { $0.isOpen && $0.severity >= severity }
    }

    /// Which defects are listed, as indices, in the order of ids: all of a kind, or its largest by area and width.
    var listed: [Int] {
        var byKind: [DefectKind: [Int]] = [:]
        for i in result.defects.indices { byKind[result.defects[i].kind, default: []].append(i) }
        guard byKind.values.contains(where: { $0.count > maxListed }) else { return Array(result.defects.indices) }
        var listed: [Int] = []
        for rows in byKind.values {
            guard rows.count > maxListed else {
                listed += rows
                continue
            }
            func size(_ i: Int) -> (Double, Double) {
                (result.defects[i].areaSquareMetres ?? 0, result.defects[i].widthMetres ?? 0)
            }
            listed += rows.sorted { size($0) != size($1) ? size($0) > size($1) : $0 < $1 }.prefix(maxListed)
        }
        return listed.sorted()
    }

    /// How many of each kind are found but not listed.
    func notListed(_ listed: [Int]) -> [(kind: DefectKind, count: Int)] {
        guard listed.count < result.defects.count else { return [] }
        var left: [DefectKind: Int] = [:]
        for defect in result.defects { left[defect.kind, default: 0] += 1 }
        for i in listed { left[result.defects[i].kind, default: 0] -= 1 }
        return left.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { (kind: $0.key, count: $0.value) }
    }
}
