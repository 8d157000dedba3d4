/// Map scales as they stand in fields.
enum MapScale {
    /// The denominator in `500`, `1:500`, `1/500` or `1:1.000`; nil where it is no scale of a cadastral map.
    static func denominator(_ text: String) -> Int? {
        var digits = text
        for prefix in ["1:", "1/", "1 :", "1 /"] where digits.hasPrefix(prefix) {
            digits = String(digits.dropFirst(prefix.count))
        }
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        digits.removeAll { $0 == " " || $0 == "." || $0 == "," }
        guard let number = Int(digits), [200, 500, 1000, 2000, 5000, 10_000].contains(number) else { return nil }
        return number
    }
}
