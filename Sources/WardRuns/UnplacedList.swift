import Foundation

/// The records of city-wide forms that belong to no ward: `wards/_unassigned/records.csv`, beside the check of the parcels
/// that belong to none.
///
/// Each ward lists those that name no known ward and are none of its own parcels' (`unplaced.csv`); what all wards list is
/// nobody's.
struct UnplacedList {
    /// As each ward's reconciliation writes it.
    static let name = "unplaced.csv"

    private let records: Int
    private let hasParcels: Bool

    /// Puts the list in its place, or takes away what an earlier run left there and is no longer true.
    /// - Parameters:
    ///   - wards: the folder of the wards' results.
    ///   - sources: the wards of the run.
    init(wards: String, sources: [WardSource]) throws(ProjectError) {
        let place = "\(wards)/\(WardSource.unassigned)"
        hasParcels = sources.contains { $0.isUnassigned }
        let (head, rows) = Self.common(sources.map { "\(wards)/\($0.code)/\(Self.name)" })
        records = rows.count
        if rows.isEmpty {
            try? FileManager.default.removeItem(atPath: hasParcels ? "\(place)/records.csv" : place)
            return
        }
        if !hasParcels { try Folders.make(anew: place) }
        let path = "\(place)/records.csv"
        do {
            try (([head] + rows).joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw ProjectError(.failed, "\(path) could not be written: \(error.localizedDescription)")
        }
    }

    /// The lines that all files have, in the order of the first; files that are not there have no say.
    private static func common(_ paths: [String]) -> (head: String, rows: [String]) {
        let lists = paths.compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").map(String.init)
        }
        guard let first = lists.first, let head = first.first else { return ("", []) }
        var rows = Array(first.dropFirst())
        for list in lists.dropFirst() {
            let other = Set(list.dropFirst())
            rows.removeAll { !other.contains($0) }
        }
        return (head, rows)
    }

    var notes: [RunNote] {
        var notes: [RunNote] = []
        if records > 0 {
            notes.append(
                RunNote(
                    "\(records) hồ sơ chưa xác định được xã, phường: wards/_unassigned/records.csv",
                    "\(records) records are of no known ward: wards/_unassigned/records.csv"))
        }
        if hasParcels {
            notes.append(
                RunNote(
                    "có thửa chưa xác định được xã, phường: wards/_unassigned",
                    "there are parcels of no known ward: wards/_unassigned"))
        }
        return notes
    }
}
