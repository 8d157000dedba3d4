/// A number of an area as people write it: `245,8`, `1.234,5`, `1,234.5`, `245.8 m2`.
enum AreaNumber: Equatable {
    case value(Double, Evidence)
    /// `1.234`: one mark and three digits behind it.
    case ambiguous(decimal: Double, mark: UInt8)

    /// What a number shows of the marks in its column.
    enum Evidence: Equatable {
        case nothing
        /// Four digits or more without a mark.
        case unmarked
        case decimal(UInt8)
        case thousands(UInt8)
    }

    static let point = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")

    /// Nil for what is no number, or is below zero.
    init?(_ bytes: ArraySlice<UInt8>) {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count)
        var marks: [(mark: UInt8, at: Int)] = []
        var rest = bytes
        while let byte = rest.first {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case AreaNumber.point, AreaNumber.comma:
                if digits.isEmpty { return nil }
                marks.append((byte, digits.count))
            // Between thousands, or before the unit.
            case 0x20: break
            case 0xC2 where rest.dropFirst().first == 0xA0: rest = rest.dropFirst()
            default:
                guard let factor = AreaNumber.unit(rest, number: bytes), !digits.isEmpty else { return nil }
                guard let number = AreaNumber(digits, marks) else { return nil }
                self = factor == 1 ? number : number.times(factor)
                return
            }
            rest = rest.dropFirst()
        }
        guard let number = AreaNumber(digits, marks) else { return nil }
        self = number
    }

    private init?(_ digits: [UInt8], _ marks: [(mark: UInt8, at: Int)]) {
        guard !digits.isEmpty, digits.count <= 30 else { return nil }
        guard let last = marks.last else {
            self = .value(AreaNumber.number(digits, fraction: 0), digits.count > 3 ? .unmarked : .nothing)
            return
        }
        let fraction = digits.count - last.at
        let others = marks.dropLast()
        if others.isEmpty {
            let isLikeThousands = fraction == 3 && last.at <= 3 && digits[0] != 0x30
            let value = AreaNumber.number(digits, fraction: fraction)
            self =
                isLikeThousands
                ? .ambiguous(decimal: value, mark: last.mark)
                : .value(value, fraction == 0 ? .nothing : .decimal(last.mark))
            return
        }
        guard let thousands = others.first?.mark, others.allSatisfy({ $0.mark == thousands }),
            AreaNumber.areThousands(others.map(\.at), upTo: last.at), others[0].at <= 3
        else { return nil }
        if last.mark != thousands {
            self = .value(AreaNumber.number(digits, fraction: fraction), .decimal(last.mark))
        } else if fraction == 3 {
            self = .value(AreaNumber.number(digits, fraction: 0), .thousands(thousands))
        } else {
            return nil
        }
    }

    private static func areThousands(_ places: [Int], upTo end: Int) -> Bool {
        zip(places, places.dropFirst() + [end]).allSatisfy { $1 - $0 == 3 }
    }

    private static func number(_ digits: [UInt8], fraction: Int) -> Double {
        var whole = 0.0
        for digit in digits { whole = whole * 10 + Double(digit - 0x30) }
        var divisor = 1.0
        for _ in 0..<fraction { divisor *= 10 }
        return whole / divisor
    }

    private func times(_ factor: Double) -> AreaNumber {
        switch self {
        case .value(let value, let evidence): .value(value * factor, evidence)
        case .ambiguous(let decimal, let mark): .ambiguous(decimal: decimal * factor, mark: mark)
        }
    }

    /// The factor of what stands behind the digits: of square metres, hectares, or an exponent.
    private static func unit(_ rest: ArraySlice<UInt8>, number: ArraySlice<UInt8>) -> Double? {
        let unit = String(decoding: rest, as: UTF8.self).lowercased().filter { $0 != " " && $0 != "." }
        switch unit {
        case "m2", "m²", "m", "mét vuông", "métvuông", "sqm": return 1
        case "ha": return 10_000
        default:
            guard unit.hasPrefix("e"), let exponent = Int(unit.dropFirst()), abs(exponent) < 12 else { return nil }
            var factor = 1.0
            for _ in 0..<abs(exponent) { factor *= 10 }
            return exponent < 0 ? 1 / factor : factor
        }
    }
}

/// What the numbers of a column show of its marks, and so what `1.234` is in it.
struct AreaMarks {
    private var decimal: [UInt8: Int] = [:]
    private var thousands: [UInt8: Int] = [:]
    private var unmarked = 0
    private(set) var ambiguous: [UInt8: Int] = [:]

    mutating func note(_ number: AreaNumber) {
        switch number {
        case .ambiguous(_, let mark): ambiguous[mark, default: 0] += 1
        case .value(_, .decimal(let mark)): decimal[mark, default: 0] += 1
        case .value(_, .thousands(let mark)): thousands[mark, default: 0] += 1
        case .value(_, .unmarked): unmarked += 1
        case .value(_, .nothing): break
        }
    }

    /// Whether the mark stands between thousands, and whether the column shows it.
    func verdict(_ mark: UInt8) -> (isThousands: Bool, isDecided: Bool) {
        let other = mark == AreaNumber.point ? AreaNumber.comma : AreaNumber.point
        let forDecimal = decimal[mark, default: 0] + thousands[other, default: 0]
        let forThousands = thousands[mark, default: 0] + decimal[other, default: 0]
        if forDecimal != forThousands {
            return (forThousands > forDecimal, min(forDecimal, forThousands) == 0)
        }
        if forDecimal > 0 { return (true, false) }
        // Nobody marks the thousands of some numbers only. Otherwise three decimals of a square metre are rare.
        return unmarked > 0 ? (false, true) : (true, false)
    }
}
