/// Faults of line work and labels, each with its lot and the lots around it to itself.
extension SheetDrafting {
    /// What can be done to a lot.
    private enum Recipe: CaseIterable {
        case undershootWithin, undershootBeyond, overshootWithin, overshootBeyond, doubledExact, doubledShifted
        case missingLabel, twoLabels, labelOutside, wrongArea, duplicateNumber, unreadableLabel
    }

    /// A line between two lots, among the lines of its sheet.
    private struct Wall {
        var sheet: Int
        var line: Int
    }

    /// Distances that mending closes, and ones that it leaves: 15 mm lies between them.
    private static let within = 0.003...0.013
    private static let beyond = 0.05...0.3

    /// Where there are four sheets or more, one of them stands beside its place.
    mutating func chooseShiftedSheet() {
        guard numbersOfSheet.count >= 4 else { return }
        // Among those that neighbours tell the place of.
        let joined = numbersOfSheet.map(\.sheet).filter { sharedEdges(ofSheet: $0) >= 8 }
        guard !joined.isEmpty else { return }
        let sheet = dice.pick(joined)
        shiftedSheet = sheet
        let shift = (x: Int32(dice.happens(0.5) ? 240 : -240), y: Int32(dice.happens(0.5) ? 180 : -180))
        let (low, high) = box(of: lines[sheet] ?? [])
        faults.append(
            DrawingFault(
                kind: .shiftedSheet, sheet: sheet, at: round((low + high) * 0.5), size: 0.3, parcels: [], shift: shift))
    }

    /// How many edges the parcels of a sheet have in common with those of other sheets.
    private func sharedEdges(ofSheet sheet: Int) -> Int {
        lots.sides.values.count { side in
            guard let second = side.second else { return false }
            let sheets = (lots.lots[side.first].sheet, lots.lots[second].sheet)
            return sheets.0 != sheets.1 && (sheets.0 == sheet || sheets.1 == sheet)
        }
    }

    mutating func injectFaults() {
        var candidates = lots.lots.indices.filter {
            lots.lots[$0].kind == .lot && lots.lots[$0].sheet != shiftedSheet && labels[$0].outside == nil
        }
        for k in candidates.indices.dropLast() { candidates.swapAt(k, dice.int(k..<candidates.count)) }
        var recipes = Recipe.allCases
        for k in recipes.indices.dropLast() { recipes.swapAt(k, dice.int(k..<recipes.count)) }
        let walls = wallsOfLots()
        var wanted = max(1, Int((defectRate * Double(lots.lots.count)).rounded()))
        var taken: Set<Int> = []
        for lot in candidates where wanted > 0 && isFree(lot, taken) {
            for k in recipes.indices {
                guard let others = apply(recipes[k], to: lot, walls: walls[lot] ?? [], candidates, taken) else {
                    continue
                }
                for one in [lot] + others { taken.formUnion([one] + lots.neighbours(of: one)) }
                recipes.append(recipes.remove(at: k))
                wanted -= 1
                break
            }
        }
    }

    /// Whether no fault is near a lot. Streets have lots with faults on both sides.
    private func isFree(_ lot: Int, _ taken: Set<Int>) -> Bool {
        !taken.contains(lot)
            && lots.neighbours(of: lot).allSatisfy { lots.lots[$0].kind != .lot || !taken.contains($0) }
    }

    /// The lines between two lots of one sheet, by lot.
    private func wallsOfLots() -> [Int: [Wall]] {
        var walls: [Int: [Wall]] = [:]
        for (sheet, _) in numbersOfSheet {
            for (k, line) in (lines[sheet] ?? []).enumerated() where line.level == SheetLevel.boundary {
                guard let a = line.lots.0, let b = line.lots.1, lots.lots[a].kind == .lot, lots.lots[b].kind == .lot,
                    lots.lots[a].sheet == lots.lots[b].sheet, labels[a].outside == nil, labels[b].outside == nil
                else { continue }
                walls[a, default: []].append(Wall(sheet: sheet, line: k))
                walls[b, default: []].append(Wall(sheet: sheet, line: k))
            }
        }
        return walls
    }

    /// - Returns: other lots that the fault is about; nil when the lot does not suit the recipe.
    private mutating func apply(_ recipe: Recipe, to lot: Int, walls: [Wall], _ candidates: [Int], _ taken: Set<Int>)
        -> [Int]?
    {
        switch recipe {
        case .undershootWithin: moveEnd(of: walls, by: -dice.real(SheetDrafting.within), "within")
        case .undershootBeyond: moveEnd(of: walls, by: -dice.real(SheetDrafting.beyond), "beyond")
        case .overshootWithin: moveEnd(of: walls, by: dice.real(SheetDrafting.within), "within")
        case .overshootBeyond: moveEnd(of: walls, by: dice.real(SheetDrafting.beyond), "beyond")
        case .doubledExact: double(walls, by: 0, "exact")
        case .doubledShifted: double(walls, by: dice.real(SheetDrafting.within), "shifted")
        case .missingLabel:
            change(lot, .missingLabel) { label, _ in
                label.isMissing = true
                return nil
            }
        case .wrongArea:
            change(lot, .wrongArea) { [lots] label, dice in
                let off = (3 + lots.lots[lot].areaSquareMetres * dice.real(0.05, 0.15)) * (dice.happens(0.5) ? 1 : -1)
                let wrong = max(1, ((lots.lots[lot].areaSquareMetres + off) * 10).rounded() / 10)
                label.area = SheetLabel.text(wrong)
                return wrong - lots.lots[lot].areaSquareMetres
            }
        case .unreadableLabel:
            change(lot, .unreadableLabel) { label, dice in
                label.number = dice.pick(["?", "#", "1?", "?7"])
                return nil
            }
        case .twoLabels: addSecondLabel(lot)
        case .labelOutside: addStray(lot)
        case .duplicateNumber: repeatNumber(of: lot, among: candidates, taken)
        }
    }

    private mutating func change(
        _ lot: Int, _ kind: DrawingFault.Kind, _ body: (inout SheetLabel, inout Dice) -> Double?
    ) -> [Int]? {
        let size = body(&labels[lot], &dice)
        report(kind, "", lots.lots[lot].sheet, round(labels[lot].place.centre), size, [lot])
        return []
    }

    private mutating func report(
        _ kind: DrawingFault.Kind, _ variant: String, _ sheet: Int, _ at: CityPoint, _ size: Double?, _ about: [Int]
    ) {
        faults.append(
            DrawingFault(
                kind: kind, variant: variant, sheet: sheet, at: at, size: size,
                parcels: about.map { (lots.lots[$0].sheet, lots.lots[$0].number) }))
    }

    // MARK: Lines

    /// Shortens or lengthens a wall at an end where other lines meet it.
    private mutating func moveEnd(of walls: [Wall], by metres: Double, _ variant: String) -> [Int]? {
        for wall in walls {
            guard let line = lines[wall.sheet]?[wall.line] else { continue }
            for isLast in [true, false] {
                var points = isLast ? line.points : line.points.reversed()
                let end = points[points.count - 1]
                let inner = points[points.count - 2]
                let along = end.position - inner.position
                guard along.length > abs(metres) + 0.5, (graphs[wall.sheet]?.degree(end) ?? 0) >= 3,
                    let a = line.lots.0, let b = line.lots.1
                else { continue }
                points[points.count - 1] = round(end.position + along.unit * metres)
                lines[wall.sheet]?[wall.line].points = isLast ? points : points.reversed()
                report(
                    metres < 0 ? .undershoot : .overshoot, variant, wall.sheet, points[points.count - 1], abs(metres),
                    [a, b])
                return [a, b]
            }
        }
        return nil
    }

    /// Draws a wall a second time.
    private mutating func double(_ walls: [Wall], by metres: Double, _ variant: String) -> [Int]? {
        guard let wall = walls.first, let line = lines[wall.sheet]?[wall.line], let a = line.lots.0, let b = line.lots.1
        else { return nil }
        let along = line.points[line.points.count - 1].position - line.points[0].position
        guard along.length > 1 else { return nil }
        var copy = line
        let aside = along.unit.left * metres
        copy.points = line.points.map { round($0.position + aside) }
        copy.lots = (nil, nil)
        lines[wall.sheet]?.append(copy)
        report(.doubledLine, variant, wall.sheet, line.points[line.points.count / 2], metres, [a, b])
        return [a, b]
    }

    // MARK: Labels

    private mutating func addSecondLabel(_ lot: Int) -> [Int]? {
        let own = lots.lots[lot]
        let place = labels[lot].place
        for step in [5.5, -5.5, 6.5, -6.5] {
            let centre = place.centre + place.along.left * step
            let corners = [(-1.6, -3.2), (1.6, -3.2), (1.6, 1.3), (-1.6, 1.3)].map { x, y in
                centre + place.along * x + place.along.left * y
            }
            guard corners.allSatisfy({ SheetDrafting.contains(own.rings, $0) }) else { continue }
            var other = own
            other.number = lots.nextNumber(onSheets: [own.sheet])
            var moved = place
            moved.centre = centre
            extraLabels[own.sheet, default: []].append(
                SheetLabel(other, place: moved, areaSquareMetres: own.areaSquareMetres))
            report(.twoLabels, "", own.sheet, round(centre), nil, [lot])
            return []
        }
        return nil
    }

    /// A label of no parcel, in a corner of the frame.
    private mutating func addStray(_ lot: Int) -> [Int]? {
        let sheet = lots.lots[lot].sheet
        let count = strays[sheet] ?? 0
        guard count < 5 else { return nil }
        strays[sheet] = count + 1
        let (low, _) = box(of: lines[sheet] ?? [])
        var stray = lots.lots[lot]
        stray.number = lots.nextNumber(onSheets: [sheet])
        var place = labels[lot].place
        place.centre = low + Position(x: -7 + 9 * Double(count), y: -7)
        place.along = Position(x: 1, y: 0)
        extraLabels[sheet, default: []].append(
            SheetLabel(stray, place: place, areaSquareMetres: stray.areaSquareMetres))
        report(.labelOutside, "", sheet, round(place.centre), nil, [])
        return []
    }

    /// The label has the number of another lot of the sheet.
    private mutating func repeatNumber(of lot: Int, among candidates: [Int], _ taken: Set<Int>) -> [Int]? {
        let near = Set(lots.neighbours(of: lot) + [lot])
        let around = lots.neighbours(of: lot)
        guard
            let other = candidates.first(where: { other in
                lots.lots[other].sheet == lots.lots[lot].sheet && !near.contains(other) && isFree(other, taken)
                    && !lots.neighbours(of: other).contains(where: { around.contains($0) && lots.lots[$0].kind == .lot }
                    )
            })
        else { return nil }
        labels[lot].number = labels[other].number
        report(.duplicateNumber, "", lots.lots[lot].sheet, round(labels[lot].place.centre), nil, [lot, other])
        return [other]
    }

    /// Whether a place lies inside the shell and in no hole.
    static func contains(_ rings: [[CityPoint]], _ place: Position) -> Bool {
        var isInside = false
        for ring in rings {
            var last = ring[ring.count - 1].position
            for p in ring.map(\.position) {
                if (p.y > place.y) != (last.y > place.y),
                    place.x < last.x + (p.x - last.x) * (place.y - last.y) / (p.y - last.y)
                {
                    isInside.toggle()
                }
                last = p
            }
        }
        return isInside
    }
}

extension Dice {
    fileprivate mutating func real(_ range: ClosedRange<Double>) -> Double { real(range.lowerBound, range.upperBound) }
}
