/// Finds the outlines (of wards) that pass near a point.
public struct NearbyOutlines: Sendable {
    private let segments: [Segment]
    private let owners: [Int32]
    private let grid: SegmentGrid
    private let reach: Double

    /// - Parameter reachUnits: how near is near, in grid units.
    public init(_ outlines: RingStore, reachUnits: Double) {
        var segments: [Segment] = []
        var owners: [Int32] = []
        for o in 0..<outlines.parcelCount {
            for r in outlines.rings(ofParcel: o) {
                let ring = outlines.points[outlines.points(ofRing: r)]
                guard var a = ring.last else { continue }
                for b in ring {
                    segments.append(Segment(a: a, b: b))
                    owners.append(Int32(o))
                    a = b
                }
            }
        }
        self.segments = segments
        self.owners = owners
        reach = reachUnits
        grid = SegmentGrid(segments, reach: Int64(reachUnits.rounded(.up)) * 2 + 2)
    }

    /// The outlines within reach of a point, ascending.
    public func outlines(near p: GridPoint) -> [Int32] {
        var found: Set<Int32> = []
        grid.forEachSegment(near: p) { k in
            if segments[k].foot(of: p).distance <= reach { found.insert(owners[k]) }
        }
        return found.sorted()
    }
}
