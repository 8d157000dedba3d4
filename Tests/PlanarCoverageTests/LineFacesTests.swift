import Testing

@testable import PlanarCoverage

@Suite("Lines to faces")
struct LineFacesTests {
    typealias Line = [(Double, Double)]

    private let tolerance = 150.0  // 15 mm

    private func faces(_ lines: [Line], tolerance: Double = 150) throws -> LineFaces {
        var work = LineWork(grid: Grid(aroundX: 0, aroundY: 0))
        for (i, line) in lines.enumerated() {
            let isTaken = work.append(xs: line.map(\.0)[...], ys: line.map(\.1)[...], tag: 1 << UInt64(i % 60))
            #expect(isTaken)
        }
        return try LineFaces(work, tolerance: tolerance)
    }

    private func areas(_ faces: LineFaces) -> [Double] {
        faces.doubledAreas.map { Grid(aroundX: 0, aroundY: 0).squareMetres(doubled: $0) }.sorted()
    }

    private func kinds(_ faces: LineFaces) -> [LineFault.Kind] { faces.faults.map(\.kind) }

    /// Two lots of 10 x 10 m beside each other: the outline, and the line between them.
    private let outline: Line = [(0, 0), (20, 0), (20, 10), (0, 10), (0, 0)]

    @Test func `two lots with a common line drawn once are two faces, without faults`() throws {
        let found = try faces([outline, [(10, 0), (10, 10)]])
        #expect(areas(found) == [100, 100])
        #expect(found.faults.isEmpty)
        #expect(found.tags.allSatisfy { $0 == 3 })
    }

    @Test func `a line that ends short within the tolerance is drawn on to the line ahead, and the move is logged`()
        throws
    {
        let found = try faces([outline, [(10, 0), (10, 9.988)]])
        #expect(areas(found) == [100, 100])
        #expect(kinds(found) == [.undershoot])
        #expect(found.faults[0].length == 120)
        #expect(found.faults[0].paths == [[GridPoint(x: 100_000, y: 99_880), GridPoint(x: 100_000, y: 100_000)]])
    }

    @Test func `a line that runs past within the tolerance is cut`() throws {
        let found = try faces([outline, [(10, -0.009), (10, 10.014)]])
        #expect(areas(found) == [100, 100])
        #expect(kinds(found) == [.overshoot, .overshoot])
        #expect(found.faults.map(\.length).sorted() == [90, 140])
    }

    @Test func `beyond the tolerance nothing moves: the loose end is listed with the nearest line and its distance`()
        throws
    {
        let found = try faces([outline, [(10, 0), (10, 9.9)]])
        #expect(areas(found) == [200])
        #expect(kinds(found) == [.looseEnd])
        #expect(found.faults[0].length == 1000)
        #expect(found.faults[0].paths[0].last == GridPoint(x: 100_000, y: 100_000))
    }

    @Test func `a line that runs far past still divides, and its loose end is listed`() throws {
        let found = try faces([outline, [(10, 0), (10, 11)]])
        #expect(areas(found) == [100, 100])
        #expect(kinds(found) == [.looseEnd])
        #expect(found.faults[0].length == 10_000)
    }

    @Test func `a ring whose ends miss each other is closed`() throws {
        let found = try faces([[(0, 0), (20, 0), (20, 10), (0, 10), (0, 0.01)]])
        #expect(kinds(found) == [.undershoot])
        #expect(found.rings.parcelCount == 1)
        #expect(abs(areas(found)[0] - 200) < 0.2)
    }

    @Test func `an end goes to a corner within the tolerance rather than to the line beside it`() throws {
        let found = try faces([outline, [(0.008, 0.002), (10, 5), (19.996, 9.995)]])
        #expect(kinds(found) == [.undershoot, .undershoot])
        #expect(found.faults.map { $0.paths[0].last } == [GridPoint(x: 0, y: 0), GridPoint(x: 200_000, y: 100_000)])
    }

    @Test func `a line drawn twice, or along a part of another, counts once`() throws {
        let found = try faces([outline, [(10, 0), (10, 10)], [(10, 10), (10, 0)], [(10, 4), (10, 7)]])
        #expect(areas(found) == [100, 100])
        #expect(Set(kinds(found)) == [.doubledLine])
        #expect(found.faults.map(\.length).max() == 100_000)
    }

    @Test func `parcels drawn as shapes share their edges without being doubled, and the same shape twice is`() throws {
        let left: Line = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
        let right: Line = [(10, 0), (20, 0), (20, 10), (10, 10), (10, 0)]
        #expect(try faces([left, right]).faults.isEmpty)
        let twice = try faces([left, right, right])
        #expect(areas(twice) == [100, 100])
        #expect(kinds(twice) == [.doubledLine])
    }

    @Test func `a line drawn twice with some millimetres between is one line`() throws {
        let found = try faces([outline, [(10, 0), (10, 10)], [(10.006, 0.004), (10.006, 9.997)]])
        #expect(found.rings.parcelCount == 2)
        #expect(kinds(found) == [.nearlyDoubledLine])
        // The larger of the two moves: 6 mm east, 4 mm north.
        #expect(abs(found.faults[0].length - (60.0 * 60 + 40 * 40).squareRoot()) < 1)
        #expect(areas(found).reduce(0, +) == 200)
        #expect(areas(found).allSatisfy { abs($0 - 100) <= 0.06 })
    }

    @Test func `a doubled street line goes to the street, not to the lots`() throws {
        // The copy lies 5 mm outside the front of both lots.
        let found = try faces([outline, [(10, 0), (10, 10)], [(0, 10.005), (20, 10.005)]])
        #expect(areas(found) == [100, 100])
        #expect(kinds(found).contains(.nearlyDoubledLine))
    }

    @Test func `an island makes a hole in the lot around it and is a face of its own`() throws {
        let found = try faces([outline, [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]])
        #expect(areas(found) == [4, 196])
        #expect(found.isolatedLoops == 1)
        #expect(found.rings.ringIsHole.count { $0 } == 1)
    }

    @Test func `an island on a thread, and a thread into the lot, leave no spikes`() throws {
        let found = try faces([
            outline, [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)], [(4, 4), (0, 4)], [(20, 5), (15, 5)],
        ])
        #expect(areas(found) == [4, 196])
        #expect(found.rings.points.count == 4 + 4 + 4 + 2)
        #expect(kinds(found) == [.looseEnd])
    }

    @Test(arguments: 1...6)
    func `faces and faults do not depend on the order and direction of the lines`(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        // A sheet of lots whose lines are shaken at their ends by up to 12 mm, some by 40 mm.
        var lines: [Line] = []
        for i in 0...6 {
            let x = Double(i) * 8
            let shake = Double.random(in: -0.012...0.012, using: &random)
            lines.append([(x, -0.5), (x, 60.5)])
            for j in 0...5 where i < 6 {
                let y = Double(j) * 12
                lines.append([(x + shake, y), (x + 8 + (i == j ? 0.04 : shake), y)])
            }
        }
        let one = try faces(lines)
        #expect(one.rings.parcelCount == 30)
        for _ in 0..<3 {
            let turned = lines.shuffled(using: &random).map { Bool.random(using: &random) ? $0 : $0.reversed() }
            let other = try faces(turned)
            #expect((other.rings.points == one.rings.points) == true)
            #expect((other.faults.map(\.paths) == one.faults.map(\.paths)) == true)
        }
        for fault in one.faults where [.undershoot, .overshoot].contains(fault.kind) {
            #expect(fault.length <= tolerance)
        }
    }

    @Test func `lines beyond the grid are refused and leave nothing behind`() throws {
        var work = LineWork(grid: Grid(aroundX: 0, aroundY: 0))
        let isTaken = work.append(xs: [0, 5, 300_000], ys: [0, 0, 0], tag: 1)
        #expect(!isTaken && work.segmentCount == 0 && work.lineCount == 0)
    }
}
