/// A point of the integer grid, relative to the grid's origin.
public struct GridPoint: Hashable, Sendable {
    public var x: Int32
    public var y: Int32

    @inlinable
    public init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// Order by x, then by y.
    @inlinable
    public static func < (a: GridPoint, b: GridPoint) -> Bool {
        a.x != b.x ? a.x < b.x : a.y < b.y
    }
}

/// A box of the grid with both corners inside it.
public struct GridBox: Hashable, Sendable {
    public var minX: Int32
    public var minY: Int32
    public var maxX: Int32
    public var maxY: Int32

    @inlinable
    public init(minX: Int32, minY: Int32, maxX: Int32, maxY: Int32) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    /// The box that holds nothing; joining a point to it gives that point's box.
    @inlinable
    public static var nothing: GridBox { GridBox(minX: .max, minY: .max, maxX: .min, maxY: .min) }

    @inlinable
    public var isNothing: Bool { minX > maxX }

    @inlinable
    public mutating func join(_ p: GridPoint) {
        minX = min(minX, p.x)
        minY = min(minY, p.y)
        maxX = max(maxX, p.x)
        maxY = max(maxY, p.y)
    }

    @inlinable
    public func meets(_ other: GridBox) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    @inlinable
    public func holds(_ p: GridPoint) -> Bool {
        minX <= p.x && p.x <= maxX && minY <= p.y && p.y <= maxY
    }
}
