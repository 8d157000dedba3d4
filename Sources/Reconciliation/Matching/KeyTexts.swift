import Cadastre

/// Wards, sheets and parcel numbers of map and records in one form: capitals, no blanks around them.
///
/// The two sides have pools of their own; here a text has one number, whichever side it came from.
struct KeyTexts {
    private var pool = TextPool()
    /// The form without leading zeros of each text; `unknown` until it is asked for.
    private var stripped: [TextID] = []
    private static let unknown = TextID(rawValue: -2)

    /// The number of a text; `none` for blanks.
    mutating func key(_ text: some Collection<UInt8>) -> TextID {
        var bytes = text.map { (97...122).contains($0) ? $0 - 32 : $0 }
        while bytes.last == 0x20 { bytes.removeLast() }
        let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
        let id = bytes[start...].withUnsafeBytes { pool.intern(utf8: $0) }
        while stripped.count < pool.count { stripped.append(Self.unknown) }
        return id
    }

    mutating func key(_ text: String) -> TextID { key(Array(text.utf8)) }

    /// The text without zeros before its first digit: spreadsheets make 6 of 06. A text of zeros alone stays as it is.
    mutating func withoutZeros(_ id: TextID) -> TextID {
        if id == .none { return .none }
        let known = stripped[Int(id.rawValue)]
        if known != Self.unknown { return known }
        let bytes = pool.utf8(id)
        let rest = bytes.drop { $0 == 48 }
        let short = rest.first.map { (49...57).contains($0) } == true ? key(Array(rest)) : id
        stripped[Int(id.rawValue)] = short
        return short
    }

    /// The text of a number.
    func text(_ id: TextID) -> String? { pool[id] }
}

/// The key of each distinct text of one pool, found out when it is first met.
struct KeyTable {
    private var keys: [TextID]
    private static let unknown = TextID(rawValue: -2)

    init(_ pool: borrowing TextPool) { keys = Array(repeating: Self.unknown, count: pool.count) }

    mutating func key(_ id: TextID, of pool: borrowing TextPool, in texts: inout KeyTexts) -> TextID {
        if id == .none { return .none }
        let known = keys[Int(id.rawValue)]
        if known != Self.unknown { return known }
        let key = texts.key(pool.utf8(id))
        keys[Int(id.rawValue)] = key
        return key
    }
}
