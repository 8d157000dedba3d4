import Cadastre
import Foundation
import Reconciliation
import TestSupport
import Testing

@testable import Publishing

private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

private func ward(_ code: String, _ name: String, entered: Int, branch: String? = nil) throws -> CoverageRow {
    var row = CoverageRow(level: .ward)
    row["ward_code"] = .text(code)
    row["ward_name"] = .text(name)
    row["branch_code"] = CoverageValue(branch)
    row["parcels"] = .count(3)
    row["covered_m2"] = .number(1234.5678)
    row["coverage_pct"] = .number(97.5)
    row["documents_entered"] = .count(entered)
    row["deadline"] = .date(try day("2025-11-15"))
    return row
}

private func sum(_ level: CoverageRow.Level, entered: Int) -> CoverageRow {
    var row = CoverageRow(level: level)
    row["parcels"] = .count(9)
    row["documents_entered"] = .count(entered)
    return row
}

private func tally(_ ward: String, _ group: String, _ obstacle: String, _ count: Int) throws -> ObstacleTally {
    ObstacleTally(
        ward: ward, residentialGroup: group, workingGroup: "A", obstacle: obstacle, count: count,
        date: try day("2025-11-08"))
}

private func sample(
    date: String = "2025-11-08", entered: [Int] = [3, 40, 500], language: Language = .vi,
    names: [String] = ["Phường Cửa Nam", "Phường Yên Sở", "=1+1"]
) throws -> CoverageReport {
    var rows: [CoverageRow] = []
    for (k, count) in entered.enumerated() { rows.append(try ward("0000\(k)", names[k], entered: count)) }
    rows.append(sum(.city, entered: entered.reduce(0, +)))
    var report = CoverageReport(
        table: CoverageTable(
            date: try day(date), rows: rows,
            obstacles: [
                try tally("00000", "Tổ 1", "owner-absent", 12), try tally("00000", "Tổ 2", "owner-absent", 4),
                try tally("00001", "Tổ 1", "nước ngập sân", 2),
            ]), crs: "EPSG:5897", sources: [ReportedSource(source: "a \"b\".gpkg", layer: "thua", features: 9)],
        notes: [ReportNote("một ghi chú", isWarning: true), ReportNote("khác", isWarning: false)], language: language)
    report.settings = [
        ("tolerance_m", .number(0.015)), ("max_gap_width_m", .number(0.5)), ("scale", .null),
        ("measure", .text("entered")),
        ("count", .count(3)),
    ]
    return report
}

@Suite("Tables of coverage")
struct CoverageCSVTests {
    private func bytes(_ report: CoverageReport, _ reader: CSVReader) throws -> String {
        let folder = try TemporaryFolder()
        try report.writeCSV(to: folder.path("a.csv"), for: reader, overwrite: false)
        return String(decoding: try Data(contentsOf: folder.url.appending(path: "a.csv")), as: UTF8.self)
    }

    @Test func `for machines: no byte order mark, the contract's names, points`() throws {
        let lines = try bytes(try sample(), .machine).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6 && lines.last == "")
        #expect(lines[0].hasPrefix("ward_code,ward_name,"))
        for name in [
            "branch", "ward_area_m2", "parcels", "parcel_area_m2", "covered_m2", "coverage_pct", "overlap_m2",
            "uncovered_m2", "gap_m2", "outside_m2", "parcels_with_record", "record_pct", "records",
            "records_without_parcel", "group_0", "group_3", "documents_collected", "documents_scanned",
            "documents_entered", "documents_authenticated", "documents_created", "documents_synchronised",
            "finish_forecast", "deadline", "late_days", "defects_critical", "change_documents_entered",
        ] {
            #expect(lines[0].split(separator: ",").contains(Substring(name)), "\(name)")
        }
        #expect(lines[1].hasPrefix("00000,Phường Cửa Nam,") && lines[1].contains(",1234.5678,97.5000,"))
        #expect(lines[1].contains(",2025-11-15,"))
        #expect(lines[3].hasPrefix("00002,=1+1,"))
    }

    @Test func `for people: a byte order mark, semicolons, commas, days first, formulas defused`() throws {
        let text = try bytes(try sample(), .people)
        #expect(text.hasPrefix("\u{FEFF}Mã xã/phường;Xã/phường;"))
        #expect(text.contains(";1234,57;97,50;") && text.contains(";15/11/2025;"))
        #expect(text.contains("\r\n00002;'=1+1;"))
        #expect(text.contains("\r\n;Tổng cộng;"))
        #expect(try bytes(try sample(language: .en), .people).hasPrefix("\u{FEFF}Ward code;Ward;"))
    }

    @Test func `every heading is in composed letters and the only one of its name`() {
        for language in Language.allCases {
            let titles = CoverageColumn.all.map { $0.title(in: language) }
            #expect(Set(titles).count == titles.count)
            #expect(
                titles.allSatisfy {
                    Array($0.unicodeScalars) == Array($0.precomposedStringWithCanonicalMapping.unicodeScalars)
                })
        }
        #expect(Set(CoverageColumn.all.map(\.name)).count == CoverageColumn.all.count)
    }
}

@Suite("JSON of coverage")
struct CoverageJSONTests {
    @Test(.enabled(if: Tool.python != nil, "the oracle's Python is not set up: run tools/test"))
    func `the schema takes what we write and refuses what is broken`() throws {
        func isTaken(_ text: String) throws -> Bool { try Tool.isTaken(text, by: OutputSchema.coverage.text) }
        var report = try sample()
        let good = try report.jsonText()
        #expect(try isTaken(good))
        report.isPublic = true
        #expect(try isTaken(try report.jsonText()))
        for (from, to) in [
            ("\"parcels\": 3", "\"parcels\": \"3\""), ("\"level\": \"ward\"", "\"level\": \"xã\""),
            ("\"deadline\": \"2025-11-15\"", "\"deadline\": \"15/11/2025\""), ("\"verb\": \"coverage\", ", ""),
            ("\"count\": 12", "\"count\": 0"), ("\"measure\": \"entered\"", "\"measure\": \"typed\""),
        ] {
            #expect(good.contains(from))
            #expect(try !isTaken(good.replacingOccurrences(of: from, with: to)), "\(from)")
        }
    }

    @Test func `small numbers of people are not published, nor what would give them away`() throws {
        var report = try sample()
        report.isPublic = true
        let shown = report.shown
        // 3 is small; alone it would be the sum less the others, so the next smallest goes with it.
        #expect(shown.rows.map { $0["documents_entered"] } == [.suppressed, .suppressed, .count(500), .count(543)])
        // Parcels are no people.
        #expect(shown.rows[0]["parcels"] == .count(3))
        #expect(report.obstaclesByKind.map(\.count) == [nil, 16])
        // 12 of 16 would give the 4 away.
        #expect(report.obstaclesByResidentialGroup.map(\.count) == [nil, nil, nil])
        let json = try report.jsonText()
        #expect(!json.contains("\"count\": 4") && !json.contains("\"count\": 2") && json.contains("\"<5\""))
        report.isPublic = false
        #expect(report.shown == report.table)
    }

    @Test func `known obstacles have their name in the language, free ones stay`() throws {
        #expect(
            try sample().jsonText().contains(
                "\"obstacle\": \"owner-absent\", \"name\": \"chủ vắng mặt\", \"count\": 16"))
        #expect(try sample(language: .en).jsonText().contains("\"name\": \"owner absent\""))
        #expect(try sample(language: .en).jsonText().contains("\"name\": \"nước ngập sân\""))
    }
}

@Suite("History of coverage")
struct CoverageHistoryTests {
    @Test(arguments: ["h.gpkg", "h.sqlite"])
    func `a report comes back byte for byte`(name: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path(name)
        var history = try CoverageHistory(path, mustExist: false)
        history.add(try sample())
        try history.write()
        history = try CoverageHistory(path, mustExist: true)
        history.add(try sample(date: "2025-11-15", entered: [9, 50, 600]))
        try history.write()
        let read = try CoverageHistory(path, mustExist: true)
        #expect(read.dates == [try day("2025-11-08"), try day("2025-11-15")])
        let again = try #require(read.report(of: try day("2025-11-08")))
        #expect(try again.jsonText() == sample().jsonText())
        #expect(try again.summary() == sample().summary())
        #expect(read.previous(to: try day("2025-11-15"))?.rows.first?["documents_entered"] == .count(3))
        #expect(read.previous(to: try day("2025-11-08")) == nil)
        #expect(folder.names == [name])
    }

    @Test func `a history that was begun before the columns of states is read, and goes on with them`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("h.gpkg")
        var history = try CoverageHistory(path, mustExist: false)
        history.add(try sample(date: "2025-11-01"))
        try history.write()
        for name in CoverageColumn.addedLater.sorted() {
            try Tool.run("sqlite3", path, "ALTER TABLE coverage_history DROP COLUMN \(name)")
        }
        history = try CoverageHistory(path, mustExist: true)
        #expect(history.report(of: try day("2025-11-01"))?.table.rows[0]["parcels"] == .count(3))
        var next = try sample()
        next.table.rows[0]["defects_new"] = .count(7)
        history.add(next)
        try history.write()
        let read = try CoverageHistory(path, mustExist: true)
        #expect(read.report(of: try day("2025-11-01"))?.table.rows[0]["defects_new"] == CoverageValue.none)
        #expect(read.report(of: try day("2025-11-08"))?.table.rows[0]["defects_new"] == .count(7))
    }

    @Test func `a second report of a day takes the place of the first`() throws {
        let folder = try TemporaryFolder()
        var history = try CoverageHistory(folder.path("h.gpkg"), mustExist: false)
        history.add(try sample())
        history.add(try sample(entered: [7, 8, 9]))
        try history.write()
        let read = try CoverageHistory(folder.path("h.gpkg"), mustExist: true)
        #expect(read.dates.count == 1)
        #expect(read.report(of: try day("2025-11-08"))?.table.rows[0]["documents_entered"] == .count(7))
    }

    @Test func `another version, another file and a broken one are refused and stay as they are`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("h.gpkg")
        var history = try CoverageHistory(path, mustExist: false)
        history.add(try sample())
        try history.write()
        try Tool.run(
            "ogrinfo", path, "-q", "-dialect", "SQLite", "-sql",
            "UPDATE coverage_reports SET value = '9' WHERE kind = 'version'")
        try Tool.run("ogr2ogr", "-q", folder.path("other.gpkg"), path, "obstacles_history")
        try Data(contentsOf: URL(filePath: path)).prefix(5000).write(to: folder.url.appending(path: "cut.gpkg"))
        for (name, words) in [("h.gpkg", "version 9"), ("other.gpkg", "no table"), ("cut.gpkg", "--history")] {
            let before = try Data(contentsOf: folder.url.appending(path: name))
            let error = #expect(throws: FindingsError.self) { try CoverageHistory(folder.path(name), mustExist: false) }
            #expect(
                error?.cause == .unusable && error?.description.contains(words) == true, "\(error?.description ?? "")")
            #expect(try Data(contentsOf: folder.url.appending(path: name)) == before)
        }
        let missing = #expect(throws: FindingsError.self) {
            try CoverageHistory(folder.path("none.gpkg"), mustExist: true)
        }
        #expect(missing?.cause == .noSuchFile)
    }
}

@Suite("States in a folder of wards")
struct WardStatesFolderTests {
    @Test func `a ward's states are those of its reports; of one that is older than the last report nothing is new`()
        throws
    {
        let folder = try TemporaryFolder()
        func write(_ ward: String, date: String) throws {
            let states = #"{"new": 2, "remaining": 3, "resolved": 1, "accepted": 0}"#
            try FileManager.default.createDirectory(atPath: folder.path(ward), withIntermediateDirectories: true)
            try folder.write(
                #"{"parcelmap": "0.1.0", "schema": 1, "verb": "check", "date": "\#(date)", "states": \#(states)}"#,
                "\(ward)/check.json")
        }
        try write("00082", date: "2025-11-10")
        try write("00085", date: "2025-11-03")
        try write("99999", date: "2025-11-10")
        try write("_unassigned", date: "2025-11-10")
        let states = try WardStates.all(in: folder.url.path, known: ["00082", "00085"], since: day("2025-11-03"))
        let whole = WardStates.Tally(new: 2, remaining: 3, resolved: 1)
        #expect(states["00082"] == WardStates(defects: whole))
        #expect(states["00085"] == WardStates(defects: WardStates.Tally(remaining: 5)))
        // A ward without an outline counts with what is of no ward.
        #expect(states["_unassigned"] == WardStates(defects: WardStates.Tally(new: 4, remaining: 6, resolved: 2)))
        #expect(states.count == 3)
    }
}
