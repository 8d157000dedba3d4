import TestSupport
import Testing

@Suite("Cells that spreadsheets damaged, as findings")
struct DamagedCellTests {
    private let folder: TemporaryFolder
    private let map: String

    private static let heads = "MaXa,SoHieuToBanDo,SoThuTuThua,DienTichPhapLy,TenChu,SoDinhDanh,SoPhatHanh,NgayCap"
    private static let rows = [
        #"82,14,1,"100,5",Nguyễn Thử 0345,1085000345,ZZ 00000345,45839"#,
        "82,14,2,100.0,Trần Thử 0777,001185000777,ZZ 00000777,#N/A",
        "82,14,3,khoảng 100,Lê Thử 0888,001185000888,ZZ 00000888,01/07/2025",
    ]

    init() throws {
        folder = try TemporaryFolder()
        map = try MapPicture(parcels: [
            (MapPicture.box(0, 0, 5, 20), "1"), (MapPicture.box(5, 0, 5, 20), "2"),
            (MapPicture.box(10, 0, 5, 20), "3"),
        ]).geoPackage("map.gpkg", in: folder)
    }

    /// Reconciles a workbook of texts.
    private func reconcile(_ rows: [String], _ name: String, _ options: String...) throws -> Tool.Outcome {
        try folder.write(([Self.heads] + rows).joined(separator: "\n") + "\n", "\(name).csv")
        try Tool.run("ogr2ogr", "-f", "XLSX", folder.path("\(name).xlsx"), folder.path("\(name).csv"))
        let outcome = try Program.start(
            [
                "reconcile", map, "--records", folder.path("\(name).xlsx"), "--language", "en", "--date", "2025-11-10",
                "--json", "-",
            ] + options
        ).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return outcome
    }

    private func damaged(_ outcome: Tool.Outcome) -> [[String: Any]] {
        let findings = outcome.json["findings"] as? [[String: Any]] ?? []
        return findings.filter { $0["kind"] as? String == "damaged-cell" }
    }

    @Test func `each lost value is a finding, what was mended is one for its column`() throws {
        let outcome = try reconcile(Self.rows, "pl3")
        let found = damaged(outcome).map { finding in
            let row = (finding["record"] as? [String: Any])?["row"] as? Int ?? 0
            return "\(finding["field"] ?? "") \(finding["rule"] ?? "") \(finding["severity"] ?? "") \(row)"
                + " x\(finding["rows"] as? Int ?? 1)"
        }
        #expect(
            found.sorted() == [
                "area number-as-text info 2 x1", "area unreadable-area warning 4 x1",
                "issue_date date-serial info 2 x1",
                "issue_date error-value warning 3 x1", "ward leading-zeros-restored info 2 x3",
            ])
        #expect((outcome.json["counts"] as? [String: Int])?["damaged-cell"] == 5)
        let messages = damaged(outcome).compactMap { $0["message"] as? String }
        #expect(messages.contains { $0.contains("cell H3 (pl3.xlsx)") })
        #expect(messages.contains { $0.contains("cell D4 (pl3.xlsx)") && $0.contains("khoảng 100") })
        #expect(messages.contains { $0.contains("3 cells from cell A2 (pl3.xlsx) on") })
        #expect(damaged(outcome).allSatisfy { $0["code"] as? String == "TXT-03" })
    }

    @Test func `a damage that the check of its field tells is told once`() throws {
        let outcome = try reconcile(Self.rows, "pl3")
        let findings = outcome.json["findings"] as? [[String: Any]] ?? []
        let numbers = findings.filter { $0["field"] as? String == "owner_number" }
        #expect(numbers.map { $0["kind"] as? String } == ["invalid-owner-id"])
        #expect(!outcome.output.contains("1085000345"))
    }

    @Test func `they remain while the rows move, and are accepted as others`() throws {
        let first = try reconcile(Self.rows, "week-1")
        try folder.write(first.output, "first.json")
        let ids = Set(damaged(first).compactMap { $0["id"] as? String })
        #expect(ids.count == 5)
        let accepted = try #require(ids.sorted().first)
        try folder.write("id,reason,author,date\n\(accepted),đã xem,A,2025-11-09\n", "accepted.csv")
        let second = try reconcile(
            Self.rows.reversed(), "week-2", "--previous", folder.path("first.json"), "--accepted",
            folder.path("accepted.csv"))
        #expect(Set(damaged(second).compactMap { $0["id"] as? String }) == ids)
        #expect((second.json["states"] as? [String: Int])?["new"] == 0)
        #expect((second.json["states"] as? [String: Int])?["accepted"] == 1)
        #expect((second.json["counts"] as? [String: Int])?["damaged-cell"] == 4)
    }
}
