import Cadastre
import Reconciliation

/// What is not handed over, and why: `held_back.csv`. Keys, rows and reasons, nobody's name.
struct HeldBack {
    static let file = "held_back.csv"
    private(set) var parcels = 0
    private(set) var records = 0

    /// - Parameter folder: where it goes.
    mutating func write(_ source: ComparedRecords, in folder: String, _ language: Language) throws(OutputError) {
        var table = try CSVOutput(
            creating: "\(folder)/\(HeldBack.file)",
            header: ["ward", "sheet", "parcel", "group", "conditions", "reasons", "record_source", "record_row"],
            overwrite: true)
        let columns = source.columns
        func own(_ column: [TextID], _ p: Int) -> String { column.isEmpty ? "" : columns.texts[column[p]] ?? "" }
        for p in 0..<columns.count {
            let grouping = source.result.groupings[p]
            guard [0, 2, 3].contains(grouping.group) else { continue }
            parcels += 1
            let unmet = grouping.group == 2 ? grouping.unmet.filter { source.rules.group1.contains($0) } : []
            let unusable = grouping.group == 3 ? grouping.unusable.filter { source.rules.group3.contains($0) } : []
            var codes = unmet.map(\.rawValue) + unusable.map(\.rawValue)
            var words = unmet.map { $0.name(in: language) } + unusable.map { $0.name(in: language) }
            if grouping.group == 0 {
                codes.append("no-record")
                words.append(language == .vi ? "chưa có hồ sơ" : "no record")
            } else if grouping.group == 2, language == .vi {
                words = words.map { "chưa đạt: \($0)" }
            } else if grouping.group == 2 {
                words = words.map { "not met: \($0)" }
            }
            try table.write(
                [
                    own(columns.ward, p), own(columns.sheet, p), own(columns.number, p), "\(grouping.group)",
                    codes.joined(separator: "; "), words.joined(separator: "; "), "", "",
                ].map { CSVOutput.defused($0) })
        }
        for r in 0..<source.records.count where source.result.matches.parcel[r] < 0 {
            records += 1
            let isAmbiguous = source.result.matches.parcel[r] == RecordMatches.ambiguous
            let isElsewhere = source.result.matches.parcel[r] == RecordMatches.otherWard
            let code = isAmbiguous ? "ambiguous-match" : isElsewhere ? "other-ward" : "record-without-parcel"
            let words =
                switch (language, isAmbiguous, isElsewhere) {
                case (.vi, true, _): "hồ sơ khớp với nhiều thửa"
                case (.vi, _, true): "hồ sơ của xã, phường không có trên bản đồ"
                case (.vi, _, _): "hồ sơ chưa có thửa trên bản đồ"
                case (.en, true, _): "several parcels fit the record"
                case (.en, _, true): "a record of a ward that is not on the map"
                case (.en, _, _): "no parcel on the map fits the record"
                }
            let records = source.records
            try table.write(
                [
                    records.text(.ward, r) ?? "", records.text(.sheet, r) ?? records.text(.certificateSheet, r) ?? "",
                    records.text(.number, r) ?? records.text(.certificateNumber, r) ?? "", "", code, words,
                    records.source(ofRecord: r).name, "\(records.row[r])",
                ].map { CSVOutput.defused($0) })
        }
        try table.close()
    }
}
