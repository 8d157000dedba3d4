public import Cadastre
import GDALKit
public import Reconciliation

/// All reports of the past in one GeoPackage or SQLite file: the tables `coverage_history` and `obstacles_history` with a
/// date in each row, and `coverage_reports` with what else each report says. No geometry, no names or numbers of people.
///
/// The file is read whole and written anew under the same name, whole or not at all.
public struct CoverageHistory: Sendable {
    public let path: String
    /// By date, ascending.
    private var reports: [CoverageReport] = []

    /// Of the tables; a file of another one is refused.
    static let version = "1"

    public var dates: [CivilDate] { reports.map(\.date) }

    /// - Parameter path: a file that may not exist yet, unless it must.
    /// - Throws: `FindingsError`.
    public init(_ path: String, mustExist: Bool) throws {
        self.path = path
        if !mustExist, !OutputPlace.exists(path) { return }
        do {
            let dataset = try Dataset(opening: path, drivers: ["GPKG", "SQLite"])
            let heads = try Self.rows(dataset, "coverage_reports", ["date", "kind", "name", "value"], path)
            let versions = Set(heads.filter { $0[1].text == "version" }.compactMap { $0[3].text })
            guard versions.isSubset(of: [Self.version]) else {
                throw FindingsError(
                    .unusable,
                    "\(path) is a history of version \(versions.sorted().joined(separator: ", ")), and this program keeps "
                        + "version \(Self.version); name another file for --history")
            }
            let tables = try Self.rows(
                dataset, "coverage_history", ["date"] + CoverageColumn.all.map(\.name), path)
            let obstacles = try Self.rows(
                dataset, "obstacles_history",
                ["date", "ward_code", "residential_group", "working_group", "obstacle", "count", "counted_on"], path)
            for text in Set(heads.compactMap { $0[0].text }).sorted() {
                guard let date = CivilDate(text) else { throw damaged("the date \"\(text)\"") }
                func own(_ rows: [[CoverageValue]]) -> [[CoverageValue]] { rows.filter { $0[0].text == text } }
                reports.append(try report(date, own(heads), own(tables), own(obstacles)))
            }
        } catch let error as GDALError {
            if error.code == .noSuchInput {
                throw FindingsError(
                    .noSuchFile, "\(path): there is no such file; --history takes the file of the reports")
            }
            throw FindingsError(
                .unusable,
                "\(path) is no history of coverage, or is damaged (\(error)); name another file for --history")
        }
    }

    /// The report of a day; nil where there is none.
    public func report(of date: CivilDate) -> CoverageReport? { reports.first { $0.date == date } }

    /// The table of the newest report before a day.
    public func previous(to date: CivilDate) -> CoverageTable? { reports.last { $0.date < date }?.table }

    /// Puts a report in; one of the same day goes.
    public mutating func add(_ report: CoverageReport) {
        reports.removeAll { $0.date == report.date }
        reports.append(report)
        reports.sort { $0.date < $1.date }
    }

    /// Writes the file anew.
    /// - Throws: `OutputError`; the file is as it was then.
    public func write(inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: true, inputs: inputs)
        guard let newest = reports.last else { return }
        do throws(GDALError) {
            let lower = path.lowercased()
            let isSQLite = [".sqlite", ".sqlite3", ".db"].contains { lower.hasSuffix($0) }
            var writer = try VectorWriter(
                creating: path, driver: isSQLite ? "SQLite" : "GPKG",
                // With the metadata of geometries, SQLite's tables without one are not listed.
                options: isSQLite ? ["METADATA=NO"] : [], replacing: true,
                date: "\(newest.date)T00:00:00.000Z")
            try writeHeads(&writer)
            try writeTables(&writer)
            try writeObstacles(&writer)
            try writer.close()
        } catch {
            throw OutputError(writing: error)
        }
    }

    private func writeHeads(_ writer: inout VectorWriter) throws(GDALError) {
        let layer = try writer.addLayer(
            OutputLayer(
                "coverage_reports", .none, fields: ["date", "kind", "name", "value"].map { FieldDefinition($0, .text) })
        )
        for report in reports {
            for (kind, name, value) in [("version", "", Self.version), ("crs", "", report.crs)] + report.headLines {
                try writer.write(
                    to: layer, wkb: nil as [UInt8]?,
                    values: [.text("\(report.date)"), .text(kind), .text(name), .text(value)])
            }
        }
    }

    private func writeTables(_ writer: inout VectorWriter) throws(GDALError) {
        let layer = try writer.addLayer(
            OutputLayer(
                "coverage_history", .none,
                fields: [FieldDefinition("date", .text)] + CoverageColumn.all.map(\.field)))
        for report in reports {
            for row in report.table.rows {
                try writer.write(
                    to: layer, wkb: nil as [UInt8]?,
                    values: [.text("\(report.date)")] + CoverageColumn.all.map { FieldValue(row[$0.name]) })
            }
        }
    }

    private func writeObstacles(_ writer: inout VectorWriter) throws(GDALError) {
        let texts = ["date", "ward_code", "residential_group", "working_group", "obstacle"]
        let layer = try writer.addLayer(
            OutputLayer(
                "obstacles_history", .none,
                fields: texts.map { FieldDefinition($0, .text) }
                    + [FieldDefinition("count", .integer64), FieldDefinition("counted_on", .text)]))
        for report in reports {
            for tally in report.table.obstacles {
                try writer.write(
                    to: layer, wkb: nil as [UInt8]?,
                    values: [
                        .text("\(report.date)"), .text(tally.ward), .text(tally.residentialGroup),
                        .text(tally.workingGroup), .text(tally.obstacle), .integer(Int64(tally.count)),
                        .text("\(tally.date)"),
                    ])
            }
        }
    }

    private func report(
        _ date: CivilDate, _ heads: [[CoverageValue]], _ rows: [[CoverageValue]], _ obstacles: [[CoverageValue]]
    ) throws(FindingsError) -> CoverageReport {
        var table = CoverageTable(date: date, rows: [], obstacles: [])
        for row in rows {
            guard
                let levelAt = CoverageColumn.all.firstIndex(where: { $0.name == "level" }),
                let level = row[levelAt + 1].text.flatMap({ CoverageRow.Level(rawValue: $0) })
            else { throw damaged("a row of coverage_history of \(date)") }
            var values: [String: CoverageValue] = [:]
            for (k, column) in CoverageColumn.all.enumerated() {
                var value = row[k + 1]
                if column.kind == .date, let text = value.text {
                    guard let day = CivilDate(text) else { throw damaged("the date \"\(text)\"") }
                    value = .date(day)
                }
                if value != .none { values[column.name] = value }
            }
            table.rows.append(CoverageRow(level: level, values: values))
        }
        guard table.rows.contains(where: { $0.level == .city }) else { throw damaged("the rows of \(date)") }
        for row in obstacles {
            guard let count = row[5].count, let day = row[6].text.flatMap({ CivilDate($0) }) else {
                throw damaged("a row of obstacles_history of \(date)")
            }
            table.obstacles.append(
                ObstacleTally(
                    ward: row[1].text ?? "", residentialGroup: row[2].text ?? "", workingGroup: row[3].text ?? "",
                    obstacle: row[4].text ?? "", count: count, date: day))
        }
        var report = CoverageReport(table: table, crs: "", sources: [], notes: [], language: .vi)
        for head in heads {
            report.take(kind: head[1].text ?? "", name: head[2].text ?? "", value: head[3].text ?? "")
        }
        return report
    }

    private func damaged(_ what: String) -> FindingsError {
        FindingsError(
            .unusable, "\(path): \(what) cannot be read; the history is damaged: name another file for --history")
    }

    /// The rows of a table, in the order in which they were written.
    private static func rows(
        _ dataset: borrowing Dataset, _ table: String, _ columns: [String], _ path: String
    ) throws -> [[CoverageValue]] {
        guard let index = dataset.layerNames.firstIndex(of: table) else {
            throw FindingsError(
                .unusable,
                "\(path) is no history of coverage: it has no table \(table); name another file for --history")
        }
        return try dataset.withLayer(at: index) { layer throws in
            try layer.withBatches { source in
                var rows: [[CoverageValue]] = []
                let numbers = columns.map { source.column(named: $0) }
                if let missing = zip(columns, numbers).first(where: {
                    $0.1 == nil && !CoverageColumn.addedLater.contains($0.0)
                })?.0 {
                    throw FindingsError(
                        .unusable,
                        "\(path): the table \(table) lacks the column \(missing); name another file for --history")
                }
                while let batch = try source.next() {
                    let first = rows.count
                    rows += Array(repeating: [], count: batch.count)
                    for number in numbers {
                        guard let number else {
                            for row in first..<rows.count { rows[row].append(.none) }
                            continue
                        }
                        batch.withColumn(number) { values in
                            for row in 0..<values.count { rows[first + row].append(CoverageValue(values, row)) }
                        }
                    }
                }
                return rows
            }
        }
    }
}

extension CoverageValue {
    /// A cell of a table that one of our reports wrote.
    init(_ values: borrowing ArrowColumn, _ row: Int) {
        if values.kind.isBytes {
            self.init(values.text(row))
        } else if values.kind.isReal {
            self.init(values.real(row))
        } else {
            self.init(values.integer(row).map { Int($0) })
        }
    }
}

extension CoverageReport {
    /// What a report says beside its table, as lines of a history.
    fileprivate var headLines: [(String, String, String)] {
        settings.map { name, value in
            switch value {
            case .text(let text): ("setting-text", name, text)
            case .count(let count): ("setting-count", name, "\(count)")
            case .number(let number): ("setting-number", name, NumberText.fixed(number, decimals: 4))
            case .null: ("setting-null", name, "")
            }
        } + sources.map { ("source \($0.features)", $0.layer, $0.source) }
            + notes.map { ($0.isWarning ? "warning" : "note", "", $0.text) }
    }

    fileprivate mutating func take(kind: String, name: String, value: String) {
        switch kind {
        case "crs": crs = value
        case "setting-text": settings.append((name, .text(value)))
        case "setting-count": settings.append((name, .count(Int(value) ?? 0)))
        case "setting-number": settings.append((name, .number(Double(value) ?? 0)))
        case "setting-null": settings.append((name, .null))
        case "warning", "note": notes.append(ReportNote(value, isWarning: kind == "warning"))
        default:
            if kind.hasPrefix("source ") {
                sources.append(
                    ReportedSource(source: value, layer: name, features: Int(kind.dropFirst("source ".count)) ?? 0))
            }
        }
    }
}
