/// The width of a face is the diameter of the largest circle inside it, all its rings considered: the one definition
/// for check, repair and report. It never shrinks when the face grows.
///
/// The circle is searched for by branch and bound. The face, turned so that its long axis lies along u, is cut into
/// trapezoids at its corners. In a trapezoid no circle is wider than the longest chord across, and the clearance
/// changes by no more than the distance moved; in a long even sliver the first bound is already the answer.
struct FaceWidth {
    /// Corner-to-corner slabs cost n²; larger faces take `quick` bounds alone.
    static let mostEdges = 600
    /// `circle` ends after so many cells, with the best so far.
    private static let mostLooks = 100_000

    /// A circle of the face in the turned frame.
    struct Circle {
        var u: Double
        var v: Double
        var radius: Double
    }

    private let shape: FaceShape
    /// Edges in the turned frame, `au <= bu`.
    private var turned: [FaceShape.Edge] = []

    private struct Cell {
        var u1: Double
        var u2: Double
        /// Lower and upper side at u1 and at u2.
        var low1: Double
        var low2: Double
        var high1: Double
        var high2: Double
        /// The share of the chord, from the lower side, that the cell takes.
        var from: Double
        var to: Double
        var bound: Double
    }

    init(_ shape: FaceShape) { self.init(shape, in: TurnedFrame(along: shape.edges)) }

    init(_ shape: FaceShape, in frame: TurnedFrame) {
        self.shape = shape
        turned.reserveCapacity(shape.edges.count)
        for e in shape.edges {
            let t = frame.turned(e)
            turned.append(t.ax <= t.bx ? t : FaceShape.Edge(ax: t.bx, ay: t.by, bx: t.ax, by: t.ay))
        }
    }

    /// Bounds that cost nothing: 2 x area / perimeter from below (it proves wide, never narrow); from above the
    /// circle of the same area and the box's shorter side.
    static func quickBounds(_ shape: FaceShape) -> (atLeast: Double, atMost: Double) {
        let area = shape.area
        let atLeast = 2 * area / shape.perimeter
        let side = min(Int64(shape.box.maxX) - Int64(shape.box.minX), Int64(shape.box.maxY) - Int64(shape.box.minY))
        return (atLeast, min(2 * (area / Double.pi).squareRoot(), Double(side)))
    }

    /// Whether the face is wider than a limit (units).
    static func isWider(_ shape: FaceShape, than limit: Double) -> Bool {
        let bounds = quickBounds(shape)
        if bounds.atLeast > limit { return true }
        if bounds.atMost <= limit { return false }
        if shape.edges.count == 3 { return 4 * shape.area / shape.perimeter > limit }
        if shape.edges.count > mostEdges {
            return GriddedFaceWidth(shape).radius(stopAbove: limit / 2).best * 2 > limit
        }
        return FaceWidth(shape).radius(stopAbove: limit / 2) * 2 > limit
    }

    /// The width in units, to a share of itself (half a per cent) or 0.4 units, whichever is more.
    static func width(_ shape: FaceShape, precision: Double = 0.005) -> Double {
        // The circle inscribed in a triangle: r = 2 · area / perimeter.
        if shape.edges.count == 3 { return 4 * shape.area / shape.perimeter }
        if shape.edges.count > mostEdges { return GriddedFaceWidth(shape).radius(stopAbove: nil).best * 2 }
        return FaceWidth(shape).radius(stopAbove: nil, precision: precision) * 2
    }

    /// The largest radius; or, with a limit, any radius above it as soon as one is found, else one not above it.
    private func radius(stopAbove limit: Double?, precision: Double = 0.005) -> Double {
        var best = Circle(u: 0, v: 0, radius: 0)
        var heap = BoundHeap<Cell>()
        for cell in trapezoids() { push(cell, &heap, &best) }
        while let cell = heap.pop() {
            if let limit {
                if best.radius > limit || cell.bound <= limit { break }
            } else if cell.bound <= best.radius + max(0.2, best.radius * precision) {
                break
            }
            let halves = FaceWidth.halves(of: cell)
            push(halves.0, &heap, &best)
            push(halves.1, &heap, &best)
        }
        return best.radius
    }

    /// A circle in the face of which no other is larger by more than the precision (units), or by a tenth of itself in a
    /// face so narrow that the precision says nothing.
    ///
    /// - Parameter start: a circle of the face, to be left only for one that is larger by a quarter of the precision: of
    ///   many equally good places (the ridge of a rectangle) it stays the one.
    func circle(startingAt start: Circle, precision: Double) -> Circle {
        func slack(_ radius: Double) -> Double { min(precision, max(0.05, radius / 10)) }
        var best = start
        var heap = BoundHeap<Cell>()
        func look(_ cell: Cell) {
            var cell = cell
            if cell.bound <= best.radius + slack(best.radius) { return }
            let found = measure(&cell, known: best.radius + slack(best.radius))
            if found.radius > best.radius + slack(best.radius) / 4 { best = found }
            if cell.bound > best.radius + slack(best.radius) { heap.push(cell, bound: cell.bound) }
        }
        var looks = 0
        for cell in trapezoids() { look(cell) }
        while looks < FaceWidth.mostLooks, let cell = heap.pop(), cell.bound > best.radius + slack(best.radius) {
            let halves = FaceWidth.halves(of: cell)
            look(halves.0)
            look(halves.1)
            looks += 2
        }
        return best
    }

    /// A cell cut across its longer extent.
    private static func halves(of cell: Cell) -> (Cell, Cell) {
        var first = cell
        var second = cell
        let tallest = max(cell.high1 - cell.low1, cell.high2 - cell.low2) * (cell.to - cell.from)
        let middle = (cell.from + cell.to) / 2
        // A cell between steep sides leans: it is as long as its middle line.
        let lean = cell.low2 - cell.low1 + (cell.high2 - cell.high1 - cell.low2 + cell.low1) * middle
        if cell.u2 - cell.u1 + abs(lean) >= tallest {
            let u = (cell.u1 + cell.u2) / 2
            first.u2 = u
            first.low2 = (cell.low1 + cell.low2) / 2
            first.high2 = (cell.high1 + cell.high2) / 2
            second.u1 = u
            second.low1 = first.low2
            second.high1 = first.high2
        } else {
            first.to = middle
            second.from = middle
        }
        return (first, second)
    }

    private func push(_ cell: Cell, _ heap: inout BoundHeap<Cell>, _ best: inout Circle) {
        var cell = cell
        let found = measure(&cell, known: best.radius)
        if found.radius > best.radius { best = found }
        if cell.bound > best.radius { heap.push(cell, bound: cell.bound) }
    }

    /// Sets a cell's bound and returns the circle about its centre.
    ///
    /// Bounds: half the longest chord across; the centre's clearance and the way to the furthest corner; and the mean
    /// distance from two edges on opposite sides. A distance from a segment is a convex function, so the mean is
    /// greatest at a corner: along an even sliver, however turned, that bound is the answer itself. It is the dearest, and
    /// not asked for where the others are within `known`: then the cell is done with anyway.
    private func measure(_ cell: inout Cell, known: Double) -> Circle {
        let u = (cell.u1 + cell.u2) / 2
        let low = (cell.low1 + cell.low2) / 2
        let high = (cell.high1 + cell.high2) / 2
        let v = low + (high - low) * (cell.from + cell.to) / 2
        var nearest2 = Double.infinity
        var nearest = 0
        for (i, e) in turned.enumerated() {
            let d = e.distance2(u, v)
            if d < nearest2 {
                nearest2 = d
                nearest = i
            }
        }
        let clearance = nearest2.squareRoot()
        let circle = Circle(u: u, v: v, radius: clearance)
        var reach2 = 0.0
        forEachCorner(of: cell) { cu, cv in reach2 = max(reach2, (cu - u) * (cu - u) + (cv - v) * (cv - v)) }
        let share = cell.from <= 0.5 && cell.to >= 0.5 ? 0.5 : (cell.to < 0.5 ? cell.to : 1 - cell.from)
        let chord = max(cell.high1 - cell.low1, cell.high2 - cell.low2) * share
        cell.bound = min(cell.bound, chord, clearance + reach2.squareRoot())
        if cell.bound <= max(known, clearance) { return circle }
        let first = turned[nearest]
        let towards = first.foot(u, v)
        var opposite2 = Double.infinity
        var opposite = nearest
        for (i, e) in turned.enumerated() {
            let d = e.distance2(u, v)
            if d >= opposite2 { continue }
            let foot = e.foot(u, v)
            let dot = (foot.x - u) * (towards.x - u) + (foot.y - v) * (towards.y - v)
            if dot < -0.5 * (d * nearest2).squareRoot() {
                opposite2 = d
                opposite = i
            }
        }
        if opposite == nearest { return circle }
        let second = turned[opposite]
        var mean = 0.0
        forEachCorner(of: cell) { cu, cv in
            mean = max(mean, (first.distance2(cu, cv).squareRoot() + second.distance2(cu, cv).squareRoot()) / 2)
        }
        cell.bound = min(cell.bound, mean)
        return circle
    }

    @inline(__always)
    private func forEachCorner(of cell: Cell, _ body: (Double, Double) -> Void) {
        body(cell.u1, cell.low1 + (cell.high1 - cell.low1) * cell.from)
        body(cell.u1, cell.low1 + (cell.high1 - cell.low1) * cell.to)
        body(cell.u2, cell.low2 + (cell.high2 - cell.low2) * cell.from)
        body(cell.u2, cell.low2 + (cell.high2 - cell.low2) * cell.to)
    }

    /// The trapezoids between the corners, with their bounds.
    private func trapezoids() -> [Cell] {
        var cuts: [Double] = []
        cuts.reserveCapacity(turned.count * 2)
        for e in turned { cuts.append(e.ax) }
        for e in turned { cuts.append(e.bx) }
        cuts.sort()
        let sorted = turned.sorted { $0.ax < $1.ax }
        var cells: [Cell] = []
        var active: [FaceShape.Edge] = []
        var next = 0
        var u1 = cuts[0]
        var sides: [(low: Double, high: Double)] = []
        for u2 in cuts where u2 > u1 {
            active.removeAll { $0.bx <= u1 }
            while next < sorted.count && sorted[next].ax <= u1 {
                if sorted[next].bx > u1 { active.append(sorted[next]) }
                next += 1
            }
            sides.removeAll(keepingCapacity: true)
            for e in active {
                let slope = (e.by - e.ay) / (e.bx - e.ax)
                sides.append((e.ay + (u1 - e.ax) * slope, e.ay + (u2 - e.ax) * slope))
            }
            sides.sort { $0.low + $0.high < $1.low + $1.high }
            var k = 0
            while k + 1 < sides.count {
                var cell = Cell(
                    u1: u1, u2: u2, low1: sides[k].low, low2: sides[k].high, high1: sides[k + 1].low,
                    high2: sides[k + 1].high, from: 0, to: 1, bound: .infinity)
                cell.bound = max(cell.high1 - cell.low1, cell.high2 - cell.low2) / 2
                cells.append(cell)
                k += 2
            }
            u1 = u2
        }
        return cells
    }
}
