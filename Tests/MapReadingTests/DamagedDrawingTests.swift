import Foundation
import GDALKit
import Testing

@testable import MapReading

/// Numbers that are the same on every run.
private struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

@Suite("Drawings that are damaged")
struct DamagedDrawingTests {
    private let folder = TemporaryFolder()

    private func at(_ x: Double, _ y: Double) -> (Double, Double) { (588_000 + x, 2_326_000 + y) }

    /// A file with an element of every sort that is read, and of some that are not.
    private func file(dimension: Int) throws -> DGNBytes {
        var file = try DGNBytes(dimension: dimension)
        let line = file.line(at(0, 0), at(10, 0))
        let string = file.points([at(0, 0), at(5, 5), at(10, 0), at(12, 3), at(14, 1), at(15, 0), at(16, 1)])
        let text = file.text(Array("245,8".utf8), at: at(1, 2), justification: 7, turn: 20)
        let arc = file.arc(at(10, 5), radius: 5, start: -90, sweep: 180)
        file.add(3, level: 10, line)
        for type in [4, 6, 11] { file.add(type, level: 10, string) }
        file.add(17, level: 13, text)
        file.add(16, level: 10, arc)
        file.add(15, level: 10, Array(arc.dropFirst(8)))
        func part(_ type: Int, _ body: [UInt8]) -> [UInt8] { DGNBytes.element(type, level: 10, body, isPart: true) }
        let share = { (value: Double) in DGNBytes.long(Int32(value * Double(Int32.max))) }
        let knots = [0.2, 0.5, 0.7].flatMap(share)
        let weights = (0..<7).flatMap { _ in share(0.5) }
        let spline = DGNBytes.complex(
            27, level: 10, [part(26, knots), part(21, string), part(28, weights)],
            head: [0x42, 0] + DGNBytes.short(7) + DGNBytes.short(3), isPart: true)
        file.addComplex(12, level: 10, [part(3, line), part(16, arc), spline, part(4, string)])
        file.addComplex(14, level: 10, [part(4, string), part(3, line)])
        file.addComplex(7, level: 13, [part(17, text), part(17, text)], head: [UInt8](repeating: 0, count: 46))
        file.addComplex(
            2, level: 0, [part(3, line), part(17, text)], head: [UInt8](repeating: 0, count: 84))
        file.addComplex(34, level: 0, [part(3, line)])
        file.add(35, level: 0, [UInt8](repeating: 0, count: 60))
        file.add(5, level: 9, DGNBytes.short(9) + Array("khu-2.dgn".utf8) + [UInt8](repeating: 0, count: 90))
        return file
    }

    @Test(arguments: [2, 3])
    func `whatever bytes are wrong, a drawing is read or refused with its name`(dimension: Int) throws {
        let path = folder.file("damaged.dgn")
        try file(dimension: dimension).write(to: path)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        // The elements of the drawing stand behind the file's head.
        let head = whole.count - 3000
        var noise = Noise(state: UInt64(dimension))
        var read = 0
        for round in 0..<600 {
            var bytes = whole
            for _ in 0..<[1, 2, 5, 40][round % 4] {
                let place = Int.random(in: (round % 3 == 0 ? 4 : max(head, 1536))..<bytes.count, using: &noise)
                switch round % 5 {
                case 0: bytes[place] = .random(in: 0...255, using: &noise)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
                case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF][round / 5 % 4]
                case 3: bytes.remove(at: place)
                default: bytes.insert(.random(in: 0...255, using: &noise), at: place)
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            do {
                let drawing = try DrawingReader().read(path)
                read += 1
                #expect(drawing.xs.count < 5_000_000)
                #expect((drawing.xs + drawing.ys).allSatisfy { abs($0) < 3e9 })
            } catch {
                #expect(error.description.contains("damaged.dgn") && error.exitCode == 65)
            }
        }
        #expect(read > 100)
    }

    @Test func `any number of texts on one point is read`() throws {
        let path = folder.file("texts.dgn")
        var file = try DGNBytes()
        let text = file.text(Array("12".utf8), at: at(0, 0))
        file.add(17, level: 13, text, copies: 200_000)
        try file.write(to: path)
        let drawing = try DrawingReader().read(path)
        #expect(drawing.texts.count == 200_000 && drawing.textBytes.count == 400_000)
    }
}
