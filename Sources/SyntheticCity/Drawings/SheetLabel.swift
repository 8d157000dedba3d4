/// The label of a parcel: number over area with a line between them, land-use codes below or beside it.
struct SheetLabel {
    /// The parcel's own words, which a fault may change.
    var number: String
    var area: String
    let landUse: String
    let place: LabelPlace
    /// Where the label stands when it is not in the parcel, at the end of a line from `place`.
    var outside: Position?
    /// Whether its codes stand beside the fraction, where there is room.
    var isWide: Bool { outside == nil && place.width > 9 }
    var isMissing = false

    static let numberHeight = 1.0
    static let areaHeight = 0.8
    /// Of a label with its codes below.
    static let height = 4.4
    static let wanted = 3.4
    /// The width of a letter with the space behind it, as a share of its height.
    private static let letter = 0.75

    init(_ lot: DraftedLot, place: LabelPlace, areaSquareMetres: Double) {
        number = String(lot.number)
        area = SheetLabel.text(areaSquareMetres)
        landUse = lot.landUse
        self.place = place
    }

    /// One decimal, with a comma.
    static func text(_ areaSquareMetres: Double) -> String {
        let tenths = Int((areaSquareMetres * 10).rounded())
        return "\(tenths / 10),\(tenths % 10)"
    }

    private var halfLine: Double {
        let letters = max(
            Double(number.count) * SheetLabel.numberHeight, Double(area.count) * SheetLabel.areaHeight)
        return letters * SheetLabel.letter / 2 + 0.2
    }

    /// Draws the label.
    /// - Parameter fromCorner: whether texts are placed by their lower left corners, instead of their middles.
    func draw(on sheet: inout SheetDrawing, fromCorner: Bool, _ round: Rounding) {
        if isMissing { return }
        let centre = outside ?? place.centre
        let (along, up) = (place.along, place.along.left)
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
        func write(_ text: String, _ level: UInt8, _ height: Double, at bottom: Position) {
            let width = Double(text.count) * height * SheetLabel.letter
            sheet.texts.append(
                SheetText(
                    text: text, at: round(fromCorner ? bottom - along * (width / 2) : bottom), level: level,
                    heightMetres: height, along: (along.x, along.y), anchor: fromCorner ? .bottomLeft : .bottomCentre))
        }
        write(number, SheetLevel.number, SheetLabel.numberHeight, at: centre + up * 0.2)
        write(area, SheetLevel.area, SheetLabel.areaHeight, at: centre - up * (0.2 + SheetLabel.areaHeight))
        let use = Double(landUse.count) * SheetLabel.areaHeight * SheetLabel.letter
        let codes =
            isWide
            ? [centre + along * (half + use / 2 + 0.3) + up * 0.2, centre + along * (half + use / 2 + 0.3) - up * 1]
            : [centre - up * 2.1, centre - up * 3.1]
        write(landUse, SheetLevel.landUse, SheetLabel.areaHeight, at: codes[0])
        write(landUse, SheetLevel.legalLandUse, SheetLabel.areaHeight, at: codes[1])
    }
}
