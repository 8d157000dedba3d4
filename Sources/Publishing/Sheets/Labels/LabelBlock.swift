/// What a parcel's label says, with the widths of its texts for an em of 1.
struct LabelText: Hashable, Sendable {
    var number: String
    var area: String
    var landUse: String
    var numberWidth: Double
    var areaWidth: Double
    var landUseWidth: Double
    /// Number over area is a fraction; a name over its figure is none.
    var hasBar = true

    var isEmpty: Bool { number.isEmpty && area.isEmpty && landUse.isEmpty }
}

/// How the three texts of a label stand to each other.
enum LabelForm: Int, CaseIterable, Hashable, Sendable {
    /// Number over area, the code to the left of the bar.
    case beside
    /// Number over area over code.
    case below
    /// All in one line: `ODT 205/45,6`.
    case line
}

/// A label set for an em of 1, about its own centre; y goes down.
struct LabelBlock: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        var text: String
        var role: SheetStyle.Part
        /// The middle of the text on its baseline.
        var x: Double
        var y: Double
        var width: Double
    }

    var halfWidth: Double
    var halfHeight: Double
    var parts: [Part] = []
    /// The bar of the fraction.
    var bar: (from: Double, to: Double, y: Double)?

    static func == (a: LabelBlock, b: LabelBlock) -> Bool { a.parts == b.parts && a.halfWidth == b.halfWidth }
    func hash(into hasher: inout Hasher) { hasher.combine(parts) }

    /// Between a text and the bar; between texts side by side; below a baseline, for the comma.
    private static let barSpace = 0.22
    private static let wordSpace = 0.35
    private static let descent = 0.16

    /// - Parameter capHeight: of digits, for an em of 1.
    init(_ text: LabelText, form: LabelForm, capHeight: Double) {
        let isFraction = !text.number.isEmpty && !text.area.isEmpty
        if form == .line || !isFraction {
            self = LabelBlock.inLine(text, isFraction: isFraction, capHeight)
            return
        }
        let fraction = max(text.numberWidth, text.areaWidth)
        let up = capHeight + LabelBlock.barSpace
        let down = LabelBlock.barSpace + capHeight + LabelBlock.descent
        let code = text.landUse.isEmpty ? 0 : text.landUseWidth + LabelBlock.wordSpace
        let below = text.landUse.isEmpty ? 0 : capHeight + LabelBlock.barSpace
        let width = form == .beside ? fraction + code : max(fraction, text.landUseWidth)
        let height = form == .beside ? up + down : up + down + below
        halfWidth = width / 2
        halfHeight = height / 2
        let barY = -height / 2 + up
        let middle = form == .beside ? width / 2 - fraction / 2 : 0
        parts = [
            Part(text: text.number, role: .number, x: middle, y: barY - LabelBlock.barSpace, width: text.numberWidth),
            Part(
                text: text.area, role: .area, x: middle, y: barY + LabelBlock.barSpace + capHeight,
                width: text.areaWidth),
        ]
        if text.hasBar { bar = (from: middle - fraction / 2, to: middle + fraction / 2, y: barY) }
        if !text.landUse.isEmpty {
            parts.append(
                form == .beside
                    ? Part(
                        text: text.landUse, role: .landUse, x: -width / 2 + text.landUseWidth / 2,
                        y: barY + capHeight / 2,
                        width: text.landUseWidth)
                    : Part(
                        text: text.landUse, role: .landUse, x: 0, y: height / 2 - LabelBlock.descent,
                        width: text.landUseWidth))
        }
    }

    private init(halfWidth: Double, halfHeight: Double) {
        self.halfWidth = halfWidth
        self.halfHeight = halfHeight
    }

    private static func inLine(_ text: LabelText, isFraction: Bool, _ capHeight: Double) -> LabelBlock {
        let hasSlash = isFraction && text.hasBar
        let slash = 0.45
        var words: [(text: String, role: SheetStyle.Part, width: Double, space: Double)] = []
        if !text.landUse.isEmpty { words.append((text.landUse, .landUse, text.landUseWidth, wordSpace)) }
        if !text.number.isEmpty {
            words.append((text.number, .number, text.numberWidth, hasSlash ? slash : wordSpace))
        }
        if !text.area.isEmpty { words.append((text.area, .area, text.areaWidth, 0)) }
        let width = words.reduce(0) { $0 + $1.width } + words.dropLast().reduce(0) { $0 + $1.space }
        let height = capHeight + 2 * descent
        var block = LabelBlock(halfWidth: width / 2, halfHeight: height / 2)
        var x = -width / 2
        for (i, word) in words.enumerated() {
            block.parts.append(
                Part(
                    text: word.text, role: word.role, x: x + word.width / 2, y: height / 2 - descent,
                    width: word.width))
            x += word.width
            if hasSlash, word.role == .number {
                block.parts.append(
                    Part(text: "/", role: .number, x: x + slash / 2, y: height / 2 - descent, width: slash))
            }
            if i + 1 < words.count { x += word.space }
        }
        return block
    }
}
