import Foundation

/// Hands wards to lanes: the largest first, and never more at once than the memory allows.
final class WardQueue: @unchecked Sendable {
    // Sendable: everything below is read and written under the condition's lock alone.
    private let condition = NSCondition()
    private var waiting: [(index: Int, memory: Int)]
    private var used = 0
    private var running = 0
    private let budget: Int

    /// - Parameters:
    ///   - memory: what each ward may need, in bytes.
    ///   - budget: what all of them may need at once. A ward that needs more runs alone.
    init(memory: [Int], budget: Int) {
        waiting = memory.enumerated().map { ($0.offset, $0.element) }
        waiting.sort { $0.memory != $1.memory ? $0.memory > $1.memory : $0.index < $1.index }
        self.budget = budget
    }

    /// The next ward that there is room for; waits until there is. Nil when none is left.
    func next() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if waiting.isEmpty { return nil }
            if let at = waiting.firstIndex(where: { used + $0.memory <= budget || running == 0 }) {
                let taken = waiting.remove(at: at)
                used += taken.memory
                running += 1
                return taken.index
            }
            condition.wait()
        }
    }

    /// - Parameter memory: as it was given for the ward.
    func finished(memory: Int) {
        condition.lock()
        used -= memory
        running -= 1
        condition.broadcast()
        condition.unlock()
    }

    /// No ward is handed out any more.
    func stop() {
        condition.lock()
        waiting = []
        condition.broadcast()
        condition.unlock()
    }
}
