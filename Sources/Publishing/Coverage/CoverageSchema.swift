import Reconciliation

let coverageSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "parcelmap coverage",
      "description": "Areas are square metres. null: not known, or not asked for. \"<5\": a number of people from 1 to 4, or one that would give such a number away, with --public.",
      "type": "object",
      "required": ["parcelmap", "schema", "verb", "crs", "date", "settings", "sources", "notes", "wards",
        "branches", "unassigned", "city", "obstacles"],
      "additionalProperties": false,
      "properties": {
        "parcelmap": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
        "schema": {"const": 1},
        "verb": {"const": "coverage"},
        "crs": {"type": "string", "minLength": 1, "description": "the working CRS"},
        "date": {"$ref": "#/$defs/date"},
        "settings": {
          "type": "object",
          "required": ["language", "public", "tolerance_m", "max_gap_width_m", "measure"],
          "additionalProperties": {"type": ["string", "number", "null"]},
          "properties": {
            "language": {"enum": ["vi", "en"]},
            "public": {"type": "boolean"},
            "tolerance_m": {"type": "number", "minimum": 0},
            "max_gap_width_m": {"type": "number", "minimum": 0},
            "measure": {"description": "the documents that the forecast counts", "enum": [MEASURES]}
          }
        },
        "sources": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["source", "layer", "features"],
            "additionalProperties": false,
            "properties": {
              "source": {"type": "string"},
              "layer": {"type": "string"},
              "features": {"type": "integer", "minimum": 0}
            }
          }
        },
        "notes": NOTES,
        "differences": {
          "description": "what no single ward can see; null for a report from the history",
          "type": ["object", "null"],
          "required": ["without_outline", "without_parcels", "shared_keys", "shared_key_count"],
          "additionalProperties": false,
          "properties": {
            "without_outline": {
              "description": "wards that parcels name and no outline has",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["ward", "parcels"],
                "additionalProperties": false,
                "properties": {"ward": {"type": "string"}, "parcels": {"type": "integer", "minimum": 1}}
              }
            },
            "without_parcels": {
              "description": "wards with an outline that no parcel names and in which none lies",
              "type": "array",
              "items": {"type": "string"}
            },
            "shared_keys": {
              "description": "ward/sheet/number of parcels that are in several maps, at most 1000",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["key", "sources"],
                "additionalProperties": false,
                "properties": {
                  "key": {"type": "string"},
                  "sources": {"type": "array", "minItems": 2, "items": {"type": "string"}}
                }
              }
            },
            "shared_key_count": {"type": "integer", "minimum": 0}
          }
        },
        "wards": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        "branches": {"type": "array", "items": {"$ref": "#/$defs/row"}},
        "unassigned": {
          "description": "what belongs to no known ward; null where there is nothing",
          "oneOf": [{"type": "null"}, {"$ref": "#/$defs/row"}]
        },
        "city": {"$ref": "#/$defs/row"},
        "obstacles": {
          "description": "of the newest rows of each ward",
          "type": "object",
          "required": ["by_kind", "by_residential_group", "by_working_group"],
          "additionalProperties": false,
          "properties": {
            "by_kind": {"type": "array", "items": {"$ref": "#/$defs/obstacle"}},
            "by_residential_group": {"type": "array", "items": {"$ref": "#/$defs/obstacle"}},
            "by_working_group": {"type": "array", "items": {"$ref": "#/$defs/obstacle"}}
          }
        }
      },
      "$defs": {
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "people": {"anyOf": [{"type": ["integer", "null"]}, {"const": "<5"}]},
        "obstacle": {
          "type": "object",
          "required": ["obstacle", "name", "count"],
          "additionalProperties": false,
          "properties": {
            "ward_code": {"type": "string"},
            "residential_group": {"type": "string"},
            "working_group": {"type": "string"},
            "obstacle": {"type": "string", "description": "a known kind, or the text as it was written"},
            "name": {"type": "string"},
            "count": {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "<5"}]}
          }
        },
        "row": {
          "type": "object",
          "required": [NAMES],
          "additionalProperties": false,
          "properties": {
    PROPERTIES
          }
        }
      }
    }
    """#
    .replacing("MEASURES", with: DocumentMeasure.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
    .replacing("NAMES", with: CoverageColumn.all.map { "\"\($0.name)\"" }.joined(separator: ", "))
    .replacing("PROPERTIES", with: CoverageColumn.all.map(columnSchema).joined(separator: ",\n"))

private func columnSchema(_ column: CoverageColumn) -> String {
    let type =
        switch column.kind {
        case _ where column.name == "level": #"{"enum": ["ward", "unassigned", "branch", "city"]}"#
        case .text: #"{"type": ["string", "null"]}"#
        case .count where column.countsPeople: ##"{"$ref": "#/$defs/people"}"##
        case .count: #"{"type": ["integer", "null"]}"#
        case .area, .percent, .rate: #"{"type": ["number", "null"]}"#
        case .date: ##"{"anyOf": [{"type": "null"}, {"$ref": "#/$defs/date"}]}"##
        }
    return "        \"\(column.name)\": \(type)"
}
