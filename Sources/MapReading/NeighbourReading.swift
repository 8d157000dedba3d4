import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Reads the parcels of neighbouring wards that lie near a map, onto its grid and behind its own parcels.
struct NeighbourReading {
    let options: ReadingOptions

    /// So near that a neighbour's parcel has part in every fault at a parcel of the map: in its gaps and overlaps, and in
    /// holes of up to three times a parcel's area, whose other side it may border.
    static let reachMetres = 50.0

    func read(into map: inout ParcelMap) throws {
        nameWard(ofRows: 0..<map.columns.count, options.ward, in: &map.columns)
        var surroundings = Surroundings(of: map, ward: options.ward)
        guard let box = surroundings.box else { return }
        for neighbour in options.neighbours {
            do {
                try read(neighbour, near: &surroundings, box, into: &map)
            } catch let error as ReadingError {
                map.report.notes.append(.neighbourLeftOut(neighbour.ward, error.description))
            } catch let error as GDALError {
                map.report.notes.append(.neighbourLeftOut(neighbour.ward, error.description))
            }
        }
        map.columns.level()
        map.report.notes.append(.neighbours(map.neighbours.map { ($0.ward, $0.parcels.count) }))
    }

    private func read(
        _ neighbour: NeighbourMap, near surroundings: inout Surroundings, _ box: LayerExtent, into map: inout ParcelMap
    ) throws {
        var selection = options
        selection.wards = nil
        var unsaid: [ReadingNote] = []
        let source = try OpenSource(neighbour.source, options: selection)
        var part = LayerPart(grid: map.coverage.grid)
        for index in try source.selectLayers(named: options.layer, notes: &unsaid) {
            let plan = try LayerPlan(source, layer: index, options: selection, notes: &unsaid)
            if plan.statedCount == 0 { continue }
            let system = try CRSPolicy.source(of: plan.coordinates, given: options.crs, notes: &unsaid)
            let way = WayToWork(from: system, to: map.crs)
            guard let own = try way.openBack().walk(box) else { continue }
            source.dataset.withLayer(at: index) { $0.setBox(own) }
            let first = part.coverage.parcelCount
            _ = try LayerReading(
                plan: plan, way: way, lanes: options.lanes, batchSize: options.batchSize,
                toleratesFarCoordinates: true, progress: nil
            ).read(into: &part)
            part.columns.sources.append(
                ParcelSource(
                    name: source.name, layer: plan.schema.name, firstParcel: first,
                    parcelCount: part.coverage.parcelCount - first))
            map.layerSystems.append(system)
        }
        part.columns.level()
        let near = (0..<part.coverage.parcelCount).filter { surroundings.hold(part.coverage.rings.box(ofParcel: $0)) }
        if neighbour.ward != NeighbourMap.all { return append(part, near, of: neighbour.ward, to: &map) }
        let byWard = Dictionary(grouping: near) { part.columns.wardCode(ofParcel: $0) ?? "" }
        for (ward, rows) in byWard.sorted(by: { $0.key < $1.key }) { append(part, rows, of: ward, to: &map) }
    }

    private func append(_ part: LayerPart, _ near: [Int], of ward: String, to map: inout ParcelMap) {
        var columns = part.columns
        columns.keepRows(near)
        nameWard(ofRows: 0..<near.count, ward, in: &columns)
        let first = map.columns.count
        for source in columns.sources {
            var source = source
            source.firstParcel += first
            source.neighbour = ward
            map.columns.sources.append(source)
        }
        map.columns.append(contentsOf: columns)
        map.coverage.merge(CoverageIntake(part.coverage, parcels: near.map { Int32($0) }, keepsSuspects: true))
        map.neighbours.append(NeighbourParcels(ward: ward, parcels: first..<first + near.count))
    }

    /// Where a map has no field of wards, its ward is the one that it was said to show.
    private func nameWard(ofRows rows: Range<Int>, _ ward: String?, in columns: inout ParcelColumns) {
        guard let ward, !columns.hasWard else { return }
        columns.ward = Array(repeating: columns.texts.intern(ward), count: rows.count)
    }
}

/// The ground around a map's parcels and around the outline of its ward.
private struct Surroundings {
    private var cells: OccupiedCells
    /// Its ground, as far as the outlines say.
    private var outline: OutlineLocator?
    /// In metres of the working CRS; nil for a map without geometries.
    let box: LayerExtent?

    init(of map: ParcelMap, ward: String?) {
        let grid = map.coverage.grid
        let reach = Int64((NeighbourReading.reachMetres * grid.unitsPerMetre).rounded(.up))
        cells = OccupiedCells(reach: reach)
        cells.enter(map.coverage.rings)
        if let wards = map.wards, let place = wards.codes.firstIndex(where: { $0 == ward }) {
            cells.enterOutline(ofParcel: place, in: wards.rings)
            var line = RingStore()
            line.append(parcel: place, from: wards.rings)
            outline = OutlineLocator(line)
        }
        let all = cells.box
        let margin = 2 * NeighbourReading.reachMetres
        box =
            all.isNothing
            ? nil
            : LayerExtent(
                minX: grid.metresX(all.minX) - margin, minY: grid.metresY(all.minY) - margin,
                maxX: grid.metresX(all.maxX) + margin, maxY: grid.metresY(all.maxY) + margin)
    }

    mutating func hold(_ parcel: GridBox) -> Bool {
        if cells.isNear(parcel) { return true }
        return !parcel.isNothing && outline?.outline(holding: parcel) != nil
    }
}
