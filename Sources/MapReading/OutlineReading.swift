import Cadastre
import GDALKit
import PROJKit
public import PlanarCoverage

/// Reads ward outlines without a map, as for a city that is made of what its wards have reported.
public enum OutlineReading {
    /// - Parameters:
    ///   - crs: to read into; projected, in metres.
    /// - Returns: the outlines and the grid that they stand on.
    public static func read(
        _ path: String, crs: String, options: ReadingOptions
    ) throws -> (wards: WardLayer, grid: Grid, notes: [ReadingNote]) {
        do {
            var notes: [ReadingNote] = []
            let working = WorkingCRS(system: try CoordinateSystem(crs), metresPerUnit: 1)
            let box = try box(of: path, in: working, options: options)
            let grid = Grid(coveringMinX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY)
            let wards = try WardReader(grid: grid, working: working, mapBox: nil).read(
                path, options: options, notes: &notes)
            return (wards, grid, notes)
        } catch let error as GDALError {
            throw ReadingError(error)
        } catch let error as PROJError {
            throw ReadingError(.unusableData, error.description)
        }
    }

    private static func box(
        of path: String, in working: WorkingCRS, options: ReadingOptions
    ) throws -> LayerExtent {
        var unsaid: [ReadingNote] = []
        let source = try OpenSource(path, options: options)
        for index in try source.selectLayers(named: nil, notes: &unsaid) {
            let (schema, stated) = source.dataset.withLayer(at: index) { ($0.schema, $0.extent()) }
            let coordinates = LayerCoordinates(
                place: "\(source.name): layer \"\(schema.name)\"", stated: schema.crs, box: stated)
            let system = try CRSPolicy.source(of: coordinates, given: nil, notes: &unsaid)
            if let stated, let box = try WayToWork(from: system, to: working).open().walk(stated) { return box }
        }
        throw ReadingError(.unusableData, "\(source.name): it has no outlines")
    }
}
