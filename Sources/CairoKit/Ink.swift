/// A colour, with its opacity; each part from 0 to 1.
public struct Ink: Hashable, Sendable {
    public var red: Double
    public var green: Double
    public var blue: Double
    public var opacity: Double

    public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
    }

    /// Reads `#RRGGBB` or `#RRGGBBAA`.
    public init?(hex: String) {
        let digits = Array(hex.utf8.dropFirst())
        guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6 || digits.count == 8 else { return nil }
        var parts: [Double] = []
        for i in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.digit(digits[i]), let low = Self.digit(digits[i + 1]) else { return nil }
            parts.append(Double(high * 16 + low) / 255)
        }
        self.init(red: parts[0], green: parts[1], blue: parts[2], opacity: parts.count == 4 ? parts[3] : 1)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 48...57: Int(byte) - 48
        case 65...70: Int(byte) - 55
        case 97...102: Int(byte) - 87
        default: nil
        }
    }

    public func faded(to opacity: Double) -> Ink { Ink(red: red, green: green, blue: blue, opacity: opacity) }

    public static let black = Ink(red: 0, green: 0, blue: 0)
    public static let white = Ink(red: 1, green: 1, blue: 1)
}
