import Glibc

/// A sum over all bytes of a file, eight at a time: a file that was cut or bent has another.
struct ByteSum {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var at = 0
        while at + 8 <= bytes.count {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            at += 8
        }
        while at < bytes.count {
            mix(UInt64(bytes[at]) | 1 << 63)
            at += 1
        }
    }

    private mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 29
    }
}

/// Writes values into a new file that its owner alone may read; all numbers little-endian.
final class PartFileWriter {
    private let descriptor: CInt
    private let path: String
    private var buffer: [UInt8] = []
    private var sum = ByteSum()
    private static let block = 1 << 20

    init(creating path: String) throws(ReadingError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ReadingError(.unusableData, "\(path) cannot be created: \(String(cString: strerror(errno)))")
        }
        buffer.reserveCapacity(Self.block + 4096)
    }

    deinit { close(descriptor) }

    func put(_ bytes: UnsafeRawBufferPointer) throws(ReadingError) {
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + Self.block)
            buffer.append(contentsOf: bytes[at..<end])
            at = end
            if buffer.count >= Self.block { try flush() }
        }
    }

    func put<T: FixedWidthInteger>(_ number: T) throws(ReadingError) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: number >> shift))
        }
        if buffer.count >= Self.block { try flush() }
    }

    func put(_ truth: Bool) throws(ReadingError) { try put(UInt8(truth ? 1 : 0)) }

    func put(_ text: String) throws(ReadingError) { try putAll(Array(text.utf8)) }

    func put(_ text: String?) throws(ReadingError) {
        try put(text != nil)
        if let text { try put(text) }
    }

    /// A list of plain numbers, and before it how many.
    func putAll<T: BitwiseCopyable>(_ numbers: [T]) throws(ReadingError) {
        try put(UInt64(numbers.count))
        precondition(1.littleEndian == 1, "the machines of this program are little-endian")
        let failure: ReadingError? = numbers.withUnsafeBytes { bytes in
            do throws(ReadingError) { try put(bytes) } catch { return error }
            return nil
        }
        if let failure { throw failure }
    }

    func putEach<T>(_ values: [T], _ body: (T) throws(ReadingError) -> Void) throws(ReadingError) {
        try put(UInt64(values.count))
        for value in values { try body(value) }
    }

    /// Writes the sum of everything before it.
    func finish() throws(ReadingError) {
        try flush(isLast: true)
        try put(sum.value)
        try flush(isLast: true)
    }

    private func flush(isLast: Bool = false) throws(ReadingError) {
        // The sum goes by eights.
        let count = isLast ? buffer.count : buffer.count & ~7
        let isComplete = buffer.withUnsafeBytes { bytes in
            sum.add(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            var done = 0
            while done < count {
                let written = write(descriptor, bytes.baseAddress.map { $0 + done }, count - done)
                if written >= 0 { done += written } else if errno != EINTR { return false }
            }
            return true
        }
        guard isComplete else {
            throw ReadingError(.unusableData, "\(path) could not be written: \(String(cString: strerror(errno)))")
        }
        buffer.removeFirst(count)
    }
}

/// Reads what `PartFileWriter` wrote; every length is checked before anything is taken.
struct PartFileReader: ~Copyable {
    private let bytes: UnsafeRawBufferPointer
    private let path: String
    private var at = 0

    init(_ path: String) throws(ReadingError) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ReadingError(.noInput, "\(path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
        else {
            throw ReadingError(.unusableData, "\(path): the file cannot be read")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    var damaged: ReadingError {
        ReadingError(.unusableData, "\(path): the file of records is damaged; run again with --stage prepare")
    }

    /// Whether the sum at the end is that of what stands before it.
    func checkSum() throws(ReadingError) {
        guard bytes.count >= 8 else { throw damaged }
        var sum = ByteSum()
        sum.add(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)]))
        let stated = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
        guard sum.value == UInt64(littleEndian: stated) else { throw damaged }
    }

    /// Whether everything but the sum has been read.
    var isAtEnd: Bool { at == bytes.count - 8 }

    mutating func take(_ count: Int) throws(ReadingError) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - at else { throw damaged }
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])
    }

    mutating func number<T: FixedWidthInteger>(_: T.Type = T.self) throws(ReadingError) -> T {
        T(littleEndian: try take(MemoryLayout<T>.size).loadUnaligned(as: T.self))
    }

    /// A whole number that counts something.
    mutating func count() throws(ReadingError) -> Int {
        guard let count = Int(exactly: try number(UInt64.self)) else { throw damaged }
        return count
    }

    mutating func truth() throws(ReadingError) -> Bool { try number(UInt8.self) != 0 }

    mutating func text() throws(ReadingError) -> String {
        String(decoding: try take(try count()), as: UTF8.self)
    }

    mutating func optionalText() throws(ReadingError) -> String? { try truth() ? try text() : nil }

    mutating func all<T: BitwiseCopyable>(of: T.Type) throws(ReadingError) -> [T] {
        let count = try count()
        let size = MemoryLayout<T>.stride
        guard count <= bytes.count / size else { throw damaged }
        let source = try take(count * size)
        return [T](unsafeUninitializedCapacity: count) { target, filled in
            UnsafeMutableRawBufferPointer(target).copyMemory(from: source)
            filled = count
        }
    }

    mutating func each<T>(
        _ body: (inout PartFileReader) throws(ReadingError) -> T
    ) throws(ReadingError) -> [T] {
        let count = try count()
        guard count <= bytes.count else { throw damaged }
        var values: [T] = []
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }
}
