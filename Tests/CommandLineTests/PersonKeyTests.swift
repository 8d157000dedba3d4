import Foundation
import TestSupport
import Testing

@Suite("A key for persons")
struct PersonKeyTests {
    private let folder: TemporaryFolder
    private let map: String

    init() throws {
        folder = try TemporaryFolder()
        map = try MapPicture(parcels: [
            (MapPicture.box(0, 0, 5, 20), "1"), (MapPicture.box(5, 0, 5, 20), "2"),
            (MapPicture.box(10, 0, 5, 20), "3"), (MapPicture.box(15, 0, 5, 20), "4"),
        ]).geoPackage("map.gpkg", in: folder)
        // One number under two names; the same number without its zeros; another person.
        try folder.write(
            """
            MaXa,SoHieuToBanDo,SoThuTuThua,TenChu,SoDinhDanh,TinhTrangDanCu
            00082,14,1,Nguyễn Thử 0345,001085000345,khớp
            00082,14,2,Trần Thử 0345,001085000345,chưa khớp
            00082,14,3,Nguyễn Thử 0345,1085000345,chưa khớp
            00082,14,4,Lê Thử 0777,001185000777,chưa khớp

            """, "records.csv")
        try folder.write("0123456789abcdef", "key")
        try folder.write("fedcba9876543210", "other-key")
        for name in ["key", "other-key"] { try protect(name, 0o600) }
    }

    private func protect(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path(name))
    }

    private func reconcile(_ options: String...) throws -> Tool.Outcome {
        try Program.start(
            [
                "reconcile", map, "--records", folder.path("records.csv"), "--record-field",
                "population_status=TinhTrangDanCu", "--language", "en", "--json", "-",
            ] + options
        ).wait()
    }

    /// The marks of findings, by their kind and row.
    private func marks(_ outcome: Tool.Outcome) -> [String: String] {
        let findings = outcome.json["findings"] as? [[String: Any]] ?? []
        var marks: [String: String] = [:]
        for finding in findings {
            let row = (finding["record"] as? [String: Any])?["row"] as? Int ?? 0
            marks["\(finding["kind"] ?? "") \(row)"] = finding["person"] as? String
        }
        return marks
    }

    @Test func `findings about one person carry one mark, those about another another`() throws {
        let marks = marks(try reconcile("--key-file", folder.path("key")))
        let first = try #require(marks["owner-id-with-two-names 2"])
        #expect(first.count == 16)
        #expect(marks["population-unmatched 3"] == first)
        #expect(marks["invalid-owner-id 4"] == first)
        #expect(marks["population-unmatched 4"] == first)
        let other = try #require(marks["population-unmatched 5"])
        #expect(other != first)
        #expect(Set(marks.values) == [first, other])
    }

    @Test func `marks depend on the key alone, and need one`() throws {
        let marks = [
            marks(try reconcile("--key-file", folder.path("key"))),
            marks(try reconcile("--key-file", folder.path("key"), "--jobs", "1")),
            marks(try reconcile("--key-file", folder.path("other-key"))),
        ]
        #expect(marks[0] == marks[1])
        #expect(marks[0].keys == marks[2].keys)
        #expect(Set(marks[0].values).isDisjoint(with: marks[2].values))
        #expect(self.marks(try reconcile()).isEmpty)
    }

    @Test func `the layer of findings has the marks too`() throws {
        let outcome = try reconcile("--key-file", folder.path("key"), "--output", folder.path("out.gpkg"))
        let sql = "SELECT DISTINCT person FROM findings WHERE person IS NOT NULL ORDER BY 1"
        let layer = try Tool.run("sqlite3", folder.path("out.gpkg"), sql).split(separator: "\n").map(String.init)
        #expect(layer == Set(marks(outcome).values).sorted())
    }

    @Test func `a key that others can read is warned of`() throws {
        func warns(_ outcome: Tool.Outcome) -> Bool { outcome.output.contains("others can read this key") }
        #expect(!warns(try reconcile("--key-file", folder.path("key"))))
        try protect("key", 0o640)
        #expect(warns(try reconcile("--key-file", folder.path("key"))))
    }

    @Test func `what is no key is refused, and a key is never written over`() throws {
        try folder.write("0123456789abcde", "short")
        let short = try reconcile("--key-file", folder.path("short"))
        #expect(short.code == 65)
        #expect(short.errors.contains("15 bytes"))
        #expect(try reconcile("--key-file", folder.path("none")).code == 66)
        #expect(try reconcile("--key-file", folder.url.path).code == 66)
        let over = try reconcile(
            "--key-file", folder.path("key"), "--output", folder.path("key"), "--overwrite")
        #expect(over.code == 73)
    }
}
