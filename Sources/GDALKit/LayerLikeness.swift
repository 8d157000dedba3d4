import CGDAL

/// Which field of a written layer stands for which field of the layer that it was made like.
struct LayerLikeness {
    /// Fields of the source; those that the format has no field for have a nil number.
    private(set) var fields: [(source: FieldDefinition, number: Int32?)] = []
    private(set) var changes: [FieldChange] = []
    /// Whether the layer was made for more types of geometry than the source's.
    let isWidened: Bool

    init(isWidened: Bool) { self.isWidened = isWidened }

    mutating func add(_ source: FieldDefinition, _ written: FieldDefinition?, number: Int32?) {
        fields.append((source, number))
        if let written, source.isKept(by: written) { return }
        changes.append(FieldChange(source, written))
    }

    /// For each field of a source the number of the field that takes its values, or -1: as GDAL wants it.
    func map(from source: borrowing Layer, at place: GDALPlace) throws(GDALError) -> [Int32] {
        var numbers: [Int32] = []
        for field in source.schema.fields {
            guard let (expected, number) = fields.first(where: { $0.source.name == field.name }) else {
                throw GDALError(
                    .badRequest, call: "OGR_F_SetFromWithMap", at: source.place,
                    messages: ["its field \"\(field.name)\" has no place in the layer that is written"])
            }
            guard field.isTaken(by: expected) else {
                throw GDALError(
                    .badRequest, call: "OGR_F_SetFromWithMap", at: source.place,
                    messages: [
                        "its field \"\(field.name)\" is of type \(field.type.rawValue), the layer that is written "
                            + "has it as \(expected.type.rawValue)"
                    ])
            }
            numbers.append(number ?? -1)
        }
        return numbers
    }
}

extension LayerLikeness {
    /// Layer creation options with which a driver keeps most of a source.
    static func options(for source: LayerSchema, driver: String) -> [String] {
        switch driver {
        case "GPKG": columnOptions(for: source)
        case "FlatGeobuf": ["SPATIAL_INDEX=NO"]
        case "ESRI Shapefile": ["ENCODING=UTF-8"]
        default: []
        }
    }

    /// The source's columns for feature id and geometry, or columns of names that no field has.
    private static func columnOptions(for source: LayerSchema) -> [String] {
        let taken = Set(source.fields.map { $0.name.lowercased() })
        func free(_ name: String?, or usual: String) -> String {
            let name = name.flatMap { $0.isEmpty ? nil : $0 } ?? usual
            var choice = name
            var number = 1
            while taken.contains(choice.lowercased()) {
                number += 1
                choice = "\(name)_\(number)"
            }
            return choice
        }
        return [
            "FID=" + free(source.fidColumn, or: "fid"), "GEOMETRY_NAME=" + free(source.geometryColumn, or: "geom"),
        ]
    }
}

extension [String] {
    /// These options (`NAME=value`), and of the others those that are not among them.
    func completed(by others: [String]) -> [String] {
        func name(_ option: String) -> String { String(option.prefix { $0 != "=" }).uppercased() }
        let given = Set(map(name))
        return self + others.filter { !given.contains(name($0)) }
    }
}
