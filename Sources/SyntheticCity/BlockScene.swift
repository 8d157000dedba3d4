import Cadastre

/// The parcels of one block while defects are put into them.
struct BlockScene {
    let city: CityPlan
    let i: Int
    let j: Int
    let plan: BlockPlan
    let shape: BlockShape
    let round: Rounding
    var drafts: [Draft] = []
    var truth: [TruthEntry] = []
    /// The draft of the first lot of each row.
    private var firstDraft: [Int] = []
    private var pieces = 0

    init(city: CityPlan, i: Int, j: Int, shape: BlockShape) {
        self.city = city
        self.i = i
        self.j = j
        self.shape = shape
        plan = city.block(i, j)
        round = Rounding(stepMillimetres: city.options.stepMillimetres)
        switch plan.kind {
        case .park: addPark()
        case .lake, .river: break
        default: addRows()
        }
    }

    func draft(_ row: Int, _ lot: Int) -> Int { firstDraft[row] + lot }

    func isNorth(row: Int) -> Bool { row >= shape.middleLine }

    /// The ward that owns a row.
    func ward(ofRow row: Int) -> Int? { city.partition.owner(i, j, north: isNorth(row: row)) }

    /// Whether the two halves belong to different wards.
    var isSplit: Bool { city.partition.owner(i, j, north: false) != city.partition.owner(i, j, north: true) }

    private mutating func addRows() {
        for (r, row) in shape.rows.enumerated() {
            firstDraft.append(drafts.count)
            if !row.isLots {
                if !city.isAlleyOpen(i, j) {
                    drafts.append(
                        Draft(
                            identity: ParcelIdentity(block: i, j, row: r, lot: 0), isNorth: isNorth(row: r),
                            parts: [[shape.lot(r, 0).ring]], kind: .street))
                }
                continue
            }
            let kind: ParcelAttributes.Kind =
                plan.kind == .fields ? .field : plan.kind == .institution ? .institution : .lot
            for k in 0..<row.lots {
                drafts.append(
                    Draft(
                        identity: ParcelIdentity(block: i, j, row: r, lot: k), isNorth: isNorth(row: r),
                        parts: [[shape.lot(r, k).ring]], kind: kind))
            }
        }
        if plan.hasMultipart { joinParts() }
        if plan.hasEnclave { addEnclave() }
    }

    /// Lots 2 and 4 of the first row become one parcel of two parts.
    private mutating func joinParts() {
        let first = draft(0, 2)
        let second = draft(0, 4)
        drafts[first].parts += drafts[second].parts
        drafts[second].isMissing = true
        truth.append(
            TruthEntry(
                kind: .multipart, variant: "two parts", parties: [drafts[first].identity],
                at: middle(drafts[first].parts[0][0])))
    }

    /// A small parcel in a hole of a field; now and then the hole is forgotten.
    private mutating func addEnclave() {
        var dice = Dice(city.options.seed, .defects, i, j, -1)
        let host = draft(1, shape.rows[1].lots / 2)
        let at = middle(shape.lot(1, shape.rows[1].lots / 2).ring)
        let corners = [(2.0, -1.2), (2.2, 0.9), (0.3, 2.1), (-1.8, 1.3), (-2.1, -0.8), (-0.2, -1.9)].map { x, y in
            round(at.position + Position(x: x * dice.real(0.8, 1.2), y: y * dice.real(0.8, 1.2)))
        }
        let inner = addPiece(isNorth: true, ring: corners, kind: .field)
        if dice.happens(city.siteProbability) {
            truth.append(
                TruthEntry(
                    kind: .nestedParcel, variant: "enclave without a hole",
                    parties: [drafts[host].identity, drafts[inner].identity], owner: drafts[inner].identity, at: at,
                    areaSquareMetres: squareMetres(corners), shells: [corners]))
            drafts[host].rightfulAreaSquareMetres = drafts[host].area - squareMetres(corners)
        } else {
            drafts[host].parts[0].append(corners.reversed())
        }
    }

    /// One parcel with a lake of 24 corners as its hole.
    private mutating func addPark() {
        firstDraft = [0]
        let ring = shape.lot(0, 0).ring
        let corners = [shape.lines[0].first, shape.lines[0].last, shape.lines[1].last, shape.lines[1].first]
        let square = corners.compactMap { $0?.position }
        let centre = (square[0] + square[1] + square[2] + square[3]) * 0.25
        let east = (square[1] + square[2]) * 0.5 - centre
        let north = (square[2] + square[3]) * 0.5 - centre
        var lake: [CityPoint] = []
        for quarter in 0..<4 {
            for step in 0..<6 {
                // The rational circle: no sines, the same digits everywhere.
                let t = Double(step) / 6
                let c = (1 - t * t) / (1 + t * t)
                let s = 2 * t / (1 + t * t)
                let turned = [(c, s), (-s, c), (-c, -s), (s, -c)][quarter]
                lake.append(round(centre + east * (0.6 * turned.0) + north * (0.55 * turned.1)))
            }
        }
        let identity = ParcelIdentity(block: i, j, row: 0, lot: 0)
        drafts.append(Draft(identity: identity, isNorth: false, parts: [[ring, lake.reversed()]], kind: .park))
        truth.append(
            TruthEntry(
                kind: .uncovered, variant: "lake in a park", parties: [identity], at: middle(lake),
                areaSquareMetres: squareMetres(lake), shells: [lake], isHole: true))
    }

    /// Adds a parcel that no lot of the plan is; an empty ring makes a null geometry.
    @discardableResult
    mutating func addPiece(isNorth: Bool, ring: [CityPoint], kind: ParcelAttributes.Kind) -> Int {
        let identity = ParcelIdentity(block: i, j, row: 99, lot: pieces)
        pieces += 1
        drafts.append(
            Draft(identity: identity, isNorth: isNorth, parts: ring.isEmpty ? [] : [[ring]], kind: kind))
        return drafts.count - 1
    }
}
