import Cadastre
import MapChecking
import PlanarCoverage
import SyntheticCity

/// A synthetic city as the checker's input, with its truth.
struct SeededCity {
    /// One parcel as it would stand in a file; `fid` stays with it when the order changes.
    struct Parcel {
        var fid: Int64
        /// Nil for a null geometry.
        var wkb: [UInt8]?
        var attributes: ParcelAttributes
    }

    var parcels: [Parcel] = []
    var outlines: [(ward: Ward, ring: [CityPoint])] = []
    var truth: [TruthRow] = []

    init(_ options: CityOptions) {
        let city = City(options)
        var ledger = TruthLedger()
        for index in city.wards.indices {
            let map = city.map(ofWard: index)
            for p in 0..<map.parcels.count {
                var wkb: [UInt8] = []
                let hasGeometry = map.parcels.appendWKB(ofParcel: p, to: &wkb)
                parcels.append(
                    Parcel(
                        fid: Int64(parcels.count + 1), wkb: hasGeometry ? wkb : nil,
                        attributes: map.parcels.attributes[p]))
            }
            outlines.append((map.ward, map.outline))
            ledger.add(map)
        }
        truth = ledger.rows
    }

    /// A turn by quarters about the grid's middle and a shift, both exact on the grid.
    struct Motion {
        var quarterTurns = 0
        var shiftX = 0.0
        var shiftY = 0.0

        static let middleX = 580_000.0
        static let middleY = 2_325_000.0

        func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            var dx = x - Motion.middleX
            var dy = y - Motion.middleY
            for _ in 0..<quarterTurns { (dx, dy) = (-dy, dx) }
            return (Motion.middleX + dx + shiftX, Motion.middleY + dy + shiftY)
        }
    }

    /// Checks the city.
    /// - Parameters:
    ///   - order: the parcels' order in the file; nil as they come.
    ///   - lanes: how many intakes take the parcels, each a stretch of them.
    func check(
        withWards: Bool = true, order: [Int]? = nil, motion: Motion = Motion(), lanes: Int = 1
    ) throws -> CityFindings {
        let order = order ?? Array(parcels.indices)
        let (coverage, columns, grid) = read(order, lanes, motion)
        var settings = CheckSettings()
        settings.lanes = lanes
        let result = try MapChecker.check(
            coverage, columns: columns, wards: withWards ? wards(on: grid, motion) : nil, settings: settings)
        return CityFindings(result: result, fids: order.map { parcels[$0].fid })
    }

    /// The parcels as a reader hands them over.
    func read(
        _ order: [Int], _ lanes: Int = 1, _ motion: Motion = Motion()
    ) -> (coverage: CoverageIntake, columns: ParcelColumns, grid: Grid) {
        let middle = motion(Motion.middleX, Motion.middleY)
        let grid = Grid(aroundX: middle.x, aroundY: middle.y)
        var columns = ParcelColumns()
        columns.sources = [ParcelSource(name: "city", layer: "parcels", firstParcel: 0, parcelCount: order.count)]
        var coverage: CoverageIntake?
        for lane in 0..<lanes {
            var intake = CoverageIntake(grid: grid)
            for k in (order.count * lane / lanes)..<(order.count * (lane + 1) / lanes) {
                add(parcels[order[k]], to: &intake, motion)
                add(parcels[order[k]], to: &columns)
            }
            if coverage == nil { coverage = intake } else { coverage?.merge(intake) }
        }
        return (coverage ?? CoverageIntake(grid: grid), columns, grid)
    }

    private func add(_ parcel: Parcel, to intake: inout CoverageIntake, _ motion: Motion) {
        guard let wkb = parcel.wkb else { return intake.appendNull() }
        let outcome = moved(wkb, by: motion).withUnsafeBytes { intake.append(wkb: $0) }
        precondition(outcome == .stored, "a synthetic parcel was not stored: \(outcome)")
    }

    private func add(_ parcel: Parcel, to columns: inout ParcelColumns) {
        let attributes = parcel.attributes
        columns.fid.append(parcel.fid)
        columns.ward.append(columns.texts.intern(attributes.ward))
        columns.sheet.append(columns.texts.intern(String(attributes.sheet)))
        columns.number.append(columns.texts.intern(attributes.number.map(String.init) ?? ""))
        columns.landUse.append(columns.texts.intern(attributes.landUse))
        columns.storedArea.append(attributes.storedAreaSquareMetres)
        columns.legalArea.append(attributes.legalAreaSquareMetres ?? .nan)
    }

    func wards(on grid: Grid, _ motion: Motion = Motion()) -> WardOutlines {
        var intake = CoverageIntake(grid: grid)
        for outline in outlines {
            let outcome = moved(wellKnownBinary(shells: [outline.ring]), by: motion)
                .withUnsafeBytes { intake.append(wkb: $0) }
            precondition(outcome == .stored, "a ward line was not stored: \(outcome)")
        }
        return WardOutlines(
            rings: intake.rings, codes: outlines.map(\.ward.code), names: outlines.map(\.ward.name))
    }

    /// The geometry moved: polygons and multipolygons of ISO WKB, little-endian, as the city writes them.
    private func moved(_ wkb: [UInt8], by motion: Motion) -> [UInt8] {
        if motion.quarterTurns == 0 && motion.shiftX == 0 && motion.shiftY == 0 { return wkb }
        var bytes = wkb
        var at = 0
        func count(_ at: Int) -> Int {
            bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: at, as: UInt32.self)) }
        }
        let isMulti = count(1) == 6
        let parts = isMulti ? count(5) : 1
        at = isMulti ? 9 : 0
        for _ in 0..<parts {
            let rings = count(at + 5)
            at += 9
            for _ in 0..<rings {
                let points = count(at)
                at += 4
                for _ in 0..<points {
                    bytes.withUnsafeMutableBytes { raw in
                        let x = raw.loadUnaligned(fromByteOffset: at, as: Double.self)
                        let y = raw.loadUnaligned(fromByteOffset: at + 8, as: Double.self)
                        let to = motion(x, y)
                        raw.storeBytes(of: to.x, toByteOffset: at, as: Double.self)
                        raw.storeBytes(of: to.y, toByteOffset: at + 8, as: Double.self)
                    }
                    at += 16
                }
            }
        }
        return bytes
    }
}

/// What a check found in a city, with feature ids instead of rows.
struct CityFindings {
    var result: CheckResult
    var fids: [Int64]

    /// A finding without its measures: what two checks of the same city must agree on.
    struct Finding: Hashable, Comparable, CustomStringConvertible {
        var kind: DefectKind
        var fids: [Int64]
        /// The enclosing parcel of a nest.
        var first: Int64?

        static func < (a: Finding, b: Finding) -> Bool {
            a.kind != b.kind ? a.kind < b.kind : a.fids.lexicographicallyPrecedes(b.fids)
        }

        var description: String { "\(kind.rawValue) \(fids)" }

        init(_ kind: DefectKind, _ fids: [Int64]) {
            self.kind = kind
            self.fids = fids.sorted()
            first = kind == .nestedParcel ? fids.first : nil
        }
    }

    func finding(_ defect: Defect) -> Finding { Finding(defect.kind, defect.parcels.map { fids[Int($0)] }) }

    /// All findings but uncovered ground, sorted.
    var findings: [Finding] {
        result.defects.filter { $0.kind != .uncovered }.map { finding($0) }.sorted()
    }
}
