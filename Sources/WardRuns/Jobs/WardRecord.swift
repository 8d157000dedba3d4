import Foundation
import Publishing

/// `ward.json`: what a ward's results were made of. It is written last, so where it stands the folder is whole.
enum WardRecord {
    static let name = "ward.json"

    static func fingerprint(in folder: String) -> String? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
            let record = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return nil }
        return record["fingerprint"] as? String
    }

    static func write(_ fingerprint: Fingerprint, _ outcome: WardJob.Outcome, to folder: String) throws(ProjectError) {
        let record: [String: Any] = [
            "parcelmap": Program.version, "schema": Program.schema, "ward": outcome.code,
            "fingerprint": fingerprint.text,
            "inputs": outcome.stamps.map {
                ["path": $0.path, "bytes": $0.bytes, "sha256": $0.digest] as [String: Any]
            },
        ]
        try JSONFile.write(record, to: "\(folder)/\(name)")
    }
}

/// Small JSON files with sorted keys.
enum JSONFile {
    static func write(_ object: [String: Any], to path: String) throws(ProjectError) {
        do {
            let data = try JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ProjectError(.failed, "\(path) could not be written: \(error.localizedDescription)")
        }
    }
}
