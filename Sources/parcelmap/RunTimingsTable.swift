import Cadastre
import Publishing
import WardRuns

/// The table of `run --timings`.
struct RunTimingsTable {
    private let timings: RunTimings

    init(_ timings: RunTimings) { self.timings = timings }

    func text(_ language: Language) -> String {
        let head =
            language == .vi
            ? ["bước", "số lần", "giây", "giây CPU", "bộ nhớ MB", "lâu nhất", "giây"]
            : ["step", "runs", "seconds", "CPU seconds", "memory MB", "slowest", "seconds"]
        let rows = timings.rows.map { row in
            [
                row.step, "\(row.runs)", tenths(row.seconds), tenths(row.cpuSeconds), "\(row.peakBytes >> 20)",
                row.slowestWard ?? "", row.slowestWard == nil ? "" : tenths(row.slowestSeconds),
            ]
        }
        return TextTable.lines([head] + rows, rightAligned: [1, 2, 3, 4, 6]).joined(separator: "\n") + "\n"
    }

    private func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
