import Cadastre

/// The `$defs` of the schemas that list defects.
/// - Parameter takes: the kinds that can be among them.
func defectDefinitions(_ takes: (DefectKind) -> Bool) -> String {
    let kinds = DefectKind.allCases.filter(takes).map { "\"\($0.rawValue)\"" }.sorted()
    return definitions.replacing("KINDS", with: kinds.joined(separator: ", "))
}

private let definitions = #"""
      "$defs": {
        "size": {"type": "number", "minimum": 0},
        "count": {"type": "integer", "minimum": 0},
        "percent": {"type": "number", "minimum": 0, "maximum": 100},
        "kind": {"enum": [KINDS]},
        "countsByKind": {
          "type": "object",
          "propertyNames": {"$ref": "#/$defs/kind"},
          "additionalProperties": {"$ref": "#/$defs/count"}
        },
        "defect": {
          "type": "object",
          "required": ["id", "kind", "severity", "code", "state", "parcels", "ward", "message"],
          "additionalProperties": false,
          "properties": {
            "id": {"type": "string", "pattern": "^[a-z]{3}-[0-9a-f]{16}$"},
            "kind": {"$ref": "#/$defs/kind"},
            "severity": {"enum": ["info", "warning", "error", "critical"]},
            "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{2}$"},
            "state": {"enum": ["new", "remaining", "accepted"]},
            "parcels": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["fid", "key"],
                "additionalProperties": false,
                "properties": {
                  "fid": {"type": "integer"},
                  "key": {"type": ["string", "null"], "description": "ward/sheet/number"},
                  "neighbour": {"type": "string"},
                  "source": {"type": "string"},
                  "layer": {"type": "string"}
                }
              }
            },
            "area_m2": {"$ref": "#/$defs/size"},
            "width_m": {"$ref": "#/$defs/size", "description": "diameter of the largest inscribed circle; of a slot its mouth"},
            "at": {
              "description": "easting and northing of a point inside the defect",
              "type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2
            },
            "ward": {"type": ["string", "null"]},
            "counted_in": {"type": "string"},
            "hole": {"const": true, "description": "uncovered ground inside one parcel"},
            "open": {"const": true, "description": "a slot: a gap open at an end"},
            "perhaps_missing_parcel": {"const": true},
            "missing_vertex": {"const": true},
            "swapped_axes": {"const": true},
            "reason": {"type": "string", "description": "of an invalid geometry, in the words of GEOS"},
            "covered_pct": {"$ref": "#/$defs/percent", "description": "how much of the first parcel the others cover"},
            "value": {"type": "string"},
            "expected": {"type": "string"},
            "stored_area_m2": {"type": "number"},
            "limit_m2": {"$ref": "#/$defs/size"},
            "parts": {"type": "integer", "minimum": 2},
            "crossing_pct": {"$ref": "#/$defs/percent"},
            "better_crs": {"type": "string"},
            "in_named_ward_pct": {"$ref": "#/$defs/percent"},
            "in_named_ward_declared_pct": {"$ref": "#/$defs/percent"},
            "distance_m": {"$ref": "#/$defs/size", "description": "a line's end moved or cut, or from the next line"},
            "drawn_twice_m": {"$ref": "#/$defs/size"},
            "labels": {"type": "array", "items": {"type": "string"}},
            "texts": {"$ref": "#/$defs/count"},
            "label_area_m2": {"$ref": "#/$defs/size"},
            "drawn_area_m2": {"$ref": "#/$defs/size"},
            "other_sheet": {"type": "string"},
            "sheet": {"type": "string"},
            "dx_m": {"type": "number"},
            "dy_m": {"type": "number"},
            "corners": {"$ref": "#/$defs/count"},
            "agreeing_pct": {"$ref": "#/$defs/percent"},
            "message": {"type": "string", "minLength": 1}
          }
        }
      }
    """#
