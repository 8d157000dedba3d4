import Cadastre

/// Defects on the line between two rows of lots that stand back to back, where a corner of the row behind lies on the
/// rear of a lot.
extension BlockScene {
    /// The site's lot moves its copy of the corner behind it by some metres: into the two lots there, or back.
    mutating func moveCorner(_ site: DefectSite, by metres: Double, into: Bool) -> Bool {
        let isBelow = frontIsBelow(row: site.row)
        var lot = shape.lot(site.row, site.lot)
        var rear = isBelow ? lot.above : lot.below
        // One corner, and not close to those of the lot itself.
        guard rear.count == 3, (rear[1].position - rear[0].position).length > 0.8,
            (rear[2].position - rear[1].position).length > 0.8
        else { return false }
        let behind = rowBehind(site.row)
        let index = (isBelow ? shape.rows[site.row].cutsAbove : shape.rows[site.row].cutsBelow)[site.lot] + 1
        let cuts = isBelow ? shape.rows[behind].cutsBelow : shape.rows[behind].cutsAbove
        guard let wall = cuts.firstIndex(of: index), wall > 1, wall < cuts.count - 2 else { return false }

        let corner = rear[1]
        let next = shape.lot(behind, wall)
        let toward = isBelow ? (next.west.first ?? next.above[0]) : (next.west.last ?? next.below[0])
        let along = (toward.position - corner.position).unit
        let moved = round(corner.position + along * (into ? metres : -metres))
        let ends = [rear[0], rear[2]]
        rear[1] = moved
        if isBelow { lot.above = rear } else { lot.below = rear }
        let own = draft(site.row, site.lot)
        drafts[own].draw(lot.ring)
        let neighbours = [draft(behind, wall - 1), draft(behind, wall)].map { drafts[$0].identity }
        let triangles = ends.map { counterClockwise([$0, corner, moved]) }
        if into {
            for (neighbour, triangle) in zip(neighbours, triangles) {
                truth.append(
                    TruthEntry(
                        kind: .overlap, variant: "corner into two lots", parties: [drafts[own].identity, neighbour],
                        owner: neighbour, at: middle(triangle), areaSquareMetres: squareMetres(triangle),
                        widthMetres: metres,
                        shells: [triangle]))
            }
        } else {
            let shell = counterClockwise([ends[0], moved, ends[1], corner])
            truth.append(
                TruthEntry(
                    kind: .gap, variant: "gap of three lots", parties: [drafts[own].identity] + neighbours,
                    owner: drafts[own].identity, at: middle([corner, moved]), areaSquareMetres: squareMetres(shell),
                    widthMetres: metres,
                    shells: [shell]))
        }
        return true
    }
}
