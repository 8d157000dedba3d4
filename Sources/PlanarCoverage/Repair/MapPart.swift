/// Some parcels of a map that are checked alone: what lies in the part is as in the whole map.
///
/// Every parcel keeps its place, so that numbers mean the same in the part and in the map.
public struct MapPart: Sendable {
    /// The boxes of the whole map as it was read; parcels that were changed since are in the part by name.
    private let index: ParcelIndex
    private let reach: Int32
    private var isInPart: [Bool]
    public private(set) var count = 0

    /// - Parameter reachUnits: how far from its parcels a fault may depend on others, in grid units.
    public init(_ index: ParcelIndex, reachUnits: Double) {
        self.index = index
        reach = Int32(reachUnits.rounded(.up)) + 2
        isInPart = [Bool](repeating: false, count: index.boxes.count)
    }

    public func contains(_ parcel: Int32) -> Bool { isInPart[Int(parcel)] }

    public mutating func add(_ parcel: Int32) {
        if isInPart[Int(parcel)] { return }
        isInPart[Int(parcel)] = true
        count += 1
    }

    /// Adds a parcel and all others within reach of its box.
    public mutating func add(around parcel: Int32) {
        add(parcel)
        add(around: index.boxes[Int(parcel)])
    }

    /// Adds all parcels within reach of some rings.
    public mutating func add(around rings: GridPolygons) { add(around: rings.box) }

    /// Adds all parcels within reach of a fault.
    public mutating func add(around fault: CoverageFault) { add(around: fault.box) }

    private mutating func add(around box: GridBox) {
        if box.isNothing { return }
        for p in index.parcels(meeting: box.grown(by: reach)) { add(p) }
    }

    /// Whether all parcels within reach of a fault are in the part.
    public func holds(_ fault: CoverageFault) -> Bool {
        let box = fault.box
        return box.isNothing || index.parcels(meeting: box.grown(by: reach)).allSatisfy { isInPart[Int($0)] }
    }
}

extension ParcelIndex {
    /// The parcels whose boxes meet that of a fault, ascending.
    public func parcels(at fault: CoverageFault) -> [Int32] {
        let box = fault.box
        return box.isNothing ? [] : parcels(meeting: box.grown(by: 2))
    }
}

extension CoverageFault {
    /// The box of its ground and of its corners.
    var box: GridBox {
        var box = polygons.box
        for p in nodes { box.join(p) }
        return box
    }
}

extension GridPolygons {
    var box: GridBox {
        var box = GridBox.nothing
        for ring in self { for p in ring { box.join(p) } }
        return box
    }
}

extension GridBox {
    /// The box with so many units more on each side.
    func grown(by units: Int32) -> GridBox {
        func grown(_ value: Int32, _ change: Int32) -> Int32 {
            let (sum, overflow) = value.addingReportingOverflow(change)
            return overflow ? (change > 0 ? .max : .min) : sum
        }
        return GridBox(
            minX: grown(minX, -units), minY: grown(minY, -units), maxX: grown(maxX, units), maxY: grown(maxY, units))
    }
}

extension CoverageIntake {
    /// The parcels of a part alone, some with other rings; the others keep their places without rings.
    public func only(_ part: MapPart, replacing outlines: [Int32: GridPolygons]) -> CoverageIntake {
        var alone = CoverageIntake(grid: grid)
        alone.rings.reserveOffsets(parcels: parcelCount, rings: part.count * 2)
        alone.doubledAreas.reserveCapacity(parcelCount)
        alone.traits = traits
        for p in 0..<parcelCount {
            var area: Int128 = 0
            if part.contains(Int32(p)) {
                if let outline = outlines[Int32(p)] {
                    area = alone.rings.append(outline)
                } else {
                    area = doubledAreas[p]
                    alone.rings.append(parcel: p, of: rings)
                }
            } else {
                alone.rings.parcelStart.append(Int32(alone.rings.ringCount))
                alone.traits[p].insert(.withoutRings)
            }
            alone.doubledAreas.append(area)
        }
        alone.ledger.walk(alone.rings, rings: 0..<alone.rings.ringCount)
        return alone
    }
}

extension RingStore {
    /// Appends a parcel with given rings.
    /// - Returns: twice its area.
    fileprivate mutating func append(_ outline: GridPolygons) -> Int128 {
        var area: Int128 = 0
        for ring in outline {
            let doubled = GridArea.doubled(ring)
            area += doubled
            points += ring
            ringStart.append(Int32(points.count))
            ringIsHole.append(doubled < 0)
        }
        parcelStart.append(Int32(ringCount))
        return area
    }
}
