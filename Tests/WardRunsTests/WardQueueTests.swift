import Dispatch
import Synchronization
import Testing

@testable import WardRuns

@Suite("Wards within the memory")
struct WardQueueTests {
    @Test(arguments: [1, 2, 5])
    func `wards at once never need more than the budget, and each is handed out once`(lanes: Int) {
        let needs = [10, 60, 25, 40, 90, 5, 5, 30]
        let queue = WardQueue(memory: needs, budget: 100)
        let state = Mutex<(used: Int, running: Int, worst: Int, taken: [Int])>((0, 0, 0, []))
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            while let ward = queue.next() {
                state.withLock { state in
                    state.used += needs[ward]
                    state.running += 1
                    if state.running > 1 { state.worst = max(state.worst, state.used) }
                    state.taken.append(ward)
                }
                for _ in 0..<200_000 {}
                state.withLock { state in
                    state.used -= needs[ward]
                    state.running -= 1
                }
                queue.finished(memory: needs[ward])
            }
        }
        state.withLock { state in
            #expect(state.worst <= 100)
            #expect(state.taken.sorted() == Array(needs.indices))
        }
    }

    @Test func `a ward larger than the budget runs, alone and first`() {
        let queue = WardQueue(memory: [10, 500, 20], budget: 100)
        #expect(queue.next() == 1)
        queue.finished(memory: 500)
        #expect(queue.next() == 2)
        #expect(queue.next() == 0)
        queue.finished(memory: 20)
        queue.finished(memory: 10)
        #expect(queue.next() == nil)
    }

    @Test func `after a stop none is handed out`() {
        let queue = WardQueue(memory: [1, 1], budget: 100)
        queue.stop()
        #expect(queue.next() == nil)
    }
}
