import Cadastre
import Foundation
import GDALKit
import MapReading
import TestSupport
import Testing

@Suite("Which column of a table of records is what")
struct RecordHeadingTests {
    private let folder = MapReadingTests.TemporaryFolder()
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func csv(_ text: String, _ change: (inout RecordReadingOptions) -> Void = { _ in }) throws -> RecordTable {
        try SampleTable.read(folder.file("t\(UUID().uuidString).csv", holding: text), change)
    }

    @Test func `the sample form is read column by column`() throws {
        let table = try SampleTable.read(RecordHeadingTests.root.appending(path: "maps/pl3.xlsx").path)
        let source = table.report.sources[0]
        #expect(table.fields == RecordField.formColumns)
        #expect(source.isForm && source.layer == "PL3-01" && source.headingRows?.upperBound == 6)
        #expect(source.missingColumns.isEmpty && source.unknownColumns.isEmpty)
        #expect(table.columns.row.first == 7)
        #expect(table.columns.count > 100 && table.columns.areaSquareMetres.allSatisfy { $0 > 0 })
        #expect(table.columns.sources[0].isSpreadsheet)
    }

    @Test func `the sample list under national names is read, and says the same as the form`() throws {
        let form = try SampleTable.read(RecordHeadingTests.root.appending(path: "maps/pl3.xlsx").path)
        let list = try SampleTable.read(RecordHeadingTests.root.appending(path: "maps/records.csv").path)
        #expect(list.columns.count == form.columns.count && list.columns.row.first == 2)
        for field in [RecordField.ward, .sheet, .number, .owner, .ownerNumber, .serial, .registerNumber, .role] {
            #expect(list.texts(field) == form.texts(field), "\(field)")
        }
        #expect(list.columns.areaSquareMetres == form.columns.areaSquareMetres)
    }

    @Test func `headings of two rows mean what their group says`() throws {
        let table = try csv(
            """
            DANH SÁCH,,,,,,,,,,,,
            ,,,,,,,,,,,,
            Thửa đất,,,Loại đất 1,,,Loại đất 2,,,Người sử dụng đất,,Người sử dụng hiện tại,
            Số tờ,Số thửa,Diện tích (m²),Loại đất,Diện tích,Thời hạn,Loại đất,Diện tích,Thời hạn,Họ và tên,Địa chỉ thường trú,Họ và tên,Địa chỉ thường trú
            (1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13)
            1,2,100,ODT,60,Lâu dài,CLN,40,50 năm,A,B,C,D
            """)
        #expect(table.columns.count == 1 && table.columns.row == [6])
        #expect(table.columns.areaSquareMetres == [100])
        let expected: [RecordField: String] = [
            .sheet: "1", .number: "2", .area: "100", .use1: "ODT", .use1Area: "60", .use1Term: "Lâu dài", .use2: "CLN",
            .use2Area: "40", .use2Term: "50 năm", .owner: "A", .ownerAddress: "B", .currentUser: "C",
            .currentAddress: "D",
        ]
        for (field, text) in expected { #expect(table.texts(field) == [text], "\(field)") }
    }

    @Test func `the land register list is read`() throws {
        let table = try csv(
            """
            Số tờ bản đồ;Số thứ tự thửa đất;Diện tích (m2);Loại đất;;Tên người sử dụng, quản lý đất;Mã đối tượng sử dụng, quản lý
            ;;;Hiện trạng;Theo GCN;;
            1;2;3;4;5;6;7
            12;205;245,8;ODT;CLN;Nguyễn Thử 0001;GDC
            Tổng cộng;;245,8;;;;
            """)
        #expect(table.columns.count == 1)
        #expect(table.texts(.sheet) == ["12"] && table.texts(.number) == ["205"])
        #expect(table.texts(.use1) == ["CLN"] && table.texts(.holding) == ["GDC"])
        #expect(table.texts(.owner) == ["Nguyễn Thử 0001"])
        #expect(table.columns.areaSquareMetres == [245.8])
        #expect(table.report.sources[0].totals == 1 && table.isNoted("rows of totals"))
    }

    @Test(arguments: [
        "MaXa,SoHieuToBanDo,SoThuTuThua,DienTichPhapLy,KyHieuMucDichSuDung,TenChu",
        "XAID,SOHIEUTOBANDO,SOTHUTUTHUA,DIENTICHPHAPLY,LOAIDAT,TENCHU",
        "ma_xa\tto_ban_do\tthua\tdt_phap_ly\tloai_dat\ttenchu",
        "Mã xã;Tờ bản đồ;Số thửa;Diện tích pháp lý;Loại đất;Tên chủ",
        "WardCode|Sheet No|Parcel Number|Legal area|Land use|Owner name",
    ])
    func `national, older and English names are known, under every separator`(heading: String) throws {
        let separator = heading.first { ",;\t|".contains($0) } ?? ","
        let values = ["00082", "14", "205", "73", "ODT", "A"].joined(separator: String(separator))
        for start in ["", "\u{FEFF}"] {
            let table = try csv("\(start)\(heading)\r\n\(values)\r\n")
            #expect(table.texts(.ward) == ["00082"] && table.texts(.sheet) == ["14"] && table.texts(.number) == ["205"])
            #expect(table.texts(.use1) == ["ODT"] && table.texts(.owner) == ["A"])
            #expect(table.columns.areaSquareMetres == [73])
        }
    }

    @Test func `columns that moved, are missing, unknown or misspelt are matched by their heading and said`() throws {
        var headings = RecordForm.columns.map(\.labelVi)
        headings.swapAt(0, 5)
        headings.removeLast()
        let sheet = RecordForm.columns.firstIndex { $0.spreadsheetColumn == "V" }!
        headings[sheet] = "Số hiệu tờ trên bảm đồ địa chính"
        headings.append("Ghi chú của phường")
        let path = folder.file("moved.xlsx")
        try SampleTable.write(
            [("PL3-01", SampleTable.texts([headings, (0..<headings.count).map { "v\($0)" }]))], to: path)
        let table = try SampleTable.read(path)
        let source = table.report.sources[0]
        #expect(table.texts(.ward) == ["v5"] && table.texts(.organisationNumber) == ["v0"])
        #expect(table.texts(.sheet) == ["v\(sheet)"])
        #expect(source.isForm && source.missingColumns == [.scan])
        #expect(source.unknownColumns == ["Ghi chú của phường"])
        #expect(source.columns.first { $0.field == .sheet }?.reason == .similar)
        #expect(table.isNoted("columns are not where the form has them"))
        #expect(table.isNoted("no columns for scan") && table.isNoted("columns that are not used"))
        #expect(table.isNoted("taken by their field number or as misspelt"))
    }

    @Test func `field numbers tell the columns where headings cannot be read`() throws {
        let headings = RecordForm.columns.map { _ in "S\u{E8} \u{AE}\u{B8}t" }
        let numbers = RecordForm.columns.map { $0.fieldNumber.map { "(\($0))" } ?? "" }
        let path = folder.file("old.xlsx")
        try SampleTable.write(
            [("PL3-01", SampleTable.texts([headings, numbers, (0..<headings.count).map { "v\($0)" }]))], to: path)
        let table = try SampleTable.read(path)
        for (i, column) in RecordForm.columns.enumerated() {
            #expect(table.texts(RecordField.formColumns[column.spreadsheetColumn]!) == ["v\(i)"], "\(column.labelVi)")
        }
        #expect(table.report.sources[0].columns.allSatisfy { $0.reason == .fieldNumber })
    }

    @Test func `headings and values in old encodings are read`() throws {
        // TCVN3, as programs show it that do not know it.
        let text =
            "Sè tê b¶n ®å,Sè thöa ®Êt,DiÖn tÝch,Tªn chñ,§Þa chØ thöa ®Êt\n"
            + (1...30).map { "1,\($0),100,NguyÔn ThÞ Hång,Phè Hµng Bµi\n" }.joined()
        for encoding in [String.Encoding.utf8, .windowsCP1252] {
            let path = folder.file("\(encoding.rawValue).csv")
            try #require(text.data(using: encoding)).write(to: URL(filePath: path))
            let table = try SampleTable.read(path)
            #expect(table.report.sources[0].columns.map(\.field) == [.sheet, .number, .area, .owner, .parcelAddress])
            #expect(table.texts(.owner).last == "Nguyễn Thị Hồng" && table.texts(.parcelAddress)[0] == "Phố Hàng Bài")
            #expect(table.columns.count == 30)
        }
    }

    @Test func `columns named by the user, and the map's own names, go before what is found`() throws {
        let text = "GISID,ML,Lot,Area\n7,x,y,100\n"
        #expect(throws: ReadingError.self) { try csv("A,B\n1,2\n") }
        #expect(try csv(text).texts(.number) == ["y"])
        let fallback = try csv(text) { $0.fallback = [.number: "ML", .sheet: "none"] }
        #expect(fallback.texts(.number) == ["x"] && fallback.report.sources[0].columns[0].reason == .mapField)
        #expect(try csv(text) { $0.named = [.number: "GISID"] }.texts(.number) == ["7"])
        #expect(try csv(text) { $0.named = [.number: "B"] }.texts(.number) == ["x"])
        #expect {
            _ = try csv(text) { $0.named = [.number: "Thửa"] }
        } throws: { error in
            "\(error)".contains("there is no column \"Thửa\" for the parcel")
                && "\(error)".contains("\"GISID\", \"ML\"")
        }
    }

    @Test func `the form's sheet is chosen among several, else the first with headings`() throws {
        let data = SampleTable.texts([["Số tờ", "Số thửa"], ["1", "2"]])
        let other = SampleTable.texts([["Số tờ", "Số thửa"], ["8", "9"]])
        let path = folder.file("several.xlsx")
        try SampleTable.write(
            [("Hướng dẫn", SampleTable.texts([["Đọc kỹ"]])), ("Danh sách", other), ("PL3-01", data)], to: path)
        #expect(try SampleTable.read(path).texts(.sheet) == ["1"])
        #expect(try SampleTable.read(path) { $0.layer = "danh sách" }.texts(.sheet) == ["8"])
        let table = folder.file("two.xlsx")
        try SampleTable.write([("Hướng dẫn", SampleTable.texts([["Đọc kỹ"]])), ("Danh sách", other)], to: table)
        let read = try SampleTable.read(table)
        #expect(read.texts(.sheet) == ["8"] && read.isNoted("not read: \"Hướng dẫn\""))
    }

    @Test func `a table of a database is read by its names, numbers and dates as people write them`() throws {
        let path = folder.file("records.gpkg")
        var writer = try VectorWriter(creating: path, driver: "GPKG")
        let fields = [
            FieldDefinition("MAXA", .integer), FieldDefinition("SOHIEUTOBANDO", .text),
            FieldDefinition("SOTHUTUTHUA", .integer64), FieldDefinition("DIENTICHPHAPLY", .real),
            FieldDefinition("SOPHATHANH", .text), FieldDefinition("ghichu", .text),
        ]
        _ = try writer.addLayer(OutputLayer("nguoi", .none, fields: [FieldDefinition("TENCHU", .text)], crs: nil))
        let layer = try writer.addLayer(OutputLayer("dc_thuadat", .none, fields: fields, crs: nil))
        try writer.write(
            to: layer, fid: 77, wkb: [UInt8]?.none,
            values: [.integer(82), .text("03-1"), .integer(205), .real(1.234), .text("AĐ 266864"), .text("x")])
        try writer.close()
        for lanes in [1, 2] {
            let table = try SampleTable.read(path) { $0.lanes = lanes }
            #expect(table.columns.row == [77] && table.report.sources[0].layer == "dc_thuadat")
            #expect(table.texts(.ward) == ["00082"] && table.texts(.sheet) == ["03-1"])
            #expect(table.texts(.number) == ["205"] && table.texts(.serial) == ["AĐ 266864"])
            #expect(table.columns.areaSquareMetres == [1.234])
            #expect(!table.columns.sources[0].isSpreadsheet && table.report.sources[0].headingRows == nil)
        }
    }

    @Test(.enabled(if: Tool.python != nil)) func `merged cells of a workbook are groups`() throws {
        let path = folder.file("merged.xlsx")
        let script = """
            import sys, openpyxl
            book = openpyxl.Workbook()
            sheet = book.active
            sheet.title = "Sổ mục kê"
            sheet["B2"] = "SỔ MỤC KÊ ĐẤT ĐAI"
            sheet.merge_cells("B2:J2")
            for cell, text in [("B4", "Số tờ"), ("C4", "Số thửa"), ("D4", "Diện tích"), ("E4", "Loại đất 1"),
                               ("G4", "Loại đất 2"), ("I4", "Tên người sử dụng đất"), ("J4", "Ngày cấp")]:
                sheet[cell] = text
            for area in ["B4:B5", "C4:C5", "D4:D5", "I4:I5", "J4:J5", "E4:F4", "G4:H4"]:
                sheet.merge_cells(area)
            for cell, text in [("E5", "Mã"), ("F5", "Diện tích"), ("G5", "Mã"), ("H5", "Diện tích")]:
                sheet[cell] = text
            import datetime
            row = ["12", 205, 245.8, "ODT", 200.8, "CLN", 45, "Nguyễn Thử 0001\\nvà chồng", datetime.date(2025, 7, 1)]
            for column, value in enumerate(row):
                sheet.cell(6, column + 2, value)
            sheet["J7"] = 45839
            sheet["B7"] = "12"
            book.save(sys.argv[1])
            """
        try Tool.run(Tool.python ?? "", "-c", script, path)
        let table = try SampleTable.read(path)
        #expect(table.columns.row == [6, 7])
        #expect(table.fields["D"] == .area && table.fields["F"] == .use1Area && table.fields["H"] == .use2Area)
        #expect(table.texts(.owner)[0] == "Nguyễn Thử 0001 và chồng" && table.texts(.use1Area)[0] == "200.8")
        #expect(table.columns.areaSquareMetres[0] == 245.8)
        #expect(table.texts(.issueDate) == ["2025/07/01", "01/07/2025"])
        #expect(table.finding(.dateSerial, .issueDate)?.cells.last?.name == "J7")
    }
}
