import Foundation
import GDALKit

/// What an input was when it was read: its size and its SHA-256.
struct InputStamp: Sendable, Equatable {
    var path: String
    var bytes: Int
    var digest: String

    init(_ path: String) throws(ProjectError) {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw ProjectError(.noInput, "\(path): there is no such file, or it cannot be read")
        }
        self.path = path
        bytes = data.count
        digest = MessageDigest(of: data).hexadecimal
    }
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
