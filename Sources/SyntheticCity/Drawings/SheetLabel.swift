/// The label of a parcel: number over area with a line between them, land-use codes below or beside it.
struct SheetLabel {
    /// The parcel's own words, which a fault may change.
    var number: String
    var area: String
    let landUse: String
    let place: LabelPlace
    /// Where the label stands when it is not in the parcel, at the end of a line from `place`, and its direction.
    var outside: (centre: Position, along: Position)?
    /// Whether its codes stand beside the fraction, where there is room.
    var isWide: Bool { outside == nil && place.width > 9 }
    var isMissing = false
    /// Smaller letters where a parcel is small all round.
    private let size: Double

    static let numberHeight = 1.0
    static let areaHeight = 0.8
    static let codeHeight = 0.6
    /// Of a label with its codes below.
    static let height = 4.0
    static let wanted = 4.0
    /// The width of a letter with the space behind it, as a share of its height.
    private static let letter = 0.75

    init(_ lot: DraftedLot, place: LabelPlace, areaSquareMetres: Double) {
        number = String(lot.number)
        area = SheetLabel.text(areaSquareMetres)
        landUse = lot.landUse
        self.place = place
        size = lot.areaSquareMetres < 25 ? 0.5 : 1
    }

    /// One decimal, with a comma.
    static func text(_ areaSquareMetres: Double) -> String {
        let tenths = Int((areaSquareMetres * 10).rounded())
        return "\(tenths / 10),\(tenths % 10)"
    }

    private var halfLine: Double {
        let letters = max(
            Double(number.count) * SheetLabel.numberHeight, Double(area.count) * SheetLabel.areaHeight)
        return (letters * SheetLabel.letter / 2 + 0.2) * size
    }

    /// Draws the label.
    /// - Parameter fromCorner: whether texts are placed by their lower left corners, instead of their middles.
    func draw(on sheet: inout SheetDrawing, fromCorner: Bool, _ round: Rounding) {
        if isMissing { return }
        let (centre, along) = outside ?? (place.centre, place.along)
        let up = along.left
        let half = halfLine
        sheet.lines.append(
            DrawnLine(
                points: [round(centre - along * half), round(centre + along * half)], level: SheetLevel.number))
        if outside != nil {
            // The line runs to the nearer end of the fraction's.
            let ends = [centre - along * half, centre + along * half]
            let near = (ends[0] - place.centre).length < (ends[1] - place.centre).length ? ends[0] : ends[1]
            sheet.lines.append(
                DrawnLine(points: [round(place.centre), round(near)], level: SheetLevel.number))
        }
        sheet.points.append((round(place.centre), SheetLevel.labelPoint))
        func write(_ text: String, _ level: UInt8, _ height: Double, right: Double = 0, above: Double) {
            let width = Double(text.count) * height * size * SheetLabel.letter
            let bottom = centre + along * right + up * (above * size)
            sheet.texts.append(
                SheetText(
                    text: text, at: round(fromCorner ? bottom - along * (width / 2) : bottom), level: level,
                    heightMetres: height * size, along: (along.x, along.y),
                    anchor: fromCorner ? .bottomLeft : .bottomCentre))
        }
        write(number, SheetLevel.number, SheetLabel.numberHeight, above: 0.2)
        write(area, SheetLevel.area, SheetLabel.areaHeight, above: -0.2 - SheetLabel.areaHeight)
        let use = Double(landUse.count) * SheetLabel.codeHeight * SheetLabel.letter
        let right = isWide ? half + use / 2 + 0.3 : 0
        write(landUse, SheetLevel.landUse, SheetLabel.codeHeight, right: right, above: isWide ? 0.2 : -1.9)
        write(landUse, SheetLevel.legalLandUse, SheetLabel.codeHeight, right: right, above: isWide ? -0.8 : -2.7)
    }
}
