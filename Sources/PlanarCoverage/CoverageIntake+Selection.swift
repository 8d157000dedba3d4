extension CoverageIntake {
    /// Some parcels of another intake, in the order given: their rings as they are now, traits, areas and ledger.
    /// - Parameter keepsSuspects: whether those of them that are not plainly valid are to be judged again.
    public init(_ other: borrowing CoverageIntake, parcels: [Int32], keepsSuspects: Bool = false) {
        self.init(grid: other.grid)
        reserveCapacity(parcels: parcels.count)
        for p in parcels {
            let parcel = Int(p)
            rings.append(parcel: parcel, of: other.rings)
            traits.append(other.traits[parcel])
            doubledAreas.append(other.doubledAreas[parcel])
        }
        ledger.walk(rings, rings: 0..<rings.ringCount)
        guard keepsSuspects, !other.suspects.isEmpty else { return }
        let places = Dictionary(parcels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        for suspect in other.suspects {
            if let place = places[suspect.parcel] { suspects.append(Suspect(parcel: place, wkb: suspect.wkb)) }
        }
    }
}

extension CoverageIntake {
    /// The parcels of a store on this grid, which are valid.
    public init(grid: Grid, rings: RingStore) {
        self.init(grid: grid)
        traits = Array(repeating: [], count: rings.parcelCount)
        doubledAreas = (0..<rings.parcelCount).map { rings.doubledArea(ofParcel: $0) }
        ledger.walk(rings, rings: 0..<rings.ringCount)
        self.rings = rings
    }
}

extension RingStore {
    /// Appends one parcel of another store on the same grid.
    public mutating func append(parcel: Int, from other: RingStore) { append(parcel: parcel, of: other) }

    /// Twice the area of a parcel's rings, in square units.
    public func doubledArea(ofParcel p: Int) -> Int128 {
        slices(ofParcel: p).reduce(0) { $0 + $1.withUnsafeBufferPointer(ringDoubledArea) }
    }

    /// One parcel of another store on the same grid.
    init(_ other: RingStore, parcel: Int) {
        self.init()
        append(parcel: parcel, of: other)
    }

    /// Appends one parcel of another store on the same grid.
    mutating func append(parcel: Int, of other: borrowing RingStore) {
        let range = other.rings(ofParcel: parcel)
        let from = Int(other.ringStart[range.lowerBound])
        let shift = Int32(points.count - from)
        points.append(contentsOf: other.points[from..<Int(other.ringStart[range.upperBound])])
        for r in range {
            ringStart.append(other.ringStart[r + 1] + shift)
            ringIsHole.append(other.ringIsHole[r])
        }
        parcelStart.append(Int32(ringCount))
    }

    /// The box of a parcel's vertices.
    public func box(ofParcel p: Int) -> GridBox {
        var box = GridBox.nothing
        points.withUnsafeBufferPointer { points in
            for i in self.points(ofParcel: p) { box.join(points[i]) }
        }
        return box
    }
}
