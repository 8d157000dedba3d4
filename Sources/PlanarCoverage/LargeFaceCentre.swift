/// The largest circle in a face of very many edges: boxes cut in halves, best bound first.
///
/// Each box knows the edges that can be nearest to one of its points, so the first few look at all edges and the many
/// at few. On which side a point lies is told by its nearest edge: no ray through all of them.
struct LargeFaceCentre {
    /// Ends after so many boxes, or so many distances, with the best so far.
    private static let mostLooks = 60_000
    private static let mostDistances = 100_000_000

    private let shape: FaceShape
    private let frame: TurnedFrame
    /// Edges in the turned frame, the face on their left.
    private let edges: [FaceShape.Edge]

    private struct Box {
        var u: Double
        var v: Double
        var halfU: Double
        var halfV: Double
        /// Its edges, as a range of `members`.
        var members: Range<Int>
        var bound: Double
    }

    init(_ shape: FaceShape, in frame: TurnedFrame) {
        self.shape = shape
        self.frame = frame
        edges = shape.edges.map { frame.turned($0) }
    }

    /// A circle in the face of which no other is larger by more than the precision (units), or by a tenth of itself; as
    /// `FaceWidth.circle`.
    func circle(startingAt start: FaceWidth.Circle, precision: Double) -> FaceWidth.Circle {
        var search = Search(edges: edges, best: start, precision: precision)
        // In a long thin face the boxes come down to its width late; the middle of a chord is there at once.
        if let inner = shape.innerPoint() {
            let x = inner.unitsX - Double(shape.origin.x)
            let y = inner.unitsY - Double(shape.origin.y)
            let at = frame.turned(x, y)
            let clearance = shape.clearance(x, y)
            if clearance > search.best.radius + search.slack / 4 {
                search.best = FaceWidth.Circle(u: at.u, v: at.v, radius: clearance)
            }
        }
        return search.run(mostLooks: LargeFaceCentre.mostLooks, mostDistances: LargeFaceCentre.mostDistances)
    }

    private struct Search {
        let edges: [FaceShape.Edge]
        var best: FaceWidth.Circle
        let precision: Double
        private var members: [Int32]
        /// Squared distances of the edges last looked at.
        private var distances: [Double]
        private var heap = BoundHeap<Box>()
        private var distanceCount = 0

        init(edges: [FaceShape.Edge], best: FaceWidth.Circle, precision: Double) {
            self.edges = edges
            self.best = best
            self.precision = precision
            members = edges.indices.map { Int32($0) }
            distances = Array(repeating: 0, count: edges.count)
        }

        var slack: Double { min(precision, max(0.05, best.radius / 10)) }

        mutating func run(mostLooks: Int, mostDistances: Int) -> FaceWidth.Circle {
            var low = (u: Double.infinity, v: Double.infinity)
            var high = (u: -Double.infinity, v: -Double.infinity)
            for e in edges {
                low = (min(low.u, e.ax), min(low.v, e.ay))
                high = (max(high.u, e.ax), max(high.v, e.ay))
            }
            look(
                Box(
                    u: (low.u + high.u) / 2, v: (low.v + high.v) / 2, halfU: (high.u - low.u) / 2,
                    halfV: (high.v - low.v) / 2, members: members.indices, bound: .infinity))
            var looks = 0
            while looks < mostLooks, distanceCount < mostDistances, let box = heap.pop(),
                box.bound > best.radius + slack
            {
                var first = box
                var second = box
                if box.halfU >= box.halfV {
                    first.halfU /= 2
                    second.halfU /= 2
                    first.u -= first.halfU
                    second.u += second.halfU
                } else {
                    first.halfV /= 2
                    second.halfV /= 2
                    first.v -= first.halfV
                    second.v += second.halfV
                }
                look(first)
                look(second)
                looks += 2
            }
            return best
        }

        /// Takes the circle about a box's centre, bounds all others of the box, and keeps the box if that is worth it.
        private mutating func look(_ box: Box) {
            var box = box
            distanceCount += box.members.count
            let near = nearest(box)
            let edge = edges[near.edge]
            let clearance = near.distance2.squareRoot()
            let reach = (box.halfU * box.halfU + box.halfV * box.halfV).squareRoot()
            if near.isInside, clearance > best.radius + slack / 4 {
                best = FaceWidth.Circle(u: box.u, v: box.v, radius: clearance)
            }
            box.bound = min(box.bound, (near.isInside ? clearance : -clearance) + reach)
            if box.bound <= best.radius + slack { return }
            if near.isInside, let opposite = opposite(box, edge, near.distance2) {
                box.bound = min(box.bound, meanBound(box, edge, edges[opposite]))
                if box.bound <= best.radius + slack { return }
            }
            keepNear(&box, within: clearance + 2 * reach)
            heap.push(box, bound: box.bound)
        }

        /// The nearest edge to a box's centre, and whether the face is on that side of it.
        private mutating func nearest(_ box: Box) -> (edge: Int, distance2: Double, isInside: Bool) {
            var best = Double.infinity
            for (k, m) in box.members.enumerated() {
                let d = edges[Int(members[m])].distance2(box.u, box.v)
                distances[k] = d
                if d < best { best = d }
            }
            // Where a corner is nearest, of its edges the one that is seen most squarely knows the side.
            let tie = best * (1 + 1e-9) + 1e-9
            var edge = 0
            var squarest = -1.0
            var isInside = false
            for (k, m) in box.members.enumerated() where distances[k] <= tie {
                let e = edges[Int(members[m])]
                let cross = (e.bx - e.ax) * (box.v - e.ay) - (e.by - e.ay) * (box.u - e.ax)
                let off = abs(cross) / length(e)
                if off > squarest {
                    squarest = off
                    edge = Int(members[m])
                    isInside = cross > 0
                }
            }
            return (edge, best, isInside)
        }

        /// The nearest edge that is seen in about the opposite direction.
        private func opposite(_ box: Box, _ edge: FaceShape.Edge, _ distance2: Double) -> Int? {
            let towards = edge.foot(box.u, box.v)
            var found: Int?
            var least = Double.infinity
            for (k, m) in box.members.enumerated() where distances[k] < least {
                let foot = edges[Int(members[m])].foot(box.u, box.v)
                let dot = (foot.x - box.u) * (towards.x - box.u) + (foot.y - box.v) * (towards.y - box.v)
                if dot < -0.5 * (distances[k] * distance2).squareRoot() {
                    least = distances[k]
                    found = Int(members[m])
                }
            }
            return found
        }

        /// The mean distance from two edges is convex, so it is greatest at a corner of the box.
        private func meanBound(_ box: Box, _ a: FaceShape.Edge, _ b: FaceShape.Edge) -> Double {
            func mean(_ u: Double, _ v: Double) -> Double {
                (a.distance2(u, v).squareRoot() + b.distance2(u, v).squareRoot()) / 2
            }
            let (left, right) = (box.u - box.halfU, box.u + box.halfU)
            let (low, high) = (box.v - box.halfV, box.v + box.halfV)
            return max(max(mean(left, low), mean(left, high)), max(mean(right, low), mean(right, high)))
        }

        /// Leaves a box the edges within a distance of its centre; a list that hardly shrinks is kept as it is.
        private mutating func keepNear(_ box: inout Box, within distance: Double) {
            let limit = distance * distance * (1 + 1e-9)
            let count = (0..<box.members.count).count { distances[$0] <= limit }
            if count * 4 > box.members.count * 3 { return }
            let start = members.count
            for (k, m) in box.members.enumerated() where distances[k] <= limit { members.append(members[m]) }
            box.members = start..<members.count
        }
    }
}
