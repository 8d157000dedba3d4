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
        var replacements: [RingStore.Replacement] = []
        for (parcel, outline) in outlines {
            let p = Int(parcel)
            ledger.walk(rings, rings: rings.rings(ofParcel: p), weight: -1)
            var area: Int128 = 0
            var replacement = RingStore.Replacement(parcel: p)
            for ring in outline {
                let doubled = ring.withUnsafeBufferPointer(ringDoubledArea)
                area += doubled
                replacement.points += ring
                replacement.ends.append(Int32(replacement.points.count))
                replacement.isHole.append(doubled < 0)
                ring.withUnsafeBufferPointer { ledger.walk($0, weight: 1) }
            }
            replacements.append(replacement)
            doubledAreas[p] = area
            if outline.isEmpty { traits[p].insert(.withoutRings) }
        }
        rings.replace(replacements)
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
    /// The new rings of a parcel; `ends` are their ends in `points`.
    struct Replacement {
        var parcel: Int
        var points: [GridPoint] = []
        var ends: [Int32] = []
        var isHole: [Bool] = []
    }

    /// Gives some parcels, ascending, other rings. The points, by far the most of a map, are changed in place.
    mutating func replace(_ replacements: [Replacement]) {
        var changed = RingStore()
        changed.reserveOffsets(parcels: parcelCount, rings: ringCount)
        var pointShift: Int32 = 0
        var next = 0
        func keep(upTo end: Int) {
            let rings = Int(parcelStart[next])..<Int(parcelStart[end])
            let ringShift = Int32(changed.ringCount - rings.lowerBound)
            for r in rings { changed.ringStart.append(ringStart[r + 1] + pointShift) }
            changed.ringIsHole.append(contentsOf: ringIsHole[rings])
            for p in next..<end { changed.parcelStart.append(parcelStart[p + 1] + ringShift) }
        }
        var splices: [(range: Range<Int>, new: [GridPoint])] = []
        for replacement in replacements {
            keep(upTo: replacement.parcel)
            next = replacement.parcel + 1
            let old = points(ofParcel: replacement.parcel)
            let start = Int32(old.lowerBound) + pointShift
            for end in replacement.ends { changed.ringStart.append(start + end) }
            changed.ringIsHole.append(contentsOf: replacement.isHole)
            changed.parcelStart.append(Int32(changed.ringCount))
            pointShift += Int32(replacement.points.count - old.count)
            splices.append((old, replacement.points))
        }
        keep(upTo: parcelCount)
        points.splice(splices)
        ringStart = changed.ringStart
        ringIsHole = changed.ringIsHole
        parcelStart = changed.parcelStart
    }
}

extension [GridPoint] {
    /// Puts other points in the place of some ranges, ascending. Whatever their number, each point moves twice at most.
    fileprivate mutating func splice(_ changes: [(range: Range<Int>, new: [GridPoint])]) {
        guard let first = changes.first?.range.lowerBound else { return }
        var growth = 0
        var room = 0
        for change in changes {
            growth += change.new.count - change.range.count
            room = Swift.max(room, growth)
        }
        let oldCount = count
        append(contentsOf: repeatElement(GridPoint(x: 0, y: 0), count: room))
        withUnsafeMutableBufferPointer { points in
            /// Moves what stood at `from` before to `to`.
            func move(_ from: Range<Int>, to: Int) {
                let source = UnsafeMutableBufferPointer(rebasing: points[from])
                let target = UnsafeMutableBufferPointer(rebasing: points[to..<to + from.count])
                _ = target.update(fromContentsOf: source)
            }
            move(first..<oldCount, to: first + room)
            var end = first
            for (k, change) in changes.enumerated() {
                for p in change.new {
                    points[end] = p
                    end += 1
                }
                let stop = k + 1 < changes.count ? changes[k + 1].range.lowerBound : oldCount
                move(change.range.upperBound + room..<stop + room, to: end)
                end += stop - change.range.upperBound
            }
        }
        removeLast(count - (oldCount + growth))
    }
}
