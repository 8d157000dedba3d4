import Foundation
import Publishing

/// The records of city-wide forms that belong to no ward: `wards/_unassigned/records.csv`, beside the check of the parcels
/// that belong to none. It is what parting the forms left over.
struct UnplacedList {
    /// Where parting the forms leaves it.
    /// - Parameter work: the working folder of the run.
    static func path(in work: String) -> String { "\(work)/\(UnplacedRecords.name)" }

    private let records: Int
    private let hasParcels: Bool

    /// Puts the list in its place, or takes away what an earlier run left there and is no longer true.
    /// - Parameters:
    ///   - output: the folder of the run.
    ///   - sources: the wards of the run.
    init(of project: Project, output: String, sources: [WardSource]) throws(ProjectError) {
        let place = "\(output)/wards/\(WardSource.unassigned)"
        let path = "\(place)/records.csv"
        hasParcels = sources.contains { $0.isUnassigned }
        let list =
            project.recordsOfCity.isEmpty ? nil : FileManager.default.contents(atPath: Self.path(in: "\(output)/.work"))
        // The first line has the heads.
        records = list.map { max(0, String(decoding: $0, as: UTF8.self).split(separator: "\n").count - 1) } ?? 0
        guard let list, records > 0 else {
            try? FileManager.default.removeItem(atPath: hasParcels ? path : place)
            return
        }
        if !hasParcels { try Folders.make(anew: place) }
        do { try list.write(to: URL(filePath: path), options: .atomic) } catch {
            throw ProjectError(.failed, "\(path) could not be written: \(error.localizedDescription)")
        }
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
