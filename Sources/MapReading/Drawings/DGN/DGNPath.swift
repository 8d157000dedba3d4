import Foundation
import GDALKit

/// The vertices of a line as it is read, in master units.
struct DGNPath {
    var xs: [Double] = []
    var ys: [Double] = []
    /// Whether it was drawn by corners; the ends of arcs and curves are computed and go after them.
    var isStraight = true

    /// A line of no length, which is how MicroStation draws a point.
    var isPoint: Bool { xs.count < 2 || (xs.allSatisfy { $0 == xs[0] } && ys.allSatisfy { $0 == ys[0] }) }

    mutating func add(_ x: Double, _ y: Double) {
        xs.append(x)
        ys.append(y)
    }

    /// Goes on along another path, which begins or ends where this one ends.
    /// - Returns: the path so far when they do not meet; it begins anew.
    mutating func join(_ next: DGNPath, within joint: Double) -> DGNPath? {
        guard let x = xs.last, let y = ys.last else {
            self = next
            return nil
        }
        func isNear(_ i: Int) -> Bool { hypot(next.xs[i] - x, next.ys[i] - y) <= joint }
        var next = next
        let last = next.xs.count - 1
        guard last >= 0 else { return nil }
        if !isNear(0) {
            guard isNear(last) else {
                let whole = self
                self = next
                return whole
            }
            next.xs.reverse()
            next.ys.reverse()
        }
        if next.isStraight, !isStraight {
            xs[xs.count - 1] = next.xs[0]
            ys[ys.count - 1] = next.ys[0]
        }
        xs.append(contentsOf: next.xs.dropFirst())
        ys.append(contentsOf: next.ys.dropFirst())
        isStraight = next.isStraight
        return nil
    }

    /// Ends where it begins.
    mutating func close(within joint: Double) {
        guard let x = xs.first, let y = ys.first, let lastX = xs.last, let lastY = ys.last else { return }
        if lastX == x, lastY == y { return }
        if xs.count > 3, hypot(lastX - x, lastY - y) <= joint {
            xs[xs.count - 1] = x
            ys[ys.count - 1] = y
        } else {
            add(x, y)
        }
    }
}

/// Where the points of a file can lie, in master units.
struct DGNReachOfPlane {
    let originX: Double
    let originY: Double
    let half: Double

    init(_ header: DGNHeader) {
        originX = header.originX
        originY = header.originY
        half = 2_147_483_648 / header.unitsPerMaster
    }

    func contains(_ x: Double, _ y: Double) -> Bool { abs(x - originX) <= half && abs(y - originY) <= half }
}

extension DGNDrawingReader {
    /// The vertices of a line, a line string, a shape, or the poles of a spline.
    /// - Returns: nil when there are none.
    func straightPath(_ element: borrowing DGNElement) -> DGNPath? {
        let vertices = element.vertices
        let count = vertices.count / 3
        guard count >= 2 else { return nil }
        var path = DGNPath()
        path.xs = Array(unsafeUninitializedCapacity: count) { xs, filled in
            for i in 0..<count { xs.initializeElement(at: i, to: vertices[3 * i]) }
            filled = count
        }
        path.ys = Array(unsafeUninitializedCapacity: count) { ys, filled in
            for i in 0..<count { ys.initializeElement(at: i, to: vertices[3 * i + 1]) }
            filled = count
        }
        if element.type == .shape { path.close(within: 0) }
        return path
    }

    /// The chords of an arc or an ellipse.
    mutating func stroke(_ arc: DGNArc) -> DGNPath? {
        guard arc.x.isFinite, arc.y.isFinite, arc.primary.isFinite, arc.secondary.isFinite, arc.sweep.isFinite
        else { return nil }
        var path = DGNPath()
        path.isStraight = false
        let isWhole = abs(arc.sweep) > 2 * .pi - 1e-9
        let isDone = stroker.arc(
            from: arc.start, sweep: arc.sweep, reach: max(abs(arc.primary), abs(arc.secondary)), isWhole: isWhole,
            at: { angle in
                let (a, b) = (arc.primary * cos(angle), arc.secondary * sin(angle))
                return (arc.x + a * arc.axes.ux + b * arc.axes.vx, arc.y + a * arc.axes.uy + b * arc.axes.vy)
            }, to: { path.add($0, $1) })
        return isDone && isInPlane(path) ? path : nil
    }

    /// Whether a path lies in the plane of 32 bits, as everything in a file must; damaged numbers lead far out of it.
    private func isInPlane(_ path: DGNPath) -> Bool {
        zip(path.xs, path.ys).allSatisfy { x, y in plane.contains(x, y) }
    }

    /// The chords of a curve through points.
    mutating func strokeCurve(_ vertices: UnsafeBufferPointer<Double>) -> DGNPath? {
        let indices = 0..<vertices.count / 3
        guard let curve = PointCurve(xs: indices.map { vertices[3 * $0] }, ys: indices.map { vertices[3 * $0 + 1] })
        else { return nil }
        var path = DGNPath()
        let isDone = stroker.curve(over: curve.breaks, at: { curve.point($0) }, to: { path.add($0, $1) })
        return isDone && isInPlane(path) ? path : nil
    }

    /// The chords of a B-spline whose parts have been read.
    mutating func strokeSpline(_ spline: DGNSpline, _ group: DGNGroup) -> DGNPath? {
        let poles = group.path
        guard poles.xs.count == spline.poleCount, group.knots.count == max(0, spline.knotCount),
            let curve = SplineCurve(
                order: spline.order, isClosed: spline.isClosed, xs: poles.xs, ys: poles.ys,
                inner: spline.knotCount > 0 ? group.knots : nil, weights: spline.isRational ? group.weights : nil)
        else { return nil }
        var path = DGNPath()
        path.isStraight = false
        let isDone = stroker.curve(over: curve.breaks, at: { curve.point($0) }, to: { path.add($0, $1) })
        if spline.isClosed { path.close(within: joint) }
        return isDone && isInPlane(path) ? path : nil
    }
}
