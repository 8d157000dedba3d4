import Foundation
import GDALKit

/// One line of the index of an export: a file, or the files that are one dataset.
public struct IndexedFile: Codable, Hashable, Sendable {
    public struct Piece: Codable, Hashable, Sendable {
        /// Below the folder of the export.
        public var name: String
        public var bytes: Int
        public var sha256: String
    }

    /// The one to open.
    public var file: String
    public var ward: String?
    public var wardName: String
    public var sheet: String?
    public var features = 0
    /// Features that the format does not hold.
    public var leftOut = 0
    /// What was lost in this file, a sentence each.
    public var losses: [String] = []
    /// Of everything that the content depends on; nil where that cannot be told, as of a database.
    public var fingerprint: String?
    public var files: [Piece] = []
    /// It was there, whole, and nothing that it depends on has changed.
    public var wasThere = false

    private enum CodingKeys: String, CodingKey {
        case file, ward, sheet, features, losses, fingerprint, files
        case wardName = "ward_name"
        case leftOut = "left_out"
    }

    /// Whether the files stand in the folder as they were written.
    func stands(in folder: String) -> Bool {
        !files.isEmpty
            && files.allSatisfy { MessageDigest(ofFile: "\(folder)/\($0.name)")?.hexadecimal == $0.sha256 }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("file", file)
            json.member("ward", orNull: ward)
            json.member("ward_name", wardName)
            json.member("sheet", orNull: sheet)
            json.member("features", features)
            json.member("left_out", leftOut)
            json.key("losses")
            json.list { json in for loss in losses { json.value(loss) } }
            json.member("fingerprint", orNull: fingerprint)
            json.key("files")
            json.list { json in
                for piece in files {
                    json.object { json in
                        json.member("name", piece.name)
                        json.member("bytes", piece.bytes)
                        json.member("sha256", piece.sha256)
                    }
                }
            }
        }
    }
}

/// The index of an export on disk: `index.json`, `index.csv`, and while it is at work a journal of finished files.
enum ExportIndex {
    static let json = "index.json"
    static let csv = "index.csv"
    static let journal = "index.partial.jsonl"

    private struct Document: Decodable {
        var files: [IndexedFile]
    }

    /// What an earlier run finished, by name; of two lines about one file the later.
    static func read(in folder: String) -> [String: IndexedFile] {
        var found: [String: IndexedFile] = [:]
        let decoder = JSONDecoder()
        if let data = FileManager.default.contents(atPath: "\(folder)/\(json)"),
            let document = try? decoder.decode(Document.self, from: data)
        {
            for file in document.files { found[file.file] = file }
        }
        // The last line of a run that was stopped may be torn.
        for line in (FileManager.default.contents(atPath: "\(folder)/\(journal)") ?? Data()).split(separator: 10) {
            if let file = try? decoder.decode(IndexedFile.self, from: Data(line)) { found[file.file] = file }
        }
        return found
    }

    /// A row for each file on disk; `features` and `left_out` stand with the one to open.
    static func writeCSV(_ files: [IndexedFile], in folder: String) throws(OutputError) {
        var table = try CSVOutput(
            creating: "\(folder)/\(csv)",
            header: ["file", "ward", "ward_name", "sheet", "features", "left_out", "bytes", "sha256", "losses"],
            overwrite: true)
        for file in files {
            for piece in file.files {
                let isMain = piece.name == file.file || file.files.first == piece && !hasMain(file)
                try table.write(
                    [
                        piece.name, CSVOutput.defused(file.ward ?? ""), CSVOutput.defused(file.wardName),
                        CSVOutput.defused(file.sheet ?? ""), isMain ? "\(file.features)" : "",
                        isMain ? "\(file.leftOut)" : "", "\(piece.bytes)", piece.sha256,
                        isMain ? file.losses.joined(separator: "; ") : "",
                    ])
            }
        }
        try table.close()
    }

    private static func hasMain(_ file: IndexedFile) -> Bool { file.files.contains { $0.name == file.file } }
}
