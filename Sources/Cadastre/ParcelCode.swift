/// The identifier of a parcel (mã định danh thửa đất): the GeoHash of twelve characters of its inner point in WGS 84.
///
/// TT 09/2024/TT-BTNMT and TT 19/2026/TT-BNNMT; GeoHash as Gustavo Niemeyer defined it: longitude and latitude are
/// halved in turn, longitude first, and five halvings are one character. A cell is about 3.5 cm by 1.9 cm in Hanoi.
/// Of several equally good inner points each has its own code: an issued code is right as long as it decodes inside its
/// parcel, and is never to be compared with one that was computed anew.
public struct ParcelCode: Hashable, Sendable, CustomStringConvertible {
    /// What a code stands for, in degrees.
    public struct Cell: Hashable, Sendable {
        public let minLongitude: Double
        public let maxLongitude: Double
        public let minLatitude: Double
        public let maxLatitude: Double

        public var centre: (longitude: Double, latitude: Double) {
            ((minLongitude + maxLongitude) / 2, (minLatitude + maxLatitude) / 2)
        }
    }

    /// Characters of a code.
    public static let length = 12
    /// Sixty bits, those of the first character highest.
    public let bits: UInt64

    private static let alphabet: StaticString = "0123456789bcdefghjkmnpqrstuvwxyz"
    private static let halvings = 30

    /// The code of a position in WGS 84, in degrees; nil beyond ±180 and ±90 and for what is no number.
    public init?(longitude: Double, latitude: Double) {
        guard abs(longitude) <= 180, abs(latitude) <= 90 else { return nil }
        let x = ParcelCode.index(of: longitude, within: 180)
        let y = ParcelCode.index(of: latitude, within: 90)
        var bits: UInt64 = 0
        for k in stride(from: ParcelCode.halvings - 1, through: 0, by: -1) {
            bits = bits << 2 | (x >> UInt64(k) & 1) << 1 | y >> UInt64(k) & 1
        }
        self.bits = bits
    }

    /// Reads a code, capital letters as small ones; nil for what has not twelve characters of the alphabet.
    public init?(_ text: String) {
        var text = text
        guard let code = text.withUTF8({ ParcelCode(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = code
    }

    /// Reads a code from its bytes.
    public init?(utf8 text: UnsafeRawBufferPointer) {
        guard text.count == ParcelCode.length else { return nil }
        var bits: UInt64 = 0
        for byte in text {
            guard let value = ParcelCode.value(of: byte) else { return nil }
            bits = bits << 5 | value
        }
        self.bits = bits
    }

    /// All positions that have this code.
    public var cell: Cell {
        var x: UInt64 = 0
        var y: UInt64 = 0
        for k in stride(from: 2 * ParcelCode.halvings - 2, through: 0, by: -2) {
            x = x << 1 | bits >> UInt64(k + 1) & 1
            y = y << 1 | bits >> UInt64(k) & 1
        }
        // All borders are multiples of 45/2^28 degrees: exact.
        let width = 360 / Double(1 << ParcelCode.halvings)
        let height = 180 / Double(1 << ParcelCode.halvings)
        return Cell(
            minLongitude: Double(x) * width - 180, maxLongitude: Double(x + 1) * width - 180,
            minLatitude: Double(y) * height - 90, maxLatitude: Double(y + 1) * height - 90)
    }

    /// As `w7er8smseu0s`.
    public var description: String {
        String(unsafeUninitializedCapacity: ParcelCode.length) { text in
            ParcelCode.alphabet.withUTF8Buffer { alphabet in
                for i in 0..<ParcelCode.length {
                    text[i] = alphabet[Int(truncatingIfNeeded: bits >> UInt64(55 - 5 * i) & 31)]
                }
            }
            return ParcelCode.length
        }
    }

    /// The halvings of one coordinate, the first highest. A position on a border belongs to the cell above it.
    private static func index(of position: Double, within limit: Double) -> UInt64 {
        var low = -limit
        var high = limit
        var index: UInt64 = 0
        for _ in 0..<halvings {
            let middle = (low + high) / 2
            index <<= 1
            if position >= middle {
                index |= 1
                low = middle
            } else {
                high = middle
            }
        }
        return index
    }

    @inline(__always)
    private static func value(of byte: UInt8) -> UInt64? {
        let small = (65...90).contains(byte) ? byte | 32 : byte
        return alphabet.withUTF8Buffer { $0.firstIndex(of: small).map { UInt64($0) } }
    }
}
