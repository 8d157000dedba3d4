import Cadastre
import MapChecking

let fixSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap fix",
      "description": "Lengths are metres, areas square metres, coordinates those of `crs` with easting first.",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "crs", "date", "dry_run", "settings", "sources", "parcels", "balance",
        "balance_after", "counts_before", "counts", "fixed", "shifted_sheets", "unknown_decisions", "notes", "changes",
        "repairs", "worklist"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "fix"},
        "crs": {"type": "string", "minLength": 1, "description": "the working CRS"},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "dry_run": {"type": "boolean", "description": "true: nothing was written but this"},
        "settings": {
          "type": "object",
          "required": ["tolerance_m", "scale", "limits_of_scale", "fix_level", "max_fix_width_m",
            "permitted_point_error_m", "first_rule", "recorded_area_accuracy"],
          "properties": {
            "fix_level": {"enum": ["match", "limits"]},
            "max_fix_width_m": {"$ref": "#/$defs/size", "description": "the widest fault that is repaired"},
            "permitted_point_error_m": {"$ref": "#/$defs/size"},
            "first_rule": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/rule"}]},
            "recorded_area_accuracy": {
              "description": "standard deviation of the recorded areas as a share of the permitted error; null: too few",
              "type": ["number", "null"], "minimum": 0
            }
          }
        },
        "sources": {
          "type": "array",
          "items": {
            "type": "object", "required": ["source", "layer", "features"], "additionalProperties": false,
            "properties": {
              "source": {"type": "string"}, "layer": {"type": "string"}, "features": {"$ref": "#/$defs/count"}
            }
          }
        },
        "parcels": {"type": "object", "additionalProperties": {"$ref": "#/$defs/count"}},
        "balance": {"$ref": "#/$defs/balance"},
        "balance_after": {"$ref": "#/$defs/balance"},
        "counts_before": {"$ref": "#/$defs/countsByKind"},
        "counts": {"description": "what is left", "$ref": "#/$defs/countsByKind"},
        "fixed": {
          "type": "object",
          "required": ["defects", "parcels_changed", "parcels_unchanged", "left_for_review"],
          "additionalProperties": false,
          "properties": {
            "defects": {"$ref": "#/$defs/count"}, "parcels_changed": {"$ref": "#/$defs/count"},
            "parcels_unchanged": {"$ref": "#/$defs/count"}, "left_for_review": {"$ref": "#/$defs/count"}
          }
        },
        "shifted_sheets": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["ward", "sheet", "dx_m", "dy_m", "vectors", "agreeing_pct"], "additionalProperties": false,
            "properties": {
              "ward": {"type": "string"}, "sheet": {"type": "string"}, "dx_m": {"type": "number"},
              "dy_m": {"type": "number"}, "vectors": {"$ref": "#/$defs/count"},
              "agreeing_pct": {"type": "number", "minimum": 0, "maximum": 100}
            }
          }
        },
        "unknown_decisions": {"type": "array", "items": {"type": "string"}},
        "notes": {
          "type": "array",
          "items": {
            "type": "object", "required": ["warning", "text"], "additionalProperties": false,
            "properties": {"warning": {"type": "boolean"}, "text": {"type": "string"}}
          }
        },
        "changes": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["parcel", "defect_ids", "rules", "area_before_m2", "area_after_m2", "legal_area_m2",
              "max_shift_m"],
            "additionalProperties": false,
            "properties": {
              "parcel": {"$ref": "#/$defs/party"},
              "defect_ids": {"type": "array", "items": {"$ref": "#/$defs/id"}},
              "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}, "minItems": 1},
              "area_before_m2": {"type": "number"}, "area_after_m2": {"type": "number"},
              "legal_area_m2": {"type": ["number", "null"]}, "max_shift_m": {"$ref": "#/$defs/size"}
            }
          }
        },
        "repairs": {
          "description": "each piece of ground, to whom it goes, and why; not applied ones are proposals",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["defect_id", "kind", "rule", "to", "applied", "reason", "area_m2", "width_m", "fids"],
            "additionalProperties": false,
            "properties": {
              "defect_id": {"$ref": "#/$defs/id"}, "kind": {"$ref": "#/$defs/kind"}, "rule": {"$ref": "#/$defs/rule"},
              "to": {"$ref": "#/$defs/party"}, "applied": {"type": "boolean"},
              "reason": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/reason"}]},
              "area_m2": {"$ref": "#/$defs/size"}, "width_m": {"type": ["number", "null"], "minimum": 0},
              "fids": {"type": "array", "items": {"type": "integer"}}
            }
          }
        },
        "worklist": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["defect_id", "kind", "reason", "decision", "parcels", "proposal"],
            "additionalProperties": false,
            "properties": {
              "defect_id": {"$ref": "#/$defs/id"}, "kind": {"$ref": "#/$defs/kind"},
              "reason": {"$ref": "#/$defs/reason"},
              "decision": {"enum": [null, "apply", "keep", "ignore"]},
              "parcels": {"type": "array", "items": {"$ref": "#/$defs/party"}},
              "area_m2": {"$ref": "#/$defs/size"}, "width_m": {"$ref": "#/$defs/size"},
              "proposal": {"type": "string"}
            }
          }
        }
      },
      "$defs": {
        "size": {"type": "number", "minimum": 0},
        "count": {"type": "integer", "minimum": 0},
        "id": {"type": "string", "pattern": "^[a-z]{3}-[0-9a-f]{16}$"},
        "kind": {"enum": [KINDS]},
        "rule": {"enum": [RULES]},
        "reason": {"enum": [REASONS]},
        "countsByKind": {
          "type": "object",
          "propertyNames": {"$ref": "#/$defs/kind"},
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "balance": {
          "description": "parcel_area = covered + overlap_excess + rounding; closure is what is left, always 0",
          "type": "object",
          "required": ["parcel_area_m2", "covered_m2", "overlap_excess_m2", "closure_m2"],
          "properties": {"closure_m2": {"const": 0}, "ward_closure_m2": {"const": 0}},
          "additionalProperties": {"type": "number"}
        },
        "party": {
          "type": "object", "required": ["fid", "key"], "additionalProperties": false,
          "properties": {
            "fid": {"type": "integer"}, "key": {"type": ["string", "null"], "description": "ward/sheet/number"},
            "source": {"type": "string"}, "layer": {"type": "string"}
          }
        }
      }
    }
    """#.replacing("KINDS", with: DefectKind.allCases.map { "\"\($0.rawValue)\"" }.sorted().joined(separator: ", "))
    .replacing("RULES", with: RepairRule.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
    .replacing("REASONS", with: ReviewReason.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
