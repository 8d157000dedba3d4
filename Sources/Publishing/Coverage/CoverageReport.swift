public import Cadastre
public import MapChecking
public import PlanarCoverage
public import Reconciliation

/// A value among the settings of a report.
public enum SettingValue: Hashable, Sendable {
    case text(String)
    case count(Int)
    /// Written with four decimals.
    case number(Double)
    case null
}

/// Everything that `coverage` has to say, ready to be put into tables, JSON or layers.
public struct CoverageReport: Sendable {
    public var table: CoverageTable
    public var crs: String
    /// What decided the figures, in order.
    public var settings: [(name: String, value: SettingValue)] = []
    public var sources: [ReportedSource]
    public var notes: [ReportNote]
    public var language: Language
    /// Small numbers of people are kept back.
    public var isPublic = false
    /// What no single ward can see; nil for a report from the history.
    public var differences: WardDifferences?
    /// The outlines and their codes; nil for a report from the history.
    public var outlines: (wards: WardOutlines, grid: Grid)?

    public init(
        table: CoverageTable, crs: String, sources: [ReportedSource], notes: [ReportNote], language: Language,
        outlines: (wards: WardOutlines, grid: Grid)? = nil
    ) {
        self.table = table
        self.crs = crs
        self.sources = sources
        self.notes = notes
        self.language = language
        self.outlines = outlines
    }

    public var date: CivilDate { table.date }

    /// The table as it is shown.
    var shown: CoverageTable { isPublic ? table.suppressed() : table }

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    /// What a row is called; the rows of sums have no name of their own.
    func name(of row: CoverageRow) -> String {
        switch row.level {
        case .ward: row["ward_name"].text ?? row["ward_code"].text ?? ""
        case .unassigned: say("Chưa xác định", "Not assigned")
        case .branch: say("Cộng ", "Total of ") + (row["branch"].text ?? "")
        case .city: say("Tổng cộng", "Total")
        }
    }

    /// An obstacle as people call it.
    func name(ofObstacle text: String) -> String {
        ObstacleKind.all.first { $0.code == text }?.name(in: language) ?? text
    }
}

extension CheckResult {
    /// Open defects by severity, critical first, for each ward and behind them for none: by the ward they name, else by
    /// where they are.
    public func openDefects(of wards: WardOutlines) -> [[Int]] {
        var counts = [[Int]](repeating: [0, 0, 0, 0], count: wards.codes.count + 1)
        let places = Dictionary(wards.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let locator = OutlineLocator(wards.rings)
        for defect in defects where defect.isOpen {
            var at = defect.ward.flatMap { places[$0] }
            if at == nil, let (x, y) = defect.at, let p = grid.point(x: x, y: y) {
                at = locator.outlines(over: FinePoint(p)).first.map { Int($0) }
            }
            let rank =
                switch defect.severity {
                case .critical: 0
                case .error: 1
                case .warning: 2
                case .info: 3
                }
            counts[at ?? wards.codes.count][rank] += 1
        }
        return counts
    }
}
