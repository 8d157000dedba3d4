import CairoKit
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite("Styles of sheets")
struct SheetStyleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `the file in maps says what is usual`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        #expect(try SheetStyle(file: root.appending(path: "maps/styles/sheets.json").path) == SheetStyle())
    }

    @Test func `what a file leaves out stays as usual`() throws {
        try folder.write("{\"inks\": {\"parcel_line\": \"#FF0000\"}, \"label_sizes_mm\": [1.5, 3]}", "s.json")
        let style = try SheetStyle(file: folder.path("s.json"))
        #expect(style.labelSizes == [3, 1.5] && style.ink(.parcelLine).red == 1)
        #expect(style.ink(.frame) == SheetStyle().ink(.frame))
    }

    @Test(arguments: [
        "[]", "{\"ink\": {}}", "{\"inks\": {\"parcels\": \"#000000\"}}", "{\"inks\": {\"frame\": \"red\"}}",
        "{\"label_sizes_mm\": []}", "{\"widths_mm\": {\"frame\": -1}}",
    ])
    func `what means nothing is refused with its name`(text: String) throws {
        try folder.write(text, "s.json")
        let error = #expect(throws: FindingsError.self) { try SheetStyle(file: folder.path("s.json")) }
        #expect(error?.description.contains("s.json") == true)
    }

    @Test func `file names are safe and never the same for two names`() {
        #expect(FileName.safe("00082") == "00082" && FileName.safe("03-1") == "03-1")
        #expect(FileName.safe("a/b") != FileName.safe("a_b"))
        for name in ["", "..", "a/b", "Đường"] {
            #expect(FileName.safe(name).utf8.allSatisfy { $0 != 47 && $0 != 46 && $0 > 32 && $0 < 127 })
        }
    }

    @Test func `sheets stand in the order of their numbers`() {
        let sorted = ["14", "2", "14a", "x", "1"].sorted { NumberedText($0) < NumberedText($1) }
        #expect(sorted == ["1", "2", "14", "14a", "x"])
    }
}

@Suite("Pages of sheets")
struct PagePlanTests {
    private func plan(_ width: Double, _ height: Double, paper: Paper = .a3, scale: Int? = nil) throws -> PagePlan {
        try PagePlan(
            [GroundBox(west: 0, south: 0, east: width, north: height)], paper: paper, scale: scale, name: "1")
    }

    @Test(arguments: [(60.0, 40.0, 200), (150, 90, 500), (80, 300, 1000), (3000, 2000, 10_000)])
    func `the largest standard scale that fits is taken, and the page turned`(
        width: Double, height: Double, scale: Int
    ) throws {
        let plan = try plan(width, height)
        #expect(plan.scale == scale && plan.tiles.count == 1)
        #expect((plan.layout.page.width > plan.layout.page.height) == (width > height))
    }

    @Test func `no scale is taken at which parcels are too small for their labels`() throws {
        let box = [GroundBox(west: 0, south: 0, east: 900, north: 600)]
        #expect(try PagePlan(box, paper: .a3, scale: nil, typicalArea: 56, name: "1").scale == 1000)
        #expect(try PagePlan(box, paper: .a3, scale: nil, typicalArea: 5000, name: "1").scale == 5000)
    }

    @Test func `what does not fit is split, and every piece of ground is on a page`() throws {
        let plan = try plan(500, 400, scale: 500)
        #expect(plan.tiles.count > 1)
        for (x, y) in [(0.0, 0.0), (500, 0), (500, 400), (0, 400), (250, 200)] {
            #expect(
                plan.tiles.contains {
                    $0.window.west <= x && x <= $0.window.east && $0.window.south <= y && y <= $0.window.north
                })
        }
    }

    @Test func `pages that no parcel reaches are left out`() throws {
        let boxes = [(0.0, 0.0), (2000, 2000)].map { GroundBox(west: $0, south: $1, east: $0 + 10, north: $1 + 10) }
        #expect(try PagePlan(boxes, paper: .a4, scale: 500, name: "1").tiles.count == 2)
    }
}
