/// What the texts of a parcel's label (nhãn thửa) say: number over area, and the land-use code beside or below.
public struct ParcelLabel: Hashable, Sendable {
    public var number: String?
    public var area: LabelArea?
    /// `ODT+CLN`, in capitals, codes joined by `+`.
    public var landUse: String?

    public init(number: String? = nil, area: LabelArea? = nil, landUse: String? = nil) {
        self.number = number
        self.area = area
        self.landUse = landUse
    }

    public var isEmpty: Bool { number == nil && area == nil && landUse == nil }
}

/// An area as a label writes it.
public struct LabelArea: Hashable, Sendable {
    public var squareMetres: Double
    /// Digits behind the decimal mark.
    public var decimals: Int

    public init(squareMetres: Double, decimals: Int) {
        self.squareMetres = squareMetres
        self.decimals = decimals
    }

    /// By how much the area before rounding may have differed, in square metres.
    public var rounding: Double { [0.5, 0.05, 0.005, 0.0005][min(3, decimals)] }
}

/// What the level of a text leads to expect.
public enum LabelRole: Hashable, Sendable {
    case number, area, landUse
    /// Any part, or several: told by what it looks like.
    case any
}

extension ParcelLabel {
    /// Reads one text of a label. Several lines, and parts parted by blanks or a slash, are read one after the other.
    ///
    /// - Returns: the parts, and whether something was left that is none of them.
    public static func read(_ text: String, role: LabelRole) -> (label: ParcelLabel, isWhole: Bool) {
        var label = ParcelLabel()
        var isWhole = true
        let tokens = text.split { $0.isWhitespace || $0 == "/" || $0 == "\\" || $0 == "|" || $0 == "_" }
        for token in tokens where !label.take(token, role) { isWhole = false }
        return (label, isWhole && !tokens.isEmpty)
    }

    private mutating func take(_ token: Substring, _ role: LabelRole) -> Bool {
        // A decimal mark makes an area of any number.
        if let read = LabelArea(token), role == .area || read.decimals > 0 || (number != nil && role != .landUse) {
            if area != nil { return false }
            area = read
            return true
        }
        if role != .landUse && role != .area, number == nil, ParcelLabel.isNumber(token, loosely: role == .any) {
            number = String(token)
            return true
        }
        guard landUse == nil, let codes = ParcelLabel.codes(token) else { return false }
        landUse = codes
        return true
    }

    /// Digits, perhaps a letter behind them, perhaps a part: `12`, `06`, `12a`, `12-1`. In foreign maps any word that
    /// begins or ends with a digit.
    private static func isNumber(_ token: Substring, loosely: Bool) -> Bool {
        var rest = token.drop { $0.isASCII && $0.isNumber }
        if rest.count < token.count && token.count - rest.count <= 6 {
            if rest.first.map({ $0.isASCII && $0.isLetter }) ?? false { rest = rest.dropFirst() }
            if rest.first == "-" {
                let part = rest.dropFirst()
                if !part.isEmpty && part.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
            }
            if rest.isEmpty { return true }
        }
        return loosely && token.count <= 16
            && token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            && (token.first?.isNumber == true || token.last?.isNumber == true)
    }

    /// Land-use codes joined by `+`: those of the lists, and what looks like one (`T`, `2L`, `Ao`).
    private static func codes(_ token: Substring) -> String? {
        let codes = token.split(separator: "+", omittingEmptySubsequences: false)
        for code in codes {
            let letters = code.first?.isNumber == true ? code.dropFirst() : code
            guard (1...4).contains(code.count), !letters.isEmpty, letters.allSatisfy(\.isLetter) else { return nil }
        }
        return codes.map { $0.uppercased() }.joined(separator: "+")
    }
}

extension LabelArea {
    /// Reads `245,8`, `245.8`, `1.245,8`, `245,8m2`; nil for what is no area.
    public init?(_ text: some StringProtocol) {
        var rest = text[...]
        for unit in ["m2", "m²", "M2"] where rest.hasSuffix(unit) { rest = rest.dropLast(unit.count) }
        guard let last = rest.lastIndex(where: { $0 == "," || $0 == "." }) else {
            guard (1...7).contains(rest.count), let whole = Int(rest), rest.first?.isNumber == true else { return nil }
            self.init(squareMetres: Double(whole), decimals: 0)
            return
        }
        let fraction = rest[rest.index(after: last)...]
        let mark = rest[last]
        let whole = rest[..<last].filter { $0 != (mark == "," ? "." : ",") }
        guard (1...3).contains(fraction.count), (1...8).contains(whole.count),
            whole.allSatisfy({ $0.isASCII && $0.isNumber }), fraction.allSatisfy({ $0.isASCII && $0.isNumber }),
            let value = Double("\(String(whole)).\(fraction)")
        else { return nil }
        self.init(squareMetres: value, decimals: fraction.count)
    }
}
