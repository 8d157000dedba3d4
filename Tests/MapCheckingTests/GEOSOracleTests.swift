import GEOSKit
import PlanarCoverage
import Testing

/// A repeatable generator (SplitMix64).
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private func wkb(_ ring: [(Double, Double)]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func append<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    append(UInt32(3))
    append(UInt32(1))
    append(UInt32(ring.count + 1))
    for p in ring + ring.prefix(1) {
        append(p.0.bitPattern)
        append(p.1.bitPattern)
    }
    return bytes
}

@Suite("Against GEOS")
struct GEOSOracleTests {
    @Test(arguments: 1...40)
    func `the width is twice GEOS's largest inscribed radius`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        // Walls of a lot: along one side and back along the other, from slivers to squares.
        let steps = Int.random(in: 1...5, using: &random)
        let width: Double = [0.02, 0.1, 0.4, 2, 6].randomElement(using: &random) ?? 1
        var there: [(Double, Double)] = []
        var back: [(Double, Double)] = []
        for k in 0...steps {
            let x = Double(k) * 12 / Double(steps)
            let y = Double.random(in: 0...3, using: &random)
            there.append((x, y))
            back.append(
                (x + Double.random(in: 0...0.3, using: &random), y + width * Double.random(in: 0.3...1, using: &random))
            )
        }
        let ring = there + back.reversed()
        let bytes = wkb(ring)
        let context = GEOSContext()
        guard try context.validity(ofWKB: bytes) == .valid else { return }
        var intake = CoverageIntake(grid: Grid(aroundX: 0, aroundY: 0))
        let outcome = bytes.withUnsafeBytes { intake.append(wkb: $0) }
        #expect(outcome == .stored)
        let ours = intake.rings.width(ofParcel: 0) / 1e4
        let oracle: Double = try bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) -> Double in
            2 * (try GEOSGeometry(wkb: raw, in: context).inscribedRadius(tolerance: 0.0002))
        }
        // Ours to half a per cent or 0.04 mm, the oracle to 0.4 mm, the grid moves corners by 0.07 mm.
        #expect(abs(ours - oracle) <= 0.0007 + 0.0075 * oracle, "\(ours) \(oracle)")
    }

    @Test(arguments: 1...30)
    func `what is plainly valid is valid for GEOS`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed) &* 31)
        let context = GEOSContext()
        var plain = 0
        var suspects = 0
        for _ in 0..<200 {
            // Few positions, so that vertices meet edges and each other.
            let reach = Double.random(in: 0.0005...0.01, using: &random)
            let ring = (0..<Int.random(in: 3...7, using: &random)).map { _ in
                (Double.random(in: 0...reach, using: &random), Double.random(in: 0...reach, using: &random))
            }
            let bytes = wkb(ring)
            var intake = CoverageIntake(grid: Grid(aroundX: 0, aroundY: 0))
            let outcome = bytes.withUnsafeBytes { intake.append(wkb: $0) }
            if outcome == .stored && intake.suspects.isEmpty {
                plain += 1
                #expect(try context.validity(ofWKB: bytes) == .valid)
            } else {
                suspects += 1
            }
        }
        #expect(plain > 5 && suspects > 5)
    }
}
