import CGDAL

/// How a column stores its values.
public enum ColumnKind: Hashable, Sendable {
    case boolean
    case int8, uint8, int16, uint16, int32, uint32, int64, uint64
    case float32, float64
    /// UTF-8 or binary with 32-bit or 64-bit offsets.
    case text32, text64, binary32, binary64
    /// Days since 1970-01-01.
    case date32
    /// Milliseconds since 1970-01-01.
    case dateTimeMilliseconds
    /// Lists, times of day and other formats that nothing here reads.
    case unsupported

    init(format: String) {
        switch format {
        case "b": self = .boolean
        case "c": self = .int8
        case "C": self = .uint8
        case "s": self = .int16
        case "S": self = .uint16
        case "i": self = .int32
        case "I": self = .uint32
        case "l": self = .int64
        case "L": self = .uint64
        case "f": self = .float32
        case "g": self = .float64
        case "u": self = .text32
        case "U": self = .text64
        case "z": self = .binary32
        case "Z": self = .binary64
        case "tdD": self = .date32
        case _ where format.hasPrefix("tsm:"): self = .dateTimeMilliseconds
        default: self = .unsupported
        }
    }

    @inlinable
    public var isInteger: Bool {
        switch self {
        case .int8, .uint8, .int16, .uint16, .int32, .uint32, .int64, .uint64: true
        default: false
        }
    }

    @inlinable
    public var isReal: Bool { self == .float32 || self == .float64 }

    /// Whether values are runs of bytes.
    @inlinable
    public var isBytes: Bool {
        switch self {
        case .text32, .text64, .binary32, .binary64: true
        default: false
        }
    }
}

/// Some thousand features as columns; given back to GDAL when its owner goes.
///
/// Sendable: the buffers belong to this value alone, GDAL neither reads nor writes them after `next()`.
public struct ArrowBatch: ~Copyable, @unchecked Sendable {
    private var array: ArrowArray
    private let columns: [BatchColumn]
    /// Which batch of the stream it is, from 0.
    public let index: Int
    /// The number of features.
    public let count: Int

    init(array: ArrowArray, columns: [BatchColumn], index: Int) {
        self.array = array
        self.columns = columns
        self.index = index
        count = Int(array.length)
    }

    deinit {
        var array = array
        array.release?(&array)
        LiveHandle.batch.died()
    }

    /// Runs `body` with a column; its values live as long as the closure runs.
    /// - Parameter column: an index of `BatchSource.columns`.
    public borrowing func withColumn<R: ~Copyable, E: Error>(
        _ column: Int, _ body: (borrowing ArrowColumn) throws(E) -> R
    ) throws(E) -> R {
        guard let child = array.children[column]?.pointee else { preconditionFailure("no column \(column)") }
        return try body(ArrowColumn(child, kind: columns[column].kind))
    }
}

/// The values of one column of one batch.
public struct ArrowColumn: ~Copyable {
    public let kind: ColumnKind
    public let count: Int
    /// One bit a value, set where there is one; nil where no value is null.
    @usableFromInline let validity: UnsafePointer<UInt8>?
    /// Values, or the offsets of values.
    @usableFromInline let first: UnsafeRawPointer?
    /// The bytes of texts and binaries.
    @usableFromInline let second: UnsafeRawPointer?
    /// Where this array begins in its buffers.
    @usableFromInline let offset: Int

    init(_ array: ArrowArray, kind: ColumnKind) {
        let buffers = Int(array.n_buffers)
        precondition(
            kind == .unsupported || buffers >= (kind.isBytes ? 3 : 2), "GDAL gave an array without its buffers")
        self.kind = kind
        count = Int(array.length)
        offset = Int(array.offset)
        validity =
            array.null_count != 0 && buffers > 0
            ? array.buffers[0]?.assumingMemoryBound(to: UInt8.self) : nil
        first = buffers > 1 ? array.buffers[1] : nil
        second = buffers > 2 ? array.buffers[2] : nil
    }

    @inlinable
    public func isNull(_ row: Int) -> Bool {
        precondition(row >= 0 && row < count)
        guard let validity else { return false }
        let bit = row &+ offset
        return validity[bit &>> 3] & (1 &<< UInt8(truncatingIfNeeded: bit & 7)) == 0
    }

    /// A whole number, a date's days or a time's milliseconds; nil for null and for other kinds.
    @inlinable
    public func integer(_ row: Int) -> Int64? {
        if isNull(row) { return nil }
        let at = row &+ offset
        guard let first else { return nil }
        switch kind {
        case .boolean:
            return first.load(fromByteOffset: at &>> 3, as: UInt8.self) & (1 &<< UInt8(at & 7)) == 0 ? 0 : 1
        case .int8: return Int64(first.load(fromByteOffset: at, as: Int8.self))
        case .uint8: return Int64(first.load(fromByteOffset: at, as: UInt8.self))
        case .int16: return Int64(first.load(fromByteOffset: 2 &* at, as: Int16.self))
        case .uint16: return Int64(first.load(fromByteOffset: 2 &* at, as: UInt16.self))
        case .int32, .date32: return Int64(first.load(fromByteOffset: 4 &* at, as: Int32.self))
        case .uint32: return Int64(first.load(fromByteOffset: 4 &* at, as: UInt32.self))
        case .int64, .dateTimeMilliseconds: return first.load(fromByteOffset: 8 &* at, as: Int64.self)
        case .uint64: return Int64(exactly: first.load(fromByteOffset: 8 &* at, as: UInt64.self))
        default: return nil
        }
    }

    /// A number; nil for null and for kinds that are none.
    @inlinable
    public func real(_ row: Int) -> Double? {
        switch kind {
        case .float64:
            if isNull(row) { return nil }
            return first?.load(fromByteOffset: 8 &* (row &+ offset), as: Double.self)
        case .float32:
            if isNull(row) { return nil }
            return (first?.load(fromByteOffset: 4 &* (row &+ offset), as: Float.self)).map(Double.init)
        default: return integer(row).map(Double.init)
        }
    }

    /// The bytes of a text or binary, valid inside the closure that the column was handed to; nil for null and for
    /// other kinds.
    @inlinable
    public func bytes(_ row: Int) -> UnsafeRawBufferPointer? {
        if isNull(row) { return nil }
        guard let first else { return nil }
        let at = row &+ offset
        let start: Int
        let end: Int
        switch kind {
        case .text32, .binary32:
            start = Int(first.load(fromByteOffset: 4 &* at, as: Int32.self))
            end = Int(first.load(fromByteOffset: 4 &* at &+ 4, as: Int32.self))
        case .text64, .binary64:
            start = Int(first.load(fromByteOffset: 8 &* at, as: Int64.self))
            end = Int(first.load(fromByteOffset: 8 &* at &+ 8, as: Int64.self))
        default: return nil
        }
        guard end > start, let second else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: second + start, count: end &- start)
    }

    /// A text; bytes that are no UTF-8 are replaced. Nil for null and for other kinds.
    public func text(_ row: Int) -> String? {
        bytes(row).map { String(decoding: $0, as: UTF8.self) }
    }
}
