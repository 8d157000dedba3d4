public import Cadastre
import FoundationEssentials
public import MapChecking
public import PlanarCoverage
public import Reconciliation

/// What the map of one ward contributes to the table of its city: numbers alone, so that a city or a country is made of its
/// wards without reading their maps again.
public struct CoveragePart: Sendable, Codable {
    /// What stands in the ward that a parcel, a defect or a record belongs to, which need not be the map's.
    struct Share: Sendable, Codable {
        var parcels = Reconciliation.WardParcels()
        /// Open defects in the order critical, error, warning, info.
        var defects = [0, 0, 0, 0]
        /// Nil where no records were given.
        var records: WardRecords?
    }

    private var parcelmap = Program.version
    private var schema = Program.schema
    private var verb = "coverage"
    /// The ward that the map shows.
    public private(set) var ward: String
    /// Of the ward's report, as `2025-11-10`.
    public private(set) var date: String
    public private(set) var crs: String
    /// Of the ward's outline; nil where it has none.
    var ground: WardGround?
    /// By ward code; under "" what belongs to none.
    var shares: [String: Share] = [:]
    /// How many of the map's parcels name each ward; nil in a part of an older program.
    public var namedWards: [String: Int]?
    /// Features of the map's layers.
    public private(set) var features: Int

    /// - Parameters:
    ///   - codes: of the outlines.
    ///   - defects: open ones of each outline, and behind them of none.
    ///   - records: likewise; nil where none were given.
    public init(
        of ward: String, date: CivilDate, crs: String, codes: [String], areas: WardAreas, defects: [[Int]],
        records: [WardRecords]?,
        features: Int
    ) {
        self.ward = ward
        self.date = "\(date)"
        self.crs = crs
        self.features = features
        ground = codes.firstIndex(of: ward).map { areas.grounds[$0] }
        for at in 0...codes.count {
            let share = Share(parcels: areas.parcels[at], defects: defects[at], records: records?[at])
            let isEmpty =
                share.parcels.parcels == 0 && !share.defects.contains { $0 > 0 }
                && share.records.map { $0 == WardRecords() } ?? true
            if !isEmpty || (at < codes.count && codes[at] == ward) {
                shares[at < codes.count ? codes[at] : ""] = share
            }
        }
    }

    /// Whether it was compared with records.
    public var hasRecords: Bool { shares.values.contains { $0.records != nil } }

    /// Reads what `write` wrote.
    /// - Throws: `FindingsError`.
    public init(_ path: String) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw FindingsError(.unusable, "\(path) is damaged or not the part of a ward; run the ward again")
        }
        guard verb == "coverage", schema == Program.schema else {
            throw FindingsError(.unusable, "\(path) is the JSON of \(verb), schema \(schema), not the part of a ward")
        }
    }

    /// - Throws: `OutputError`.
    public func write(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let output = try ByteOutput.open(path, overwrite: overwrite, inputs: inputs)
        try output.write(Array(try encoder.encode(self)) + [UInt8(ascii: "\n")])
        try output.finish()
    }
}

extension CoverageInput {
    /// The table's figures from the parts of all maps.
    ///
    /// - Parameters:
    ///   - outlines: of the city; what names another ward goes to none.
    ///   - parts: ascending by ward: sums of numbers depend on their order.
    public init(date: CivilDate, outlines: WardOutlines, grid: Grid, parts: [CoveragePart]) {
        let places = Dictionary(
            outlines.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let none = outlines.codes.count
        // A ward without a map has nothing that is covered.
        var grounds = (0..<none).map { ward in
            var ground = WardGround()
            ground.area = grid.squareMetres(doubled: outlines.rings.doubledArea(ofParcel: ward))
            ground.uncovered = ground.area
            return ground
        }
        var parcels = [Reconciliation.WardParcels](repeating: Reconciliation.WardParcels(), count: none + 1)
        var defects = [[Int]](repeating: [0, 0, 0, 0], count: none + 1)
        var records = [WardRecords](repeating: WardRecords(), count: none + 1)
        var hasRecords = false
        for part in parts {
            if let ground = part.ground, let at = places[part.ward] { grounds[at] = ground }
            for code in part.shares.keys.sorted() {
                guard let share = part.shares[code] else { continue }
                let at = places[code] ?? none
                parcels[at] += share.parcels
                for rank in defects[at].indices { defects[at][rank] += share.defects[rank] }
                guard let own = share.records else { continue }
                records[at] += own
                hasRecords = true
            }
        }
        self.init(
            date: date, codes: outlines.codes, names: outlines.names,
            areas: WardAreas(grounds: grounds, parcels: parcels), defects: defects)
        self.records = hasRecords ? records : nil
    }
}
