public import Cadastre
import Foundation

/// The JSON schema (draft 2020-12) of the project file, for editors of YAML: they complete keys, and mark what `run` would
/// refuse while it is typed.
public enum ProjectSchema {
    public static func text(in language: Language) -> String {
        let properties = ProjectKey.all.map { key in
            (key.name, form(of: key.value).merging(["description": key.meaning(in: language)]) { $1 })
        }
        let schema: [String: Any] = [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "parcelmap project", "type": "object",
            "required": ProjectKey.required, "additionalProperties": false,
            "properties": Dictionary(uniqueKeysWithValues: properties),
        ]
        let data = try? JSONSerialization.data(
            withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        guard let data else { preconditionFailure("a schema is JSON") }
        return String(decoding: data, as: UTF8.self)
    }

    private static func form(of value: ProjectKey.Value) -> [String: Any] {
        let text: [String: Any] = ["type": "string", "minLength": 1]
        return switch value {
        case .text: ["type": ["string", "number"], "minLength": 1]
        case .day: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
        case .source: text
        case .database: ["type": "string", "pattern": "^([Pp][Gg]:|postgres(ql)?://)"]
        case .sources: ["anyOf": [text, ["type": "array", "items": text]]]
        case .choice(let choices): ["enum": choices]
        case .choices(let choices): ["anyOf": [["enum": choices], ["type": "array", "items": ["enum": choices]]]]
        case .metres: ["type": "number", "minimum": 0, "exclusiveMaximum": 1e9]
        case .count: ["type": "integer", "minimum": 1]
        }
    }
}
