import GDALKit
import PROJKit

/// A layer that will be read, and how.
struct LayerPlan {
    let source: OpenSource
    let index: Int
    let schema: LayerSchema
    let choices: [FieldChoice]
    /// Features that pass the filter, as the format states it.
    let statedCount: Int
    var coordinates: LayerCoordinates

    var place: String { coordinates.place }

    /// Looks at a layer and prepares it for reading: its filter, and no fields but the ones that are needed.
    init(
        _ source: OpenSource, layer index: Int, options: ReadingOptions, notes: inout [ReadingNote]
    ) throws(ReadingError) {
        self.source = source
        self.index = index
        let schema = source.dataset.withLayer(at: index) { $0.schema }
        let place = "\(source.name): layer \"\(schema.name)\""
        try source.refuseCutShapefile(layer: schema.name)
        let choices = try FieldChooser.choose(
            schema, named: options.fields, oldKeys: options.readsOldKeys, source: source.name)
        do {
            let facts = try source.dataset.withLayer(at: index) { layer throws(GDALError) in
                try layer.setFilter(options.filter)
                try layer.keepFields(Set(choices.map(\.field)))
                return (count: try layer.featureCount(), box: layer.extent())
            }
            statedCount = facts.count
            coordinates = LayerCoordinates(place: place, stated: schema.crs, box: facts.box)
        } catch {
            // GeoPackage looks at a filter only when it is used.
            if let filter = options.filter {
                throw ReadingError(.usage, "\(place): --where \"\(filter)\": \(error.messages.joined(separator: "; "))")
            }
            throw ReadingError(error)
        }
        self.schema = schema
        self.choices = choices
        if statedCount == 0 {
            notes.append(.emptyLayer(place))
        } else {
            notes.append(.fields(place, choices))
            if let ward = choices.first(where: { $0.role == .ward }),
                schema.fields.first(where: { $0.name == ward.field })?.type != .text
            {
                notes.append(.paddedWards(place, field: ward.field))
            }
            for choice in choices where !choice.alternatives.isEmpty { notes.append(.alternatives(place, choice)) }
        }
    }

    /// Runs `body` with the layer's batches.
    func withBatches<R>(of size: Int, _ body: (BatchSource) throws -> R) throws -> R {
        try source.dataset.withLayer(at: index) { layer throws in try layer.withBatches(of: size, body) }
    }

    /// The column of the feature ids: the first one, whose name depends on the driver.
    func fidColumn(of batches: BatchSource) -> Int? {
        batches.column(named: schema.fidColumn.isEmpty ? "OGC_FID" : schema.fidColumn)
            ?? batches.column(named: "OGC_FID")
    }
}
