import Cadastre

/// Draws one ward: block by block from the south-west, each with its street pieces.
struct WardDrawing {
    let plan: CityPlan
    let ward: Int
    private var map: WardMap
    private var shapes = ShapeCache()
    private var recipes: [DefectRecipe]
    private var sheets = SheetNumbers()
    private var named: Set<ParcelIdentity> = []
    private var drawn: [ParcelIdentity] = []
    private let permitted = PermittedError(scale: 500)

    init(plan: CityPlan, ward: Int) {
        self.plan = plan
        self.ward = ward
        map = WardMap(ward: plan.wards[ward])
        var dice = Dice(plan.options.seed, .wards, ward)
        recipes = DefectRecipe.round
        for k in recipes.indices.dropLast() { recipes.swapAt(k, dice.int(k..<recipes.count)) }
    }

    mutating func draw() -> WardMap {
        var outline = WardOutline()
        var ground = OpenGround()
        for j in 0..<plan.net.rows {
            for i in 0..<plan.net.columns {
                let ownsSouth = plan.partition.owner(i, j, north: false) == ward
                let ownsNorth = plan.partition.owner(i, j, north: true) == ward
                if !ownsSouth && !ownsNorth { continue }
                drawBlock(i, j)
                for street in [Street.south, .west, .crossing] where plan.owner(street, i, j) == ward {
                    drawStreet(street, i, j)
                }
                outline.addSides(ofBlock: i, j, ward: ward, plan: plan, shapes: &shapes)
                ground.add(block: i, j, ward: ward, plan: plan, shapes: &shapes)
            }
            shapes.forget(before: j)
        }
        map.outline = outline.ring()
        map.openGround = ground.stretches(plan: plan)
        for entry in map.truth { named.formUnion(entry.parties) }
        for (index, identity) in drawn.enumerated() where named.contains(identity) {
            map.parties.append((identity, Int32(index)))
        }
        return map
    }

    private mutating func drawBlock(_ i: Int, _ j: Int) {
        var scene = BlockScene(city: plan, i: i, j: j, shape: shapes.shape(i, j, plan: plan))
        injectDefects(into: &scene)
        for entry in scene.truth {
            // Both wards of a split block see its truth; the one of the first party tells it.
            named.formUnion(entry.parties)
            let first = scene.drafts.first { $0.identity == entry.parties[0] }
            let isNorth = first?.isNorth ?? false
            if plan.partition.owner(i, j, north: isNorth) == ward { map.truth.append(entry) }
        }
        var numbers = [Int?](repeating: nil, count: scene.drafts.count)
        for (index, draft) in scene.drafts.enumerated() where !draft.isMissing {
            guard plan.partition.owner(i, j, north: draft.isNorth) == ward else { continue }
            emit(draft, i, j, index: index, numbers: &numbers)
        }
    }

    private mutating func injectDefects(into scene: inout BlockScene) {
        for site in DefectSite.chosen(in: plan, scene.i, scene.j) {
            var dice = Dice(plan.options.seed, .defects, scene.i, scene.j, site.row << 20 | site.lot << 8 | 1)
            if scene.isSplit {
                // Both wards must choose alike, so neither asks what it has had before; half of the defects are
                // between the wards.
                var choices = DefectRecipe.round
                let start = dice.int(0..<choices.count)
                choices = Array(choices[start...] + choices[..<start])
                if dice.happens(0.5) {
                    let between: [DefectRecipe] = [.cornerIntoTwoNeighbours, .gapOfThree]
                    choices = (dice.happens(0.5) ? between : between.reversed()) + choices
                }
                for recipe in choices where scene.apply(recipe, at: site, dice: &dice) { break }
            } else {
                for k in recipes.indices where scene.apply(recipes[k], at: site, dice: &dice) {
                    recipes.append(recipes.remove(at: k))
                    break
                }
            }
        }
    }

    /// The piece's ring, counter-clockwise.
    private mutating func drawStreet(_ street: Street, _ i: Int, _ j: Int) {
        if plan.isOpen(street, i, j) { return }
        let draft = Draft(
            identity: ParcelIdentity(street, i, j), isNorth: street == .west,
            parts: [[shapes.ring(of: street, i, j, plan: plan)]], kind: .street)
        var numbers: [Int?] = [nil]
        emit(draft, i, j, index: 0, numbers: &numbers)
    }

    private mutating func emit(_ draft: Draft, _ i: Int, _ j: Int, index: Int, numbers: inout [Int?]) {
        let (sheet, number) = sheets.next(i, j)
        var dice = Dice(plan.options.seed, .people, i, j, index << 8 | (draft.kind == .street ? 1 : 0))
        let area = (draft.area * 10).rounded() / 10
        let isOwned = draft.kind == .lot || draft.kind == .field
        var attributes = ParcelAttributes(
            ward: map.ward.code, sheet: sheet, number: number, storedAreaSquareMetres: area,
            legalAreaSquareMetres: draft.kind == .street ? nil : legalArea(draft, i, j, index: index),
            drawnAreaSquareMetres: draft.parts.allSatisfy(\.isEmpty) || draft.parts[0][0].isEmpty ? nil : draft.area,
            landUse: landUse(draft, &dice), kind: draft.kind, owner: isOwned ? dice.int(0..<10_000_000) : nil)
        numbers[index] = number
        for edit in draft.edits {
            switch edit {
            case .landUse(let code): attributes.landUse = code
            case .noNumber: attributes.number = nil
            case .numberOf(let other): attributes.number = numbers[other]
            case .ward(let code):
                attributes.ward = code
                // A number that no other parcel of the city has.
                attributes.number = 1_000_000 * (ward + 1) + drawn.count
            case .storedArea(let limits):
                let limit = permitted.area(ofSquareMetres: area) + 0.05
                attributes.storedAreaSquareMetres = ((area + limits * limit + 1) * 10).rounded() / 10
            }
        }
        var shift = Dice(plan.options.seed, .jitter, i, j, drawn.count)
        let reach = plan.options.jitterMetres * 1000 / Double(plan.options.stepMillimetres)
        let step = Double(plan.options.stepMillimetres)
        let shiftX = Int32((shift.real(-reach, reach)).rounded() * step)
        let shiftY = Int32((shift.real(-reach, reach)).rounded() * step)
        map.parcels.append(parts: draft.parts, attributes: attributes, shiftX: shiftX, shiftY: shiftY)
        drawn.append(draft.identity)
    }

    /// What the certificate says.
    private func legalArea(_ draft: Draft, _ i: Int, _ j: Int, index: Int) -> Double {
        let area = draft.rightfulArea
        guard area > 0 else { return 0 }
        var dice = Dice(plan.options.seed, .areas, i, j, index)
        let noise = plan.options.legalAreaNoise * permitted.area(ofSquareMetres: area) * dice.bell()
        return max(1, ((area + noise) * 10).rounded()) / 10
    }

    private func landUse(_ draft: Draft, _ dice: inout Dice) -> String {
        let isUrban = map.ward.kind == .ward
        switch draft.kind {
        case .street: return "DGT"
        case .park: return "DKV"
        case .institution: return dice.pick(["DGD", "DYT", "TSC", "DVH", "TMD"])
        case .field: return dice.pick(["LUC", "LUC", "LUC", "HNK", "CLN", "NTS"])
        case .lot:
            let chance = dice.unit()
            let home = isUrban ? "ODT" : "ONT"
            return chance < 0.9 ? home : chance < 0.96 ? home + "+CLN" : "TMD"
        }
    }
}

/// Numbers parcels from 1 on each sheet, and sheets from 1 in the order in which the ward reaches them.
private struct SheetNumbers {
    private var sheets: [Int: Int] = [:]
    private var last: [Int] = []

    /// A sheet holds two blocks by six.
    mutating func next(_ i: Int, _ j: Int) -> (sheet: Int, number: Int) {
        let place = (j / 6) << 20 | i / 2
        let sheet: Int
        if let known = sheets[place] {
            sheet = known
        } else {
            sheet = last.count
            sheets[place] = sheet
            last.append(0)
        }
        last[sheet] += 1
        return (sheet + 1, last[sheet])
    }
}
