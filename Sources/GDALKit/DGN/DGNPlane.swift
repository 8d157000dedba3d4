import CGDAL

/// A point in units of resolution.
struct DGNUnitPoint: Hashable {
    var x: Int32
    var y: Int32
}

/// The way from coordinates to the units of a DGN V7 file, and numbers from which dgnlib finds the same units: it cuts
/// off what stands behind the point.
struct DGNPlane {
    var header: DGNHeader

    /// The unit nearest to a point in master units.
    /// - Returns: nil for a point outside the plane, which the library would move to its edge without a word.
    func unit(_ x: Double, _ y: Double) -> DGNUnitPoint? {
        let u = ((x - header.originX) * header.unitsPerMaster).rounded()
        let v = ((y - header.originY) * header.unitsPerMaster).rounded()
        guard abs(u) < Double(Int32.max), abs(v) < Double(Int32.max) else { return nil }
        return DGNUnitPoint(x: Int32(u), y: Int32(v))
    }

    /// - Parameter xy: x, y, x, y...
    /// - Returns: nil when one of them is outside the plane.
    func units(_ xy: [Double]) -> [DGNUnitPoint]? {
        var points: [DGNUnitPoint] = []
        points.reserveCapacity(xy.count / 2)
        for i in stride(from: 0, to: xy.count - 1, by: 2) {
            guard let point = unit(xy[i], xy[i + 1]) else { return nil }
            points.append(point)
        }
        return points
    }

    /// A point in master units of which the library makes this one.
    func vertex(_ point: DGNUnitPoint) -> DGNPoint {
        DGNPoint(
            x: DGNPlane.within(Double(point.x)) / header.unitsPerMaster + header.originX,
            y: DGNPlane.within(Double(point.y)) / header.unitsPerMaster + header.originY, z: 0)
    }

    func vertices(_ points: ArraySlice<DGNUnitPoint>) -> [DGNPoint] { points.map { vertex($0) } }

    /// An angle in degrees of which the library makes the nearest 1/360000.
    static func degrees(_ radians: Double) -> Double {
        within((radians * 180 / .pi * 360_000).rounded()) / 360_000
    }

    private static func within(_ steps: Double) -> Double { steps + (steps < 0 ? -0.25 : 0.25) }
}
