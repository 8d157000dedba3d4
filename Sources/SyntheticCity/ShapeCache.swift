/// Block shapes of the rows at work, and the rings of the street pieces between them.
struct ShapeCache {
    private var shapes: [Int: BlockShape] = [:]

    /// The shape of block `(i, j)` of the city.
    mutating func shape(_ i: Int, _ j: Int, plan: CityPlan) -> BlockShape {
        let place = j * plan.net.columns + i
        if let known = shapes[place] { return known }
        let shape = plan.shape(i, j)
        shapes[place] = shape
        return shape
    }

    /// Drops what rows below the last two need.
    mutating func forget(before j: Int) {
        if j % 4 == 3 { shapes.removeAll(keepingCapacity: true) }
    }

    /// The ring of a street piece, counter-clockwise.
    mutating func ring(of street: Street, _ i: Int, _ j: Int, plan: CityPlan) -> [CityPoint] {
        switch street {
        case .crossing:
            return [.southWest, .southEast, .northEast, .northWest].map { corner($0, i, j, plan) }
        case .south:
            let north = shape(i, j, plan: plan).lines[0]
            return southOfStreet(i, j, plan: plan) + north.reversed()
        case .west:
            let east = westOfBlock(i, j, plan: plan)
            return eastOfBlock(i - 1, j, plan: plan).reversed() + east
        }
    }

    /// The southern side of the street south of block `(i, j)`, from west to east.
    mutating func southOfStreet(_ i: Int, _ j: Int, plan: CityPlan) -> [CityPoint] {
        if j > 0, let front = shape(i, j - 1, plan: plan).lines.last { return front }
        return [corner(.southEast, i, j, plan), corner(.southWest, i + 1, j, plan)]
    }

    /// The whole western side of a block, from south to north.
    mutating func westOfBlock(_ i: Int, _ j: Int, plan: CityPlan) -> [CityPoint] {
        let block = shape(i, j, plan: plan)
        return block.westSide(from: 0, to: block.lines.count - 1)
    }

    /// The whole eastern side of a block, from south to north; straight where the city ends.
    mutating func eastOfBlock(_ i: Int, _ j: Int, plan: CityPlan) -> [CityPoint] {
        guard i >= 0 else { return [corner(.northWest, 0, j, plan), corner(.southWest, 0, j + 1, plan)] }
        let block = shape(i, j, plan: plan)
        return block.eastSide(from: 0, to: block.lines.count - 1)
    }

    func corner(_ corner: StreetNet.Corner, _ i: Int, _ j: Int, _ plan: CityPlan) -> CityPoint {
        Rounding(stepMillimetres: plan.options.stepMillimetres)(plan.net.corner(corner, ofCrossing: i, j))
    }
}
