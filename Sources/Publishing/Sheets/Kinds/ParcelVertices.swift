import PlanarCoverage

/// A numbered corner of a parcel, and the edge that leads on from it.
struct ParcelVertex: Hashable, Sendable {
    /// From 1; clockwise from the corner that lies farthest to the north-west, holes behind.
    var number: Int
    /// Metres relative to the grid's origin.
    var x: Double
    var y: Double
    /// Metres to the next corner of the ring.
    var edge: Double
    /// Index of the next corner.
    var next: Int
    var previous: Int
}

extension SheetMap {
    /// The corners of a parcel as surveyors number them: clockwise from the north-west.
    func vertices(ofParcel p: Int) -> [ParcelVertex] {
        var result: [ParcelVertex] = []
        for r in rings.rings(ofParcel: p) {
            // Shells run counter-clockwise in the store.
            var ring = rings.points[rings.points(ofRing: r)].reversed().map {
                (x: Double($0.x) * step, y: Double($0.y) * step)
            }
            guard let start = ring.indices.min(by: { ring[$0].x - ring[$0].y < ring[$1].x - ring[$1].y }) else {
                continue
            }
            ring = Array(ring[start...] + ring[..<start])
            let base = result.count
            for (i, point) in ring.enumerated() {
                let next = (i + 1) % ring.count
                let dx = ring[next].x - point.x
                let dy = ring[next].y - point.y
                result.append(
                    ParcelVertex(
                        number: base + i + 1, x: point.x, y: point.y, edge: (dx * dx + dy * dy).squareRoot(),
                        next: base + next, previous: base + (i + ring.count - 1) % ring.count))
            }
        }
        return result
    }
}
