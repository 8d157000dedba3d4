import Cadastre

/// What stands on a block.
enum BlockKind: UInt8, Sendable {
    /// Two rows of tube-house lots back to back.
    case town
    /// Four rows with an alley between the inner two.
    case deepTown
    /// Two rows of field parcels.
    case fields
    /// A school, a hospital, an office: one or two parcels a row.
    case institution
    /// One parcel with a lake in it.
    case park
    /// Uncovered water.
    case lake, river

    var isWater: Bool { self == .lake || self == .river }
    var isTown: Bool { self == .town || self == .deepTown }
}

/// One block of the plan: what stands there and how many lots each row has.
struct BlockPlan: Sendable {
    var kind: BlockKind
    /// Lots of each row from south to north; alleys and water count none.
    var lots: [UInt8]
    /// Two lots of the first row are one parcel of two parts.
    var hasMultipart = false
    /// A lot of the northern row holds another parcel in a hole.
    var hasEnclave = false

    var parcels: Int {
        if kind == .park { return 1 }
        return lots.reduce(0) { $0 + Int($1) } - (hasMultipart ? 1 : 0) + (hasEnclave ? 1 : 0)
    }
}

/// The whole city in outline: small even for millions of parcels. Wards are drawn from it one by one.
struct CityPlan: Sendable {
    let options: CityOptions
    let net: StreetNet
    let partition: WardPartition
    /// Row by row from the south, each from the west.
    private(set) var blocks: [BlockPlan]
    let wards: [Ward]
    /// Whether a ward's streets are uncovered ground instead of parcels.
    let streetsAreOpen: [Bool]
    /// The probability of a defect at each place that can take one.
    private(set) var siteProbability = 0.0

    func block(_ i: Int, _ j: Int) -> BlockPlan { blocks[j * net.columns + i] }

    /// The plan with exactly as many parcels as asked for.
    init(options: CityOptions) {
        var wanted = Double(options.parcels) / 40
        var best: CityPlan?
        for _ in 0..<8 {
            let plan = CityPlan(options: options, blocks: max(4, Int(wanted.rounded())))
            let count = plan.parcelCount
            if let known = best, abs(known.parcelCount - options.parcels) <= abs(count - options.parcels) {
            } else {
                best = plan
            }
            wanted *= Double(options.parcels) / Double(count)
        }
        guard var plan = best else { preconditionFailure("no plan was made") }
        plan.spread(options.parcels - plan.parcelCount)
        plan.siteProbability = min(
            1, options.defectRate * Double(options.parcels) / Double(max(1, plan.siteCount)))
        self = plan
    }

    private init(options: CityOptions, blocks count: Int) {
        self.options = options
        let columns = max(2, Int((Double(count) * 0.42).squareRoot().rounded()))
        let rows = max(2, (count + columns / 2) / columns)
        let net = StreetNet(seed: options.seed, columns: columns, rows: rows)
        let wardCount = options.wards ?? min(126, max(2, options.parcels / 2500))
        let partition = WardPartition(seed: options.seed, net: net, wards: min(126, max(1, wardCount)))
        self.net = net
        self.partition = partition
        streetsAreOpen = (0..<partition.count).map { w in
            var dice = Dice(options.seed, .streets, w)
            // Where there are two wards or more, the second shows open streets.
            return w == 1 || (w != 0 && dice.happens(0.16))
        }
        var kinds: [BlockKind] = []
        for j in 0..<rows {
            for i in 0..<columns { kinds.append(CityPlan.kind(i, j, net: net, partition: partition)) }
        }
        CityPlan.placeLakes(&kinds, net: net, partition: partition)
        blocks = []
        for j in 0..<rows {
            for i in 0..<columns { blocks.append(CityPlan.plan(kinds[j * columns + i], i, j, net: net)) }
        }
        wards = CityPlan.chooseWards(kinds, partition: partition)
    }

    private static func kind(_ i: Int, _ j: Int, net: StreetNet, partition: WardPartition) -> BlockKind {
        if j == net.riverRow { return .river }
        var dice = Dice(net.seed, .blocks, i, j)
        let isWhole = partition.owner(i, j, north: false) == partition.owner(i, j, north: true)
        if isWhole && dice.happens(0.012) { return .park }
        if dice.happens(0.03) { return .institution }
        if net.urbanity(i, j) < 0 { return .fields }
        return net.rowIsDeep[j] ? .deepTown : .town
    }

    /// Lakes of several blocks with the streets between them, one for every 150 blocks, each within one ward.
    private static func placeLakes(_ kinds: inout [BlockKind], net: StreetNet, partition: WardPartition) {
        let count = net.columns * net.rows
        guard count >= 12 else { return }
        for lake in 0..<max(1, count / 150) {
            for attempt in 0..<20 {
                var dice = Dice(net.seed, .zones, lake, attempt)
                let width = count < 200 ? 1 : dice.int(1..<4)
                let height = dice.int(2..<4)
                let west = dice.int(0..<(net.columns - width + 1))
                let south = dice.int(0..<max(1, net.rows - height))
                let places = (south..<min(south + height, net.rows)).flatMap { j in
                    (west..<(west + width)).map { (i: $0, j: j) }
                }
                let owners = Set(
                    places.flatMap { place in
                        [false, true].map { partition.owner(place.i, place.j, north: $0) }
                    })
                if owners.count > 1 || places.contains(where: { $0.j == net.riverRow }) { continue }
                for place in places { kinds[place.j * net.columns + place.i] = .lake }
                break
            }
        }
    }

    /// Urban wards get the codes of phường, the others those of xã, as long as there are any.
    private static func chooseWards(_ kinds: [BlockKind], partition: WardPartition) -> [Ward] {
        var urban = [Int](repeating: 0, count: partition.count)
        for b in kinds.indices {
            guard let w = partition.owner(b % partition.columns, b / partition.columns, north: true) else { continue }
            urban[w] += kinds[b].isTown ? 1 : kinds[b] == .fields ? -1 : 0
        }
        var inTown = WardList.wards.filter { $0.kind == .ward }[...]
        var inCountry = WardList.wards.filter { $0.kind == .commune }[...]
        return urban.map { balance in
            let choice =
                balance > 0 ? inTown.popFirst() ?? inCountry.popFirst() : inCountry.popFirst() ?? inTown.popFirst()
            guard let choice else { preconditionFailure("more wards than the list has") }
            return choice
        }
    }

    private static func plan(_ kind: BlockKind, _ i: Int, _ j: Int, net: StreetNet) -> BlockPlan {
        var dice = Dice(net.seed, .blocks, i, j, 1)
        let front = net.frontLength(ofColumn: i)
        func lots(_ low: Double, _ high: Double) -> UInt8 { UInt8(max(2, (front / dice.real(low, high)).rounded())) }
        switch kind {
        case .town:
            let row = [lots(3.8, 5.3), lots(3.8, 5.3)]
            return BlockPlan(kind: kind, lots: row, hasMultipart: dice.happens(0.05) && row[0] >= 10)
        case .deepTown:
            return BlockPlan(kind: kind, lots: [lots(3.8, 5.3), lots(3.8, 5.3), 0, lots(3.8, 5.3), lots(3.8, 5.3)])
        case .fields:
            let row = [lots(13, 20), lots(13, 20)]
            return BlockPlan(kind: kind, lots: row, hasEnclave: dice.happens(0.15))
        case .institution: return BlockPlan(kind: kind, lots: [UInt8(dice.int(1..<3)), UInt8(dice.int(1..<3))])
        case .park: return BlockPlan(kind: kind, lots: [0])
        case .lake, .river: return BlockPlan(kind: kind, lots: [0, 0])
        }
    }
}

extension CityPlan {
    /// All parcels without defects, streets included.
    var parcelCount: Int {
        var count = blocks.reduce(0) { $0 + $1.parcels }
        for j in 0..<net.rows {
            for i in 0..<net.columns {
                for street in [Street.south, .west, .crossing] where !isOpen(street, i, j) { count += 1 }
                if block(i, j).kind == .deepTown && !isAlleyOpen(i, j) { count += 1 }
            }
        }
        return count
    }

    /// Changes the number of lots of all town rows evenly.
    private mutating func spread(_ change: Int) {
        let rows = blocks.reduce(0) { $0 + ($1.kind.isTown ? $1.lots.filter { $0 > 0 }.count : 0) }
        guard rows > 0 else { return }
        var done = 0
        var passed = 0
        for b in blocks.indices where blocks[b].kind.isTown {
            for r in blocks[b].lots.indices where blocks[b].lots[r] > 0 {
                passed += 1
                let due = Int((Double(change) * Double(passed) / Double(rows)).rounded())
                blocks[b].lots[r] = UInt8(max(1, Int(blocks[b].lots[r]) + due - done))
                done = due
            }
        }
    }

    /// Places where a defect can stand: see `DefectSite`.
    private var siteCount: Int {
        var count = 0
        for block in blocks { count += DefectSite.count(in: block) }
        return count
    }
}

/// The street pieces that belong to block `(i, j)`: south of it, west of it, and the crossing between the two.
enum Street: Int, Sendable {
    case south, west, crossing
}

extension CityPlan {
    /// The ward that owns a street piece of block `(i, j)`, or nil outside the city.
    func owner(_ street: Street, _ i: Int, _ j: Int) -> Int? {
        partition.owner(i, j, north: street == .west)
    }

    /// Whether a street piece is uncovered ground: by its ward, or because it lies in a lake or the river.
    func isOpen(_ street: Street, _ i: Int, _ j: Int) -> Bool {
        guard let ward = owner(street, i, j) else { return true }
        if isUnderWater(street, i, j) { return true }
        guard streetsAreOpen[ward] else { return false }
        // Between crossings that other wards cover, an open street would be a hole of the size of a lot.
        return street != .west || isOpenCrossing(i, j) || isOpenCrossing(i, j + 1)
    }

    private func isOpenCrossing(_ i: Int, _ j: Int) -> Bool {
        guard let ward = owner(.crossing, i, j) else { return false }
        return streetsAreOpen[ward]
    }

    func isUnderWater(_ street: Street, _ i: Int, _ j: Int) -> Bool {
        let kind = block(i, j).kind
        guard kind.isWater else { return false }
        func isSame(_ i: Int, _ j: Int) -> Bool { i >= 0 && j >= 0 && block(i, j).kind == kind }
        return switch street {
        case .south: isSame(i, j - 1)
        case .west: kind == .river && i == 0 || isSame(i - 1, j)
        case .crossing: isSame(i - 1, j) && isSame(i, j - 1) && isSame(i - 1, j - 1)
        }
    }

    /// An alley is open where the street of its ward at its western end is.
    func isAlleyOpen(_ i: Int, _ j: Int) -> Bool { isOpen(.west, i, j) }
}
