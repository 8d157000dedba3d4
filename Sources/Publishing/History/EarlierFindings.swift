import Cadastre
import FoundationEssentials
import Glibc

/// The findings of an earlier report by their ids.
public struct EarlierFindings: Sendable {
    /// As the user named it.
    public let path: String
    let states: [String: DefectState]

    /// - Throws: `FindingsError`.
    public init(_ path: String, verb: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FindingsError(
                .noSuchFile, "\(path): \(systemReason()); --previous takes the JSON of an earlier \(verb)")
        }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw FindingsError(
                .unusable, "\(path) is no JSON of \(verb), or is cut off; run the earlier \(verb) again")
        }
        guard document.verb == verb, document.schema == Program.schema else {
            throw FindingsError(
                .unusable,
                "\(path) is the JSON of \(document.verb), schema \(document.schema), not of \(verb), schema \(Program.schema)"
            )
        }
        self.path = path
        states = Dictionary(
            document.findings.map { ($0.id, DefectState(rawValue: $0.state) ?? .new) },
            uniquingKeysWith: { first, _ in first })
    }

    private struct Document: Decodable {
        var verb: String
        var schema: Int
        var findings: [Finding]
    }

    private struct Finding: Decodable {
        var id: String
        var state: String
    }
}
