import Cadastre
import GDALKit

/// What a drawing says of itself as a sheet: its number, its scale and its frame.
struct SheetFrame {
    var title = SheetTitle()
    var numberIsFromTitle = false
    /// The box of the frame, in metres; nil where none is drawn.
    var box: LayerExtent?

    init(_ drawing: Drawing, _ strings: DrawnTexts, _ roles: LevelRoles) {
        for (i, text) in drawing.texts.enumerated() where roles.isFrame[Int(text.level)] {
            let read = SheetTitle(text: strings.strings[i])
            if title.number == nil, let number = read.number {
                title.number = number
                numberIsFromTitle = true
            }
            title.scale = title.scale ?? read.scale
        }
        if title.number == nil {
            let name = drawing.source.split(separator: "/").last ?? ""
            let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
            title.number = SheetTitle(fileName: String(stem)).number
        }
        // The largest closed line; what lies inside it belongs to the sheet, and a widened frame is larger still.
        var largest = 0.0
        for c in 0..<drawing.chainCount where roles.isFrame[Int(drawing.chainLevel[c])] && drawing.isClosed(chain: c) {
            let range = drawing.vertices(ofChain: c)
            guard let minX = drawing.xs[range].min(), let maxX = drawing.xs[range].max(),
                let minY = drawing.ys[range].min(), let maxY = drawing.ys[range].max()
            else { continue }
            let area = (maxX - minX) * (maxY - minY)
            if area > largest {
                largest = area
                box = LayerExtent(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
            }
        }
    }

    /// Whether a place, in metres, lies in the frame; everywhere does where none is drawn.
    func holds(_ x: Double, _ y: Double) -> Bool {
        box.map { x >= $0.minX && x <= $0.maxX && y >= $0.minY && y <= $0.maxY } ?? true
    }
}
