import Foundation
import GDALKit
import Testing

@testable import MapReading

/// A DXF file of entities, each given by its groups: code, value, code, value...
private struct DXFText {
    var codePage = "ANSI_1252"
    var layers: [(name: String, flags: Int, color: Int)] = []
    /// Style name and font.
    var styles: [(name: String, font: String)] = []
    var blocks: [(name: String, entities: [[Any]])] = []
    var entities: [[Any]] = []
    var hasEnd = true

    var text: String {
        var lines: [String] = []
        func put(_ groups: [Any]) { lines += groups.map { "\($0)" } }
        put([0, "SECTION", 2, "HEADER", 9, "$ACADVER", 1, "AC1015", 9, "$DWGCODEPAGE", 3, codePage])
        put([9, "$INSUNITS", 70, 4, 0, "ENDSEC", 0, "SECTION", 2, "TABLES", 0, "TABLE", 2, "LAYER", 70, layers.count])
        for layer in layers {
            put([0, "LAYER", 2, layer.name, 70, layer.flags, 62, layer.color, 6, "CONTINUOUS"])
        }
        put([0, "ENDTAB", 0, "TABLE", 2, "STYLE", 70, styles.count])
        for style in styles {
            put([0, "STYLE", 2, style.name, 70, 0, 40, 0.0, 41, 1.0, 50, 0.0, 71, 0, 42, 1.0, 3, "a.ttf", 4, ""])
            put([1001, "ACAD", 1000, style.font, 1071, 34])
        }
        put([0, "ENDTAB", 0, "ENDSEC", 0, "SECTION", 2, "BLOCKS"])
        for block in blocks {
            put([0, "BLOCK", 8, "0", 2, block.name, 70, 0, 10, 0.0, 20, 0.0, 3, block.name])
            for entity in block.entities { put(entity) }
            put([0, "ENDBLK"])
        }
        put([0, "ENDSEC", 0, "SECTION", 2, "ENTITIES"])
        for entity in entities { put(entity) }
        put([0, "ENDSEC"])
        if hasEnd { put([0, "EOF"]) }
        return lines.joined(separator: "\n") + "\n"
    }
}

@Suite("Drawings in DXF and in layers")
struct FeatureDrawingTests {
    private let folder = TemporaryFolder()
    private let x0 = 588_000.0
    private let y0 = 2_326_000.0

    private func read(_ dxf: DXFText) throws -> Drawing {
        try DrawingReader().read(folder.file("a.dxf", holding: dxf.text))
    }

    private func words(_ drawing: Drawing) -> [String] {
        drawing.texts.map { String(decoding: drawing.bytes(of: $0), as: UTF8.self) }
    }

    @Test func `lines, closed polylines, points and blocks come at their layers`() throws {
        var dxf = DXFText()
        dxf.blocks = [
            (
                "NHAN",
                [
                    [0, "LINE", 8, "13", 10, 0, 20, 0, 11, 4, 21, 0],
                    [0, "TEXT", 8, "4", 10, 1, 20, 1, 40, 2, 1, "81,5"],
                ]
            )
        ]
        dxf.entities = [
            [0, "LINE", 8, "10", 10, x0, 20, y0, 11, x0 + 10, 21, y0],
            [0, "LWPOLYLINE", 100, "AcDbEntity", 8, "RANH_THUA", 100, "AcDbPolyline", 90, 3, 70, 1]
                + [10, x0, 20, y0, 10, x0 + 5, 20, y0, 10, x0, 20, y0 + 5],
            [0, "POINT", 8, "11", 10, x0 + 1, 20, y0 + 2],
            [0, "INSERT", 8, "10", 2, "NHAN", 10, x0, 20, y0, 41, 1, 42, 1, 50, 90],
        ]
        let drawing = try read(dxf)
        #expect(drawing.format == .dxf && drawing.byteCount == drawing.bytesRead)
        #expect(
            (0..<drawing.chainCount).map { drawing.levels[Int(drawing.chainLevel[$0])] } == ["10", "RANH_THUA", "13"])
        #expect(drawing.isClosed(chain: 1) && !drawing.isClosed(chain: 0))
        #expect(drawing.points.map { [$0.x - x0, $0.y - y0] } == [[1, 2]])
        // The block is turned by a quarter.
        let turned = chains(drawing)[2]
        #expect(abs(turned[1].x - x0) < 1e-6 && abs(turned[1].y - y0 - 4) < 1e-6)
        #expect(words(drawing) == ["81,5"] && drawing.levels[Int(drawing.texts[0].level)] == "4")
        #expect(abs(drawing.texts[0].angleRadians - .pi / 2) < 1e-9)
    }

    @Test func `arcs and bulges are chords within the tolerance that is stated`() throws {
        var dxf = DXFText()
        for radius in [3.0, 40, 70, 150, 900] {
            dxf.entities.append([0, "ARC", 100, "AcDbEntity", 8, "10", 100, "AcDbCircle", 10, x0, 20, y0, 40, radius])
            dxf.entities[dxf.entities.count - 1] += [100, "AcDbArc", 50, 10, 51, 100]
        }
        // A half circle.
        dxf.entities.append([0, "LWPOLYLINE", 8, "10", 90, 2, 70, 0, 10, x0 - 60, 20, y0, 42, 1, 10, x0 + 60, 20, y0])
        let drawing = try read(dxf)
        for (line, radius) in zip(chains(drawing), [3.0, 40, 70, 150, 900, 60]) {
            for (a, b) in zip(line, line.dropFirst()) {
                let middle = (a + b) / 2 - SIMD2(x0, y0)
                #expect(radius - (middle.x * middle.x + middle.y * middle.y).squareRoot() < 0.003, "\(radius)")
            }
        }
        #expect(drawing.notes == [.curvesStroked(count: 5, toleranceMetres: 0.003)])
    }

    @Test func `texts keep their font, size, place and letters`() throws {
        var dxf = DXFText()
        dxf.styles = [("NHAN", ".VnArial")]
        dxf.entities = [
            [0, "TEXT", 8, "13", 10, x0, 20, y0, 40, 1.5, 1, "th\\U+1EEDa \"12\", a:9", 50, 30, 7, "NHAN", 72, 1]
                + [11, x0 + 3, 21, y0 + 4, 73, 2],
            [0, "MTEXT", 8, "4", 10, x0, 20, y0, 40, 3, 71, 5, 1, "{\\fVNI-Times|b0;123\\P245,8}"],
        ]
        let drawing = try read(dxf)
        #expect(words(drawing) == ["thửa \"12\", a:9", "123", "245,8"])
        let text = drawing.texts[0]
        #expect(text.justification == .centre && abs(text.x - x0 - 3) < 1e-3 && abs(text.y - y0 - 4) < 1e-3)
        #expect(text.heightMetres == 1.5 && abs(text.angleRadians - .pi / 6) < 1e-9 && text.group == -1)
        #expect(drawing.font(of: text)?.name == ".VnArial" && text.isUnicode && drawing.textsAreUnicode)
        // The lines of a paragraph stand above each other around its middle.
        #expect(drawing.texts[1].group == drawing.texts[2].group && drawing.texts[1].group >= 0)
        #expect(abs(drawing.texts[1].y - y0 - 2.5) < 1e-6 && abs(drawing.texts[2].y - y0 + 2.5) < 1e-6)
    }

    @Test func `bytes of an old font come as the code page reads them`() throws {
        var dxf = DXFText()
        dxf.entities = [[0, "TEXT", 8, "13", 10, x0, 20, y0, 40, 1.5, 1, "TEXT-HERE"]]
        var bytes = Array(dxf.text.utf8)
        let at = try #require(bytes.firstRange(of: Array("TEXT-HERE".utf8)))
        bytes.replaceSubrange(at, with: Array("th".utf8) + [0xF6, 0x61])
        let path = folder.file("old.dxf")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let drawing = try DrawingReader().read(path)
        #expect(words(drawing) == ["thöa"] && drawing.codePage == "ANSI_1252")
    }

    @Test func `what is hidden, on paper or filled is not used, and is said`() throws {
        var dxf = DXFText()
        dxf.layers = [("TAT", 0, -2), ("DONG", 1, 3), ("10", 0, 1)]
        dxf.entities = [
            [0, "LINE", 8, "TAT", 10, 0, 20, 0, 11, 9, 21, 9], [0, "LINE", 8, "DONG", 10, 0, 20, 0, 11, 9, 21, 9],
            [0, "LINE", 8, "10", 67, 1, 10, 0, 20, 0, 11, 9, 21, 9],
            [0, "LINE", 8, "10", 10, 0, 20, 0, 11, 9, 21, 9],
            [0, "HATCH", 8, "10", 10, 0, 20, 0, 30, 0, 2, "SOLID", 70, 1, 71, 0, 91, 1, 92, 2, 72, 0, 73, 1, 93, 3]
                + [10, 0, 20, 0, 10, 1, 20, 0, 10, 1, 20, 1, 97, 0, 75, 0, 76, 1, 98, 0],
        ]
        let drawing = try read(dxf)
        #expect(drawing.chainCount == 1)
        #expect(
            drawing.notes == [
                .hiddenIgnored(layers: ["DONG", "TAT", "paper space"], count: 3), .hatchesIgnored(count: 1),
            ])
    }

    @Test func `a DXF that is cut off is refused, and a block in itself ends`() throws {
        var dxf = DXFText()
        dxf.entities = [[0, "LINE", 8, "10", 10, 0, 20, 0, 11, 9, 21, 9]]
        dxf.hasEnd = false
        let error = try #require(throws: ReadingError.self) { try read(dxf) }
        #expect(error.exitCode == 65 && error.description.contains("cut off"))
        dxf.hasEnd = true
        dxf.blocks = [("A", [[0, "INSERT", 8, "0", 2, "A", 10, 0, 20, 0]])]
        dxf.entities.append([0, "INSERT", 8, "0", 2, "A", 10, 0, 20, 0])
        #expect(try read(dxf).chainCount == 1)
    }

    @Test func `what is nowhere on Earth is counted and not used`() throws {
        var dxf = DXFText()
        dxf.entities = [
            [0, "LINE", 8, "10", 10, 0, 20, 0, 11, 1e200, 21, 9], [0, "TEXT", 8, "13", 10, 1e9, 20, 0, 40, 1, 1, "7"],
            [0, "LINE", 8, "10", 10, 0, 20, 0, 11, 9, 21, 9],
        ]
        let drawing = try read(dxf)
        #expect(drawing.chainCount == 1 && drawing.texts.isEmpty)
        #expect(drawing.notes == [.malformed(count: 2, first: 0)])
    }

    @Test func `lines, rings and labels of a layer are a drawing too`() throws {
        let path = folder.file("net.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let lines = try writer.addLayer(
            OutputLayer("ranh", .lineString, fields: [FieldDefinition("Level", .integer)], crs: "EPSG:5897"))
        let labels = try writer.addLayer(
            OutputLayer("nhan", .point, fields: [FieldDefinition("Text", .text)], crs: "EPSG:5897"))
        let line = WKB.header(2, 2) + [x0, y0, x0 + 1, y0].flatMap { WKB.number($0) }
        try writer.write(to: lines, wkb: line, values: [.integer(23)])
        let point = [1] + WKB.number(UInt32(1)) + [x0, y0].flatMap { WKB.number($0) }
        try writer.write(to: labels, wkb: point, values: [.text("số 7")])
        try writer.close()
        let drawing = try DrawingReader().read(path)
        #expect(drawing.format == .layer && drawing.levels == ["23", "nhan"] && words(drawing) == ["số 7"])
        #expect(drawing.statedCRS == "EPSG:5897" && drawing.chainCount == 1)
    }

    @Test func `polygons give their rings, degrees are refused`() throws {
        let path = folder.file("a.geojson")
        let text = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"Text": "x"}, "geometry":
            {"type": "Polygon", "coordinates": [[[0,0],[4,0],[4,4],[0,0]], [[2,1],[3,1],[3,2],[2,1]]]}}]}
            """
        let error = try #require(throws: ReadingError.self) {
            try DrawingReader().read(folder.file("a.geojson", holding: text))
        }
        #expect(error.exitCode == 65 && error.description.contains("degrees"), "\(error)")
        let crs = #"{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:5897"}},"#
        try text.replacing(#"{"type": "FeatureCollection","#, with: crs).write(
            toFile: path, atomically: true, encoding: .utf8)
        let drawing = try DrawingReader().read(path)
        #expect(drawing.chainCount == 2 && drawing.isClosed(chain: 0) && drawing.isClosed(chain: 1))
    }

    @Test func `styles are read with quotes, commas and brackets in the text`() {
        func style<R>(_ text: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
            Array(text.utf8).withUnsafeBytes { body($0) }
        }
        let label = #"LABEL(f:".VnArial",t:"a \"b\", s:9g) c:",p:9,a:123,s:1.23g,dx:7.3g,dy:-10g,c:#000000)"#
        let look = style(label) { LabelStyle($0) }
        #expect(look.fontName == ".VnArial" && look.height == 1.23 && look.angleDegrees == 123)
        #expect(look.offsetX == 7.3 && look.offsetY == -10)
        #expect(look.justification == TextJustification(.right, .top))
        #expect(style("PEN(c:#00ff0000)") { LabelStyle.isHidden($0) })
        #expect(!style("PEN(c:#00ff00)") { LabelStyle.isHidden($0) } && !style("") { LabelStyle.isHidden($0) })
    }
}
