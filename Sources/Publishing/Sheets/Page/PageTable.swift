import CairoKit

/// A table on a page: a tinted head, lines between rows, cells cut where they do not fit.
struct PageTable {
    struct Column {
        var title: String
        var width: Double
        var isLeft = false
    }

    struct Cell {
        var text: String
        var isBold = false
        var ink: SheetStyle.Part = .text

        init(_ text: String, isBold: Bool = false, ink: SheetStyle.Part = .text) {
            self.text = text
            self.isBold = isBold
            self.ink = ink
        }
    }

    var columns: [Column]
    var rows: [[Cell]]
    var rowHeight = 4.3
    var size = 2.5

    var width: Double { columns.reduce(0) { $0 + $1.width } }
    var height: Double { Double(rows.count + 1) * rowHeight }

    func draw(on canvas: borrowing Canvas, left: Double, top: Double, style: SheetStyle) {
        canvas.rectangle(x: left, y: top, width: width, height: rowHeight)
        canvas.fill(style.ink(.group0))
        put(columns.map { Cell($0.title, isBold: true) }, on: canvas, left, top, style)
        for (r, row) in rows.enumerated() { put(row, on: canvas, left, top + Double(r + 1) * rowHeight, style) }
        for r in 0...(rows.count + 1) {
            canvas.move(left, top + Double(r) * rowHeight)
            canvas.line(left + width, top + Double(r) * rowHeight)
        }
        canvas.stroke(style.ink(.neighbourLine), width: 0.1)
    }

    private func put(
        _ cells: [Cell], on canvas: borrowing Canvas, _ left: Double, _ top: Double, _ style: SheetStyle
    ) {
        var x = left
        for (column, cell) in zip(columns, cells) {
            let face: Face = cell.isBold ? .bold : .regular
            let text = canvas.lettering.fitted(cell.text, face, size: size, width: column.width - 1.6)
            canvas.text(
                text, x: column.isLeft ? x + 0.8 : x + column.width - 0.8,
                y: top + (rowHeight + canvas.lettering.capHeight(size: size)) / 2, size: size, face,
                ink: style.ink(cell.ink), alignment: column.isLeft ? .left : .right)
            x += column.width
        }
    }
}
