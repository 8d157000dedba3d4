/// What became of one geometry that was handed to a `CoverageIntake`.
public enum IntakeOutcome: Hashable, Sendable {
    /// The parcel has rings on the grid.
    case stored
    /// There is a parcel, but its geometry is empty: it has a place and no rings.
    case empty
    /// There is a parcel, but a coordinate is NaN or infinite: it has a place and no rings.
    case notFinite
    /// Nothing was taken: this WKB type is not a polygon (points, lines, collections without polygons).
    case notPolygonal(wkbType: UInt32)
    /// Nothing was taken: the geometry has curves; linearise it and hand it over again.
    case curved
    /// Nothing was taken: a coordinate lies beyond the grid's reach. Choose a coarser grid, or give the parcel a
    /// place with `appendUnusable`.
    case beyondReach(x: Double, y: Double)
    /// Nothing was taken: the bytes are no WKB.
    case malformed
}

/// What was noticed about one stored parcel.
public struct ParcelTraits: OptionSet, Sendable {
    public let rawValue: UInt8
    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let hadZ = ParcelTraits(rawValue: 1)
    public static let hadM = ParcelTraits(rawValue: 2)
    public static let multipart = ParcelTraits(rawValue: 4)
    /// Not plainly valid on the grid; its source WKB is kept in `suspects` for GEOS to judge.
    public static let suspect = ParcelTraits(rawValue: 8)
    /// Has a place but no rings: null, empty or not usable.
    public static let withoutRings = ParcelTraits(rawValue: 16)
    /// No geometry at all (SQL null).
    public static let null = ParcelTraits(rawValue: 32)
    /// NaN, infinite or absurd coordinates.
    public static let unusable = ParcelTraits(rawValue: 64)
}

/// A parcel that is not plainly valid, with its source geometry.
public struct Suspect: Sendable {
    /// Index in the store.
    public var parcel: Int32
    /// The WKB as it was handed over, coordinates in metres of the working CRS.
    public var wkb: [UInt8]
}

/// Takes geometries feature by feature, puts them on the grid and into a ledger. One per lane; lanes are merged in
/// the order of their features, which gives the same result as one lane.
public struct CoverageIntake: Sendable {
    public let grid: Grid
    public internal(set) var rings = RingStore()
    /// One per parcel.
    public internal(set) var traits: [ParcelTraits] = []
    /// Twice each parcel's area on the grid, from its rings.
    public internal(set) var doubledAreas: [Int128] = []
    /// The parcels that are not plainly valid.
    public internal(set) var suspects: [Suspect] = []
    public internal(set) var ledger = EdgeLedger()
    private var decoded = DecodedRings()

    public init(grid: Grid) { self.grid = grid }

    public var parcelCount: Int { rings.parcelCount }

    /// Makes room for so many parcels of some eight points each; more grows by itself.
    public mutating func reserveCapacity(parcels: Int) {
        rings.reserveCapacity(parcels: parcels)
        traits.reserveCapacity(parcels)
        doubledAreas.reserveCapacity(parcels)
    }

    /// Takes one feature's geometry.
    ///
    /// - Parameter wkb: ISO WKB or EWKB of a polygon, a multipolygon or a collection of them, in metres of the
    ///   working CRS. Z and M are dropped and noted.
    /// - Returns: what became of it; where nothing was taken the parcel has no place yet.
    public mutating func append(wkb: UnsafeRawBufferPointer) -> IntakeOutcome {
        let outcome = decoded.decode(wkb, on: grid)
        switch outcome {
        case .stored:
            enter(wkb)
        case .empty:
            appendWithoutRings(decoded.hasFlawedRing ? [.suspect, decoded.traits] : decoded.traits)
            if decoded.hasFlawedRing { keepSuspect(wkb) }
        case .notFinite:
            appendUnusable(wkb: wkb)
        case .notPolygonal, .curved, .beyondReach, .malformed:
            break
        }
        return outcome
    }

    /// Takes a feature without geometry.
    public mutating func appendNull() { appendWithoutRings(.null) }

    /// Gives a place to a parcel whose geometry cannot be used (absurd coordinates, bytes that are no WKB).
    public mutating func appendUnusable(wkb: UnsafeRawBufferPointer) { appendWithoutRings(.unusable) }

    /// Appends the parcels of a lane that read on from where this one stopped.
    public mutating func merge(_ other: consuming CoverageIntake) {
        let base = Int32(parcelCount)
        suspects.reserveCapacity(suspects.count + other.suspects.count)
        for suspect in other.suspects { suspects.append(Suspect(parcel: suspect.parcel + base, wkb: suspect.wkb)) }
        rings.append(contentsOf: other.rings)
        traits.append(contentsOf: other.traits)
        doubledAreas.append(contentsOf: other.doubledAreas)
        ledger.merge(other.ledger)
    }

    /// Parcels that are judged no more: their rings were replaced by plain ones.
    public mutating func forgetSuspects(_ parcels: Set<Int32>) { suspects.removeAll { parcels.contains($0.parcel) } }

    private mutating func appendWithoutRings(_ traits: ParcelTraits) {
        self.traits.append(traits.union(.withoutRings))
        doubledAreas.append(0)
        rings.parcelStart.append(Int32(rings.ringCount))
    }

    private mutating func keepSuspect(_ wkb: UnsafeRawBufferPointer) {
        suspects.append(Suspect(parcel: Int32(parcelCount - 1), wkb: [UInt8](wkb)))
    }

    /// Stores the decoded rings, turned by role, and walks them.
    private mutating func enter(_ wkb: UnsafeRawBufferPointer) {
        var traits = decoded.traits
        if decoded.partCount > 1 { traits.insert(.multipart) }
        var doubled: Int128 = 0
        let isSuspect = decoded.withRings { points, ends, isHole, isFlawed in
            let isSuspect = isFlawed || !RingPlainness.isPlain(UnsafeBufferPointer(points), ends, isHole)
            var start = 0
            for r in 0..<ends.count {
                let end = Int(ends[r])
                var ring = UnsafeMutableBufferPointer(rebasing: points[start..<end])
                var area = ringDoubledArea(UnsafeBufferPointer(ring))
                if (area < 0) != isHole[r] {
                    ring.reverse()
                    area = -area
                }
                doubled += area
                ledger.walk(UnsafeBufferPointer(ring), weight: 1)
                start = end
            }
            rings.append(points: UnsafeBufferPointer(points), ends: ends, isHole: isHole)
            return isSuspect
        }
        if isSuspect { traits.insert(.suspect) }
        self.traits.append(traits)
        doubledAreas.append(doubled)
        if isSuspect { keepSuspect(wkb) }
    }
}

/// Twice the signed area of a ring; positive counter-clockwise.
func ringDoubledArea(_ ring: UnsafeBufferPointer<GridPoint>) -> Int128 {
    let origin = ring[0]
    var narrow: Int64 = 0
    var reach: UInt64 = 0
    var ax: Int64 = 0
    var ay: Int64 = 0
    for i in 1..<ring.count {
        let bx = Int64(ring[i].x) &- Int64(origin.x)
        let by = Int64(ring[i].y) &- Int64(origin.y)
        reach |= bx.magnitude | by.magnitude
        narrow &+= ax &* by &- bx &* ay
        ax = bx
        ay = by
    }
    // The wrapped sum is right when the true one fits, as it does for a ring within 2³⁰ units (107 km).
    if reach < 1 << 30 { return Int128(narrow) }
    var wide: Int128 = 0
    var a = ring[ring.count - 1]
    for b in ring {
        wide += doubledArea(under: a, b)
        a = b
    }
    return wide
}

/// Areas of rings on the grid.
public enum GridArea {
    /// Twice the signed area of a ring, in square units; positive counter-clockwise.
    public static func doubled(_ ring: [GridPoint]) -> Int128 {
        ring.isEmpty ? 0 : ring.withUnsafeBufferPointer(ringDoubledArea)
    }
}
