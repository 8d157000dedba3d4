/// Parts that the schemas of several verbs share; they stand there as capitals.
enum CommonSchemas {
    static func filledIn(_ schema: String) -> String {
        schema.replacing("\"sources\": SOURCES", with: "\"sources\": \(sources)")
            .replacing("\"notes\": NOTES", with: "\"notes\": \(notes)")
            .replacing("\"states\": STATES", with: "\"states\": \(states)")
    }

    private static let sources = #"""
        {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["source", "layer", "features"],
                "additionalProperties": false,
                "properties": {
                  "source": {"type": "string"},
                  "layer": {"type": "string"},
                  "features": {"$ref": "#/$defs/count"}
                }
              }
            }
        """#

    private static let notes = #"""
        {
              "description": "what reading and comparing noticed and decided",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["warning", "text"],
                "additionalProperties": false,
                "properties": {"warning": {"type": "boolean"}, "text": {"type": "string"}}
              }
            }
        """#

    private static let states = #"""
        {
              "type": "object",
              "required": ["new", "remaining", "resolved", "accepted"],
              "additionalProperties": false,
              "properties": {
                "new": {"$ref": "#/$defs/count"},
                "remaining": {"$ref": "#/$defs/count"},
                "resolved": {"$ref": "#/$defs/count"},
                "accepted": {"$ref": "#/$defs/count"}
              }
            }
        """#
}
