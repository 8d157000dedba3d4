import Cadastre

/// Draws the sheets of one ward: lines, labels, faults.
struct SheetDrafting {
    let plan: CityPlan
    let map: WardMap
    let ground: SheetGround
    let round: Rounding
    let defectRate: Double
    var dice: Dice
    var lots: DraftedLots
    /// Sheets in order, and the lots of each.
    var numbersOfSheet: [(sheet: Int, lots: [Int])] = []
    var graphs: [Int: SheetLines] = [:]
    var lines: [Int: [DrawnLine]] = [:]
    /// By lot.
    var labels: [SheetLabel] = []
    /// Labels that are no parcel's, by sheet.
    var extraLabels: [Int: [SheetLabel]] = [:]
    /// Places, from the frame's lower left corner, for labels in no parcel.
    var strays: [Int: Int] = [:]
    var faults: [DrawingFault] = []
    var shiftedSheet: Int?

    /// How far the frame stands from the outermost parcel.
    private static let margin = 15.0

    init(_ city: City, ward: Int, defectRate: Double) {
        plan = city.plan
        map = city.map(ofWard: ward)
        ground = SheetGround(ward: ward, plan: plan)
        round = Rounding(stepMillimetres: city.options.stepMillimetres)
        self.defectRate = defectRate
        dice = Dice(city.options.seed, .drawings, ward)
        lots = DraftedLots(map.parcels)
    }

    mutating func draw() -> WardSheets {
        var ward = WardSheets(ward: map.ward)
        if defectRate > 0 { cutStreets() }
        gatherSheets()
        placeLabels()
        placeLeaders()
        if defectRate > 0 {
            chooseShiftedSheet()
            injectFaults()
        }
        for (sheet, members) in numbersOfSheet {
            var drawing = SheetDrawing(number: sheet)
            draw(members, on: &drawing)
            if sheet == shiftedSheet, let shift = faults.first(where: { $0.kind == .shiftedSheet })?.shift {
                drawing.shift(byX: shift.x, y: shift.y)
            }
            ward.sheets.append(drawing)
            for lot in members.sorted(by: { lots.lots[$0].number < lots.lots[$1].number }) {
                if let truth = truth(ofLot: lot) { ward.labels.append(truth) }
            }
        }
        addOpenGround()
        ward.faults = faults
        return ward
    }

    // MARK: Sheets

    private mutating func gatherSheets() {
        var members: [Int: [Int]] = [:]
        for index in lots.lots.indices { members[lots.lots[index].sheet, default: []].append(index) }
        for sheet in members.keys.sorted() {
            let own = members[sheet] ?? []
            numbersOfSheet.append((sheet, own))
            var graph = SheetLines(of: own, lots, ground)
            lines[sheet] = graph.lines()
            graphs[sheet] = graph
        }
    }

    /// A few streets at the edges of sheets.
    private mutating func cutStreets() {
        let cuts = lots.lots.indices.compactMap { lots.cut(ofLot: $0) }
        guard !cuts.isEmpty else { return }
        var wanted = max(1, Set(lots.lots.map(\.sheet)).count / 8)
        var near: Set<Int> = []
        for _ in 0..<3 * wanted where wanted > 0 {
            let cut = cuts[dice.int(0..<cuts.count)]
            let around = lots.neighbours(of: cut.lot) + [cut.lot]
            if around.contains(where: { near.contains($0) }) { continue }
            near.formUnion(around)
            let done = lots.apply(cut, round)
            let lot = lots.lots[cut.lot]
            faults.append(
                DrawingFault(
                    kind: .cutParcel, sheet: lot.sheet, at: done.at, size: lot.areaSquareMetres,
                    parcels: [(lot.sheet, lot.number), (done.otherSheet, lot.number)]))
            wanted -= 1
        }
    }

    private func draw(_ members: [Int], on sheet: inout SheetDrawing) {
        let own = lines[sheet.number] ?? []
        sheet.lines = own
        sheet.lines += graphs[sheet.number]?.wardLines(map.outline, lots, Set(members)) ?? []
        let fromCorner = sheet.number % 2 == 0
        for lot in members { labels[lot].draw(on: &sheet, fromCorner: fromCorner, round) }
        for label in extraLabels[sheet.number] ?? [] { label.draw(on: &sheet, fromCorner: fromCorner, round) }
        for lot in members { drawHouse(lot, on: &sheet) }
        drawFrame(around: own, on: &sheet)
    }

    /// The outline of a house, which bounds no parcel.
    private func drawHouse(_ lot: Int, on sheet: inout SheetDrawing) {
        var dice = Dice(plan.options.seed, .drawings, lots.lots[lot].sheet, lots.lots[lot].number, 1)
        guard lots.lots[lot].kind == .lot, labels[lot].outside == nil, dice.happens(0.5) else { return }
        let place = labels[lot].place
        let (across, up) = (place.along * (0.35 * place.width), place.along.left)
        let corners = [
            place.centre - across - up, place.centre + across - up, place.centre + across + up,
            place.centre - across + up,
        ].map { round($0) }
        sheet.lines.append(DrawnLine(points: corners + [corners[0]], level: SheetLevel.house))
        sheet.texts.append(
            SheetText(
                text: dice.pick(["b1", "b2", "b3", "g1"]), at: round(place.centre + up * 1.4),
                level: SheetLevel.houseNote, heightMetres: 0.6, along: (place.along.x, place.along.y),
                anchor: .bottomCentre))
    }

    /// The lowest and the highest corner of what the sheet draws.
    func box(of lines: [DrawnLine]) -> (low: Position, high: Position) {
        var low = Position(x: .infinity, y: .infinity)
        var high = Position(x: -.infinity, y: -.infinity)
        for line in lines {
            for p in line.points.map(\.position) {
                low = Position(x: min(low.x, p.x), y: min(low.y, p.y))
                high = Position(x: max(high.x, p.x), y: max(high.y, p.y))
            }
        }
        return (low, high)
    }

    private func drawFrame(around lines: [DrawnLine], on sheet: inout SheetDrawing) {
        let (low, high) = box(of: lines)
        let margin = SheetDrafting.margin
        let corners = [
            (low.x, low.y, -1.0, -1.0), (high.x, low.y, 1, -1), (high.x, high.y, 1, 1), (low.x, high.y, -1, 1),
        ]
        .map { round(Position(x: $0.0 + margin * $0.2, y: $0.1 + margin * $0.3)) }
        sheet.lines.append(DrawnLine(points: corners + [corners[0]], level: SheetLevel.frame))
        let middle = (low.x + high.x) / 2
        let words: [(String, Double, Double, SheetText.Anchor)] = [
            ("TỜ BẢN ĐỒ ĐỊA CHÍNH SỐ \(sheet.number)", high.y + margin + 10, 5, .bottomCentre),
            (map.ward.name.uppercased(), high.y + margin + 3, 4, .bottomCentre),
            ("Tỷ lệ 1:\(sheet.scale)", low.y - margin - 3, 4, .topCentre),
        ]
        for (text, y, height, anchor) in words {
            sheet.texts.append(
                SheetText(
                    text: text, at: round(Position(x: middle, y: y)), level: SheetLevel.frame, heightMetres: height,
                    along: (1, 0), anchor: anchor))
        }
    }

    // MARK: Labels

    private mutating func placeLabels() {
        labels = lots.lots.map { lot in
            SheetLabel(
                lot, place: LabelPlace(lot.rings, wanted: SheetLabel.wanted, height: SheetLabel.height),
                areaSquareMetres: lot.areaSquareMetres)
        }
    }

    /// Labels of some narrow lots stand in the street before them; others are written along the lot.
    private mutating func placeLeaders() {
        var placed: [Position] = []
        for index in lots.lots.indices where lots.lots[index].kind == .lot {
            let place = labels[index].place
            guard min(place.width, place.otherWidth) < SheetLabel.wanted, let front = streetSide(of: index) else {
                continue
            }
            let side = (front.to.position - front.from.position).unit
            let along = LabelPlace.rightward(side)
            // The fraction stands above the middle of a label with its codes.
            let middle = (front.from.position + front.to.position) * 0.5
            let centre = middle - side.left * 3.0 + along.left * 0.8
            let others = placed + (front.street.map { [labels[$0].place.centre] } ?? [])
            if others.contains(where: { ($0 - centre).length < 9 }) { continue }
            labels[index].outside = (centre, along)
            placed.append(centre)
        }
    }

    /// The longest edge of a lot with a street beyond it; the lot lies to its left.
    private func streetSide(of index: Int) -> (from: CityPoint, to: CityPoint, street: Int?)? {
        let ring = counterClockwise(lots.lots[index].rings[0])
        var best: (from: CityPoint, to: CityPoint, street: Int?)?
        var length = 2.5
        for k in ring.indices {
            let (from, to) = (ring[k], ring[(k + 1) % ring.count])
            let edge = LotEdge(from, to)
            let own = (to.position - from.position).length
            guard own > length, ground.level(of: edge, lots) == SheetLevel.street else { continue }
            // An alley has no room for a label.
            let street = lots.neighbour(of: index, across: edge)
            if ground.alleys.contains(edge) { continue }
            if let street, min(labels[street].place.width, labels[street].place.otherWidth) < 5.5 { continue }
            (best, length) = ((from, to, street), own)
        }
        return best
    }

    private func truth(ofLot index: Int) -> LabelTruth? {
        let lot = lots.lots[index]
        if let first = lot.firstHalf, first != index { return nil }
        var truth = LabelTruth(
            ward: map.ward.code, sheet: lot.sheet, number: lot.number, areaSquareMetres: lot.areaSquareMetres,
            landUse: lot.landUse, at: round(labels[index].place.centre))
        truth.hasLeader = labels[index].outside != nil
        if lot.firstHalf != nil {
            truth.otherSheet = lots.lots.indices.first { $0 != index && lots.lots[$0].firstHalf == index }
                .map { lots.lots[$0].sheet }
        }
        return truth
    }

    private mutating func addOpenGround() {
        for stretch in map.openGround {
            faults.append(
                DrawingFault(
                    kind: .openGround, sheet: nil, at: stretch.at, size: stretch.areaSquareMetres, parcels: []))
        }
        for entry in map.truth where entry.kind == .uncovered {
            guard let at = entry.at else { continue }
            faults.append(
                DrawingFault(kind: .openGround, sheet: nil, at: at, size: entry.areaSquareMetres, parcels: []))
        }
    }
}
