import Cadastre
import PlanarCoverage

/// What some batches of a layer gave.
struct LayerPart: Sendable {
    var coverage: CoverageIntake
    var columns = ParcelColumns()
    var tally = Tally()
    var step = CoordinateStep()
    /// What stood in the field of the map scale.
    var scales = TextPool()

    /// Of each finished layer: the middle of its coordinates, in its own units.
    var middles: [(x: Double, y: Double)?] = []
    /// The coarsest step of the finished layers, in metres.
    var coarsestStep: Double?

    init(grid: Grid) { coverage = CoverageIntake(grid: grid) }

    /// Appends the part of the batches that follow.
    mutating func merge(_ other: consuming LayerPart) {
        tally.merge(other.tally)
        step.merge(other.step)
        _ = scales.merge(other.scales)
        columns.append(contentsOf: other.columns)
        coverage.merge(other.coverage)
    }

    /// Draws its conclusions from a layer's sampled coordinates.
    /// - Parameter metresPerUnit: of its axes; nil for degrees.
    mutating func endLayer(metresPerUnit: Double?) {
        middles.append(step.middle)
        if let metres = step.metres(metresPerUnit: metresPerUnit) { coarsestStep = max(coarsestStep ?? 0, metres) }
        step = CoordinateStep()
    }
}

/// How often something was seen, and where first.
struct Tally: Sendable {
    enum Event: Hashable, Sendable {
        case null, empty, notFinite, farAway, noPlaceInCRS, malformed, linearised, skipped
    }

    private(set) var counts: [Event: Int] = [:]
    private(set) var firstFid: [Event: Int64] = [:]
    /// WKB type of the first skipped feature.
    var skippedType: UInt32?
    var features = 0

    subscript(event: Event) -> Int { counts[event, default: 0] }

    mutating func note(_ event: Event, fid: Int64) {
        counts[event, default: 0] += 1
        if firstFid[event] == nil { firstFid[event] = fid }
    }

    mutating func merge(_ other: Tally) {
        features += other.features
        for (event, count) in other.counts { counts[event, default: 0] += count }
        firstFid.merge(other.firstFid) { mine, _ in mine }
        if skippedType == nil { skippedType = other.skippedType }
    }
}
