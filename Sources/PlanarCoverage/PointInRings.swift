/// A point between the grid lines, in sixteenths of a unit: the centre of a sliver need not be a grid point.
public struct FinePoint: Hashable, Sendable {
    public var x: Int64
    public var y: Int64

    public static let perUnit: Int64 = 16

    @inlinable
    public init(x: Int64, y: Int64) {
        self.x = x
        self.y = y
    }

    @inlinable
    public init(_ p: GridPoint) {
        self.init(x: Int64(p.x) * FinePoint.perUnit, y: Int64(p.y) * FinePoint.perUnit)
    }

    /// Position in grid units.
    @inlinable
    public var unitsX: Double { Double(x) / Double(FinePoint.perUnit) }
    @inlinable
    public var unitsY: Double { Double(y) / Double(FinePoint.perUnit) }
}

enum PointSide {
    case outside, boundary, inside
}

/// Counts how often a ray from `p` to the right crosses the edge a → b; nil when `p` lies on the edge. Exact.
@inline(__always)
func rayCrossing(_ p: FinePoint, _ a: GridPoint, _ b: GridPoint) -> Bool? {
    let ay = Int64(a.y) &* FinePoint.perUnit &- p.y
    let by = Int64(b.y) &* FinePoint.perUnit &- p.y
    if (ay > 0 && by > 0) || (ay < 0 && by < 0) { return false }
    let ax = Int64(a.x) &* FinePoint.perUnit &- p.x
    let bx = Int64(b.x) &* FinePoint.perUnit &- p.x
    if ay == 0 && by == 0 { return (ax <= 0 && bx >= 0) || (ax >= 0 && bx <= 0) ? nil : false }
    let side: Int
    if (ax.magnitude | ay.magnitude | bx.magnitude | by.magnitude) < 1 << 31 {
        let l = ax &* by
        let r = bx &* ay
        side = l > r ? 1 : (l < r ? -1 : 0)
    } else {
        let l = Int128(ax) * Int128(by)
        let r = Int128(bx) * Int128(ay)
        side = l > r ? 1 : (l < r ? -1 : 0)
    }
    if side == 0 { return nil }
    // Half-open in y, so that a ray through a vertex counts once.
    if (ay > 0) == (by > 0) { return false }
    return by > ay ? side > 0 : side < 0
}

extension RingStore {
    /// Where a point lies against a range of rings, even-odd. Exact.
    func side(of p: FinePoint, rings: Range<Int>) -> PointSide {
        points.withUnsafeBufferPointer { points in
            var inside = false
            for r in rings {
                let range = self.points(ofRing: r)
                var a = points[range.upperBound - 1]
                for i in range {
                    let b = points[i]
                    guard let crosses = rayCrossing(p, a, b) else { return .boundary }
                    if crosses { inside.toggle() }
                    a = b
                }
            }
            return inside ? .inside : .outside
        }
    }

    /// Where a point lies against a parcel, even-odd over all its rings (right for valid parcels).
    func side(of p: FinePoint, parcel: Int) -> PointSide { side(of: p, rings: rings(ofParcel: parcel)) }
}
