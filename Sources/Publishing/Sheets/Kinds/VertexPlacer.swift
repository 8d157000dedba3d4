import Cadastre
import CairoKit
import Glibc

/// Numbers of corners and lengths of edges about a parcel's outline; what finds no free place is left to the table.
struct VertexPlacer {
    private struct Mark {
        var text: String
        var box: LabelBox
        var size: Double
        var angle: Double
        var isNumber: Bool
    }

    private let vertices: [ParcelVertex]
    private let window: MapWindow
    private let lettering: Lettering
    private let language: Language
    private var placed: PlacedBoxes
    private var marks: [Mark] = []

    /// More corners than this are not numbered one by one on the drawing.
    private static let mostNumbers = 400

    init(_ vertices: [ParcelVertex], window: MapWindow, lettering: Lettering, language: Language) {
        self.vertices = vertices
        self.window = window
        self.lettering = lettering
        self.language = language
        placed = PlacedBoxes(width: window.width, height: window.height)
    }

    var boxes: [LabelBox] { marks.map(\.box) }

    mutating func keepOut(_ box: LabelBox) { placed.add(box) }

    private func at(_ i: Int) -> PagePoint {
        PagePoint(x: window.x(vertices[i].x), y: window.y(vertices[i].y))
    }

    /// Numbers first, then lengths. The outline runs clockwise, so the outside is to the left.
    mutating func place() {
        let step = max(1, vertices.count / VertexPlacer.mostNumbers)
        for i in stride(from: 0, to: vertices.count, by: step) { placeNumber(i) }
        for i in vertices.indices { placeLength(i) }
    }

    private mutating func placeNumber(_ i: Int) {
        let p = at(i)
        let (a, b) = (at(vertices[i].previous), at(vertices[i].next))
        let u = VertexPlacer.unit(from: a, to: p)
        let v = VertexPlacer.unit(from: p, to: b)
        // The mean of the two edges' outer normals.
        var n = PagePoint(x: u.y + v.y, y: -(u.x + v.x))
        let length = hypot(n.x, n.y)
        n = length > 1e-6 ? PagePoint(x: n.x / length, y: n.y / length) : PagePoint(x: u.y, y: -u.x)
        let size = 2.4
        let text = "\(vertices[i].number)"
        let halfWidth = lettering.width(of: text, size: size) / 2 + 0.15
        let halfHeight = lettering.capHeight(size: size) / 2 + 0.15
        for distance in [2.0, 3.0] {
            let box = LabelBox(
                x: p.x + n.x * distance, y: p.y + n.y * distance, halfWidth: halfWidth, halfHeight: halfHeight)
            if add(Mark(text: text, box: box, size: size, angle: 0, isNumber: true)) { return }
        }
    }

    private mutating func placeLength(_ i: Int) {
        let size = 2.1
        var text = NumberText.fixed(vertices[i].edge, decimals: 2)
        if language == .vi { text = text.replacing(".", with: ",") }
        let (a, b) = (at(i), at(vertices[i].next))
        let width = lettering.width(of: text, size: size)
        guard hypot(b.x - a.x, b.y - a.y) > width + 1.5 else { return }
        let u = VertexPlacer.unit(from: a, to: b)
        var angle = atan2(-u.y, u.x)
        if angle > Double.pi / 2 + 1e-9 { angle -= Double.pi }
        if angle <= -Double.pi / 2 + 1e-9 { angle += Double.pi }
        // Inside the parcel, where the neighbours' labels do not stand; else outside.
        for side in [-1.7, 1.7] {
            let box = LabelBox(
                x: (a.x + b.x) / 2 + u.y * side, y: (a.y + b.y) / 2 - u.x * side, halfWidth: width / 2 + 0.1,
                halfHeight: lettering.capHeight(size: size) / 2 + 0.2, angle: angle)
            if add(Mark(text: text, box: box, size: size, angle: angle, isNumber: false)) { return }
        }
    }

    private mutating func add(_ mark: Mark) -> Bool {
        let reach = mark.box.reach
        guard mark.box.x >= reach.x, mark.box.y >= reach.y, mark.box.x + reach.x <= window.width,
            mark.box.y + reach.y <= window.height, !placed.meet(mark.box)
        else { return false }
        placed.add(mark.box)
        marks.append(mark)
        return true
    }

    private static func unit(from a: PagePoint, to b: PagePoint) -> PagePoint {
        let length = hypot(b.x - a.x, b.y - a.y)
        return length > 0 ? PagePoint(x: (b.x - a.x) / length, y: (b.y - a.y) / length) : PagePoint(x: 0, y: 0)
    }

    func draw(on canvas: borrowing Canvas, style: SheetStyle) {
        for i in vertices.indices {
            let p = at(i)
            canvas.circle(x: p.x, y: p.y, radius: vertices.count > VertexPlacer.mostNumbers ? 0.15 : 0.5)
        }
        canvas.fill(style.ink(.highlight))
        for mark in marks {
            let cap = lettering.capHeight(size: mark.size)
            let left = mark.box.point(-lettering.width(of: mark.text, size: mark.size) / 2, cap / 2)
            canvas.text(
                mark.text, x: left.x, y: left.y, size: mark.size, mark.isNumber ? .bold : .regular,
                ink: style.ink(mark.isNumber ? .highlight : .text), angle: mark.angle)
        }
    }
}
