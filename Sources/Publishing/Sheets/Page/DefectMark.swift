import Cadastre
import CairoKit

/// A defect's mark on a map: its form and size tell its severity without colour too.
enum DefectMark {
    static func draw(_ severity: Severity, x: Double, y: Double, on canvas: borrowing Canvas, style: SheetStyle) {
        switch severity {
        case .critical:
            let r = 1.7
            canvas.move(x, y - r)
            canvas.line(x + r, y)
            canvas.line(x, y + r)
            canvas.line(x - r, y)
            canvas.close()
        case .error: canvas.circle(x: x, y: y, radius: 1.1)
        case .warning:
            let r = 1.2
            canvas.move(x, y - r)
            canvas.line(x + r, y + r * 0.8)
            canvas.line(x - r, y + r * 0.8)
            canvas.close()
        case .info: canvas.circle(x: x, y: y, radius: 0.55)
        }
        canvas.fill(style.ink(part(severity)), keepingPath: true)
        canvas.stroke(.white, width: 0.15)
    }

    static func part(_ severity: Severity) -> SheetStyle.Part {
        switch severity {
        case .critical: .critical
        case .error: .error
        case .warning: .warning
        case .info: .info
        }
    }
}
