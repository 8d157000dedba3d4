import Cadastre

/// One line of the collected certificates: a parcel and a person.
///
/// Nobody is real: people are numbered, and the last six digits of their identity numbers are below 10,000.
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

    /// The scan of the certificate, as wards name the files.
    public var scan: String { "\(serial)-GCN.pdf" }

    public struct Owner: Sendable {
        /// Which owner of the city it is; both of a couple have one number.
        public let number: Int
        public var name: String
        public var isMale: Bool
        public var born: Day
        /// Twelve digits of a right form: a province, century and gender, the year, six digits from 000000 to 009999.
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
        let issued = SyntheticRecord.Day(
            year: dice.int(2004..<2025), month: dice.int(1..<13), day: dice.int(1..<29))
        // Whoever holds two lots is the same person in both.
        var own = Dice(seed, .people, owner)
        let isCouple = own.happens(0.08)
        let isMale = isCouple || own.happens(0.5)
        return (0..<(isCouple ? 2 : 1)).map { person in
            let isMale = person == 0 ? isMale : false
            return SyntheticRecord(
                ward: parcel.ward, sheet: parcel.sheet, number: number, areaSquareMetres: area,
                landUse: parcel.landUse, isField: parcel.kind == .field,
                owner: SyntheticRecord.Owner(number: owner, person: person, isMale: isMale, dice: &own),
                serial: "ZZ \(digits(owner, 8))", registerNumber: "CH \(digits(owner % 100_000, 5))", issued: issued,
                holding: isCouple ? "Vợ chồng" : "Cá nhân", role: isCouple ? (isMale ? "Chồng" : "Vợ") : "Cá nhân")
        }
    }
}

extension SyntheticRecord.Owner {
    /// The name that stands in the map and in the records.
    public static func name(number: Int) -> String { "Nguyễn Thử \(digits(number, 7))" }

    /// The name of the other of a couple.
    static func otherName(number: Int) -> String { "Trần Thử \(digits(number, 7))" }

    /// Whether number and name are still those that it was born with.
    var isItself: Bool {
        identityNumber.utf8.count == 12 && [Self.name(number: number), Self.otherName(number: number)].contains(name)
    }

    init(number: Int, person: Int, isMale: Bool, dice: inout Dice) {
        self.number = number
        self.isMale = isMale
        // The number tells owner and person apart: its last six digits stay below 10,000, so year and province carry
        // the rest.
        let provinces = [
            "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020", "022", "024",
            "025", "026", "027", "030", "031",
        ]
        let year = number / 10_000 % 100
        let isOfThisCentury = year < 10
        born = SyntheticRecord.Day(
            year: (isOfThisCentury ? 2000 : 1900) + year, month: dice.int(1..<13), day: dice.int(1..<29))
        name = person == 0 ? Self.name(number: number) : Self.otherName(number: number)
        identityNumber =
            provinces[number / 1_000_000 % 10 + 10 * person] + String((isOfThisCentury ? 2 : 0) + (isMale ? 0 : 1))
            + digits(year, 2) + digits(number % 10_000, 6)
    }
}

/// A number with leading zeros.
func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
}
