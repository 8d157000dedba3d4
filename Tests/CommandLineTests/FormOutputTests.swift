import Foundation
import TestSupport
import Testing

private let maps = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "maps").path

/// The form PL3-01 written back, read by openpyxl.
@Suite("The form written back")
struct FormOutputTests {
    private let folder: TemporaryFolder
    private var python: String { Tool.python ?? "python3" }

    init() throws { folder = try TemporaryFolder() }

    private func reconcile(_ records: String, _ arguments: String...) throws -> Tool.Outcome {
        try Program.start(
            [
                "reconcile", "\(maps)/ward_00004.gpkg", "\(maps)/ward_00008.gpkg", "--records", records, "--scale",
                "500", "--date", "2025-11-10", "--quiet", "--pl3-out", folder.path("out.xlsx"),
            ] + arguments
        ).wait()
    }

    @Test func `the head comes back cell by cell, with merged cells and widths, and every value`() throws {
        let outcome = try reconcile("\(maps)/pl3.xlsx", "--show-personal-data")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let script = """
            import sys, openpyxl
            a, b = (openpyxl.load_workbook(n).active for n in sys.argv[1:3])
            print(b.title, b.freeze_panes)
            print("merged", sorted(map(str, a.merged_cells.ranges)) == sorted(map(str, b.merged_cells.ranges)))
            print("widths", a.column_dimensions["B"].width == b.column_dimensions["B"].width)
            print("head", all(a.cell(r, c).value == b.cell(r, c).value for r in range(1, 7) for c in range(1, 51)))
            wrong = [c.coordinate for row in a.iter_rows(min_row=7) for c in row if c.column > 1
                     and str(c.value) != str(b[c.coordinate].value) and b[c.coordinate].comment is None]
            print("values", wrong[:9])
            print("rows", a.max_row == b.max_row)
            comments = [c.comment.text for row in b.iter_rows(min_row=7) for c in row if c.comment]
            print("comments", len(comments) > 20, any("thiếu: số định danh cá nhân" in c for c in comments))
            print("offers", sorted(v.formula1 for v in b.data_validations.dataValidation)[0])
            """
        let read = try Tool.run(python, "-c", script, "\(maps)/pl3.xlsx", folder.path("out.xlsx"))
        let expected = [
            "PL3-01 A7", "merged True", "widths True", "head True", "rows True", "comments True True",
            "offers \"Cá nhân,Chủ hộ,Chồng,Vợ,Người đại diện,Thành viên\"",
        ]
        for line in expected { #expect(read.contains(line), "\(line): \(read)") }
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out.xlsx"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `old encodings, lost zeros and serial dates are mended`() throws {
        let damage = """
            import sys, openpyxl
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book.active
            for row in range(7, sheet.max_row + 1):
                sheet.cell(row, 2).value = int(sheet.cell(row, 2).value)
                sheet.cell(row, 24).value = "Ph­êng Ba §×nh, thµnh phè Hµ Néi"
            sheet["D7"] = 45000
            book.save(sys.argv[2])
            """
        try Tool.run(python, "-c", damage, "\(maps)/pl3.xlsx", folder.path("damaged.xlsx"))
        #expect(try reconcile(folder.path("damaged.xlsx"), "--show-personal-data").code == 0)
        let script = """
            import sys, openpyxl
            sheet = openpyxl.load_workbook(sys.argv[1]).active
            print({sheet.cell(r, 2).value for r in range(7, sheet.max_row + 1)} <= {"00004", "00008"})
            print({sheet.cell(r, 24).value for r in range(7, sheet.max_row + 1)})
            print(sheet["D7"].value)
            """
        let read = try Tool.run(python, "-c", script, folder.path("out.xlsx"))
        #expect(read == "True\n{'Phường Ba Đình, thành phố Hà Nội'}\n15/03/2023\n", "\(read)")
    }

    @Test func `records of a table get a plain head`() throws {
        #expect(try reconcile("\(maps)/records.csv", "--show-personal-data").code == 0)
        let script = """
            import sys, openpyxl
            sheet = openpyxl.load_workbook(sys.argv[1]).active
            print(sheet["B5"].value, sheet["B6"].value, sheet["AX6"].value, sheet["O6"].value)
            print(sheet["H7"].value.startswith("Nguyễn Thử"), len(sheet["K7"].value))
            """
        let read = try Tool.run(python, "-c", script, folder.path("out.xlsx"))
        #expect(read == "Mã ĐVHC cấp xã (1) (49) None\nTrue 12\n", "\(read)")
    }

    @Test func `names go out only when that is said`() throws {
        let outcome = try reconcile("\(maps)/pl3.xlsx")
        #expect(outcome.code == 64 && outcome.errors.contains("--show-personal-data"))
        #expect(folder.names.isEmpty)
    }
}
