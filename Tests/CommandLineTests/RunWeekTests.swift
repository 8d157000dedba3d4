import Foundation
import TestSupport
import Testing

/// A project of one ward or more that is run week after week while its map changes.
private struct Weeks {
    let folder: TemporaryFolder
    let output: String

    init() throws {
        folder = try TemporaryFolder()
        output = folder.path("results")
    }

    /// Four lots of 5 by 20 m side by side: 102 reaches back over 101, and there is a slot between 103 and 104, or not;
    /// a fifth reaches over 104, or not. All stand so many metres to the east.
    static func lots(overlap: Bool, gap: Bool, fifth: Bool, east: Double = 0) -> MapPicture {
        var picture = MapPicture(parcels: [
            (MapPicture.box(0, 0, 5, 20), "101"),
            (overlap ? MapPicture.box(4.5, 0, 5.5, 20) : MapPicture.box(5, 0, 5, 20), "102"),
            (gap ? MapPicture.faulty.parcels[2].ring : MapPicture.box(10, 0, 5, 20), "103"),
            (MapPicture.box(15, 0, 5, 20), "104"),
        ])
        if fifth { picture.parcels.append((MapPicture.box(19.7, 0, 5.3, 20), "105")) }
        for i in picture.parcels.indices {
            picture.parcels[i].ring = picture.parcels[i].ring.map { ($0.0 + east, $0.1) }
        }
        return picture
    }

    func put(_ picture: MapPicture, ward: String = "00082") throws {
        let path = folder.path("ward_\(ward).gpkg")
        try? FileManager.default.removeItem(atPath: path)
        _ = try picture.geoPackage("ward_\(ward).gpkg", in: folder)
    }

    func project(date: String?, _ lines: String = "") throws {
        let date = date.map { "date: \($0)\n" } ?? ""
        try folder.write("map: ward_{ward}.gpkg\nsteps: [check]\nlanguage: en\n\(date)\(lines)", "project.yaml")
    }

    @discardableResult
    func run() throws -> Tool.Outcome {
        let outcome = try Program.run("run", folder.path("project.yaml"), "--output", output, "--language", "en")
        try #require(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        return outcome
    }

    func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: "\(output)/\(name)"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// Of the overlaps and gaps: "kind numbers state", sorted.
    func findings(_ ward: String = "00082") throws -> [String] {
        let defects = try #require(try json("wards/\(ward)/check.json")["defects"] as? [[String: Any]])
        return defects.compactMap { defect in
            guard let kind = defect["kind"] as? String, kind == "overlap" || kind == "gap",
                let parcels = defect["parcels"] as? [[String: Any]], let state = defect["state"] as? String
            else { return nil }
            let numbers = parcels.compactMap { ($0["key"] as? String)?.suffix(3) }.sorted()
            return "\(kind) \(numbers.joined(separator: "+")) \(state)"
        }.sorted()
    }

    func states(_ ward: String = "00082") throws -> [String: Int] {
        try #require(try json("wards/\(ward)/check.json")["states"] as? [String: Int])
    }
}

@Suite("run, week after week")
struct RunWeekTests {
    private let weeks: Weeks

    init() throws { weeks = try Weeks() }

    @Test func `what was mended is resolved, what came is new, the rest remains`() throws {
        try weeks.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try weeks.project(date: "2025-11-03")
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 new", "overlap 101+102 new"])
        // The next week: the overlap is mended, a lot is drawn over 104, the gap is as it was.
        try weeks.put(Weeks.lots(overlap: false, gap: true, fifth: true))
        try weeks.project(date: "2025-11-10")
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 remaining", "overlap 104+105 new"])
        #expect(try weeks.states() == ["new": 1, "remaining": 1, "resolved": 1, "accepted": 0])
        // And one more in which nothing is done.
        try weeks.project(date: "2025-11-17")
        try weeks.run()
        #expect(try weeks.states() == ["new": 0, "remaining": 2, "resolved": 0, "accepted": 0])
    }

    @Test func `a ward that is done again in the same week is still compared with the week before`() throws {
        try weeks.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try weeks.project(date: "2025-11-03")
        try weeks.run()
        try weeks.put(Weeks.lots(overlap: false, gap: true, fifth: true))
        try weeks.project(date: "2025-11-10")
        try weeks.run()
        #expect(try weeks.run().output.contains("0 run, 1 unchanged"))
        // On the same day the gap is mended too.
        try weeks.put(Weeks.lots(overlap: false, gap: false, fifth: true))
        try weeks.run()
        #expect(try weeks.findings() == ["overlap 104+105 new"])
        #expect(try weeks.states() == ["new": 1, "remaining": 0, "resolved": 2, "accepted": 0])
        // Where it was on the way is forgotten: straight from the week before it is the same, byte by byte.
        let other = try Weeks()
        try other.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try other.project(date: "2025-11-03")
        try other.run()
        try FileManager.default.removeItem(atPath: other.folder.path("ward_00082.gpkg"))
        try FileManager.default.copyItem(
            atPath: weeks.folder.path("ward_00082.gpkg"), toPath: other.folder.path("ward_00082.gpkg"))
        try other.project(date: "2025-11-10")
        try other.run()
        func text(_ weeks: Weeks) throws -> String {
            try String(contentsOfFile: "\(weeks.output)/wards/00082/check.json", encoding: .utf8)
                .replacing(weeks.folder.url.path, with: "")
        }
        #expect(try text(weeks) == text(other))
    }

    @Test func `without a date in the project, that of the newest input parts the weeks`() throws {
        func age(_ days: Double) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_762_000_000 + days * 86_400)],
                ofItemAtPath: weeks.folder.path("ward_00082.gpkg"))
        }
        try weeks.put(Weeks.lots(overlap: true, gap: false, fifth: false))
        try age(0)
        try weeks.project(date: nil)
        try weeks.run()
        // Changed on the same day: still new.
        try weeks.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try age(0)
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 new", "overlap 101+102 new"])
        // Touched a week later, byte by byte the same: nothing to do.
        try age(7)
        #expect(try weeks.run().output.contains("0 run, 1 unchanged"))
        try weeks.put(Weeks.lots(overlap: false, gap: true, fifth: false))
        try age(7)
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 remaining"])
        #expect(try weeks.states()["resolved"] == 1)
    }

    @Test func `a finding that a person accepted is marked and no longer open, in whatever ward it is`() throws {
        try weeks.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try weeks.put(Weeks.lots(overlap: false, gap: false, fifth: true, east: 1000), ward: "00085")
        try weeks.project(date: "2025-11-03")
        try weeks.run()
        let defects = try #require(try weeks.json("wards/00082/check.json")["defects"] as? [[String: Any]])
        let gap = try #require(defects.first { $0["kind"] as? String == "gap" }?["id"] as? String)
        try weeks.folder.write("id,reason,author,date\n\(gap),kênh thoát nước,An,2025-11-05\n", "accepted.csv")
        try weeks.project(date: "2025-11-10", "accepted: accepted.csv\n")
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 accepted", "overlap 101+102 remaining"])
        #expect(try weeks.states()["accepted"] == 1)
        // The other ward says nothing of an id that is none of its own.
        let notes = try #require(try weeks.json("wards/00085/check.json")["notes"] as? [[String: Any]])
        #expect(!notes.contains { ($0["text"] as? String)?.contains("accepted") == true })
        // It is no longer accepted: it remains.
        try weeks.folder.write("id,reason,author,date\n", "accepted.csv")
        try weeks.run()
        #expect(try weeks.findings() == ["gap 103+104 remaining", "overlap 101+102 remaining"])
    }

    @Test func `earlier results that cannot be compared with are told, and do not stop the ward`() throws {
        try weeks.put(Weeks.lots(overlap: true, gap: false, fifth: false))
        try weeks.project(date: "2025-11-03", "work_crs: EPSG:3405\n")
        try weeks.run()
        try weeks.project(date: "2025-11-10")
        let outcome = try weeks.run()
        #expect(outcome.output.contains("00082 check: not compared with the report before"))
        #expect(try weeks.findings() == ["overlap 101+102 new"])
        #expect(try weeks.run().output.contains("0 run, 1 unchanged"))
        // What is damaged in a week is no reason to stop in the next.
        try "cut off".write(toFile: "\(weeks.output)/wards/00082/check.json", atomically: true, encoding: .utf8)
        try weeks.project(date: "2025-11-17")
        try weeks.run()
        #expect(try weeks.findings() == ["overlap 101+102 new"])
    }

    @Test func `of the report before only what a finding is recognised by is kept`() throws {
        let maps = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../maps").path
        for date in ["2025-11-03", "2025-11-10"] {
            var text = try String(contentsOfFile: "\(maps)/project.yaml", encoding: .utf8)
            for name in ["ward_{ward}", "wards.gpkg", "pl3.xlsx", "population.csv", "documents.csv", "targets.csv"] {
                text = text.replacing(" \(name)", with: " \(maps)/\(name)")
            }
            text = text.replacing("date: 2025-11-10", with: "date: \(date)")
                .replacing("steps: [check, fix, reconcile, sheets, lists]", with: "steps: [check, reconcile]")
            try weeks.folder.write(text, "project.yaml")
            try weeks.run()
        }
        for (verb, list) in [("check", "defects"), ("reconcile", "findings")] {
            let kept = try weeks.json("wards/00004/earlier/\(verb).json")
            #expect(kept["date"] as? String == "2025-11-03")
            let findings = try #require(kept[list] as? [[String: Any]])
            #expect(!findings.isEmpty)
            #expect(
                findings.allSatisfy { Set($0.keys).isSubset(of: ["id", "kind", "severity", "state", "counted_in"]) })
            #expect(
                Set(kept.keys).isSubset(
                    of: ["parcelmap", "schema", "verb", "crs", "date", "not_listed", "settings", list]))
        }
        // The city's table has the sums of the wards.
        let city = try #require(try weeks.json("city/coverage.json")["city"] as? [String: Any])
        for (prefix, verb) in [("defects", "check"), ("findings", "reconcile")] {
            for state in ["new", "remaining", "resolved", "accepted"] {
                let sum = try ["00004", "00008"].reduce(0) { sum, ward in
                    let states = try weeks.json("wards/\(ward)/\(verb).json")["states"] as? [String: Int]
                    return sum + (states?[state] ?? 0)
                }
                #expect(city["\(prefix)_\(state)"] as? Int == sum, "\(prefix) \(state)")
            }
        }
        #expect(city["defects_new"] as? Int == 0)
        let page = try String(contentsOfFile: "\(weeks.output)/wards/00004/index.html", encoding: .utf8)
        #expect(page.contains("\"earlier_date\": \"2025-11-03\"") || page.contains("\"earlier_date\":\"2025-11-03\""))
    }
}

@Suite("Pages, week after week", .enabled(if: Browser.program != nil, "Chromium is not installed: run tools/test"))
struct WeekPageTests {
    @Test func `the page of a ward counts the states and filters by them`() throws {
        let weeks = try Weeks()
        let maps = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../maps").path
        try weeks.put(Weeks.lots(overlap: true, gap: true, fifth: false))
        try weeks.project(date: "2025-11-03", "wards: \(maps)/wards.gpkg\n")
        try weeks.run()
        try weeks.put(Weeks.lots(overlap: false, gap: true, fifth: true))
        try weeks.project(date: "2025-11-10", "wards: \(maps)/wards.gpkg\n")
        try weeks.run()
        let states = try weeks.states()
        let (new, remaining, resolved) = (states["new"] ?? 0, states["remaining"] ?? 0, states["resolved"] ?? 0)
        let listed = "[...document.querySelectorAll('#issues li')].map((e) => e.innerText)"
        let answers = try Browser.visit(
            "\(weeks.output)/wards/00082/index.html", query: "?lang=vi",
            [
                .evaluate("document.querySelector('.tiles').innerText"), .evaluate(listed),
                .click("#state-1"), .evaluate(listed), .click("#state-1"), .click("#state-0"), .evaluate(listed),
            ])
        #expect(
            (answers[0] as? String)?.contains("\(remaining) còn tồn, \(resolved) đã xử lý so với ngày 03/11/2025")
                == true,
            "\(answers[0])")
        #expect((answers[0] as? String)?.contains("Lỗi mới\n\(new)") == true, "\(answers[0])")
        func has(_ k: Int, _ code: String) -> Bool {
            (answers[k] as? [String])?.contains { $0.contains(code) } == true
        }
        // GEO-01 is the overlap that is new, GEO-02 the gap that remains.
        #expect(has(1, "GEO-01") && has(1, "GEO-02"))
        #expect(has(2, "GEO-01") && !has(2, "GEO-02"), "\(answers[2])")
        #expect(!has(3, "GEO-01") && has(3, "GEO-02"), "\(answers[3])")
        #expect((answers[1] as? [String])?.contains { $0.contains("GEO-01") && $0.contains("mới") } == true)
    }
}
