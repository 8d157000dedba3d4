import Cadastre
import MapReading
import Reconciliation
import TestSupport
import Testing

@testable import Publishing

@Suite("Tables of progress")
struct ProgressTableTests {
    private func tables() throws -> ProgressTables {
        ProgressTables(
            codes: ["00082", "00340"], names: ["Phường Cửa Nam", "Phường Yên Sở"],
            date: try #require(CivilDate("2025-11-15")), language: .vi)
    }

    private func file(_ text: String, _ folder: TemporaryFolder) throws -> String {
        try folder.write(text, "bang.csv")
        return folder.path("bang.csv")
    }

    @Test func `Vietnamese headings, dates and numbers, under a title`() throws {
        let folder = try TemporaryFolder()
        let path = try file(
            """
            Báo cáo, tuần 45,,,,
            Phường;Tổ dân phố;Ngày;Đã thu thập;Đã quét;Đã nhập;Vướng mắc;Số trường hợp
            Cửa Nam;Tổ 1;08/11/2025;4.000;2000;1 520;Chủ vắng mặt;12
            340;;2025-11-08;5;;;;

            """, folder)
        var tables = try tables()
        let rows = try tables.documents(path)
        #expect(rows.map(\.ward) == ["00082", "00340"])
        #expect(rows.map(\.date) == [CivilDate("2025-11-08"), CivilDate("2025-11-08")])
        #expect(rows[0].counts == [4000, 2000, 1520, nil, nil, nil])
        #expect(rows[0].obstacle == "owner-absent" && rows[0].obstacleCount == 12)
        #expect(rows[0].residentialGroup == "Tổ 1")
        #expect(rows[1].counts == [5, nil, nil, nil, nil, nil])
        #expect(tables.notes.isEmpty)
    }

    @Test func `days to come and sums are left out, unknown wards are no ward's, all with a note of their rows`() throws
    {
        let folder = try TemporaryFolder()
        let path = try file(
            """
            ward,date,collected
            00082,08/11/2025,1
            00082,16/11/2025,2
            Tổng cộng,,3
            Phường Lạ,08/11/2025,4

            """, folder)
        var tables = try tables()
        let rows = try tables.documents(path)
        #expect(rows.map(\.ward) == ["00082", CoverageRow.unassignedCode])
        #expect(tables.notes.count == 3)
        for (number, note) in zip([3, 4, 5], tables.notes) {
            #expect(note.text.contains("bang.csv: 1 dòng (\(number))"))
        }
    }

    @Test(arguments: [
        ("00082,30/02/2025,1", "30/02/2025"), ("00082,hôm qua,1", "hôm qua"), ("00082,08/11/2025,-1", "-1"),
        ("00082,08/11/2025,nhiều", "nhiều"), ("00082,08/11/2025,1.5", "1.5"), ("00082,,1", "\"\""),
    ])
    func `a row that cannot be read stops the run and is named`(line: String, word: String) throws {
        let folder = try TemporaryFolder()
        let path = try file("ward,date,collected\n00082,01/11/2025,1\n\(line)\n", folder)
        var tables = try tables()
        let error = #expect(throws: ReadingError.self) { _ = try tables.documents(path) }
        #expect(error?.cause == .unusableData)
        #expect(error?.description.contains("bang.csv: row 3: ") == true)
        #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }

    @Test func `a table without its columns says which`() throws {
        let folder = try TemporaryFolder()
        let path = try file("ward,count\n00082,1\n", folder)
        var tables = try tables()
        let error = #expect(throws: ReadingError.self) { _ = try tables.documents(path) }
        #expect(error?.description.contains("lacks the column \"date\"") == true)
    }

    @Test func `a ward has one target and one branch`() throws {
        let folder = try TemporaryFolder()
        var tables = try tables()
        let targets = try tables.targets(
            try file("Xã/phường;Hạn hoàn thành;Chỉ tiêu\nYên Sở;15/11/2025;1.000\nCửa Nam;30/11/2025;\n", folder))
        #expect(targets["00340"] == WardTarget(deadline: CivilDate("2025-11-15"), target: 1000))
        #expect(targets["00082"] == WardTarget(deadline: CivilDate("2025-11-30"), target: nil))
        #expect(throws: ReadingError.self) {
            _ = try tables.targets(try file("ward,deadline,target\n00082,,1\n00082,,2\n", folder))
        }
        let branches = try tables.branches(
            try file("ward_code,branch_code,branch_name\n00082,1,Chi nhánh 1\n00070,1,Chi nhánh 1\n", folder))
        #expect(branches == ["00082": OfficeBranch(code: "1", name: "Chi nhánh 1")])
        #expect(throws: ReadingError.self) {
            _ = try tables.branches(
                try file("ward_code,branch_code,branch_name\n00082,1,A\n00082,2,B\n", folder))
        }
    }
}
