import Cadastre
import GDALKit

/// A batch that GDAL gave.
final class ArrowCells: CellBatch {
    private let batch: ArrowBatch
    private let fidColumn: Int?
    /// Columns of the batch by columns of the table.
    private let columns: [Int]

    init(_ batch: consuming ArrowBatch, fidColumn: Int?, columns: [Int]) {
        self.batch = batch
        self.fidColumn = fidColumn
        self.columns = columns
    }

    var index: Int { batch.index }
    var count: Int { batch.count }
    func rows(longerThan width: Int) -> [Int] { [] }

    func rowNumber(_ row: Int) -> Int {
        guard let fidColumn else { return -1 }
        return batch.withColumn(fidColumn) { Int($0.integer(row) ?? -1) }
    }

    func withCells<R>(_ column: Int, _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) throws -> R) rethrows -> R {
        try batch.withColumn(columns[column]) { values throws in
            let none = UnsafeRawBufferPointer(start: nil, count: 0)
            if values.kind.isBytes {
                var cells = Array(repeating: none, count: values.count)
                for row in 0..<values.count { cells[row] = values.bytes(row) ?? none }
                return try cells.withUnsafeBufferPointer(body)
            }
            var written: [UInt8] = []
            var ends: [Int] = []
            for row in 0..<values.count {
                if !values.isNull(row) { ArrowCells.write(values, row, to: &written) }
                ends.append(written.count)
            }
            return try written.withUnsafeBytes { bytes in
                var start = 0
                let cells = ends.map { end in
                    defer { start = end }
                    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                }
                return try cells.withUnsafeBufferPointer(body)
            }
        }
    }

    /// A number, truth or date as a person would write it.
    private static func write(_ values: borrowing ArrowColumn, _ row: Int, to bytes: inout [UInt8]) {
        switch values.kind {
        case .date32:
            write(days: values.integer(row).map(Int.init), to: &bytes)
        case .dateTimeMilliseconds:
            write(days: values.integer(row).map { Int((Double($0) / 86_400_000).rounded(.down)) }, to: &bytes)
        case .float32, .float64:
            guard let value = values.real(row), value.isFinite else { return }
            bytes += Array((Int64(exactly: value).map { "\($0)" } ?? "\(value)").utf8)
        case .unsupported: break
        default: values.integer(row).map { bytes += Array("\($0)".utf8) }
        }
    }

    private static func write(days: Int?, to bytes: inout [UInt8]) {
        if let date = days.flatMap({ CivilDate(daysSince1970: $0) }) { bytes += Array(date.written.utf8) }
    }
}
