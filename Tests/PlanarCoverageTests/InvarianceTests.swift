import Testing

@testable import PlanarCoverage

/// A map of lots whose corners moved by some millimetres, with a few lots lost: faults of every kind.
private func messyMap(seed: UInt64, columns: Int = 8, rows: Int = 6, shift: Double = 0.03) -> Picture {
    var random = SeededGenerator(state: seed)
    var lots: Picture = []
    for i in 0..<columns {
        for j in 0..<rows where Int.random(in: 0..<12, using: &random) > 0 {
            var ring: [(Double, Double)] = []
            for (dx, dy) in [(0, 0), (5, 0), (5, 8), (5, 15), (0, 15), (0, 7)] as [(Double, Double)] {
                let moved = Int.random(in: 0..<3, using: &random) == 0
                let mx = moved ? Double.random(in: -shift...shift, using: &random) : 0
                let my = moved ? Double.random(in: -shift...shift, using: &random) : 0
                ring.append((Double(i) * 5 + dx + mx, Double(j) * 15 + dy + my))
            }
            lots.append([ring])
        }
    }
    return lots
}

/// What a fault is, whatever the order of the parcels: kind, parties as corners, area.
private func description(of fault: CoverageFault, _ picture: Picture) -> String {
    let parties = fault.parcels.map { p in "\(picture[Int(p)][0].map { "\($0.0),\($0.1)" }.min() ?? "")" }.sorted()
    return "\(fault.kind) \(parties) \(fault.doubledArea) \(Int((fault.width ?? 0).rounded()))"
}

@Suite("The engine does not depend on what does not matter")
struct InvarianceTests {
    @Test(arguments: 1...10)
    func `any order of the parcels gives the same faults`(seed: Int) throws {
        let picture = messyMap(seed: UInt64(seed))
        var random = SeededGenerator(state: UInt64(seed) + 1000)
        let shuffled = picture.shuffled(using: &random)
        let first = try faults(picture)
        let second = try faults(shuffled)
        #expect(
            first.faults.map { description(of: $0, picture) }.sorted()
                == second.faults.map { description(of: $0, shuffled) }.sorted())
        #expect(first.balance == second.balance)
        #expect(!first.faults.isEmpty)
    }

    @Test(arguments: 1...10)
    func `lanes that each take a part give the same as one`(seed: Int) throws {
        let picture = messyMap(seed: UInt64(seed))
        var whole = intake(Array(picture[..<5]))
        whole.merge(intake(Array(picture[5..<20])))
        whole.merge(intake(Array(picture[20...])))
        let one = try faults(picture)
        let many = try CoverageFaults.find(whole, wards: nil, limits: usualLimits)
        #expect(
            one.faults.map { description(of: $0, picture) } == many.faults.map { description(of: $0, picture) })
        #expect(one.balance == many.balance)
    }

    /// Names and ids are made of both, and on round coordinates the centre often lies on the border of a cell.
    @Test(arguments: 1...50)
    func `a parcel's inner point and centre do not depend on where its rings begin`(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed) &* 31_337)
        func whole(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &random)) }
        let (x, y, w, h) = (whole(0...90), whole(0...90), whole(2...30), whole(2...30))
        // A lot with a corner cut out, and a point on one of its edges.
        let ring = [
            (x, y), (x + w / 2, y), (x + w, y), (x + w, y + h / 2), (x + w / 2, y + h / 2), (x + w / 2, y + h),
            (x, y + h),
        ]
        let first = intake([[ring]]).rings
        for start in ring.indices {
            for turns in [false, true] {
                let begun = Array(ring[start...] + ring[..<start])
                let other = intake([[turns ? begun.reversed() : begun]]).rings
                #expect(other.innerPoint(ofParcel: 0) == first.innerPoint(ofParcel: 0))
                #expect(other.centroid(ofParcel: 0) == first.centroid(ofParcel: 0))
            }
        }
        let without = intake([[[ring[0]] + ring[2...]]]).rings
        #expect(without.innerPoint(ofParcel: 0) == first.innerPoint(ofParcel: 0))
    }

    @Test func `the engine in four lanes finds what it finds in one`() throws {
        let picture = messyMap(seed: 77, columns: 20, rows: 20)
        let taken = intake(picture)
        let one = try CoverageFaults.find(taken, wards: nil, limits: usualLimits, lanes: 1)
        let four = try CoverageFaults.find(taken, wards: nil, limits: usualLimits, lanes: 4)
        #expect(one.faults.count > 200)
        #expect(one.faults.map { description(of: $0, picture) } == four.faults.map { description(of: $0, picture) })
        #expect(one.belowGrid == four.belowGrid)
    }

    @Test(arguments: 1...10)
    func `a shift by whole units moves every fault and changes none`(seed: Int) throws {
        let picture = messyMap(seed: UInt64(seed)).map {
            $0.map { $0.map { (($0.0 * 1e4).rounded() / 1e4, ($0.1 * 1e4).rounded() / 1e4) } }
        }
        let moved = picture.map { $0.map { $0.map { ($0.0 + 1234, $0.1 - 567) } } }
        let here = try faults(picture).faults.map { "\($0.kind) \($0.parcels) \($0.doubledArea)" }.sorted()
        let there = try faults(moved).faults.map { "\($0.kind) \($0.parcels) \($0.doubledArea)" }.sorted()
        #expect(here == there)
    }

    @Test(arguments: 1...10)
    func `a quarter turn keeps kinds, parties and nearly the areas`(seed: Int) throws {
        let picture = messyMap(seed: UInt64(seed))
        let turned = picture.map { $0.map { $0.map { (-$0.1, $0.0) } } }
        let here = try faults(picture).faults.filter { $0.kind != .missingVertex }
        let there = try faults(turned).faults.filter { $0.kind != .missingVertex }
        // Half-open pixels round differently after a turn: hairlines of a unit may come or go.
        let a = here.filter { $0.area > 1e-3 }.map { "\($0.kind) \($0.parcels)" }.sorted()
        let b = there.filter { $0.area > 1e-3 }.map { "\($0.kind) \($0.parcels)" }.sorted()
        #expect(a == b, "\(Set(a).symmetricDifference(b))")
        let total = (here.reduce(0) { $0 + $1.area }, there.reduce(0) { $0 + $1.area })
        #expect(abs(total.0 - total.1) < 1e-4 * Double(here.count + 1))
    }

    @Test(arguments: 1...100)
    func `soups of polygons a few units wide keep the balance and every invariant`(seed: Int) throws {
        // 2 to 60 units of 0.1 mm: everything crosses everything below a centimetre.
        var random = SeededGenerator(state: UInt64(seed) &* 7919)
        let reach = Double(Int.random(in: 4...60, using: &random))
        var lots: Picture = []
        for _ in 0..<Int.random(in: 3...40, using: &random) {
            let x = Double.random(in: 0...reach, using: &random)
            let y = Double.random(in: 0...reach, using: &random)
            let w = Double(Int.random(in: 1...Int(reach), using: &random))
            let skew = Double(Int.random(in: -8...8, using: &random))
            let ring = [(x, y), (x + w, y + skew / 3), (x + w + skew, y + w), (x + skew / 2, y + w / 2 + 1)]
            lots.append([ring.map { (($0.0).rounded() / 1e4, ($0.1).rounded() / 1e4) }])
        }
        var taken = intake(lots)
        _ = try taken.readAsValid(parcels: taken.suspects.map(\.parcel))
        let found = try CoverageFaults.find(taken, wards: nil, limits: usualLimits)
        #expect(found.balance.closure == 0)
    }

    @Test(arguments: 1...40)
    func `large soups with wards keep both balances`(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed) &* 104_729)
        func soup(_ count: Int, _ size: ClosedRange<Double>) -> Picture {
            (0..<count).map { _ in
                let x = Double.random(in: 0...100, using: &random)
                let y = Double.random(in: 0...100, using: &random)
                let corners = Int.random(in: 3...9, using: &random)
                let radius = Double.random(in: size, using: &random)
                return [
                    (0..<corners).map { k in
                        // A star around its middle never crosses itself.
                        let share = (Double(k) + Double.random(in: 0...0.8, using: &random)) / Double(corners)
                        let r = radius * Double.random(in: 0.3...1, using: &random)
                        return (x + r * cosine(share), y + r * sine(share))
                    }
                ]
            }
        }
        let lots = intake(soup(60, 2...15))
        let wards = intake(soup(3, 20...60))
        let found = try CoverageFaults.find(lots, wards: wards.rings, limits: usualLimits)
        #expect(found.balance.closure == 0)
        #expect(found.balance.wardClosure == 0)
        #expect(!found.of(.overlap).isEmpty)
    }
}

/// Cosine of a share of the full turn, by quarter circles of a parabola: good enough for stars.
private func cosine(_ share: Double) -> Double { sine(share + 0.25) }

private func sine(_ share: Double) -> Double {
    let t = share - share.rounded(.down)
    let half = t < 0.5 ? t : t - 0.5
    let arch = 16 * half * (0.5 - half)
    return t < 0.5 ? arch : -arch
}
