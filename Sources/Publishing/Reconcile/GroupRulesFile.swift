import Cadastre
import FoundationEssentials
import Glibc
import Reconciliation

/// The rules of groups as a JSON file: `{"group1": [...], "group3": [...], "required_fields": [...],
/// "uses_without_record": [...]}`.
enum GroupRulesFile {
    static func read(_ path: String) throws -> GroupRules {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FindingsError(.noSuchFile, "\(path): \(systemReason()); --group-rules takes a JSON file")
        }
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let known = ["group1", "group3", "required_fields", "uses_without_record"]
            let keys = try JSONDecoder().decode([String: [String]].self, from: data).keys
            if let unknown = keys.sorted().first(where: { !known.contains($0) }) {
                throw FindingsError(
                    .unusable, "\(path): \"\(unknown)\" is no rule; the rules are \(known.joined(separator: ", "))")
            }
            let rules = try JSONDecoder().decode(GroupRules.self, from: data)
            if let field = rules.requiredFields.first(where: { RecordField(name: $0) == nil }) {
                throw FindingsError(.unusable, "\(path): \"\(field)\" is no field of a record")
            }
            return rules
        } catch let error as DecodingError {
            let all = GroupCondition.allCases.map(\.rawValue) + UnusableReason.allCases.map(\.rawValue)
            throw FindingsError(
                .unusable,
                "\(path) is no JSON of group rules (\(Self.reason(error))); lists of texts, conditions are "
                    + all.joined(separator: ", "))
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context):
            context.debugDescription
        @unknown default: "it cannot be read"
        }
    }
}
