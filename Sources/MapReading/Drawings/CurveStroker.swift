import Foundation

/// Replaces curves by chords that leave them by no more than a tolerance.
///
/// A damaged file could ask for chords without end: they are limited to `budget` vertices for one drawing.
struct CurveStroker {
    /// The largest distance between a curve and its chords, in the drawing's units.
    let tolerance: Double
    private(set) var budget = 5_000_000
    /// Curves that were replaced.
    private(set) var count = 0

    /// Halvings of one stretch of a curve.
    private static let depth = 10

    init(tolerance: Double) { self.tolerance = tolerance }

    /// A point as it is collected.
    typealias Sink = (_ x: Double, _ y: Double) -> Void

    /// The vertices of an arc, with both ends.
    /// - Parameters:
    ///   - reach: the longer half axis.
    ///   - point: the point at an angle.
    /// - Returns: false when it would take too many.
    mutating func arc(
        from start: Double, sweep: Double, reach: Double, isWhole: Bool, at point: (Double) -> (x: Double, y: Double),
        to sink: Sink
    ) -> Bool {
        // The sagitta of a chord over the angle a is r (1 - cos(a / 2)), nearly r a² / 8.
        let step = reach > tolerance ? 2 * (2 * tolerance / reach).squareRoot() : .pi / 4
        let chords = max(isWhole ? 8.0 : 1.0, (abs(sweep) / min(step, .pi / 4)).rounded(.up))
        guard spend(chords) else { return false }
        let first = point(start)
        sink(first.x, first.y)
        for k in 1...Int(chords) {
            if isWhole, k == Int(chords) {
                sink(first.x, first.y)
            } else {
                let p = point(start + sweep * Double(k) / chords)
                sink(p.x, p.y)
            }
        }
        count += 1
        return true
    }

    /// The vertices of a curve over stretches of its parameter, with both ends.
    /// - Parameter breaks: the ends of the stretches, rising.
    /// - Returns: false when it would take too many.
    mutating func curve(
        over breaks: [Double], at point: (Double) -> (x: Double, y: Double), to sink: Sink
    ) -> Bool {
        guard let first = breaks.first, spend(Double(breaks.count)) else { return false }
        var last = point(first)
        sink(last.x, last.y)
        for (a, b) in zip(breaks, breaks.dropFirst()) where b > a {
            let end = point(b)
            guard halve(a, last, b, end, CurveStroker.depth, point, sink) else { return false }
            last = end
        }
        count += 1
        return true
    }

    private mutating func halve(
        _ a: Double, _ start: (x: Double, y: Double), _ b: Double, _ end: (x: Double, y: Double), _ depth: Int,
        _ point: (Double) -> (x: Double, y: Double), _ sink: Sink
    ) -> Bool {
        let middle = (a + b) / 2
        let half = point(middle)
        if depth > 0,
            isFar(half, start, end) || isFar(point((a + middle) / 2), start, end)
                || isFar(point((middle + b) / 2), start, end)
        {
            return halve(a, start, middle, half, depth - 1, point, sink)
                && halve(middle, half, b, end, depth - 1, point, sink)
        }
        guard spend(1) else { return false }
        sink(end.x, end.y)
        return true
    }

    /// Whether a point is further from the chord than the tolerance.
    private func isFar(
        _ p: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> Bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let (px, py) = (p.x - a.x, p.y - a.y)
        let length = dx * dx + dy * dy
        let share = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        return hypot(px - share * dx, py - share * dy) > tolerance
    }

    private mutating func spend(_ vertices: Double) -> Bool {
        guard vertices <= Double(budget) else { return false }
        budget -= Int(vertices)
        return true
    }
}

/// A spline through points, as MicroStation's curve element draws it (Intergraph Standard File Formats, type 11).
struct PointCurve {
    private let xs: [Double]
    private let ys: [Double]
    /// The parameter of the curve is its number of stretches from the first point that is drawn.
    let breaks: [Double]

    /// - Parameters xs, ys: the points; the first two and the last two only say how it begins and ends.
    init?(xs: [Double], ys: [Double]) {
        guard xs.count == ys.count, xs.count >= 6 else { return nil }
        self.xs = xs
        self.ys = ys
        breaks = (0...xs.count - 5).map(Double.init)
    }

    func point(_ t: Double) -> (x: Double, y: Double) {
        let k = min(2 + Int(t), xs.count - 4)
        let length = stretch(k)
        guard length > 0 else { return (xs[k], ys[k]) }
        let d = (t - Double(k - 2)) * length
        return (value(xs, k, d, length), value(ys, k, d, length))
    }

    private func value(_ v: [Double], _ k: Int, _ d: Double, _ length: Double) -> Double {
        let (start, end) = (slope(v, k), slope(v, k + 1))
        let rise = (v[k + 1] - v[k]) / length
        let b = (3 * rise - 2 * start - end) / length
        let a = (start + end - 2 * rise) / (length * length)
        return ((a * d + b) * d + start) * d + v[k]
    }

    /// The slope at a point, from the four stretches around it.
    private func slope(_ v: [Double], _ k: Int) -> Double {
        func rise(_ k: Int) -> Double {
            let length = stretch(k)
            return length > 0 ? (v[k + 1] - v[k]) / length : 0
        }
        let (before, after) = (abs(rise(k - 1) - rise(k - 2)), abs(rise(k + 1) - rise(k)))
        return before + after > 0
            ? (rise(k - 1) * after + rise(k) * before) / (before + after) : (rise(k + 1) + rise(k)) / 2
    }

    private func stretch(_ k: Int) -> Double {
        k >= 0 && k + 1 < xs.count ? hypot(xs[k + 1] - xs[k], ys[k + 1] - ys[k]) : 0
    }
}

/// A B-spline curve in the plane, rational or not.
struct SplineCurve {
    private let order: Int
    /// The poles, with those of a closed curve once more at its end: x times weight, y times weight, weight.
    private let poles: [(x: Double, y: Double, w: Double)]
    private let knots: [Double]
    /// The parameters between which it is one polynomial, from 0 to 1.
    let breaks: [Double]

    /// - Parameters:
    ///   - order: the degree and one.
    ///   - inner: the knots between 0 and 1; nil where they are evenly spread.
    ///   - weights: one for each pole; nil where all are 1.
    /// - Returns: nil when the numbers do not fit together.
    init?(order: Int, isClosed: Bool, xs: [Double], ys: [Double], inner: [Double]?, weights: [Double]?) {
        let count = xs.count
        guard order >= 2, count == ys.count, count >= (isClosed ? 3 : order), weights.map({ $0.count == count }) ?? true
        else { return nil }
        // A stretch begins at each pole of a closed curve; an open one has so many fewer as its ends take.
        let stretches = isClosed ? count : count - order + 1
        let between = inner ?? (1..<max(stretches, 1)).map { Double($0) / Double(stretches) }
        guard between.count == stretches - 1, zip(between, between.dropFirst()).allSatisfy({ $0 <= $1 }),
            between.allSatisfy({ (0...1).contains($0) })
        else { return nil }
        var poles = (0..<count).map { i in
            let w = weights?[i] ?? 1
            return (x: xs[i] * w, y: ys[i] * w, w: w)
        }
        let domain = [0] + between + [1]
        var knots = domain
        if isClosed {
            for i in 0..<order - 1 { poles.append(poles[i % count]) }
            // Before 0 and behind 1 the stretches repeat.
            for i in 1..<order {
                let turns = (i + count - 1) / count
                let rest = turns * count - i
                knots.insert(domain[rest] - Double(turns), at: 0)
                knots.append(domain[i % count] + Double(1 + i / count))
            }
        } else {
            knots = Array(repeating: 0, count: order - 1) + domain + Array(repeating: 1, count: order - 1)
        }
        self.order = order
        self.poles = poles
        self.knots = knots
        breaks = domain
    }

    /// The point at a parameter, by de Boor's scheme.
    func point(_ t: Double) -> (x: Double, y: Double) {
        let last = poles.count - 1
        var span = order - 1
        while span < last, knots[span + 1] <= t { span += 1 }
        var d = (0..<order).map { poles[span - order + 1 + $0] }
        for r in 1..<order {
            for j in stride(from: order - 1, through: r, by: -1) {
                let i = span - order + 1 + j
                let width = knots[i + order - r] - knots[i]
                let share = width > 0 ? (t - knots[i]) / width : 0
                d[j] = (
                    x: d[j - 1].x + share * (d[j].x - d[j - 1].x), y: d[j - 1].y + share * (d[j].y - d[j - 1].y),
                    w: d[j - 1].w + share * (d[j].w - d[j - 1].w)
                )
            }
        }
        let end = d[order - 1]
        return end.w != 0 ? (end.x / end.w, end.y / end.w) : (end.x, end.y)
    }
}
