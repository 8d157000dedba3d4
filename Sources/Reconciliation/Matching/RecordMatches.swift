public import Cadastre

/// What became of each record, as columns; row `i` is record `i`.
public struct RecordMatches: Sendable {
    /// The parcel of a record, or one of the numbers below.
    public internal(set) var parcel: [Int32] = []
    /// How it was found; of no meaning where it was not.
    public internal(set) var step: [MatchStep] = []
    /// The parcels among which a person must choose, of records that several fit, the lowest rows first.
    public internal(set) var candidates: [Int32: [Int32]] = [:]

    /// No parcel fits.
    public static let none: Int32 = -1
    /// Several parcels fit, or one that may be another's.
    public static let ambiguous: Int32 = -2
    /// The record is of a ward that is not on the map.
    public static let otherWard: Int32 = -3

    /// How many records were found by each step.
    public var countByStep: [MatchStep: Int] {
        var counts: [MatchStep: Int] = [:]
        for (parcel, step) in zip(parcel, step) where parcel >= 0 { counts[step, default: 0] += 1 }
        return counts
    }
}

/// The records of each parcel, as ranges of one list.
struct RecordsOfParcels {
    private let start: [Int32]
    private let records: [Int32]

    init(_ matches: RecordMatches, parcelCount: Int) {
        var start = [Int32](repeating: 0, count: parcelCount + 1)
        for parcel in matches.parcel where parcel >= 0 { start[Int(parcel) + 1] += 1 }
        for p in 0..<parcelCount { start[p + 1] += start[p] }
        var records = [Int32](repeating: 0, count: Int(start[parcelCount]))
        var at = start
        for (record, parcel) in matches.parcel.enumerated() where parcel >= 0 {
            records[Int(at[Int(parcel)])] = Int32(record)
            at[Int(parcel)] += 1
        }
        self.start = start
        self.records = records
    }

    /// In the order of their rows.
    subscript(_ parcel: Int) -> ArraySlice<Int32> { records[Int(start[parcel])..<Int(start[parcel + 1])] }
}
