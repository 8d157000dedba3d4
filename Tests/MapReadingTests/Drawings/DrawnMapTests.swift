import Cadastre
import PlanarCoverage
import Testing

@testable import MapReading

/// Draws lots as an office would: lines on the national levels, labels as number over area with the code beside.
struct Sketch {
    var drawing: Drawing
    /// The lower left corner.
    let x0: Double
    let y0: Double

    init(_ name: String = "to_1.dgn", x: Double = 588_000, y: Double = 2_326_000) {
        drawing = Drawing(source: name, format: .dgn7)
        drawing.textsAreUnicode = true
        x0 = x
        y0 = y
    }

    mutating func line(_ level: String, _ points: (Double, Double)...) {
        for (x, y) in points { drawing.addVertex(x0 + x, y0 + y) }
        drawing.endChain(level: drawing.levelID(level), element: Int32(drawing.chainCount))
    }

    mutating func text(_ level: String, _ text: String, _ x: Double, _ y: Double, height: Double = 1, angle: Double = 0)
    {
        var drawn = DrawnText(
            x: x0 + x, y: y0 + y, level: drawing.levelID(level), element: Int32(drawing.texts.count),
            heightMetres: height, angleRadians: angle, justification: .centre)
        drawn.widthMetres = Double(text.count) * height * 0.6
        drawing.addText(drawn, bytes: Array(text.utf8))
    }

    /// A label around its fraction line.
    mutating func label(_ number: String, _ area: String, _ use: String?, _ x: Double, _ y: Double, height: Double = 1)
    {
        text("13", number, x, y + 0.8 * height, height: height)
        text("4", area, x, y - 0.8 * height, height: height)
        line("13", (x - 1.5 * height, y), (x + 1.5 * height, y))
        if let use { text("2", use, x + 3 * height, y, height: height) }
    }

    mutating func frame(sheet: String, _ width: Double, _ height: Double) {
        line("63", (-5, -5), (width + 5, -5), (width + 5, height + 5), (-5, height + 5), (-5, -5))
        text("63", "Tờ bản đồ số \(sheet)", width / 2, height + 3)
        text("63", "Tỷ lệ 1:500", width / 2, -3)
    }
}

@Suite("Drawings to parcels")
struct DrawnMapTests {
    private func built(_ sketches: Sketch..., options: DrawnMapOptions = DrawnMapOptions()) throws -> DrawnMap {
        try DrawnMap(sketches.map(\.drawing), options: options)
    }

    private func numbers(_ map: DrawnMap) -> [String?] {
        (0..<map.columns.count).map { map.columns.texts[map.columns.number[$0]] }
    }

    /// Two lots of 10 x 10 m, the street line above them on level 23.
    private func twoLots() -> Sketch {
        var sketch = Sketch()
        sketch.frame(sheet: "12", 20, 10)
        sketch.line("10", (0, 10), (0, 0), (20, 0), (20, 10))
        sketch.line("23", (0, 10), (20, 10))
        sketch.line("10", (10, 0), (10, 10))
        return sketch
    }

    @Test func `lots get number, area and code, and the sheet its number and scale from the title`() throws {
        var sketch = twoLots()
        sketch.label("2", "100,0", "ODT", 5, 5)
        sketch.label("1", "100,0", "ODT+CLN", 15, 5)
        let map = try built(sketch)
        #expect(numbers(map) == ["1", "2"])
        #expect(map.columns.storedArea == [100, 100])
        #expect(map.columns.texts[map.columns.landUse[0]] == "ODT+CLN")
        #expect(map.sheets[0].number == "12" && map.sheets[0].scale == 500)
        #expect(map.faults.isEmpty)
        #expect(map.labelTexts == ["1 100,0 ODT+CLN", "2 100,0 ODT"])
        #expect(map.levels == ["10;23", "10;23"])
    }

    @Test func `labels that reach into the neighbour still find their lots`() throws {
        // Lots 2.4 m wide: areas and codes stand across the lines.
        var sketch = Sketch()
        sketch.line("10", (0, 0), (9.6, 0), (9.6, 12), (0, 12), (0, 0))
        for i in 1...3 { sketch.line("10", (2.4 * Double(i), 0), (2.4 * Double(i), 12)) }
        for i in 0..<4 {
            let x = 1.2 + 2.4 * Double(i)
            let y = 3 + 2 * Double(i)
            sketch.text("13", "\(i + 1)", x, y + 0.7)
            // The middle of every second area lies in the next lot.
            sketch.text("4", "28,8", x + (i % 2 == 0 ? 1.3 : 0), y - 0.7)
        }
        let map = try built(sketch)
        #expect(numbers(map) == ["1", "2", "3", "4"])
        #expect(map.columns.storedArea == [28.8, 28.8, 28.8, 28.8])
        #expect(map.faults.isEmpty)
    }

    @Test func `a leader line says where a label outside belongs`() throws {
        var sketch = Sketch()
        sketch.line("10", (0, 0), (1, 0), (1, 12), (0, 12), (0, 0))
        sketch.line("10", (1, 0), (11, 0), (11, 12), (1, 12))
        sketch.label("2", "120,0", "ODT", 6, 3)
        // The narrow lot's label stands above, outside of everything.
        sketch.label("1", "12,0", nil, 4, 16)
        sketch.line("13", (2.5, 16), (0.5, 9))
        let map = try built(sketch)
        #expect(numbers(map) == ["1", "2"])
        #expect(map.columns.storedArea == [12, 120])
        #expect(map.faults.isEmpty)
    }

    @Test func `a text of several lines is a whole label, and a rotated one too`() throws {
        var sketch = twoLots()
        sketch.text("13", "7\n100,0\nODT", 5, 5, height: 0.8)
        sketch.text("13", "8", 14.4, 5, height: 0.8, angle: .pi / 2)
        sketch.text("4", "100,0", 15.6, 5, height: 0.8, angle: .pi / 2)
        let map = try built(sketch)
        #expect(numbers(map) == ["7", "8"])
        #expect(map.columns.storedArea == [100, 100])
        #expect(map.faults.isEmpty)
    }

    @Test func `two whole numbers on one level are number over area`() throws {
        var sketch = twoLots()
        for (i, x) in [5.0, 15.0].enumerated() {
            sketch.text("13", "\(i + 1)", x, 5.8)
            sketch.text("13", "100", x, 4.2)
        }
        let map = try built(sketch)
        #expect(numbers(map) == ["1", "2"])
        #expect(map.columns.storedArea == [100, 100])
        #expect(map.faults.isEmpty)
    }

    @Test func `what labels lack is told, each once`() throws {
        var sketch = Sketch()
        sketch.line("10", (0, 0), (50, 0), (50, 10), (0, 10), (0, 0))
        for i in 1...4 { sketch.line("10", (10 * Double(i), 0), (10 * Double(i), 10)) }
        sketch.label("1", "100,0", "ODT", 5, 5)
        sketch.label("2", "104,3", "ODT", 15, 5)  // wrong area
        sketch.label("3", "100,0", "ODT", 24, 8, height: 0.5)  // two labels
        sketch.label("4", "100,0", "ODT", 26, 2, height: 0.5)
        sketch.text("13", "¤¤", 35, 5)  // not to be read, and so the lot has no number
        sketch.label("6", "100,0", "ODT", 45, 5)
        sketch.label("9", "77,0", "ODT", 60, 30)  // in no lot
        let map = try built(sketch)
        let kinds = map.faults.map { String("\($0.kind)".prefix { $0 != "(" }) }.sorted()
        // The lot with the text that cannot be read is not said to have none besides.
        #expect(kinds == ["labelArea", "orphanLabel", "severalLabels", "unreadableLabel"])
        #expect(Set(numbers(map)) == ["1", "2", "6", nil])
        let area = map.faults.compactMap { fault -> (Double, Double, Double)? in
            if case .labelArea(let label, let drawn, let limit) = fault.kind { (label, drawn, limit) } else { nil }
        }
        #expect(area.map { [$0.0, $0.1] } == [[104.3, 100]])
    }

    @Test func `a large face without a label is a street, a small one a parcel whose label was forgotten`() throws {
        var sketch = Sketch()
        sketch.line("10", (0, 0), (30, 0), (30, 40), (0, 40), (0, 0))
        sketch.line("10", (10, 0), (10, 10))
        sketch.line("10", (20, 0), (20, 10))
        sketch.line("23", (0, 10), (30, 10))
        sketch.label("1", "100,0", "ODT", 5, 5)
        sketch.label("2", "100,0", "ODT", 15, 5)
        let map = try built(sketch)
        #expect(map.columns.count == 3)
        #expect(map.sheets[0].groundFaces == 1)
        #expect(map.faults.count == 1)
    }

    @Test func `texts piled on one place are counted and do not hold the work up`() throws {
        var sketch = twoLots()
        sketch.label("1", "100,0", nil, 5, 5)
        for _ in 0..<200_000 { sketch.text("13", "2", 15, 5) }
        let map = try built(sketch)
        #expect(map.columns.count == 2)
        #expect(
            map.faults.contains {
                if case .piledTexts(let count) = $0.kind { count == 200_000 - 16 } else { false }
            })
    }

    @Test func `sheets side by side fit, and a shifted one is told with its vector`() throws {
        func sheet(_ column: Int, shift: (Double, Double) = (0, 0)) -> Sketch {
            var sketch = Sketch("to_\(column + 1).dgn", x: 588_000 + 60 * Double(column), y: 2_326_000)
            sketch.frame(sheet: "\(column + 1)", 60, 150)
            // Rows of different heights, so that the corners on the edge are many.
            var y = 0.0
            for row in 0..<30 {
                let next = y + 4 + Double(row % 3) * 0.5
                sketch.line(
                    "10", (shift.0, y + shift.1), (60 + shift.0, y + shift.1), (60 + shift.0, next + shift.1),
                    (shift.0, next + shift.1), (shift.0, y + shift.1))
                sketch.text("13", "\(row + 1)", 30, (y + next) / 2)
                y = next
            }
            return sketch
        }
        let straight = try built(sheet(0), sheet(1), sheet(2))
        #expect(straight.faults.isEmpty)
        #expect(straight.sheets.allSatisfy { $0.residual?.largest == 0 })
        let shifted = try built(sheet(0), sheet(1, shift: (0.3, -0.1)), sheet(2))
        let shifts = shifted.faults.compactMap { fault -> [Double]? in
            if case .shiftedSheet(let dx, let dy, _, _) = fault.kind { [Double(fault.sheet), dx, dy] } else { nil }
        }
        #expect(shifts.count == 1)
        #expect(shifts.first.map { $0[0] == 1 && abs($0[1] + 0.3) < 1e-9 && abs($0[2] - 0.1) < 1e-9 } == true)
        #expect(shifted.faults.count == 1)
    }

    @Test func `a corner that misses its counterpart on the next sheet is told with the distance`() throws {
        func sheet(_ column: Int, off: Double) -> Sketch {
            var sketch = Sketch("to_\(column + 1).dgn", x: 588_000 + 20 * Double(column), y: 2_326_000)
            sketch.line("10", (0, 0), (20, 0), (20 + (column == 0 ? off : 0), 10), (0, 10), (0, 0))
            sketch.text("13", "1", 10, 5)
            return sketch
        }
        let map = try built(sheet(0, off: 0.04), sheet(1, off: 0))
        #expect(map.faults.count == 1)
        if case .sheetEdge(let distance, let other)? = map.faults.first?.kind {
            #expect(abs(distance - 0.04) < 1e-9 && other == "2")
        } else {
            Issue.record("no edge of a sheet among the faults")
        }
    }

    @Test func `a parcel cut by a sheet's edge is joined when number, area and edge agree, and only then`() throws {
        func sheet(_ column: Int, number: String, area: String) -> Sketch {
            var sketch = Sketch("to_\(column + 1).dgn", x: 588_000 + 20 * Double(column), y: 2_326_000)
            sketch.line("10", (0, 0), (20, 0), (20, 10), (0, 10), (0, 0))
            sketch.label(number, area, "ODT", 10, 5)
            return sketch
        }
        let joined = try built(sheet(0, number: "7", area: "400,0"), sheet(1, number: "7", area: "400,0"))
        #expect(joined.columns.count == 1 && joined.joinedParcels == 1)
        #expect(joined.faults.isEmpty)
        #expect(joined.coverage.doubledAreas == [Int128(400 * 2) * 100_000_000])
        // Two parcels of 200 m2 that happen to have one number on their sheets.
        let apart = try built(sheet(0, number: "7", area: "200,0"), sheet(1, number: "7", area: "200,0"))
        #expect(apart.columns.count == 2 && apart.joinedParcels == 0)
        let other = try built(sheet(0, number: "7", area: "400,0"), sheet(1, number: "8", area: "400,0"))
        #expect(other.columns.count == 2)
    }

    @Test(arguments: [
        (0.001, 0.0, 0.0, "kilometre"), (1000, 0, 0, "millimetre"), (1, -500_000, -1_000_000, "origin is missing"),
        (1, 500_000, 1_000_000, "counted twice"),
    ])
    func `a drawing that would lie in Hanoi but for its unit or origin is told so`(
        factor: Double, dx: Double, dy: Double, expected: String
    ) throws {
        var drawing = Drawing(source: "a.dgn", format: .dgn7)
        for (x, y) in [(0.0, 0.0), (9, 0), (9, 9), (0, 0)] {
            drawing.addVertex((588_000 + x) * factor + dx, (2_326_000 + y) * factor + dy)
        }
        drawing.endChain(level: drawing.levelID("10"), element: 0)
        let error = #expect(throws: ReadingError.self) { try DrawnMap([drawing], options: DrawnMapOptions()) }
        #expect(error?.description.contains(expected) == true)
    }

    @Test func `levels can be said, and a drawing without boundary lines says which levels it has`() throws {
        var sketch = Sketch()
        sketch.line("RANH", (0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
        sketch.text("NHAN", "12/100,0", 5, 5)
        let error = #expect(throws: ReadingError.self) { try built(sketch) }
        #expect(error?.description.contains("RANH, NHAN") == true)
        var options = DrawnMapOptions()
        options.levels.boundary = ["RANH"]
        options.levels.label = ["NHAN"]
        let map = try built(sketch, options: options)
        #expect(numbers(map) == ["12"] && map.columns.storedArea == [100])
    }

    @Test func `a line far from all others is refused by its element, and the grid stays as fine as ever`() throws {
        var sketch = twoLots()
        sketch.line("10", (0, 0), (3_000_000, 0))
        let error = #expect(throws: ReadingError.self) { try built(sketch) }
        #expect(error?.description.contains("element 4 on level 10") == true)
        #expect(try built(twoLots()).coverage.grid.stepMetres == 0.0001)
    }

    @Test func `one lane and several give the same`() throws {
        var sketches: [Sketch] = []
        for column in 0..<6 {
            var sketch = twoLots()
            sketch.drawing.source = "to_\(column).dgn"
            sketch.label("1", "100,0", "ODT", 5, 5)
            sketches.append(sketch)
        }
        var options = DrawnMapOptions()
        let one = try DrawnMap(sketches.map(\.drawing), options: options)
        options.lanes = 4
        let four = try DrawnMap(sketches.map(\.drawing), options: options)
        #expect(one.coverage.rings.points == four.coverage.rings.points)
        #expect(one.labelTexts == four.labelTexts && one.faults.count == four.faults.count)
    }
}
