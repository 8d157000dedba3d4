/// What became of the wards on 1 July 2025.
///
/// Only 327 of the 526 old wards went whole into one new ward: a parcel of another can be placed by its ground alone.
/// What became of the 53 wards that ended on 1 January 2025 is in no table here.
public enum WardCrosswalk {
    /// All 794 pairs, in order of the new code and then of the old one.
    public static let shares: [WardShare] = {
        let table = CSVTable(wardCrosswalkTable)
        let new = table.column("new_code")
        let old = table.column("old_wards")
        return table.rows.flatMap { row in
            row[old].split(separator: " ").map { entry in
                let mark = entry.dropFirst(5).first
                return WardShare(
                    oldCode: String(entry.prefix(5)), newCode: row[new], isWhole: mark == "=", isDefault: mark != "~",
                    isConfirmed: entry.last != "?")
            }
        }
    }()

    private static let byOld = Dictionary(grouping: shares, by: \.oldCode)
    private static let byNew = Dictionary(grouping: shares, by: \.newCode)

    /// The new wards of a code of the first half of 2025; none for a code that it had not.
    public static func newWards(ofOldCode code: String) -> [WardShare] { byOld[code] ?? [] }

    /// The old wards of which a new one was made; none for a code that is not in use since 1 July 2025.
    public static func oldWards(ofNewCode code: String) -> [WardShare] { byNew[code] ?? [] }
}
