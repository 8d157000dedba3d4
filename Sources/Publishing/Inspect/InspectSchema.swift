import MapReading

let inspectSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap inspect",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "settings", "sources"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "inspect"},
        "settings": {
          "type": "object", "required": ["crs"], "additionalProperties": false,
          "properties": {"crs": {"type": ["string", "null"], "description": "as --crs named it"}}
        },
        "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}}
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "text": {"type": ["string", "null"]},
        "source": {
          "type": "object",
          "required": ["source", "driver", "remarks", "layers"],
          "additionalProperties": false,
          "properties": {
            "source": {"type": "string"},
            "driver": {"type": "string"},
            "remarks": {"description": "what GDAL remarked", "type": "array", "items": {"type": "string"}},
            "layers": {"type": "array", "items": {"$ref": "#/$defs/layer"}}
          }
        },
        "layer": {
          "type": "object",
          "required": ["layer", "geometry_type", "features", "stated_features", "fid_column", "duplicate_fids", "fields"],
          "additionalProperties": false,
          "properties": {
            "layer": {"type": "string"},
            "geometry_type": {"$ref": "#/$defs/text", "description": "null for a table"},
            "features": {"$ref": "#/$defs/count", "description": "that were read"},
            "stated_features": {"$ref": "#/$defs/count", "description": "that the file says it has"},
            "fid_column": {"type": "string"},
            "duplicate_fids": {"$ref": "#/$defs/count"},
            "geometries": {"type": "object", "additionalProperties": {"$ref": "#/$defs/count"}},
            "extent": {
              "description": "of all finite coordinates in the units of the file: minimum x, y, maximum x, y",
              "type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4
            },
            "crs": {
              "type": "object",
              "required": ["stated", "stated_name", "taken", "kind", "unit", "verdict", "explanation"],
              "additionalProperties": false,
              "properties": {
                "stated": {"$ref": "#/$defs/text"},
                "stated_name": {"$ref": "#/$defs/text"},
                "taken": {"$ref": "#/$defs/text", "description": "what check would take the coordinates in"},
                "kind": {"$ref": "#/$defs/text"},
                "unit": {"$ref": "#/$defs/text"},
                "verdict": {"enum": ["agrees", "assumed", "contradicts", "unknown"]},
                "explanation": {"$ref": "#/$defs/text"}
              }
            },
            "coordinate_step_m": {"type": "number", "exclusiveMinimum": 0},
            "fields": {"type": "array", "items": {"$ref": "#/$defs/field"}}
          }
        },
        "field": {
          "type": "object",
          "required": ["name", "type", "role", "nulls", "blanks", "encoding"],
          "additionalProperties": false,
          "properties": {
            "name": {"type": "string"},
            "type": {"type": "string"},
            "role": {"enum": [ROLES, null]},
            "nulls": {"$ref": "#/$defs/count"},
            "blanks": {"$ref": "#/$defs/count", "description": "texts of nothing but spaces"},
            "encoding": {"$ref": "#/$defs/text"}
          }
        }
      }
    }
    """#.replacing("ROLES", with: FieldRole.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
