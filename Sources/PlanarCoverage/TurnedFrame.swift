/// Axes that lie along a shape: u is the principal direction of its corners, v is across.
struct TurnedFrame {
    private let cosine: Double
    private let sine: Double

    /// - Precondition: there is an edge.
    init(along edges: [FaceShape.Edge]) {
        var mx = 0.0
        var my = 0.0
        for e in edges {
            mx += e.ax
            my += e.ay
        }
        mx /= Double(edges.count)
        my /= Double(edges.count)
        var xx = 0.0
        var xy = 0.0
        var yy = 0.0
        for e in edges {
            xx += (e.ax - mx) * (e.ax - mx)
            xy += (e.ax - mx) * (e.ay - my)
            yy += (e.ay - my) * (e.ay - my)
        }
        // The principal direction of the corners: half the angle of (xx - yy, 2 xy), by half-angle formulas.
        let d = xx - yy
        let r = (d * d + 4 * xy * xy).squareRoot()
        if r > 0 {
            let c2 = d / r
            cosine = ((1 + c2) / 2).squareRoot()
            let s = ((1 - c2) / 2).squareRoot()
            sine = xy < 0 ? -s : s
        } else {
            cosine = 1
            sine = 0
        }
    }

    @inline(__always)
    func turned(_ x: Double, _ y: Double) -> (u: Double, v: Double) {
        (x * cosine + y * sine, y * cosine - x * sine)
    }

    @inline(__always)
    func turned(_ e: FaceShape.Edge) -> FaceShape.Edge {
        let a = turned(e.ax, e.ay)
        let b = turned(e.bx, e.by)
        return FaceShape.Edge(ax: a.u, ay: a.v, bx: b.u, by: b.v)
    }

    @inline(__always)
    func turnedBack(_ u: Double, _ v: Double) -> (x: Double, y: Double) {
        (u * cosine - v * sine, v * cosine + u * sine)
    }
}
