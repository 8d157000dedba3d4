extension CoverageIntake {
    /// Reads invalid parcels as valid ones: even-odd for each part with its holes, then the union of the parts.
    /// (Even-odd over a whole multipolygon would delete a parcel that lies in its own enclosing part.)
    /// The ledger and the areas follow.
    ///
    /// - Parameter parcels: ascending.
    /// - Returns: twice the area, in square units, by which the rings as they wind exceed what they now cover.
    public mutating func readAsValid(parcels: [Int32]) throws(InvariantError) -> Int128 {
        var outlines: [(parcel: Int32, rings: GridPolygons)] = []
        for parcel in parcels { outlines.append((parcel, try validRings(rings.rings(ofParcel: Int(parcel))))) }
        let before = parcels.reduce(0) { $0 + doubledAreas[Int($1)] }
        replaceRings(outlines)
        return before - parcels.reduce(0) { $0 + doubledAreas[Int($1)] }
    }

    /// Gives parcels other rings; the ledger and the areas follow.
    ///
    /// - Parameter outlines: ascending by parcel; shells counter-clockwise, each followed by its holes, clockwise.
    public mutating func replaceRings(_ outlines: [(parcel: Int32, rings: GridPolygons)]) {
        if outlines.isEmpty { return }
        var replaced = RingStore()
        replaced.points.reserveCapacity(rings.points.count + 64)
        var next = 0
        for (parcel, outline) in outlines {
            let p = Int(parcel)
            replaced.append(parcels: next..<p, of: rings)
            next = p + 1
            ledger.walk(rings, rings: rings.rings(ofParcel: p), weight: -1)
            var area: Int128 = 0
            var flat: [GridPoint] = []
            var ends: [Int32] = []
            var holes: [Bool] = []
            for ring in outline {
                let doubled = ring.withUnsafeBufferPointer(ringDoubledArea)
                area += doubled
                flat += ring
                ends.append(Int32(flat.count))
                holes.append(doubled < 0)
                ring.withUnsafeBufferPointer { ledger.walk($0, weight: 1) }
            }
            flat.withUnsafeBufferPointer { replaced.append(points: $0, ends: ends, isHole: holes) }
            doubledAreas[p] = area
            if outline.isEmpty { traits[p].insert(.withoutRings) }
        }
        replaced.append(parcels: next..<parcelCount, of: rings)
        rings = replaced
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
