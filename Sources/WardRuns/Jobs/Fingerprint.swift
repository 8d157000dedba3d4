import GDALKit

/// What an input was when it was read: its size and its SHA-256.
struct InputStamp: Sendable, Equatable {
    var path: String
    var bytes: Int
    var digest: String

    init(path: String, bytes: Int, digest: String) {
        self.path = path
        self.bytes = bytes
        self.digest = digest
    }

    init?(_ members: [String: Any]) {
        guard let path = members["path"] as? String, let digest = members["sha256"] as? String else { return nil }
        self.init(path: path, bytes: members["bytes"] as? Int ?? 0, digest: digest)
    }

    var members: [String: Any] { ["path": path, "bytes": bytes, "sha256": digest] }
}

/// A ward's inputs and settings in one number: where it is the same, the result is.
struct Fingerprint: Sendable, Equatable {
    var text: String

    init(_ stamps: [InputStamp], arguments: [[String]], version: String) {
        let parts =
            [version] + stamps.map { "\($0.bytes) \($0.digest)" } + arguments.map { $0.joined(separator: "\u{1F}") }
        text = MessageDigest(of: parts.joined(separator: "\n").utf8).hexadecimal
    }
}
