import CairoKit
import Testing

@testable import Publishing

/// Rows of lots, as narrow as asked.
private func lots(
    columns: Int, rows: Int, width: Double, depth: Double, angle: Double = 0, lettering: Lettering
) -> [LabelRequest] {
    var requests: [LabelRequest] = []
    for row in 0..<rows {
        for column in 0..<columns {
            let frame = LabelBox(x: 100, y: 100, halfWidth: 0, halfHeight: 0, angle: angle)
            // Streets between the rows.
            let x = (Double(column) - Double(columns) / 2) * width
            let y = (Double(row) - Double(rows) / 2) * (depth * 1.5)
            var rings = PageRings()
            for (u, v) in [(x, y), (x, y + depth), (x + width, y + depth), (x + width, y)] {
                rings.append(frame.point(u, v))
            }
            rings.endRing()
            let text = LabelText(
                number: "\(row * columns + column + 1)", area: "45,6", landUse: "ODT", lettering)
            requests.append(
                LabelRequest(
                    rings: rings, place: frame.point(x + width / 2, y + depth / 2), clearance: min(width, depth) / 2,
                    text: text))
        }
    }
    return requests
}

private func limits(_ lettering: Lettering) -> LabelPlacer.Limits {
    let style = SheetStyle()
    return LabelPlacer.Limits(
        sizes: style.labelSizes, ledSize: style.ledLabelSize, margin: style.labelMargin,
        longestLeader: style.longestLeader, capHeight: lettering.capHeight(size: 1))
}

/// What must hold of every placement.
private func expectRight(_ labels: [PlacedLabel], _ requests: [LabelRequest]) {
    for (i, a) in labels.enumerated() {
        if a.way != .led { #expect(requests[a.request].rings.hold(a.box)) }
        #expect((a.leader != nil) == (a.way == .led))
        for b in labels[..<i] { #expect(!a.box.overlaps(b.box), "\(a.request) over \(b.request)") }
        guard let leader = a.leader else { continue }
        let line = LabelBox(from: leader.from, to: leader.to)
        for b in labels where b.request != a.request {
            #expect(!line.overlaps(b.box))
            if let other = b.leader { #expect(!line.overlaps(LabelBox(from: other.from, to: other.to))) }
        }
    }
}

@Suite("Placing labels")
struct LabelPlacerTests {
    private let lettering: Lettering

    init() throws { lettering = try Lettering(families: []) }

    @Test(arguments: [200, 500, 1000, 2000], [0.0, 0.26, 1.2])
    func `on lots 3 m wide no two labels overlap, and none leaves its lot without a leader`(scale: Int, angle: Double) {
        let metre = 1000 / Double(scale)
        let requests = lots(
            columns: 10, rows: 4, width: 3 * metre, depth: 15 * metre, angle: angle, lettering: lettering)
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let (labels, dropped) = placer.place(requests)
        #expect(labels.count + dropped.count == requests.count)
        expectRight(labels, requests)
        if scale == 500 { #expect(labels.allSatisfy { $0.way != .led }) }
    }

    @Test func `what does not fit is led outside, the rest dropped and counted`() {
        let requests = lots(columns: 40, rows: 3, width: 1.2, depth: 4, lettering: lettering)
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let (labels, dropped) = placer.place(requests)
        #expect(labels.contains { $0.way == .led })
        #expect(labels.count + dropped.count == requests.count)
        expectRight(labels, requests)
    }

    @Test func `a wide lot has its label level and in the usual size`() throws {
        let requests = lots(columns: 1, rows: 1, width: 30, depth: 20, lettering: lettering)
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let label = try #require(placer.place(requests).labels.first)
        #expect(label.way == .inside && label.angle == 0 && label.size == 2.2)
    }

    @Test func `a narrow lot has its label along it`() throws {
        let requests = lots(columns: 1, rows: 1, width: 5.5, depth: 40, angle: 0.3, lettering: lettering)
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let label = try #require(placer.place(requests).labels.first)
        #expect(label.way == .inside && abs(abs(label.angle - 0.3) - .pi / 2) < 0.02)
    }

    @Test func `lots drawn over each other keep their labels apart`() {
        let once = lots(columns: 5, rows: 2, width: 12, depth: 20, lettering: lettering)
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let (labels, _) = placer.place(once + once)
        #expect(labels.count == 20)
        expectRight(labels, once + once)
    }

    @Test func `a parcel without room on this page has no leader where it may not have one`() {
        var requests = lots(columns: 1, rows: 1, width: 0.5, depth: 0.5, lettering: lettering)
        requests[0].mayLeave = false
        var placer = LabelPlacer(limits: limits(lettering), width: 200, height: 200)
        let (labels, dropped) = placer.place(requests)
        #expect(labels.isEmpty && dropped.isEmpty)
    }
}
