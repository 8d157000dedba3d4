import Cadastre
import FoundationEssentials
import Glibc

/// What an earlier report of `check` says of its findings.
public struct EarlierReport: Sendable {
    /// As the user named it.
    public let path: String
    /// The state of each finding, by id.
    let states: [String: DefectState]
    /// Those that count in another ward.
    let countedElsewhere: Set<String>
    let crs: String
    /// Findings that were counted there but not listed: they cannot be recognised.
    let notListed: Int
    let toleranceMetres: Double
    let maxGapWidthMetres: Double

    /// - Throws: `FindingsError`.
    public init(_ path: String) throws {
        guard let file = fopen(path, "rb") else {
            let cause: FindingsError.Cause = errno == ENOENT || errno == ENOTDIR ? .noSuchFile : .unusable
            throw FindingsError(cause, "\(path): \(systemReason()); --previous takes the JSON of an earlier check")
        }
        fclose(file)
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw FindingsError(
                .unusable, "\(path) is no JSON of parcelmap: \(Self.reason(error)); run the earlier check again")
        }
        guard document.verb == "check", document.schema == Program.schema else {
            throw FindingsError(
                .unusable,
                "\(path) is the JSON of \(document.verb), schema \(document.schema), not of check, schema \(Program.schema)"
            )
        }
        self.path = path
        crs = document.crs
        notListed = document.notListed?.values.reduce(0, +) ?? 0
        toleranceMetres = document.settings.tolerance
        maxGapWidthMetres = document.settings.maxGapWidth
        countedElsewhere = Set(document.defects.lazy.filter { $0.countedIn != nil }.map(\.id))
        states = Dictionary(
            document.defects.map { ($0.id, DefectState(rawValue: $0.state) ?? .new) },
            uniquingKeysWith: { first, _ in first })
    }

    private struct Document: Decodable {
        var verb: String
        var schema: Int
        var crs: String
        var settings: Settings
        var notListed: [String: Int]?
        var defects: [Finding]

        enum CodingKeys: String, CodingKey {
            case verb, schema, crs, settings, defects
            case notListed = "not_listed"
        }
    }

    private struct Settings: Decodable {
        var tolerance: Double
        var maxGapWidth: Double

        enum CodingKeys: String, CodingKey {
            case tolerance = "tolerance_m"
            case maxGapWidth = "max_gap_width_m"
        }
    }

    private struct Finding: Decodable {
        var id: String
        var state: String
        var countedIn: String?

        enum CodingKeys: String, CodingKey {
            case id, state
            case countedIn = "counted_in"
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "it has no \"\(key.stringValue)\""
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            context.debugDescription
        case DecodingError.dataCorrupted: "it is cut off or damaged"
        default: "\(error)"
        }
    }
}
