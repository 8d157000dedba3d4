/// The streets: a lattice of columns and rows, bent by smooth noise and turned against the axes.
///
/// Crossing `(i, j)` is where the street west of block `(i, j)` meets the street south of it. A city of
/// `columns x rows` blocks has one more crossing each way; the last ones carry no streets.
struct StreetNet: Sendable {
    let seed: UInt64
    let columns: Int
    let rows: Int
    /// The row that the river takes, if there is one.
    let riverRow: Int?

    private let columnX: [Double]
    private let rowY: [Double]
    private let halfWidthOfColumn: [Double]
    private let halfWidthOfRow: [Double]
    let rowIsDeep: [Bool]
    private let warpX: SmoothNoise
    private let warpY: SmoothNoise

    init(seed: UInt64, columns: Int, rows: Int) {
        self.seed = seed
        self.columns = columns
        self.rows = rows
        riverRow = rows >= 12 ? rows * 5 / 8 : nil
        warpX = SmoothNoise(seed: seed, channel: 0)
        warpY = SmoothNoise(seed: seed, channel: 1)

        var x = 0.0
        var columnX = [x]
        var halfWidthOfColumn: [Double] = []
        for i in 0...columns {
            var dice = Dice(seed, .columns, i)
            x += dice.real(70, 135)
            columnX.append(x)
            halfWidthOfColumn.append(dice.real(3, 5))
        }
        var y = 0.0
        var rowY = [y]
        var halfWidthOfRow: [Double] = []
        var rowIsDeep: [Bool] = []
        for j in 0...rows {
            var dice = Dice(seed, .rows, j)
            let isDeep = dice.happens(0.2) && j != riverRow
            let height = isDeep ? dice.real(58, 78) : dice.real(30, 44)
            y += j == riverRow ? dice.real(110, 160) : height
            rowY.append(y)
            halfWidthOfRow.append(dice.real(3, 6))
            rowIsDeep.append(isDeep)
        }
        let middleX = columnX[columns] / 2
        let middleY = rowY[rows] / 2
        self.columnX = columnX.map { $0 - middleX }
        self.rowY = rowY.map { $0 - middleY }
        self.halfWidthOfColumn = halfWidthOfColumn
        self.halfWidthOfRow = halfWidthOfRow
        self.rowIsDeep = rowIsDeep
    }

    /// Which of the four corners of a crossing: also the corner of the block that lies there.
    enum Corner {
        case northEast, northWest, southWest, southEast
    }

    /// A corner of crossing `(i, j)`, where the fronts of two streets meet.
    func corner(_ corner: Corner, ofCrossing i: Int, _ j: Int) -> Position {
        let east = corner == .northEast || corner == .southEast
        let north = corner == .northEast || corner == .northWest
        let x = columnX[i] + (east ? halfWidthOfColumn[i] : -halfWidthOfColumn[i])
        let y = rowY[j] + (north ? halfWidthOfRow[j] : -halfWidthOfRow[j])
        let bentX = x + 14 * warpX(columnX[i] / 600, rowY[j] / 600)
        let bentY = y + 14 * warpY(columnX[i] / 600, rowY[j] / 600)
        // Turned by the angle of the triangle 9, 40, 41.
        return Position(x: (40 * bentX - 9 * bentY) / 41, y: (9 * bentX + 40 * bentY) / 41)
    }

    /// Metres by which the street south of block `(i, j)` bends to the north at its middle.
    func bulge(_ i: Int, _ j: Int) -> Double {
        var dice = Dice(seed, .bulges, i, j)
        guard dice.happens(0.3) else { return 0 }
        let bulge = dice.real(1, 3)
        return dice.happens(0.5) ? bulge : -bulge
    }

    /// Length of the fronts of column `i`, before bending.
    func frontLength(ofColumn i: Int) -> Double {
        columnX[i + 1] - columnX[i] - halfWidthOfColumn[i] - halfWidthOfColumn[i + 1]
    }

    /// Depth of the blocks of row `j` between their fronts, before bending.
    func depth(ofRow j: Int) -> Double { rowY[j + 1] - rowY[j] - halfWidthOfRow[j] - halfWidthOfRow[j + 1] }

    /// How urban the place of block `(i, j)` is: town above 0.
    func urbanity(_ i: Int, _ j: Int) -> Double {
        let x = (Double(i) + 0.5) / Double(columns) * 2 - 1
        let y = (Double(j) + 0.5) / Double(rows) * 2 - 1
        let noise = SmoothNoise(seed: seed, channel: 2)
        return 0.5 - 0.45 * (x * x + y * y) + 0.7 * noise(columnX[i] / 500, rowY[j] / 400)
    }
}
