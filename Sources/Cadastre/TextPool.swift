/// The number of a text in a `TextPool`; `none` stands for null or empty.
public struct TextID: Hashable, Sendable, BitwiseCopyable {
    public var rawValue: Int32
    @inlinable
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let none = TextID(rawValue: -1)
}

/// Each distinct text once: wards, sheets, parcel numbers and land-use codes repeat a thousandfold.
///
/// All texts stand in one buffer of UTF-8; a million rows are interned without making a `String`.
public struct TextPool: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private var ends: [Int] = []
    private var slots: [Slot] = Array(repeating: Slot(key: 0, id: -1), count: 64)

    /// A place of the hash table; `id` is -1 where it is free.
    private struct Slot {
        var key: UInt64
        var id: Int32
    }

    public init() {}

    public var count: Int { ends.count }

    /// A pool of what `withStorage` gave, under the same numbers; nil where the two do not fit together.
    public init?(bytes: [UInt8], ends: [Int]) {
        var start = 0
        for end in ends {
            // No text is empty.
            if end <= start { return nil }
            start = end
        }
        guard start == bytes.count, ends.count < Int(Int32.max) else { return nil }
        self.bytes = bytes
        self.ends = ends
        slots = []
    }

    /// Runs `body` with all texts behind each other, and where each ends.
    public func withStorage<R, E: Error>(_ body: (_ bytes: [UInt8], _ ends: [Int]) throws(E) -> R) throws(E) -> R {
        try body(bytes, ends)
    }

    /// The text, or nil for `none`. Bytes that are no UTF-8 read as U+FFFD.
    public subscript(_ id: TextID) -> String? {
        id == .none ? nil : String(decoding: bytes[range(id.rawValue)], as: UTF8.self)
    }

    /// The text's bytes as they stood in the source; none for `none`.
    public func utf8(_ id: TextID) -> ArraySlice<UInt8> {
        id == .none ? [] : bytes[range(id.rawValue)]
    }

    /// How many of the texts are no UTF-8.
    public var malformedCount: Int {
        (0..<Int32(count)).count { id in String(validating: bytes[range(id)], as: UTF8.self) == nil }
    }

    private func range(_ id: Int32) -> Range<Int> {
        let id = Int(id)
        return (id == 0 ? 0 : ends[id - 1])..<ends[id]
    }

    /// The text's number; a new one when it is seen for the first time. Empty text is `none`.
    public mutating func intern(_ text: String) -> TextID {
        var text = text
        return text.withUTF8 { intern(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// The number of a text given by its bytes.
    public mutating func intern(utf8 text: UnsafeRawBufferPointer) -> TextID {
        if text.isEmpty { return .none }
        return intern(text, key: TextPool.key(text))
    }

    /// The number of the decimal digits of a whole number.
    /// - Parameter width: with leading zeros up to so many digits.
    public mutating func intern(decimal number: Int64, width: Int = 1) -> TextID {
        if number >= 0, number < 10_000_000, width <= 7 {
            // Up to seven digits are their own key.
            var key: UInt64 = 0
            var rest = UInt32(truncatingIfNeeded: number)
            var digits = 0
            repeat {
                key = key << 8 | UInt64(48 + rest % 10)
                rest /= 10
                digits += 1
            } while rest > 0 || digits < width
            key |= UInt64(digits) << 56
            return withUnsafeBytes(of: key.littleEndian) {
                intern(UnsafeRawBufferPointer(rebasing: $0[0..<digits]), key: key)
            }
        }
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
        return intern((number < 0 ? "-" : "") + zeros + digits)
    }

    /// Takes over the texts of another pool, in their order.
    /// - Returns: the number here of each text there.
    public mutating func merge(_ other: borrowing TextPool) -> [TextID] {
        var numbers: [TextID] = []
        numbers.reserveCapacity(other.count)
        other.bytes.withUnsafeBytes { bytes in
            var start = 0
            for end in other.ends {
                numbers.append(intern(utf8: UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
                start = end
            }
        }
        return numbers
    }

    /// Up to seven bytes and their count: the text itself. Longer texts: a hash, under a count that no short text has.
    @inline(__always)
    private static func key(_ text: UnsafeRawBufferPointer) -> UInt64 {
        if text.count <= 7 {
            var key = UInt64(text.count) << 56
            for (i, byte) in text.enumerated() { key |= UInt64(byte) << UInt64(8 * i) }
            return key
        }
        var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
        var at = 0
        while at < text.count {
            // The last word overlaps the one before it.
            let word = text.loadUnaligned(fromByteOffset: min(at, text.count - 8), as: UInt64.self)
            hash = (hash ^ UInt64(littleEndian: word)) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            at += 8
        }
        return hash | 0xFF << 56
    }

    /// Gives back the memory that finding texts takes; the next `intern` makes the table anew.
    public mutating func compact() { slots = [] }

    private mutating func intern(_ text: UnsafeRawBufferPointer, key: UInt64) -> TextID {
        if slots.isEmpty { makeSlots() }
        let mask = slots.count - 1
        var i = TextPool.home(key) & mask
        while true {
            let slot = slots[i]
            if slot.id < 0 { break }
            if slot.key == key, key >> 56 != 0xFF || isEqual(slot.id, text) { return TextID(rawValue: slot.id) }
            i = (i + 1) & mask
        }
        precondition(count < Int(Int32.max), "more than 2^31 distinct texts")
        let id = Int32(count)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        slots[i] = Slot(key: key, id: id)
        if count * 2 > slots.count { grow() }
        return TextID(rawValue: id)
    }

    private func isEqual(_ id: Int32, _ text: UnsafeRawBufferPointer) -> Bool {
        let range = range(id)
        return range.count == text.count && bytes[range].elementsEqual(text)
    }

    @inline(__always)
    private static func home(_ key: UInt64) -> Int {
        let h = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: h >> 32)
    }

    private mutating func makeSlots() {
        var size = 64
        while size <= count * 2 { size *= 2 }
        slots = Array(repeating: Slot(key: 0, id: -1), count: size)
        bytes.withUnsafeBytes { bytes in
            var start = 0
            for (id, end) in ends.enumerated() {
                let key = TextPool.key(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
                insert(Slot(key: key, id: Int32(id)))
                start = end
            }
        }
    }

    /// Puts a text into the first free place behind its own.
    private mutating func insert(_ slot: Slot) {
        let mask = slots.count - 1
        var i = TextPool.home(slot.key) & mask
        while slots[i].id >= 0 { i = (i + 1) & mask }
        slots[i] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(key: 0, id: -1), count: old.count * 2)
        for slot in old where slot.id >= 0 { insert(slot) }
    }
}
