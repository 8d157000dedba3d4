import Cadastre

/// Defects of whole parcels.
extension BlockScene {
    /// The same ring once more, begun elsewhere, under a number of its own.
    mutating func drawTwice(_ site: DefectSite) -> Bool {
        let first = draft(site.row, site.lot)
        let ring = drafts[first].parts[0][0]
        let copy = addPiece(
            isNorth: isNorth(row: site.row), ring: Array(ring[2...] + ring[..<2]), kind: .lot)
        truth.append(
            TruthEntry(
                kind: .duplicateGeometry, variant: "drawn twice",
                parties: [drafts[first].identity, drafts[copy].identity], at: middle(ring),
                areaSquareMetres: squareMetres(ring), shells: [ring]))
        return true
    }

    /// The parcel before its split stays in the map over its three parts.
    mutating func coverParts(_ site: DefectSite) -> Bool {
        let parts = (site.lot - 1)...(site.lot + 1)
        let ring = shape.lots(site.row, (site.lot - 1)..<(site.lot + 2)).ring
        let parent = addPiece(isNorth: isNorth(row: site.row), ring: ring, kind: .lot)
        truth.append(
            TruthEntry(
                kind: .nestedParcel, variant: "parent over its parts",
                parties: [drafts[parent].identity] + parts.map { drafts[draft(site.row, $0)].identity },
                at: middle(ring), areaSquareMetres: squareMetres(ring), shells: [ring]))
        return true
    }

    /// The front's corners joined crosswise over the open street: an hourglass.
    mutating func crossFront(_ site: DefectSite) -> Bool {
        guard case .street(isSameWard: true) = ground(beforeRow: site.row) else { return false }
        let isBelow = frontIsBelow(row: site.row)
        var lot = shape.lot(site.row, site.lot)
        let front = isBelow ? lot.below : lot.above
        let west = front[0]
        let east = front[front.count - 1]
        let along = east.position - west.position
        let out = along.unit.left * (isBelow ? -1.5 : 1.5)
        let far = round(west.position + along * 0.7 + out)
        let near = round(west.position + along * 0.3 + out)
        if isBelow { lot.below = [west, east] } else { lot.above = [west, east] }
        let plain = squareMetres(lot.ring)
        if isBelow { lot.below = [west, far, near, east] } else { lot.above = [west, far, near, east] }
        let own = draft(site.row, site.lot)
        drafts[own].draw(lot.ring)
        // The lines cross 5/7 of the way out: a triangle on the front and a smaller one beyond.
        let width = along.length
        let height = 1.5 * 5 / 7
        drafts[own].areaSquareMetres = plain + width * height / 2 + 0.4 * width * (1.5 - height) / 2
        truth.append(
            TruthEntry(
                kind: .invalidGeometry, variant: "bow-tie", parties: [drafts[own].identity],
                at: round((west.position + east.position) * 0.5 + out * (5.0 / 7))))
        return true
    }

    /// The ring runs into the lot and back on the same line.
    mutating func addSpike(_ site: DefectSite) -> Bool {
        let own = draft(site.row, site.lot)
        var ring = drafts[own].parts[0][0]
        let centre = middle(ring)
        let at = ring[0]
        let tip = round(at.position + (centre.position - at.position) * 0.4)
        let area = squareMetres(ring)
        ring.insert(contentsOf: [tip, at], at: 1)
        drafts[own].parts = [[ring]]
        drafts[own].areaSquareMetres = area
        truth.append(
            TruthEntry(kind: .invalidGeometry, variant: "spike", parties: [drafts[own].identity], at: tip))
        return true
    }

    /// A row of the table without any geometry.
    mutating func addNull(_ site: DefectSite) -> Bool {
        let piece = addPiece(isNorth: isNorth(row: site.row), ring: [], kind: .lot)
        truth.append(
            TruthEntry(kind: .nullGeometry, variant: "no geometry", parties: [drafts[piece].identity], at: nil))
        return true
    }

    /// The lot is not in the map: a hole of its size.
    mutating func removeParcel(_ site: DefectSite) -> Bool {
        guard case .parcel(let street, isSameWard: true) = ground(beforeRow: site.row), !isSplit else { return false }
        let own = draft(site.row, site.lot)
        let ring = drafts[own].parts[0][0]
        drafts[own].isMissing = true
        var parties = [draft(site.row, site.lot - 1), draft(site.row, site.lot + 1)].map { drafts[$0].identity }
        let behind = rowBehind(site.row)
        let isBelow = frontIsBelow(row: site.row)
        let cuts = isBelow ? shape.rows[site.row].cutsAbove : shape.rows[site.row].cutsBelow
        let others = isBelow ? shape.rows[behind].cutsBelow : shape.rows[behind].cutsAbove
        for k in 0..<(others.count - 1) where others[k] < cuts[site.lot + 1] && others[k + 1] > cuts[site.lot] {
            parties.append(drafts[draft(behind, k)].identity)
        }
        parties.append(street)
        truth.append(
            TruthEntry(
                kind: .gap, variant: "missing parcel", parties: parties, at: middle(ring),
                areaSquareMetres: squareMetres(ring), shells: [ring]))
        return true
    }

    /// The front is drawn beyond the ward line over ground that no parcel covers.
    mutating func crossWardLine(_ site: DefectSite, by metres: Double) -> Bool {
        switch ground(beforeRow: site.row) {
        case .outsideCity, .street(isSameWard: false): break
        default: return false
        }
        let isBelow = frontIsBelow(row: site.row)
        var lot = shape.lot(site.row, site.lot)
        let front = isBelow ? lot.below : lot.above
        let west = front[0]
        let east = front[front.count - 1]
        let out = (east.position - west.position).unit.left * (isBelow ? -metres : metres)
        let moved = front.map { round($0.position + out) }
        let chain = [west] + moved + [east]
        if isBelow { lot.below = chain } else { lot.above = chain }
        let own = draft(site.row, site.lot)
        drafts[own].draw(lot.ring)
        let shell = counterClockwise(front + moved.reversed())
        truth.append(
            TruthEntry(
                kind: .outsideWard, variant: "front across the ward line", parties: [drafts[own].identity],
                at: middle(shell), areaSquareMetres: squareMetres(shell), widthMetres: metres, shells: [shell]))
        return true
    }
}
