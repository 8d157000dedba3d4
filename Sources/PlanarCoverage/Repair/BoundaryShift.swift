/// How far a repair moved a parcel's outline.
public struct BoundaryShift: Hashable, Sendable {
    /// Corners that are gone, each with the new corner that took its place, or the nearest point of the new outline.
    public var moves: [Move] = []
    /// The longest way between the old corners and the new outline, or the new corners and the old one, grid units.
    public var maxUnits = 0.0

    public struct Move: Hashable, Sendable {
        public var from: GridPoint
        public var to: GridPoint
        public var lengthUnits: Double
    }

    public init(from old: GridPolygons, to new: GridPolygons) {
        let before = Set(old.joined())
        let after = Set(new.joined())
        for ring in old {
            for p in ring where !after.contains(p) {
                guard let (to, length) = BoundaryShift.nearest(to: p, on: new) else { continue }
                maxUnits = max(maxUnits, length)
                let corner = after.lazy.map { (point: $0, way: p.distance(to: $0)) }
                    .min { ($0.way, $0.point.x, $0.point.y) < ($1.way, $1.point.x, $1.point.y) }
                if let corner, corner.way <= 1.5 * length + 2 {
                    moves.append(Move(from: p, to: corner.point, lengthUnits: corner.way))
                } else {
                    moves.append(Move(from: p, to: to, lengthUnits: length))
                }
            }
        }
        for ring in new {
            for p in ring where !before.contains(p) {
                guard let (_, length) = BoundaryShift.nearest(to: p, on: old) else { continue }
                maxUnits = max(maxUnits, length)
            }
        }
    }

    private static func nearest(to p: GridPoint, on rings: GridPolygons) -> (point: GridPoint, length: Double)? {
        var best: (point: GridPoint, length: Double)?
        for ring in rings {
            guard var a = ring.last else { continue }
            for b in ring {
                let (foot, distance) = Segment(a: a, b: b).foot(of: p)
                if best.map({ distance < $0.length }) ?? true { best = (foot, distance) }
                a = b
            }
        }
        return best
    }
}
