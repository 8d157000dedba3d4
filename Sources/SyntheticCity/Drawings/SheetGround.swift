/// The edges of a ward's ground that is no parcel: of water, and of streets and alleys that are left open.
struct SheetGround {
    private(set) var water: Set<LotEdge> = []
    private(set) var streets: Set<LotEdge> = []
    /// Those of `streets` that are alleys' sides.
    private(set) var alleys: Set<LotEdge> = []

    init(ward: Int, plan: CityPlan) {
        var shapes = ShapeCache()
        for j in 0..<plan.net.rows {
            for i in 0..<plan.net.columns {
                add(block: i, j, ward: ward, plan: plan, shapes: &shapes)
            }
            shapes.forget(before: j)
        }
    }

    private mutating func add(block i: Int, _ j: Int, ward: Int, plan: CityPlan, shapes: inout ShapeCache) {
        // Water of the next ward is water too.
        let isNear = [false, true].contains { north in
            (-1...1).contains { di in
                (-1...1).contains { dj in plan.partition.owner(i + di, j + dj, north: north) == ward }
            }
        }
        guard isNear else { return }
        let kind = plan.block(i, j).kind
        let block = shapes.shape(i, j, plan: plan)
        if kind.isWater {
            for north in [false, true] { SheetGround.add(block.half(north: north), to: &water) }
        }
        if kind == .deepTown, plan.isAlleyOpen(i, j) {
            SheetGround.add(block.lot(ParcelIdentity.alleyRow, 0).ring, to: &streets)
            SheetGround.add(block.lot(ParcelIdentity.alleyRow, 0).ring, to: &alleys)
        }
        for street in [Street.south, .west, .crossing] where plan.isOpen(street, i, j) {
            let ring = shapes.ring(of: street, i, j, plan: plan)
            if plan.isUnderWater(street, i, j) {
                SheetGround.add(ring, to: &water)
            } else {
                SheetGround.add(ring, to: &streets)
            }
        }
    }

    private static func add(_ ring: [CityPoint], to edges: inout Set<LotEdge>) {
        var last = ring[ring.count - 1]
        for point in ring {
            edges.insert(LotEdge(last, point))
            last = point
        }
    }

    /// The level of an edge by what lies on its sides.
    func level(of edge: LotEdge, _ lots: DraftedLots) -> UInt8 {
        guard let sides = lots.sides[edge] else { return SheetLevel.boundary }
        let first = lots.lots[sides.first]
        if let second = sides.second {
            let streets = [first.kind, lots.lots[second].kind].count { $0 == .street }
            return streets == 1 ? SheetLevel.street : SheetLevel.boundary
        }
        if water.contains(edge) { return SheetLevel.water }
        // The lake in a park is a hole of its parcel.
        if first.kind == .park, SheetGround.isHole(edge, of: first) { return SheetLevel.water }
        return streets.contains(edge) && first.kind != .street ? SheetLevel.street : SheetLevel.boundary
    }

    private static func isHole(_ edge: LotEdge, of lot: DraftedLot) -> Bool {
        lot.rings.dropFirst().contains { ring in
            ring.indices.contains { LotEdge(ring[$0], ring[($0 + 1) % ring.count]) == edge }
        }
    }
}

extension BlockShape {
    /// The outline of one half of a block without lots.
    func half(north: Bool) -> [CityPoint] {
        let (from, to) = north ? (middleLine, lines.count - 1) : (0, middleLine)
        return lines[from] + eastSide(from: from, to: to).dropFirst().dropLast() + lines[to].reversed()
            + westSide(from: from, to: to).dropFirst().dropLast().reversed()
    }
}
