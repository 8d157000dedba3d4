/// The piece of ground that a page shows, and where it stands on the page.
///
/// Ground is in metres of the working CRS relative to the grid's origin, so that numbers stay short; the page's
/// coordinates count in millimetres from the upper left corner of the map's frame.
struct MapWindow: Hashable, Sendable {
    /// The frame on the page.
    var left: Double
    var top: Double
    var width: Double
    var height: Double
    /// Denominator.
    var scale: Double
    /// Ground at the frame's upper left corner.
    var west: Double
    var north: Double

    var millimetresPerMetre: Double { 1000 / scale }
    var east: Double { west + width / millimetresPerMetre }
    var south: Double { north - height / millimetresPerMetre }

    func x(_ metres: Double) -> Double { (metres - west) * millimetresPerMetre }
    func y(_ metres: Double) -> Double { (north - metres) * millimetresPerMetre }
}

/// A box of ground in metres relative to the grid's origin.
struct GroundBox: Hashable, Sendable {
    var west = Double.infinity
    var south = Double.infinity
    var east = -Double.infinity
    var north = -Double.infinity

    var isNothing: Bool { west > east }
    var width: Double { max(0, east - west) }
    var height: Double { max(0, north - south) }

    mutating func join(_ other: GroundBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
    }

    mutating func join(x: Double, y: Double) { join(GroundBox(west: x, south: y, east: x, north: y)) }

    func meets(_ other: GroundBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }
}
