import Publishing

/// `ward.json`: what a ward's results were made of. It is written last, so where it stands the folder is whole.
enum WardRecord {
    static let name = "ward.json"

    static func fingerprint(in folder: String) -> String? {
        JSONFile.read("\(folder)/\(name)")?["fingerprint"] as? String
    }

    static func write(
        _ fingerprint: Fingerprint, _ stamps: [InputStamp], ward: String, to folder: String
    ) throws(ProjectError) {
        let record: [String: Any] = [
            "parcelmap": Program.version, "schema": Program.schema, "ward": ward, "fingerprint": fingerprint.text,
            "inputs": stamps.map(\.members),
        ]
        try JSONFile.write(record, to: "\(folder)/\(name)")
    }
}
