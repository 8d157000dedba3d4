import Cadastre
import GDALKit

/// The rows of a batch that are wanted.
enum Rows {
    /// Runs `body` with each wanted row, in order; nil wants all.
    @inline(__always)
    static func forEach(_ count: Int, _ kept: [Int32]?, _ body: (Int) -> Void) {
        if let kept {
            for row in kept { body(Int(row)) }
        } else {
            for row in 0..<count { body(row) }
        }
    }
}

/// Turns columns of any kind into texts and numbers.
enum ColumnDecoding {
    /// Appends the number in the pool of each value. Whole numbers become their digits, texts lose the space around
    /// them; what is null or empty becomes `none`.
    static func texts(
        _ column: borrowing ArrowColumn, _ kept: [Int32]?, into ids: inout [TextID], _ pool: inout TextPool, width: Int
    ) {
        // Later batches make room by doubling: exact room for each would copy the column every time.
        if ids.isEmpty { ids.reserveCapacity(kept?.count ?? column.count) }
        if column.kind.isBytes {
            // Neighbours in a file mostly share ward, sheet and land use.
            var last = UnsafeRawBufferPointer(start: nil, count: 0)
            var lastID = TextID.none
            Rows.forEach(column.count, kept) { row in
                guard let bytes = column.bytes(row) else {
                    ids.append(.none)
                    return
                }
                if !isSame(bytes, last) {
                    last = bytes
                    lastID = pool.intern(utf8: trimmed(bytes))
                }
                ids.append(lastID)
            }
        } else {
            var last: Int64?
            var lastID = TextID.none
            Rows.forEach(column.count, kept) { row in
                guard let value = whole(column, row) else {
                    ids.append(fraction(column, row).map { pool.intern($0) } ?? .none)
                    return
                }
                if value != last {
                    last = value
                    lastID = pool.intern(decimal: value, width: width)
                }
                ids.append(lastID)
            }
        }
    }

    /// Appends each value as a number; NaN for null and for texts that are none.
    static func numbers(_ column: borrowing ArrowColumn, _ kept: [Int32]?, into numbers: inout [Double]) {
        if numbers.isEmpty { numbers.reserveCapacity(kept?.count ?? column.count) }
        if column.kind.isBytes {
            Rows.forEach(column.count, kept) { row in
                numbers.append(column.bytes(row).flatMap { number(trimmed($0)) } ?? .nan)
            }
        } else {
            Rows.forEach(column.count, kept) { row in numbers.append(column.real(row) ?? .nan) }
        }
    }

    @inline(__always)
    private static func isSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where a[i] != b[i] { return false }
        return true
    }

    /// Without spaces, control characters and no-break spaces at its ends.
    @inline(__always)
    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end {
            if bytes[start] <= 0x20 {
                start += 1
            } else if bytes[start] == 0xC2, start + 1 < end, bytes[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - start >= 2, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    @inline(__always)
    private static func whole(_ column: borrowing ArrowColumn, _ row: Int) -> Int64? {
        if column.kind.isInteger { return column.integer(row) }
        guard column.kind.isReal, let value = column.real(row) else { return nil }
        return Int64(exactly: value)
    }

    private static func fraction(_ column: borrowing ArrowColumn, _ row: Int) -> String? {
        guard column.kind.isReal, let value = column.real(row), value.isFinite else { return nil }
        return "\(value)"
    }

    /// A number as it is written here: `245,8` or `245.8`, `1.245,8` or `1,245.8`; nil where it is none.
    static func number(_ bytes: UnsafeRawBufferPointer) -> Double? {
        let text = String(decoding: bytes, as: UTF8.self)
        let comma = text.lastIndex(of: ",")
        let point = text.lastIndex(of: ".")
        switch (comma, point) {
        case (nil, _): return Double(text)
        // A single comma is decimal, as on every Vietnamese map.
        case (.some, nil): return Double(text.replacing(",", with: ".", maxReplacements: 1))
        case (.some(let comma), .some(let point)):
            return comma > point
                ? Double(text.replacing(".", with: "").replacing(",", with: "."))
                : Double(text.replacing(",", with: ""))
        }
    }
}
