/// A personal identification number (số định danh cá nhân, CCCD): twelve digits.
///
/// Three for the province of birth registration, one for century and gender, two for the year of birth, six at random;
/// there is no check digit (Decree 137/2015/NĐ-CP, Circular 59/2021/TT-BCA).
///
/// It is personal data: show `masked`; `digits` only in what was asked for by name.
public struct PersonalNumber: Hashable, Sendable {
    /// Below 10¹².
    public let value: UInt64

    public static let length = 12

    /// - Precondition: the value has at most twelve digits.
    public init(value: UInt64) {
        precondition(value < 1_000_000_000_000, "a personal number of more than twelve digits")
        self.value = value
    }

    /// All twelve digits.
    public var digits: String {
        let text = String(value)
        return String(repeating: "0", count: PersonalNumber.length - text.utf8.count) + text
    }

    /// The first three and the last four digits, as `001*****4567`.
    public var masked: String { "\(digits.prefix(3))*****\(digits.suffix(4))" }

    /// The province where the birth was registered, as it was called before 2025; nil for a code that is not in the list,
    /// as those of births abroad.
    public var province: String? { BirthProvinces.name(Int(value / 1_000_000_000)) }

    public var gender: Gender { centuryDigit % 2 == 0 ? .male : .female }

    /// Four digits.
    public var birthYear: Int { 1900 + 100 * (centuryDigit / 2) + Int(value / 1_000_000 % 100) }

    private var centuryDigit: Int { Int(value / 100_000_000 % 10) }

    /// Whether all digits are the same.
    var isRepeated: Bool { value % 111_111_111_111 == 0 }
}

public enum Gender: Hashable, Sendable {
    case male, female

    /// Reads "Nam", "Nữ" and the forms of address "Ông" and "Bà", in any case; nil for all else.
    public init?(_ text: String) {
        switch ComparisonKey.withoutDiacritics(text).text {
        case "nam", "ong": self = .male
        case "nu", "ba": self = .female
        default: return nil
        }
    }
}

/// Names of the provinces of birth registration.
enum BirthProvinces {
    static func name(_ code: Int) -> String? { code < names.count ? names[code] : nil }

    private static let names: [String?] = {
        let table = CSVTable(birthProvinceTable)
        let code = table.column("code")
        let province = table.column("province")
        var names = [String?](repeating: nil, count: 1000)
        for row in table.rows {
            guard let number = Int(row[code]) else { preconditionFailure("province \(row[code])") }
            names[number] = row[province]
        }
        return names
    }()
}
