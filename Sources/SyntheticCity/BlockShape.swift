/// The geometry of one block: lines from west to east, and between each two lines a row of lots, an alley or water.
///
/// Whatever two lots share (walls, corners, the opposite row's corners on their common line) is one list of points
/// here, so a map without defects is matched exactly. The shape of a block is the same from wherever it is asked for.
struct BlockShape {
    /// A row between two lines.
    struct Row {
        /// Lot `k` lies between cuts `k` and `k + 1`: indices into the line below and the line above.
        var cutsBelow: [Int]
        var cutsAbove: [Int]
        /// Points inside wall `k`, from the line below to the line above.
        var walls: [[CityPoint]]
        var isLots: Bool

        var lots: Int { cutsBelow.count - 1 }
    }

    var lines: [[CityPoint]]
    var rows: [Row]
    /// The line between the southern and the northern half.
    let middleLine: Int

    /// The points of a block's western side from south to north, of the lines `from ... to`.
    func westSide(from: Int, to: Int) -> [CityPoint] {
        side(from: from, to: to, point: { lines[$0].first }, wall: { rows[$0].walls.first })
    }

    /// The points of a block's eastern side from south to north.
    func eastSide(from: Int, to: Int) -> [CityPoint] {
        side(from: from, to: to, point: { lines[$0].last }, wall: { rows[$0].walls.last })
    }

    private func side(
        from: Int, to: Int, point: (Int) -> CityPoint?, wall: (Int) -> [CityPoint]?
    ) -> [CityPoint] {
        var side: [CityPoint] = []
        for l in from...to {
            if let p = point(l) { side.append(p) }
            if l < to, let inner = wall(l) { side += inner }
        }
        return side
    }

    /// The chains that bound lot `k` of row `r`.
    func lot(_ r: Int, _ k: Int) -> LotChains {
        lots(r, k..<(k + 1))
    }

    /// The chains that bound several neighbouring lots together.
    func lots(_ r: Int, _ range: Range<Int>) -> LotChains {
        let row = rows[r]
        let k = range.lowerBound
        let end = range.upperBound
        return LotChains(
            below: Array(lines[r][row.cutsBelow[k]...row.cutsBelow[end]]), east: row.walls[end],
            above: Array(lines[r + 1][row.cutsAbove[k]...row.cutsAbove[end]]), west: row.walls[k])
    }
}

/// The boundary of a lot in four pieces: two from west to east with their corners, two from south to north without.
struct LotChains {
    var below: [CityPoint]
    var east: [CityPoint]
    var above: [CityPoint]
    var west: [CityPoint]

    /// Counter-clockwise.
    var ring: [CityPoint] { below + east + above.reversed() + west.reversed() }
}

extension CityPlan {
    /// Draws block `(i, j)`.
    func shape(_ i: Int, _ j: Int) -> BlockShape {
        var drawing = BlockDrawing(plan: self, i: i, j: j)
        return drawing.draw()
    }
}

/// Draws the lines and walls of one block.
private struct BlockDrawing {
    let plan: BlockPlan
    let round: Rounding
    var dice: Dice
    let southWest: Position
    let southEast: Position
    let northWest: Position
    let northEast: Position
    let bulgeSouth: Double
    let bulgeNorth: Double
    let front: Double
    let depth: Double

    init(plan city: CityPlan, i: Int, j: Int) {
        let net = city.net
        plan = city.block(i, j)
        round = Rounding(stepMillimetres: city.options.stepMillimetres)
        dice = Dice(net.seed, .shapes, i, j)
        southWest = net.corner(.northEast, ofCrossing: i, j)
        southEast = net.corner(.northWest, ofCrossing: i + 1, j)
        northEast = net.corner(.southWest, ofCrossing: i + 1, j + 1)
        northWest = net.corner(.southEast, ofCrossing: i, j + 1)
        bulgeSouth = net.bulge(i, j)
        bulgeNorth = net.bulge(i, j + 1)
        front = (southEast - southWest).length
        depth = (northWest - southWest).length
    }

    mutating func draw() -> BlockShape {
        let heights = lineHeights()
        var cuts = [[Double]](repeating: [0, 1], count: heights.count - 1)
        for r in cuts.indices where lotCount(r) > 1 {
            cuts[r] = rowCuts(lotCount(r), beside: r > 0 && lotCount(r - 1) > 0 ? cuts[r - 1] : [])
        }
        var lines: [[CityPoint]] = []
        var places: [[Double]] = []
        for l in heights.indices {
            let below = l > 0 ? cuts[l - 1] : []
            let above = l < cuts.count ? cuts[l] : []
            var line = Set(below).union(above).sorted()
            let isFront = l == 0 || l == heights.count - 1
            if isFront, (l == 0 ? bulgeSouth : bulgeNorth) != 0 { line = bent(line) }
            places.append(line)
            lines.append(points(of: line, height: heights[l], isFront: isFront, isAlleySide: isAlleySide(l)))
        }
        var rows: [BlockShape.Row] = []
        for r in cuts.indices {
            var row = BlockShape.Row(
                cutsBelow: indices(of: cuts[r], in: places[r]), cutsAbove: indices(of: cuts[r], in: places[r + 1]),
                walls: [], isLots: lotCount(r) > 0)
            for k in cuts[r].indices {
                row.walls.append(wall(lines[r][row.cutsBelow[k]], lines[r + 1][row.cutsAbove[k]], of: r))
            }
            rows.append(row)
        }
        return BlockShape(lines: lines, rows: rows, middleLine: plan.kind == .deepTown ? 2 : min(1, rows.count))
    }

    private func lotCount(_ r: Int) -> Int { Int(plan.lots[r]) }

    private func isAlleySide(_ l: Int) -> Bool { plan.kind == .deepTown && (l == 2 || l == 3) }

    /// Heights of the lines as shares of the depth.
    private mutating func lineHeights() -> [Double] {
        switch plan.kind {
        case .park: return [0, 1]
        case .deepTown:
            let alley = dice.real(1.2, 3) / depth
            let south = dice.real(0.24, 0.26)
            let north = dice.real(0.74, 0.76)
            return [0, south, 0.5 - alley / 2, 0.5 + alley / 2, north, 1]
        default: return [0, dice.real(0.46, 0.54), 1]
        }
    }

    /// Where the walls of a row stand, 0 to 1, never within 70 cm of a wall of the row below.
    private mutating func rowCuts(_ count: Int, beside other: [Double]) -> [Double] {
        var widths: [Double] = []
        for _ in 0..<count { widths.append(dice.real(0.84, 1.16)) }
        let total = widths.reduce(0, +)
        var cuts = [0.0]
        var at = 0.0
        for width in widths.dropLast() {
            at += width / total
            cuts.append(at)
        }
        let room = 0.7 / front
        var near = 0
        for k in cuts.indices.dropFirst() {
            while near + 1 < other.count, other[near] < cuts[k] - room { near += 1 }
            if near < other.count, abs(other[near] - cuts[k]) < room { cuts[k] = other[near] + room }
        }
        return cuts + [1]
    }

    /// Places on a bent line: its corners and points between them, no more than 5 m apart.
    private func bent(_ line: [Double]) -> [Double] {
        var places: [Double] = []
        for (a, b) in zip(line, line.dropFirst()) {
            places.append(a)
            let pieces = Int((b - a) * front / 5) + 1
            for piece in 1..<max(pieces, 1) { places.append(a + (b - a) * Double(piece) / Double(pieces)) }
        }
        return places + [1]
    }

    private func onFront(_ u: Double, south: Bool) -> Position {
        let from = south ? southWest : northWest
        let to = south ? southEast : northEast
        let bulge = south ? bulgeSouth : bulgeNorth
        return from + (to - from) * u + (to - from).unit.left * (4 * u * (1 - u) * bulge)
    }

    private mutating func points(
        of line: [Double], height: Double, isFront: Bool, isAlleySide: Bool
    ) -> [CityPoint] {
        line.map { u in
            if isFront {
                // The ends are the crossings' own corners, to the last digit.
                if u == 0 { return round(height == 0 ? southWest : northWest) }
                if u == 1 { return round(height == 0 ? southEast : northEast) }
                return round(onFront(u, south: height == 0))
            }
            let low = onFront(u, south: true)
            let high = onFront(u, south: false)
            let sway = isAlleySide ? 0 : dice.real(-0.25, 0.25)
            return round(low + (high - low) * height + (high - low).unit * sway)
        }
    }

    private func indices(of cuts: [Double], in line: [Double]) -> [Int] {
        var indices: [Int] = []
        var l = 0
        for cut in cuts {
            while line[l] != cut { l += 1 }
            indices.append(l)
        }
        return indices
    }

    /// Points inside a wall: a jog or two in town, mostly none in the fields.
    private mutating func wall(_ below: CityPoint, _ above: CityPoint, of r: Int) -> [CityPoint] {
        guard lotCount(r) > 0 else { return [] }
        let chance = dice.unit()
        let count = plan.kind.isTown ? (chance < 0.2 ? 0 : chance < 0.65 ? 1 : 2) : (chance < 0.8 ? 0 : 1)
        let from = below.position
        let along = above.position - from
        let aside = along.unit.left
        return (0..<count).map { index in
            let t = (Double(index) + dice.real(0.35, 0.65)) / Double(count)
            return round(from + along * t + aside * dice.real(-0.25, 0.25))
        }
    }
}
