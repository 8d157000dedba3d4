import CairoKit
import Glibc

/// The double frame with the coordinates of the grid, and crosses where grid lines meet in the map.
///
/// Northings (X) stand at the sides and eastings (Y) above and below, as surveyors in Vietnam name them.
struct MapFrame {
    let window: MapWindow
    /// Metres of the CRS at the grid's origin.
    let originX: Double
    let originY: Double
    let style: SheetStyle

    init(_ window: MapWindow, map: SheetMap, style: SheetStyle) {
        self.window = window
        originX = map.easting(0)
        originY = map.northing(0)
        self.style = style
    }

    /// Metres between grid lines: ten centimetres of paper, rounded down to an even number.
    private var spacing: Double {
        let wanted = window.scale / 10
        var unit = pow(10, log10(wanted).rounded(.down))
        for factor in [5.0, 2.0] where unit * factor <= wanted {
            unit *= factor
            break
        }
        return max(unit, 1)
    }

    private func lines(from low: Double, to high: Double) -> [Double] {
        let first = (low / spacing).rounded(.up)
        let last = (high / spacing).rounded(.down)
        guard last >= first, last - first < 1000 else { return [] }
        return (0...Int(last - first)).map { (first + Double($0)) * spacing }
    }

    private var eastings: [Double] { lines(from: originX + window.west, to: originX + window.east) }
    private var northings: [Double] { lines(from: originY + window.south, to: originY + window.north) }

    /// The crosses, on a canvas whose origin is the map's corner: under the labels.
    func drawCrosses(on canvas: borrowing Canvas) {
        for e in eastings {
            for n in northings {
                let x = window.x(e - originX)
                let y = window.y(n - originY)
                canvas.move(x - 2, y)
                canvas.line(x + 2, y)
                canvas.move(x, y - 2)
                canvas.line(x, y + 2)
            }
        }
        canvas.stroke(style.ink(.gridCross), width: style.width(.gridCross))
    }

    /// The frame around the map, with its numbers.
    func draw(on canvas: borrowing Canvas) {
        let w = window
        canvas.rectangle(x: w.left, y: w.top, width: w.width, height: w.height)
        canvas.stroke(style.ink(.frame), width: 0.18)
        let band = PageLayout.band
        canvas.rectangle(
            x: w.left - band, y: w.top - band, width: w.width + 2 * band, height: w.height + 2 * band)
        canvas.stroke(style.ink(.frame), width: style.width(.frame))
        drawCoordinates(on: canvas)
    }

    private func drawCoordinates(on canvas: borrowing Canvas) {
        let w = window
        let band = PageLayout.band
        let ink = style.ink(.text)
        for e in eastings {
            let x = w.left + w.x(e - originX)
            for (a, b) in [(w.top - 1.2, w.top), (w.top + w.height, w.top + w.height + 1.2)] {
                canvas.move(x, a)
                canvas.line(x, b)
            }
            if x < w.left + 9 || x > w.left + w.width - 9 { continue }
            let text = coordinate(e)
            canvas.text(text, x: x, y: w.top - 1.7, size: 2.1, ink: ink, alignment: .centre)
            canvas.text(text, x: x, y: w.top + w.height + band - 1.5, size: 2.1, ink: ink, alignment: .centre)
        }
        for n in northings {
            let y = w.top + w.y(n - originY)
            for (a, b) in [(w.left - 1.2, w.left), (w.left + w.width, w.left + w.width + 1.2)] {
                canvas.move(a, y)
                canvas.line(b, y)
            }
            if y < w.top + 9 || y > w.top + w.height - 9 { continue }
            let text = coordinate(n)
            canvas.text(text, x: w.left - 1.7, y: y, size: 2.1, ink: ink, alignment: .centre, angle: .pi / 2)
            canvas.text(
                text, x: w.left + w.width + band - 1.5, y: y, size: 2.1, ink: ink, alignment: .centre, angle: .pi / 2)
        }
        canvas.stroke(style.ink(.frame), width: 0.18)
    }

    /// Metres with a space between the kilometres and the rest.
    private func coordinate(_ metres: Double) -> String {
        let whole = Int(metres.rounded())
        let rest = String(whole.magnitude % 1000)
        let kilometres = whole / 1000
        return kilometres == 0 ? "\(whole)" : "\(kilometres) \(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
