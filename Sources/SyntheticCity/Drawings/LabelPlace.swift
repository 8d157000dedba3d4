/// Where the label of a parcel has room.
struct LabelPlace {
    var centre: Position
    /// Of length 1, in the direction of writing: to the right.
    var along: Position
    /// The free width around the centre.
    var width: Double
    /// The free width across, where the label would be written along the parcel's other direction.
    var otherWidth = Double.infinity

    /// The best place for a label.
    /// - Parameters:
    ///   - rings: the shell first, then holes.
    ///   - wanted: the width that a label needs, in metres.
    ///   - height: the height that it needs.
    init(_ rings: [[CityPoint]], wanted: Double, height: Double) {
        var longest = Position(x: 1, y: 0)
        var length = 0.0
        for (a, b) in zip(rings[0], rings[0].dropFirst() + rings[0].prefix(1)) {
            let edge = b.position - a.position
            if edge.length > length { (longest, length) = (edge.unit, edge.length) }
        }
        var best: LabelPlace?
        for direction in [longest, longest.left] {
            let along = LabelPlace.rightward(direction)
            let place = LabelPlace.search(rings, along: along, height: height)
            guard let known = best else {
                best = place
                continue
            }
            // Two that have room: the one nearer to the horizontal; else the wider.
            let bothFit = known.width >= wanted && place.width >= wanted
            if bothFit ? abs(along.x) > abs(known.along.x) : place.width > known.width { best = place }
            best?.otherWidth = min(known.width, place.width)
        }
        self = best ?? LabelPlace(centre: rings[0][0].position, along: Position(x: 1, y: 0), width: 0)
    }

    private init(centre: Position, along: Position, width: Double) {
        self.centre = centre
        self.along = along
        self.width = width
    }

    /// The direction or its opposite, whichever points to the right.
    static func rightward(_ direction: Position) -> Position {
        direction.x < -1e-9 || (abs(direction.x) <= 1e-9 && direction.y < 0) ? direction * -1 : direction
    }

    /// Looks through the parcel in lines along one direction for the widest stretch that stays inside over the height.
    private static func search(_ rings: [[CityPoint]], along: Position, height: Double) -> LabelPlace {
        let origin = rings[0][0].position
        let aside = along.left
        let turned = rings.map { ring in
            ring.map { p in
                let d = p.position - origin
                return Position(x: d.x * along.x + d.y * along.y, y: d.x * aside.x + d.y * aside.y)
            }
        }
        let low = turned[0].map(\.y).min() ?? 0
        let high = turned[0].map(\.y).max() ?? 0
        let half = min(height / 2, (high - low) * 0.2)
        var best = (width: -1.0, x: 0.0, y: 0.0, score: -Double.infinity)
        let steps = 21
        for k in 0..<steps {
            let y = low + (high - low) * (Double(k) + 0.5) / Double(steps)
            for stretch in inside(turned, at: y) {
                var room = stretch
                for other in [y - half, y + half] {
                    let overlaps = inside(turned, at: other).map {
                        max(
                            $0.lowerBound, room.lowerBound)...max(
                                max($0.lowerBound, room.lowerBound), min($0.upperBound, room.upperBound))
                    }
                    let widest = overlaps.max { $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound }
                    room = widest ?? room.lowerBound...room.lowerBound
                }
                let width = room.upperBound - room.lowerBound
                let score = width - 0.05 * abs(Double(k) - Double(steps / 2))
                if width > 0, score > best.score {
                    best = (width, (room.lowerBound + room.upperBound) / 2, y, score)
                }
            }
        }
        return LabelPlace(
            centre: origin + along * best.x + aside * best.y, along: along, width: max(0, best.width))
    }

    /// The stretches of a line at a height that lie inside the rings.
    private static func inside(_ rings: [[Position]], at y: Double) -> [ClosedRange<Double>] {
        var crossings: [Double] = []
        for ring in rings {
            var last = ring[ring.count - 1]
            for p in ring {
                if (p.y > y) != (last.y > y) {
                    crossings.append(last.x + (p.x - last.x) * (y - last.y) / (p.y - last.y))
                }
                last = p
            }
        }
        crossings.sort()
        return stride(from: 0, to: crossings.count - 1, by: 2).map { crossings[$0]...crossings[$0 + 1] }
    }
}
