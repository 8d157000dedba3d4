import Cadastre
import Foundation
import MapReading
import TestSupport
import Testing

@testable import Publishing

@Suite("Drawings that are written")
struct DrawingWriterTests {
    private let folder: TemporaryFolder
    private let x0 = 588_000.0
    private let y0 = 2_326_000.0

    init() throws { folder = try TemporaryFolder() }

    /// Lines of two and of many vertices, rings, a ring with a hole as two, texts of every kind.
    private var content: DrawingContent {
        var content = DrawingContent()
        func points(_ xy: [(Double, Double)]) -> [(x: Double, y: Double)] { xy.map { (x: x0 + $0.0, y: y0 + $0.1) } }
        content.add(points([(0.0004, 0), (10.0006, 5)]), level: 10)
        content.add(points([(0, 0), (10, 5), (20, 0)]), level: 23)
        content.add(points([(0, 0), (10, 0), (10, 10), (0, 0)]), level: 10)
        content.add(points([(5, 1), (6, 1), (6, 2), (5, 1)]), level: 10)
        let long = (0..<300).map { (Double($0), Double($0 % 11)) }
        content.add(points(long), level: 32)
        content.add(points(long + [(0, 0)]), level: 63)
        let justifications: [TextJustification] = [.bottomLeft, .centre, TextJustification(.right, .top)]
        for (k, justification) in justifications.enumerated() {
            content.add(
                DrawingText(
                    "thửa đất số \(k)", x: x0 + Double(k), y: y0 + 7, level: 13, heightMetres: 2,
                    angleRadians: Double(k) * 0.4, justification: justification))
        }
        content.add(DrawingText("TỜ BẢN ĐỒ SỐ 5", x: x0, y: y0 + 50, level: 63, heightMetres: 4))
        content.add(DrawingText("245,8", x: x0, y: y0, level: 4, heightMetres: 1.5))
        return content
    }

    private func expect(_ read: Drawing, isLike content: DrawingContent) {
        #expect(read.chainCount == content.chainCount)
        for c in 0..<min(read.chainCount, content.chainCount) {
            #expect(read.levels[Int(read.chainLevel[c])] == String(content.chainLevel[c]))
            let (a, b) = (read.vertices(ofChain: c), content.vertices(ofChain: c))
            #expect(a.count == b.count && read.isClosed(chain: c) == content.isClosed(chain: c))
            for (i, j) in zip(a, b) {
                // To the nearest millimetre.
                #expect(abs(read.xs[i] - (content.xs[j] * 1000).rounded() / 1000) < 1e-6)
                #expect(abs(read.ys[i] - (content.ys[j] * 1000).rounded() / 1000) < 1e-6)
            }
        }
        #expect(read.texts.count == content.texts.count)
        for (a, b) in zip(read.texts, content.texts) {
            #expect(read.levels[Int(a.level)] == String(b.level) && a.justification == b.justification)
            #expect(abs(a.x - b.x) < 0.004 && abs(a.y - b.y) < 0.004, "\(b.text)")
            #expect(abs(a.heightMetres - b.heightMetres) < 1e-4)
            // GDAL tells angles of DXF texts to three digits.
            #expect(abs(a.angleRadians - b.angleRadians) < (read.format == .dxf ? 0.001 : 1e-6))
        }
    }

    @Test func `a DGN comes back element by element, with its texts in TCVN3`() throws {
        let path = folder.path("a.dgn")
        try DrawingWriter.write(content, to: path, as: .dgn7, lettering: .tcvn3)
        let read = try DrawingReader().read(path)
        expect(read, isLike: content)
        #expect(read.notes.isEmpty)
        let texts = zip(read.texts, content.texts)
        for (a, b) in texts {
            let isCapital = b.text.contains("TỜ")
            #expect(read.font(of: a)?.number == (isCapital ? 161 : 160))
            let encoding: ByteEncoding = isCapital ? .tcvn3Capitals : .tcvn3
            #expect(encoding.decode(read.bytes(of: a)) == b.text)
        }
    }

    @Test func `a DXF comes back element by element, with its texts in Unicode`() throws {
        let path = folder.path("a.dxf")
        try DrawingWriter.write(content, to: path, as: .dxf, lettering: .unicode)
        let read = try DrawingReader().read(path)
        expect(read, isLike: content)
        #expect(read.texts.map { String(decoding: read.bytes(of: $0), as: UTF8.self) } == content.texts.map(\.text))
        #expect(read.font(of: read.texts[0])?.name == "Arial" && read.notes.isEmpty)
        #expect(try Data(contentsOf: URL(filePath: path)).allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [DrawingFormat.dgn7, .dxf])
    func `equal content makes equal bytes, and no file is replaced unasked`(format: DrawingFormat) throws {
        let (first, second) = (folder.path("1.\(format.rawValue)"), folder.path("2.\(format.rawValue)"))
        for path in [first, second] { try DrawingWriter.write(content, to: path, as: format, lettering: .vni) }
        #expect(try Data(contentsOf: URL(filePath: first)) == Data(contentsOf: URL(filePath: second)))
        let error = try #require(throws: OutputError.self) {
            try DrawingWriter.write(content, to: first, as: format, lettering: .vni)
        }
        #expect(error.cause == .cannotCreate)
        try DrawingWriter.write(DrawingContent(), to: first, as: format, lettering: .vni, overwrite: true)
        #expect(try DrawingReader().read(first).chainCount == 0)
        #expect(folder.names.count == 2)
    }

    @Test func `what a V7 file cannot hold is unusable data, and nothing is left behind`() throws {
        var far = DrawingContent()
        far.add([(x: 0, y: 0), (x: 5_000_000, y: 0)], level: 10)
        var toned = DrawingContent()
        toned.add(DrawingText("Ấp 3", x: x0, y: y0, level: 13, heightMetres: 2))
        var long = DrawingContent()
        long.add(DrawingText(String(repeating: "a", count: 256), x: x0, y: y0, level: 13, heightMetres: 2))
        for (content, words) in [(far, "plane"), (toned, "Ấp 3"), (long, "256")] {
            let error = try #require(throws: ReadingError.self) {
                try DrawingWriter.write(content, to: folder.path("a.dgn"), as: .dgn7, lettering: .tcvn3)
            }
            #expect(error.exitCode == 65 && error.description.contains(words))
        }
        #expect(folder.names == [])
    }
}
