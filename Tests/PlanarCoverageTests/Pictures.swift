@testable import PlanarCoverage

/// Polygons in metres for small pictures: each a list of rings, the shell first.
typealias Picture = [[[(Double, Double)]]]

/// A rectangle as one ring.
func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [[(Double, Double)]] {
    [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]]
}

/// Little-endian WKB of a polygon; rings are closed here.
func wkb(polygon rings: [[(Double, Double)]]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func append<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    append(UInt32(3))
    append(UInt32(rings.count))
    for ring in rings {
        append(UInt32(ring.count + 1))
        for p in ring + ring.prefix(1) {
            append(p.0.bitPattern)
            append(p.1.bitPattern)
        }
    }
    return bytes
}

/// Little-endian WKB of a multipolygon.
func wkb(multipolygon parts: [[[(Double, Double)]]]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    append(6)
    append(UInt32(parts.count))
    for part in parts { bytes += wkb(polygon: part) }
    return bytes
}

let testGrid = Grid(aroundX: 0, aroundY: 0)

func intake(wkbs: [[UInt8]], on grid: Grid = testGrid) -> CoverageIntake {
    var intake = CoverageIntake(grid: grid)
    for bytes in wkbs { _ = bytes.withUnsafeBytes { intake.append(wkb: $0) } }
    return intake
}

func intake(_ picture: Picture) -> CoverageIntake { intake(wkbs: picture.map { wkb(polygon: $0) }) }

/// Limits of the contract's defaults on the 0.1 mm grid.
let usualLimits = CoverageLimits(tolerance: 150, maxGapWidth: 5000)

func faults(_ picture: Picture, wards: Picture? = nil) throws -> CoverageFaults {
    try CoverageFaults.find(intake(picture), wards: wards.map { intake($0).rings }, limits: usualLimits)
}

extension CoverageFault {
    /// Square metres.
    var area: Double { Double(doubledArea) / 2e8 }
    /// Metres.
    var widthMetres: Double { (width ?? 0) / 1e4 }
}

extension CoverageFaults {
    func of(_ kind: CoverageFault.Kind) -> [CoverageFault] { faults.filter { $0.kind == kind } }
}

/// A repeatable generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
