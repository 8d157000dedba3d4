/// Headings as they are compared.
enum HeadingText {
    /// A heading as it is shown: one line, without the list of values in braces that the form puts behind some.
    static func shown(_ text: String) -> String {
        let head = text.prefix { $0 != "{" }
        return head.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Small letters and digits only, without diacritics, units and the number in front: `2. Diện tích (m²)` is
    /// `dientich`.
    static func fold(_ text: String) -> String {
        var folded = Substring(FieldRole.fold(String(text.prefix { $0 != "{" }).replacing("²", with: "2")))
        for unit in ["sqft", "ft2", "m2"] where folded.hasSuffix(unit) && folded.count > unit.count + 1 {
            folded = folded.dropLast(unit.count)
            break
        }
        let withoutNumber = folded.drop { $0.isNumber }
        return String(withoutNumber.isEmpty ? folded : withoutNumber)
    }

    /// The number in `(12)`; nil where the cell holds anything else. `12` alone counts too unless brackets are wanted.
    static func fieldNumber(_ text: String, inBrackets: Bool) -> Int? {
        var digits = Substring(text.filter { !$0.isWhitespace })
        if digits.hasPrefix("("), digits.hasSuffix(")"), digits.count > 2 {
            digits = digits.dropFirst().dropLast()
        } else if inBrackets {
            return nil
        }
        guard digits.count <= 2, digits.allSatisfy(\.isASCII), let number = Int(digits), number > 0 else { return nil }
        return number
    }
}
