import Cadastre
import FoundationEssentials
import Reconciliation

/// The records that belong to no ward of a city: they name none, or one that is not known. Rows and keys; no names, no
/// numbers of people.
public struct UnplacedRecords: Sendable {
    /// The list among the parts of the forms.
    public static let name = "unplaced.csv"

    /// Why a record has no ward.
    public enum Reason: String, Sendable {
        case noWard = "no-ward"
        case unknownWard = "unknown-ward"
    }

    private let records: RecordColumns
    private let rows: [Int32]

    init(_ records: RecordColumns, rows: [Int32]) {
        self.records = records
        self.rows = rows
    }

    /// How many stand in the list of a run.
    /// - Parameter wards: the folder of the wards' results.
    public static func count(in wards: String) -> Int {
        let path = "\(wards)/\(CoverageRow.unassignedCode)/records.csv"
        guard let data = FileManager.default.contents(atPath: path) else { return 0 }
        return max(0, String(decoding: data, as: UTF8.self).split(separator: "\n").count - 1)
    }

    /// Writes the list; the heads alone where there are none.
    /// - Throws: `OutputError`.
    func writeCSV(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        var csv = try CSVOutput(
            creating: path, header: ["source", "layer", "row", "ward", "sheet", "parcel", "reason"],
            overwrite: overwrite, inputs: inputs)
        for record in rows.lazy.map({ Int($0) }) {
            let reason: Reason = records.text(.ward, record) == nil ? .noWard : .unknownWard
            let source = records.source(ofRecord: record)
            func cell(_ field: RecordField) -> String { records.text(field, record).map(CSVOutput.defused) ?? "" }
            try csv.write([
                source.name, source.layer, "\(records.row[record])", cell(.ward), cell(.sheet), cell(.number),
                reason.rawValue,
            ])
        }
        try csv.close()
    }
}
