import Cadastre
import PlanarCoverage
import Reconciliation

/// The page of the city, `city/index.html`.
struct CityPage: JSONReport {
    var figures: CityFigures
    /// Codes of the wards that have a page.
    var wardPages: Set<String>
    var borders: CityBorders?
    var files: [RunFolder.Entry]
    /// What the folder lacks, for the page to say.
    var missing: [String]
    /// What no single ward can see, in both languages.
    var differences: [(vi: String, en: String)]
    /// Whether there is a list of records of no known ward.
    var hasUnplacedRecords: Bool

    /// What is shown week by week. People's papers are left out of what is published: two weeks' difference may be small.
    private var followed: [String] {
        let names = [
            "parcels", "coverage_pct", "record_pct", "parcels_with_record", "records", "group_0", "group_1", "group_2",
            "group_3", "documents_collected", "documents_scanned", "documents_entered", "documents_authenticated",
            "documents_created", "documents_synchronised", "defects_critical", "defects_error", "overlap_m2", "gap_m2",
        ]
        let people = Set(CoverageColumn.all.filter(\.countsPeople).map(\.name) + ["record_pct"])
        return figures.isPublic ? names.filter { !people.contains($0) } : names
    }

    /// Reports on a page, the newest.
    private static let weeks = 26

    func write(to json: inout JSONWriter) throws {
        let history = Array(figures.history.suffix(Self.weeks))
        try json.object { json in
            json.member("program", Program.version)
            json.member("date", orNull: figures.date.map(\.description))
            json.member("public", figures.isPublic)
            json.key("columns")
            json.list { json in for column in CoverageColumn.all { json.value(column) } }
            try json.line()
            json.key("wards")
            try json.list { json in
                for row in figures.wards {
                    try json.line()
                    write(row, to: &json)
                }
            }
            json.key("branches")
            json.list { json in for row in figures.rows where row.level == .branch { write(row, to: &json) } }
            json.key("city")
            if let city = figures.rows.first(where: { $0.level == .city }) {
                write(city, to: &json)
            } else {
                json.null()
            }
            json.key("pages")
            json.list { json in for code in wardPages.sorted() { json.value(code) } }
            json.key("obstacles")
            json.list { json in for line in figures.obstacles { write(line, to: &json) } }
            try json.line()
            json.key("history")
            json.object { write(history, to: &$0) }
            try json.line()
            json.key("map")
            if let borders { borders.write(to: &json) } else { json.null() }
            json.key("differences")
            json.list { json in
                for text in differences {
                    json.list { json in
                        json.value(text.vi)
                        json.value(text.en)
                    }
                }
            }
            json.member("unplaced", hasUnplacedRecords)
            json.member("files", files)
            json.key("missing")
            json.list { json in for name in missing { json.value(name) } }
        }
    }

    private func write(_ line: (code: String, count: Int?), to json: inout JSONWriter) {
        let kind = ObstacleKind.all.first { $0.code == line.code }
        json.list { json in
            json.value(kind?.nameVi ?? line.code)
            json.value(kind?.nameEn ?? line.code)
            if let count = line.count { json.value(count) } else { json.value(Suppression.text) }
        }
    }

    /// A row as its values in the order of the columns.
    private func write(_ row: CoverageRow, to json: inout JSONWriter) {
        json.list { json in for column in CoverageColumn.all { json.value(row[column.name]) } }
    }

    private func write(_ history: [CoverageTable], to json: inout JSONWriter) {
        json.key("dates")
        json.list { json in for table in history { json.value("\(table.date)") } }
        json.key("measures")
        json.list { json in for name in followed { json.value(name) } }
        json.key("rows")
        json.object { json in
            let rows = history.map { table in
                Dictionary(table.rows.map { ($0.pageKey, $0) }, uniquingKeysWith: { first, _ in first })
            }
            for key in Set(rows.flatMap(\.keys)).sorted() {
                json.key(key)
                json.list { json in
                    for name in followed {
                        json.list { json in for row in rows { json.value(row[key]?[name] ?? .none) } }
                    }
                }
            }
        }
    }
}

extension CoverageRow {
    /// By what the history of a page finds a row; "city" for the city, and none of a branch.
    fileprivate var pageKey: String {
        switch level {
        case .ward, .unassigned: self["ward_code"].text ?? ""
        case .branch: "branch " + (self["branch_code"].text ?? "")
        case .city: "city"
        }
    }
}

extension JSONWriter {
    mutating func value(_ value: CoverageValue) {
        switch value {
        case .none: null()
        case .text(let text): self.value(text)
        case .count(let count): self.value(count)
        case .number(let number): self.value(number, decimals: 2)
        case .date(let date): self.value("\(date)")
        case .suppressed: self.value(Suppression.text)
        }
    }

    mutating func value(_ column: CoverageColumn) {
        list { json in
            for text in [column.name, column.kind.rawValue, column.titleVi, column.titleEn] { json.value(text) }
        }
    }

    mutating func member(_ name: String, _ files: [RunFolder.Entry]) {
        key(name)
        list { json in
            for file in files {
                json.list { json in
                    json.value(file.name)
                    json.value(file.bytes)
                }
            }
        }
    }
}
