public import GDALKit

/// A map of many wards that can be parted by its ward codes without being read as a map.
public struct MapParting {
    private let source: OpenSource
    private let schema: LayerSchema
    private let notes: [ReadingNote]
    /// Which field is what, as the map's reader finds it.
    public let fields: [FieldChoice]

    /// What became of a map.
    public enum Outcome {
        case parted(GeoPackageParting.Outcome, notes: [ReadingNote])
        /// The map is of another sort, and why: it has to be read and written anew.
        case unusual(String)
    }

    /// - Throws: `ReadingError` for a source that could not be read as a map either.
    public init(_ name: String, options: ReadingOptions) throws(ReadingError) {
        source = try OpenSource(name, options: options)
        var notes: [ReadingNote] = []
        let layers = try source.selectLayers(named: options.layer, notes: &notes)
        schema = source.dataset.withLayer(at: layers[0]) { $0.schema }
        fields = layers.count == 1 ? try FieldChooser.choose(schema, named: options.fields, source: source.name) : []
        self.notes = notes
    }

    /// The layer that is parted.
    public var layer: String { schema.name }

    /// The CRS that the map states, as `EPSG:5897`.
    public var crs: String? { schema.crs?.authority }

    /// Whether its coordinates are degrees.
    public var isInDegrees: Bool {
        let index = source.dataset.layerNames.firstIndex(of: schema.name) ?? 0
        return source.dataset.withLayer(at: index) { $0.statedExtent }?.looksLikeDegrees ?? false
    }

    /// The condition that a feature names none of some wards, in the SQL of the source; nil without a field of wards.
    public func namesNone(of wards: [String]) -> String? {
        guard let ward = field(.ward) else { return nil }
        let name = "\"\(ward.replacing("\"", with: "\"\""))\""
        // Whole numbers have lost the zeros that ward codes begin with.
        let isText = schema.fields.first { $0.name == ward }?.type == .text
        let list = wards.map { code in
            isText ? "'\(code.replacing("'", with: "''"))'" : Int(code).map(String.init) ?? "NULL"
        }
        return "\(name) IS NULL OR \(name) NOT IN (\(list.joined(separator: ", ")))"
    }

    /// Whether any feature fulfils a condition.
    public func hasFeatures(where condition: String?) throws(ReadingError) -> Bool {
        do throws(GDALError) {
            let index = source.dataset.layerNames.firstIndex(of: schema.name) ?? 0
            return try source.dataset.withLayer(at: index) { layer throws(GDALError) in
                try layer.setFilter(condition)
                let count = try layer.featureCount()
                try layer.setFilter(nil)
                return count > 0
            }
        } catch {
            throw ReadingError(.unusableData, error.description)
        }
    }

    /// The field of a role.
    public func field(_ role: FieldRole) -> String? { fields.first { $0.role == role }?.field }

    /// Writes `<ward>.gpkg` into a folder for each ward.
    /// - Throws: `ReadingError` where the source is damaged, or a file cannot be written.
    public func write(
        to folder: String, _ settings: GeoPackageParting.Settings, lanes: Int
    ) throws(ReadingError) -> Outcome {
        guard let ward = field(.ward) else { return .unusual("no field holds a ward code") }
        var settings = settings
        // Whole numbers have lost the zeros that ward codes begin with.
        if schema.fields.first(where: { $0.name == ward })?.type != .text { settings.digits = 5 }
        do throws(GDALError) {
            let parting = try GeoPackageParting(of: source.dataset, layer: schema, by: ward, settings)
            let outcome = try parting.write(to: folder, lanes: lanes)
            if outcome.parts.isEmpty { return .unusual("it has no features") }
            return .parted(outcome, notes: notes + MapParting.notes(outcome, place, field: ward))
        } catch {
            if error.code == .badRequest { return .unusual(error.messages.joined(separator: "; ")) }
            throw ReadingError(.unusableData, error.description)
        }
    }

    private var place: String { "\(source.name): layer \"\(schema.name)\"" }

    private static func notes(
        _ outcome: GeoPackageParting.Outcome, _ place: String, field: String
    ) -> [ReadingNote] {
        var notes: [ReadingNote] = []
        if outcome.withoutValue > 0 { notes.append(.withoutWard(place, field: field, count: outcome.withoutValue)) }
        if let first = outcome.firstUnusableValue {
            notes.append(.unusableWard(place, field: field, count: outcome.withUnusableValue, first: first))
        }
        return notes
    }
}
