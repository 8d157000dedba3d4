public import Cadastre
import FoundationEssentials
public import Reconciliation

/// The records that belong to no ward: they name none, or one that is not known, and no parcel is theirs. Rows and keys;
/// no names, no numbers of people.
public struct UnplacedRecords: Sendable {
    /// Why a record has no ward.
    public enum Reason: String, Sendable {
        case noWard = "no-ward"
        case unknownWard = "unknown-ward"
    }

    private let records: RecordColumns
    private let rows: [(record: Int, reason: Reason)]

    public var count: Int { rows.count }

    /// - Parameters:
    ///   - known: codes of wards.
    ///   - matches: what became of the records.
    public init(_ records: RecordColumns, _ matches: RecordMatches, known: Set<String>) {
        self.records = records
        rows = (0..<records.count).compactMap { record in
            if matches.parcel[record] >= 0 { return nil }
            guard let ward = records.text(.ward, record) else { return (record, .noWard) }
            return known.contains(ward) ? nil : (record, .unknownWard)
        }
    }

    /// All records of a table, which are known to belong to none.
    public init(allOf records: RecordColumns) {
        self.records = records
        rows = (0..<records.count).map { ($0, records.text(.ward, $0) == nil ? .noWard : .unknownWard) }
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
    public func writeCSV(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        var csv = try CSVOutput(
            creating: path, header: ["source", "layer", "row", "ward", "sheet", "parcel", "reason"],
            overwrite: overwrite, inputs: inputs)
        for (record, reason) in rows {
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
