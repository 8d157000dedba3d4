// Checks two polygons, then the parcels of a layer:  swift run Example ../../maps/ward_00004.gpkg
import GDALKit
import PlanarCoverage

/// Little-endian WKB of a polygon with one ring, in metres.
func wkb(_ ring: [(x: Double, y: Double)]) -> [UInt8] {
    var bytes: [UInt8] = [1, 3, 0, 0, 0, 1, 0, 0, 0]
    withUnsafeBytes(of: UInt32(ring.count + 1).littleEndian) { bytes += $0 }
    for point in ring + ring.prefix(1) {
        for value in [point.x, point.y] { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
    }
    return bytes
}

func printFaults(_ name: String, _ parcels: CoverageIntake) throws {
    let units = parcels.grid.unitsPerMetre
    let limits = CoverageLimits(tolerance: 0.015 * units, maxGapWidth: 0.5 * units)
    let faults = try CoverageFaults.find(parcels, wards: nil, limits: limits).faults
    print("\(name): \(parcels.parcelCount) parcels, \(faults.count { $0.kind != .uncovered }) faults")
    for fault in faults where fault.kind == .overlap {
        print("  overlap of \(fault.parcels): \(parcels.grid.squareMetres(doubled: fault.doubledArea)) m²")
    }
}

var pair = CoverageIntake(grid: Grid(aroundX: 0, aroundY: 0))
for ring in [[(0.0, 0.0), (10, 0), (10, 10), (0, 10)], [(9.5, 0), (20, 0), (20, 10), (9.5, 10)]] {
    _ = wkb(ring.map { (x: $0.0, y: $0.1) }).withUnsafeBytes { pair.append(wkb: $0) }
}
try printFaults("Two polygons", pair)

for path in CommandLine.arguments.dropFirst() {
    let map = try Dataset(opening: path)
    try map.withLayer(at: 0) { layer in
        guard let box = layer.extent() else { return }
        var parcels = CoverageIntake(
            grid: Grid(coveringMinX: box.minX, minY: box.minY, maxX: box.maxX, maxY: box.maxY))
        try layer.withBatches { source in
            while let batch = try source.next(), let geometry = source.geometryColumn {
                batch.withColumn(geometry) { column in
                    for row in 0..<column.count {
                        if let wkb = column.bytes(row) { _ = parcels.append(wkb: wkb) }
                    }
                }
            }
        }
        try printFaults(layer.name, parcels)
    }
}
