import CairoKit
import PlanarCoverage

/// Draws the ground of a page: parcels as areas and lines, and what lies around them.
struct ParcelPainter {
    let map: SheetMap
    let window: MapWindow
    let style: SheetStyle

    /// Adds a parcel's rings to the path.
    func trace(_ p: Int, _ rings: inout PageRings, on canvas: borrowing Canvas) {
        map.put(p, in: window, &rings)
        ParcelPainter.trace(rings, on: canvas)
    }

    static func trace(_ rings: PageRings, on canvas: borrowing Canvas) {
        for r in 0..<rings.ringCount {
            let range = rings.starts[r]..<rings.starts[r + 1]
            let first = rings.points[range.lowerBound]
            canvas.move(first.x, first.y)
            for i in range.dropFirst() { canvas.line(rings.points[i].x, rings.points[i].y) }
            canvas.close()
        }
    }

    /// The outlines of parcels, in one stroke; an edge that two of them share is drawn once.
    func stroke(_ parcels: some Sequence<Int>, _ part: SheetStyle.Part, on canvas: borrowing Canvas) {
        var drawn: Set<Edge> = []
        var rings = PageRings()
        for p in parcels {
            if map.rings.points(ofParcel: p).count > ParcelPainter.mostShared {
                trace(p, &rings, on: canvas)
            } else {
                for r in map.rings.rings(ofParcel: p) { traceNewEdges(map.rings.points(ofRing: r), &drawn, on: canvas) }
            }
        }
        canvas.stroke(style.ink(part), width: style.width(part))
    }

    /// A ring of more corners is drawn as it is, without those that lie together on paper.
    private static let mostShared = 500

    private struct Edge: Hashable {
        var from: GridPoint
        var to: GridPoint

        init(_ a: GridPoint, _ b: GridPoint) {
            (from, to) = a < b ? (a, b) : (b, a)
        }
    }

    private func traceNewEdges(_ range: Range<Int>, _ drawn: inout Set<Edge>, on canvas: borrowing Canvas) {
        let points = map.rings.points
        guard !range.isEmpty else { return }
        var a = points[range.upperBound - 1]
        var isDown = false
        for i in range {
            let b = points[i]
            if drawn.insert(Edge(a, b)).inserted {
                if !isDown { canvas.move(x(a), y(a)) }
                canvas.line(x(b), y(b))
                isDown = true
            } else {
                isDown = false
            }
            a = b
        }
    }

    private func x(_ p: GridPoint) -> Double { window.x(Double(p.x) * map.step) }
    private func y(_ p: GridPoint) -> Double { window.y(Double(p.y) * map.step) }

    /// Fills parcels, one path for each ink; shells and holes run opposite ways, so holes stay open.
    func fill(_ parcels: some Sequence<Int>, on canvas: borrowing Canvas, ink: (Int) -> Ink?) {
        var byInk: [Ink: [Int]] = [:]
        var order: [Ink] = []
        for p in parcels {
            guard let ink = ink(p) else { continue }
            if byInk[ink] == nil { order.append(ink) }
            byInk[ink, default: []].append(p)
        }
        var rings = PageRings()
        for ink in order {
            for p in byInk[ink] ?? [] { trace(p, &rings, on: canvas) }
            canvas.fill(ink)
        }
    }

    func landUseFill(_ p: Int) -> Ink? { map.landUse(p).flatMap { style.landUseFills[$0] } }
}

extension Canvas {
    /// Draws labels where they were placed; coordinates are those of the placer.
    borrowing func draw(_ labels: [PlacedLabel], style: SheetStyle) {
        for label in labels {
            guard let leader = label.leader else { continue }
            move(leader.from.x, leader.from.y)
            line(leader.to.x, leader.to.y)
        }
        stroke(style.ink(.leader), width: style.width(.leader))
        for label in labels {
            guard let leader = label.leader else { continue }
            circle(x: leader.from.x, y: leader.from.y, radius: 0.3)
        }
        fill(style.ink(.leader))
        // Outside its parcel a label may stand on lines; they fade behind it.
        for label in labels where label.leader != nil {
            rectangle(
                x: label.box.x - label.box.halfWidth, y: label.box.y - label.box.halfHeight,
                width: 2 * label.box.halfWidth, height: 2 * label.box.halfHeight)
        }
        fill(Ink.white.faded(to: 0.75))
        for label in labels {
            guard let bar = label.block.bar else { continue }
            let a = label.box.point(bar.from * label.size, bar.y * label.size)
            let b = label.box.point(bar.to * label.size, bar.y * label.size)
            move(a.x, a.y)
            line(b.x, b.y)
        }
        stroke(style.ink(.number), width: 0.1)
        // Texts of one ink, size and angle after each other: a PDF says these once.
        let order = labels.indices.sorted {
            (labels[$0].size, labels[$0].angle, $0) < (labels[$1].size, labels[$1].angle, $1)
        }
        for role in [SheetStyle.Part.number, .area, .landUse] {
            let ink = style.ink(role)
            for i in order {
                let label = labels[i]
                for part in label.block.parts where part.role == role {
                    let left = label.box.point((part.x - part.width / 2) * label.size, part.y * label.size)
                    text(part.text, x: left.x, y: left.y, size: label.size, ink: ink, angle: label.angle)
                }
            }
        }
    }
}
