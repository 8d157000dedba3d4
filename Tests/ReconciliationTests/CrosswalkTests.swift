import Testing

@testable import Reconciliation

@Suite("Sheet crosswalk")
struct CrosswalkTests {
    private func key(_ ward: String, _ sheet: String, _ number: String) -> SheetCrosswalk.Key {
        SheetCrosswalk.Key(ward: ward, sheet: sheet, number: number)
    }

    @Test func `the line that says most decides alone`() {
        let table = SheetCrosswalk([
            .init(oldSheet: "5", newSheet: "85"),
            .init(oldWard: "00085", oldSheet: "5", newWard: "00082", newSheet: "90"),
            .init(oldWard: "00085", oldSheet: "5", oldNumber: "12", newWard: "00082", newSheet: "91", newNumber: "3"),
        ])
        #expect(table.newKeys(of: key("00070", "5", "12"), series: "", scale: "") == [key("00070", "85", "12")])
        #expect(table.newKeys(of: key("00085", "5", "11"), series: "", scale: "") == [key("00082", "90", "11")])
        #expect(table.newKeys(of: key("00085", "5", "12"), series: "", scale: "") == [key("00082", "91", "3")])
        #expect(table.newKeys(of: key("00085", "6", "12"), series: "", scale: "").isEmpty)
    }

    @Test func `two lines that say as much are both kept`() {
        let table = SheetCrosswalk([
            .init(oldSheet: "5", newSheet: "85"), .init(oldSheet: "5", newSheet: "86"),
        ])
        #expect(table.newKeys(of: key("", "5", "1"), series: "", scale: "").count == 2)
    }

    @Test func `series and scale tell sheets of one number apart`() {
        let table = SheetCrosswalk([
            .init(series: "1994", oldSheet: "5", newSheet: "20"), .init(series: "299", oldSheet: "5", newSheet: "40"),
        ])
        #expect(table.newKeys(of: key("", "5", "1"), series: "299", scale: "").map(\.sheet) == ["40"])
        #expect(table.newKeys(of: key("", "5", "1"), series: "", scale: "").isEmpty)
    }

    @Test func `circles are named, plain renumbering and sheets that stay are none`() {
        let swap = SheetCrosswalk([.init(oldSheet: "1", newSheet: "2"), .init(oldSheet: "2", newSheet: "1")])
        #expect(!swap.circles.isEmpty)
        let chain = SheetCrosswalk([
            .init(oldSheet: "1", newSheet: "2"), .init(oldSheet: "2", newSheet: "3"),
            .init(oldSheet: "9", newSheet: "9"),
        ])
        #expect(chain.circles.isEmpty)
    }
}
