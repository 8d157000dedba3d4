/// A piece of ground that one repair gives to one parcel: covered twice, or not at all.
public struct RepairRegion: Sendable {
    /// Index of its fault in the list that the ground was made for.
    public var fault: Int32
    let face: Int32
    /// The parcels that cover it, ascending; none for a gap.
    public var parcels: [Int32]
    public var doubledArea: Int128
    /// Who can have it, the longest border first. Of a gap not those that only close its ends.
    public var candidates: [RepairCandidate]
    /// All parcels that cover it or border on it, ascending.
    public var parties: [Int32]
    public var polygons: GridPolygons

    public var isGap: Bool { parcels.isEmpty }
}

/// A parcel that can have a region.
public struct RepairCandidate: Hashable, Sendable {
    public var parcel: Int32
    /// How long the region borders on the parcel's other land, in grid units.
    public var borderUnits = 0.0
    /// Corners on the region's outline that the parcel alone has.
    public var ownCorners = 0
    /// Corners on the region's outline that no other candidate has, but a third parcel: a witness that they are where
    /// they should be.
    public var witnessedCorners = 0
}

extension CoverageFault {
    /// Whether a repair may say something about it: not of streets, lakes and parcels that were never drawn.
    public var isRepairable: Bool { kind != .uncovered && !isPerhapsMissingParcel }
}

/// Finds the fault in which a point lies.
struct FaultLocator {
    private let faults: [CoverageFault]
    private let index: ParcelIndex

    init(_ faults: [CoverageFault]) {
        self.faults = faults
        var store = RingStore()
        for fault in faults {
            var flat: [GridPoint] = []
            var ends: [Int32] = []
            if fault.kind != .uncovered {
                for ring in fault.polygons {
                    flat += ring
                    ends.append(Int32(flat.count))
                }
            }
            let holes = [Bool](repeating: false, count: ends.count)
            flat.withUnsafeBufferPointer { store.append(points: $0, ends: ends, isHole: holes) }
        }
        index = ParcelIndex(store)
    }

    /// The faults over a point, ascending.
    func faults(at p: FinePoint) -> [Int32] { index.parcels(covering: p) }

    /// The first fault over a point that is one of ground covered too often, or of ground not covered.
    func fault(at p: FinePoint, isCovered: Bool) -> Int32? {
        index.parcels(covering: p).first { k in
            guard faults[Int(k)].isRepairable else { return false }
            return switch faults[Int(k)].kind {
            case .overlap: isCovered
            case .gap, .slot: !isCovered
            case .mismatch: true
            case .missingVertex, .uncovered: false
            }
        }
    }
}

/// The ground of some faults, for telling whether a later fault is new.
public struct FaultGround {
    private let locator: FaultLocator
    /// The faults with a corner at a point.
    private var atCorner: [GridPoint: [Int32]] = [:]

    public init(_ faults: [CoverageFault]) {
        locator = FaultLocator(faults)
        for (k, fault) in faults.enumerated() where fault.kind != .uncovered {
            for p in fault.nodes + fault.polygons.joined() { atCorner[p, default: []].append(Int32(k)) }
        }
    }

    /// Whether a fault lies in this ground: what is left of an old one is not new.
    public func holds(_ fault: CoverageFault) -> Bool { !faults(under: fault).isEmpty }

    /// The faults, as indices, in whose ground another one lies; of a missing vertex, those with a corner there.
    public func faults(under fault: CoverageFault) -> [Int32] {
        if fault.kind == .missingVertex { return fault.nodes.first.flatMap { atCorner[$0] } ?? [] }
        return locator.faults(at: fault.inner)
    }
}
