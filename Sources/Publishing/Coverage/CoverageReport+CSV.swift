import Cadastre
import Reconciliation

/// For whom a CSV is written.
public enum CSVReader: Sendable {
    /// UTF-8 without a byte order mark, commas, points, dates as 2025-11-15, the names of the JSON.
    case machine
    /// As Excel opens it by a double click on a computer set to Vietnamese: a byte order mark (without one Excel reads
    /// Windows-1258), semicolons between cells since the decimal mark is a comma, dates as 15/11/2025. What begins like a
    /// formula gets an apostrophe in front.
    case people
}

extension CoverageReport {
    /// Writes the table.
    /// - Parameter path: a file, or `-` for standard output.
    public func writeCSV(to path: String, for reader: CSVReader, overwrite: Bool, inputs: [String] = []) throws {
        let style: CSVOutput.Style = reader == .machine ? .machine : .people
        let columns = CoverageColumn.all
        var csv = try CSVOutput(
            creating: path, header: columns.map { reader == .machine ? $0.name : $0.title(in: language) }, style: style,
            overwrite: overwrite, inputs: inputs)
        for row in shown.rows {
            try csv.write(
                columns.map { column in
                    switch reader {
                    case .machine: machineText(row[column.name])
                    case .people: peopleText(row, column)
                    }
                })
        }
        try csv.close()
    }

    private func machineText(_ value: CoverageValue) -> String {
        switch value {
        case .none: ""
        case .text(let text): text
        case .count(let count): "\(count)"
        case .number(let number): NumberText.fixed(number, decimals: 4)
        case .date(let date): "\(date)"
        case .suppressed: Suppression.text
        }
    }

    private func peopleText(_ row: CoverageRow, _ column: CoverageColumn) -> String {
        if column.name == "ward_name" { return CSVOutput.defused(name(of: row)) }
        if column.name == "level" { return name(of: row.level) }
        return switch row[column.name] {
        case .text(let text): CSVOutput.defused(text)
        case .number(let number): NumberText.fixed(number, decimals: 2).replacing(".", with: ",")
        case .date(let date): DateText.people(date)
        default: machineText(row[column.name])
        }
    }

    func name(of level: CoverageRow.Level) -> String {
        switch level {
        case .ward: say("xã/phường", "ward")
        case .unassigned: say("chưa xác định", "not assigned")
        case .branch: say("chi nhánh", "branch")
        case .city: say("toàn bộ", "all")
        }
    }
}

/// Dates as people write them.
enum DateText {
    /// 15/11/2025.
    static func people(_ date: CivilDate) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(date.day))/\(two(date.month))/\(date.year)"
    }
}
