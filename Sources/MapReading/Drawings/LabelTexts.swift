import Cadastre
import PlanarCoverage

/// One text of a drawing that can be a part of a parcel's label.
struct LabelText {
    /// An index of `Drawing.texts`.
    var text: Int32
    /// The middle of the writing, in metres.
    var x: Double
    var y: Double
    var heightMetres: Double
    var widthMetres: Double
    var angleRadians: Double
    var label: ParcelLabel
    /// Whether something in it is no part of a label.
    var isWhole: Bool
    /// Whether its level is that of the papers' land use.
    var isLegal: Bool
    /// The face that its middle lies in; -1 for none.
    var face: Int32

    /// The distance of a place from the middle line of the writing, in metres.
    func distance(_ px: Double, _ py: Double) -> Double {
        let (c, s) = angleRadians.cosineAndSine
        let along = (px - x) * c + (py - y) * s
        let across = (py - y) * c - (px - x) * s
        let beyond = max(0, abs(along) - widthMetres / 2)
        return (beyond * beyond + across * across).squareRoot()
    }
}

/// The texts on the levels of labels.
struct LabelTexts {
    private(set) var texts: [LabelText] = []
    /// Texts that stand where so many stand already that they say nothing; of those at one place the first are kept.
    private(set) var piled = 0

    private static let mostAtOnePlace = 16

    init(_ drawing: Drawing, _ strings: DrawnTexts, _ roles: LevelRoles, _ locator: FaceLocator) {
        struct Place: Hashable {
            var x: Double
            var y: Double
        }
        var standing: [Place: Int] = [:]
        for (i, text) in drawing.texts.enumerated() {
            guard let (role, isLegal) = roles.label[Int(text.level)] else { continue }
            let string = strings.strings[i]
            if string.allSatisfy(\.isWhitespace) { continue }
            let place = Place(x: text.x, y: text.y)
            standing[place, default: 0] += 1
            if standing[place, default: 0] > LabelTexts.mostAtOnePlace {
                piled += 1
                continue
            }
            let lines = max(1, string.split(whereSeparator: \.isNewline).count)
            let height = text.heightMetres
            // A letter of a drawing's font is about 0.6 of its height wide.
            let longest = string.split(whereSeparator: \.isNewline).map(\.count).max() ?? string.count
            let width = text.widthMetres > 0 ? text.widthMetres : 0.6 * height * Double(longest)
            let (c, s) = text.angleRadians.cosineAndSine
            let along = (0.5 - text.justification.shareLeft) * width
            let up = (0.5 - text.justification.shareBelow) * height * (1 + 1.5 * Double(lines - 1))
            let x = text.x + along * c - up * s
            let y = text.y + along * s + up * c
            let read = ParcelLabel.read(string, role: role)
            texts.append(
                LabelText(
                    text: Int32(i), x: x, y: y, heightMetres: height, widthMetres: width,
                    angleRadians: text.angleRadians, label: read.label, isWhole: read.isWhole, isLegal: isLegal,
                    face: locator.face(atX: x, y: y) ?? -1))
        }
    }
}

/// What each level of one drawing is for, by its id.
struct LevelRoles {
    var isBoundary: [Bool]
    /// The role of the level's texts, and whether they tell the land use of the papers.
    var label: [(role: LabelRole, isLegal: Bool)?]
    var isFrame: [Bool]

    init(_ drawing: Drawing, _ levels: DrawingLevels) {
        let keys = drawing.levels.map { DrawingLevels.key($0) }
        isBoundary = keys.map { levels.boundary.contains($0) }
        isFrame = keys.map { levels.frame.contains($0) }
        label = keys.map { key in
            if levels.label.contains(key) { return (.any, false) }
            if levels.number.contains(key) { return (.number, false) }
            if levels.area.contains(key) { return (.area, false) }
            if levels.landUse.contains(key) { return (.landUse, false) }
            if levels.legalLandUse.contains(key) { return (.landUse, true) }
            return nil
        }
    }
}
