/// A parcel of one part, as it is to be drawn.
struct DraftedLot {
    var sheet: Int
    var number: Int
    var landUse: String
    var kind: ParcelAttributes.Kind
    /// The shell first, then its holes; each without its first point at the end.
    var rings: [[CityPoint]]
    var areaSquareMetres: Double
    /// What it is a half of, when a sheet's edge cuts it: the index of the first half, which has the parcel's own sheet.
    var firstHalf: Int?
}

/// An edge of the map, whichever way it is walked.
struct LotEdge: Hashable {
    let low: CityPoint
    let high: CityPoint

    init(_ a: CityPoint, _ b: CityPoint) {
        let isForward = (a.x, a.y) < (b.x, b.y)
        (low, high) = isForward ? (a, b) : (b, a)
    }
}

/// The parcels of a ward in parts, and what lies on both sides of every edge.
struct DraftedLots {
    private(set) var lots: [DraftedLot] = []
    /// The last number of each sheet.
    private(set) var lastNumber: [Int: Int] = [:]
    /// The lots of an edge, in the order in which they were drafted; a second one where there is one.
    private(set) var sides: [LotEdge: (first: Int, second: Int?)] = [:]

    init(_ parcels: SyntheticParcels) {
        for attributes in parcels.attributes {
            lastNumber[attributes.sheet] = max(lastNumber[attributes.sheet] ?? 0, attributes.number ?? 0)
        }
        for p in 0..<parcels.count {
            let attributes = parcels.attributes[p]
            for (k, part) in parcels.parts(ofParcel: p).enumerated() {
                // A parcel on a sheet is of one part; a second one has a number of its own.
                let number = k == 0 ? attributes.number ?? 0 : nextNumber(onSheets: [attributes.sheet])
                let rings = part.map { Array($0) }
                lots.append(
                    DraftedLot(
                        sheet: attributes.sheet, number: number, landUse: attributes.landUse, kind: attributes.kind,
                        rings: rings, areaSquareMetres: DraftedLots.area(rings)))
            }
        }
        findSides()
    }

    static func area(_ rings: [[CityPoint]]) -> Double {
        let whole = rings.dropFirst().reduce(squareMetres(rings[0])) { $0 - squareMetres($1) }
        return (whole * 10).rounded() / 10
    }

    mutating func nextNumber(onSheets sheets: [Int]) -> Int {
        let next = 1 + (sheets.map { lastNumber[$0] ?? 0 }.max() ?? 0)
        for sheet in sheets { lastNumber[sheet] = next }
        return next
    }

    private mutating func findSides() {
        sides.removeAll(keepingCapacity: true)
        for (index, lot) in lots.enumerated() {
            for ring in lot.rings {
                var last = ring[ring.count - 1]
                for point in ring {
                    let edge = LotEdge(last, point)
                    if let known = sides[edge] {
                        sides[edge] = (known.first, index)
                    } else {
                        sides[edge] = (index, nil)
                    }
                    last = point
                }
            }
        }
    }

    /// The lot beyond an edge of another.
    func neighbour(of lot: Int, across edge: LotEdge) -> Int? {
        guard let pair = sides[edge] else { return nil }
        return pair.first == lot ? pair.second : pair.first
    }

    /// All lots that share an edge with one, in the order of its edges.
    func neighbours(of lot: Int) -> [Int] {
        var found: [Int] = []
        for ring in lots[lot].rings {
            var last = ring[ring.count - 1]
            for point in ring {
                if let other = neighbour(of: lot, across: LotEdge(last, point)), !found.contains(other) {
                    found.append(other)
                }
                last = point
            }
        }
        return found
    }

    // MARK: Parcels that a sheet's edge cuts

    /// Where a street between two crossings can be cut along its middle, so that each half has the sheet of the lots
    /// beside it.
    struct Cut {
        var lot: Int
        /// Indices of the edges at its two ends, each from a point of the ring to the next.
        var ends: (Int, Int)
    }

    func cut(ofLot index: Int) -> Cut? {
        let lot = lots[index]
        guard lot.kind == .street, lot.rings.count == 1, lot.areaSquareMetres > 100 else { return nil }
        let ring = lot.rings[0]
        var ends: [Int] = []
        for k in ring.indices {
            let other = neighbour(of: index, across: LotEdge(ring[k], ring[(k + 1) % ring.count]))
            if let other, lots[other].kind == .street { ends.append(k) }
        }
        guard ends.count == 2 else { return nil }
        // Each side on a sheet of its own, and one of them on the street's.
        let sides = [ends[0] + 1..<ends[1], ends[1] + 1..<ends[0] + ring.count].map { range in
            Set(
                range.compactMap { k in
                    neighbour(of: index, across: LotEdge(ring[k % ring.count], ring[(k + 1) % ring.count]))
                        .map { lots[$0].sheet }
                })
        }
        guard sides[0].count == 1, sides[1].count == 1, sides[0] != sides[1],
            sides[0].contains(lot.sheet) || sides[1].contains(lot.sheet)
        else { return nil }
        return Cut(lot: index, ends: (ends[0], ends[1]))
    }

    /// Cuts a street into halves of one number that is new on both sheets.
    /// - Returns: the sheet of the second half, and the middle of the cut.
    mutating func apply(_ cut: Cut, _ round: Rounding) -> (otherSheet: Int, at: CityPoint) {
        let ring = lots[cut.lot].rings[0]
        func point(_ k: Int) -> CityPoint { ring[k % ring.count] }
        func middle(_ k: Int) -> CityPoint { round((point(k).position + point(k + 1).position) * 0.5) }
        let (a, b) = (middle(cut.ends.0), middle(cut.ends.1))
        let first = (cut.ends.0 + 1...cut.ends.1).map(point) + [b, a]
        let second = (cut.ends.1 + 1...cut.ends.0 + ring.count).map(point) + [a, b]
        let ends = [
            (cut.ends.0, a), (cut.ends.1, b),
        ]
        for (k, at) in ends {
            if let other = neighbour(of: cut.lot, across: LotEdge(point(k), point(k + 1))) {
                insert(at, into: other, between: point(k), point(k + 1))
            }
        }
        func sheet(beside range: ClosedRange<Int>) -> Int {
            for k in range {
                if let other = neighbour(of: cut.lot, across: LotEdge(point(k), point(k + 1))) {
                    return lots[other].sheet
                }
            }
            return lots[cut.lot].sheet
        }
        let sheets = [
            sheet(beside: cut.ends.0 + 1...cut.ends.1 - 1), sheet(beside: cut.ends.1 + 1...cut.ends.0 + ring.count - 1),
        ]
        let own = lots[cut.lot].sheet
        let isFirstOwn = sheets[0] == own
        let other = isFirstOwn ? sheets[1] : sheets[0]
        let number = nextNumber(onSheets: [own, other])
        lots[cut.lot].number = number
        lots[cut.lot].rings = [isFirstOwn ? first : second]
        lots[cut.lot].firstHalf = cut.lot
        var half = lots[cut.lot]
        half.sheet = other
        half.rings = [isFirstOwn ? second : first]
        lots.append(half)
        findSides()
        return (other, round((a.position + b.position) * 0.5))
    }

    private mutating func insert(_ point: CityPoint, into lot: Int, between a: CityPoint, _ b: CityPoint) {
        for r in lots[lot].rings.indices {
            let ring = lots[lot].rings[r]
            for k in ring.indices {
                let (from, to) = (ring[k], ring[(k + 1) % ring.count])
                if LotEdge(from, to) == LotEdge(a, b) {
                    lots[lot].rings[r].insert(point, at: k + 1)
                    return
                }
            }
        }
    }
}
