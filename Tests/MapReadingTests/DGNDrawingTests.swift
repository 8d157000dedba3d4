import Foundation
import GDALKit
import Testing

@testable import MapReading

/// The chains of a drawing as points.
func chains(_ drawing: Drawing) -> [[SIMD2<Double>]] {
    (0..<drawing.chainCount).map { c in drawing.vertices(ofChain: c).map { SIMD2(drawing.xs[$0], drawing.ys[$0]) } }
}

@Suite("Drawings in DGN V7")
struct DGNDrawingTests {
    private let folder = TemporaryFolder()
    private let x0 = 588_000.0
    private let y0 = 2_326_000.0

    private func at(_ x: Double, _ y: Double) -> (Double, Double) { (x0 + x, y0 + y) }

    private func read(_ file: DGNBytes, end: [UInt8] = [0xFF, 0xFF]) throws -> Drawing {
        let path = folder.file("a.dgn")
        try file.write(to: path, end: end)
        return try DrawingReader().read(path)
    }

    private func level(_ drawing: Drawing, chain c: Int) -> String { drawing.levels[Int(drawing.chainLevel[c])] }

    private func near(_ a: SIMD2<Double>, _ x: Double, _ y: Double, within tolerance: Double = 1e-6) -> Bool {
        abs(a.x - x0 - x) < tolerance && abs(a.y - y0 - y) < tolerance
    }

    @Test func `lines and shapes are chains at their levels; a line of no length is a point`() throws {
        var file = try DGNBytes()
        file.add(3, level: 10, file.line(at(0, 0), at(10, 0.001)))
        file.add(4, level: 23, file.points([at(0, 0), at(5, 5), at(5, 5), at(10, 0)]))
        // A shape whose last corner is not the first is one nevertheless.
        file.add(6, level: 10, file.points([at(0, 0), at(5, 0), at(5, 5)]))
        file.add(3, level: 11, file.line(at(3, 4), at(3, 4)))
        let drawing = try read(file)
        #expect(drawing.levels == ["10", "23", "11"])
        #expect(chains(drawing).map(\.count) == [2, 3, 4])
        #expect(near(chains(drawing)[0][1], 10, 0.001))
        #expect((0..<3).map { drawing.isClosed(chain: $0) } == [false, false, true])
        #expect(drawing.points.count == 1 && drawing.points[0].x == x0 + 3 && drawing.points[0].level == 2)
        #expect(drawing.bytesRead == drawing.byteCount - 2)
        #expect(drawing.notes.isEmpty && drawing.units.originX == 500_000 && drawing.units.stepMetres == 0.001)
    }

    @Test func `a complex shape is one ring, with its arc as chords within the tolerance`() throws {
        var file = try DGNBytes()
        // A square whose right side is half a circle around (10, 5); the last line runs the other way.
        file.addComplex(
            14, level: 10,
            [
                DGNBytes.element(3, level: 10, file.line(at(0, 0), at(10, 0)), isPart: true),
                DGNBytes.element(16, level: 10, file.arc(at(10, 5), radius: 5, start: -90, sweep: 180), isPart: true),
                DGNBytes.element(4, level: 10, file.points([at(0, 0), at(0, 10), at(10, 10)]), isPart: true),
            ])
        file.add(3, level: 10, file.line(at(50, 0), at(60, 0)))
        let drawing = try read(file)
        let rings = chains(drawing)
        #expect(rings.count == 2 && drawing.isClosed(chain: 0) && !drawing.isClosed(chain: 1))
        let ring = rings[0]
        for (x, y) in [(0.0, 0.0), (10, 0), (10, 10), (0, 10)] {
            #expect(ring.contains { $0 == SIMD2(x0 + x, y0 + y) })
        }
        for (a, b) in zip(ring, ring.dropFirst()) where a.x > x0 + 10 || b.x > x0 + 10 {
            let middle = (a + b) / 2 - SIMD2(x0 + 10, y0 + 5)
            let sagitta = 5 - (middle.x * middle.x + middle.y * middle.y).squareRoot()
            #expect(sagitta > -1e-6 && sagitta < 0.001_001)
        }
        #expect(drawing.notes == [.curvesStroked(count: 1, toleranceMetres: 0.001)])
    }

    @Test func `arcs run clockwise where their sweep is negative, ellipses close`() throws {
        var file = try DGNBytes()
        file.add(16, level: 10, file.arc(at(0, 0), radius: 10, start: 90, sweep: -90))
        file.add(15, level: 10, Array(file.arc(at(0, 0), radius: 10, start: 0, sweep: 0).dropFirst(8)))
        let drawing = try read(file)
        let lines = chains(drawing)
        #expect(near(lines[0][0], 0, 10) && near(lines[0][lines[0].count - 1], 10, 0))
        #expect(lines[0].allSatisfy { $0.x >= x0 - 1e-6 && $0.y >= y0 - 1e-6 })
        #expect(drawing.isClosed(chain: 1))
    }

    @Test func `what is deleted is counted and not used, parts of it too`() throws {
        var file = try DGNBytes()
        file.add(3, level: 10, file.line(at(0, 0), at(1, 0)), isDeleted: true)
        let part = DGNBytes.element(3, level: 10, file.line(at(0, 0), at(2, 0)), isPart: true, isDeleted: true)
        file.addComplex(12, level: 10, [part, part], isDeleted: true)
        file.add(17, level: 13, file.text(Array("12".utf8), at: at(0, 0)), isDeleted: true)
        file.add(3, level: 10, file.line(at(0, 0), at(3, 0)))
        let drawing = try read(file)
        #expect(drawing.chainCount == 1 && drawing.texts.isEmpty)
        #expect(drawing.notes == [.deletedIgnored(count: 5)])
        #expect(drawing.tallies.map(\.deleted).reduce(0, +) == 5)
    }

    @Test func `cells are taken apart at the levels of their parts, patterns are left out`() throws {
        var file = try DGNBytes()
        let parts = [
            DGNBytes.element(3, level: 13, file.line(at(0, 0), at(4, 0)), isPart: true),
            DGNBytes.element(17, level: 13, file.text(Array("12".utf8), at: at(0, 1)), isPart: true),
            DGNBytes.element(17, level: 4, file.text(Array("81,5".utf8), at: at(0, -2)), isPart: true),
        ]
        file.addComplex(2, level: 0, parts, head: [UInt8](repeating: 0, count: 52))
        let stroke = DGNBytes.element(3, level: 10, file.line(at(0, 0), at(9, 9)), isPart: true, class: 1)
        file.addComplex(2, level: 10, [stroke, stroke], head: [UInt8](repeating: 0, count: 52), class: 1)
        file.add(3, level: 10, file.line(at(0, 0), at(8, 8)), class: 1)
        let drawing = try read(file)
        #expect(drawing.chainCount == 1 && level(drawing, chain: 0) == "13")
        #expect(drawing.texts.map { drawing.levels[Int($0.level)] } == ["13", "4"])
        #expect(Set(drawing.texts.map(\.group)).count == 1 && drawing.texts[0].group >= 0)
        #expect(drawing.notes == [.hatchesIgnored(count: 2)])
    }

    @Test func `the texts of a node belong together; others stand alone`() throws {
        var file = try DGNBytes()
        let texts = ["7", "100,2"].map {
            DGNBytes.element(17, level: 13, file.text(Array($0.utf8), at: at(0, 0)), isPart: true)
        }
        file.addComplex(7, level: 13, texts, head: [UInt8](repeating: 0, count: 30))
        file.add(17, level: 13, file.text(Array("8".utf8), at: at(0, 0)))
        let drawing = try read(file)
        #expect(drawing.texts.map { String(decoding: drawing.bytes(of: $0), as: UTF8.self) } == ["7", "100,2", "8"])
        #expect(drawing.texts[0].group == drawing.texts[1].group && drawing.texts[2].group == -1)
    }

    @Test(arguments: [(0, 0.0), (2, 0), (7, 0), (7, 30), (14, 200), (12, 90), (4, 10)])
    func `a text stands where its justification says`(code: Int, turn: Double) throws {
        let path = folder.file("text\(code)-\(Int(turn)).dgn")
        var writer = try DGNWriter(creating: path)
        let angle = turn * .pi / 180
        let text = DGNText(
            font: 160, justification: code, characterWidth: 1.5, height: 2, angle: angle, x: x0, y: y0)
        try writer.addText(Array("1234".utf8), text, level: 13)
        try writer.close()
        let read = try #require(try DrawingReader().read(path).texts.first)
        let across = [0.0, 0, 3, 6, 6][code / 3]
        let upward = [2.0, 1, 0][code % 3]
        #expect(abs(read.x - (x0 + across * cos(angle) - upward * sin(angle))) < 0.003)
        #expect(abs(read.y - (y0 + across * sin(angle) + upward * cos(angle))) < 0.003)
        #expect(abs(read.widthMetres - 6) < 0.003 && abs(read.heightMetres - 2) < 1e-5)
    }

    @Test func `bytes stay as they are; two-byte characters become Unicode where they are Vietnamese`() throws {
        var file = try DGNBytes()
        let tcvn3: [UInt8] = [0x74, 0xF6, 0x61]
        file.add(17, level: 13, file.text(tcvn3 + [0], at: at(0, 0), font: 160))
        file.add(17, level: 13, file.text([0xFF, 0xFD, 0x31, 0, 0x32, 0], at: at(0, 0), font: 3))
        file.add(17, level: 13, file.text([0xFF, 0xFD, 0x74, 0, 0xED, 0x1E, 0x61, 0], at: at(0, 0)))
        file.add(17, level: 13, file.text([0xFF, 0xFD, 0x41, 0xB0], at: at(0, 0)))
        let drawing = try read(file)
        #expect(drawing.texts.map { Array(drawing.bytes(of: $0)) }[..<2] == [tcvn3, [0x31, 0x32]])
        #expect(drawing.texts.map { drawing.font(of: $0)?.number } == [160, 3, 1, 1])
        #expect(String(decoding: drawing.bytes(of: drawing.texts[2]), as: UTF8.self) == "tửa")
        #expect(drawing.texts.map(\.isUnicode) == [false, false, true, false])
        #expect(drawing.notes == [.unreadableTexts(count: 1)])
    }

    @Test func `curves pass through their points`() throws {
        var file = try DGNBytes()
        let xy = [(-2.0, 0.0), (-1, 0), (0, 0), (10, 4), (20, 0), (30, 6), (31, 6), (32, 6)]
        file.add(11, level: 10, file.points(xy.map { at($0.0, $0.1) }))
        let drawing = try read(file)
        let line = try #require(chains(drawing).first)
        #expect(near(line[0], 0, 0) && near(line[line.count - 1], 30, 6))
        for (x, y) in xy[2...5] { #expect(line.contains { near($0, x, y) }) }
        #expect(line.count > 20 && zip(line, line.dropFirst()).allSatisfy { $0.x < $1.x })
    }

    @Test func `heights are left out, and turns in space are seen from above`() throws {
        var file = try DGNBytes(dimension: 3)
        file.add(4, level: 10, file.points([at(0, 0), at(5, 5), at(10, 0)]))
        file.add(17, level: 13, file.text(Array("12".utf8), at: at(1, 2), turn: 30))
        file.add(16, level: 10, file.arc(at(0, 0), radius: 10, start: 0, sweep: 90, turn: 90))
        let drawing = try read(file)
        #expect(drawing.notes.first == .heightsIgnored && drawing.units.dimension == 3)
        #expect(near(chains(drawing)[0][1], 5, 5))
        #expect(abs(drawing.texts[0].angleRadians - .pi / 6) < 1e-8)
        #expect(near(chains(drawing)[1][0], 0, 10, within: 1e-5))
        #expect(near(chains(drawing)[1].last ?? .zero, -10, 0, within: 1e-5))
    }

    @Test func `feet become metres, and a unit that means nothing is taken as metres and said`() throws {
        var file = try DGNBytes()
        file.setUnits("FT", "TH")
        file.add(3, level: 10, file.line(at(0, 0), at(10, 0)))
        let feet = try read(file)
        #expect(feet.notes == [.scaled(unit: "FT", metresPerUnit: 0.3048), .unitsNotNational])
        #expect(abs(feet.xs[0] - x0 * 0.3048) < 1e-6 && abs(feet.xs[1] - feet.xs[0] - 3.048) < 1e-6)
        file.setUnits("qq")
        #expect(try read(file).notes.first == .unitAssumed(name: "qq"))
    }

    @Test func `a head that claims more than the file holds takes nothing that is not its part`() throws {
        var file = try DGNBytes()
        let part = DGNBytes.element(3, level: 10, file.line(at(0, 0), at(1, 0)), isPart: true)
        file.addComplex(12, level: 10, [part], claimedWords: 20_000)
        file.add(3, level: 10, file.line(at(0, 0), at(2, 0)))
        // The library refuses a line string of one point; what follows is read all the same.
        file.add(4, level: 10, DGNBytes.short(1) + file.points([at(0, 0)]))
        file.add(3, level: 10, file.line(at(0, 0), at(3, 0)))
        let drawing = try read(file)
        #expect(chains(drawing).map { $0[1].x - x0 } == [1, 2, 3])
        #expect(
            drawing.notes.contains { if case .malformed(let count, _) = $0 { count >= 2 } else { false } },
            "\(drawing.notes)")
    }

    @Test func `what draws something and is not read is counted by its sort`() throws {
        var file = try DGNBytes()
        file.add(33, level: 5, [UInt8](repeating: 0, count: 60))
        file.add(35, level: 5, [UInt8](repeating: 0, count: 60))
        file.add(35, level: 5, [UInt8](repeating: 0, count: 60))
        file.add(5, level: 9, DGNBytes.short(9) + Array("khu-2.dgn".utf8) + [UInt8](repeating: 0, count: 90))
        let drawing = try read(file)
        #expect(
            drawing.notes == [
                .referenceNotRead(file: "khu-2.dgn"), .notRead(element: "dimension", count: 1),
                .notRead(element: "shared cell", count: 2),
            ])
        #expect(drawing.readingNotes.allSatisfy { !$0.english.isEmpty && !$0.vietnamese.isEmpty })
    }

    @Test func `a file that is cut off is refused with how far it was read`() throws {
        var file = try DGNBytes()
        for i in 0..<10 { file.add(3, level: 10, file.line(at(0, 0), at(Double(i + 1), 0))) }
        let path = folder.file("cut.dgn")
        try file.write(to: path, end: [0x0A, 0x03, 0x18, 0x00, 0, 0, 0, 0])
        let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
        let error = try #require(throws: ReadingError.self) { try DrawingReader().read(path) }
        #expect(error.exitCode == 65 && error.description.contains("only \(size - 8) of \(size) bytes"), "\(error)")
        #expect(try read(file, end: []).notes == [.endMarkMissing])
        #expect(try read(file, end: [0xFF, 0xFF] + [UInt8](repeating: 0, count: 400)).chainCount == 10)
    }

    @Test(arguments: [
        (Array("".utf8), "empty"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "V7 DGN"),
        (Array("<?xml version='1.0'?><a/>".utf8), "XML"), (Array("PK\u{3}\u{4}".utf8), "zip"),
        ([0x08, 0x05, 0x17, 0x00, 0, 0], "cell library"), ([UInt8](repeating: 0, count: 600), "zeros"),
        (Array("AC1032\0\0".utf8), "AutoCAD 2018 (AC1032)"), (Array("AC1018\0\0".utf8), "AutoCAD 2004 (AC1018)"),
        (Array("AutoCAD Binary DXF\r\n".utf8), "ASCII DXF"), ([0x08, 0x09, 0xFE, 0x02, 0, 0], "header"),
    ])
    func `a file that is something else than a drawing is refused for what it is`(
        contents: [UInt8], words: String
    ) throws {
        let path = folder.file("b.dgn")
        try Data(contents).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: ReadingError.self) { try DrawingReader().read(path) }
        #expect(error.exitCode == 65 && error.description.contains(words), "\(error)")
        let missing = try #require(throws: ReadingError.self) { try DrawingReader().read(folder.file("no.dgn")) }
        #expect(missing.exitCode == 66)
    }
}

@Suite("Splines")
struct SplineTests {
    @Test func `a spline of order 2 is its poles, one of a full weight circle stays on the circle`() throws {
        let line = try #require(
            SplineCurve(order: 2, isClosed: false, xs: [0, 4, 4], ys: [0, 0, 3], inner: nil, weights: nil))
        #expect(line.point(0) == (0, 0) && line.point(0.5) == (4, 0) && line.point(1) == (4, 3))
        let quarter = try #require(
            SplineCurve(
                order: 3, isClosed: false, xs: [1, 1, 0], ys: [0, 1, 1], inner: nil, weights: [1, 0.5.squareRoot(), 1]))
        for t in stride(from: 0, through: 1, by: 0.125) {
            let p = quarter.point(t)
            #expect(abs(p.x * p.x + p.y * p.y - 1) < 1e-12)
        }
    }

    @Test func `an open cubic begins and ends at its outer poles, a closed one where it began`() throws {
        let xs = [0.0, 1, 4, 6, 9]
        let ys = [0.0, 5, 5, 1, 3]
        let open = try #require(SplineCurve(order: 4, isClosed: false, xs: xs, ys: ys, inner: [0.3], weights: nil))
        #expect(open.point(0) == (0, 0) && open.point(1) == (9, 3) && open.breaks == [0, 0.3, 1])
        let closed = try #require(SplineCurve(order: 4, isClosed: true, xs: xs, ys: ys, inner: nil, weights: nil))
        let (a, b) = (closed.point(0), closed.point(1))
        #expect(abs(a.x - b.x) < 1e-12 && abs(a.y - b.y) < 1e-12 && closed.breaks.count == 6)
        let (before, after) = (closed.point(1 - 1e-6), closed.point(1e-6))
        #expect(abs(before.x - after.x) < 1e-3)
    }

    @Test func `numbers that do not fit together make no spline`() {
        func spline(_ order: Int, inner: [Double]? = nil, weights: [Double]? = nil) -> SplineCurve? {
            SplineCurve(order: order, isClosed: false, xs: [0, 1, 2], ys: [0, 1, 2], inner: inner, weights: weights)
        }
        #expect(spline(3) != nil)
        #expect(spline(4) == nil && spline(3, inner: [0.5]) == nil && spline(3, weights: [1]) == nil)
    }

    @Test func `a B-spline of a drawing is read with its knots and weights, in a complex chain too`() throws {
        let folder = TemporaryFolder()
        var file = try DGNBytes()
        func at(_ x: Double, _ y: Double) -> (Double, Double) { (588_000 + x, 2_326_000 + y) }
        func share(_ value: Double) -> [UInt8] { DGNBytes.long(Int32(value * Double(Int32.max))) }
        func spline(isPart: Bool) -> [UInt8] {
            DGNBytes.complex(
                27, level: 10,
                [
                    DGNBytes.element(
                        21, level: 10, file.points([at(10, 0), at(10, 10), at(0, 10)]), isPart: true),
                    DGNBytes.element(
                        28, level: 10, share(0.9999) + share(0.9999 * 0.5.squareRoot()) + share(0.9999), isPart: true),
                ], head: [0x41, 0] + DGNBytes.short(3) + DGNBytes.short(0), isPart: isPart)
        }
        file.addComplex(
            12, level: 10,
            [
                DGNBytes.element(3, level: 10, file.line(at(20, 0), at(10, 0)), isPart: true), spline(isPart: true),
                DGNBytes.element(3, level: 10, file.line(at(0, 10), at(0, 20)), isPart: true),
            ])
        let path = folder.file("spline.dgn")
        try file.write(to: path)
        let drawing = try DrawingReader().read(path)
        let lines = chains(drawing)
        #expect(lines.count == 1 && drawing.notes == [.curvesStroked(count: 1, toleranceMetres: 0.001)])
        let inner = lines[0].dropFirst().dropLast().map { $0 - SIMD2(588_000, 2_326_000) }
        #expect(inner.count > 5)
        for p in inner { #expect(abs((p.x * p.x + p.y * p.y).squareRoot() - 10) < 0.0005) }
    }
}
