import Cadastre
import CairoKit

/// A bar of five parts with the metres that they stand for.
struct ScaleBar {
    let scale: Int
    let style: SheetStyle

    /// Metres of a part: about a centimetre of paper.
    private var part: Double {
        let wanted = Double(scale) / 100
        var best = 1.0
        for decade in [1.0, 10, 100, 1000, 10_000] {
            for factor in [1.0, 2, 5] where decade * factor <= wanted * 1.01 { best = decade * factor }
        }
        return best
    }

    /// - Parameter x: the middle of the bar.
    func draw(on canvas: borrowing Canvas, x: Double, y: Double, language: Language) {
        let width = part * 1000 / Double(scale)
        let left = x - 2.5 * width
        let ink = style.ink(.text)
        for i in 0..<5 {
            canvas.rectangle(x: left + Double(i) * width, y: y, width: width, height: 1.4)
            canvas.fill(i.isMultiple(of: 2) ? ink : .white)
        }
        canvas.rectangle(x: left, y: y, width: 5 * width, height: 1.4)
        canvas.stroke(ink, width: 0.15)
        let size = 2.2
        let last = language.number(part * 5, decimals: 0)
        let lastWidth = canvas.lettering.width(of: last, size: size)
        for i in 0...5 {
            let text = language.number(part * Double(i), decimals: 0)
            // Numbers that would touch are left out, but not the last.
            if i == 1 || i == 3 || i == 4, lastWidth + 0.8 > width { continue }
            canvas.text(text, x: left + Double(i) * width, y: y + 4.2, size: size, ink: ink, alignment: .centre)
        }
        canvas.text("m", x: left + 5 * width + lastWidth / 2 + 0.7, y: y + 4.2, size: size, ink: ink)
    }
}

/// An arrow to the north of the grid.
enum NorthArrow {
    /// - Parameters:
    ///   - x: its middle.
    ///   - y: the foot of the arrow.
    static func draw(on canvas: borrowing Canvas, x: Double, y: Double, height: Double, language: Language, ink: Ink) {
        let half = height * 0.22
        canvas.move(x, y - height)
        canvas.line(x - half, y)
        canvas.line(x, y - height * 0.25)
        canvas.close()
        canvas.fill(ink, keepingPath: true)
        canvas.stroke(ink, width: 0.15)
        canvas.move(x, y - height)
        canvas.line(x + half, y)
        canvas.line(x, y - height * 0.25)
        canvas.close()
        canvas.stroke(ink, width: 0.15)
        canvas.text(
            language == .vi ? "B" : "N", x: x, y: y - height - 1.2, size: 3.4, .bold, ink: ink, alignment: .centre)
    }
}

/// Which page of a sheet this is: its pages as little frames, this one filled.
enum PageIndexFigure {
    /// - Parameters:
    ///   - right: the right edge of the figure.
    static func draw(
        on canvas: borrowing Canvas, tiles: [PagePlan.Tile], current: Int, right: Double, top: Double, width: Double,
        height: Double, style: SheetStyle
    ) {
        guard tiles.count > 1, let columns = tiles.map(\.column).max(), let rows = tiles.map(\.row).max() else {
            return
        }
        let aspect = tiles[0].window.height / tiles[0].window.width
        let cell = min(width / Double(columns + 1), height / Double(rows + 1) / aspect)
        let left = right - cell * Double(columns + 1)
        let ink = style.ink(.text)
        for (i, tile) in tiles.enumerated() {
            let x = left + Double(tile.column) * cell
            let y = top + Double(tile.row) * cell * aspect
            canvas.rectangle(x: x, y: y, width: cell, height: cell * aspect)
            if i == current { canvas.fill(style.ink(.gridCross).faded(to: 0.45), keepingPath: true) }
            canvas.stroke(ink, width: 0.12)
            let size = min(2.6, cell * aspect * 0.6, cell * 0.45)
            if size > 0.8 {
                canvas.text(
                    "\(i + 1)", x: x + cell / 2, y: y + cell * aspect / 2 + size * 0.36, size: size, ink: ink,
                    alignment: .centre)
            }
        }
    }
}
