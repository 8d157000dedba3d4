/// One face (or region) in local coordinates: its edges with the face on their left, in grid units as doubles from
/// a corner of the face, where they are exact.
struct FaceShape {
    struct Edge {
        var ax: Double
        var ay: Double
        var bx: Double
        var by: Double

        /// The nearest point of the edge.
        @inline(__always)
        func foot(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            let dx = bx - ax
            let dy = by - ay
            let t = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
            return (ax + t * dx, ay + t * dy)
        }

        /// The squared distance of a point.
        @inline(__always)
        func distance2(_ x: Double, _ y: Double) -> Double {
            let dx = bx - ax
            let dy = by - ay
            let px = x - ax
            let py = y - ay
            let t = min(1, max(0, (px * dx + py * dy) / (dx * dx + dy * dy)))
            let ex = px - t * dx
            let ey = py - t * dy
            return ex * ex + ey * ey
        }
    }

    /// How far the inner point keeps from every edge, in units: more than noding moves one.
    static let leastClearance = 1.07

    let origin: GridPoint
    private(set) var edges: [Edge] = []
    let box: GridBox
    let doubledArea: Int128
    let perimeter: Double

    /// The shape of a bounded face.
    init(face f: Int, of arrangement: borrowing Arrangement) {
        var box = GridBox.nothing
        var perimeter = 0.0
        let first = arrangement.cycles(ofFace: f).first ?? 0
        let origin = arrangement.start(arrangement.cycleStart[Int(first)])
        var edges: [Edge] = []
        for c in arrangement.cycles(ofFace: f) {
            let start = arrangement.cycleStart[Int(c)]
            var h = start
            repeat {
                let a = arrangement.start(h)
                let b = arrangement.end(h)
                box.join(a)
                let edge = Edge(
                    ax: Double(Int64(a.x) - Int64(origin.x)), ay: Double(Int64(a.y) - Int64(origin.y)),
                    bx: Double(Int64(b.x) - Int64(origin.x)), by: Double(Int64(b.y) - Int64(origin.y)))
                perimeter += length(edge)
                edges.append(edge)
                h = arrangement.next[Int(h)]
            } while h != start
        }
        self.origin = origin
        self.edges = edges
        self.box = box
        self.perimeter = perimeter
        self.doubledArea = arrangement.faceDoubledArea[f]
    }

    /// The shape of polygons given by rings, shells counter-clockwise and holes clockwise.
    init?(rings: some Sequence<ArraySlice<GridPoint>>) {
        var box = GridBox.nothing
        var perimeter = 0.0
        var doubled: Int128 = 0
        var edges: [Edge] = []
        var first: GridPoint?
        for ring in rings {
            guard var a = ring.last else { continue }
            let origin = first ?? a
            first = origin
            doubled += ring.withUnsafeBufferPointer(ringDoubledArea)
            for b in ring {
                box.join(b)
                if a == b { continue }
                let edge = Edge(
                    ax: Double(Int64(a.x) - Int64(origin.x)), ay: Double(Int64(a.y) - Int64(origin.y)),
                    bx: Double(Int64(b.x) - Int64(origin.x)), by: Double(Int64(b.y) - Int64(origin.y)))
                perimeter += length(edge)
                edges.append(edge)
                a = b
            }
        }
        guard let origin = first, !edges.isEmpty else { return nil }
        self.origin = origin
        self.edges = edges
        self.box = box
        self.perimeter = perimeter
        self.doubledArea = doubled
    }

    /// The shape of polygons in the one form that does not depend on how their rings are written: in coordinates from
    /// the least corner, edges in order, no vertex on a straight line.
    init?(canonical rings: some Sequence<ArraySlice<GridPoint>>) {
        var box = GridBox.nothing
        var perimeter = 0.0
        var doubled: Int128 = 0
        var lines: [Segment] = []
        for ring in rings where ring.count >= 3 {
            doubled += ring.withUnsafeBufferPointer { ring in
                var first: GridPoint?
                var last: GridPoint?
                for i in ring.indices {
                    let before = ring[i == 0 ? ring.count - 1 : i - 1]
                    let corner = ring[i]
                    if orientation(before, corner, ring[i + 1 == ring.count ? 0 : i + 1]) == 0 { continue }
                    box.join(corner)
                    if let last { lines.append(Segment(a: last, b: corner)) } else { first = corner }
                    last = corner
                }
                if let first, let last { lines.append(Segment(a: last, b: first)) }
                return ringDoubledArea(ring)
            }
        }
        lines.removeAll { $0.a == $0.b }
        lines.sort { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
        guard let origin = lines.first?.a else { return nil }
        edges.reserveCapacity(lines.count)
        for line in lines {
            let edge = Edge(
                ax: Double(Int64(line.a.x) - Int64(origin.x)), ay: Double(Int64(line.a.y) - Int64(origin.y)),
                bx: Double(Int64(line.b.x) - Int64(origin.x)), by: Double(Int64(line.b.y) - Int64(origin.y)))
            perimeter += length(edge)
            edges.append(edge)
        }
        self.origin = origin
        self.box = box
        self.perimeter = perimeter
        self.doubledArea = doubled
    }

    /// Area in square units.
    var area: Double { Double(doubledArea) / 2 }

    /// Distance to the nearest edge, in units.
    func clearance(_ x: Double, _ y: Double) -> Double {
        var best = Double.infinity
        for edge in edges {
            let d = edge.distance2(x, y)
            if d < best { best = d }
        }
        return best.squareRoot()
    }

    /// A point well inside the face, or nil where the face keeps no point more than one unit from its edges: then
    /// it exists only below the grid, for noding moves an edge by up to 0.7072 units.
    ///
    /// The middles of the chords on some horizontal lines; the one with the greatest clearance. Where those say nothing,
    /// as in a hairline that is nearly level, of those on some vertical lines.
    func innerPoint() -> FinePoint? {
        var best = middleOfChords()
        if best == nil, FaceWidth.quickBounds(self).atMost > 2 * FaceShape.leastClearance {
            best = flipped().middleOfChords().map { ($0.y, $0.x) }
        }
        guard let best else { return nil }
        return FinePoint(
            x: Int64(origin.x) * FinePoint.perUnit + Int64((best.x * Double(FinePoint.perUnit)).rounded()),
            y: Int64(origin.y) * FinePoint.perUnit + Int64((best.y * Double(FinePoint.perUnit)).rounded()))
    }

    /// With x and y in each other's place, in local coordinates.
    private func flipped() -> FaceShape {
        var result = self
        result.edges = edges.map { Edge(ax: $0.ay, ay: $0.ax, bx: $0.by, by: $0.bx) }
        return result
    }

    private func middleOfChords() -> (x: Double, y: Double)? {
        var levels: [Double] = []
        levels.reserveCapacity(edges.count)
        for edge in edges { levels.append(edge.ay) }
        levels.sort()
        var lines: [Double] = []
        var previous = levels[0]
        for level in levels where level > previous {
            lines.append((level + previous) / 2)
            previous = level
        }
        if lines.count > 24 {
            // Many corners: the widest bands and an even sample of the others.
            let step = lines.count / 24 + 1
            lines = stride(from: lines.count / 2 % step, to: lines.count, by: step).map { lines[$0] }
        } else if lines.count <= 3, let low = levels.first, let high = levels.last {
            // Few corners (a triangle or a quadrangle): more lines, for a point nearer to the middle.
            lines += [
                low + (high - low) / 3, low + (high - low) * 2 / 3, low + (high - low) / 5, low + (high - low) * 4 / 5,
            ]
        }
        var chords: [(half: Double, x: Double, y: Double)] = []
        var crossings: [Double] = []
        for y in lines {
            crossings.removeAll(keepingCapacity: true)
            for edge in edges where (edge.ay <= y) != (edge.by <= y) {
                crossings.append(edge.ax + (y - edge.ay) / (edge.by - edge.ay) * (edge.bx - edge.ax))
            }
            crossings.sort()
            var k = 0
            while k + 1 < crossings.count {
                let half = (crossings[k + 1] - crossings[k]) / 2
                if half > 1 { chords.append((half, crossings[k] + half, y)) }
                k += 2
            }
        }
        // No clearance exceeds half its chord: from the longest chord on, few need their clearance.
        chords.sort { $0.half > $1.half }
        var best: (x: Double, y: Double, clearance: Double)?
        for chord in chords {
            if chord.half <= best?.clearance ?? 1 { break }
            let c = clearance(chord.x, chord.y)
            if c > best?.clearance ?? 1 { best = (chord.x, chord.y, c) }
        }
        guard let best, best.clearance > FaceShape.leastClearance else { return nil }
        return (best.x, best.y)
    }
}

@inline(__always)
func length(_ e: FaceShape.Edge) -> Double {
    ((e.bx - e.ax) * (e.bx - e.ax) + (e.by - e.ay) * (e.by - e.ay)).squareRoot()
}
