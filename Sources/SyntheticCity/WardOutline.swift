/// Gathers the sides of a ward's pieces beyond which another ward lies, and links them to the ward line.
struct WardOutline {
    /// Chains with the ward on their left, by their first point.
    private var chains: [CityPoint: [CityPoint]] = [:]

    /// Adds the sides of the pieces of block `(i, j)` that belong to the ward.
    mutating func addSides(ofBlock i: Int, _ j: Int, ward: Int, plan: CityPlan, shapes: inout ShapeCache) {
        let ownsSouth = plan.partition.owner(i, j, north: false) == ward
        let ownsNorth = plan.partition.owner(i, j, north: true) == ward
        func isOther(_ owner: Int?) -> Bool { owner != ward }
        let north = plan.partition.owner(i, j + 1, north: false)
        let east = plan.partition.owner(i + 1, j, north: true)
        let block = shapes.shape(i, j, plan: plan)
        let middle = block.middleLine
        let last = block.lines.count - 1

        // The halves of the block.
        if ownsSouth != ownsNorth { add(ownsSouth ? block.lines[middle].reversed() : block.lines[middle]) }
        if ownsSouth {
            if !ownsNorth { add(block.westSide(from: 0, to: middle).reversed()) }
            if isOther(east) { add(block.eastSide(from: 0, to: middle)) }
        }
        if ownsNorth {
            if isOther(north) { add(block.lines[last].reversed()) }
            if isOther(east) { add(block.eastSide(from: middle, to: last)) }
        }
        addStreets(i, j, ward: ward, plan: plan, shapes: &shapes)
    }

    private mutating func addStreets(_ i: Int, _ j: Int, ward: Int, plan: CityPlan, shapes: inout ShapeCache) {
        let partition = plan.partition
        func isOther(_ i: Int, _ j: Int, north: Bool) -> Bool { partition.owner(i, j, north: north) != ward }
        func corner(_ c: StreetNet.Corner, _ i: Int, _ j: Int) -> CityPoint { shapes.corner(c, i, j, plan) }
        if !isOther(i, j, north: false) {
            // The street to the south and the crossing at its western end.
            if isOther(i, j - 1, north: true) { add(shapes.southOfStreet(i, j, plan: plan)) }
            if isOther(i + 1, j, north: false) { add([corner(.southWest, i + 1, j), corner(.northWest, i + 1, j)]) }
            if isOther(i - 1, j, north: false) { add([corner(.northWest, i, j), corner(.southWest, i, j)]) }
            if isOther(i, j - 1, north: true) { add([corner(.southWest, i, j), corner(.southEast, i, j)]) }
            if isOther(i, j, north: true) { add([corner(.northEast, i, j), corner(.northWest, i, j)]) }
        }
        if !isOther(i, j, north: true) {
            // The street to the west.
            if isOther(i, j, north: false) {
                add([corner(.northWest, i, j), corner(.northEast, i, j)])
                let block = shapes.shape(i, j, plan: plan)
                add(block.westSide(from: 0, to: block.middleLine))
            }
            if isOther(i, j + 1, north: false) { add([corner(.southEast, i, j + 1), corner(.southWest, i, j + 1)]) }
            guard i > 0 else {
                add(shapes.eastOfBlock(-1, j, plan: plan).reversed())
                return
            }
            let block = shapes.shape(i - 1, j, plan: plan)
            let middle = block.middleLine
            if isOther(i - 1, j, north: true) {
                add(block.eastSide(from: middle, to: block.lines.count - 1).reversed())
            }
            if isOther(i - 1, j, north: false) { add(block.eastSide(from: 0, to: middle).reversed()) }
        }
    }

    private mutating func add(_ chain: some Sequence<CityPoint>) {
        let points = Array(chain)
        guard points.count > 1 else { return }
        let previous = chains.updateValue(points, forKey: points[0])
        precondition(previous == nil, "two sides of a ward begin at one point")
    }

    /// The ward line from its least point; the chains make one ring.
    consuming func ring() -> [CityPoint] {
        guard let start = chains.keys.min(by: { ($0.x, $0.y) < ($1.x, $1.y) }) else { return [] }
        var ring: [CityPoint] = []
        var at = start
        while let chain = chains.removeValue(forKey: at) {
            ring += chain.dropLast()
            at = chain[chain.count - 1]
        }
        precondition(at == start && chains.isEmpty, "the ward line is not one ring")
        return ring
    }
}
