import Reconciliation

/// Numbers of people below five are not published (`--public`).
enum Suppression {
    static let limit = 5
    static let text = "<5"

    /// Which members of a published sum are kept back: those from 1 to 4; and where that is one alone, which the sum would
    /// give away, the next smallest too.
    static func kept(_ members: [Int?]) -> Set<Int> {
        var kept = Set(members.indices.filter { (1..<limit).contains(members[$0] ?? 0) })
        if kept.count == 1 {
            let others = members.indices.filter { !kept.contains($0) && (members[$0] ?? 0) > 0 }
            if let next = others.min(by: { (members[$0] ?? 0, $0) < (members[$1] ?? 0, $1) }) { kept.insert(next) }
        }
        return kept
    }
}

extension CoverageTable {
    /// The table as it may be published.
    func suppressed() -> CoverageTable {
        var table = self
        for column in CoverageColumn.all where column.countsPeople && column.addsUp {
            var kept: Set<Int> = []
            let wards = rows.indices.filter { [.ward, .unassigned].contains(rows[$0].level) }
            func keep(_ members: [Int]) {
                // What is kept back already counts as such, so that it is not alone.
                let counts = members.map { kept.contains($0) ? 1 : rows[$0][column.name].count }
                for k in Suppression.kept(counts) { kept.insert(members[k]) }
            }
            for branch in Set(wards.compactMap { rows[$0]["branch_code"].text }).sorted() {
                keep(wards.filter { rows[$0]["branch_code"].text == branch })
            }
            keep(wards)
            for (i, row) in rows.enumerated() where [.branch, .city].contains(row.level) {
                if (1..<Suppression.limit).contains(row[column.name].count ?? 0) { kept.insert(i) }
            }
            for i in kept {
                table.rows[i][column.name] = .suppressed
                table.rows[i][CoverageColumn.changePrefix + column.name] = .none
                if column.name == "parcels_with_record" {
                    for name in ["record_pct", "change_record_pct"] { table.rows[i][name] = .none }
                }
            }
            // A small change of a large number is a number of people too.
            let change = CoverageColumn.changePrefix + column.name
            for i in rows.indices where (1..<Suppression.limit).contains(abs(rows[i][change].count ?? 0)) {
                table.rows[i][change] = .suppressed
            }
        }
        return table
    }
}

/// One line of the obstacles, of a part of a ward or added up.
struct ObstacleLine {
    var ward: String?
    var residentialGroup: String?
    var workingGroup: String?
    var obstacle: String
    /// Nil where it is kept back.
    var count: Int?
}

extension CoverageReport {
    /// The obstacles by their kind over all wards.
    var obstaclesByKind: [ObstacleLine] { obstacleLines { ObstacleLine(obstacle: $0.obstacle) } }
    /// By ward and residential group.
    var obstaclesByResidentialGroup: [ObstacleLine] {
        obstacleLines { ObstacleLine(ward: $0.ward, residentialGroup: $0.residentialGroup, obstacle: $0.obstacle) }
    }
    /// By ward and working group.
    var obstaclesByWorkingGroup: [ObstacleLine] {
        obstacleLines { ObstacleLine(ward: $0.ward, workingGroup: $0.workingGroup, obstacle: $0.obstacle) }
    }
    /// As the offices gave them.
    var obstacleLines: [ObstacleLine] {
        obstacleLines {
            ObstacleLine(
                ward: $0.ward, residentialGroup: $0.residentialGroup, workingGroup: $0.workingGroup,
                obstacle: $0.obstacle)
        }
    }

    private func obstacleLines(_ place: (ObstacleTally) -> ObstacleLine) -> [ObstacleLine] {
        var lines: [ObstacleLine] = []
        var at: [[String?]: Int] = [:]
        for tally in table.obstacles {
            let line = place(tally)
            let key = [line.ward, line.residentialGroup, line.workingGroup, line.obstacle]
            if let known = at[key] {
                lines[known].count = (lines[known].count ?? 0) + tally.count
            } else {
                at[key] = lines.count
                lines.append(line)
                lines[lines.count - 1].count = tally.count
            }
        }
        if isPublic {
            for (_, members) in Dictionary(grouping: lines.indices, by: { lines[$0].obstacle }) {
                let kept =
                    lines[members[0]].ward == nil
                    ? Set(members.indices.filter { (lines[members[$0]].count ?? 0) < Suppression.limit })
                    : Suppression.kept(members.map { lines[$0].count })
                for k in kept { lines[members[k]].count = nil }
            }
        }
        return lines.sorted {
            ($0.ward ?? "", $0.residentialGroup ?? "", $0.workingGroup ?? "", $0.obstacle)
                < ($1.ward ?? "", $1.residentialGroup ?? "", $1.workingGroup ?? "", $1.obstacle)
        }
    }
}
