import Cadastre
import Reconciliation

extension CoverageReport: JSONReport {
    /// Writes the JSON of `coverage`.
    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        let shown = shown
        try json.object { json in
            try json.head(verb: "coverage")
            json.member("crs", crs)
            json.member("date", "\(date)")
            try json.line()
            json.key("settings")
            json.object { writeSettings(to: &$0) }
            try json.line()
            json.member("sources", sources)
            try json.line()
            json.member("notes", notes)
            if let differences {
                try json.line()
                json.key("differences")
                differences.write(to: &json)
            }
            for (key, level) in [("wards", CoverageRow.Level.ward), ("branches", .branch)] {
                try json.line()
                json.key(key)
                try json.list { json in
                    let rows = shown.rows.filter { $0.level == level }
                    for row in rows {
                        try json.line(indent: 4)
                        write(row, to: &json)
                    }
                    if !rows.isEmpty { json.lastLine(indent: 2) }
                }
            }
            for (key, level) in [("unassigned", CoverageRow.Level.unassigned), ("city", .city)] {
                try json.line()
                json.key(key)
                if let row = shown.rows.first(where: { $0.level == level }) {
                    write(row, to: &json)
                } else {
                    json.null()
                }
            }
            try json.line()
            json.key("obstacles")
            json.object { json in
                write(obstaclesByKind, "by_kind", to: &json)
                write(obstaclesByResidentialGroup, "by_residential_group", to: &json)
                write(obstaclesByWorkingGroup, "by_working_group", to: &json)
            }
            json.lastLine(indent: 0)
        }
    }

    private func writeSettings(to json: inout JSONWriter) {
        json.member("language", language.rawValue)
        json.member("public", isPublic)
        for (name, value) in settings {
            json.key(name)
            switch value {
            case .text(let text): json.value(text)
            case .count(let count): json.value(count)
            case .number(let number): json.value(number, decimals: 4)
            case .null: json.null()
            }
        }
    }

    private func write(_ row: CoverageRow, to json: inout JSONWriter) {
        json.object { json in
            for column in CoverageColumn.all {
                json.key(column.name)
                switch row[column.name] {
                case .none: json.null()
                case .text(let text): json.value(text)
                case .count(let count): json.value(count)
                case .number(let number): json.value(number, decimals: 4)
                case .date(let date): json.value("\(date)")
                case .suppressed: json.value(Suppression.text)
                }
            }
        }
    }

    private func write(_ lines: [ObstacleLine], _ name: String, to json: inout JSONWriter) {
        json.key(name)
        json.list { json in
            for line in lines {
                json.object { json in
                    if let ward = line.ward { json.member("ward_code", ward) }
                    if let group = line.residentialGroup { json.member("residential_group", group) }
                    if let group = line.workingGroup { json.member("working_group", group) }
                    json.member("obstacle", line.obstacle)
                    json.member("name", self.name(ofObstacle: line.obstacle))
                    json.key("count")
                    if let count = line.count { json.value(count) } else { json.value(Suppression.text) }
                }
            }
        }
    }
}
