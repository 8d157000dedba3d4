extension RepairGround {
    /// New rings for parcels that meet each other but for faces below the grid: each such face goes to one of them, and
    /// they share all corners.
    ///
    /// - Parameters:
    ///   - parcels: who may gain or lose such a face.
    ///   - frozen: parcels that stay as they are; others may get a vertex at a face that was settled.
    /// - Returns: ascending by parcel.
    public func outlines(
        settlingDustBetween parcels: Set<Int32>, frozen: Set<Int32>
    ) -> [(parcel: Int32, rings: GridPolygons)] {
        let parcels = parcels.subtracting(frozen)
        var final = cover
        var touched: Set<Int32> = []
        var corners: Set<GridPoint> = []
        for f in thin.map({ Int($0) }) {
            // A parcel that stays keeps what it covers, and gets nothing.
            let staying = cover[f].filter { !parcels.contains($0) }
            if staying.count > 1 || cover[f].count == staying.count && !staying.isEmpty { continue }
            var borders: [Int32: Double] = [:]
            arrangement.forEachHalfEdge(ofFace: f) { h in
                for p in final[arrangement.face(h ^ 1)] { borders[p, default: 0] += length(ofHalfEdge: h) }
            }
            let takers = cover[f].isEmpty ? borders.keys.filter { parcels.contains($0) } : cover[f]
            guard
                let owner = staying.first
                    ?? takers.max(by: { (borders[$0] ?? 0, $1) < (borders[$1] ?? 0, $0) })
            else { continue }
            final[f] = [owner]
            touched.formUnion(cover[f])
            touched.insert(owner)
            arrangement.forEachHalfEdge(ofFace: f) { corners.insert(arrangement.start($0)) }
        }
        return borders(final).compactMap { parcel, halfEdges in
            if frozen.contains(parcel) { return nil }
            let (rings, inserted) = rings(of: parcel, halfEdges, final)
            let isChanged =
                parcels.contains(parcel)
                ? touched.contains(parcel) || !inserted.isEmpty : inserted.contains { corners.contains($0) }
            return isChanged ? (parcel, rings) : nil
        }
    }
}
