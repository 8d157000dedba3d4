import Cadastre
import Foundation
import GDALKit
import MapReading
import TestSupport
import Testing

@Suite("Rows of records, and tables that cannot be read")
struct RecordRowTests {
    private let folder = MapReadingTests.TemporaryFolder()

    private func failure(_ path: String) -> String? {
        do {
            _ = try SampleTable.read(path)
            return nil
        } catch {
            #expect((error as? ReadingError)?.exitCode == 65, "\(error)")
            return "\(error)"
        }
    }

    @Test func `a hundred thousand empty rows are skipped and counted`() throws {
        var rows = SampleTable.texts([["Số tờ", "Số thửa"], ["1", "2"]])
        rows += Array(repeating: [.null, .text(" ")], count: 100_000)
        rows += SampleTable.texts([["3", "4"]])
        for driver in ["XLSX", "ODS"] {
            let path = folder.file("empty.\(driver.lowercased())")
            try SampleTable.write([("S", rows)], to: path, driver: driver)
            let table = try SampleTable.read(path)
            #expect(table.columns.row == [3, 100_004], "\(driver)")
            #expect(table.report.sources[0].emptyRows == 100_000 && table.isNoted("100000 empty rows"))
        }
    }

    @Test func `a row with nothing but its own number is empty, one that says something else is a record`() throws {
        let path = folder.file("i.csv", holding: "STT,Số tờ,Số thửa,Ghi chú\n1,1,2,\n2,,,\n3,,,mất giấy\n")
        let table = try SampleTable.read(path)
        #expect(table.columns.row == [2, 4] && table.report.sources[0].emptyRows == 1)
    }

    @Test func `headings that are repeated and totals in the middle are skipped and said`() throws {
        let path = folder.file(
            "t.csv",
            holding:
                "Số tờ,Số thửa,Tên chủ\n1,2,A\nTổng cộng,,1\nSố tờ,Số thửa,Tên chủ\n(1),(2),(3)\n3,4,B\n,,Tổng Văn C\n")
        let table = try SampleTable.read(path)
        #expect(table.columns.row == [2, 6, 7])
        #expect(table.report.sources[0].totals == 1 && table.report.sources[0].repeatedHeadings == 2)
        #expect(table.isNoted("rows of totals are skipped: row 3") && table.isNoted("repeat the headings"))
    }

    @Test func `quoted cells hold separators, marks and line breaks`() throws {
        let path = folder.file(
            "q.csv", holding: "Số tờ,Số thửa,Tên chủ,Diện tích\n1,2,\"A, \"\"B\"\"\nC\",\"1,5\"\n3,4,D,2\n")
        let table = try SampleTable.read(path)
        #expect(table.texts(.owner) == ["A, \"B\" C", "D"] && table.columns.areaSquareMetres == [1.5, 2])
    }

    @Test func `a row with more cells than headings is said`() throws {
        let path = folder.file("l.csv", holding: "Số tờ,Số thửa,Diện tích\n1,2,245,8\n3,4,5\n")
        #expect(try SampleTable.read(path).isNoted("1 rows have more cells than there are headings"))
    }

    @Test func `the result does not depend on lanes`() throws {
        var text = "Số tờ,Số thửa,Tên chủ,Diện tích\n"
        for i in 0..<200_000 { text += "\(i / 500),\(i % 500),Nguyễn Thử \(i % 5000),\"\(i % 900),\(i % 10)\"\n" }
        let path = folder.file("many.csv", holding: text)
        let one = try SampleTable.read(path) { $0.lanes = 1 }
        let three = try SampleTable.read(path) { $0.lanes = 3 }
        #expect(one.columns.count == 200_000 && one.columns.row == three.columns.row)
        #expect(one.columns.row.last == 200_001)
        for field in [RecordField.sheet, .number, .owner, .area] { #expect(one.columns[field] == three.columns[field]) }
        #expect(one.columns.areaSquareMetres == three.columns.areaSquareMetres)
    }

    @Test func `tables with different columns share the columns`() throws {
        let a = folder.file("a.csv", holding: "Số tờ,Số thửa,Diện tích\n1,2,3\n")
        let b = folder.file("b.csv", holding: "Số thửa,Mã xã\n9,00082\n")
        let table = try RecordReader().read([a, b])
        #expect(table.texts(.sheet) == ["1", nil] && table.texts(.number) == ["2", "9"])
        #expect(table.texts(.ward) == [nil, "00082"])
        #expect(table.columns.areaSquareMetres[0] == 3 && table.columns.areaSquareMetres[1].isNaN)
        #expect(table.columns.source(ofRecord: 1).name == b)
    }

    @Test func `a table without known headings is refused without showing what is in it`() throws {
        let path = folder.file("n.csv", holding: "Nguyễn Thử 0001,001868711835\nTrần Thử 0002,001868711836\n")
        let text = try #require(failure(path))
        #expect(text.contains("n.csv") && text.contains("row 1: 2 cells, 1 numbers") && text.contains("Số thửa"))
        #expect(!text.contains("Nguyễn") && !text.contains("0018"))
    }

    @Test(arguments: [
        ("form.xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "password"),
        ("form.xls", Array("<html><table><tr><td>1</td></tr></table></html>".utf8), "web page"),
        ("form.xls", Array("PK\u{3}\u{4}aaaaaaaaaaaaaaaaaaaaaaaaaaaa".utf8), "rename it to .xlsx"),
        ("form.csv", [0xFF, 0xFE, 0x41, 0], "CSV UTF-8"), ("form.csv", [], "empty"), ("form.xlsx", [], "empty"),
        ("form.csv", Array("PK\u{3}\u{4}aaa".utf8), "workbook under another name"),
    ])
    func `a file that is something else is named for what it is`(name: String, head: [UInt8], expected: String) throws {
        try Data(head + Array(repeating: 0x20, count: head.isEmpty ? 0 : 600)).write(
            to: URL(fileURLWithPath: folder.file(name)))
        let text = try #require(failure(folder.file(name)))
        #expect(text.contains(name) && text.contains(expected), "\(text)")
    }

    @Test func `a workbook that is cut off is refused`() throws {
        let path = folder.file("whole.xlsx")
        let rows = [["Số tờ", "Số thửa"]] + (0..<3000).map { ["\($0)", "\($0 * 7919 % 1000)"] }
        try SampleTable.write([("S", SampleTable.texts(rows))], to: path)
        let whole = try bytes(of: path)
        for part in 1..<5 {
            let cut = folder.file("cut\(part).xlsx")
            try whole.prefix(whole.count * part / 5).write(to: URL(fileURLWithPath: cut))
            let text = try #require(failure(cut))
            #expect(text.contains("cut\(part).xlsx") && text.contains("damaged or cut off"), "\(text)")
        }
    }

    @Test(.enabled(if: Tool.python != nil)) func `an old workbook is read`() throws {
        // xlwt is not everywhere.
        guard (try? Tool.run(Tool.python ?? "", "-c", "import xlwt")) != nil else { return }
        let path = folder.file("old.xls")
        let script = """
            import sys, xlwt
            book = xlwt.Workbook()
            sheet = book.add_sheet("Danh sách")
            for column, text in enumerate(["Số tờ", "Số thửa", "Mã xã", "Diện tích"]):
                sheet.write(3, column + 1, text)
            for column, value in enumerate(["03-1", 5, 82, 245.8]):
                sheet.write(4, column + 1, value)
            book.save(sys.argv[1])
            """
        try Tool.run(Tool.python ?? "", "-c", script, path)
        let table = try SampleTable.read(path)
        #expect(table.columns.row == [5] && table.texts(.sheet) == ["03-1"] && table.texts(.number) == ["5"])
        #expect(table.texts(.ward) == ["00082"] && table.columns.areaSquareMetres == [245.8])
        #expect(table.finding(.leadingZerosRestored, .ward)?.cells.map(\.name) == ["D5"])
    }

    @Test func `a quotation mark that stays open is said with its line`() throws {
        let path = folder.file("o.csv", holding: "Số tờ,Số thửa,Tên chủ\n1,2,A\n3,4,\"B\n5,6,C\n")
        let text = try #require(failure(path))
        #expect(text.contains("o.csv") && text.contains("line 3") && text.contains("quotation mark"), "\(text)")
    }

    @Test func `a missing file is 66`() throws {
        #expect {
            _ = try SampleTable.read(folder.file("none.xlsx"))
        } throws: { ($0 as? ReadingError)?.exitCode == 66 }
        #expect {
            _ = try SampleTable.read(folder.file("none.csv"))
        } throws: { ($0 as? ReadingError)?.exitCode == 66 }
    }
}
