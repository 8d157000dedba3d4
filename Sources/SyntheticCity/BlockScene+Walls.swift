import Cadastre

/// The wall west of a site's lot, and the lots on both sides of it.
private struct SharedWall {
    var westDraft: Int
    var eastDraft: Int
    var west: LotChains
    var east: LotChains
    /// Its ends on the line below and the line above, and two new points inside it.
    var foot: CityPoint
    var head: CityPoint
    var inner: [CityPoint]
    /// Square metres of the two lots with the wall where it belongs.
    var westArea = 0.0
    var eastArea = 0.0
    /// From the western lot to the eastern one.
    var aside: Position
}

/// Defects along the wall between two neighbouring lots.
extension BlockScene {
    private func sharedWall(_ site: DefectSite) -> SharedWall {
        let west = shape.lot(site.row, site.lot - 1)
        let east = shape.lot(site.row, site.lot)
        let foot = east.below[0]
        let head = east.above[0]
        let from = foot.position
        let along = head.position - from
        var wall = SharedWall(
            westDraft: draft(site.row, site.lot - 1), eastDraft: draft(site.row, site.lot), west: west, east: east,
            foot: foot, head: head, inner: [round(from + along * 0.35), round(from + along * 0.65)],
            aside: (east.below[east.below.count - 1].position - from).unit)
        wall.west.east = wall.inner
        wall.east.west = wall.inner
        wall.westArea = squareMetres(wall.west.ring)
        wall.eastArea = squareMetres(wall.east.ring)
        return wall
    }

    private mutating func put(_ wall: SharedWall) {
        drafts[wall.westDraft].parts = [[wall.west.ring]]
        drafts[wall.eastDraft].parts = [[wall.east.ring]]
    }

    /// The western lot's outline is drawn wrong, the wall stands where the eastern lot has it.
    private mutating func misdraw(_ wall: SharedWall) {
        drafts[wall.westDraft].draw(wall.west.ring, rightfully: wall.westArea)
        drafts[wall.eastDraft].parts = [[wall.east.ring]]
    }

    private func parties(_ wall: SharedWall) -> [ParcelIdentity] {
        [drafts[wall.westDraft].identity, drafts[wall.eastDraft].identity]
    }

    private func shifted(_ points: [CityPoint], by metres: Double, _ wall: SharedWall) -> [CityPoint] {
        points.map { round($0.position + wall.aside * metres) }
    }

    /// The western lot's copy of the wall is moved: east into the neighbour, or west, which leaves a gap.
    mutating func moveWall(_ site: DefectSite, by metres: Double, _ kind: DefectKind, _ variant: String) -> Bool {
        var wall = sharedWall(site)
        wall.west.east = shifted(wall.inner, by: metres, wall)
        misdraw(wall)
        let parties = parties(wall)
        let shell = [wall.foot] + wall.inner + [wall.head] + wall.west.east.reversed()
        truth.append(
            TruthEntry(
                kind: kind, variant: variant, parties: parties, owner: metres > 0 ? parties[1] : parties[0],
                at: middle(wall.inner + wall.west.east), areaSquareMetres: squareMetres(shell),
                widthMetres: abs(metres), shells: [counterClockwise(shell)]))
        return true
    }

    /// The western lot stays away from the wall up to the front: a slot that is open to uncovered ground.
    mutating func openWall(_ site: DefectSite, by metres: Double, _ kind: DefectKind, _ variant: String) -> Bool {
        switch ground(beforeRow: site.row) {
        case .street(isSameWard: true), .alley: break
        default: return false
        }
        var wall = sharedWall(site)
        wall.west.east = shifted(wall.inner, by: -metres, wall)
        let isBelow = frontIsBelow(row: site.row)
        var front = isBelow ? wall.west.below : wall.west.above
        let old = front[front.count - 1]
        let before = front[front.count - 2]
        let new = round(old.position + (before.position - old.position).unit * metres)
        front[front.count - 1] = new
        if isBelow { wall.west.below = front } else { wall.west.above = front }
        misdraw(wall)
        let moved = (isBelow ? [] : [new]) + wall.west.east.reversed() + (isBelow ? [new] : [])
        let shell = [wall.foot] + wall.inner + [wall.head] + moved
        truth.append(
            TruthEntry(
                kind: kind, variant: variant, parties: parties(wall), owner: drafts[wall.westDraft].identity,
                at: middle(wall.inner + wall.west.east), areaSquareMetres: squareMetres(shell), widthMetres: metres,
                shells: [counterClockwise(shell)]))
        return true
    }

    /// Both neighbours of a lot draw their walls so far into it that they meet.
    mutating func overlapThree(_ site: DefectSite) -> Bool {
        var first = sharedWall(site)
        var second = sharedWall(DefectSite(row: site.row, lot: site.lot + 1))
        let width = (second.foot.position - first.foot.position).length
        first.west.east = shifted(first.inner, by: 0.6 * width, first)
        second.east.west = shifted(second.inner, by: -0.6 * width, first)
        first.east.east = second.inner
        misdraw(first)
        drafts[second.eastDraft].draw(second.east.ring, rightfully: second.eastArea)
        let fromWest = counterClockwise([first.foot] + first.inner + [first.head] + first.west.east.reversed())
        let fromEast = counterClockwise([second.foot] + second.inner + [second.head] + second.east.west.reversed())
        let both = intersection(ofConvex: fromWest, fromEast)
        let ids = [first.westDraft, first.eastDraft, second.eastDraft].map { drafts[$0].identity }
        let shared = squareMetres(both)
        let regions: [([ParcelIdentity], Double, [CityPoint])] = [
            ([ids[0], ids[1]], squareMetres(fromWest) - shared, first.inner),
            ([ids[1], ids[2]], squareMetres(fromEast) - shared, second.inner),
            (ids, shared, both),
        ]
        for (parties, area, near) in regions {
            truth.append(
                TruthEntry(
                    kind: .overlap, variant: "two walls into one lot", parties: parties, owner: ids[1],
                    at: middle(near), areaSquareMetres: area, shells: parties.count == 3 ? [both] : []))
        }
        return true
    }

    /// A point lies exactly on the wall, and only one of the two lots has it.
    mutating func dropVertex(_ site: DefectSite, ofEast: Bool) -> Bool {
        var wall = sharedWall(site)
        // An even distance in steps, so that the point half-way is a point of the map.
        let even = Int32(2 * city.options.stepMillimetres)
        let near = wall.inner[0]
        wall.inner[0] = CityPoint(
            x: near.x - (near.x - wall.foot.x) % even, y: near.y - (near.y - wall.foot.y) % even)
        let half = CityPoint(
            x: wall.foot.x + (wall.inner[0].x - wall.foot.x) / 2, y: wall.foot.y + (wall.inner[0].y - wall.foot.y) / 2)
        wall.west.east = (ofEast ? [half] : []) + wall.inner
        wall.east.west = (ofEast ? [] : [half]) + wall.inner
        put(wall)
        truth.append(
            TruthEntry(kind: .edgeMismatch, variant: "missing vertex", parties: parties(wall), at: half))
        return true
    }

    /// A parcel of less than a square metre is cut from the western lot where its wall meets the front.
    mutating func cutSliver(_ site: DefectSite, area: Double) -> Bool {
        var wall = sharedWall(site)
        let isBelow = frontIsBelow(row: site.row)
        let corner = isBelow ? wall.foot : wall.head
        let near = isBelow ? wall.inner[0] : wall.inner[1]
        let length = (near.position - corner.position).length
        let half = (near.position + corner.position) * 0.5
        let tip = round(half - wall.aside * (2 * area / length))
        wall.west.east.insert(tip, at: isBelow ? 0 : 2)
        put(wall)
        let shell = counterClockwise([corner, near, tip])
        let piece = addPiece(isNorth: isNorth(row: site.row), ring: shell, kind: .lot)
        truth.append(
            TruthEntry(
                kind: .sliverParcel, variant: "under a square metre", parties: [drafts[piece].identity],
                at: middle(shell), areaSquareMetres: squareMetres(shell), shells: [shell]))
        return true
    }
}

/// The common ground of two convex rings, both counter-clockwise (Sutherland and Hodgman's clipping).
private func intersection(ofConvex subject: [CityPoint], _ clip: [CityPoint]) -> [CityPoint] {
    var result = subject.map(\.position)
    let finest = Rounding(stepMillimetres: 1)
    var from = clip[clip.count - 1].position
    for corner in clip.map(\.position) {
        let side = corner - from
        func height(_ p: Position) -> Double { side.x * (p.y - from.y) - side.y * (p.x - from.x) }
        var kept: [Position] = []
        guard var last = result.last else { return [] }
        for p in result {
            let a = height(last)
            let b = height(p)
            if (a < 0) != (b < 0) { kept.append(last + (p - last) * (a / (a - b))) }
            if b >= 0 { kept.append(p) }
            last = p
        }
        result = kept
        from = corner
    }
    return result.map { finest($0) }
}
