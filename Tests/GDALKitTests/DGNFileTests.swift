import Foundation
import Testing

@testable import GDALKit

/// What a test keeps of an element.
private struct Kept: Equatable {
    var type: DGNElementType
    var level: Int
    var isPart = false
    var xy: [Double] = []
    var text = ""
}

@Suite("DGN V7 files")
struct DGNFileTests {
    private let folder = TemporaryFolder()

    private func elements(_ path: String) throws -> (kept: [Kept], reach: DGNReach) {
        let file = try DGNFile(opening: path)
        var kept: [Kept] = []
        let reach = file.forEachElement { element in
            if element.type.isInvisible { return }
            var one = Kept(type: element.type, level: element.level, isPart: element.isPart)
            let vertices = element.vertices
            for i in 0..<vertices.count / 3 { one.xy += [vertices[3 * i], vertices[3 * i + 1]].map(millimetres) }
            if let text = element.text { one.text = String(decoding: element.bytes[text.bytes], as: UTF8.self) }
            kept.append(one)
        }
        return (kept, reach)
    }

    private func millimetres(_ x: Double) -> Double { (x * 1000).rounded() / 1000 }

    @Test func `lines, strings and shapes come back at their levels, to the millimetre`() throws {
        let path = folder.file("a.dgn")
        var writer = try DGNWriter(creating: path)
        // Cutting off would make .454 and .999 of these.
        let line = [588_154.4554, 2_326_509.0549, 588_160.9996, 2_326_510]
        try writer.addChain(line, level: 10)
        try writer.addChain(line + [588_170, 2_326_515], level: 23)
        let ring = [588_000.0, 2_326_000, 588_010, 2_326_000, 588_010, 2_326_010, 588_000, 2_326_000]
        try writer.addShape(ring, level: 63)
        try writer.close()
        let (kept, reach) = try elements(path)
        #expect(
            kept == [
                Kept(type: .line, level: 10, xy: line.map(millimetres)),
                Kept(type: .lineString, level: 23, xy: line.map(millimetres) + [588_170, 2_326_515]),
                Kept(type: .shape, level: 63, xy: ring),
            ])
        #expect(reach.end == .mark && reach.bytesRead == reach.byteCount - 2)
        #expect(try DGNFile(opening: path).header == .vietnam)
    }

    @Test func `a chain with more vertices than an element holds becomes a complex one`() throws {
        let path = folder.file("long.dgn")
        var writer = try DGNWriter(creating: path)
        let xy = (0..<250).flatMap { [588_000 + Double($0), 2_326_000 + Double($0 % 7)] }
        try writer.addChain(xy, level: 10)
        try writer.addShape(xy + xy[..<2], level: 6)
        try writer.close()
        let kept = try elements(path).kept
        #expect(
            kept.map(\.type) == [
                .complexChain, .lineString, .lineString, .lineString, .complexShape, .lineString, .lineString,
                .lineString,
            ])
        #expect(kept.map(\.isPart) == [false, true, true, true, false, true, true, true])
        #expect(kept[1...3].flatMap { $0.xy.dropLast(2) } + kept[3].xy.suffix(2) == xy)
        let file = try DGNFile(opening: path)
        var ends: [Int] = []
        var last = 0
        _ = file.forEachElement { element in
            if let end = element.partsEnd { ends.append(end) }
            if !element.type.isInvisible, !element.isPart, last > 0 { ends.append(last) }
            if element.isPart { last = element.offset + element.byteCount }
        }
        // The first head says where the second begins.
        #expect(ends.count == 3 && ends[0] == ends[2] && ends[1] == last)
    }

    @Test func `texts keep font, height, angle, justification, bytes and a box of their own`() throws {
        let path = folder.file("text.dgn")
        var writer = try DGNWriter(creating: path)
        let bytes: [UInt8] = Array("th".utf8) + [0xF6, 0x61] + Array(" 12".utf8)
        let text = DGNText(
            font: 160, justification: 7, characterWidth: 0.8, height: 1.5, angle: 0.5, x: 588_100.25, y: 2_326_200.75)
        try writer.addText(bytes, text, level: 13)
        try writer.close()
        let file = try DGNFile(opening: path)
        var found = 0
        _ = file.forEachElement { element in
            guard let read = element.text, let box = element.range else { return }
            found += 1
            #expect(Array(element.bytes[read.bytes]) == bytes)
            #expect(read.font == 160 && read.justification == 7 && element.level == 13)
            #expect(abs(read.height - 1.5) < 1e-5 && abs(read.characterWidth - 0.8) < 1e-5)
            #expect(abs(read.angle - 0.5) < 1e-7)
            #expect(millimetres(read.x) == 588_100.25 && millimetres(read.y) == 2_326_200.75)
            let width = 0.8 * Double(bytes.count)
            #expect(abs(box.maxX - box.minX - (width * cos(0.5) + 1.5 * sin(0.5))) < 0.002)
            #expect(abs(box.maxY - box.minY - (width * sin(0.5) + 1.5 * cos(0.5))) < 0.002)
            #expect(abs(box.minX - (588_100.25 - 1.5 * sin(0.5))) < 0.002 && abs(box.minY - 2_326_200.75) < 0.002)
        }
        #expect(found == 1)
    }

    @Test func `arcs keep centre, axes and angles, clockwise ones too`() throws {
        let path = folder.file("arc.dgn")
        var writer = try DGNWriter(creating: path)
        let arcs = [
            DGNArc(
                x: 588_000.1234, y: 2_326_000, primary: 12.5, secondary: 8, axes: DGNAxes(angle: 0.3), start: 0.4,
                sweep: 1.2),
            DGNArc(x: 588_000, y: 2_326_000, primary: 5, secondary: 5, axes: DGNAxes(angle: 0), start: 2, sweep: -1),
            DGNArc(
                x: 588_000, y: 2_326_000, primary: 5, secondary: 2, axes: DGNAxes(angle: 1), start: 0, sweep: 2 * .pi),
        ]
        for arc in arcs { try writer.addArc(arc, level: 10) }
        try writer.close()
        let file = try DGNFile(opening: path)
        var read: [DGNArc] = []
        _ = file.forEachElement { element in if let arc = element.arc { read.append(arc) } }
        #expect(read.count == arcs.count)
        for (a, b) in zip(read, arcs) {
            #expect(abs(a.x - b.x) < 1e-6 && abs(a.y - b.y) < 1e-6)
            #expect(abs(a.primary - b.primary) < 1e-9 && abs(a.secondary - b.secondary) < 1e-9)
            #expect(abs(a.start - b.start) < 1e-7 && abs(a.sweep - b.sweep) < 1e-7)
            #expect(abs(a.axes.ux - b.axes.ux) < 1e-7 && abs(a.axes.vx - b.axes.vx) < 1e-7)
        }
    }

    @Test func `what the format cannot hold is an error, and nothing is left behind`() throws {
        func refusal(_ write: (inout DGNWriter) throws(GDALError) -> Void) -> String {
            do {
                var writer = try DGNWriter(creating: folder.file("no.dgn"))
                try write(&writer)
                try writer.close()
                return "written"
            } catch {
                return error.description
            }
        }
        let text = DGNText(
            font: 160, justification: 2, characterWidth: 1, height: 1, angle: 0, x: 588_000, y: 2_326_000)
        #expect(refusal { w throws(GDALError) in try w.addChain([0, 0, 3_000_000, 0], level: 10) }.contains("plane"))
        #expect(refusal { w throws(GDALError) in try w.addChain([0, 0, .nan, 0], level: 10) }.contains("plane"))
        #expect(refusal { w throws(GDALError) in try w.addChain([0, 0, 1, 1], level: 64) }.contains("level 64"))
        let long = [UInt8](repeating: 65, count: 256)
        #expect(refusal { w throws(GDALError) in try w.addText(long, text, level: 1) }.contains("256 characters"))
        #expect(refusal { w throws(GDALError) in try w.addText([], text, level: 1) }.contains("0 characters"))
        #expect(folder.contents == [])
    }

    @Test func `an existing file is replaced only when that was said`() throws {
        let path = folder.file("a.dgn", holding: "old")
        #expect(throws: GDALError.self) { _ = try DGNWriter(creating: path) }
        var writer = try DGNWriter(creating: path, replacing: true)
        try writer.addChain([588_000, 2_326_000, 588_001, 2_326_001], level: 10)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        try writer.close()
        #expect(try elements(path).kept.count == 1)
        #expect(folder.contents == ["a.dgn"])
    }

    @Test func `GDAL's own layer of the file finds the same lines`() throws {
        let path = folder.file("a.dgn")
        var writer = try DGNWriter(creating: path)
        try writer.addChain([588_000, 2_326_000, 588_001, 2_326_001, 588_002, 2_326_000], level: 10)
        try writer.close()
        let dataset = try Dataset(opening: path, drivers: ["DGN"])
        let extent = dataset.withLayer(at: 0) { $0.extent() }
        #expect(extent.map { [$0.minX, $0.maxX, $0.maxY].map(millimetres) } == [588_000, 588_002, 2_326_001])
    }

    @Test func `a file that is cut off anywhere says how far it was read`() throws {
        let path = folder.file("whole.dgn")
        var writer = try DGNWriter(creating: path)
        for i in 0..<40 {
            try writer.addChain([588_000, 2_326_000, 588_001 + Double(i), 2_326_001], level: 10)
        }
        try writer.close()
        let whole = try bytes(of: path)
        let cut = folder.file("cut.dgn")
        for length in stride(from: whole.count - 1, to: whole.count - 300, by: -7) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: cut))
            let reach = try elements(cut).reach
            // Between two elements nothing tells but the missing mark.
            #expect(reach.end == (length == reach.bytesRead ? .bare : .cutOff))
        }
        // An end mark in the middle.
        var marked = whole
        let last = try elements(path).reach.bytesRead
        marked.insert(contentsOf: [0xFF, 0xFF], at: last - 52 * 6)
        try marked.write(to: URL(fileURLWithPath: cut))
        let reach = try elements(cut).reach
        #expect(reach.end == .elementsBehind && reach.bytesRead == last - 52 * 6)
    }
}
