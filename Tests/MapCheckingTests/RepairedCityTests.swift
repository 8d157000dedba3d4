import Cadastre
import MapChecking
import PlanarCoverage
import SyntheticCity
import Testing

/// A city after a repair.
private struct RepairedCity {
    let city: SeededCity
    let order: [Int]
    let level: FixLevel
    let lanes: Int
    let result: RepairResult

    init(_ city: SeededCity, level: FixLevel = .match, order: [Int]? = nil, lanes: Int = 1) throws {
        self.city = city
        self.order = order ?? Array(city.parcels.indices)
        self.level = level
        self.lanes = lanes
        result = try RepairedCity.repair(city, self.order, level, lanes)
    }

    private static func repair(
        _ city: SeededCity, _ order: [Int], _ level: FixLevel, _ lanes: Int, after first: RepairResult? = nil
    ) throws -> RepairResult {
        var (coverage, columns, grid) = city.read(order, lanes)
        var settings = CheckSettings()
        settings.scale = 500
        settings.lanes = lanes
        var repair = RepairSettings()
        repair.level = level
        if let first {
            coverage.replaceRings(first.changes.map { (parcel: $0.parcel, rings: $0.rings) })
            coverage.forgetSuspects(Set(first.changes.map(\.parcel)))
            for change in first.changes { repair.earlierOutlines[change.parcel] = change.earlierRings }
        }
        return try MapRepairer.repair(
            coverage, columns: columns, wards: city.wards(on: grid), settings: settings, repair: repair)
    }

    /// The result repaired once more.
    func again() throws -> RepairResult {
        try RepairedCity.repair(city, order, level, lanes, after: result)
    }

    /// The changes by feature id: who got which corners, and why.
    var changes: [Int64: [String]] {
        var found: [Int64: [String]] = [:]
        for change in result.changes {
            let corners = Set(change.rings.joined()).sorted(by: <).map { "\($0.x) \($0.y)" }
            found[fid(change.parcel)] = corners + change.rules.map(\.rawValue) + change.defectIDs
        }
        return found
    }

    func fid(_ parcel: Int32) -> Int64 { city.parcels[order[Int(parcel)]].fid }
}

private func city(seed: UInt64, parcels: Int, rate: Double = 0.05, jitter: Double = 0) -> SeededCity {
    var options = CityOptions(seed: seed, parcels: parcels)
    options.defectRate = rate
    options.wards = 2
    options.jitterMetres = jitter
    return SeededCity(options)
}

private func shells(_ rings: GridPolygons) -> Int { rings.count { GridArea.doubled($0) > 0 } }

@Suite("Repaired cities")
struct RepairedCityTests {
    private static let town = city(seed: 41, parcels: 1500)
    private static let matched = Result { try RepairedCity(town) }
    private static let limits = Result { try RepairedCity(town, level: .limits) }
    private static let both = [matched, limits]

    @Test func `no hairline is left of those that were injected`() throws {
        let result = try Self.matched.get().result
        #expect((result.before.counts[.edgeMismatch] ?? 0) > 5)
        #expect(result.after.counts[.edgeMismatch] == nil)
    }

    @Test(arguments: FixLevel.allCases)
    func `a repair makes no finding that was not there`(level: FixLevel) throws {
        let result = try RepairedCity(Self.town, level: level).result
        for (kind, count) in result.after.counts where kind != .uncovered {
            #expect(count <= result.before.counts[kind] ?? 0, "\(kind.rawValue)")
        }
    }

    @Test func `parts and holes stay, but for parcels that were cut out of another`() throws {
        for repaired in Self.both {
            for change in try repaired.get().result.changes where !change.rules.contains(.obviousReading) {
                #expect(shells(change.rings) == shells(change.earlierRings))
                if change.rules.contains(.cutEnclosed) { continue }
                #expect(change.rings.count == change.earlierRings.count)
            }
        }
    }

    @Test func `areas and corners keep within the permitted errors`() throws {
        let permitted = PermittedError(scale: 500)
        for repaired in Self.both {
            for change in try repaired.get().result.changes where !change.rules.contains(.cutEnclosed) {
                let most = permitted.area(ofSquareMetres: change.legalAreaSquareMetres ?? change.areaBeforeSquareMetres)
                #expect(abs(change.areaAfterSquareMetres - change.areaBeforeSquareMetres) <= most)
                #expect(change.maxShiftMetres <= permitted.point + 0.0001)
            }
        }
    }

    @Test func `repairing again changes nothing`() throws {
        for repaired in Self.both { #expect(try repaired.get().again().changes.isEmpty) }
    }

    @Test func `the balance closes before and after, and differs by what the parcels gained`() throws {
        for repaired in Self.both {
            let result = try repaired.get().result
            for balance in [result.before.balance, result.after.balance] {
                #expect(balance.closure == 0 && balance.wardClosure == 0)
            }
            let gained = result.changes.reduce(0) { $0 + $1.areaAfterSquareMetres - $1.areaBeforeSquareMetres }
            let difference = result.after.balance.parcelArea - result.before.balance.parcelArea
            #expect(abs(gained - difference) < 0.001)
            #expect(result.after.balance.overlapExcess < result.before.balance.overlapExcess)
        }
    }

    @Test func `every finding is repaired or listed`() throws {
        for repaired in Self.both {
            let result = try repaired.get().result
            let listed = Set(result.worklist.map { $0.defect.id })
            let fixed = Set(result.fixedDefects.map { result.before.defects[$0].id })
            #expect(fixed.isDisjoint(with: listed))
            for kind in [DefectKind.overlap, .gap, .nestedParcel, .duplicateGeometry, .invalidGeometry, .nullGeometry] {
                for defect in result.before.defects where defect.kind == kind {
                    #expect(fixed.contains(defect.id) || listed.contains(defect.id), "\(kind.rawValue)")
                }
            }
        }
    }

    @Test func `any order of the parcels gives the same changes`() throws {
        var order = Array(Self.town.parcels.indices)
        var state: UInt64 = 9
        for k in order.indices.reversed().dropLast() {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            order.swapAt(k, Int(state >> 33) % (k + 1))
        }
        let shuffled = try RepairedCity(Self.town, level: .limits, order: order)
        let plain = try Self.limits.get()
        #expect(Set(plain.changes.keys) == Set(shuffled.changes.keys))
        for (fid, change) in plain.changes { #expect(shuffled.changes[fid] == change, "\(fid)") }
        #expect(
            plain.result.worklist.map(\.reason.rawValue).sorted()
                == shuffled.result.worklist.map(\.reason.rawValue).sorted())
    }

    @Test(arguments: [2, 5])
    func `any number of lanes gives the same changes`(lanes: Int) throws {
        let many = try RepairedCity(Self.town, level: .limits, lanes: lanes)
        let one = try Self.limits.get()
        #expect(one.changes == many.changes)
        #expect(one.result.worklist.map(\.defect.id) == many.result.worklist.map(\.defect.id))
    }

    @Test func `ground of two parcels goes to the one whose it is by right`() throws {
        var right = 0
        var all = 0
        for seed: UInt64 in [51, 52] {
            let repaired = try RepairedCity(city(seed: seed, parcels: 2500), level: .limits)
            let result = repaired.result
            let byParties = Dictionary(grouping: result.repairs) { Set($0.parcels.map { repaired.fid($0) }) }
            for row in repaired.city.truth where [.overlap, .gap, .edgeMismatch].contains(row.entry.kind) {
                guard let owner = row.owner, row.fids.count == 2 else { continue }
                for repair in byParties[Set(row.fids)] ?? [] {
                    guard repair.defect.kind == row.entry.kind else { continue }
                    all += 1
                    if repaired.fid(repair.owner) == owner { right += 1 }
                }
            }
        }
        #expect(all > 60)
        #expect(Double(right) >= 0.97 * Double(all), "\(right) of \(all)")
    }

    @Test func `a city in which every parcel is shifted by millimetres matches again`() throws {
        let repaired = try RepairedCity(city(seed: 5, parcels: 1000, rate: 0, jitter: 0.005))
        let before = repaired.result.before.counts[.edgeMismatch] ?? 0
        let after = repaired.result.after.counts[.edgeMismatch] ?? 0
        #expect(before > 1000 && after * 50 < before, "\(before) became \(after)")
        #expect(repaired.result.after.counts[.overlap] == nil)
        #expect(repaired.result.after.balance.closure == 0)
    }
}
