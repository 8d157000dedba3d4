import Cadastre
import Reconciliation

/// What the folder of one ward says of it, but for its shapes.
struct WardResults {
    let code: String
    let check: CheckDocument?
    let reconcile: ReconcileDocument?
    /// The gravest first.
    let issues: [WardIssue]
    /// The day of the report that findings are new against; nil where there was none.
    let earlierDate: String?
    /// How many there are besides, by severity, which the JSON counts and does not list.
    let notListed: [Severity: Int]

    /// - Throws: `RunFolderError`.
    init(_ folder: String, code: String) throws {
        self.code = code
        var issues: [WardIssue] = []
        var rest: [Severity: Int] = [:]
        if let path = RunFolder.file(folder, "check.json") {
            let document = try ResultDocument.read(CheckDocument.self, from: path, verb: "check")
            issues += document.defects.compactMap { WardIssue($0) }
            for (kind, count) in document.notListed ?? [:] {
                rest[DefectKind(rawValue: kind)?.severity ?? .info, default: 0] += count
            }
            check = document
        } else {
            check = nil
        }
        if let path = RunFolder.file(folder, "reconcile.json") {
            let document = try ResultDocument.read(ReconcileDocument.self, from: path, verb: "reconcile")
            let places = try RunFolder.file(folder, "reconcile.gpkg").map { try FindingPlaces($0) }
            issues += document.findings.compactMap { entry in
                var issue = WardIssue(entry)
                if let place = places?[entry.id] { issue?.take(place) }
                return issue
            }
            for (kind, count) in document.notListed ?? [:] {
                rest[FindingKind(rawValue: kind)?.severity ?? .info, default: 0] += count
            }
            reconcile = document
        } else {
            reconcile = nil
        }
        earlierDate = Self.earlierDate(folder)
        self.issues = issues.sorted(by: WardIssue.goesBefore)
        notListed = rest
    }

    /// What `run` keeps of the report before.
    private static func earlierDate(_ folder: String) -> String? {
        struct Kept: Decodable { var date: String }
        let dates = ["check", "reconcile"].compactMap { verb in
            RunFolder.file("\(folder)/earlier", "\(verb).json")
                .flatMap { try? ResultDocument.read(Kept.self, from: $0, verb: verb).date }
        }
        return dates.max()
    }

    /// The row of the ward where `coverage` has none.
    var row: CoverageRow {
        var row = CoverageRow(level: code == CoverageRow.unassignedCode ? .unassigned : .ward)
        row["ward_code"] = .text(code)
        row["ward_name"] = CoverageValue(WardList.ward(code: code)?.name)
        row["parcels"] = CoverageValue(check?.parcels.read)
        if check != nil {
            for severity in Severity.allCases {
                let listed = issues.count {
                    !$0.isOfRecords && $0.severity == severity && $0.state != .accepted && $0.countedIn == nil
                }
                row["defects_\(severity.rawValue)"] = .count(listed)
            }
        }
        row.set(WardStates(defects: check?.states?.tally, findings: reconcile?.states?.tally))
        if let reconcile {
            row["parcels_with_record"] = .count(reconcile.parcels.withRecord)
            row["records"] = .count(reconcile.rows.read)
            row["records_without_parcel"] = .count(reconcile.rows.withoutParcel)
            for group in 0..<4 { row["group_\(group)"] = CoverageValue(reconcile.groups["\(group)"]) }
        }
        return row
    }
}
