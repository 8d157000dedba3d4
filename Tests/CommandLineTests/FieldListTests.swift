import Foundation
import TestSupport
import Testing

private let maps = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "maps").path

/// Field lists, read back by other people's programs.
@Suite("Field lists")
struct FieldListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func lists(_ arguments: String...) throws -> Tool.Outcome {
        try Program.start(
            [
                "export", "\(maps)/ward_00004.gpkg", "--kind", "lists", "--records", "\(maps)/pl3.xlsx", "--population",
                "\(maps)/population.csv", "--scale", "500", "--date", "2025-11-10", "--output", folder.path("out"),
                "--json", "-", "--quiet",
            ] + arguments
        ).wait()
    }

    private static let reading = """
        import sys, json, openpyxl
        book = openpyxl.load_workbook(sys.argv[1])
        sheets = []
        for sheet in book:
            rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
            sheets.append({"name": sheet.title, "head": rows[0], "rows": rows[1:], "frozen": sheet.freeze_panes,
                "filter": sheet.auto_filter.ref, "offers": [v.formula1 for v in sheet.data_validations.dataValidation]})
        print(json.dumps(sheets))
        """

    private func sheets() throws -> [[String: Any]] {
        let text = try Tool.run(Tool.python ?? "python3", "-c", Self.reading, folder.path("out/00004.xlsx"))
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    }

    @Test func `what is missing stands in a workbook and on paper, without names`() throws {
        let outcome = try lists()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try Tool.isTaken(outcome.output, by: Program.run("schema", "export-index").output))
        let sheets = try sheets()
        #expect(sheets.compactMap { $0["name"] as? String } == ["Tờ 1", "Tờ 2"])
        var rows = 0
        for sheet in sheets {
            let head = try #require(sheet["head"] as? [String])
            #expect(head.contains("Bản sao giấy chứng nhận") && head.contains("Đã xong"))
            #expect(!head.contains { $0.contains("Người sử dụng") })
            #expect(sheet["frozen"] as? String == "D3" && sheet["filter"] as? String != nil)
            #expect((sheet["offers"] as? [String])?.first == "\"x\"")
            rows += (sheet["rows"] as? [[Any]])?.count ?? 0
        }
        let files = try #require(outcome.json["files"] as? [[String: Any]])
        let listed = files.first { $0["file"] as? String == "00004.xlsx" }?["features"] as? Int
        #expect(rows == listed && rows > 50)
        let text = try Tool.run("pdftotext", "-layout", folder.path("out/00004.pdf"), "-")
        for words in ["DANH SÁCH RÀ SOÁT THỰC ĐỊA", "Phường Ba Đình – Tờ 1", "Nhóm 0 → nhóm 2", "Bản sao CCCD"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("Nguyễn"))
    }

    @Test func `the walk is short, and a table gives the groups`() throws {
        let rows = try Tool.run(
            "ogr2ogr", "-f", "CSV", "/vsistdout/", "\(maps)/ward_00004.gpkg", "-sql",
            "SELECT MaXa AS ward, SoHieuToBanDo AS sheet, SoThuTuThua AS parcel FROM parcels"
        ).split(separator: "\n").dropFirst()
        let lines = rows.enumerated().map { i, row in "\(row),\(i % 2 == 0 ? "Tổ dân phố 10" : "Tổ dân phố 9")" }
        try folder.write("ward,sheet,parcel,group\n" + lines.joined(separator: "\n") + "\n", "groups.csv")
        let outcome = try lists("--groups", folder.path("groups.csv"), "--format", "xlsx", "--show-personal-data")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let sheets = try sheets()
        #expect(
            sheets.compactMap { $0["name"] as? String }.prefix(2) == ["Tổ dân phố 9", "Tổ dân phố 10"])
        let cells = sheets.flatMap { ($0["rows"] as? [[Any]])?.joined().compactMap { $0 as? String } ?? [] }
        #expect(cells.contains { $0.hasPrefix("Nguyễn Thử") })
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("out/00004.xlsx"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
        // The centres of the parcels, in the order of the list, against the order of their numbers.
        let centres = try Tool.run(
            "ogr2ogr", "-f", "CSV", "/vsistdout/", "\(maps)/ward_00004.gpkg", "-dialect", "SQLite", "-sql",
            """
            SELECT SoHieuToBanDo || '/' || SoThuTuThua AS k, ST_X(ST_Centroid(geom)) AS x, ST_Y(ST_Centroid(geom)) AS y
            FROM parcels WHERE geom IS NOT NULL
            """
        ).split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").map { String($0).replacing("\"", with: "") }
        }
        var places: [String: (x: Double, y: Double)] = [:]
        for row in centres where row.count == 3 { places[row[0]] = (Double(row[1]) ?? 0, Double(row[2]) ?? 0) }
        func length(_ keys: [String]) -> Double {
            let points = keys.compactMap { places[$0] }
            return zip(points, points.dropFirst()).reduce(0) {
                $0 + ((($1.0.x - $1.1.x) * ($1.0.x - $1.1.x)) + (($1.0.y - $1.1.y) * ($1.0.y - $1.1.y))).squareRoot()
            }
        }
        let keys = (sheets[0]["rows"] as? [[Any]] ?? []).map { "\($0[1])/\($0[2])" }
        #expect(keys.count > 20)
        #expect(length(keys) < 0.75 * length(keys.sorted()), "\(length(keys)) \(length(keys.sorted()))")
    }

    @Test func `lists need records`() throws {
        let outcome = try Program.run(
            "export", "\(maps)/ward_00004.gpkg", "--kind", "lists", "--output", folder.path("out"))
        #expect(outcome.code == 64 && outcome.errors.contains("--records"))
    }
}
