import CairoKit

/// A page with one map and a panel of words: beside the map on a page that lies, below it on one that stands.
struct PanelLayout: Hashable, Sendable {
    struct Area: Hashable, Sendable {
        var left: Double
        var top: Double
        var width: Double
        var height: Double
    }

    var page: PageSize
    var map: Area
    var panel: Area
    /// Denominator; of a round number.
    var scale: Int

    var header: PageLayout { PageLayout(page: page) }

    /// Round scales for maps that must fit on one page.
    private static let scales: [Int] = {
        let steps = [100, 150, 200, 250, 300, 400, 500, 600, 750]
        return [1, 10, 100, 1000, 10_000, 100_000].flatMap { decade in steps.map { $0 * decade } }
    }()

    /// - Parameters:
    ///   - ground: what must be on the map.
    ///   - panelSide: how wide the panel is beside the map, and how high below it, in millimetres.
    ///   - wanted: a scale to take if all fits at it.
    init(_ ground: GroundBox, paper: Paper, panelSide: Double, wanted: Int? = nil) {
        let choices = [paper.landscape, paper.portrait].map { PanelLayout($0, ground, panelSide, wanted) }
        self = choices[1].scale < choices[0].scale ? choices[1] : choices[0]
    }

    private init(_ page: PageSize, _ ground: GroundBox, _ side: Double, _ wanted: Int?) {
        self.page = page
        let margin = PageLayout.margin
        let band = PageLayout.band
        let top = margin + PageLayout.titleHeight
        let isLying = page.width > page.height
        let width = page.width - 2 * margin - (isLying ? side + 4 : 0)
        let height = page.height - top - margin - (isLying ? 0 : side + 4)
        map = Area(left: margin + band, top: top + band, width: width - 2 * band, height: height - 2 * band)
        panel =
            isLying
            ? Area(left: margin + width + 4, top: top, width: side, height: height)
            : Area(left: margin, top: top + height + 4, width: width, height: side)
        let inset = 5.0
        let least = max(
            ground.width * 1000 / (map.width - 2 * inset), ground.height * 1000 / (map.height - 2 * inset), 1)
        let fitting = PanelLayout.scales.first { Double($0) >= least } ?? Int(least.rounded(.up))
        scale = wanted.flatMap { Double($0) >= least ? $0 : nil } ?? fitting
    }

    /// The ground in the middle of the map.
    func window(_ ground: GroundBox) -> MapWindow {
        let metres = Double(scale) / 1000
        let box = ground.isNothing ? GroundBox(west: 0, south: 0, east: 0, north: 0) : ground
        return MapWindow(
            left: map.left, top: map.top, width: map.width, height: map.height, scale: Double(scale),
            west: (box.west + box.east) / 2 - map.width * metres / 2,
            north: (box.south + box.north) / 2 + map.height * metres / 2)
    }
}

/// Sets lines of words into a panel from its top down; what does not fit is left out.
struct PanelWriter {
    let area: PanelLayout.Area
    let style: SheetStyle
    /// The baseline of the last line.
    private(set) var y: Double
    private var left: Double
    /// A panel that lies is written in two columns.
    private let width: Double

    init(_ area: PanelLayout.Area, style: SheetStyle) {
        self.area = area
        self.style = style
        y = area.top
        left = area.left
        width = area.width > area.height * 1.3 ? area.width / 2 - 3 : area.width
    }

    /// Takes the next line, in the next column where this one is full.
    private mutating func next(_ height: Double) -> Bool {
        if y + height > area.top + area.height {
            guard left + 2 * width <= area.left + area.width + 1 else { return false }
            left += width + 6
            y = area.top
        }
        y += height
        return true
    }

    mutating func heading(_ text: String, on canvas: borrowing Canvas) {
        guard next(y == area.top ? 4 : 7.5) else { return }
        canvas.text(
            canvas.lettering.fitted(text, .bold, size: 3.2, width: width), x: left, y: y, size: 3.2, .bold,
            ink: style.ink(.text))
        canvas.move(left, y + 1.2)
        canvas.line(left + width, y + 1.2)
        canvas.stroke(style.ink(.frame), width: 0.15)
        y += 1.2
    }

    /// A line with an optional mark before it and a value at its right end.
    mutating func line(
        _ text: String, value: String = "", on canvas: borrowing Canvas, indent: Double = 0,
        _ face: Face = .regular, mark: ((borrowing Canvas, Double, Double) -> Void)? = nil
    ) {
        let size = 2.6
        guard next(4.4) else { return }
        let room = width - indent - canvas.lettering.width(of: value, face, size: size) - 2
        if let mark { mark(canvas, left + 2, y - 0.95) }
        canvas.text(
            canvas.lettering.fitted(text, face, size: size, width: room), x: left + indent, y: y, size: size, face,
            ink: style.ink(.text))
        canvas.text(value, x: left + width, y: y, size: size, face, ink: style.ink(.text), alignment: .right)
    }

    mutating func paragraph(_ text: String, lines: Int, on canvas: borrowing Canvas) {
        guard next(1.6) else { return }
        y += canvas.paragraph(text, x: left, y: y, width: width, lines: lines, size: 2.4, ink: style.ink(.text))
    }

    mutating func space(_ height: Double) { y += height }

    /// Where something else of this height may be drawn; nil where it does not fit.
    mutating func room(_ height: Double) -> (left: Double, top: Double, width: Double)? {
        guard next(height) else { return nil }
        return (left, y - height, width)
    }
}
