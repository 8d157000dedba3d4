import GDALKit
import PlanarCoverage

/// The polygons of a layer that one of our verbs wrote, in metres, each with a text that names it.
struct LayerPolygons {
    let grid: Grid
    /// Polygon `i` is that of `names[i]`.
    let rings: RingStore
    let names: [String]

    /// - Parameters:
    ///   - layer: its name; nil is returned where the file has none of that name, or nothing is in it.
    ///   - field: of the name.
    ///   - filter: OGR's WHERE.
    ///   - stepAcross: the grid is the finest power of ten (metres) that makes no more than so many steps across.
    /// - Throws: `RunFolderError`.
    init?(
        _ path: String, layer: String, field: String, filter: String? = nil, stepsAcross: Double
    ) throws(RunFolderError) {
        do {
            let dataset = try Dataset(opening: path, drivers: ["GPKG"])
            guard let index = dataset.layerNames.firstIndex(of: layer) else { return nil }
            let read = try dataset.withLayer(at: index) { layer throws -> (CoverageIntake, [String])? in
                try layer.setFilter(filter)
                guard let box = layer.extent() else { return nil }
                try layer.keepFields([field])
                var units = 10_000.0
                let across = max(box.maxX - box.minX, box.maxY - box.minY)
                while across * units > stepsAcross, units > 1 { units /= 10 }
                let grid = Grid(
                    unitsPerMetre: units, aroundX: (box.minX + box.maxX) / 2, aroundY: (box.minY + box.maxY) / 2)
                return try layer.withBatches { try LayerPolygons.take($0, on: grid, field) }
            }
            guard let (intake, names) = read, intake.rings.ringCount > 0 else { return nil }
            (grid, rings, self.names) = (intake.grid, intake.rings, names)
        } catch {
            throw RunFolderError(.unusable, "\(path) cannot be read (\(error)); make it anew, or take it away")
        }
    }

    private static func take(
        _ source: BatchSource, on grid: Grid, _ field: String
    ) throws -> (CoverageIntake, [String])? {
        guard let geometry = source.geometryColumn, let column = source.column(named: field) else { return nil }
        var intake = CoverageIntake(grid: grid)
        var names: [String] = []
        while let batch = try source.next() {
            batch.withColumn(column) { values in
                for row in 0..<values.count { names.append(values.text(row) ?? "") }
            }
            batch.withColumn(geometry) { values in
                for row in 0..<values.count {
                    guard let wkb = values.bytes(row) else {
                        intake.appendNull()
                        continue
                    }
                    switch intake.append(wkb: wkb) {
                    case .stored, .empty, .notFinite: break
                    case .notPolygonal, .curved, .beyondReach, .malformed: intake.appendNull()
                    }
                }
            }
        }
        return (intake, names)
    }
}
