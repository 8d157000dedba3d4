import Foundation

/// Small JSON files with sorted keys.
enum JSONFile {
    static func write(_ object: [String: Any], to path: String) throws(ProjectError) {
        do {
            let data = try text(object)
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ProjectError(.failed, "\(path) could not be written: \(error.localizedDescription)")
        }
    }

    static func text(_ object: [String: Any]) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// The object of a file; nil where there is none, or something else.
    static func read(_ path: String) -> [String: Any]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    }
}
