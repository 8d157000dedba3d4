/// The sheet (tờ bản đồ) that a title, a marginal note or a file name tells of.
public struct SheetTitle: Hashable, Sendable {
    /// A string: `12`, `03-1`, `06`.
    public var number: String?
    /// Denominator of the scale.
    public var scale: Int?

    public init(number: String? = nil, scale: Int? = nil) {
        self.number = number
        self.scale = scale
    }

    /// Reads a text of the frame: "Tờ bản đồ số 12", "TỜ SỐ: 03-1", "Tỷ lệ 1:500", "1/500".
    public init(text: String) {
        let words = SheetTitle.words(text)
        number = SheetTitle.sheetNumber(in: words)
        scale = SheetTitle.scale(in: words)
    }

    /// Reads the name of a file without folder and extension: the number behind `to`, `tbd`, `sheet`, `dc`, or else the
    /// last one (`00082_12`).
    public init(fileName: String) {
        let parts = SheetTitle.parts(ComparisonKey.withoutDiacritics(fileName).text)
        let marks: Set<Substring> = ["to", "tobando", "tobd", "tbd", "dc", "sheet", "so", "bd", "bando", "manh"]
        for (i, word) in parts.enumerated() where marks.contains(word) {
            if i + 1 < parts.count, parts[i + 1].first?.isNumber == true {
                number = String(parts[i + 1])
                return
            }
        }
        number = parts.last { $0.first?.isNumber == true }.map(String.init)
    }

    /// Words and numbers, also where they are written together; `03-1` is one number.
    private static func parts(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isNumber {
                var part = rest.prefix { $0.isNumber }
                let behind = rest[part.endIndex...]
                if behind.first == "-", behind.dropFirst().first?.isNumber == true {
                    part = rest[..<behind.dropFirst().prefix { $0.isNumber }.endIndex]
                }
                parts.append(part)
                rest = rest[part.endIndex...]
            } else if first.isLetter {
                parts.append(rest.prefix { $0.isLetter })
                rest = rest[(parts.last ?? rest).endIndex...]
            } else {
                rest = rest.dropFirst()
            }
        }
        return parts
    }

    private static func words(_ text: String) -> [Substring] {
        ComparisonKey.withoutDiacritics(text).text.split { $0.isWhitespace || ":;,()".contains($0) }
    }

    /// The number behind "tờ bản đồ (địa chính) số", "tờ số", "mảnh số".
    private static func sheetNumber(in words: [Substring]) -> String? {
        guard let start = words.firstIndex(where: { $0 == "to" || $0 == "manh" || $0 == "sheet" }) else { return nil }
        let between: Set<Substring> = ["ban", "do", "dia", "chinh", "so", "hieu", "thu", "tu", "no", "number"]
        for word in words[(start + 1)...] {
            if word.first?.isNumber == true {
                return word.allSatisfy { $0.isNumber || $0.isLetter || $0 == "-" } ? word.uppercased() : nil
            }
            if !between.contains(word) { return nil }
        }
        return nil
    }

    /// `1 500` (of "1:500"), `1/500`.
    private static func scale(in words: [Substring]) -> Int? {
        for (i, word) in words.enumerated() {
            var denominator: Substring?
            if word.hasPrefix("1/") { denominator = word.dropFirst(2) }
            if word == "1", i + 1 < words.count { denominator = words[i + 1] }
            if let value = denominator.flatMap({ Int($0.filter { $0 != "." }) }), known.contains(value) { return value }
        }
        return nil
    }

    private static let known: Set = [200, 500, 1000, 2000, 5000, 10_000, 25_000]
}
