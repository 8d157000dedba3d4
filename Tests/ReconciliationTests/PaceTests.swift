import Cadastre
import Testing

@testable import Reconciliation

private func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate.epoch }

extension CivilDate {
    fileprivate static let epoch = CivilDate(year: 1970, month: 1, day: 1)!
}

private func row(_ date: String, collected: Int? = nil, scanned: Int? = nil, entered: Int? = nil) -> DocumentRow {
    DocumentRow(ward: "00082", date: day(date), counts: [collected, scanned, entered, nil, nil, nil])
}

@Suite("Pace and forecast")
struct PaceTests {
    @Test func `Cửa Nam at forty a day has entered its four thousand in 62 days`() throws {
        let progress = DocumentProgress(
            [
                row("2025-11-01", collected: 3600, scanned: 1700, entered: 1240),
                row("2025-11-08", collected: 4000, scanned: 2000, entered: 1520),
            ], notAfter: day("2025-11-08"))
        let days = try #require(progress.days["00082"])
        #expect(days.last?[.collected] == 4000 && days.last?[.scanned] == 2000 && days.last?[.entered] == 1520)
        let pace = try #require(Pace(days.compactMap { d in d[.entered].map { (d.date, $0) } }))
        // 280 in 7 days; 2,480 are left: 62 days after 8 November.
        #expect(pace.perDay == 40)
        #expect(pace.finish(target: 4000) == day("2026-01-09"))
    }

    @Test func `a part of a day is a whole one`() throws {
        // Yên Sở: 300 in 7 days, 400 to go: 9.3 days.
        let pace = try #require(Pace([(day("2025-11-01"), 300), (day("2025-11-08"), 600)]))
        #expect(pace.finish(target: 1000) == day("2025-11-18"))
        #expect(pace.finish(target: 1000)?.days(since: day("2025-11-15")) == 3)
    }

    @Test func `the line of least squares goes through three days`() throws {
        // 0, 10 and 50 a week apart: the slope is 50 / 14.
        let pace = try #require(Pace([(day("2025-11-01"), 0), (day("2025-11-08"), 10), (day("2025-11-15"), 50)]))
        #expect(abs(pace.perDay - 50.0 / 14) < 1e-12)
    }

    @Test func `days before the last fourteen do not count`() throws {
        let pace = try #require(
            Pace([(day("2025-10-01"), 0), (day("2025-11-08"), 600), (day("2025-11-15"), 670)]))
        #expect(pace.perDay == 10)
        #expect(Pace([(day("2025-10-01"), 0), (day("2025-11-15"), 670)]) == nil)
    }

    @Test func `nothing is forecast where nothing moves, or goes back`() throws {
        #expect(try #require(Pace([(day("2025-11-01"), 9), (day("2025-11-08"), 9)])).finish(target: 10) == nil)
        #expect(try #require(Pace([(day("2025-11-01"), 9), (day("2025-11-08"), 7)])).finish(target: 10) == nil)
        #expect(Pace([(day("2025-11-08"), 7)]) == nil)
    }

    @Test func `a target that is reached is reached on the day of the count`() throws {
        let pace = try #require(Pace([(day("2025-11-01"), 9), (day("2025-11-08"), 20)]))
        #expect(pace.finish(target: 20) == day("2025-11-08"))
    }
}

@Suite("Documents of a ward")
struct DocumentProgressTests {
    @Test func `rows of one day add up, and the newest day not after the report counts`() {
        let progress = DocumentProgress(
            [
                row("2025-11-08", collected: 10, entered: 4), row("2025-11-08", collected: 5),
                row("2025-11-22", collected: 99), row("2025-11-01", collected: 2),
            ], notAfter: day("2025-11-15"))
        #expect(progress.days["00082"]?.map(\.date) == [day("2025-11-01"), day("2025-11-08")])
        #expect(progress.days["00082"]?.last?.counts == [15, nil, 4, nil, nil, nil])
    }

    @Test func `obstacles are those of the newest day, added up by place and kind`() {
        func obstacle(_ date: String, _ group: String, _ kind: String, _ count: Int) -> DocumentRow {
            DocumentRow(
                ward: "00082", residentialGroup: group, workingGroup: "A", date: day(date),
                counts: Array(repeating: nil, count: 6), obstacle: kind, obstacleCount: count)
        }
        let progress = DocumentProgress(
            [
                obstacle("2025-11-01", "Tổ 1", "divorce", 9), obstacle("2025-11-08", "Tổ 2", "divorce", 1),
                obstacle("2025-11-08", "Tổ 1", "divorce", 2), obstacle("2025-11-08", "Tổ 1", "divorce", 3),
            ], notAfter: day("2025-11-15"))
        #expect(progress.obstacles.map(\.residentialGroup) == ["Tổ 1", "Tổ 2"])
        #expect(progress.obstacles.map(\.count) == [5, 1])
    }

    @Test(arguments: [
        ("Chủ vắng mặt", "owner-absent"), ("CHO THUÊ", "rented-out"), ("thế chấp ngân hàng", "mortgaged"),
        ("Tranh chấp/Tòa án", "dispute"), ("toà án", "dispute"), ("ly hôn", "divorce"),
        ("đang chuyển nhượng", "transfer"), ("bản chụp mờ", "illegible"),
        ("chưa liên hệ được chủ căn hộ", "apartment-not-reached"),
    ])
    func `obstacles are known by what offices write`(text: String, code: String) {
        #expect(ObstacleKind.read(text)?.code == code)
    }

    @Test func `a free text is no kind`() { #expect(ObstacleKind.read("nước ngập sân") == nil) }
}
