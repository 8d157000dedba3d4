import Cadastre
import Reconciliation

let reconcileSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap reconcile",
      "description": "Areas are square metres. Names, numbers and addresses stand here only when shows_personal_data is true.",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "crs", "date", "settings", "sources", "records", "parcels",
        "record_rows", "keys", "counts", "steps", "groups", "parcels_without_group", "unmet", "states", "not_listed",
        "notes", "findings"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "reconcile"},
        "crs": {"type": "string", "minLength": 1, "description": "the working CRS"},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "settings": {
          "type": "object",
          "required": ["scale", "limits_of_scale", "area_rule", "map_epoch", "record_epoch", "datum_shift", "group_1", "group_3",
            "required_fields", "uses_without_record", "max_listed", "language", "shows_personal_data"],
          "additionalProperties": {"type": "string"},
          "properties": {
            "scale": {"type": ["integer", "null"], "minimum": 1, "description": "denominator; null when not known"},
            "limits_of_scale": {"type": "integer", "description": "the row of the legal limits that was used"},
            "area_rule": {"type": "string", "pattern": "^(pl04|sqrt|percent:.+)$"},
            "map_epoch": {"enum": ["auto", "new", "old"]},
            "record_epoch": {"enum": ["auto", "new", "old"]},
            "datum_shift": {
              "description": "from VN-2000 to WGS 84, for parcel codes; null: the CRS's own",
              "enum": ["epsg6960", "reversed-rotations", null]
            },
            "group_1": {"type": "array", "items": {"enum": [CONDITIONS]}},
            "group_3": {"type": "array", "items": {"enum": [REASONS]}},
            "required_fields": {"type": "array", "items": {"enum": [FIELDS]}},
            "uses_without_record": {"type": "array", "items": {"type": "string"}},
            "max_listed": {"$ref": "#/$defs/count"},
            "language": {"enum": ["vi", "en"]},
            "shows_personal_data": {"type": "boolean"},
            "person_key": {
              "description": "tells the key under which person was made from others",
              "type": "string", "pattern": "^[0-9a-f]{16}$"
            }
          }
        },
        "sources": SOURCES,
        "records": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["source", "layer", "rows", "fields"],
            "additionalProperties": false,
            "properties": {
              "source": {"type": "string"},
              "layer": {"type": "string"},
              "rows": {"$ref": "#/$defs/count"},
              "fields": {
                "description": "the column of each field",
                "type": "object",
                "propertyNames": {"enum": [FIELDS]},
                "additionalProperties": {"type": "string"}
              }
            }
          }
        },
        "parcels": {
          "type": "object",
          "required": ["read", "with_record", "without_record", "no_record_needed"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "record_rows": {
          "description": "`read` is the sum of the others",
          "type": "object",
          "required": ["read", "matched", "ambiguous", "without_parcel", "of_other_wards"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "keys": {
          "description": "distinct keys of ward, sheet and number",
          "type": "object",
          "required": ["map", "records", "only_on_map", "only_in_records", "repeated_on_map"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "counts": {
          "description": "`matched` counts records, the others open findings",
          "type": "object",
          "required": ["matched"],
          "propertyNames": {"enum": ["matched", KINDS]},
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "steps": {
          "description": "how the matched records found their parcels",
          "type": "object",
          "required": [STEPS],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "groups": {
          "type": "object",
          "required": ["0", "1", "2", "3"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "parcels_without_group": {"$ref": "#/$defs/count", "description": "roads and water, which need no record"},
        "unmet": {
          "description": "parcels of group 2 by what keeps them out of group 1",
          "type": "object",
          "propertyNames": {"enum": [CONDITIONS]},
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "states": {
          "type": "object",
          "required": ["new", "remaining", "resolved", "accepted"],
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "not_listed": {
          "type": "object",
          "propertyNames": {"enum": [KINDS]},
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "notes": NOTES,
        "findings": {
          "description": "sorted by id",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["id", "kind", "code", "severity", "state", "parcel", "record", "field", "map_value",
              "record_value", "limit", "rule", "step", "candidates", "ward", "message"],
            "additionalProperties": false,
            "properties": {
              "id": {"type": "string", "pattern": "^[a-z]{3}-[0-9a-f]{16}$"},
              "kind": {"enum": [KINDS]},
              "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{2}$"},
              "severity": {"enum": ["info", "warning", "error", "critical"]},
              "state": {"enum": ["new", "remaining", "accepted"]},
              "parcel": {"anyOf": [{"$ref": "#/$defs/parcel"}, {"type": "null"}]},
              "record": {
                "anyOf": [
                  {
                    "type": "object",
                    "required": ["source", "layer", "row"],
                    "additionalProperties": false,
                    "properties": {
                      "source": {"type": "string"},
                      "layer": {"type": "string"},
                      "row": {"type": "integer", "description": "the source's own row number"}
                    }
                  },
                  {"type": "null"}
                ]
              },
              "rows": {"type": "integer", "minimum": 2, "description": "records that the finding stands for"},
              "field": {"type": ["string", "null"]},
              "map_value": {"type": ["string", "number", "null"]},
              "record_value": {"type": ["string", "number", "null"]},
              "suggestion": {"type": "string"},
              "limit": {"type": ["number", "null"]},
              "rule": {"type": ["string", "null"]},
              "step": {"enum": [null, STEPS]},
              "candidates": {"type": "array", "items": {"$ref": "#/$defs/parcel"}},
              "person": {
                "description": "one person under one key: the beginning of the number's HMAC-SHA256",
                "type": "string", "pattern": "^[0-9a-f]{16}$"
              },
              "ward": {"type": ["string", "null"]},
              "message": {"type": "string", "minLength": 1}
            }
          }
        }
      },
      "$defs": {
        "count": {"type": "integer", "minimum": 0},
        "parcel": {
          "type": "object",
          "required": ["fid", "key", "source"],
          "additionalProperties": false,
          "properties": {
            "fid": {"type": "integer"},
            "key": {"type": ["string", "null"]},
            "source": {"type": "string"},
            "layer": {"type": "string"}
          }
        }
      }
    }
    """#.replacing("CONDITIONS", with: quoted(GroupCondition.allCases.map(\.rawValue)))
    .replacing("REASONS", with: quoted(UnusableReason.allCases.map(\.rawValue)))
    .replacing("FIELDS", with: quoted(RecordField.allCases.map(\.name)))
    .replacing("KINDS", with: quoted(FindingKind.allCases.map(\.rawValue)))
    .replacing("STEPS", with: quoted(MatchStep.allCases.map(\.name)))

private func quoted(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
