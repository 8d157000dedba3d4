import Cadastre

/// Numbers as text, the same on every machine and under every locale.
enum NumberText {
    private static let powers: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// Appends a number with exactly `decimals` (0...9) digits after the point; `null` when it is not finite, and
    /// never `-0.000`. Numbers beyond 9e15 lose their decimals, which a double does not have there either.
    static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        guard value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
        let scaled = (value.magnitude * powers[decimals]).rounded()
        guard scaled < 9e15 else { return bytes.append(contentsOf: "\(value)".utf8) }
        let units = UInt64(scaled)
        if value < 0 && units > 0 { bytes.append(UInt8(ascii: "-")) }
        let unit = UInt64(powers[decimals])
        append(units / unit, to: &bytes)
        guard decimals > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var rest = units % unit
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals))
        var at = start + decimals
        while rest > 0 {
            at -= 1
            bytes[at] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// Appends a whole number.
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        if value >= 10 { append(value / 10, to: &bytes) }
        bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
    }

    static func fixed(_ value: Double, decimals: Int) -> String {
        var bytes: [UInt8] = []
        append(value, decimals: decimals, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Language {
    /// A number for people: 1.234,50 in Vietnamese, 1,234.50 in English.
    func number(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        let text = NumberText.fixed(value, decimals: decimals)
        let halves = text.split(separator: ".", maxSplits: 1)
        let (group, point): (Character, Character) = self == .vi ? (".", ",") : (",", ".")
        let negative = halves[0].first == "-"
        let digits = Array(negative ? halves[0].dropFirst() : halves[0])
        var whole = negative ? "-" : ""
        for (i, digit) in digits.enumerated() {
            if i > 0 && (digits.count - i).isMultiple(of: 3) { whole.append(group) }
            whole.append(digit)
        }
        return halves.count == 2 ? "\(whole)\(point)\(halves[1])" : whole
    }

    func number(_ value: Int) -> String { number(Double(value), decimals: 0) }

    /// Square metres with as many decimals as the size deserves: two from 0.1 m² up, four below.
    func area(_ squareMetres: Double) -> String {
        "\(number(squareMetres, decimals: abs(squareMetres) >= 0.1 || squareMetres == 0 ? 2 : 4)) m²"
    }

    /// A length: metres to the centimetre, below 10 cm millimetres to the tenth.
    func length(_ metres: Double) -> String {
        abs(metres) >= 0.1 ? "\(number(metres, decimals: 2)) m" : "\(number(metres * 1000, decimals: 1)) mm"
    }

    func percent(_ percent: Double) -> String { "\(number(percent, decimals: 1)) %" }
}
