/// Exact tests on grid points. Differences of 32-bit coordinates need 33 bits, their products 66: `Int64` serves
/// while both differences keep under 2³¹, and nearly always they do.

/// Twice the signed area of the triangle a, b, c: positive when c lies left of a → b.
@inlinable @inline(__always)
func orientation(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint) -> Int {
    let abx = Int64(b.x) - Int64(a.x)
    let aby = Int64(b.y) - Int64(a.y)
    let acx = Int64(c.x) - Int64(a.x)
    let acy = Int64(c.y) - Int64(a.y)
    if (abx.magnitude | aby.magnitude | acx.magnitude | acy.magnitude) < 1 << 31 {
        let left = abx &* acy
        let right = aby &* acx
        return left > right ? 1 : (left < right ? -1 : 0)
    }
    let left = Int128(abx) * Int128(acy)
    let right = Int128(aby) * Int128(acx)
    return left > right ? 1 : (left < right ? -1 : 0)
}

/// Whether two segments cross in a point that is inside both.
@inlinable @inline(__always)
func crossProperly(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> Bool {
    let o1 = orientation(a, b, c)
    if o1 == 0 { return false }
    let o2 = orientation(a, b, d)
    if o1 + o2 != 0 { return false }
    let o3 = orientation(c, d, a)
    if o3 == 0 { return false }
    return o3 + orientation(c, d, b) == 0
}

/// The grid pixel (half-open, `[c - 1/2, c + 1/2)`) of the crossing of two segments that cross properly.
func crossingPixel(_ a: GridPoint, _ b: GridPoint, _ c: GridPoint, _ d: GridPoint) -> GridPoint {
    let rx = Int128(b.x) - Int128(a.x)
    let ry = Int128(b.y) - Int128(a.y)
    let sx = Int128(d.x) - Int128(c.x)
    let sy = Int128(d.y) - Int128(c.y)
    var denominator = rx * sy - ry * sx
    var t = (Int128(c.x) - Int128(a.x)) * sy - (Int128(c.y) - Int128(a.y)) * sx
    if denominator < 0 {
        denominator = -denominator
        t = -t
    }
    // a + r · t / denominator, rounded half up: floor((2 · r · t + denominator) / (2 · denominator)).
    // The way from a may be longer than 32 bits; where it ends is between a and b.
    return GridPoint(
        x: Int32(Int64(a.x) + flooredQuotient(2 * rx * t + denominator, 2 * denominator)),
        y: Int32(Int64(a.y) + flooredQuotient(2 * ry * t + denominator, 2 * denominator)))
}

/// The largest integer not above n / d, for d > 0.
@inline(__always)
func flooredQuotient(_ n: Int128, _ d: Int128) -> Int64 {
    if n.magnitude < 1 << 62, d < 1 << 62 {
        let n64 = Int64(n)
        let d64 = Int64(d)
        let q = n64 / d64
        return n64 % d64 < 0 ? q - 1 : q
    }
    let (q, r) = n.quotientAndRemainder(dividingBy: d)
    return Int64(r < 0 ? q - 1 : q)
}

/// Whether a segment passes the half-open pixel of a grid point.
///
/// In doubled coordinates the pixel's sides are odd and the segment's ends even, so ends never lie on a side. The
/// separating axes of a segment and a box are x, y and the segment's normal; of the corners only the lower left
/// one belongs to the pixel.
@inlinable @inline(__always)
func passes(_ a: GridPoint, _ b: GridPoint, pixelOf c: GridPoint) -> Bool {
    // Twice the offset from the pixel's centre: the pixel is [-1, 1) x [-1, 1).
    let ax = 2 * (Int64(a.x) - Int64(c.x))
    let ay = 2 * (Int64(a.y) - Int64(c.y))
    let bx = 2 * (Int64(b.x) - Int64(c.x))
    let by = 2 * (Int64(b.y) - Int64(c.y))
    if max(ax, bx) < -1 || min(ax, bx) >= 1 || max(ay, by) < -1 || min(ay, by) >= 1 { return false }
    let dx = bx - ax
    let dy = by - ay
    if dx == 0 && dy == 0 { return true }
    if (ax.magnitude | ay.magnitude | dx.magnitude | dy.magnitude) < 1 << 30 {
        // side(q) = cross(d, q - a) for the four corners q = (±1, ±1)
        let base = ax &* dy &- ay &* dx
        let lowerLeft = base &- dx &+ dy
        let lowerRight = base &- dx &- dy
        let upperLeft = base &+ dx &+ dy
        let upperRight = base &+ dx &- dy
        let low = min(min(lowerLeft, lowerRight), min(upperLeft, upperRight))
        let high = max(max(lowerLeft, lowerRight), max(upperLeft, upperRight))
        if low > 0 || high < 0 { return false }
        if low < 0 && high > 0 { return true }
        return lowerLeft == 0 && max(ax, bx) >= -1 && min(ax, bx) <= -1 && max(ay, by) >= -1 && min(ay, by) <= -1
    }
    return passesWide(ax, ay, bx, by)
}

@usableFromInline
func passesWide(_ ax: Int64, _ ay: Int64, _ bx: Int64, _ by: Int64) -> Bool {
    let dx = Int128(bx - ax)
    let dy = Int128(by - ay)
    let base = Int128(ax) * dy - Int128(ay) * dx
    let corners = [base - dx + dy, base - dx - dy, base + dx + dy, base + dx - dy]
    let low = corners.min() ?? 0
    let high = corners.max() ?? 0
    if low > 0 || high < 0 { return false }
    if low < 0 && high > 0 { return true }
    return corners[0] == 0 && max(ax, bx) >= -1 && min(ax, bx) <= -1 && max(ay, by) >= -1 && min(ay, by) <= -1
}

/// Twice the area under a → b, counted so that the sum over a counter-clockwise ring is its doubled area.
@inlinable @inline(__always)
func doubledArea(under a: GridPoint, _ b: GridPoint) -> Int128 {
    Int128(Int64(a.x) - Int64(b.x)) * Int128(Int64(a.y) + Int64(b.y))
}
