import Glibc

/// A parcel that wants a label on a page.
struct LabelRequest: Sendable {
    var rings: PageRings
    /// Where the most room is, and how far the nearest edge is from there.
    var place: PagePoint
    var clearance: Double
    var text: LabelText
    /// Whether the label may stand outside with a leader; a part of a parcel that is labelled on another page may not.
    var mayLeave = true
}

/// Where a label stands.
struct PlacedLabel: Hashable, Sendable {
    enum Way: Hashable, Sendable {
        /// In its parcel, in the usual size.
        case inside
        /// In its parcel, smaller.
        case shrunk
        /// Outside, with a line that leads to it.
        case led
    }

    /// Index of the request.
    var request: Int
    var way: Way
    var block: LabelBlock
    /// The ground that it takes, its margin included.
    var box: LabelBox
    /// The em in millimetres, and the angle in radians, counter-clockwise.
    var size: Double
    var angle: Double
    /// From the parcel to the label.
    var leader: (from: PagePoint, to: PagePoint)?

    static func == (a: PlacedLabel, b: PlacedLabel) -> Bool {
        a.request == b.request && a.way == b.way && a.box == b.box && a.size == b.size
    }
    func hash(into hasher: inout Hasher) { hasher.combine(request) }
}

/// How many labels of a sheet stand where.
public struct LabelCounts: Hashable, Sendable {
    /// In their parcels, in the usual size.
    public var inside = 0
    /// In their parcels, smaller.
    public var shrunk = 0
    /// Outside, with a leader.
    public var led = 0
    /// Nowhere: there was no room.
    public var dropped = 0

    public var all: Int { inside + shrunk + led + dropped }

    static func + (a: LabelCounts, b: LabelCounts) -> LabelCounts {
        LabelCounts(
            inside: a.inside + b.inside, shrunk: a.shrunk + b.shrunk, led: a.led + b.led,
            dropped: a.dropped + b.dropped)
    }
}

/// Places the labels of a page: in its parcel about the place of the most room, level or along the parcel's long axis,
/// in the usual size or smaller; else outside with a leader; else not at all.
///
/// What holds of every result: a label without a leader lies wholly in its parcel and meets none of its edges; no two
/// labels overlap; no leader runs through a label or crosses another leader.
struct LabelPlacer {
    struct Limits: Hashable, Sendable {
        /// Ems in millimetres, the usual one first, the smallest last.
        var sizes: [Double]
        /// The em of labels with leaders.
        var ledSize: Double
        /// Room about a label, in millimetres.
        var margin: Double
        /// The longest leader, in millimetres.
        var longestLeader: Double
        /// Height of digits for an em of 1.
        var capHeight: Double
    }

    private let limits: Limits
    /// The frame that labels stay in: its size, from the origin.
    private let width: Double
    private let height: Double
    private var placed: PlacedBoxes
    private var edges: PlacedBoxes?

    /// - Parameter taken: ground where no label may stand.
    init(limits: Limits, width: Double, height: Double, taken: [LabelBox] = []) {
        self.limits = limits
        self.width = width
        self.height = height
        placed = PlacedBoxes(width: width, height: height)
        for box in taken { placed.add(box) }
    }

    /// - Returns: the labels that found a place, in the order of their requests, and the requests that found none.
    mutating func place(_ requests: [LabelRequest]) -> (labels: [PlacedLabel], dropped: [Int]) {
        var labels: [PlacedLabel] = []
        var left: [Int] = []
        for (i, request) in requests.enumerated() where !request.text.isEmpty {
            if let label = inside(request, i) {
                placed.add(label.box)
                labels.append(label)
            } else if request.mayLeave {
                left.append(i)
            }
        }
        if left.isEmpty { return (labels, []) }
        collectEdges(requests)
        var dropped: [Int] = []
        for i in left {
            guard let label = outside(requests[i], i), let leader = label.leader else {
                dropped.append(i)
                continue
            }
            placed.add(label.box)
            placed.add(LabelBox(from: leader.from, to: leader.to))
            labels.append(label)
        }
        labels.sort { $0.request < $1.request }
        return (labels, dropped)
    }

    // MARK: - Inside

    private func inside(_ request: LabelRequest, _ index: Int) -> PlacedLabel? {
        let blocks = LabelForm.allCases.map { LabelBlock(request.text, form: $0, capHeight: limits.capHeight) }
        let axis = LongAxis(request.rings)
        let angles = abs(axis.angle) < 0.03 ? [0] : [0, axis.angle]
        for (forms, sizes) in tries {
            for size in sizes {
                for angle in angles {
                    for form in forms {
                        // A single text has one form.
                        if form != .beside, blocks[form.rawValue] == blocks[0] { continue }
                        guard
                            let box = place(
                                blocks[form.rawValue], size: size, angle: angle, request, longest: axis.length)
                        else { continue }
                        return PlacedLabel(
                            request: index, way: size == limits.sizes[0] ? .inside : .shrunk,
                            block: blocks[form.rawValue], box: box, size: size, angle: angle)
                    }
                }
            }
        }
        return nil
    }

    /// A fraction is what people look for: it may be a quarter smaller before all goes into one line.
    private var tries: [(forms: [LabelForm], sizes: [Double])] {
        let least = (limits.sizes.first ?? 0) * 0.74
        let readable = limits.sizes.filter { $0 >= least }
        return [
            ([.beside, .below], readable), ([.line], readable),
            ([.beside, .below, .line], limits.sizes.filter { $0 < least }),
        ]
    }

    /// The ground that a block takes where it fits; nil where it does not.
    private func place(
        _ block: LabelBlock, size: Double, angle: Double, _ request: LabelRequest, longest: Double
    ) -> LabelBox? {
        let halfWidth = block.halfWidth * size + limits.margin
        let halfHeight = block.halfHeight * size + limits.margin
        if halfWidth * 2 > longest || halfHeight * 2 > longest { return nil }
        for (du, dv) in LabelPlacer.shifts {
            var box = LabelBox(
                x: request.place.x, y: request.place.y, halfWidth: halfWidth, halfHeight: halfHeight, angle: angle)
            let at = box.point(du * halfWidth, dv * halfHeight)
            box.x = at.x
            box.y = at.y
            let shift = abs(du) * halfWidth + abs(dv) * halfHeight
            if fits(box, shift, request), !placed.meet(box) { return box }
        }
        return nil
    }

    /// Where the label may stand from the place of the most room, in halves of its own sides.
    private static let shifts: [(Double, Double)] = [
        (0, 0), (0.35, 0), (-0.35, 0), (0, 0.4), (0, -0.4), (0.8, 0), (-0.8, 0), (0, 1), (0, -1),
        (0, 2.1), (0, -2.1), (2.1, 0), (-2.1, 0),
    ]

    private func fits(_ box: LabelBox, _ shift: Double, _ request: LabelRequest) -> Bool {
        guard stays(box) else { return false }
        // In the circle of the most room there is no edge to ask.
        if hypot(box.halfWidth, box.halfHeight) + shift <= request.clearance { return true }
        return request.rings.hold(box)
    }

    private func stays(_ box: LabelBox) -> Bool {
        let reach = box.reach
        return box.x - reach.x >= 0 && box.x + reach.x <= width && box.y - reach.y >= 0 && box.y + reach.y <= height
    }

    // MARK: - Outside

    /// The edges of all parcels, so that labels outside stand rather on open ground than on lines.
    private mutating func collectEdges(_ requests: [LabelRequest]) {
        var edges = PlacedBoxes(width: width, height: height)
        for request in requests {
            request.rings.forEachEdge { a, b in
                // Every edge of two neighbours comes twice, once each way.
                if (a.x, a.y) < (b.x, b.y) { edges.add(LabelBox(from: a, to: b)) }
            }
        }
        self.edges = edges
    }

    /// Where a leader may begin: the place of the most room, or beside it where another label stands there.
    private func start(_ request: LabelRequest) -> PagePoint? {
        let place = request.place
        for reach in [0, 0.5, 0.9] {
            for turn in 0..<(reach == 0 ? 1 : 8) {
                let angle = Double(turn) * Double.pi / 4
                let p = PagePoint(
                    x: place.x + cos(angle) * reach * request.clearance,
                    y: place.y - sin(angle) * reach * request.clearance)
                let dot = LabelBox(x: p.x, y: p.y, halfWidth: 0.3, halfHeight: 0.3)
                if stays(dot), !placed.meet(dot) { return p }
            }
        }
        return nil
    }

    private func outside(_ request: LabelRequest, _ index: Int) -> PlacedLabel? {
        guard let place = start(request) else { return nil }
        let size = limits.ledSize
        var best: (cost: Double, label: PlacedLabel)?
        for form in [LabelForm.beside, .line] {
            let block = LabelBlock(request.text, form: form, capHeight: limits.capHeight)
            let halfWidth = block.halfWidth * size + limits.margin
            let halfHeight = block.halfHeight * size + limits.margin
            var distance = request.clearance + halfHeight + 0.5
            while distance <= limits.longestLeader {
                if let best, best.cost <= distance { break }
                for turn in 0..<16 {
                    let angle = Double(turn) * Double.pi / 8
                    let box = LabelBox(
                        x: place.x + cos(angle) * (distance + halfWidth * abs(cos(angle))),
                        y: place.y - sin(angle) * distance, halfWidth: halfWidth, halfHeight: halfHeight)
                    guard stays(box), !placed.meet(box) else { continue }
                    let end = LabelPlacer.end(of: box, seenFrom: place)
                    let leader = LabelBox(from: place, to: end)
                    guard !placed.meet(leader), !box.grown(by: -0.02).overlaps(leader) else { continue }
                    let lines = edges?.count(meeting: box, upTo: 6) ?? 0
                    let cost = distance + Double(lines) * 4 + (form == .line ? 1 : 0)
                    if best.map({ cost < $0.cost }) ?? true {
                        best = (
                            cost,
                            PlacedLabel(
                                request: index, way: .led, block: block, box: box, size: size, angle: 0,
                                leader: (from: place, to: end))
                        )
                    }
                }
                distance += max(1.5, distance * 0.25)
            }
        }
        return best?.label
    }

    /// The middle of the side of a label that faces a point.
    private static func end(of box: LabelBox, seenFrom p: PagePoint) -> PagePoint {
        let dx = p.x - box.x
        let dy = p.y - box.y
        if abs(dy) * box.halfWidth > abs(dx) * box.halfHeight {
            return PagePoint(x: box.x, y: box.y + (dy > 0 ? box.halfHeight : -box.halfHeight))
        }
        return PagePoint(x: box.x + (dx > 0 ? box.halfWidth : -box.halfWidth), y: box.y)
    }
}

/// The direction in which a parcel is longest, by the smallest rectangle around it that lies along one of its edges.
struct LongAxis: Hashable, Sendable {
    /// Radians, counter-clockwise on the page, more than -90° and up to 90°: text along it is read from below or from
    /// the right. Whole degrees, so that Cairo meets the same fonts again.
    var angle: Double
    /// The longest extent, in millimetres.
    var length: Double

    /// So many edges are tried at most, the longest of even stretches of a ring with more.
    private static let mostTried = 48

    init(_ rings: PageRings) {
        angle = 0
        length = 0
        guard rings.ringCount > 0 else { return }
        var smallest = Double.infinity
        let shell = rings.points[rings.starts[0]..<rings.starts[1]]
        let step = max(1, shell.count / LongAxis.mostTried)
        for i in stride(from: shell.startIndex, to: shell.endIndex, by: step) {
            let a = shell[i]
            let j = i + step
            let b = j < shell.endIndex ? shell[j] : shell[shell.startIndex]
            let edge = hypot(b.x - a.x, b.y - a.y)
            guard edge > 0 else { continue }
            let c = (b.x - a.x) / edge
            let s = (b.y - a.y) / edge
            var box = (minU: Double.infinity, maxU: -Double.infinity, minV: Double.infinity, maxV: -Double.infinity)
            for p in shell {
                let u = p.x * c + p.y * s
                let v = p.y * c - p.x * s
                box = (min(box.minU, u), max(box.maxU, u), min(box.minV, v), max(box.maxV, v))
            }
            let along = box.maxU - box.minU
            let across = box.maxV - box.minV
            guard along * across < smallest * (1 - 1e-9) else { continue }
            smallest = along * across
            length = hypot(along, across)
            angle = along >= across ? atan2(-s, c) : atan2(-c, -s)
        }
        var degrees = (angle * 180 / Double.pi).rounded()
        while degrees <= -90 { degrees += 180 }
        while degrees > 90 { degrees -= 180 }
        angle = degrees * Double.pi / 180
    }
}
