import CGDAL

/// SHA-256 (FIPS 180-4), and with a key HMAC-SHA256 (RFC 2104).
public struct MessageDigest: Hashable, Sendable {
    /// 32 of them.
    public let bytes: [UInt8]

    private static let size = 32

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

    /// Two small digits for each byte.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
