public import Cadastre

/// A defect that was put into the map, or a finding that the map owes to what it shows.
public struct TruthEntry: Sendable {
    public var kind: DefectKind
    /// What was done, as "wall into the neighbour".
    public var variant: String
    public var parties: [ParcelIdentity]
    /// The party whose ground the defect's area is by right; nil where that is none of them, or not one alone.
    public var owner: ParcelIdentity?
    /// A point in or at the defect; nil where there is no geometry.
    public var at: CityPoint?
    public var areaSquareMetres: Double?
    /// How far apart the sides are, where the defect is thin.
    public var widthMetres: Double?
    /// Shells of the defect's area; empty when it has none.
    public var shells: [[CityPoint]] = []
    /// A finding about uncovered ground within a single parcel.
    public var isHole = false
}

/// A line of the truth with its parcels resolved.
public struct TruthRow: Sendable {
    /// 1, 2, ... in the order of the wards.
    public var number: Int
    public var entry: TruthEntry
    /// Numbers of the parcels in the order in which they were handed over, from 1.
    public var fids: [Int64]
    public var keys: [String]
    /// The number of the parcel whose ground it is by right.
    public var owner: Int64?
}

/// Gathers the truth of all wards. A defect between two wards names parcels of both, and uncovered ground runs on across
/// ward lines, so all is known only when all wards have passed.
public struct TruthLedger: Sendable {
    private var entries: [TruthEntry] = []
    private var parties: [ParcelIdentity: (fid: Int64, key: String)] = [:]
    private var parcels: Int64 = 0
    private var stretches: [OpenStretch] = []
    private var stretchOfPiece: [ParcelIdentity: Int] = [:]

    public init() {}

    /// Takes the truth of the next ward, whose parcels follow those taken before.
    public mutating func add(_ map: WardMap) {
        for party in map.parties {
            let key = map.parcels.attributes[Int(party.parcel)].key
            parties[party.identity] = (parcels + Int64(party.parcel) + 1, key)
        }
        entries += map.truth
        parcels += Int64(map.parcels.count)
        for stretch in map.openGround {
            for piece in stretch.border { stretchOfPiece[piece] = stretches.count }
            stretches.append(stretch)
        }
    }

    /// All lines in order, uncovered ground last.
    public var rows: [TruthRow] {
        (entries + openGround).enumerated().map { index, entry in
            let known = entry.parties.compactMap { parties[$0] }
            precondition(known.count == entry.parties.count, "a party of \(entry.variant) was never drawn")
            return TruthRow(
                number: index + 1, entry: entry, fids: known.map(\.fid), keys: known.map(\.key),
                owner: entry.owner.flatMap { parties[$0]?.fid })
        }
    }

    /// Stretches joined across ward lines.
    private var openGround: [TruthEntry] {
        var parent = Array(stretches.indices)
        func root(_ k: Int) -> Int {
            var at = k
            while parent[at] != at { at = parent[at] }
            return at
        }
        for (k, stretch) in stretches.enumerated() {
            for piece in stretch.beyond {
                guard let other = stretchOfPiece[piece] else { preconditionFailure("open ground without a stretch") }
                let (a, b) = (root(k), root(other))
                parent[max(a, b)] = min(a, b)
            }
        }
        var joined = stretches
        for k in stretches.indices.reversed() where parent[k] != k {
            // The root comes first and takes what its later parts have.
            let top = root(k)
            joined[top].areaSquareMetres += stretches[k].areaSquareMetres
            if stretches[k].largestPiece > joined[top].largestPiece {
                (joined[top].largestPiece, joined[top].at) = (stretches[k].largestPiece, stretches[k].at)
            }
        }
        return joined.indices.filter { parent[$0] == $0 }.map { k in
            TruthEntry(
                kind: .uncovered, variant: "open ground", parties: [], at: joined[k].at,
                areaSquareMetres: joined[k].areaSquareMetres)
        }
    }
}
