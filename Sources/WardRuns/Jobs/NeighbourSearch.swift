import GDALKit

/// Finds which wards may touch each other, by the extents of their maps.
struct NeighbourSearch {
    /// Wards whose extents come nearer are neighbours.
    private static let reachMetres = 250.0

    private struct Extent {
        var box: LayerExtent
        /// Of the map's coordinates; extents in different ones are not compared.
        var crs: String?
    }

    private let extents: [Extent?]
    /// The CRS of most maps where they are in several; nil where all are in one.
    let commonCRS: String?

    /// - Parameter layer: of each map; nil takes the first with an extent.
    init(_ wards: [WardSource], layer: String?) {
        extents = wards.map { NeighbourSearch.extent(of: $0.map, layer: layer) }
        var counts: [String: Int] = [:]
        for extent in extents { if let crs = extent?.crs { counts[crs, default: 0] += 1 } }
        commonCRS = counts.count < 2 ? nil : counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Names the neighbours of each ward, ascending.
    func mark(_ wards: inout [WardSource]) {
        for i in wards.indices {
            guard let own = extents[i] else { continue }
            wards[i].neighbours = wards.indices.compactMap { j in
                guard j != i, let other = extents[j], NeighbourSearch.mayTouch(own, other) else { return nil }
                return WardSource.Neighbour(code: wards[j].code, map: wards[j].map)
            }
        }
    }

    private static func mayTouch(_ a: Extent, _ b: Extent) -> Bool {
        if a.crs != b.crs { return true }
        let isInDegrees = max(abs(a.box.maxX), abs(a.box.maxY)) <= 180
        let reach = isInDegrees ? reachMetres / 100_000 : reachMetres
        return a.box.minX <= b.box.maxX + reach && b.box.minX <= a.box.maxX + reach
            && a.box.minY <= b.box.maxY + reach && b.box.minY <= a.box.maxY + reach
    }

    /// Nil for what cannot be read, or is empty: the ward's own steps say why.
    private static func extent(of map: String, layer wanted: String?) -> Extent? {
        guard let dataset = try? Dataset(opening: map) else { return nil }
        for (index, name) in dataset.layerNames.enumerated() where wanted == nil || name == wanted {
            let found = dataset.withLayer(at: index) { layer -> Extent? in
                guard layer.schema.geometryType.mayHoldPolygons, let box = layer.extent() else { return nil }
                return Extent(box: box, crs: layer.schema.crs.map { $0.authority ?? $0.name })
            }
            if let found { return found }
        }
        return nil
    }
}
