import Cadastre
import FoundationEssentials
import GDALKit
import Reconciliation

/// The figures of all wards, from the best source that the folder of the city has.
struct CityFigures {
    /// Nil where no source tells it.
    var date: CivilDate?
    /// Wards by code, what belongs to none, branches, the city.
    var rows: [CoverageRow] = []
    /// By kind; a count that is kept back is nil.
    var obstacles: [(code: String, count: Int?)] = []
    var isPublic = false
    /// Earlier reports and this one, by date.
    var history: [CoverageTable] = []

    /// - Throws: `RunFolderError`, `FindingsError`.
    init(_ run: RunFolder) throws {
        var reports: [CoverageReport] = []
        if let path = RunFolder.file(run.city, "history.gpkg") {
            let kept = try CoverageHistory(path, mustExist: true)
            reports = kept.dates.compactMap { kept.report(of: $0) }
        }
        if let path = RunFolder.file(run.city, "coverage.json") {
            try take(ResultDocument.read(CoverageDocument.self, from: path, verb: "coverage"))
        } else if let newest = reports.last {
            date = newest.date
            rows = newest.table.rows
            obstacles = newest.obstaclesByKind.map { ($0.obstacle, $0.count) }
        } else if let path = RunFolder.file(run.city, "coverage.gpkg") {
            rows = try Self.rows(ofTableIn: path)
        }
        if let date { reports.removeAll { $0.date > date } }
        history = reports.map { report in
            var report = report
            report.isPublic = isPublic
            return report.shown
        }
        rows.removeAll { $0.level == .ward && $0["ward_code"].text == nil }
    }

    /// Puts in the wards that have a folder and no row, and sums where there are none.
    mutating func add(_ wards: [CoverageRow]) {
        let known = Set(rows.compactMap { $0["ward_code"].text })
        let more = wards.filter { !known.contains($0["ward_code"].text ?? "") }
        if more.isEmpty { return }
        let hasCity = rows.contains { $0.level == .city }
        rows += more
        if !hasCity {
            var sum = CoverageRow(level: .city)
            for column in CoverageColumn.all where column.addsUp && column.kind == .count {
                let counts = more.compactMap { $0[column.name].count }
                if !counts.isEmpty { sum[column.name] = .count(counts.reduce(0, +)) }
            }
            rows.append(sum)
        }
    }

    func row(ofWard code: String) -> CoverageRow? {
        rows.first { $0["ward_code"].text == code && [.ward, .unassigned].contains($0.level) }
    }

    /// The wards and what belongs to none, by code.
    var wards: [CoverageRow] {
        rows.filter { [.ward, .unassigned].contains($0.level) }.sorted {
            ($0["ward_code"].text ?? "") < ($1["ward_code"].text ?? "")
        }
    }

    private mutating func take(_ document: CoverageDocument) {
        date = CivilDate(document.date)
        isPublic = document.settings["public"] == .flag(true)
        func row(_ values: [String: JSONScalar], _ level: CoverageRow.Level) -> CoverageRow {
            var row = CoverageRow(level: level)
            for column in CoverageColumn.all where column.name != "level" {
                row[column.name] = (values[column.name] ?? .null).value(of: column)
            }
            return row
        }
        rows = document.wards.map { row($0, .ward) }
        if let unassigned = document.unassigned { rows.append(row(unassigned, .unassigned)) }
        rows += document.branches.map { row($0, .branch) }
        if let city = document.city { rows.append(row(city, .city)) }
        obstacles = (document.obstacles?.byKind ?? []).compactMap { line in
            guard case .text(let code) = line["obstacle"] else { return nil }
            if case .number(let count) = line["count"] { return (code, Int(count)) }
            return (code, nil)
        }
    }

    /// The rows of the table `coverage` in the GeoPackage.
    private static func rows(ofTableIn path: String) throws -> [CoverageRow] {
        do {
            let dataset = try Dataset(opening: path, drivers: ["GPKG"])
            guard let index = dataset.layerNames.firstIndex(of: "coverage") else {
                throw RunFolderError(.unusable, "\(path) has no table coverage; run coverage again, or take it away")
            }
            var rows: [CoverageRow] = []
            try dataset.withLayer(at: index) { layer throws in
                try layer.withBatches { source in
                    while let batch = try source.next() {
                        let first = rows.count
                        rows += Array(repeating: CoverageRow(level: .ward), count: batch.count)
                        for column in CoverageColumn.all {
                            guard let number = source.column(named: column.name) else { continue }
                            batch.withColumn(number) { values in
                                for r in 0..<values.count {
                                    var value = CoverageValue(values, r)
                                    if column.kind == .date {
                                        value = CoverageValue(value.text.flatMap { CivilDate($0) })
                                    }
                                    rows[first + r].values[column.name] = value
                                }
                            }
                        }
                    }
                }
            }
            for r in rows.indices {
                rows[r].level = rows[r]["level"].text.flatMap { CoverageRow.Level(rawValue: $0) } ?? .ward
            }
            return rows
        } catch let error as GDALError {
            throw RunFolderError(.unusable, "\(path) cannot be read (\(error)); run coverage again, or take it away")
        }
    }
}

/// What the pages read of the JSON of `coverage`.
private struct CoverageDocument: Decodable {
    var date: String
    var settings: [String: JSONScalar]
    var wards: [[String: JSONScalar]]
    var branches: [[String: JSONScalar]]
    var unassigned: [String: JSONScalar]?
    var city: [String: JSONScalar]?
    var obstacles: Obstacles?

    struct Obstacles: Decodable {
        var byKind: [[String: JSONScalar]]

        enum CodingKeys: String, CodingKey { case byKind = "by_kind" }
    }
}

private enum JSONScalar: Decodable, Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .flag(try container.decode(Bool.self))
        }
    }

    func value(of column: CoverageColumn) -> CoverageValue {
        switch (self, column.kind) {
        case (.text(let text), .date): CoverageValue(CivilDate(text))
        case (.text(Suppression.text), .count): .suppressed
        case (.text(let text), _): CoverageValue(text)
        case (.number(let number), .count): CoverageValue(Int(exactly: number.rounded()))
        case (.number(let number), _): CoverageValue(number)
        default: .none
        }
    }
}
