/// Some records of a file of separated values.
final class CSVCells: CellBatch {
    let index: Int
    /// Bytes of the file that were read when this batch was cut off it.
    let done: Int
    private let bytes: [UInt8]
    private let firstLine: Int
    /// The cells of all rows, one behind the other.
    private let spans: [Span]
    /// Where each row begins in `spans`, and where the last one ends.
    private let rowStarts: [Int32]

    private struct Span {
        var start: UInt32
        var end: UInt32
    }

    /// - Parameter bytes: whole records.
    init(_ bytes: consuming [UInt8], separator: UInt8, index: Int, firstLine: Int, done: Int) {
        var bytes = bytes
        var spans: [Span] = []
        var rowStarts: [Int32] = [0]
        bytes.withUnsafeMutableBufferPointer { bytes in
            spans.reserveCapacity(bytes.count / 8)
            var at = 0
            let count = bytes.count
            while at < count {
                // One cell.
                var start = at
                var end = at
                while start < count, bytes[start] == 0x20 { start += 1 }
                if start < count, bytes[start] == 0x22 {
                    start += 1
                    at = start
                    end = start
                    while at < count {
                        if bytes[at] == 0x22 {
                            // A doubled mark stands for one.
                            guard at + 1 < count, bytes[at + 1] == 0x22 else { break }
                            at += 1
                        }
                        bytes[end] = bytes[at]
                        end += 1
                        at += 1
                    }
                    at += 1
                    while at < count, bytes[at] != separator, bytes[at] != 0x0A { at += 1 }
                } else {
                    while at < count, bytes[at] != separator, bytes[at] != 0x0A { at += 1 }
                    start = min(start, at)
                    end = at
                    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
                }
                spans.append(Span(start: UInt32(start), end: UInt32(end)))
                let endsRow = at >= count || bytes[at] == 0x0A
                at += 1
                if endsRow {
                    rowStarts.append(Int32(spans.count))
                } else if at >= count {
                    // A separator ends the file: an empty cell follows it.
                    spans.append(Span(start: 0, end: 0))
                    rowStarts.append(Int32(spans.count))
                }
            }
        }
        self.bytes = bytes
        self.spans = spans
        self.rowStarts = rowStarts
        self.index = index
        self.firstLine = firstLine
        self.done = done
    }

    var count: Int { rowStarts.count - 1 }

    /// The cells of the longest of the first rows.
    func width(ofFirst rows: Int) -> Int {
        (0..<min(rows, count)).map { Int(rowStarts[$0 + 1] - rowStarts[$0]) }.max() ?? 0
    }

    func rowNumber(_ row: Int) -> Int { firstLine + row }

    func withCells<R>(_ column: Int, _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) throws -> R) rethrows -> R {
        try bytes.withUnsafeBytes { bytes in
            var cells = Array(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: count)
            for row in 0..<count {
                let at = Int(rowStarts[row]) + column
                guard at < Int(rowStarts[row + 1]) else { continue }
                let span = spans[at]
                cells[row] = UnsafeRawBufferPointer(rebasing: bytes[Int(span.start)..<Int(span.end)])
            }
            return try cells.withUnsafeBufferPointer(body)
        }
    }

    func rows(longerThan width: Int) -> [Int] {
        (0..<count).filter { row in
            let start = Int(rowStarts[row]) + width
            let end = Int(rowStarts[row + 1])
            return start < end && spans[start..<end].contains { $0.end > $0.start }
        }
    }
}
