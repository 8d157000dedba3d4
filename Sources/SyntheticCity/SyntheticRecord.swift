import Cadastre

/// One line of the collected certificates: a parcel and a person.
///
/// Nobody is real: people are numbered, born in the 24th century, and their identity numbers say so.
public struct SyntheticRecord: Sendable {
    public var ward: String
    public var sheet: Int
    public var number: Int
    public var areaSquareMetres: Double
    public var landUse: String
    public var isField: Bool
    public var owner: Owner
    /// Two letters and eight digits.
    public var serial: String
    public var registerNumber: String
    public var issued: Day
    /// "Cá nhân" or "Vợ chồng", and the person's part in it.
    public var holding: String
    public var role: String

    public struct Owner: Sendable {
        public var name: String
        public var isMale: Bool
        public var born: Day
        /// Twelve digits of a right form: Hanoi, a century of birth that is to come, the year, six digits.
        public var identityNumber: String
    }

    public struct Day: Sendable {
        public var year: Int
        public var month: Int
        public var day: Int
    }
}

extension WardMap {
    /// The records of a parcel: none for public ground and for one lot in twenty, two for couples.
    public func records(ofParcel p: Int, seed: UInt64) -> [SyntheticRecord] {
        let parcel = parcels.attributes[p]
        guard let owner = parcel.owner, let number = parcel.number, let area = parcel.legalAreaSquareMetres else {
            return []
        }
        var dice = Dice(seed, .records, owner, p)
        guard dice.happens(0.95) else { return [] }
        let isCouple = dice.happens(0.08)
        let issued = SyntheticRecord.Day(
            year: dice.int(2004..<2025), month: dice.int(1..<13), day: dice.int(1..<29))
        return (0..<(isCouple ? 2 : 1)).map { person in
            let isMale = isCouple ? person == 0 : dice.happens(0.5)
            return SyntheticRecord(
                ward: parcel.ward, sheet: parcel.sheet, number: number, areaSquareMetres: area,
                landUse: parcel.landUse, isField: parcel.kind == .field,
                owner: SyntheticRecord.Owner(number: owner, person: person, isMale: isMale, dice: &dice),
                serial: "ZZ \(digits(owner, 8))", registerNumber: "CH \(digits(owner % 100_000, 5))", issued: issued,
                holding: isCouple ? "Vợ chồng" : "Cá nhân", role: isCouple ? (isMale ? "Chồng" : "Vợ") : "Cá nhân")
        }
    }
}

extension SyntheticRecord.Owner {
    /// The name that stands in the map and in the records.
    public static func name(number: Int) -> String { "Người sử dụng mẫu \(digits(number, 7))" }

    fileprivate init(number: Int, person: Int, isMale: Bool, dice: inout Dice) {
        self.isMale = isMale
        born = SyntheticRecord.Day(year: dice.int(2300..<2400), month: dice.int(1..<13), day: dice.int(1..<29))
        name = Self.name(number: number) + (person == 0 ? "" : " B")
        let century = isMale ? "8" : "9"
        identityNumber =
            "001" + century + digits(born.year % 100, 2) + digits((number + person * 500_000) % 1_000_000, 6)
    }
}

/// A number with leading zeros.
private func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
}
