/// Of `export` for layers, national tables and field lists: `index.json`.
let indexSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap export (layers, national tables, field lists)",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "kind", "settings", "sources", "notes", "files"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "export"},
        "kind": {"enum": ["layers", "national", "lists"]},
        "format": {"type": "string"},
        "settings": {"type": "object"},
        "crs": {"type": "string", "description": "as EPSG:5897, or WKT"},
        "datum_shift": {
          "enum": ["epsg6960", "reversed-rotations", null],
          "description": "between VN-2000 and WGS 84; null: none was needed, or the CRS says its own"
        },
        "towgs84": {
          "type": "array", "items": {"type": "number"}, "maxItems": 7,
          "description": "metres, seconds, parts per million; the rotations are those of a position vector"
        },
        "handed_over": {"$ref": "#/$defs/count"},
        "held_back_parcels": {"$ref": "#/$defs/count"},
        "held_back_records": {"$ref": "#/$defs/count"},
        "parcels": {"$ref": "#/$defs/count"},
        "groups": {"$ref": "#/$defs/count", "description": "residential groups"},
        "needs": {"type": "object", "additionalProperties": {"$ref": "#/$defs/count"}},
        "losses": {"type": "array", "items": {"type": "string"}},
        "sources": SOURCES,
        "notes": NOTES,
        "files": {
          "type": "array",
          "items": {
            "type": "object",
            "required": [
              "file", "ward", "ward_name", "sheet", "features", "left_out", "losses", "fingerprint", "files"
            ],
            "additionalProperties": false,
            "properties": {
              "file": {"type": "string", "description": "the one to open"},
              "ward": {"type": ["string", "null"]},
              "ward_name": {"type": "string"},
              "sheet": {"type": ["string", "null"]},
              "features": {"$ref": "#/$defs/count"},
              "left_out": {"$ref": "#/$defs/count", "description": "features that the format does not hold"},
              "losses": {"type": "array", "items": {"type": "string"}},
              "fingerprint": {
                "type": ["string", "null"],
                "description": "of all that the content depends on; null: of a source that is no file"
              },
              "files": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "bytes", "sha256"],
                  "additionalProperties": false,
                  "properties": {
                    "name": {"type": "string"},
                    "bytes": {"$ref": "#/$defs/count"},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
                  }
                }
              }
            }
          }
        }
      },
      "$defs": {"count": {"type": "integer", "minimum": 0}}
    }
    """#
