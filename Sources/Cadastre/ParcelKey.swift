/// The key of a parcel in the national system: ward code, sheet number, parcel number.
///
/// All three are texts: "03-1" and "06" are sheet numbers, and leading zeros count.
public struct ParcelKey: Hashable, Sendable, CustomStringConvertible {
    public var ward: String
    public var sheet: String
    public var number: String

    public init(ward: String, sheet: String, number: String) {
        self.ward = ward
        self.sheet = sheet
        self.number = number
    }

    /// `00082/14/205`.
    public var description: String { "\(ward)/\(sheet)/\(number)" }

    /// Whether a text can be a sheet or parcel number: it has a digit and is not zero. `KEY-02` otherwise.
    public static func isNumber(_ text: String) -> Bool {
        text.utf8.contains { (49...57).contains($0) }
    }
}
