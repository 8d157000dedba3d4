import Cadastre
import Foundation
import GDALKit
import MapReading
import Testing

@Suite("Values that spreadsheets lost or bent")
struct RecordCellTests {
    private let folder = TemporaryFolder()

    /// A workbook with one column besides the number of the parcel; its values from row 3 on.
    private func sheet(_ heading: String, _ values: [String]) throws -> RecordTable {
        let path = folder.file("s\(UUID().uuidString).xlsx")
        let rows = [["Số tờ", "Số thửa", "Số phát hành GCN", heading]] + values.map { ["1", "2", "AB 123456", $0] }
        try SampleTable.write([("Sheet1", SampleTable.texts(rows))], to: path)
        return try SampleTable.read(path)
    }

    private func csv(_ heading: String, _ values: [String]) throws -> RecordTable {
        let rows = [["x", "Số thửa", heading]] + values.map { ["1", "2", $0] }
        let text = rows.map { $0.joined(separator: ";") }.joined(separator: "\n")
        return try SampleTable.read(folder.file("t\(UUID().uuidString).csv", holding: text))
    }

    @Test func `ward codes get their zeros back, and it is said`() throws {
        let table = try sheet("Mã xã", ["82", "00085", "340", "82.0"])
        #expect(table.texts(.ward) == ["00082", "00085", "00340", "00082"])
        let finding = try #require(table.finding(.leadingZerosRestored, .ward))
        #expect(finding.count == 3 && finding.cells.map(\.name) == ["D3", "D5", "D6"])
        #expect(finding.cells[0].value == "82" && finding.cells[0].suggestion == "00082")
        #expect(table.isNoted("column \"D\" (ward): 3 cells"))
    }

    @Test func `personal numbers that are too short are named, not changed and not shown`() throws {
        let numbers = ["001868711835", "1868711835", "01868711835", "123456789", "1.86871E+11", "001868711835.0"]
        let table = try sheet("Số định danh cá nhân / CCCD", numbers)
        #expect(table.texts(.ownerNumber)[0..<5] == numbers[0..<5].map(Optional.some)[...])
        let lost = try #require(table.finding(.leadingZerosLost, .ownerNumber))
        #expect(lost.count == 2 && lost.cells.map(\.name) == ["D4", "D5"])
        #expect(table.finding(.scientificNumber, .ownerNumber)?.cells.map(\.name) == ["D7"])
        for finding in table.report.findings where finding.field.isPersonal {
            #expect(finding.cells.allSatisfy { $0.value == nil && $0.suggestion == nil })
        }
        let said = table.report.notes.map { $0.english + $0.vietnamese }.joined()
        for number in numbers { #expect(!said.contains(number)) }
    }

    @Test func `numbers of sheets and parcels that became dates are named with what they may have been`() throws {
        let table = try sheet(
            "Số tờ bản đồ ghi trên GCN", ["3", "2025-01-03", "45660", "3-Jan", "06", "12", "7", "8", "9"])
        #expect(table.texts(.certificateSheet)[0..<5] == ["3", "2025-01-03", "45660", "3-Jan", "06"])
        let finding = try #require(table.finding(.dateForNumber, .certificateSheet))
        #expect(finding.cells.map(\.name) == ["D4", "D5", "D6"])
        #expect(finding.cells.map(\.suggestion) == ["3-1, 1-3", "3-1, 1-3", "3-1, 1-3"])
        // Many large numbers are numbers.
        let large = try sheet("Số tờ bản đồ ghi trên GCN", ["45660", "45661", "45662"])
        #expect(large.finding(.dateForNumber, .certificateSheet) == nil)
    }

    @Test func `serial numbers of dates are read as dates in sheets alone`() throws {
        let table = try sheet("Ngày cấp GCN", ["45839", "01/07/2025", "2025", "2004"])
        #expect(table.texts(.issueDate) == ["01/07/2025", "01/07/2025", "2025", "2004"])
        #expect(table.finding(.dateSerial, .issueDate)?.count == 1)
        let text = try csv("Ngày cấp GCN", ["45839"])
        #expect(text.texts(.issueDate) == ["45839"] && text.report.findings.isEmpty)
    }

    @Test func `error values, apostrophes, no-break spaces and cut texts are named`() throws {
        let long = String(repeating: "ă", count: 255)
        let table = try sheet("Tên chủ", ["#N/A", "'Nguyễn Thử", "\u{A0}Nguyễn Thử\u{A0}", long, "A\nB"])
        #expect(table.texts(.owner) == [nil, "Nguyễn Thử", "Nguyễn Thử", long, "A B"])
        for (suspicion, cell) in [
            (CellDamage.errorValue, "D3"), (.leadingApostrophe, "D4"), (.noBreakSpace, "D5"),
            (.truncated, "D6"),
        ] {
            #expect(table.finding(suspicion, .owner)?.cells.map(\.name) == [cell], "\(suspicion)")
        }
        #expect(!table.report.notes.contains { $0.english.contains("Nguyễn") })
    }

    @Test func `12.0 is 12 in numbers of parcels`() throws {
        let table = try sheet("Số thứ tự thửa ghi trên GCN", ["12.0", "13", "14a"])
        #expect(table.texts(.certificateNumber) == ["12", "13", "14a"])
        #expect(table.finding(.trailingPointZero, .certificateNumber)?.count == 1)
    }

    @Test(arguments: [
        (["245,8"], [245.8]), (["245.8 m2", "1 234,5", "1.234,5", "1,234.5"], [245.8, 1234.5, 1234.5, 1234.5]),
        (["1.234", "85,5"], [1234, 85.5]), (["1,234", "85.5"], [1234, 85.5]), (["1.234", "85.5"], [1.234, 85.5]),
        (["1.234", "1250"], [1.234, 1250]), (["1.234.567"], [1_234_567]), (["0.125", "12"], [0.125, 12]),
        (["1,5 ha", "120 m²"], [15_000, 120]), (["", "12"], [.nan, 12]), (["1.2345E+3"], [1234.5]),
    ])
    func `areas are read as people write them`(texts: [String], values: [Double]) throws {
        let read = try csv("Diện tích", texts).columns.areaSquareMetres
        #expect(read.count == values.count)
        for (a, b) in zip(read, values) { #expect(abs(a - b) < 1e-9 || (a.isNaN && b.isNaN), "\(a) \(b)") }
    }

    @Test func `an area that may be read in two ways is said, one that is no number is named`() throws {
        let table = try csv("Diện tích", ["1.234", "85", "khoảng 100", "-5", "1,5"])
        #expect(table.report.sources[0].areas.ambiguous == 1 && table.isNoted("read as 1234"))
        let finding = try #require(table.finding(.unreadableArea, .area))
        #expect(finding.count == 2 && finding.cells.map(\.row) == [4, 5] && finding.cells[0].value == "khoảng 100")
        let guess = try csv("Diện tích", ["1.234", "85"])
        #expect(!guess.report.sources[0].areas.isDecided && guess.isNoted("nothing in the column shows"))
    }

    @Test func `areas in square feet become square metres`() throws {
        let path = folder.file("feet.csv", holding: "parcel,sheet,area\n1,1,1000\n")
        let table = try SampleTable.read(path) { $0.squareMetresPerUnit = RecordReadingOptions.squareFoot }
        #expect(abs(table.columns.areaSquareMetres[0] - 92.90304) < 1e-9)
    }

    @Test func `like findings are counted, twenty are listed`() throws {
        let table = try sheet("Mã xã", (0..<50).map { "\($0 + 1)" })
        let finding = try #require(table.finding(.leadingZerosRestored, .ward))
        #expect(finding.count == 50 && finding.cells.count == 20)
    }
}
