import Testing

@testable import GEOSKit

@Suite("Failure conventions")
struct GEOSFailureTests {
    private let context = GEOSContext()

    @Test func `null is a failure`() {
        #expect(throws: GEOSError(call: "GEOSCall", message: "")) {
            _ = try context.nonNull("GEOSCall") { _ in nil as OpaquePointer? }
        }
    }

    @Test func `zero is a failure and one is none`() throws {
        #expect(throws: GEOSError(call: "GEOSCall", message: "")) { try context.nonZero("GEOSCall") { _ in 0 } }
        try context.nonZero("GEOSCall") { _ in 1 }
    }

    @Test func `a predicate is no, yes or failed`() throws {
        #expect(try context.predicate("GEOSCall") { _ in 0 } == false)
        #expect(try context.predicate("GEOSCall") { _ in 1 } == true)
        #expect(throws: GEOSError(call: "GEOSCall", message: "")) {
            _ = try context.predicate("GEOSCall") { _ in 2 }
        }
    }

    @Test func `an old message does not explain a new failure`() throws {
        #expect(throws: GEOSError.self) { try context.validity(ofWKB: [1, 2, 3]) }
        #expect(throws: GEOSError(call: "GEOSCall", message: "")) { try context.nonZero("GEOSCall") { _ in 0 } }
    }

    @Test func `contexts of many tasks do not meet`() async {
        let reasons = await withTaskGroup(of: String.self) { group in
            for lane in 0..<8 {
                group.addTask {
                    let context = GEOSContext()
                    let ring = lane.isMultiple(of: 2) ? bowTie : Array(square.dropLast())
                    var last = ""
                    for _ in 0..<200 {
                        if case .invalid(let reason, _) = try? context.validity(ofWKB: polygonWKB([ring])) {
                            last = reason
                        }
                    }
                    return last
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(reasons == ["Self-intersection", "Points of LinearRing do not form a closed linestring"])
    }
}
