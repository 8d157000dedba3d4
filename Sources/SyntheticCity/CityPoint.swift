/// A point of a synthetic city: whole millimetres east and north of the city's origin.
public struct CityPoint: Hashable, Sendable {
    public var x: Int32
    public var y: Int32

    public init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// Where the origin lies in VN-2000 / TM-3 105-00 (EPSG:5897), in millimetres: amid Hanoi.
    static let originX: Int64 = 580_000_000
    static let originY: Int64 = 2_325_000_000

    /// Metres east in EPSG:5897.
    public var easting: Double { Double(CityPoint.originX + Int64(x)) / 1000 }
    /// Metres north in EPSG:5897.
    public var northing: Double { Double(CityPoint.originY + Int64(y)) / 1000 }
}

/// A position or a direction in metres from the city's origin, before it is rounded to a point.
struct Position {
    var x: Double
    var y: Double

    static func + (a: Position, b: Position) -> Position { Position(x: a.x + b.x, y: a.y + b.y) }
    static func - (a: Position, b: Position) -> Position { Position(x: a.x - b.x, y: a.y - b.y) }
    static func * (a: Position, s: Double) -> Position { Position(x: a.x * s, y: a.y * s) }

    var length: Double { (x * x + y * y).squareRoot() }
    var unit: Position { self * (1 / length) }
    /// Turned left by a quarter.
    var left: Position { Position(x: -y, y: x) }
}

extension CityPoint {
    var position: Position { Position(x: Double(x) / 1000, y: Double(y) / 1000) }
}

/// Rounds positions to the coordinate step of the map.
struct Rounding {
    /// 1 or 10.
    let stepMillimetres: Int

    func callAsFunction(_ p: Position) -> CityPoint {
        let step = Double(stepMillimetres)
        return CityPoint(x: Int32((p.x * 1000 / step).rounded() * step), y: Int32((p.y * 1000 / step).rounded() * step))
    }
}

/// Twice the area of a ring in square millimetres; positive when it runs counter-clockwise.
func doubledArea(_ ring: [CityPoint]) -> Int64 {
    guard let origin = ring.first, var last = ring.last else { return 0 }
    var sum: Int64 = 0
    // Relative to the first point, so that products of a city's coordinates stay far from the ends of Int64.
    for p in ring {
        let ax = Int64(last.x) - Int64(origin.x)
        let ay = Int64(last.y) - Int64(origin.y)
        let bx = Int64(p.x) - Int64(origin.x)
        let by = Int64(p.y) - Int64(origin.y)
        sum += ax * by - bx * ay
        last = p
    }
    return sum
}

/// Square metres of a ring, whatever its direction.
func squareMetres(_ ring: [CityPoint]) -> Double { Double(abs(doubledArea(ring))) / 2e6 }

/// The ring running counter-clockwise.
func counterClockwise(_ ring: [CityPoint]) -> [CityPoint] { doubledArea(ring) < 0 ? ring.reversed() : ring }

/// The mean of some points.
func middle(_ points: [CityPoint]) -> CityPoint {
    let count = Int64(points.count)
    let x = points.reduce(Int64(0)) { $0 + Int64($1.x) } / count
    let y = points.reduce(Int64(0)) { $0 + Int64($1.y) } / count
    return CityPoint(x: Int32(x), y: Int32(y))
}
