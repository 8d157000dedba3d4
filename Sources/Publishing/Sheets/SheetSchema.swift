/// Of `export` for printed maps.
let sheetSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap export (printed maps)",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "kind", "settings", "sources", "notes", "labels", "files"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "export"},
        "kind": {"enum": ["sheets", "quality", "city", "extract"]},
        "settings": {
          "type": "object",
          "required": ["by", "format", "paper", "scale"],
          "properties": {
            "by": {"enum": ["ward", "sheet"]},
            "format": {"enum": ["pdf", "png", "svg"]},
            "paper": {"enum": ["A0", "A1", "A2", "A3", "A4"]},
            "scale": {"type": ["integer", "null"], "description": "denominator; null: chosen for each sheet"}
          }
        },
        "sources": SOURCES,
        "notes": NOTES,
        "labels": {"$ref": "#/$defs/labels"},
        "files": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["files", "was_there", "sheets"],
            "additionalProperties": false,
            "properties": {
              "files": {"type": "array", "items": {"type": "string"}},
              "was_there": {"type": "boolean", "description": "whole already, and --resume was given: nothing drawn"},
              "sheets": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["title", "pages", "scale"],
                  "additionalProperties": false,
                  "properties": {
                    "title": {"type": "string"},
                    "pages": {"$ref": "#/$defs/count"},
                    "scale": {"type": ["integer", "null"]},
                    "labels": {"$ref": "#/$defs/labels"}
                  }
                }
              }
            }
          }
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "labels": {
          "type": "object",
          "description": "where the labels of parcels stand: inside, smaller, outside with a leader, nowhere",
          "required": ["inside", "shrunk", "led", "dropped"],
          "additionalProperties": false,
          "properties": {
            "inside": {"$ref": "#/$defs/count"},
            "shrunk": {"$ref": "#/$defs/count"},
            "led": {"$ref": "#/$defs/count"},
            "dropped": {"$ref": "#/$defs/count"}
          }
        }
      }
    }
    """#
