/// The numbers of a text that is made like a date: one, or two or three between the same signs.
struct WrittenDate {
    struct Number {
        var value: Int
        /// How many digits it is written with.
        var digits: Int
    }

    private(set) var numbers: [Number] = []

    /// Nil for what is not made like a date.
    init?(_ text: String) {
        var rest = Array(WrittenDate.withoutWords(text).utf8)[...]
        var sign: UInt8?
        while true {
            WrittenDate.skipSpaces(&rest)
            let digits = rest.prefix { (48...57).contains($0) }
            // A fifth digit may be that of a spreadsheet's day; more are no date.
            guard (1...5).contains(digits.count) else { return nil }
            numbers.append(Number(value: digits.reduce(0) { $0 * 10 + Int($1) - 48 }, digits: digits.count))
            rest = rest[digits.endIndex...]
            let afterNumber = rest
            WrittenDate.skipSpaces(&rest)
            guard let next = rest.first else { return }
            if numbers.count == 3 || (numbers.count == 1 && WrittenDate.isFraction(rest, of: digits.count)) {
                if numbers.count == 3, !WrittenDate.isTime(afterNumber) { return nil }
                return
            }
            guard next == 45 || next == 46 || next == 47, sign == nil || sign == next else { return nil }
            sign = next
            rest = rest.dropFirst()
        }
    }

    /// "ngày 1 tháng 7 năm 2025" as "1/7/2025".
    private static func withoutWords(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 128 }) else { return text }
        var words = text.split { $0.isWhitespace || $0 == "," }.map { $0.lowercased() }
        if words.first == "ngày" { words.removeFirst() }
        return words.map { $0 == "tháng" || $0 == "năm" ? "/" : $0 }.joined(separator: " ")
    }

    private static func skipSpaces(_ rest: inout ArraySlice<UInt8>) { rest = rest.drop { $0 == 32 || $0 == 9 } }

    /// `45839.75`, a day and a part of it as spreadsheets store them, or the `.0` that they put behind a year.
    private static func isFraction(_ rest: ArraySlice<UInt8>, of digits: Int) -> Bool {
        guard rest.first == 46, rest.count > 1 else { return false }
        let part = rest.dropFirst()
        return digits == 5 ? part.allSatisfy { (48...57).contains($0) } : digits == 4 && part.elementsEqual([48])
    }

    /// ` 08:30`, `T08:30:00.5Z`, `T08:30:00+07:00`, ` 12:00:00 AM`.
    private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.first == 32 || rest.first == 84, let digit = rest.dropFirst().first(where: { $0 != 32 }),
            (48...57).contains(digit), rest.contains(58)
        else { return rest.allSatisfy { $0 == 32 } }
        return rest.dropFirst().allSatisfy { (48...58).contains($0) || " .+-ZAPMSCH".utf8.contains($0) }
    }
}
