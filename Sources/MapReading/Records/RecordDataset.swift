import Cadastre
import GDALKit

/// A source of records that GDAL opens: a workbook, a database, a table.
final class RecordDataset {
    /// As the user named it, without a password.
    let name: String
    let dataset: Dataset
    private var layerNotes: [ReadingNote] = []

    init(_ name: String, options: RecordReadingOptions) throws(ReadingError) {
        self.name = SourceName.shown(name)
        let isCSV = [".csv", ".tsv"].contains { name.lowercased().hasSuffix($0) }
        do throws(GDALError) {
            dataset = try Dataset(
                opening: name, drivers: Dataset.readableDrivers + options.allowedDrivers,
                options: isCSV ? ["HEADERS=NO"] : [])
        } catch {
            throw RecordDataset.explain(error, name)
        }
    }

    var driver: String { dataset.driver }
    var isSpreadsheet: Bool { ["XLSX", "XLS", "ODS"].contains(driver) }
    /// Whether headings stand in rows of the table.
    var isSheet: Bool { isSpreadsheet || driver == "CSV" }

    /// What opening it was like, for the user to know.
    var notes: [ReadingNote] {
        (dataset.isSnapshot ? [.openElsewhere(name)] : []) + layerNotes
            + ReadingNote.said(name, dataset.warnings + dataset.failures)
    }

    /// Decides which table is read, and how.
    func plan(_ chooser: ColumnChooser, wanted: String?) throws -> RecordPlan {
        let names = dataset.layerNames
        let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
        if names.isEmpty { throw ReadingError(.unusableData, "\(name): it has no sheets or tables") }
        if let wanted {
            guard
                let index = dataset.layerIndex(named: wanted)
            else {
                throw ReadingError(
                    .unusableData, "\(name): there is no sheet or table \"\(wanted)\"; there are \(list)")
            }
            return try plan(index, chooser)
        }
        let form = FieldRole.fold(RecordForm.sheetName)
        if isSheet, let index = names.firstIndex(where: { FieldRole.fold($0) == form }) {
            noteOthers(names, index)
            return try plan(index, chooser)
        }
        var best: (index: Int, known: Int)?
        for index in names.indices {
            let known = try block(index, chooser).block?.chosen.count ?? 0
            if known > best?.known ?? 0 { best = (index, known) }
            // The first sheet with headings; of a database's tables, the one that says most.
            if isSheet, known > 0 { break }
        }
        guard let best else {
            if names.count == 1 { return try plan(0, chooser) }
            throw RecordPlan.noHeadings(
                "\(name): none of \(list)", try block(0, chooser).rows)
        }
        noteOthers(names, best.index)
        return try plan(best.index, chooser)
    }

    private func noteOthers(_ names: [String], _ index: Int) {
        let others = names.indices.filter { $0 != index }.map { names[$0] }
        if !others.isEmpty { layerNotes.append(.layerChosen(name, names[index], others: others)) }
    }

    private func plan(_ index: Int, _ chooser: ColumnChooser) throws -> RecordPlan {
        let (found, rows, numbers) = try block(index, chooser)
        let schema = dataset.withLayer(at: index) { $0.schema }
        guard let block = found else {
            throw RecordPlan.noHeadings("\(name): \"\(schema.name)\"", isSheet ? rows : [schema.fields.map(\.name)])
        }
        var plan = try RecordPlan(
            source: name, layer: schema.name, driver: driver, block: block, rowNumbers: numbers,
            names: isSheet ? nil : schema.fields.map(\.name), isSpreadsheet: isSpreadsheet, chooser: chooser)
        plan.statedCount = try dataset.withLayer(at: index) { layer throws(GDALError) in try layer.featureCount() }
        if !isSheet, let area = block.chosen.first(where: { $0.field == .area }) {
            plan.hasNumericAreas = schema.fields[area.column].type != .text
        }
        return plan
    }

    /// The headings of a table, and the rows that were looked at.
    private func block(
        _ index: Int, _ chooser: ColumnChooser
    ) throws -> (block: HeadingBlock?, rows: [[String]], numbers: [Int]) {
        if !isSheet {
            let names = dataset.withLayer(at: index) { $0.schema.fields.map(\.name) }
            let block = HeadingBlock(names: names, chooser)
            return (block.chosen.isEmpty ? nil : block, [], [])
        }
        return try dataset.withLayer(at: index) { layer throws in
            let schema = layer.schema
            if schema.fields.isEmpty { return (nil, [], []) }
            return try layer.withBatches(of: HeadingBlock.searched) { batches in
                guard let batch = try batches.next() else { return (nil, [], []) }
                let cells = ArrowCells(batch, fidColumn: fidColumn(batches, schema), columns: columns(batches, schema))
                let count = min(cells.count, HeadingBlock.searched)
                let rows = cells.head(count, columns: schema.fields.count)
                return (HeadingBlock.find(in: rows, chooser), rows, (0..<count).map { cells.rowNumber($0) })
            }
        }
    }

    /// The texts of a sheet's first rows, row by row.
    func head(ofLayer name: String, rows: Int) throws -> [[String]] {
        guard let index = dataset.layerNames.firstIndex(of: name) else { return [] }
        return try dataset.withLayer(at: index) { layer throws in
            let schema = layer.schema
            var head = Array(repeating: Array(repeating: "", count: schema.fields.count), count: rows)
            try layer.withBatches(of: max(rows, 1)) { batches in
                guard let batch = try batches.next() else { return }
                let cells = ArrowCells(batch, fidColumn: fidColumn(batches, schema), columns: columns(batches, schema))
                let count = min(cells.count, rows)
                for (i, texts) in cells.head(count, columns: schema.fields.count).enumerated() {
                    let row = cells.rowNumber(i) - 1
                    if head.indices.contains(row) { head[row] = texts }
                }
            }
            return head
        }
    }

    /// Runs `body` with a function that gives the batches of a table.
    func withBatches<R>(_ plan: RecordPlan, _ body: (@Sendable () throws -> ArrowCells?) throws -> R) throws -> R {
        guard let index = dataset.layerNames.firstIndex(of: plan.report.layer) else {
            preconditionFailure("a table that was planned")
        }
        return try dataset.withLayer(at: index) { layer throws in
            let schema = layer.schema
            if !isSheet {
                let kept = plan.decoder.columns.map { schema.fields[$0.column].name }
                try layer.keepFields(Set(kept), geometry: false)
            }
            return try layer.withBatches(of: 16384) { batches in
                let fid = fidColumn(batches, schema)
                let columns = columns(batches, schema)
                let read = Guarded(0)
                let result = try body { () throws in
                    guard let batch = try batches.next() else { return nil }
                    read.withLock { $0 += batch.count }
                    return ArrowCells(batch, fidColumn: fid, columns: columns)
                }
                // A server that goes away ends the rows like the last of them does.
                if driver == "PostgreSQL", !batches.remarks.failures.isEmpty {
                    throw ReadingError.lostDatabase(
                        plan.report.place, batches.remarks.failures, read: read.withLock { $0 })
                }
                layerNotes += ReadingNote.said(plan.report.place, batches.remarks.failures + batches.remarks.warnings)
                return result
            }
        }
    }

    private func fidColumn(_ batches: BatchSource, _ schema: LayerSchema) -> Int? {
        batches.column(named: schema.fidColumn.isEmpty ? "OGC_FID" : schema.fidColumn)
            ?? batches.column(named: "OGC_FID")
    }

    /// The batch's column of each field; one that is not read has none.
    private func columns(_ batches: BatchSource, _ schema: LayerSchema) -> [Int] {
        schema.fields.map { batches.column(named: $0.name) ?? -1 }
    }

    /// Why a source cannot be opened, in words that help.
    private static func explain(_ error: GDALError, _ name: String) -> ReadingError {
        guard error.code == .cannotOpen, let contents = FileContents(path: name) else { return ReadingError(error) }
        let suffix = name.lowercased()
        let isWorkbook = [".xlsx", ".xlsm", ".xls", ".ods"].contains { suffix.hasSuffix($0) }
        let text = String(decoding: contents.head, as: UTF8.self).lowercased()
        let isOffice = contents.head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
        let isPage = text.contains("<html") || text.contains("<table") || text.contains("<!doctype html")
        let reason: String
        if isPage {
            reason = "this is a web page saved as a table; open it in Excel or LibreOffice and save it as .xlsx"
        } else if text.contains("schemas-microsoft-com:office:spreadsheet") {
            reason = "this is an XML table of Excel 2003; open it in Excel or LibreOffice and save it as .xlsx"
        } else if isOffice, suffix.hasSuffix(".xls") {
            reason = "the workbook is damaged or has a password; save it as .xlsx without a password"
        } else if isOffice {
            reason =
                "the workbook has a password, or is an old .xls under another name; save it as .xlsx without a password"
        } else if contents.begins("PK"), suffix.hasSuffix(".xls") {
            reason = "this is a workbook of the newer kind; rename it to .xlsx"
        } else if contents.begins("PK"), isWorkbook {
            reason = "the workbook is damaged or cut off; copy it again, or open it in Excel and save it again"
        } else if contents.head.isEmpty {
            reason = "the file is empty"
        } else if isWorkbook {
            reason = "this is no workbook; save it as .xlsx, .ods or CSV UTF-8"
        } else {
            reason = contents.explanation
        }
        let words = error.messages.joined(separator: "; ")
        return ReadingError(.unusableData, "\(name): \(reason)" + (words.isEmpty ? "" : " (GDAL: \(words))"))
    }
}
