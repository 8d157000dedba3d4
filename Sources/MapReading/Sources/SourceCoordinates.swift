import Cadastre
public import PlanarCoverage

/// Writes outlines of the grid with the sources' own coordinates: a vertex that stands where a source has one takes the
/// source's numbers to the last bit, only new ones take those of the grid.
public struct SourceCoordinates {
    private let sources: MapSources
    /// Of the first layer; layers in several CRSs cannot be one map again.
    private var known: [GridPoint: SourceVertex] = [:]
    private var geometries: [Int32: SourceGeometry] = [:]
    private var originals: [Int32: [UInt8]] = [:]

    /// - Parameters:
    ///   - parcels: whose vertices may be taken on by others.
    ///   - changed: which are written anew.
    public init(_ sources: MapSources, parcels: [Int32], changed: [Int32]) throws {
        self.sources = sources
        let isChanged = Set(changed)
        let all = Array(Set(parcels).union(isChanged)).sorted()
        let wkbs = try sources.geometries(ofParcels: all)
        for p in all {
            guard let wkb = wkbs[p], let geometry = SourceGeometry(wkb: wkb) else { continue }
            if isChanged.contains(p) {
                geometries[p] = geometry
                originals[p] = wkb
            }
            for (vertex, at) in try SourceCoordinates.placed(geometry, sources, sources.layer(ofParcel: p)) {
                // Of vertices that fall on one point of the grid the least, whatever the order of the parcels.
                if let other = known[at], (other.x, other.y) <= (vertex.x, vertex.y) { continue }
                known[at] = vertex
            }
        }
    }

    /// The source's bytes of a parcel's geometry.
    public func original(ofParcel p: Int32) -> [UInt8]? { originals[p] }

    /// WKB of a changed parcel, of the source's own type and sense of rotation.
    public func wkb(ofParcel p: Int32, rings: GridPolygons) throws -> [UInt8]? {
        guard let geometry = geometries[p] else { return nil }
        let layer = sources.layer(ofParcel: p)
        var own: [GridPoint: SourceVertex] = [:]
        for (vertex, at) in try SourceCoordinates.placed(geometry, sources, layer) where own[at] == nil {
            own[at] = vertex
        }
        let start = geometry.rings.first?.first
        var polygons: [[[SourceVertex]]] = []
        for ring in rings {
            let isHole = GridArea.doubled(ring) < 0
            var vertices = try vertices(ring, own, layer, withHeights: geometry.hasZ || geometry.hasM)
            if geometry.isClockwise { vertices.reverse() }
            // The ring begins where the source's began, where that corner is still there.
            if let k = vertices.firstIndex(where: { $0.x == start?.x && $0.y == start?.y }) {
                vertices = Array(vertices[k...] + vertices[..<k])
            }
            if isHole && !polygons.isEmpty {
                polygons[polygons.count - 1].append(vertices)
            } else {
                polygons.append([vertices])
            }
        }
        return geometry.wkb(of: polygons)
    }

    /// WKB of an area of the grid in the coordinates of the first layer.
    public func wkb(ofArea rings: GridPolygons) throws -> [UInt8] {
        let shape = SourceGeometry.plainMulti
        var polygons: [[[SourceVertex]]] = []
        for ring in rings {
            let vertices = try vertices(ring, [:], 0)
            if GridArea.doubled(ring) < 0 && !polygons.isEmpty {
                polygons[polygons.count - 1].append(vertices)
            } else {
                polygons.append([vertices])
            }
        }
        return shape.wkb(of: polygons)
    }

    /// A point of the grid in the coordinates of the first layer.
    public func position(_ p: GridPoint) throws -> (x: Double, y: Double) {
        if let vertex = known[p] { return (vertex.x, vertex.y) }
        return try sources.coordinates([p], layer: 0)[0]
    }

    private func vertices(
        _ ring: [GridPoint], _ own: [GridPoint: SourceVertex], _ layer: Int, withHeights: Bool = false
    ) throws -> [SourceVertex] {
        let unknown = ring.filter { own[$0] == nil && known[$0] == nil }
        var new: [GridPoint: SourceVertex] = [:]
        if !unknown.isEmpty {
            for (p, at) in zip(unknown, try sources.coordinates(unknown, layer: layer)) {
                new[p] = SourceVertex(x: at.x, y: at.y)
            }
        }
        return ring.map { p in
            if let vertex = own[p] { return vertex }
            var vertex = known[p] ?? new[p] ?? SourceVertex(x: .nan, y: .nan)
            if !withHeights { return vertex }
            // Heights and measures of a corner that the parcel did not have are those of its nearest one.
            if let nearest = own.values.min(by: {
                let a = ($0.x - vertex.x, $0.y - vertex.y)
                let b = ($1.x - vertex.x, $1.y - vertex.y)
                return a.0 * a.0 + a.1 * a.1 < b.0 * b.0 + b.1 * b.1
            }) {
                vertex.z = nearest.z
                vertex.m = nearest.m
            }
            return vertex
        }
    }

    private static func placed(
        _ geometry: SourceGeometry, _ sources: MapSources, _ layer: Int
    ) throws -> [(vertex: SourceVertex, at: GridPoint)] {
        let vertices = geometry.rings.flatMap { $0 }
        var xy: [Double] = []
        xy.reserveCapacity(2 * vertices.count)
        for vertex in vertices {
            xy.append(vertex.x)
            xy.append(vertex.y)
        }
        return zip(vertices, try sources.gridPoints(xy, layer: layer)).compactMap { vertex, at in
            at.map { (vertex, $0) }
        }
    }
}
