/// The rings of all parcels on the grid, in flat arrays.
///
/// A parcel is a range of rings, a ring a range of points without the repeated closing point. Shells run
/// counter-clockwise and holes clockwise; a part begins with its shell, its holes follow.
/// A parcel without usable geometry has no rings, but keeps its place: parcel `i` here is row `i` of the columns.
public struct RingStore: Sendable {
    public internal(set) var points: [GridPoint] = []
    /// `ringStart[r] ..< ringStart[r + 1]` are the points of ring `r`.
    public internal(set) var ringStart: [Int32] = [0]
    /// Whether ring `r` is a hole.
    public internal(set) var ringIsHole: [Bool] = []
    /// `parcelStart[p] ..< parcelStart[p + 1]` are the rings of parcel `p`.
    public internal(set) var parcelStart: [Int32] = [0]

    public init() {}

    public var parcelCount: Int { parcelStart.count - 1 }
    public var ringCount: Int { ringStart.count - 1 }

    /// The rings of a parcel.
    @inlinable
    public func rings(ofParcel p: Int) -> Range<Int> { Int(parcelStart[p])..<Int(parcelStart[p + 1]) }

    /// The points of a ring, as a range of `points`.
    @inlinable
    public func points(ofRing r: Int) -> Range<Int> { Int(ringStart[r])..<Int(ringStart[r + 1]) }

    /// All points of a parcel, as a range of `points`.
    @inlinable
    public func points(ofParcel p: Int) -> Range<Int> {
        Int(ringStart[Int(parcelStart[p])])..<Int(ringStart[Int(parcelStart[p + 1])])
    }

    mutating func reserveCapacity(parcels: Int) {
        points.reserveCapacity(parcels * 17 / 2)
        reserveOffsets(parcels: parcels, rings: parcels * 21 / 20)
    }

    mutating func reserveOffsets(parcels: Int, rings: Int) {
        ringStart.reserveCapacity(rings + 1)
        ringIsHole.reserveCapacity(rings)
        parcelStart.reserveCapacity(parcels + 1)
    }

    /// Appends one parcel; `ends` are the ends of its rings in `points`.
    mutating func append(
        points new: UnsafeBufferPointer<GridPoint>, ends: some Collection<Int32>, isHole: some Collection<Bool>
    ) {
        let base = Int32(points.count)
        points.append(contentsOf: new)
        for end in ends { ringStart.append(base + end) }
        ringIsHole.append(contentsOf: isHole)
        parcelStart.append(Int32(ringCount))
    }

    /// Appends polygons as one parcel: shells counter-clockwise, holes clockwise.
    mutating func append(polygons: GridPolygons) {
        var ends: [Int32] = []
        for ring in polygons { ends.append((ends.last ?? 0) + Int32(ring.count)) }
        let isHole = polygons.map { $0.withUnsafeBufferPointer(ringDoubledArea) < 0 }
        polygons.flatMap { $0 }.withUnsafeBufferPointer { append(points: $0, ends: ends, isHole: isHole) }
    }

    /// Appends the parcels of another store on the same grid behind this store's.
    public mutating func append(contentsOf other: RingStore) {
        let pointBase = Int32(points.count)
        let ringBase = Int32(ringCount)
        points.append(contentsOf: other.points)
        ringStart.reserveCapacity(ringStart.count + other.ringCount)
        for r in 1..<other.ringStart.count { ringStart.append(other.ringStart[r] + pointBase) }
        ringIsHole.append(contentsOf: other.ringIsHole)
        parcelStart.reserveCapacity(parcelStart.count + other.parcelCount)
        for p in 1..<other.parcelStart.count { parcelStart.append(other.parcelStart[p] + ringBase) }
    }
}
