import Cadastre

/// What can be done to a site.
enum DefectRecipe: CaseIterable {
    case wallIntoNeighbour, cornerIntoTwoNeighbours, twoWallsIntoOne
    case gapAlongWall, gapOfThree, openSlot
    case mismatchOver, mismatchUnder, mismatchOpen, missingVertex
    case drawnTwice, parentOverParts
    case bowTie, spike, nullGeometry
    case sameNumber, noNumber, unlistedUse, groupUse, supersededUse, wrongStoredArea
    case wrongWard, unlistedWard, acrossWardLine
    case sliver, missingParcel

    /// One round of a ward's defects: the common ones stand several times.
    static let round: [DefectRecipe] =
        DefectRecipe.allCases + [
            .wallIntoNeighbour, .wallIntoNeighbour, .wallIntoNeighbour, .cornerIntoTwoNeighbours,
            .gapAlongWall, .gapAlongWall, .gapAlongWall, .openSlot, .mismatchOver, .mismatchUnder, .mismatchOver,
            .mismatchUnder, .missingVertex, .missingVertex,
        ]
}

extension BlockScene {
    /// Puts a defect into a site.
    ///
    /// - Returns: false when the site does not suit the recipe; nothing is changed then.
    mutating func apply(_ recipe: DefectRecipe, at site: DefectSite, dice: inout Dice) -> Bool {
        let smallest = Double(city.options.stepMillimetres) / 1000
        switch recipe {
        case .wallIntoNeighbour:
            return moveWall(site, by: thinOrWide(&dice, to: 1), .overlap, "wall into the neighbour")
        case .cornerIntoTwoNeighbours: return moveCorner(site, by: thinOrWide(&dice, to: 0.6), into: true)
        case .twoWallsIntoOne: return overlapThree(site)
        case .gapAlongWall: return moveWall(site, by: -thinOrWide(&dice, to: 0.4), .gap, "gap along a wall")
        case .gapOfThree: return moveCorner(site, by: thinOrWide(&dice, to: 0.4), into: false)
        case .openSlot: return openWall(site, by: thinOrWide(&dice, to: 0.4), .gap, "open slot")
        case .mismatchOver:
            return moveWall(site, by: max(smallest, dice.real(0.001, 0.01)), .edgeMismatch, "hairline overlap")
        case .mismatchUnder:
            return moveWall(site, by: -max(smallest, dice.real(0.001, 0.01)), .edgeMismatch, "hairline gap")
        case .mismatchOpen:
            return openWall(site, by: max(smallest, dice.real(0.001, 0.01)), .edgeMismatch, "hairline slot")
        case .missingVertex: return dropVertex(site, ofEast: dice.happens(0.5))
        case .drawnTwice: return drawTwice(site)
        case .parentOverParts: return coverParts(site)
        case .bowTie: return crossFront(site)
        case .spike: return addSpike(site)
        case .nullGeometry: return addNull(site)
        case .sameNumber: return repeatNumber(site)
        case .noNumber: return edit(site, .noNumber, .missingKey, "no parcel number")
        case .unlistedUse: return edit(site, .landUse("XYZ"), .invalidLandUse, "code in no list")
        case .groupUse: return edit(site, .landUse("NNP"), .invalidLandUse, "group code")
        case .supersededUse: return edit(site, .landUse("BHK"), .invalidLandUse, "superseded code")
        case .wrongStoredArea:
            return edit(site, .storedArea(addingLimits: dice.real(2, 6)), .areaMismatch, "stored area off")
        case .wrongWard: return nameWrongWard(site, dice: &dice)
        case .unlistedWard: return edit(site, .ward("99999"), .unknownWard, "ward code in no list")
        case .acrossWardLine: return crossWardLine(site, by: dice.real(1.2, 2))
        case .sliver: return cutSliver(site, area: dice.real(0.3, 0.8))
        case .missingParcel: return removeParcel(site)
        }
    }

    /// From 3 cm up, the thin ones as likely as the wide ones.
    private func thinOrWide(_ dice: inout Dice, to widest: Double) -> Double {
        let share = dice.unit()
        return 0.03 + (widest - 0.03) * share * share
    }
}
