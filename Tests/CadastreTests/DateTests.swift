import Cadastre
import Testing

private let today = CivilDate(year: 2025, month: 11, day: 10)!

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test func `every day of four centuries follows the one before`() throws {
        var day = try #require(CivilDate("1800-01-01"))
        let first = day.daysSince1970
        var wrong: [CivilDate] = []
        for count in 1...146_097 {
            let next = try #require(CivilDate(daysSince1970: first + count))
            // The next day is the next number of the month, or a first.
            let follows = next.day == day.day + 1 && next.month == day.month || next.day == 1 && day.day >= 28
            if !follows || next <= day || next.daysSince1970 != first + count { wrong.append(next) }
            day = next
        }
        #expect(wrong.isEmpty)
        #expect(day.description == "2200-01-01")
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2025-07-01", 20_270, 2), ("1969-12-31", -1, 3),
    ])
    func `days that are known`(text: String, count: Int, weekday: Int) throws {
        let day = try #require(CivilDate(text))
        #expect(day.daysSince1970 == count)
        #expect(day.weekday == weekday)
        #expect(CivilDate(daysSince1970: count) == day)
    }

    @Test(arguments: [
        "2025-02-29", "1900-02-29", "2025-13-01", "2025-04-31", "2025-4-1", "0000-01-01", "2025-01-00", "",
    ])
    func `what is no day is none`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func `differences are days, and no day is beyond the year 9999`() throws {
        let last = try #require(CivilDate("9999-12-31"))
        #expect(last.adding(days: 1) == nil)
        #expect(last.adding(days: .max) == nil)
        #expect(today.days(since: try #require(CivilDate("2025-09-01"))) == 70)
    }
}

@Suite("Dates of records")
struct RecordDateTests {
    @Test(arguments: [
        "01/07/2025", "1/7/2025", "1-7-2025", "1.7.2025", " 01/07/2025 ", "01 / 07 / 2025", "2025-07-01",
        "2025-07-01T08:30:00", "2025-07-01T08:30:00+07:00", "2025-07-01 00:00:00", "01/07/2025 12:00:00 AM",
        "ngày 1 tháng 7 năm 2025", "Ngày 01 tháng 07 năm 2025", "2025/07/01",
    ])
    func `one day, as offices and programs write it`(text: String) throws {
        #expect(RecordDate.read(text, notAfter: today) == .day(try #require(CivilDate("2025-07-01"))))
    }

    @Test(arguments: [
        ("1985", RecordDate.year(1985)), ("1985.0", .year(1985)), ("7/1985", .month(year: 1985, month: 7)),
        ("7.1985", .month(year: 1985, month: 7)), ("1985-07", .month(year: 1985, month: 7)), ("", .missing),
        ("  ", .missing), ("30/02/2024", .impossible), ("31/04/2024", .impossible), ("00/01/2024", .impossible),
        ("13/13/2024", .impossible), ("01/01/0001", .impossible), ("1753", .impossible), ("2026", .impossible),
        ("13/1985", .impossible), ("không rõ", .unreadable), ("1/7", .unreadable), ("1/7-2025", .unreadable),
        ("1//2025", .unreadable), ("01/07/2025x", .unreadable), ("01/07/2025 và 02/07/2025", .unreadable),
        ("123456", .unreadable), ("45839", .unreadable), ("1/7/2025/3", .unreadable),
    ])
    func `what is less than a day, or none`(text: String, reading: RecordDate) {
        #expect(RecordDate.read(text, notAfter: today) == reading)
    }

    @Test func `after the given day is the future`() throws {
        #expect(RecordDate.read("10/11/2025", notAfter: today) == .day(today))
        #expect(RecordDate.read("11/11/2025", notAfter: today) == .future(try #require(CivilDate("2025-11-11"))))
    }

    @Test func `a month that comes first or a century that is missing is for somebody to look at`() throws {
        let day = try #require(CivilDate("2024-07-25"))
        #expect(RecordDate.read("07/25/2024", notAfter: today) == .doubtful(day, .monthFirst))
        #expect(RecordDate.read("25/07/24", notAfter: today) == .doubtful(day, .twoDigitYear))
        let old = try #require(CivilDate("1995-07-25"))
        #expect(RecordDate.read("25/7/95", notAfter: today) == .doubtful(old, .twoDigitYear))
    }

    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("25569", "1970-01-01"),
        ("45000", "2023-03-15"),
    ])
    func `days as spreadsheets count them`(number: String, day: String) throws {
        #expect(RecordDate.day(ofSpreadsheetNumber: try #require(Int(number))) == CivilDate(day))
    }

    @Test func `a number is a day only in a spreadsheet, and the one that no calendar has is none`() throws {
        let day = try #require(CivilDate("2023-03-15"))
        #expect(RecordDate.read("45000", from: .spreadsheet, notAfter: today) == .day(day))
        #expect(RecordDate.read("45000.75", from: .spreadsheet, notAfter: today) == .day(day))
        #expect(RecordDate.read("45000", notAfter: today) == .unreadable)
        #expect(RecordDate.read("1985", from: .spreadsheet, notAfter: today) == .year(1985))
        #expect(RecordDate.day(ofSpreadsheetNumber: 60) == nil)
        #expect(RecordDate.day(ofSpreadsheetNumber: 0) == nil)
    }

    @Test func `the year is known of a day, a month and a year`() {
        #expect(
            ["5/6/1970", "6/1970", "1970"].map { RecordDate.read($0, notAfter: today).year } == [1970, 1970, 1970])
        #expect(RecordDate.read("6/25/1970", notAfter: today).year == nil)
    }
}
