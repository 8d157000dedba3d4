import Cadastre
import GDALKit
public import PlanarCoverage

/// The outlines that parcels had before an earlier repair: the layer `changes_before` beside the layer that is read.
public struct EarlierOutlines {
    /// WKB in the source's coordinates, by row.
    public private(set) var wkb: [Int32: [UInt8]] = [:]
    /// Rings on the map's grid, by row.
    public private(set) var rings: [Int32: GridPolygons] = [:]

    public init(_ sources: MapSources, map: ParcelMap) throws {
        guard sources.count == 1, sources.hasLayer("changes_before", beside: "parcels") else { return }
        var rows: [Int64: Int32] = [:]
        for (row, fid) in map.columns.fid.enumerated() { rows[fid] = Int32(row) }
        for (fid, bytes) in try sources.rows(ofLayer: "changes_before", idField: "parcel_fid") {
            guard let row = rows[fid], let geometry = SourceGeometry(wkb: bytes) else { continue }
            wkb[row] = bytes
            rings[row] = try geometry.rings.map { ring in
                var xy: [Double] = []
                for vertex in ring { xy += [vertex.x, vertex.y] }
                let points = try sources.gridPoints(xy, layer: 0).compactMap { $0 }
                return points.count > 1 && points.first == points.last ? Array(points.dropLast()) : points
            }
        }
    }
}
