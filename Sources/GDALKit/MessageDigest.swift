import CGDAL
import Glibc

/// SHA-256 (FIPS 180-4), and with a key HMAC-SHA256 (RFC 2104).
public struct MessageDigest: Hashable, Sendable {
    /// 32 of them.
    public let bytes: [UInt8]

    private static let size = 32

    private init(bytes: [UInt8]) { self.bytes = bytes }

    public init(of message: some Sequence<UInt8>) {
        let message = Array(message)
        bytes = Array(unsafeUninitializedCapacity: Self.size) { digest, count in
            CPL_SHA256(message, message.count, digest.baseAddress)
            count = Self.size
        }
    }

    /// - Parameter key: of any length.
    public init(of message: some Sequence<UInt8>, key: [UInt8]) {
        let message = Array(message)
        bytes = Array(unsafeUninitializedCapacity: Self.size) { digest, count in
            CPL_HMAC_SHA256(key, key.count, message, message.count, digest.baseAddress)
            count = Self.size
        }
    }

    /// Of a file.
    /// - Returns: nil with `errno` when it cannot be read.
    public init?(ofFile path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        guard size > 0 else {
            self.init(of: [])
            return
        }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            return nil
        }
        defer { munmap(start, size) }
        self.init(
            bytes: Array(unsafeUninitializedCapacity: Self.size) { digest, count in
                CPL_SHA256(start, size, digest.baseAddress)
                count = Self.size
            })
    }

    /// Two small digits for each byte.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
