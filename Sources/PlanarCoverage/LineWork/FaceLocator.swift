/// Finds the face that a place lies in.
public struct FaceLocator: Sendable {
    private let grid: Grid
    private let rings: RingStore
    private let index: ParcelIndex

    public init(_ rings: RingStore, on grid: Grid) {
        self.grid = grid
        self.rings = rings
        index = ParcelIndex(rings)
    }

    /// - Parameters: metres.
    /// - Returns: the face with the smallest box where several have it, nil on a line and outside all of them.
    public func face(atX x: Double, y: Double) -> Int32? {
        guard let p = grid.point(x: x, y: y) else { return nil }
        return index.parcels(covering: FinePoint(p)).first
    }
}
