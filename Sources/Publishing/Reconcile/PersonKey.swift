import Cadastre
import FoundationEssentials
import GDALKit
import Glibc

/// The office's secret key, under which a person is recognised from week to week without the number.
public struct PersonKey: Sendable {
    private let bytes: [UInt8]
    /// Whether others than its owner may read the file.
    public let isReadableByOthers: Bool

    /// What is shorter could be tried out.
    private static let shortest = 16
    private static let longest = 1 << 16

    /// Reads a key: all bytes of a file, line ends too.
    /// - Throws: `FindingsError`: `.noSuchFile` for a file that cannot be read, `.unusable` for one that is no key.
    public init(file path: String) throws(FindingsError) {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw FindingsError(.noSuchFile, "\(path): \(systemReason()); --key-file takes a file with a secret key")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FindingsError(.noSuchFile, "\(path) is not a plain file; --key-file takes a file with a secret key")
        }
        guard (Self.shortest...Self.longest).contains(Int(status.st_size)) else {
            throw FindingsError(
                .unusable,
                "\(path) has \(status.st_size) bytes; a key has \(Self.shortest) bytes or more, and at most "
                    + "\(Self.longest): make one with `openssl rand -out FILE 32`")
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count >= Self.shortest else {
            throw FindingsError(.noSuchFile, "\(path) cannot be read; --key-file takes a file with a secret key")
        }
        bytes = Array(data)
        isReadableByOthers = status.st_mode & (S_IRGRP | S_IROTH) != 0
    }

    /// What stands for the holder of a personal number: 16 digits of HMAC-SHA256 under the key; nil for a text that
    /// names nobody.
    func mark(ofNumber text: String) -> String? {
        PersonalNumber.comparable(text).map { mark($0) }
    }

    /// What tells one key from another.
    var fingerprint: String { mark("parcelmap person key") }

    private func mark(_ message: String) -> String {
        String(MessageDigest(of: message.utf8, key: bytes).hexadecimal.prefix(16))
    }
}
