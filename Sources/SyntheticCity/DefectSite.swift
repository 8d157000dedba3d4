/// A place for one defect: a lot amid a row with enough room to both sides that no two defects touch the same parcel
/// or neighbouring ones.
struct DefectSite {
    /// The row and lot; the defect keeps to this lot, the next one to each side, and the lots behind them.
    var row: Int
    var lot: Int

    /// One site for every nine lots of a pair of rows that stand back to back.
    private static let spacing = 9

    static func count(in plan: BlockPlan) -> Int {
        pairs(of: plan).reduce(0) { $0 + sites(in: plan, southernRow: $1).count }
    }

    /// The southern rows of the pairs.
    private static func pairs(of plan: BlockPlan) -> [Int] {
        switch plan.kind {
        case .town: [0]
        case .deepTown: [0, 3]
        default: []
        }
    }

    /// Lots of the southern row in the middle of each site. A parcel of two parts takes the room of the first site.
    private static func sites(in plan: BlockPlan, southernRow: Int) -> [Int] {
        let count = (Int(plan.lots[southernRow]) - 4) / spacing
        let first = plan.hasMultipart ? 1 : 0
        return count > first ? (first..<count).map { 6 + spacing * $0 } : []
    }

    /// The sites of a block that are to get a defect.
    static func chosen(in city: CityPlan, _ i: Int, _ j: Int) -> [DefectSite] {
        guard city.siteProbability > 0 else { return [] }
        let plan = city.block(i, j)
        var chosen: [DefectSite] = []
        for south in pairs(of: plan) {
            for lot in sites(in: plan, southernRow: south) {
                var dice = Dice(city.options.seed, .defects, i, j, south << 16 | lot)
                guard dice.happens(city.siteProbability) else { continue }
                if dice.happens(0.5) {
                    chosen.append(DefectSite(row: south, lot: lot))
                } else {
                    let north = Int(plan.lots[south + 1])
                    let other = lot * north / Int(plan.lots[south])
                    if (3..<(north - 3)).contains(other) { chosen.append(DefectSite(row: south + 1, lot: other)) }
                }
            }
        }
        return chosen
    }
}

/// What lies before the front of a row.
enum FrontGround {
    case parcel(ParcelIdentity, isSameWard: Bool)
    case street(isSameWard: Bool)
    case alley
    case outsideCity
}

extension BlockScene {
    /// Whether a row's front is its southern line.
    func frontIsBelow(row: Int) -> Bool { row == 0 || row == 3 }

    /// The row behind a row.
    func rowBehind(_ row: Int) -> Int { frontIsBelow(row: row) ? row + 1 : row - 1 }

    func ground(beforeRow row: Int) -> FrontGround {
        if plan.kind == .deepTown && (row == 1 || row == 3) {
            let alley = ParcelIdentity(block: i, j, row: 2, lot: 0)
            let isSameWard = ward(ofRow: 2) == ward(ofRow: row)
            return city.isAlleyOpen(i, j) ? .alley : .parcel(alley, isSameWard: isSameWard)
        }
        let street = row == 0 ? j : j + 1
        guard let owner = city.owner(.south, i, street) else { return .outsideCity }
        let isSameWard = owner == ward(ofRow: row)
        if city.isOpen(.south, i, street) { return .street(isSameWard: isSameWard) }
        return .parcel(ParcelIdentity(.south, i, street), isSameWard: isSameWard)
    }
}
