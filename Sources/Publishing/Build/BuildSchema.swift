let buildSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap build",
      "description": "Lengths are metres, areas square metres, coordinates those of `crs` with easting first.",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "crs", "date", "settings", "drawings", "levels", "lines", "faces",
        "labels", "parcels", "counts", "not_listed", "notes", "defects"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "build"},
        "crs": {"type": "string", "minLength": 1},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "settings": {"type": "object"},
        "drawings": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["source", "format", "sheet", "scale", "bytes", "bytes_read", "master_unit", "origin_x_m",
              "origin_y_m", "step_m", "lines", "segments", "nodes", "edges", "faces", "ground_faces", "isolated_loops",
              "rounding_faults", "parcels", "label_texts", "label_texts_assigned"],
            "additionalProperties": false,
            "properties": {
              "source": {"type": "string"},
              "format": {"enum": ["dgn", "dxf", "dwg", "layer"]},
              "sheet": {"type": ["string", "null"], "description": "from the title, else from the file's name"},
              "scale": {"type": ["integer", "null"], "description": "denominator, from the title"},
              "bytes": {"$ref": "#/$defs/count"},
              "bytes_read": {"$ref": "#/$defs/count"},
              "master_unit": {"type": "string"},
              "origin_x_m": {"type": "number"},
              "origin_y_m": {"type": "number"},
              "step_m": {"type": ["number", "null"], "description": "in which coordinates are stored"},
              "lines": {"$ref": "#/$defs/count"},
              "segments": {"$ref": "#/$defs/count"},
              "nodes": {"$ref": "#/$defs/count"},
              "edges": {"$ref": "#/$defs/count"},
              "faces": {"$ref": "#/$defs/count"},
              "ground_faces": {"$ref": "#/$defs/count", "description": "faces that are no parcels: streets, water"},
              "isolated_loops": {"$ref": "#/$defs/count"},
              "rounding_faults": {
                "$ref": "#/$defs/count",
                "description": "line faults within the rounding of the coordinates: mended, not listed"
              },
              "parcels": {"$ref": "#/$defs/count"},
              "label_texts": {"$ref": "#/$defs/count"},
              "label_texts_assigned": {"$ref": "#/$defs/count"},
              "edge_residual": {
                "description": "corners on the sheet's edge against their counterparts on the neighbours",
                "type": "object",
                "required": ["corners", "differing", "median_dx_m", "median_dy_m", "largest_m"],
                "additionalProperties": {"type": "number"}
              }
            }
          }
        },
        "levels": {
          "description": "elements of all drawings by level and sort",
          "type": "object",
          "additionalProperties": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "required": ["read", "deleted", "not_read"],
              "additionalProperties": {"$ref": "#/$defs/count"}
            }
          }
        },
        "lines": {
          "type": "object", "required": ["read", "segments", "nodes", "edges"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "faces": {
          "type": "object", "required": ["found", "parcels", "ground"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "labels": {
          "type": "object", "required": ["texts", "assigned", "not_assigned"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "parcels": {
          "type": "object", "required": ["built", "with_number", "joined_over_sheet_edges"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "counts": {"$ref": "#/$defs/countsByKind"},
        "not_listed": {"$ref": "#/$defs/countsByKind"},
        "notes": NOTES,
        "defects": {"type": "array", "items": {"$ref": "#/$defs/defect"}}
      },
    DEFINITIONS
    }
    """#.replacing("DEFINITIONS", with: defectDefinitions { _ in true })
