import Cadastre
import Reconciliation

extension CoverageReport {
    /// Writes the table as a workbook of one sheet: numbers are numbers, texts are texts whatever they begin with.
    public func writeWorkbook(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        let name = String(path.split(separator: "/").last ?? "coverage.xlsx")
        let folder = try OutputFolder(OutputPlace.folder(of: path), files: [name], overwrite: overwrite)
        let sheet = try SheetWriter(
            creating: folder.path(name), scratch: folder.scratch, sheet: say("Tiến độ", "Coverage"), created: date)
        let columns = CoverageColumn.all.filter { $0.name != "level" }
        for (c, column) in columns.enumerated() {
            sheet.setWidth(column.name == "ward_name" || column.name == "branch" ? 28 : 14, columns: c...c)
        }
        for (c, column) in columns.enumerated() {
            sheet.writeHeading(column.title(in: language), row: 0, columns: c...c)
        }
        sheet.freeze(above: 1, before: 2)
        for (r, row) in shown.rows.enumerated() {
            for (c, column) in columns.enumerated() {
                if column.name == "ward_name" {
                    sheet.write(self.name(of: row), row: r + 1, column: c)
                    continue
                }
                switch row[column.name] {
                case .none: break
                case .text(let text): sheet.write(text, row: r + 1, column: c)
                case .count(let count): sheet.write(Double(count), as: .whole, row: r + 1, column: c)
                case .number(let number): sheet.write(number, as: .decimal, row: r + 1, column: c)
                case .date(let date): sheet.write(date, row: r + 1, column: c)
                case .suppressed: sheet.write(Suppression.text, row: r + 1, column: c)
                }
            }
        }
        try sheet.close()
        try folder.finish()
    }
}
