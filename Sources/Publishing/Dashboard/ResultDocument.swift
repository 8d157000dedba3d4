import FoundationEssentials

/// Reads the JSON of one verb.
enum ResultDocument {
    /// - Throws: `RunFolderError` for what is no such JSON.
    static func read<Document: Decodable>(
        _ type: Document.Type, from path: String, verb: String
    ) throws(RunFolderError) -> Document {
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let head = try JSONDecoder().decode(Head.self, from: data)
            guard head.verb == verb, head.schema == Program.schema else {
                throw RunFolderError(
                    .unusable,
                    "\(path) is the JSON of \(head.verb), schema \(head.schema), not of \(verb), schema \(Program.schema)"
                )
            }
            return try JSONDecoder().decode(type, from: data)
        } catch let error as RunFolderError {
            throw error
        } catch {
            throw RunFolderError(
                .unusable, "\(path) is cut off, damaged or no JSON of parcelmap; run \(verb) again, or take it away")
        }
    }

    private struct Head: Decodable {
        var verb: String
        var schema: Int
    }
}

/// A parcel as the JSON of `check` and `reconcile` names it.
struct NamedParcel: Decodable {
    var fid: Int64
    var key: String?
    /// The code of the neighbouring ward whose parcel it is; its `fid` means nothing in the ward's own map.
    var neighbour: String?
}

/// What a ward's page reads of the JSON of `check`.
struct CheckDocument: Decodable {
    var crs: String
    var date: String
    var settings: Settings
    var sources: [Source]?
    var parcels: Parcels
    var states: StatesDocument.States?
    var notListed: [String: Int]?
    var defects: [Entry]

    struct Source: Decodable {
        var layer: String
    }

    enum CodingKeys: String, CodingKey {
        case crs, date, settings, sources, parcels, states, defects
        case notListed = "not_listed"
    }

    struct Settings: Decodable {
        var language: String?
    }

    struct Parcels: Decodable {
        var read: Int
    }

    struct Entry: Decodable {
        var id: String
        var kind: String
        var severity: String
        var code: String
        var state: String
        var parcels: [NamedParcel]
        var area: Double?
        var width: Double?
        var at: [Double]?
        var message: String?
        /// Another ward under which it is counted.
        var countedIn: String?

        enum CodingKeys: String, CodingKey {
            case id, kind, severity, code, state, parcels, at, message
            case countedIn = "counted_in"
            case area = "area_m2"
            case width = "width_m"
        }
    }
}

/// What a ward's page reads of the JSON of `reconcile`: never its messages and values, which may name people.
struct ReconcileDocument: Decodable {
    var date: String
    var settings: Settings
    var parcels: Parcels
    var rows: Rows
    var groups: [String: Int]
    var states: StatesDocument.States?
    var notListed: [String: Int]?
    var findings: [Entry]

    enum CodingKeys: String, CodingKey {
        case date, settings, parcels, groups, states, findings
        case rows = "record_rows"
        case notListed = "not_listed"
    }

    struct Settings: Decodable {
        var required: [String]?
    }

    struct Parcels: Decodable {
        var withRecord: Int

        enum CodingKeys: String, CodingKey { case withRecord = "with_record" }
    }

    struct Rows: Decodable {
        var read: Int
        var withoutParcel: Int

        enum CodingKeys: String, CodingKey {
            case read
            case withoutParcel = "without_parcel"
        }
    }

    struct Entry: Decodable {
        var id: String
        var kind: String
        var severity: String
        var code: String
        var state: String
        var parcel: NamedParcel?
        var record: Row?
        var field: String?
        var candidates: [NamedParcel]?
    }

    struct Row: Decodable {
        var row: Int
    }
}
