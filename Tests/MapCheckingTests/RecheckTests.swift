import Cadastre
import PlanarCoverage
import SyntheticCity
import Testing

@testable import MapChecking

/// A repair looks again at the ground around its changes; looking at the whole map each time must give the same.
@Suite("Checking again in parts")
struct RecheckTests {
    private struct Repaired {
        var result: RepairResult
        /// How often the whole map was checked after the first time.
        var wholeChecks: Int
    }

    private func repair(_ options: CityOptions, level: FixLevel, isOfWhole: Bool) throws -> Repaired {
        let city = SeededCity(options)
        let (coverage, columns, grid) = city.read(Array(city.parcels.indices))
        var settings = CheckSettings()
        settings.scale = 500
        var repair = RepairSettings()
        repair.level = level
        var run = CheckRun(coverage: coverage, columns: columns, wards: city.wards(on: grid), settings: settings)
        try run.check(findings: []) { _ in }
        var wholeChecks = 0
        let result = try MapRepairer.repair(
            run, repair, Recheck(original: run, findings: [], isOfWhole: isOfWhole)
        ) { if $0.hasSuffix("validity") { wholeChecks += 1 } }
        return Repaired(result: try #require(result), wholeChecks: wholeChecks)
    }

    private func compare(_ parts: RepairResult, _ whole: RepairResult) {
        #expect(!parts.changes.isEmpty && parts.changes.map(\.parcel) == whole.changes.map(\.parcel))
        for (a, b) in zip(parts.changes, whole.changes) {
            #expect(a.rings == b.rings && a.rules == b.rules && a.defectIDs == b.defectIDs)
        }
        #expect(parts.fixedDefects == whole.fixedDefects)
        #expect(parts.after.counts == whole.after.counts && parts.after.balance == whole.after.balance)
        // Of invalid parcels the ids follow the rings as they are read.
        let listed = { (result: RepairResult) in
            result.worklist.filter { $0.defect.kind != .invalidGeometry }.map { "\($0.defect.id) \($0.reason)" }
        }
        #expect(listed(parts) == listed(whole))
        let told = { (result: RepairResult) in
            result.repairs.map { "\($0.defect.id) \($0.owner) \($0.rule) \(String(describing: $0.reason))" }.sorted()
        }
        #expect(told(parts) == told(whole))
    }

    @Test(arguments: [61, 62] as [UInt64], FixLevel.allCases)
    func `parts come out as the whole, which is checked once`(seed: UInt64, level: FixLevel) throws {
        var options = CityOptions(seed: seed, parcels: 2000)
        options.defectRate = 0.01
        options.wards = 2
        let parts = try repair(options, level: level, isOfWhole: false)
        let whole = try repair(options, level: level, isOfWhole: true)
        #expect(parts.wholeChecks == 1)
        compare(parts.result, whole.result)
    }

    @Test func `amid hairlines all is one part`() throws {
        var options = CityOptions(seed: 64, parcels: 300)
        options.defectRate = 0.02
        options.jitterMetres = 0.004
        let parts = try repair(options, level: .limits, isOfWhole: false)
        let whole = try repair(options, level: .limits, isOfWhole: true)
        compare(parts.result, whole.result)
    }
}
