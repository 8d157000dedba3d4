import GDALKit

/// Where the findings of a reconciliation lie: the layer `findings` of its GeoPackage, by id.
struct FindingPlaces {
    struct Place {
        /// Metres of the working CRS.
        var at: (x: Double, y: Double)
        /// Of the parcels in the map that was compared.
        var fids: [Int64]
    }

    private var places: [String: Place] = [:]

    subscript(_ id: String) -> Place? { places[id] }

    /// - Throws: `RunFolderError`.
    init(_ path: String) throws {
        do {
            let dataset = try Dataset(opening: path, drivers: ["GPKG"])
            guard let index = dataset.layerNames.firstIndex(of: "findings") else { return }
            try dataset.withLayer(at: index) { layer throws in
                try layer.keepFields(["id", "fids"])
                try layer.withBatches { source in
                    guard let geometry = source.geometryColumn, let id = source.column(named: "id"),
                        let fids = source.column(named: "fids")
                    else { return }
                    while let batch = try source.next() {
                        batch.withColumn(id) { ids in
                            batch.withColumn(fids) { fids in
                                batch.withColumn(geometry) { points in
                                    for row in 0..<ids.count {
                                        guard let id = ids.text(row), let at = Self.point(points.bytes(row)) else {
                                            continue
                                        }
                                        places[id] = Place(at: at, fids: Self.numbers(fids.text(row) ?? ""))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        } catch {
            throw RunFolderError(.unusable, "\(path) cannot be read (\(error)); run reconcile again, or take it away")
        }
    }

    /// The coordinates of little-endian WKB of a point.
    private static func point(_ wkb: UnsafeRawBufferPointer?) -> (x: Double, y: Double)? {
        guard let wkb, wkb.count >= 21, wkb[0] == 1, wkb[1] == 1 else { return nil }
        func ordinate(_ offset: Int) -> Double {
            Double(bitPattern: UInt64(littleEndian: wkb.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        let (x, y) = (ordinate(5), ordinate(13))
        return x.isFinite && y.isFinite ? (x, y) : nil
    }

    /// The numbers of a JSON list of them.
    private static func numbers(_ text: String) -> [Int64] {
        text.split { !$0.isASCII || !($0.isNumber || $0 == "-") }.compactMap { Int64($0) }
    }
}
