/// The largest circle in a face of very many edges (a street net, a river): squares split in four, best bound first,
/// with the nearest edge from a grid of edges. To five per cent, and no more than `mostSquares` looks: an even street is
/// equally wide at every place, and nobody repairs it by its width. Whether a face is wider than a limit is exact.
struct GriddedFaceWidth {
    private static let mostSquares = 20_000

    private let shape: FaceShape
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private let minX: Double
    private let minY: Double
    private let start: [Int32]
    private let members: [Int32]
    /// Edges that cross each row of cells, for the inside test.
    private let rowStart: [Int32]
    private let rowMembers: [Int32]

    private struct Square {
        var x: Double
        var y: Double
        var half: Double
        var bound: Double
    }

    init(_ shape: FaceShape) {
        self.shape = shape
        minX = Double(Int64(shape.box.minX) - Int64(shape.origin.x))
        minY = Double(Int64(shape.box.minY) - Int64(shape.origin.y))
        let width = Double(Int64(shape.box.maxX) - Int64(shape.box.minX)) + 1
        let height = Double(Int64(shape.box.maxY) - Int64(shape.box.minY)) + 1
        cell = max(1, (width * height / Double(shape.edges.count)).squareRoot())
        columns = Int(width / cell) + 1
        rows = Int(height / cell) + 1
        var byCell: [(cell: Int32, edge: Int32)] = []
        var byRow: [(row: Int32, edge: Int32)] = []
        for (i, e) in shape.edges.enumerated() {
            let r0 = Int((min(e.ay, e.by) - minY) / cell)
            let r1 = Int((max(e.ay, e.by) - minY) / cell)
            let slope = e.by == e.ay ? 0 : (e.bx - e.ax) / (e.by - e.ay)
            for r in r0...r1 {
                byRow.append((Int32(r), Int32(i)))
                // The part of the edge in this row of cells.
                var x0 = min(e.ax, e.bx)
                var x1 = max(e.ax, e.bx)
                if e.by != e.ay {
                    let yLow = max(min(e.ay, e.by), minY + Double(r) * cell)
                    let yHigh = min(max(e.ay, e.by), minY + Double(r + 1) * cell)
                    let xa = e.ax + (yLow - e.ay) * slope
                    let xb = e.ax + (yHigh - e.ay) * slope
                    x0 = max(x0, min(xa, xb) - 1)
                    x1 = min(x1, max(xa, xb) + 1)
                }
                let c0 = max(0, Int((x0 - minX) / cell))
                let c1 = min(columns - 1, Int((x1 - minX) / cell))
                if c0 <= c1 { for c in c0...c1 { byCell.append((Int32(r * columns + c), Int32(i))) } }
            }
        }
        (start, members) = GriddedFaceWidth.bucketed(byCell.map { ($0.cell, $0.edge) }, columns * rows)
        (rowStart, rowMembers) = GriddedFaceWidth.bucketed(byRow.map { ($0.row, $0.edge) }, rows)
    }

    private static func bucketed(_ pairs: [(Int32, Int32)], _ count: Int) -> ([Int32], [Int32]) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for pair in pairs { starts[Int(pair.0) + 1] += 1 }
        for b in 0..<count { starts[b + 1] += starts[b] }
        var fill = starts
        var members = [Int32](repeating: 0, count: pairs.count)
        for pair in pairs {
            members[Int(fill[Int(pair.0)])] = pair.1
            fill[Int(pair.0)] += 1
        }
        return (starts, members)
    }

    /// The largest radius found and the bound that no radius exceeds; with a limit, stops once it is decided.
    func radius(stopAbove limit: Double?) -> (best: Double, bound: Double) {
        var squares: [Square] = []
        // In a long thin face the squares come down to its width late; the middle of a chord is there at once.
        var best = 0.0
        if let inner = shape.innerPoint() {
            best = shape.clearance(inner.unitsX - Double(shape.origin.x), inner.unitsY - Double(shape.origin.y))
        }
        let half = cell * 2
        var y = minY + half
        while y - half < minY + Double(rows) * cell {
            var x = minX + half
            while x - half < minX + Double(columns) * cell {
                add(x, y, half, &squares, &best)
                x += 2 * half
            }
            y += 2 * half
        }
        // Level by level: squares whose bound is not above the best are dropped.
        var looks = squares.count
        while !squares.isEmpty {
            let bound = squares.lazy.map(\.bound).max() ?? 0
            if let limit {
                if best > limit || bound <= limit { return (best, bound) }
            } else if bound <= best * 1.05 + 1 || looks > GriddedFaceWidth.mostSquares {
                return (best, bound)
            }
            var finer: [Square] = []
            for s in squares where s.bound > best * (limit == nil ? 1.05 : 1) {
                looks += 4
                let h = s.half / 2
                for (dx, dy) in [(-h, -h), (h, -h), (-h, h), (h, h)] { add(s.x + dx, s.y + dy, h, &finer, &best) }
            }
            squares = finer
        }
        return (best, best)
    }

    private func add(_ x: Double, _ y: Double, _ half: Double, _ squares: inout [Square], _ best: inout Double) {
        let d = distance(x, y)
        let isInside = holds(x, y)
        if isInside { best = max(best, d) }
        let bound = (isInside ? d : 0 - d) + half * 2.0.squareRoot()
        if bound > best { squares.append(Square(x: x, y: y, half: half, bound: bound)) }
    }

    private func distance(_ x: Double, _ y: Double) -> Double {
        let c = min(columns - 1, max(0, Int((x - minX) / cell)))
        let r = min(rows - 1, max(0, Int((y - minY) / cell)))
        var best = Double.infinity
        var ring = 0
        while ring <= max(columns, rows) {
            if best < .infinity {
                // Cells of this ring are at least (ring - 1) cells away.
                let away = Double(ring - 1) * cell
                if away > 0 && away * away > best { break }
            }
            for row in max(0, r - ring)...min(rows - 1, r + ring) {
                let isEnd = row == r - ring || row == r + ring
                var column = max(0, c - ring)
                while column <= min(columns - 1, c + ring) {
                    if isEnd || column == c - ring || column == c + ring {
                        let k = row * columns + column
                        for i in Int(start[k])..<Int(start[k + 1]) {
                            best = min(best, shape.edges[Int(members[i])].distance2(x, y))
                        }
                        column += 1
                    } else {
                        column = max(column + 1, c + ring)
                    }
                }
            }
            ring += 1
        }
        return best.squareRoot()
    }

    private func holds(_ x: Double, _ y: Double) -> Bool {
        let row = Int((y - minY) / cell)
        if y < minY || row >= rows { return false }
        var inside = false
        for i in Int(rowStart[row])..<Int(rowStart[row + 1]) {
            let e = shape.edges[Int(rowMembers[i])]
            if (e.ay <= y) != (e.by <= y) && x < e.ax + (y - e.ay) / (e.by - e.ay) * (e.bx - e.ax) { inside.toggle() }
        }
        return inside
    }
}
