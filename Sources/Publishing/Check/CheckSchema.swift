import Cadastre

let checkSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap check",
      "description": "Lengths are metres, areas square metres, coordinates those of `crs` with easting first.",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "crs", "date", "settings", "sources", "parcels", "balance", "counts",
        "below_grid", "crossing_below_ward_tolerance", "states", "not_listed", "notes", "defects"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "check"},
        "crs": {"type": "string", "minLength": 1, "description": "the working CRS"},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "settings": {
          "type": "object",
          "required": ["tolerance_m", "max_gap_width_m", "ward_tolerance_m", "min_parcel_area_m2", "scale",
            "limits_of_scale", "grid_m", "max_listed", "language"],
          "additionalProperties": {"type": "string"},
          "properties": {
            "tolerance_m": {"$ref": "#/$defs/size"},
            "max_gap_width_m": {"$ref": "#/$defs/size"},
            "ward_tolerance_m": {"$ref": "#/$defs/size"},
            "min_parcel_area_m2": {"$ref": "#/$defs/size"},
            "scale": {"type": ["integer", "null"], "minimum": 1, "description": "denominator; null when not known"},
            "limits_of_scale": {"type": "integer", "description": "the row of the legal limits that was used"},
            "grid_m": {"$ref": "#/$defs/size"},
            "max_listed": {"$ref": "#/$defs/count"},
            "language": {"enum": ["vi", "en"]}
          }
        },
        "sources": SOURCES,
        "parcels": {
          "description": "`read` and `skipped` add up to the features of the sources",
          "type": "object",
          "required": ["read", "null_geometry", "empty", "skipped", "invalid", "multipart"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "balance": {
          "description": "parcel_area = covered + overlap_excess + rounding; closure is what is left, always 0",
          "type": "object",
          "required": ["parcel_area_m2", "covered_m2", "overlap_excess_m2", "enclosed_uncovered_m2", "rounding_m2",
            "repair_m2", "closure_m2"],
          "additionalProperties": false,
          "properties": {
            "parcel_area_m2": {"type": "number"},
            "covered_m2": {"type": "number"},
            "overlap_excess_m2": {"type": "number"},
            "enclosed_uncovered_m2": {"type": "number"},
            "rounding_m2": {"type": "number"},
            "repair_m2": {"type": "number"},
            "closure_m2": {"const": 0},
            "ward_area_m2": {"type": "number"},
            "ward_covered_m2": {"type": "number"},
            "ward_uncovered_m2": {"type": "number"},
            "ward_rounding_m2": {"type": "number"},
            "ward_closure_m2": {"const": 0}
          }
        },
        "counts": {"description": "defects by kind, accepted ones not counted", "$ref": "#/$defs/countsByKind"},
        "below_grid": {"$ref": "#/$defs/count"},
        "crossing_below_ward_tolerance": {"$ref": "#/$defs/count"},
        "states": STATES,
        "does_not_match": {
          "type": "object",
          "required": ["edges_pct", "median_offset_m"],
          "additionalProperties": false,
          "properties": {"edges_pct": {"$ref": "#/$defs/percent"}, "median_offset_m": {"$ref": "#/$defs/size"}}
        },
        "not_listed": {
          "description": "defects found beyond --max-listed: counted, not in `defects`",
          "$ref": "#/$defs/countsByKind"
        },
        "notes": NOTES,
        "defects": {"type": "array", "items": {"$ref": "#/$defs/defect"}}
      },
    DEFINITIONS
    }
    """#.replacing("DEFINITIONS", with: defectDefinitions { !$0.isOfDrawing })
