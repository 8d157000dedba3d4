/// What a text says when it should be the date of a record: of birth, of issue, of entry.
public enum RecordDate: Hashable, Sendable {
    case missing
    case day(CivilDate)
    /// Only month and year are known.
    case month(year: Int, month: Int)
    /// Only the year is known, as for most people in old records.
    case year(Int)
    /// Nearly a date: to be taken only after somebody has looked.
    case doubtful(CivilDate, Doubt)
    /// A day that no calendar has (30/02), or of a year in which there were no records.
    case impossible
    /// After the day on which it can have been written.
    case future(CivilDate)
    case unreadable

    public enum Doubt: Hashable, Sendable {
        /// The month comes first, as American programs write it.
        case monthFirst
        /// The century is not written; the last one that is not in the future.
        case twoDigitYear
    }

    /// Where a text comes from.
    public enum Source: Hashable, Sendable {
        case text
        /// A number of five digits may be a day as Excel counts them.
        case spreadsheet
    }

    /// The first year that is believed: there is no land record and no owner before.
    public static let firstYear = 1850

    /// The year, where the date is sure of at least that.
    public var year: Int? {
        switch self {
        case .day(let date): date.year
        case .month(let year, _), .year(let year): year
        case .missing, .doubtful, .impossible, .future, .unreadable: nil
        }
    }

    /// Reads a date as Vietnamese offices write it: `01/07/2025`, `1-7-2025`, `1.7.2025`, `7/2025`, `2025`, `ngày 1 tháng 7
    /// năm 2025`, and as programs do: `2025-07-01`, with or without a time; from a spreadsheet also `45839`.
    ///
    /// - Parameter latest: the last day that is possible, usually that of the report.
    public static func read(_ text: String, from source: Source = .text, notAfter latest: CivilDate) -> RecordDate {
        guard let written = WrittenDate(text) else { return text.trimmingSpaces.isEmpty ? .missing : .unreadable }
        let n = written.numbers
        switch n.count {
        case 1: return single(n[0], source, latest)
        case 2 where n[0].digits <= 2 && n[1].digits == 4:
            return whole(year: n[1].value, month: n[0].value, latest)
        case 2 where n[0].digits == 4 && n[1].digits <= 2:
            return whole(year: n[0].value, month: n[1].value, latest)
        case 3 where n[0].digits == 4 && n[1].digits <= 2 && n[2].digits <= 2:
            return judged(CivilDate(year: n[0].value, month: n[1].value, day: n[2].value), latest)
        case 3 where n[0].digits <= 2 && n[1].digits <= 2 && n[2].digits == 4:
            return dayFirst(day: n[0].value, month: n[1].value, year: n[2].value, latest)
        case 3 where n.allSatisfy({ $0.digits <= 2 }):
            return shortYear(day: n[0].value, month: n[1].value, year: n[2].value, latest)
        default: return .unreadable
        }
    }

    /// The day of a number as Excel counts days: 1 is 1 January 1900, and there is a 29 February 1900, number 60, that no
    /// calendar has (ECMA-376, part 1, 18.17.4.1).
    public static func day(ofSpreadsheetNumber number: Int) -> CivilDate? {
        guard number >= 1, number != 60, number < 3_000_000 else { return nil }
        return CivilDate(year: 1899, month: 12, day: number < 60 ? 31 : 30)?.adding(days: number)
    }

    private static func single(_ number: WrittenDate.Number, _ source: Source, _ latest: CivilDate) -> RecordDate {
        switch number.digits {
        case 4:
            if number.value > latest.year { return .impossible }
            return number.value < firstYear ? .impossible : .year(number.value)
        case 5 where source == .spreadsheet: return judged(day(ofSpreadsheetNumber: number.value), latest)
        default: return .unreadable
        }
    }

    private static func whole(year: Int, month: Int, _ latest: CivilDate) -> RecordDate {
        guard let first = CivilDate(year: year, month: month, day: 1), year >= firstYear else { return .impossible }
        return first > latest ? .future(first) : .month(year: year, month: month)
    }

    private static func dayFirst(day: Int, month: Int, year: Int, _ latest: CivilDate) -> RecordDate {
        if month > 12, let turned = CivilDate(year: year, month: day, day: month), year >= firstYear, turned <= latest {
            return .doubtful(turned, .monthFirst)
        }
        return judged(CivilDate(year: year, month: month, day: day), latest)
    }

    private static func shortYear(day: Int, month: Int, year: Int, _ latest: CivilDate) -> RecordDate {
        let century = latest.year / 100 * 100
        for base in [century, century - 100] {
            if let date = CivilDate(year: base + year, month: month, day: day), date <= latest {
                return .doubtful(date, .twoDigitYear)
            }
        }
        return .impossible
    }

    private static func judged(_ date: CivilDate?, _ latest: CivilDate) -> RecordDate {
        guard let date, date.year >= firstYear else { return .impossible }
        return date > latest ? .future(date) : .day(date)
    }
}
