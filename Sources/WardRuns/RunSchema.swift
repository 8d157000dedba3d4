/// The JSON schema (draft 2020-12) of `run.json`.
public enum RunSchema {
    public static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "parcelmap run",
          "description": "What a run was made of and what became of its wards.",
          "type": "object",
          "required": ["parcelmap", "schema", "verb", "libraries", "name", "project", "seconds", "lanes", "settings",
            "notes", "inputs", "prepare", "wards", "city"],
          "additionalProperties": false,
          "properties": {
            "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
            "schema": {"const": 1},
            "verb": {"const": "run"},
            "libraries": {"type": "object", "additionalProperties": {"type": "string"}, "description": "their versions"},
            "name": {"type": "string", "description": "of the project"},
            "project": {"type": "string", "description": "the project file"},
            "seconds": {"$ref": "#/$defs/seconds"},
            "lanes": {"type": "integer", "minimum": 1, "description": "wards at once"},
            "settings": {"type": "array", "items": {"type": "string"}, "description": "what every verb was told"},
            "inputs": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "bytes", "sha256"],
                "additionalProperties": false,
                "properties": {
                  "path": {"type": "string"},
                  "bytes": {"type": "integer", "minimum": 0},
                  "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
                }
              }
            },
            "notes": {"type": "array", "items": {"type": "string"}, "description": "what is odd in the data as a whole"},
            "prepare": {"$ref": "#/$defs/steps", "description": "what parting the sources took"},
            "wards": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["ward", "unchanged", "steps"],
                "additionalProperties": false,
                "properties": {
                  "ward": {"type": "string", "minLength": 1},
                  "unchanged": {"type": "boolean", "description": "its results stood there already"},
                  "steps": {"$ref": "#/$defs/steps", "description": "those that were run"},
                  "not_compared": {
                    "description": "steps whose earlier results could not be compared with, and why",
                    "type": "object",
                    "propertyNames": {"enum": ["check", "reconcile"]},
                    "additionalProperties": {"type": "string"}
                  },
                  "failed": {
                    "type": "object",
                    "required": ["step", "exit_code", "said"],
                    "additionalProperties": false,
                    "properties": {
                      "step": {"type": "string"},
                      "exit_code": {"type": "integer"},
                      "said": {"type": "string"}
                    }
                  }
                }
              }
            },
            "city": {"$ref": "#/$defs/steps", "description": "what making the city took"}
          },
          "$defs": {
            "seconds": {"type": "number", "minimum": 0},
            "steps": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["step", "seconds", "cpu_seconds", "peak_memory_bytes"],
                "additionalProperties": false,
                "properties": {
                  "step": {
                    "enum": ["prepare", "check", "fix", "reconcile", "ground", "sheets", "lists", "coverage", "report"]
                  },
                  "seconds": {"$ref": "#/$defs/seconds"},
                  "cpu_seconds": {"$ref": "#/$defs/seconds"},
                  "peak_memory_bytes": {"type": "integer", "minimum": 0}
                }
              }
            }
          }
        }
        """#
}
