import Cadastre
import Dispatch
import GDALKit

/// Reads a table with as many lanes as are wanted. The result does not depend on their number.
struct RecordReading {
    let decoder: RecordDecoder
    let lanes: Int
    /// Called for each finished batch; from any lane, never from two at once.
    let progress: (@Sendable (any CellBatch) -> Void)?

    /// The table's part.
    /// - Parameter next: gives the next batch, or nil after the last; called by all lanes.
    func read<Batch: CellBatch>(_ next: @Sendable () throws -> Batch?) throws -> RecordPart {
        if lanes == 1 {
            var part = RecordPart(columns: decoder.columns.count)
            while let batch = try next() {
                decoder.decode(batch, into: &part)
                progress?(batch)
            }
            return part
        }
        let joint = Guarded(JointRecords(whole: RecordPart(columns: decoder.columns.count)))
        let failure = Guarded<(any Error)?>(nil)
        let decoder = decoder
        let progress = progress
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            do {
                while failure.withLock({ $0 == nil }), let batch = try next() {
                    var part = RecordPart(columns: decoder.columns.count)
                    decoder.decode(batch, into: &part)
                    let finished = part
                    joint.withLock { joint in
                        joint.add(finished, at: batch.index)
                        progress?(batch)
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
private struct JointRecords: Sendable {
    var whole: RecordPart
    private var waiting: [Int: RecordPart] = [:]
    private var next = 0

    init(whole: RecordPart) { self.whole = whole }

    mutating func add(_ part: RecordPart, at index: Int) {
        waiting[index] = part
        while let part = waiting.removeValue(forKey: next) {
            whole.merge(part)
            next += 1
        }
    }
}
