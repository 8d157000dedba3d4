import Foundation

/// The records of city-wide forms that belong to no ward: `wards/_unassigned/records.csv`, beside the check of the parcels
/// that belong to none.
///
/// Each ward lists those that name no known ward and are none of its own parcels' (`unplaced.csv`). Of a form of the whole
/// city what all wards list is nobody's; of a ward's own form, what that ward lists.
struct UnplacedList {
    /// As each ward's reconciliation writes it.
    static let name = "unplaced.csv"

    private let records: Int
    private let hasParcels: Bool

    /// Puts the list in its place, or takes away what an earlier run left there and is no longer true.
    /// - Parameters:
    ///   - wards: the folder of the wards' results.
    ///   - sources: the wards of the run.
    ///   - cityForms: that every ward reads.
    ///   - parted: the list of these forms, where they were parted by ward.
    init(wards: String, sources: [WardSource], cityForms: [String], parted: String) throws(ProjectError) {
        let place = "\(wards)/\(WardSource.unassigned)"
        hasParcels = sources.contains { $0.isUnassigned }
        let (head, rows) = Self.unplaced(
            sources.map { "\(wards)/\($0.code)/\(Self.name)" }, cityForms, parted: cityForms.isEmpty ? nil : parted)
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

    /// The lines that all files have of the forms that all wards read, and each line of other forms; files that are not there
    /// have no say.
    private static func unplaced(
        _ paths: [String], _ cityForms: [String], parted: String?
    ) -> (head: String, rows: [String]) {
        func lines(_ path: String) -> [String]? {
            (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n").map(String.init)
        }
        let lists = paths.compactMap { lines($0) }
        let ofCity = parted.flatMap { lines($0) }
        guard let head = ofCity?.first ?? lists.first?.first else { return ("", []) }
        // A name with a comma or a quote stands in quotes.
        func isOfCity(_ row: String) -> Bool {
            cityForms.contains { form in
                row.hasPrefix("\(form),") || row.hasPrefix("\"\(form.replacingOccurrences(of: "\"", with: "\"\""))\",")
            }
        }
        var counts: [String: Int] = [:]
        var order: [String] = []
        for row in lists.flatMap({ $0.dropFirst() }) {
            counts[row, default: 0] += 1
            if counts[row] == 1 { order.append(row) }
        }
        if let ofCity { return (head, ofCity.dropFirst() + order.filter { !isOfCity($0) }) }
        return (head, order.filter { !isOfCity($0) || counts[$0] == lists.count })
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
