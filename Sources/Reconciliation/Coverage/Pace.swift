public import Cadastre

/// How fast a count grows, and when it reaches its target.
public struct Pace: Hashable, Sendable {
    /// Documents a day.
    public var perDay: Double
    /// The newest day with data and its count.
    public var date: CivilDate
    public var count: Int

    /// Days before the newest that count.
    public static let window = 14

    /// The line of least squares through the counts of the last 14 days that have any: days without a report are no
    /// days without work, and a count that somebody corrected on the last day alone turns a difference of two days, but
    /// not the line. Of two days both are the same.
    ///
    /// - Parameter counts: by day, ascending.
    /// - Returns: nil for fewer than two days within the window.
    public init?(_ counts: [(date: CivilDate, count: Int)]) {
        guard let last = counts.last else { return nil }
        let used = counts.filter { last.date.days(since: $0.date) <= Pace.window }
        guard used.count >= 2 else { return nil }
        let n = Double(used.count)
        let x = used.map { -Double(last.date.days(since: $0.date)) }
        let y = used.map { Double($0.count) }
        let meanX = x.reduce(0, +) / n
        let meanY = y.reduce(0, +) / n
        var products = 0.0
        var squares = 0.0
        for k in used.indices {
            products += (x[k] - meanX) * (y[k] - meanY)
            squares += (x[k] - meanX) * (x[k] - meanX)
        }
        guard squares > 0 else { return nil }
        perDay = products / squares
        date = last.date
        count = last.count
    }

    /// The first day on which the target is reached at this pace, from the newest count on; that day itself where it is
    /// reached already. Nil when nothing moves, and beyond the calendar.
    public func finish(target: Int) -> CivilDate? {
        if count >= target { return date }
        guard perDay > 0 else { return nil }
        // Rounded off first: 480 documents at 40 a day are 12 days, not 13.
        let days = ((Double(target - count) / perDay * 1e6).rounded() / 1e6).rounded(.up)
        return days < 1e6 ? date.adding(days: Int(days)) : nil
    }
}
