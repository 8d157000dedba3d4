/// The point of a parcel that is farthest from all its rings: its pole of inaccessibility, which "polylabel" finds.
///
/// The centre of the largest circle in the parcel; see `FaceWidth`. Where many places are equally good, as along the
/// ridge of a rectangle, the one nearest to the centre of gravity that the search meets is taken, by a rule that
/// depends on the ground alone: not on the order of parcels, parts and rings, nor on where a ring begins, nor on
/// vertices that stand on a straight line.
public struct InnerPoint: Hashable, Sendable {
    /// Position in grid units, a multiple of one sixteenth.
    public var x: Double
    public var y: Double
    /// Distance to the nearest ring in grid units.
    public var clearance: Double

    /// One centimetre on the usual grid of 0.1 mm.
    public static let usualPrecision = 100.0

    /// The inner points of all parcels, the same for any number of lanes.
    ///
    /// - Parameters:
    ///   - precision: units by which a point may be nearer to the rings than the best one.
    ///   - lanes: how many threads work on it.
    /// - Returns: one per parcel; nil where `RingStore.innermostPoint` gives nil.
    public static func all(
        of store: RingStore, precision: Double = usualPrecision, lanes: Int = 1
    ) throws(InvariantError) -> [InnerPoint?] {
        let parts = inLanes(lanes, count: store.parcelCount) { parcels in
            parcels.map { store.innermostPoint(ofParcel: $0, precision: precision) }
        }
        return parts.count == 1 ? parts[0] : Array(parts.joined())
    }
}

extension RingStore {
    /// The point of a parcel that is farthest from its rings.
    ///
    /// - Parameter precision: units by which it may be nearer to the rings than the best one; less in a parcel that is
    ///   itself hardly wider than that. A parcel of more than 600 corners whose shape does not let itself be searched in
    ///   bounded time (a comb, a net of even streets) may get a point of less clearance; it is inside all the same.
    /// - Returns: a point that lies inside, exactly and even-odd; nil for a parcel without rings or area, and for one so
    ///   thin that no point of sixteenths of a unit was found in it.
    public func innermostPoint(ofParcel p: Int, precision: Double = InnerPoint.usualPrecision) -> InnerPoint? {
        guard let shape = FaceShape(canonical: slices(ofParcel: p)), shape.doubledArea > 0 else { return nil }
        let frame = TurnedFrame(along: shape.edges)
        let start = shape.startingCircle(in: frame)
        let circle =
            shape.edges.count > FaceWidth.mostEdges
            ? LargeFaceCentre(shape, in: frame).circle(startingAt: start, precision: precision)
            : FaceWidth(shape, in: frame).circle(startingAt: start, precision: precision)
        let (x, y) = frame.turnedBack(circle.u, circle.v)
        let scale = Double(FinePoint.perUnit)
        var fine = FinePoint(
            x: Int64(shape.origin.x) * FinePoint.perUnit + Int64((x * scale).rounded()),
            y: Int64(shape.origin.y) * FinePoint.perUnit + Int64((y * scale).rounded()))
        if side(of: fine, parcel: p) != .inside {
            guard let other = shape.innerPoint(), side(of: other, parcel: p) == .inside else { return nil }
            fine = other
        }
        return InnerPoint(
            x: fine.unitsX, y: fine.unitsY,
            clearance: shape.clearance(
                Double(fine.x - Int64(shape.origin.x) * FinePoint.perUnit) / scale,
                Double(fine.y - Int64(shape.origin.y) * FinePoint.perUnit) / scale))
    }
}

extension FaceShape {
    /// The circle about the centre of gravity, where that lies inside; else one of no size.
    fileprivate func startingCircle(in frame: TurnedFrame) -> FaceWidth.Circle {
        var doubled = 0.0
        var sx = 0.0
        var sy = 0.0
        for e in edges {
            let cross = e.ax * e.by - e.bx * e.ay
            doubled += cross
            sx += (e.ax + e.bx) * cross
            sy += (e.ay + e.by) * cross
        }
        let x = sx / (3 * doubled)
        let y = sy / (3 * doubled)
        var isInside = false
        for e in edges where (e.ay <= y) != (e.by <= y) && x < e.ax + (y - e.ay) / (e.by - e.ay) * (e.bx - e.ax) {
            isInside.toggle()
        }
        let at = frame.turned(x, y)
        return FaceWidth.Circle(u: at.u, v: at.v, radius: isInside ? clearance(x, y) : 0)
    }
}
