import Cadastre
import MapChecking
import PlanarCoverage
import SyntheticCity
import Testing

private func options(seed: UInt64, parcels: Int, rate: Double, wards: Int) -> CityOptions {
    var options = CityOptions(seed: seed, parcels: parcels)
    options.defectRate = rate
    options.wards = wards
    return options
}

/// What differs between two sorted lists, each item as often as it is there too often.
private func differences<T: Hashable>(_ a: [T], _ b: [T]) -> (onlyA: [T], onlyB: [T]) {
    var counts: [T: Int] = [:]
    for item in a { counts[item, default: 0] += 1 }
    for item in b { counts[item, default: 0] -= 1 }
    return (
        counts.flatMap { Array(repeating: $0.key, count: max(0, $0.value)) },
        counts.flatMap { Array(repeating: $0.key, count: max(0, -$0.value)) }
    )
}

@Suite("Seeded cities")
struct SeededCityTests {
    private static let city = SeededCity(options(seed: 21, parcels: 1600, rate: 0.05, wards: 3))
    /// The city checked as it comes, with its ward lines.
    private static let plain = Result { try city.check() }

    @Test(arguments: [UInt64(1), 2, 3])
    func `everything injected is found with all its parties, and nothing else`(seed: UInt64) throws {
        let city = SeededCity(options(seed: seed, parcels: 3000, rate: 0.05, wards: 4))
        let found = try city.check()
        let expected = city.truth.filter { $0.entry.kind != .uncovered }
            .map { CityFindings.Finding($0.entry.kind, $0.fids) }
        let (missed, unexpected) = differences(expected, found.findings)
        #expect(missed.isEmpty, "\(missed.sorted())")
        #expect(unexpected.isEmpty, "\(unexpected.sorted())")
    }

    @Test func `without ward lines, what needs no ward line is found all the same`() throws {
        let found = try Self.city.check(withWards: false)
        let expected = Self.city.truth
            .filter { ![.uncovered, .outsideWard, .wrongWard].contains($0.entry.kind) }
            .map { CityFindings.Finding($0.entry.kind, $0.fids) }
        let (missed, unexpected) = differences(expected, found.findings)
        #expect(missed.isEmpty, "\(missed.sorted())")
        #expect(unexpected.isEmpty, "\(unexpected.sorted())")
    }

    @Test func `areas and widths are those that were injected`() throws {
        let found = try Self.plain.get()
        let byFinding = Dictionary(grouping: found.result.defects, by: { found.finding($0) })
        for row in Self.city.truth {
            guard [.overlap, .gap, .edgeMismatch, .duplicateGeometry, .nestedParcel].contains(row.entry.kind),
                let area = row.entry.areaSquareMetres,
                let defects = byFinding[CityFindings.Finding(row.entry.kind, row.fids)], defects.count == 1
            else { continue }
            let measured = try #require(defects[0].areaSquareMetres)
            #expect(abs(measured - area) < 0.001 + 0.001 * area, "\(row.entry.variant) \(row.fids)")
            guard let width = row.entry.widthMetres, let wide = defects[0].widthMetres else { continue }
            #expect(wide <= width * 1.02 + 0.0008, "\(row.entry.variant) \(row.fids): \(wide) of \(width)")
            #expect(wide >= width * 0.6 - 0.0008, "\(row.entry.variant) \(row.fids): \(wide) of \(width)")
        }
    }

    @Test func `lakes, streets and the river are uncovered ground, and nothing else is`() throws {
        let city = SeededCity(options(seed: 5, parcels: 6000, rate: 0, wards: 5))
        let found = try city.check()
        let uncovered = found.result.defects.filter { $0.kind == .uncovered }
        let expected = city.truth.filter { $0.entry.kind == .uncovered }
        #expect(uncovered.count == expected.count)
        let areas = uncovered.compactMap(\.areaSquareMetres).sorted()
        let truth = expected.compactMap(\.entry.areaSquareMetres).sorted()
        for (measured, known) in zip(areas, truth) { #expect(abs(measured - known) < 0.01) }
        #expect(uncovered.count { $0.isHole } == expected.count { $0.entry.isHole })
    }

    @Test func `the balance closes, and the wards are covered but for the open ground`() throws {
        let found = try Self.plain.get()
        let balance = found.result.balance
        #expect(balance.closure == 0)
        #expect(balance.wardClosure == 0)
        #expect(
            abs(balance.parcelArea - balance.covered - balance.overlapExcess - balance.rounding)
                < 1e-6 * balance.parcelArea)
    }

    @Test func `any order of the parcels gives the same defects with the same ids`() throws {
        let first = try Self.plain.get()
        var order = Array(Self.city.parcels.indices)
        var state: UInt64 = 9
        for k in order.indices.reversed().dropLast() {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            order.swapAt(k, Int(state >> 33) % (k + 1))
        }
        let second = try Self.city.check(order: order)
        let again = Dictionary(uniqueKeysWithValues: second.result.defects.map { ($0.id, $0) })
        #expect(again.count == first.result.defects.count)
        for a in first.result.defects {
            let b = try #require(again[a.id], "\(a.kind.rawValue)")
            #expect(first.finding(a) == second.finding(b))
            #expect(a.areaSquareMetres == b.areaSquareMetres)
            #expect(a.widthMetres == b.widthMetres)
            #expect(a.at?.x == b.at?.x && a.at?.y == b.at?.y, "\(a.kind.rawValue)")
        }
        #expect(first.result.balance == second.result.balance)
    }

    @Test(arguments: [2, 7])
    func `any number of lanes gives the same result`(lanes: Int) throws {
        let one = try Self.plain.get()
        let many = try Self.city.check(lanes: lanes)
        #expect(one.result.defects.map(\.id) == many.result.defects.map(\.id))
        #expect(one.findings == many.findings)
        #expect(one.result.balance == many.result.balance)
        #expect(one.result.parcels == many.result.parcels)
    }

    @Test func `a city moved by whole kilometres has the same defects`() throws {
        let here = try Self.plain.get()
        let there = try Self.city.check(motion: SeededCity.Motion(shiftX: 13_000, shiftY: -27_000))
        #expect(here.findings == there.findings)
        #expect(
            here.result.defects.compactMap(\.areaSquareMetres).sorted()
                == there.result.defects.compactMap(\.areaSquareMetres).sorted())
    }

    @Test(arguments: [1, 2, 3])
    func `a city turned by quarters has the same defects`(turns: Int) throws {
        let upright = try Self.plain.get()
        let turned = try Self.city.check(motion: SeededCity.Motion(quarterTurns: turns))
        let (missed, unexpected) = differences(upright.findings, turned.findings)
        #expect(missed.isEmpty, "\(missed.sorted())")
        #expect(unexpected.isEmpty, "\(unexpected.sorted())")
    }

    @Test func `a map whose parcels are all shifted is told to be one that does not match`() throws {
        var options = options(seed: 4, parcels: 300, rate: 0, wards: 2)
        options.jitterMetres = 0.02
        let found = try SeededCity(options).check()
        let summary = try #require(found.result.doesNotMatch)
        #expect(summary.percentOfEdges > 50)
        #expect((0.002...0.03).contains(summary.medianOffsetMetres))
        #expect(found.result.balance.closure == 0)
    }
}
