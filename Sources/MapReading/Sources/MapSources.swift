import Cadastre
public import GDALKit
import PROJKit
import PlanarCoverage

/// The sources of a map that was read, open a second time: for copying their features and looking up geometries.
public final class MapSources {
    private let sources: [(source: OpenSource, layer: Int)]
    private let ways: [WayToWork]
    private let columns: ParcelColumns
    private let grid: Grid
    /// As the files state their CRS, or as it was given: for layers that hold the same coordinates.
    public let crsDefinitions: [String?]
    public let hasFilter: Bool

    /// - Parameter map: what `MapReader` made of the same sources with the same options.
    public init(_ names: [String], options: ReadingOptions, map: ParcelMap) throws {
        do {
            var ignored: [ReadingNote] = []
            var found: [(source: OpenSource, layer: Int)] = []
            for name in names {
                let source = try OpenSource(name, options: options)
                for layer in try source.selectLayers(named: options.layer, notes: &ignored) {
                    try source.dataset.withLayer(at: layer) { layer throws(GDALError) in
                        try layer.setFilter(options.filter)
                    }
                    found.append((source, layer))
                }
            }
            sources = found
        } catch let error as GDALError {
            throw ReadingError(error)
        }
        columns = map.columns
        grid = map.coverage.grid
        ways = map.layerSystems.map { WayToWork(from: $0, to: map.crs) }
        hasFilter = options.filter != nil
        crsDefinitions = zip(sources, map.layerSystems).map { source, system in
            if options.crs != nil { return system.authority ?? system.definition }
            let stated = source.source.dataset.withLayer(at: source.layer) { $0.schema.crs }
            return stated?.wkt ?? system.authority ?? system.definition
        }
        if let layer = map.report.layers.first(where: { $0.duplicateFids > 0 }) {
            throw ReadingError(
                .unusableData,
                "\(layer.source): layer \"\(layer.layer)\": \(layer.duplicateFids) feature ids repeat, so no parcel can be "
                    + "told by its id; export the layer to a new file and name that")
        }
    }

    public var count: Int { sources.count }

    public func name(_ k: Int) -> String { sources[k].source.name }

    /// Runs `body` with the dataset and the layer of a source.
    public func withLayer<R: ~Copyable>(
        _ k: Int, _ body: (borrowing Dataset, borrowing Layer) throws -> R
    ) throws -> R {
        let source = sources[k].source
        return try source.dataset.withLayer(at: sources[k].layer) { layer throws in
            try body(source.dataset, layer)
        }
    }

    /// The geometries of some parcels as the sources have them, curves as chords.
    func geometries(ofParcels parcels: [Int32]) throws -> [Int32: [UInt8]] {
        var found: [Int32: [UInt8]] = [:]
        found.reserveCapacity(parcels.count)
        for (k, source) in columns.sources.enumerated() {
            let range = source.firstParcel..<source.firstParcel + source.parcelCount
            var rows: [Int64: Int32] = [:]
            for p in parcels where range.contains(Int(p)) { rows[columns.fid[Int(p)]] = p }
            if rows.isEmpty { continue }
            try withLayer(k) { _, layer in
                try layer.keepFields([])
                try layer.withBatches(of: 16384) { batches in
                    guard let geometry = batches.geometryColumn,
                        let fid = batches.column(named: layer.schema.fidColumn) ?? batches.column(named: "OGC_FID")
                    else { return }
                    while let batch = try batches.next() {
                        batch.withColumn(fid) { fids in
                            batch.withColumn(geometry) { geometries in
                                for row in 0..<fids.count {
                                    guard let parcel = rows[fids.integer(row) ?? -1], let wkb = geometries.bytes(row)
                                    else { continue }
                                    found[parcel] = [UInt8](wkb)
                                }
                            }
                        }
                    }
                }
                try layer.keepFields(Set(layer.schema.fields.map(\.name)))
            }
        }
        return found
    }

    /// Whether the one source is a layer of this name and has another one beside it.
    func hasLayer(_ name: String, beside read: String) -> Bool {
        let (source, layer) = sources[0]
        let names = source.dataset.layerNames
        return names[layer] == read && names.contains(name)
    }

    /// The geometries of a layer beside the one that is read, by a field of whole numbers.
    func rows(ofLayer name: String, idField: String) throws -> [(id: Int64, wkb: [UInt8])] {
        let dataset = sources[0].source
        guard let index = dataset.dataset.layerNames.firstIndex(of: name) else { return [] }
        return try dataset.dataset.withLayer(at: index) { layer throws in
            try layer.withBatches(of: 16384) { batches in
                var rows: [(id: Int64, wkb: [UInt8])] = []
                guard let ids = batches.column(named: idField), let geometry = batches.geometryColumn else { return [] }
                while let batch = try batches.next() {
                    batch.withColumn(ids) { ids in
                        batch.withColumn(geometry) { geometries in
                            for row in 0..<ids.count {
                                if let id = ids.integer(row), let wkb = geometries.bytes(row) {
                                    rows.append((id, [UInt8](wkb)))
                                }
                            }
                        }
                    }
                }
                return rows
            }
        }
    }

    /// From the layer's coordinates (x, y, x, y...) to metres of the working CRS.
    func metres(_ xy: [Double], layer k: Int) throws -> [(x: Double, y: Double)] {
        var metres = xy
        if !ways[k].isIdentity { try ways[k].open().walk(&metres) }
        return stride(from: 0, to: metres.count, by: 2).map { (metres[$0], metres[$0 + 1]) }
    }

    /// Whether all layers are in one CRS, so that they can be one layer.
    public var areInOneCRS: Bool { Set(crsDefinitions).count <= 1 }

    /// The layer of a parcel, as an index.
    func layer(ofParcel p: Int32) -> Int {
        columns.sources.lastIndex { $0.firstParcel <= Int(p) && $0.parcelCount > 0 } ?? 0
    }

    /// From the layer's coordinates (x, y, x, y...) to points of the grid.
    func gridPoints(_ xy: [Double], layer k: Int) throws -> [GridPoint?] {
        try metres(xy, layer: k).map { $0.x.isFinite && $0.y.isFinite ? grid.point(x: $0.x, y: $0.y) : nil }
    }

    /// From points of the grid to the layer's coordinates.
    func coordinates(_ points: [GridPoint], layer k: Int) throws -> [(x: Double, y: Double)] {
        var xy: [Double] = []
        for p in points { xy += [grid.metresX(p.x), grid.metresY(p.y)] }
        if !ways[k].isIdentity { try ways[k].openBack().walk(&xy) }
        return stride(from: 0, to: xy.count, by: 2).map { (xy[$0], xy[$0 + 1]) }
    }
}
