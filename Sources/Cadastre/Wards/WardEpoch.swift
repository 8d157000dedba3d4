/// The three divisions of Hanoi that its records name. A ward code says a place only together with one of them.
public enum WardEpoch: Int, CaseIterable, Hashable, Sendable, Comparable {
    /// 579 units in 30 districts, until 31 December 2024.
    case until2024
    /// 526 units in 30 districts, from 1 January to 30 June 2025.
    case firstHalf2025
    /// 126 units without districts, since 1 July 2025 (Resolution 1656/NQ-UBTVQH15).
    case sinceJuly2025

    /// The division that was in force on a day, however long ago: earlier ones are not known here.
    public init(on day: CivilDate) {
        self = day.year < 2025 ? .until2024 : day.year == 2025 && day.month <= 6 ? .firstHalf2025 : .sinceJuly2025
    }

    public static func < (a: WardEpoch, b: WardEpoch) -> Bool { a.rawValue < b.rawValue }
}
