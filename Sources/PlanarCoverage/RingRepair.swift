extension CoverageIntake {
    /// Reads invalid parcels as valid ones: even-odd for each part with its holes, then the union of the parts.
    /// (Even-odd over a whole multipolygon would delete a parcel that lies in its own enclosing part.)
    /// The ledger and the areas follow.
    ///
    /// - Parameter parcels: ascending.
    /// - Returns: twice the area, in square units, by which the rings as they wind exceed what they now cover.
    public mutating func readAsValid(parcels: [Int32]) throws(InvariantError) -> Int128 {
        if parcels.isEmpty { return 0 }
        var doubledChange: Int128 = 0
        var repaired = RingStore()
        repaired.points.reserveCapacity(rings.points.count + 64)
        var next = 0
        for parcel in parcels {
            let p = Int(parcel)
            let range = rings.rings(ofParcel: p)
            repaired.append(parcels: next..<p, of: rings)
            next = p + 1
            ledger.walk(rings, rings: range, weight: -1)
            let valid = try validRings(range)
            var area: Int128 = 0
            var flat: [GridPoint] = []
            var ends: [Int32] = []
            var holes: [Bool] = []
            for ring in valid {
                let doubled = ring.withUnsafeBufferPointer(ringDoubledArea)
                area += doubled
                flat += ring
                ends.append(Int32(flat.count))
                holes.append(doubled < 0)
                ring.withUnsafeBufferPointer { ledger.walk($0, weight: 1) }
            }
            flat.withUnsafeBufferPointer { repaired.append(points: $0, ends: ends, isHole: holes) }
            doubledChange += doubledAreas[p] - area
            doubledAreas[p] = area
            if valid.isEmpty { traits[p].insert(.withoutRings) }
        }
        repaired.append(parcels: next..<parcelCount, of: rings)
        rings = repaired
        return doubledChange
    }

    private func validRings(_ range: Range<Int>) throws(InvariantError) -> GridPolygons {
        var parts: [GridPolygons] = []
        var segments: [TurnedSegment] = []
        func closePart() throws(InvariantError) {
            if segments.isEmpty { return }
            let arrangement = try Arrangement(NodedEdges(noding: segments))
            // The winding number has the parity of the crossings.
            parts.append(arrangement.outline { arrangement.faceDepth[$0] & 1 == 1 })
            segments.removeAll(keepingCapacity: true)
        }
        for r in range {
            if !rings.ringIsHole[r] { try closePart() }
            segments.appendRing(rings.points[rings.points(ofRing: r)])
        }
        try closePart()
        return parts.count == 1 ? parts[0] : try union(of: parts)
    }
}

extension RingStore {
    /// Appends consecutive parcels of another store.
    mutating func append(parcels range: Range<Int>, of other: borrowing RingStore) {
        if range.isEmpty { return }
        let ringRange = Int(other.parcelStart[range.lowerBound])..<Int(other.parcelStart[range.upperBound])
        let pointRange = Int(other.ringStart[ringRange.lowerBound])..<Int(other.ringStart[ringRange.upperBound])
        let pointShift = Int32(points.count - pointRange.lowerBound)
        let ringShift = Int32(ringCount - ringRange.lowerBound)
        points.append(contentsOf: other.points[pointRange])
        for r in ringRange { ringStart.append(other.ringStart[r + 1] + pointShift) }
        ringIsHole.append(contentsOf: other.ringIsHole[ringRange])
        for p in range { parcelStart.append(other.parcelStart[p + 1] + ringShift) }
    }
}
