import Foundation
import GDALKit
import Glibc
import Synchronization

/// The digests of inputs. A file that nobody has touched since it was digested (same node, size, times of writing and of
/// change) is not read again.
final class StampBook: Sendable {
    private struct Entry: Sendable, Equatable {
        var node: UInt64
        var bytes: Int
        var written: Int
        var changed: Int
        var digest: String
        /// When it was digested: a file written in that moment may be written again without a trace.
        var taken: Int
    }

    /// Nanoseconds in which a second writing may leave the times as they are.
    private static let blur = 2_000_000_000

    private let entries: Mutex<[String: Entry]>

    /// - Parameter file: what `write` wrote; a missing or damaged one is empty.
    init(_ file: String) {
        var known: [String: Entry] = [:]
        for (path, value) in JSONFile.read(file) ?? [:] {
            guard let numbers = value as? [Any], numbers.count == 6, let digest = numbers[4] as? String else {
                continue
            }
            let whole = [0, 1, 2, 3, 5].map { numbers[$0] as? Int ?? 0 }
            known[path] = Entry(
                node: UInt64(bitPattern: Int64(whole[0])), bytes: whole[1], written: whole[2], changed: whole[3],
                digest: digest, taken: whole[4])
        }
        entries = Mutex(known)
    }

    func write(to file: String) throws(ProjectError) {
        let known = entries.withLock { $0 }
        try JSONFile.write(
            known.mapValues { entry -> [Any] in
                [
                    Int(Int64(bitPattern: entry.node)), entry.bytes, entry.written, entry.changed, entry.digest,
                    entry.taken,
                ]
            }, to: file)
    }

    /// The stamp of a file, or of all files of a folder together.
    func stamp(_ path: String) throws(ProjectError) -> InputStamp {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return try stamp(file: path)
        }
        let names = ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
        var bytes = 0
        var lines: [String] = []
        for name in names {
            var isInner: ObjCBool = false
            let inner = "\(path)/\(name)"
            guard FileManager.default.fileExists(atPath: inner, isDirectory: &isInner), !isInner.boolValue else {
                continue
            }
            let stamp = try stamp(file: inner)
            bytes += stamp.bytes
            lines.append("\(name)\u{1F}\(stamp.digest)")
        }
        let digest = MessageDigest(of: lines.joined(separator: "\n").utf8).hexadecimal
        return InputStamp(path: path, bytes: bytes, digest: digest)
    }

    private func stamp(file path: String) throws(ProjectError) -> InputStamp {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw ProjectError(.noInput, "\(path): \(String(cString: strerror(errno)))")
        }
        func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
        var entry = Entry(
            node: UInt64(status.st_ino), bytes: Int(status.st_size), written: nanoseconds(status.st_mtim),
            changed: nanoseconds(status.st_ctim), digest: "", taken: 0)
        if let known = entries.withLock({ $0[path] }), max(known.written, known.changed) + Self.blur < known.taken {
            entry.digest = known.digest
            entry.taken = known.taken
            if entry == known { return InputStamp(path: path, bytes: entry.bytes, digest: entry.digest) }
        }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        entry.taken = nanoseconds(now)
        guard let digest = MessageDigest(ofFile: path) else {
            throw ProjectError(.noInput, "\(path): \(String(cString: strerror(errno)))")
        }
        entry.digest = digest.hexadecimal
        let taken = entry
        entries.withLock { $0[path] = taken }
        return InputStamp(path: path, bytes: entry.bytes, digest: entry.digest)
    }
}
