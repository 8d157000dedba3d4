import Dispatch
import GDALKit
import PlanarCoverage

/// Reads a layer with as many lanes as are wanted. The result does not depend on their number.
struct LayerReading {
    let plan: LayerPlan
    let way: WayToWork
    let lanes: Int
    let batchSize: Int
    let toleratesFarCoordinates: Bool
    /// Called with the number of features of this layer that are done; from any lane, never from two at once.
    let progress: (@Sendable (Int) -> Void)?

    /// Appends the layer to a part. What GDAL remarks meanwhile is returned.
    func read(into part: inout LayerPart) throws -> (warnings: [String], failures: [String]) {
        try plan.withBatches(of: batchSize) { batches in
            let decoder = try LayerDecoder(plan, way, batches, toleratesFarCoordinates: toleratesFarCoordinates)
            if lanes == 1 {
                let tools = try LaneTools(way)
                while let batch = try batches.next() {
                    try decoder.decode(batch, into: &part, with: tools)
                    progress?(part.tally.features)
                }
            } else {
                part = try readInLanes(batches, decoder, onto: part)
            }
            return batches.remarks
        }
    }

    /// Each lane decodes a batch on its own; parts are joined in the order of their batches.
    private func readInLanes(
        _ batches: BatchSource, _ decoder: LayerDecoder, onto part: consuming LayerPart
    ) throws -> LayerPart {
        let grid = part.coverage.grid
        let joint = Guarded(JointPart(whole: part))
        let failure = Guarded<(any Error)?>(nil)
        let way = way
        let progress = progress
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            do {
                let tools = try LaneTools(way)
                while failure.withLock({ $0 == nil }), let batch = try batches.next() {
                    var part = LayerPart(grid: grid)
                    try decoder.decode(batch, into: &part, with: tools)
                    let index = batch.index
                    let finished = part
                    joint.withLock { joint in
                        joint.add(finished, at: index)
                        progress?(joint.whole.tally.features)
                    }
                }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return joint.withLock { $0.whole }
    }
}

/// Parts of batches, joined in their order however they arrive.
private struct JointPart: Sendable {
    var whole: LayerPart
    private var waiting: [Int: LayerPart] = [:]
    private var next = 0

    init(whole: LayerPart) { self.whole = whole }

    mutating func add(_ part: LayerPart, at index: Int) {
        waiting[index] = part
        while let part = waiting.removeValue(forKey: next) {
            whole.merge(part)
            next += 1
        }
    }
}
