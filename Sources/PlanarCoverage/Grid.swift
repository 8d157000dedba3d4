/// The integer grid on which the engine works: 0.1 mm from an origin at whole kilometres.
///
/// A coordinate is rounded to the nearest grid line of the *absolute* lattice, so the same coordinate falls on
/// the same line whatever the origin: results do not depend on which parcel came first.
public struct Grid: Hashable, Sendable {
    /// Grid units in a metre: 10,000, or a smaller power of ten for an extent beyond ±214 km.
    public let unitsPerMetre: Double
    /// The origin, in grid units of the absolute lattice.
    public let originX: Int64
    public let originY: Int64

    /// The engine keeps this far from the ends of `Int32`, so that differences and doubled values have room.
    public static let reachUnits: Int64 = 2_140_000_000

    /// - Parameters:
    ///   - unitsPerMetre: a power of ten.
    ///   - aroundX: metres; the origin is the nearest whole kilometre.
    public init(unitsPerMetre: Double = 10_000, aroundX: Double, aroundY: Double) {
        self.unitsPerMetre = unitsPerMetre
        self.originX = Int64((aroundX / 1000).rounded() * 1000 * unitsPerMetre)
        self.originY = Int64((aroundY / 1000).rounded() * 1000 * unitsPerMetre)
    }

    /// The finest grid that reaches the whole extent (metres).
    public init(coveringMinX minX: Double, minY: Double, maxX: Double, maxY: Double) {
        var units = 10_000.0
        let half = max(maxX - minX, maxY - minY) / 2 + 1000
        while half * units > Double(Grid.reachUnits), units > 0.01 { units /= 10 }
        self.init(unitsPerMetre: units, aroundX: (minX + maxX) / 2, aroundY: (minY + maxY) / 2)
    }

    /// The length of one unit in metres.
    public var stepMetres: Double { 1 / unitsPerMetre }

    /// The grid point nearest to a position in metres (halves go up), or nil where the grid does not reach.
    @inlinable
    public func point(x: Double, y: Double) -> GridPoint? {
        let gx = (x * unitsPerMetre + 0.5).rounded(.down)
        let gy = (y * unitsPerMetre + 0.5).rounded(.down)
        guard abs(gx) < 4e18, abs(gy) < 4e18 else { return nil }
        let ix = Int64(gx) &- originX
        let iy = Int64(gy) &- originY
        guard ix.magnitude <= UInt64(Grid.reachUnits), iy.magnitude <= UInt64(Grid.reachUnits) else { return nil }
        return GridPoint(x: Int32(truncatingIfNeeded: ix), y: Int32(truncatingIfNeeded: iy))
    }

    /// Metres of the grid line `x`.
    @inlinable
    public func metresX(_ x: Int32) -> Double { Double(originX + Int64(x)) / unitsPerMetre }

    /// Metres of the grid line `y`.
    @inlinable
    public func metresY(_ y: Int32) -> Double { Double(originY + Int64(y)) / unitsPerMetre }

    /// Square metres of a doubled area in square grid units.
    @inlinable
    public func squareMetres(doubled area: Int128) -> Double {
        // The conversion from `Int128` is generic and slow; areas nearly always fit 64 bits.
        let units = Int64(exactly: area).map { Double($0) } ?? Double(area)
        return units / (2 * unitsPerMetre * unitsPerMetre)
    }
}
