import Foundation
import TestSupport
import Testing

@testable import CairoKit

/// Two pages with texts, a path and bookmarks.
private func document(_ lettering: Lettering, title: String = "Tờ bản đồ số 14") throws -> [UInt8] {
    var bytes: [UInt8] = []
    var pdf = try PDFDocument(
        DocumentProperties(title: title, creator: "parcelmap", date: "2025-11-10"), lettering: lettering
    ) {
        bytes += $0
        return true
    }
    for page in 1...2 {
        try pdf.addPage(PageSize(width: 297, height: 210), label: "\(page)") { canvas in
            canvas.move(10, 10)
            canvas.line(100, 10)
            canvas.line(100, 80)
            canvas.close()
            canvas.stroke(.black, width: 0.2)
            canvas.text("Phường Cửa Nam, thửa đất số \(page)", x: 20, y: 40, size: 5, .bold)
            canvas.text("245,8", x: 50, y: 60, size: 3, alignment: .centre, angle: 0.5)
            canvas.paragraph("Đường ranh giới giữa hai thửa đất", x: 20, y: 90, width: 40, lines: 3, size: 4)
            canvas.link(toPage: 1, x: 10, y: 10, width: 5, height: 5)
        }
        let sheet = pdf.addBookmark("Tờ số \(page)", page: page)
        _ = pdf.addBookmark("Trang \(page)", page: page, under: sheet)
    }
    try pdf.finish()
    return bytes
}

@Suite("Documents", .serialized)
struct DocumentTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `the text of a PDF can be searched in Vietnamese, and it says what it is`() throws {
        let path = folder.path("a.pdf")
        try Data(try document(Lettering(families: []))).write(to: URL(filePath: path))
        let text = try Tool.run("pdftotext", path, "-")
        #expect(text.contains("Phường Cửa Nam, thửa đất số 2"))
        #expect(text.contains("ranh giới"))
        let info = try Tool.run("pdfinfo", "-isodates", path)
        #expect(info.contains("Tờ bản đồ số 14") && info.contains("2025-11-10T00:00:00Z"))
        #expect(info.contains("Pages:           2") && info.contains("841.89 x 595.276"))
    }

    @Test func `equal content makes equal bytes`() throws {
        #expect(try document(Lettering(families: [])) == document(Lettering(families: ["DejaVu Sans"])))
        let lettering = try Lettering(families: [])
        #expect(try document(lettering) == document(lettering))
    }

    @Test func `what could not be handed on is an error`() throws {
        let lettering = try Lettering(families: [])
        #expect(throws: CairoError.self) { try refusedDocument(lettering) }
    }

    private func refusedDocument(_ lettering: Lettering) throws {
        var pdf = try PDFDocument(
            DocumentProperties(title: "", creator: "", date: "2025-11-10"), lettering: lettering
        ) { _ in false }
        for _ in 0..<2000 {
            try pdf.addPage(PageSize(width: 100, height: 100)) { canvas in
                for i in 0..<300 { canvas.text("chữ \(i)", x: 5, y: Double(i), size: 3) }
            }
        }
        try pdf.finish()
    }

    @Test func `PNG and SVG come of the same drawing`() throws {
        let lettering = try Lettering(families: [])
        func draw(_ canvas: borrowing Canvas) { canvas.text("Thửa đất", x: 10, y: 10, size: 5) }
        var png: [UInt8] = []
        try SinglePage.png(
            PageSize(width: 100, height: 50), dotsPerInch: 100, lettering: lettering,
            to: {
                png += $0
                return true
            }, { draw($0) })
        #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        var svg: [UInt8] = []
        try SinglePage.svg(
            PageSize(width: 100, height: 50), lettering: lettering,
            to: {
                svg += $0
                return true
            }, { draw($0) })
        #expect(String(decoding: svg, as: UTF8.self).hasSuffix("</svg>\n"))
        #expect(throws: CairoError.self) {
            try SinglePage.png(
                PageSize(width: 1189, height: 841), dotsPerInch: 2400, lettering: lettering, to: { _ in true },
                { draw($0) })
        }
    }

    @Test func `everything is given back`() throws {
        let before = LiveDrawings.count
        _ = try document(Lettering(families: []))
        #expect(LiveDrawings.count == before)
    }
}

@Suite("Lettering")
struct LetteringTests {
    private let lettering: Lettering

    init() throws { lettering = try Lettering(families: ["No Such Family", "DejaVu Sans"]) }

    @Test func `a family that is not installed gives way to the next`() { #expect(lettering.family == "DejaVu Sans") }

    @Test func `widths grow with size and text`() {
        let one = lettering.width(of: "245,8", size: 1)
        #expect(abs(lettering.width(of: "245,8", size: 3) - 3 * one) < 1e-9)
        #expect(one > lettering.width(of: "245", size: 1))
        #expect((0.6...0.8).contains(lettering.capHeight(size: 1)))
    }

    @Test func `a name of 300 letters is cut with an ellipsis`() {
        let name = String(repeating: "Nguyễn ", count: 43)
        let cut = lettering.fitted(name, size: 3, width: 60)
        #expect(cut.hasSuffix("…") && lettering.width(of: cut, size: 3) <= 60)
        #expect(lettering.fitted("Cửa Nam", size: 3, width: 60) == "Cửa Nam")
    }

    @Test(arguments: ["", "a\u{0}b\nc", "שלום", "e\u{302}\u{301}", "<script>", "=HYPERLINK(1)"])
    func `strange texts can be measured`(text: String) {
        #expect(lettering.width(of: text, size: 3) >= 0)
    }
}
