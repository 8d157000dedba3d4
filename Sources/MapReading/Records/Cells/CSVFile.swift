import Foundation
import GDALKit

/// A file of separated values, read block by block by as many lanes as want to.
///
/// GDAL takes separator and number of columns from the first line, which in a form is a title; it is read here.
/// Sendable: the file is reached under the lock alone.
final class CSVFile: Sendable {
    let separator: UInt8
    /// In bytes.
    let size: Int
    private let state: Guarded<State>
    /// Bytes that are read at once.
    private let block: Int

    /// Sendable: known to this object alone, under its lock.
    private struct State: @unchecked Sendable {
        var file: FileHandle
        /// What was read behind the last whole record.
        var rest: [UInt8] = []
        var line = 1
        var index = 0
        var done = 0
        var isAtEnd = false
    }

    static let separators: [UInt8] = Array(",;\t|".utf8)

    /// Whether a source is such a file.
    static func canRead(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        guard ["csv", "tsv", "txt"].contains(name[name.index(after: dot)...].lowercased()) else { return false }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) && !isFolder.boolValue
    }

    init(_ path: String, separator: UInt8, block: Int = 4 << 20) throws(ReadingError) {
        self.block = block
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw ReadingError(.unusableData, "\(path): the file cannot be opened for reading")
        }
        self.separator = separator
        size = Int((try? file.seekToEnd()) ?? 0)
        try? file.seek(toOffset: 0)
        state = Guarded(State(file: file))
    }

    /// The next records, or nil after the last.
    func next() throws(ReadingError) -> CSVCells? {
        try state.withLock { (state) throws(ReadingError) in
            while true {
                if state.isAtEnd && state.rest.isEmpty { return nil }
                if !state.isAtEnd {
                    let more: Data?
                    do { more = try state.file.read(upToCount: block) } catch {
                        throw ReadingError(
                            .unusableData, "the file cannot be read to its end: \(error.localizedDescription)")
                    }
                    if let more, !more.isEmpty {
                        if state.done == 0, more.starts(with: [0xEF, 0xBB, 0xBF]) {
                            state.rest += more.dropFirst(3)
                        } else {
                            state.rest += more
                        }
                        state.done += more.count
                    } else {
                        state.isAtEnd = true
                    }
                }
                var bytes = state.rest
                let found = CSVFile.wholeRecords(bytes, separator: separator)
                var end = found.end
                var lines = found.records
                if state.isAtEnd {
                    if found.isOpen { throw CSVFile.openQuotation(line: state.line + lines) }
                    if end < bytes.count { lines += 1 }
                    end = bytes.count
                } else if end == 0 {
                    if bytes.count > 8 * block {
                        throw CSVFile.openQuotation(line: state.line)
                    }
                    continue
                }
                state.rest = Array(bytes[end...])
                bytes.removeSubrange(end...)
                defer {
                    state.line += lines
                    state.index += 1
                }
                if bytes.isEmpty { return nil }
                return CSVCells(
                    bytes, separator: separator, index: state.index, firstLine: state.line, done: state.done)
            }
        }
    }

    private static func openQuotation(line: Int) -> ReadingError {
        ReadingError(
            .unusableData,
            "the record in line \(line) does not end: a quotation mark that opens there is not closed")
    }

    /// Where the last record ends that ends with a line break, how many do, and whether a quotation is open at the end.
    private static func wholeRecords(_ bytes: [UInt8], separator: UInt8) -> (end: Int, records: Int, isOpen: Bool) {
        bytes.withUnsafeBufferPointer { bytes in
            var end = 0
            var records = 0
            var isQuoted = false
            var isAtStart = true
            for (i, byte) in bytes.enumerated() {
                if isQuoted {
                    // A doubled mark closes and opens again.
                    if byte == 0x22 { isQuoted = false }
                    continue
                }
                switch byte {
                case 0x22: if isAtStart || (i > 0 && bytes[i - 1] == 0x22) { isQuoted = true }
                case 0x0A:
                    end = i + 1
                    records += 1
                    isAtStart = true
                case separator: isAtStart = true
                case 0x20: break
                default: isAtStart = false
                }
            }
            return (end, records, isQuoted)
        }
    }
}
