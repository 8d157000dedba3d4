import Cadastre
import Foundation
import MapChecking
import TestSupport
import Testing

@testable import Publishing

@Suite("JSON of check")
struct CheckJSONTests {
    private func object(_ report: CheckReport) throws -> [String: Any] {
        let text = try report.jsonText()
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `a defect carries its parties, size, place and message`() throws {
        let text = try sampleReport([sampleDefect(.overlap)]).jsonText()
        #expect(
            text.contains(
                """
                    {"id": "ovl-0000000000000001", "kind": "overlap", "severity": "error", "code": "GEO-01", "state": "new", \
                "parcels": [{"fid": 100, "key": "00082/14/205"}, {"fid": 101, "key": "00082/14/206"}], \
                "area_m2": 3.2170, "width_m": 0.1640, "at": [587012.3684, 2322021.3684], "ward": "00082", "message": "Các thửa
                """))
    }

    @Test func `with several sources each parcel says where it is from`() throws {
        let text = try sampleReport([sampleDefect(.gap, parcels: [0, 5])], sources: 2).jsonText()
        #expect(text.contains("{\"fid\": 105, \"key\": null, \"source\": \"map1.gpkg\", \"layer\": \"thua_dat\"}"))
    }

    @Test func `the same report gives the same bytes`() throws {
        #expect(try sampleReport(everyDefect).jsonText() == sampleReport(everyDefect.shuffled()).jsonText())
    }

    @Test func `what is not listed is counted and said, and the largest are listed`() throws {
        var report = sampleReport(
            (1...5).map { sampleDefect(.gap, $0, area: Double($0)) } + [sampleDefect(.overlap, 9)])
        report.maxListed = 2
        let json = try object(report)
        #expect((json["counts"] as? [String: Int]) == ["gap": 5, "overlap": 1])
        #expect((json["not_listed"] as? [String: Int]) == ["gap": 3])
        let ids = (json["defects"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        #expect(ids == ["gap-0000000000000004", "gap-0000000000000005", "ovl-0000000000000009"])
        #expect(report.summary().contains("còn 3 gap"))
    }

    @Test func `accepted findings are listed and count in no total of open ones`() throws {
        var accepted = sampleDefect(.gap, 2)
        accepted.state = .accepted
        let report = sampleReport([sampleDefect(.overlap), accepted])
        let json = try object(report)
        #expect((json["counts"] as? [String: Int]) == ["overlap": 1])
        #expect((json["defects"] as? [Any])?.count == 2)
        #expect(report.hasOpenDefects(atLeast: .error))
        #expect(!sampleReport([accepted]).hasOpenDefects(atLeast: .info))
    }

    @Test(.enabled(if: Tool.python != nil, "the oracle's Python is not set up: run tools/test"))
    func `the schema takes what we write and refuses what is broken`() throws {
        func isTaken(_ text: String) throws -> Bool { try Tool.isTaken(text, by: OutputSchema.check.text) }
        var report = sampleReport(everyDefect, sources: 2)
        report.result.doesNotMatch = (percentOfEdges: 38.2, medianOffsetMetres: 0.0213)
        report.result.balance.wardArea = 12.5
        report.result.settings.scale = 500
        report.selection = [("where", "MaXa = '00082'")]
        report.notes = [ReportNote("A note with \"quotes\"", isWarning: true)]
        let good = try report.jsonText()
        #expect(try isTaken(good))
        for (from, to) in [
            ("\"ovl-", "\"OVL-"), ("\"kind\": \"gap\"", "\"kind\": \"hole\""), ("\"area_m2\": 3", "\"area_m2\": -3"),
            ("\"closure_m2\": 0.000000", "\"closure_m2\": 0.000001"), ("\"fid\": 100", "\"fid\": \"100\""),
            ("\"verb\": \"check\", ", ""), ("\"state\": \"new\"", "\"state\": \"old\""),
        ] {
            #expect(good.contains(from))
            #expect(try !isTaken(good.replacingOccurrences(of: from, with: to)), "\(from)")
        }
    }

    @Test func `a file that exists is kept, and a folder that is not there is named`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("check.json")
        try "mine".write(toFile: path, atomically: true, encoding: .utf8)
        let refused = #expect(throws: OutputError.self) { try sampleReport().writeJSON(to: path, overwrite: false) }
        #expect(refused?.cause == .cannotCreate)
        #expect(refused?.description.contains("--overwrite") == true)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        try sampleReport().writeJSON(to: path, overwrite: true)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("{\n  \"parcelmap\""))
        #expect(throws: OutputError.self) {
            try sampleReport().writeJSON(to: folder.path("none/check.json"), overwrite: false)
        }
        #expect(throws: OutputError.self) {
            try sampleReport().writeJSON(to: path, overwrite: true, inputs: [path])
        }
        #expect(folder.names == ["check.json"])
    }

    @Test(.enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full")))
    func `a full disk is an error that says so`() throws {
        let error = #expect(throws: OutputError.self) {
            try sampleReport().writeJSON(to: "/dev/full", overwrite: false)
        }
        #expect(error?.cause == .writeFailed)
        #expect(error?.description.contains("No space left on device") == true)
    }
}
