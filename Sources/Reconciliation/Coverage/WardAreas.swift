public import Cadastre
public import PlanarCoverage

/// The first level of land use, as reports add areas up.
///
/// Of a parcel with several codes ("ODT+CLN") the first one, its main use, counts for all of its ground: the map says the
/// codes but not how much of the parcel each has, and the areas that records give for their uses are of the certificate's
/// parcel, which need not be the drawn one.
public enum LandUseShare: Int, CaseIterable, Hashable, Sendable {
    case agricultural, nonAgricultural, unused
    /// No code, one of no list, or a zone's.
    case other

    init(_ text: String) {
        guard let first = LandUseList.read(text).first, let use = LandUseList.use(code: first.normalisedCode) else {
            self = .other
            return
        }
        switch use.group {
        case "nông nghiệp": self = .agricultural
        case "phi nông nghiệp": self = .nonAgricultural
        case "chưa sử dụng": self = .unused
        default: self = .other
        }
    }
}

/// The parcels that belong to one ward; square metres.
public struct WardParcels: Hashable, Sendable, Codable {
    public var parcels = 0
    public var area = 0.0
    /// Those that need a record: all but roads and water.
    public var needingRecord = 0
    /// By land-use share; adds up to `area`.
    public var areaByUse = [0.0, 0.0, 0.0, 0.0]
    /// The part that needs no record.
    public var areaWithoutNeed = 0.0

    public init() {}

    public static func += (a: inout WardParcels, b: WardParcels) {
        a.parcels += b.parcels
        a.area += b.area
        a.needingRecord += b.needingRecord
        for k in a.areaByUse.indices { a.areaByUse[k] += b.areaByUse[k] }
        a.areaWithoutNeed += b.areaWithoutNeed
    }
}

/// The ground of one ward; square metres, from exact areas on the grid.
public struct WardGround: Hashable, Sendable, Codable {
    public var area = 0.0
    /// The union of all parcels within the ward.
    public var covered = 0.0
    /// What is covered more than once within the ward, once for each time too many.
    public var overlap = 0.0
    public var uncovered = 0.0
    /// The part of `uncovered` that is a gap or a slot by the rules of `check`.
    public var gap = 0.0
    /// Ground of the ward's own parcels outside its outline.
    public var outside = 0.0

    public init() {}
}

/// Ground and parcels of every ward.
public struct WardAreas: Sendable {
    /// One per outline.
    public private(set) var grounds: [WardGround] = []
    /// One per outline, and behind them that of no ward.
    public private(set) var parcels: [WardParcels]
    /// The outline that each counted parcel belongs to, or -1.
    public let homes: [Int32]

    /// - Parameters:
    ///   - coverage: the parcels, invalid ones already read as valid.
    ///   - codes: the code of each outline.
    ///   - limits: in grid units.
    ///   - rules: say which uses need no record.
    ///   - ownCount: the parcels that are counted; those behind them stand beside the map and cover ground alone.
    ///   - only: the one outline whose ground is wanted; nil for all.
    /// - Throws: `InvariantError` when a balance does not close.
    public init(
        coverage: CoverageIntake, columns: ParcelColumns, outlines: RingStore, codes: [String],
        limits: CoverageLimits, rules: GroupRules = GroupRules(), ownCount: Int? = nil, only: Int? = nil, lanes: Int,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws {
        let found = try OutlineGrounds(
            parcels: coverage, outlines: outlines, named: WardAreas.named(columns, coverage.parcelCount, codes),
            limits: limits, only: only, lanes: lanes, progress: progress)
        let grid = coverage.grid
        grounds = found.grounds.map { exact in
            var ground = WardGround()
            ground.area = grid.squareMetres(doubled: exact.area)
            ground.covered = grid.squareMetres(doubled: exact.covered)
            ground.overlap = grid.squareMetres(doubled: exact.overlap)
            ground.uncovered = grid.squareMetres(doubled: exact.uncovered)
            ground.gap = grid.squareMetres(doubled: exact.gap)
            ground.outside = grid.squareMetres(doubled: exact.outside)
            return ground
        }
        homes = ownCount.map { Array(found.homes[..<$0]) } ?? found.homes
        parcels = WardAreas.tallies(coverage, columns, homes: homes, wardCount: codes.count, rules)
    }

    /// The sums of several maps: one ground for each outline, and one tally for each and for none.
    public init(grounds: [WardGround], parcels: [WardParcels]) {
        self.grounds = grounds
        self.parcels = parcels
        homes = []
    }

    /// The outline that each parcel names, or -1.
    private static func named(_ columns: ParcelColumns, _ count: Int, _ codes: [String]) -> [Int32] {
        guard columns.hasWard else { return [Int32](repeating: -1, count: count) }
        let places = Dictionary(codes.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        let byText = (0..<Int32(columns.texts.count)).map { id in
            columns.texts[TextID(rawValue: id)].flatMap { places[$0] } ?? -1
        }
        return (0..<count).map { columns.ward[$0] == .none ? -1 : byText[Int(columns.ward[$0].rawValue)] }
    }

    private static func tallies(
        _ coverage: CoverageIntake, _ columns: ParcelColumns, homes: [Int32], wardCount: Int, _ rules: GroupRules
    ) -> [WardParcels] {
        struct Sums {
            var area: Int128 = 0
            var byUse: [Int128] = [0, 0, 0, 0]
            var withoutNeed: Int128 = 0
        }
        let withoutRecord = Set(rules.usesWithoutRecord)
        let uses = (0..<Int32(columns.hasLandUse ? columns.texts.count : 0)).map {
            id -> (share: LandUseShare, needsRecord: Bool) in
            let text = columns.texts[TextID(rawValue: id)] ?? ""
            let codes = LandUseList.read(text).map(\.normalisedCode)
            return (LandUseShare(text), codes.isEmpty || !codes.allSatisfy { withoutRecord.contains($0) })
        }
        var sums = [Sums](repeating: Sums(), count: wardCount + 1)
        var parcels = [WardParcels](repeating: WardParcels(), count: wardCount + 1)
        for p in homes.indices {
            let at = homes[p] < 0 ? wardCount : Int(homes[p])
            let area = coverage.doubledAreas[p]
            let hasUse = columns.hasLandUse && columns.landUse[p] != .none
            let (share, needsRecord) = hasUse ? uses[Int(columns.landUse[p].rawValue)] : (.other, true)
            parcels[at].parcels += 1
            sums[at].area += area
            sums[at].byUse[share.rawValue] += area
            if needsRecord { parcels[at].needingRecord += 1 } else { sums[at].withoutNeed += area }
        }
        for at in parcels.indices {
            parcels[at].area = coverage.grid.squareMetres(doubled: sums[at].area)
            parcels[at].areaByUse = sums[at].byUse.map { coverage.grid.squareMetres(doubled: $0) }
            parcels[at].areaWithoutNeed = coverage.grid.squareMetres(doubled: sums[at].withoutNeed)
        }
        return parcels
    }
}
