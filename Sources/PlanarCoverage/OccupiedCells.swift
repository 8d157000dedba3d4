/// The ground near parcels, as cells of a coarse net: whether a box may come near one, without looking at any.
public struct OccupiedCells: Sendable {
    private let cell: Int64
    private var cells: Set<UInt64> = []
    /// Of all that is entered.
    public private(set) var box = GridBox.nothing

    /// - Parameter reach: in grid units. What comes nearer to a parcel's box is always near; what is farther than twice
    ///   the reach never.
    public init(reach: Int64) { cell = max(1, reach) }

    /// Enters the boxes of all parcels of a store.
    public mutating func enter(_ store: RingStore) {
        for p in 0..<store.parcelCount {
            let parcel = store.box(ofParcel: p)
            if !parcel.isNothing { enter(parcel) }
        }
    }

    /// Enters the segments of a parcel's rings, not the ground within them.
    public mutating func enterOutline(ofParcel p: Int, in store: RingStore) {
        for r in store.rings(ofParcel: p) {
            let range = store.points(ofRing: r)
            guard var a = store.points[range].last else { continue }
            for b in store.points[range] {
                var segment = GridBox.nothing
                segment.join(a)
                segment.join(b)
                enter(segment)
                a = b
            }
        }
    }

    private mutating func enter(_ part: GridBox) {
        box.join(GridPoint(x: part.minX, y: part.minY))
        box.join(GridPoint(x: part.maxX, y: part.maxY))
        forEachCell(of: part, widenedBy: 0) { cells.insert($0) }
    }

    /// Whether a box may come within the reach of what was entered.
    public func isNear(_ box: GridBox) -> Bool {
        if box.isNothing { return false }
        var isNear = false
        forEachCell(of: box, widenedBy: 1) { if cells.contains($0) { isNear = true } }
        return isNear
    }

    private func forEachCell(of box: GridBox, widenedBy margin: Int64, _ body: (UInt64) -> Void) {
        func number(_ unit: Int32) -> Int64 { (Int64(unit) + (1 << 31)) / cell }
        for x in (number(box.minX) - margin)...(number(box.maxX) + margin) {
            for y in (number(box.minY) - margin)...(number(box.maxY) + margin) {
                body(UInt64(bitPattern: x) << 32 | UInt64(UInt32(truncatingIfNeeded: y)))
            }
        }
    }
}
