public import Cadastre

/// What is counted of the documents of a ward, in the order of the work.
public enum DocumentMeasure: String, CaseIterable, Hashable, Sendable {
    case collected, scanned, entered, authenticated, created, synchronised
}

/// One row of a progress table: the state of a ward, or of a part of it, on a day. Counts are totals up to that day.
public struct DocumentRow: Hashable, Sendable {
    /// As the table names it, resolved to a code where it can be.
    public var ward: String
    public var residentialGroup: String
    public var workingGroup: String
    public var date: CivilDate
    /// One per measure; nil where the row says nothing.
    public var counts: [Int?]
    /// A kind's code, or the text as it was written; empty for none.
    public var obstacle: String
    public var obstacleCount: Int

    public init(
        ward: String, residentialGroup: String = "", workingGroup: String = "", date: CivilDate, counts: [Int?],
        obstacle: String = "", obstacleCount: Int = 0
    ) {
        self.ward = ward
        self.residentialGroup = residentialGroup
        self.workingGroup = workingGroup
        self.date = date
        self.counts = counts
        self.obstacle = obstacle
        self.obstacleCount = obstacleCount
    }
}

/// How many cases of one obstacle a part of a ward has.
public struct ObstacleTally: Hashable, Sendable {
    public var ward: String
    public var residentialGroup: String
    public var workingGroup: String
    /// A kind's code, or a free text.
    public var obstacle: String
    public var count: Int
    /// The day of the rows that were counted.
    public var date: CivilDate

    public init(
        ward: String, residentialGroup: String, workingGroup: String, obstacle: String, count: Int, date: CivilDate
    ) {
        self.ward = ward
        self.residentialGroup = residentialGroup
        self.workingGroup = workingGroup
        self.obstacle = obstacle
        self.count = count
        self.date = date
    }
}

/// The progress of every ward over time. Rows of one ward and one day add up.
public struct DocumentProgress: Sendable {
    /// The totals of a ward on one day; a measure of which no row says anything is nil.
    public struct Day: Hashable, Sendable {
        public var date: CivilDate
        public var counts: [Int?]

        public subscript(_ measure: DocumentMeasure) -> Int? {
            DocumentMeasure.allCases.firstIndex(of: measure).flatMap { counts[$0] }
        }
    }

    /// By ward; days ascending.
    public private(set) var days: [String: [Day]] = [:]
    /// Of the newest day of each ward, by ward, residential group, working group and obstacle.
    public private(set) var obstacles: [ObstacleTally] = []

    /// - Parameter latest: rows of later days are left out.
    public init(_ rows: [DocumentRow], notAfter latest: CivilDate) {
        var totals: [String: [CivilDate: [Int?]]] = [:]
        for row in rows where row.date <= latest {
            var sums = totals[row.ward]?[row.date] ?? Array(repeating: nil, count: DocumentMeasure.allCases.count)
            for (k, count) in row.counts.enumerated() { if let count { sums[k] = (sums[k] ?? 0) + count } }
            totals[row.ward, default: [:]][row.date] = sums
        }
        days = totals.mapValues { $0.map { Day(date: $0.key, counts: $0.value) }.sorted { $0.date < $1.date } }
        struct Place: Hashable {
            var ward: String
            var residentialGroup: String
            var workingGroup: String
            var obstacle: String
        }
        var counts: [Place: Int] = [:]
        for row in rows where !row.obstacle.isEmpty && row.date == days[row.ward]?.last?.date {
            counts[
                Place(
                    ward: row.ward, residentialGroup: row.residentialGroup, workingGroup: row.workingGroup,
                    obstacle: row.obstacle), default: 0] += row.obstacleCount
        }
        obstacles = counts.filter { $0.value > 0 }.map { place, count in
            ObstacleTally(
                ward: place.ward, residentialGroup: place.residentialGroup, workingGroup: place.workingGroup,
                obstacle: place.obstacle, count: count, date: days[place.ward]?.last?.date ?? latest)
        }.sorted {
            ($0.ward, $0.residentialGroup, $0.workingGroup, $0.obstacle)
                < ($1.ward, $1.residentialGroup, $1.workingGroup, $1.obstacle)
        }
    }
}
