public import PlanarCoverage

/// In which ward each parcel lies, by its inner point.
public enum WardPlacement {
    /// - Returns: an index of the outlines for each parcel; -1 in none of them, in several, and without geometry.
    public static func outlines(of parcels: RingStore, in outlines: RingStore) -> [Int32] {
        var locator = OutlineLocator(outlines)
        return (0..<parcels.parcelCount).map { p in
            var box = GridBox.nothing
            for point in parcels.points[parcels.points(ofParcel: p)] { box.join(point) }
            if box.isNothing { return -1 }
            if let whole = locator.outline(holding: box) { return whole }
            guard let inner = parcels.innerPoint(ofParcel: p) else { return -1 }
            let over = locator.outlines(over: inner)
            return over.count == 1 ? over[0] : -1
        }
    }
}
