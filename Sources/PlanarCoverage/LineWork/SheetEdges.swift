/// How the outlines of sheets that lie beside each other fit: corner against corner.
public struct SheetEdges: Sendable {
    /// A corner of one sheet's outline and its counterpart on another's.
    public struct Counterpart: Sendable {
        public var sheet: Int32
        public var other: Int32
        public var parcel: Int32
        public var otherParcel: Int32
        public var corner: GridPoint
        /// The corner itself where it lies on the other outline.
        public var counterpart: GridPoint
    }

    /// In the order of sheets and corners; where two corners are each other's counterpart, both are there.
    public private(set) var counterparts: [Counterpart] = []
    /// Edges that two parcels of different sheets share exactly, summed up per pair: the lower row first.
    public private(set) var common: [(a: Int32, b: Int32, length: Double)] = []

    private struct Corner {
        var point: GridPoint
        var sheet: Int32
        var parcel: Int32
    }

    /// - Parameters:
    ///   - rings: all parcels; those of one sheet stand together.
    ///   - sheetOf: the sheet of each parcel, ascending.
    ///   - reach: units; corners further apart are no counterparts.
    public init(_ rings: RingStore, sheetOf: [Int32], reach: Double) {
        var corners: [Corner] = []
        var segments: [Segment] = []
        var owners: [(sheet: Int32, parcel: Int32)] = []
        var first = 0
        while first < sheetOf.count {
            var end = first
            while end < sheetOf.count && sheetOf[end] == sheetOf[first] { end += 1 }
            SheetEdges.outline(rings, parcels: first..<end) { a, b, parcel in
                segments.append(Segment(a: a, b: b))
                owners.append((sheetOf[first], parcel))
                corners.append(Corner(point: a, sheet: sheetOf[first], parcel: parcel))
            }
            first = end
        }
        corners.sort {
            $0.sheet != $1.sheet
                ? $0.sheet < $1.sheet : $0.point != $1.point ? $0.point < $1.point : $0.parcel < $1.parcel
        }
        match(corners, segments, owners, reach)
        shareEdges(segments, owners)
    }

    /// Calls with the edges of a sheet that no parcel of the same sheet walks the other way.
    private static func outline(_ rings: RingStore, parcels: Range<Int>, _ body: (GridPoint, GridPoint, Int32) -> Void)
    {
        guard !parcels.isEmpty else { return }
        var ledger = EdgeLedger()
        ledger.walk(
            rings, rings: Int(rings.parcelStart[parcels.lowerBound])..<Int(rings.parcelStart[parcels.upperBound]))
        struct Key: Hashable {
            var low: UInt64
            var high: UInt64
        }
        var net = Set<Key>()
        for slot in ledger.slots where slot.count != 0 { net.insert(Key(low: slot.low, high: slot.high)) }
        for p in parcels {
            rings.forEachEdge(ofParcel: p) { a, b in
                let (k, l) = (EdgeLedger.key(a), EdgeLedger.key(b))
                if net.contains(Key(low: min(k, l), high: max(k, l))) { body(a, b, Int32(p)) }
            }
        }
    }

    private mutating func match(
        _ corners: [Corner], _ segments: [Segment], _ owners: [(sheet: Int32, parcel: Int32)], _ reach: Double
    ) {
        struct Cell: Hashable {
            var x: Int32
            var y: Int32
        }
        let size = max(1, Int32(reach))
        func cell(_ p: GridPoint) -> Cell {
            Cell(
                x: Int32((Double(p.x) / Double(size)).rounded(.down)),
                y: Int32((Double(p.y) / Double(size)).rounded(.down)))
        }
        var byCell: [Cell: [Int]] = [:]
        for (i, corner) in corners.enumerated() { byCell[cell(corner.point), default: []].append(i) }
        func nearest(_ i: Int, inSheet wanted: Int32?) -> Int? {
            let p = corners[i].point
            let home = cell(p)
            var best: (distance: Double, corner: Int)?
            for dx: Int32 in -1...1 {
                for dy: Int32 in -1...1 {
                    for j in byCell[Cell(x: home.x &+ dx, y: home.y &+ dy)] ?? []
                    where corners[j].sheet != corners[i].sheet && wanted.map({ $0 == corners[j].sheet }) ?? true {
                        let d = distance(p, corners[j].point)
                        if d <= reach,
                            best.map({
                                d < $0.distance || (d == $0.distance && corners[j].point < corners[$0.corner].point)
                            }) ?? true
                        {
                            best = (d, j)
                        }
                    }
                }
            }
            return best?.corner
        }
        struct Place: Hashable {
            var sheet: Int32
            var point: GridPoint
        }
        var atPlace: [Place: [Int]] = [:]
        for (k, segment) in segments.enumerated() {
            atPlace[Place(sheet: owners[k].sheet, point: segment.a), default: []].append(k)
            atPlace[Place(sheet: owners[k].sheet, point: segment.b), default: []].append(k)
        }
        /// Whether an outline runs against one of the corner's own edges, as those of neighbours do.
        func faces(_ k: Int, _ own: Corner) -> Bool {
            (atPlace[Place(sheet: own.sheet, point: own.point)] ?? []).contains {
                segments[$0].cosine(with: segments[k]) < -0.9
            }
        }
        let grid = SegmentGrid(segments)
        for i in corners.indices {
            let own = corners[i]
            if i > 0, corners[i - 1].sheet == own.sheet, corners[i - 1].point == own.point { continue }
            var foot: Int?
            grid.forEachSegment(near: own.point) { k in
                guard owners[k].sheet != own.sheet, foot == nil else { return }
                let q = segments[k].nearest(to: own.point)
                let (dx, dy) = (q.x - Double(own.point.x), q.y - Double(own.point.y))
                if dx * dx + dy * dy <= 1.5, faces(k, own) { foot = k }
            }
            if let k = foot {
                counterparts.append(
                    Counterpart(
                        sheet: own.sheet, other: owners[k].sheet, parcel: own.parcel, otherParcel: owners[k].parcel,
                        corner: own.point, counterpart: own.point))
            } else if let j = nearest(i, inSheet: nil), let back = nearest(j, inSheet: own.sheet),
                corners[back].point == own.point
            {
                counterparts.append(
                    Counterpart(
                        sheet: own.sheet, other: corners[j].sheet, parcel: own.parcel, otherParcel: corners[j].parcel,
                        corner: own.point, counterpart: corners[j].point))
            }
        }
    }

    private mutating func shareEdges(_ segments: [Segment], _ owners: [(sheet: Int32, parcel: Int32)]) {
        struct Pair: Hashable {
            var a: Int32
            var b: Int32
        }
        var owner: [Segment: Int] = [:]
        for (k, segment) in segments.enumerated() { owner[segment] = k }
        var lengths: [Pair: Double] = [:]
        for (k, segment) in segments.enumerated() {
            guard let other = owner[Segment(a: segment.b, b: segment.a)], owners[other].sheet != owners[k].sheet,
                owners[k].parcel < owners[other].parcel
            else { continue }
            lengths[Pair(a: owners[k].parcel, b: owners[other].parcel), default: 0] += distance(segment.a, segment.b)
        }
        common = lengths.sorted { ($0.key.a, $0.key.b) < ($1.key.a, $1.key.b) }
            .map { (a: $0.key.a, b: $0.key.b, length: $0.value) }
    }
}

extension RingStore {
    /// The union of some parcels as one, in a store of its own.
    /// - Throws: `InvariantError` when the engine contradicts itself.
    public func union(ofParcels parcels: [Int32]) throws(InvariantError) -> RingStore {
        var result = RingStore()
        result.append(polygons: try PlanarCoverage.union(of: parcels.map { polygons(ofParcel: Int($0)) }))
        return result
    }
}
