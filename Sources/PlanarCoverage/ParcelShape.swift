extension RingStore {
    func slices(ofParcel p: Int) -> [ArraySlice<GridPoint>] {
        rings(ofParcel: p).map { points[points(ofRing: $0)] }
    }

    /// A point well inside a parcel, or nil where it is thinner than two grid units or has no rings.
    ///
    /// It is the same wherever the rings begin, however they turn and whatever vertices stand on straight lines: names are
    /// made of it.
    public func innerPoint(ofParcel p: Int) -> FinePoint? { FaceShape(canonical: slices(ofParcel: p))?.innerPoint() }

    /// Centre of gravity of a parcel, in grid units.
    public func centroid(ofParcel p: Int) -> (x: Double, y: Double) {
        PlanarCoverage.centroid(of: polygons(ofParcel: p))
    }

    /// A parcel's rings.
    public func polygons(ofParcel p: Int) -> GridPolygons { slices(ofParcel: p).map { Array($0) } }

    /// Length of a parcel's rings, in grid units.
    public func perimeter(ofParcel p: Int) -> Double {
        var sum = 0.0
        points.withUnsafeBufferPointer { points in
            for r in rings(ofParcel: p) {
                let range = self.points(ofRing: r)
                var a = points[range.upperBound - 1]
                for i in range {
                    let b = points[i]
                    let dx = Double(b.x) - Double(a.x)
                    let dy = Double(b.y) - Double(a.y)
                    sum += (dx * dx + dy * dy).squareRoot()
                    a = b
                }
            }
        }
        return sum
    }

    /// The diameter of the largest circle in a parcel, in grid units.
    public func width(ofParcel p: Int) -> Double {
        FaceShape(canonical: slices(ofParcel: p)).map { FaceWidth.width($0) } ?? 0
    }

    /// A parcel's rings in the one form that all copies of the same point set share: no vertex on a straight line, each
    /// ring from its least vertex, rings in order.
    public func canonicalRings(ofParcel p: Int) -> GridPolygons {
        var result: GridPolygons = []
        for ring in slices(ofParcel: p) {
            let corners = RingStore.corners(Array(ring))
            guard let least = corners.indices.min(by: { corners[$0] < corners[$1] }) else { continue }
            result.append(Array(corners[least...] + corners[..<least]))
        }
        result.sort { a, b in
            for (p, q) in zip(a, b) where p != q { return p < q }
            return a.count < b.count
        }
        return result
    }

    private static func corners(_ ring: [GridPoint]) -> [GridPoint] {
        ring.indices.compactMap { i in
            let before = ring[i == 0 ? ring.count - 1 : i - 1]
            let after = ring[i + 1 == ring.count ? 0 : i + 1]
            return orientation(before, ring[i], after) == 0 ? nil : ring[i]
        }
    }
}
