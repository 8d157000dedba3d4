import Dispatch
import Synchronization

/// Works on the ranges of `0 ..< count` in several lanes and returns the parts in order: the same result for any
/// number of lanes.
/// - Parameter smallestPiece: how many a range has at least, but for the last ones.
package func inLanes<Part: Sendable, E: Error>(
    _ lanes: Int, count: Int, smallestPiece: Int = 64, _ body: @Sendable (Range<Int>) throws(E) -> Part
) throws(E) -> [Part] {
    // More pieces than lanes, for pieces take unequal time.
    let pieces = lanes < 2 ? 1 : max(1, min(count / smallestPiece, max(lanes * 8, smallestPiece == 1 ? count : 0)))
    if pieces == 1 { return [try body(0..<count)] }
    let results = Mutex<[Result<Part, E>?]>(Array(repeating: nil, count: pieces))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(lanes, pieces)) { _ in
        while true {
            let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if piece >= pieces { return }
            let range = piece * count / pieces..<(piece + 1) * count / pieces
            let result: Result<Part, E>
            do throws(E) { result = .success(try body(range)) } catch { result = .failure(error) }
            results.withLock { $0[piece] = result }
        }
    }
    var parts: [Part] = []
    for result in results.withLock({ $0 }) { if let result { parts.append(try result.get()) } }
    return parts
}
