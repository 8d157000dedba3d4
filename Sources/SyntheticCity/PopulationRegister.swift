/// Who of the city is in the extract of the population database: all who hold land, but one owner in fifty.
struct PopulationRegister: Sendable {
    /// A bit for each owner.
    private var isListed = [UInt64](repeating: 0, count: owners / 64 + 1)
    private static let owners = 10_000_000

    private static func isMissing(_ owner: Int) -> Bool { owner % 50 == 49 }

    /// Lists the holders of a lot.
    /// - Returns: those that were not listed before.
    mutating func list(_ records: [SyntheticRecord]) -> [SyntheticRecord.Owner] {
        guard let number = records.first?.owner.number, !Self.isMissing(number), !has(number) else { return [] }
        isListed[number / 64] |= 1 << UInt64(number % 64)
        return records.map(\.owner)
    }

    func has(_ owner: Int) -> Bool { isListed[owner / 64] & 1 << UInt64(owner % 64) != 0 }
}
