import Cadastre
import GDALKit

/// Reads tables of records: the form PL3-01, registers, lists, exports of the national system.
///
/// The headings are found by their words wherever they stand. What was decided, what was left out and which cells look
/// lost or bent is in the report.
public struct RecordReader {
    public var options: RecordReadingOptions
    /// Called with thousandths done and of all.
    public var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    public init(
        _ options: RecordReadingOptions = RecordReadingOptions(), progress: (@Sendable (Int, Int) -> Void)? = nil
    ) {
        self.options = options
        self.progress = progress
    }

    /// Reads records from one source or several.
    /// - Parameter sources: files, or any names GDAL knows.
    public func read(_ sources: [String]) throws -> RecordTable {
        var run = RecordRun(options: options)
        for (i, source) in sources.enumerated() {
            let progress = progress.map { progress in
                { @Sendable (part: Double) in progress(i * 1000 + Int(part * 1000), sources.count * 1000) }
            }
            do {
                try run.read(source, progress)
            } catch let error as GDALError {
                throw ReadingError(error)
            }
        }
        return run.finish()
    }
}

/// One reading of several tables.
struct RecordRun {
    let options: RecordReadingOptions
    private var columns = RecordColumns()
    private var report = RecordReport()

    init(options: RecordReadingOptions) { self.options = options }

    mutating func read(_ name: String, _ progress: (@Sendable (Double) -> Void)?) throws {
        if RecordPartFile.isOne(name) { return take(try RecordPartFile.read(name)) }
        if CSVFile.canRead(name) { return try readCSV(name, progress) }
        // These drivers know no open options: what is a heading, and what a number, is decided here.
        var settings: [String: String] = [:]
        for driver in ["XLSX", "XLS", "ODS"] {
            settings["OGR_\(driver)_HEADERS"] = "DISABLE"
            settings["OGR_\(driver)_FIELD_TYPES"] = "STRING"
        }
        let options = options
        let chooser = (isSheet: chooser(isLettered: true), table: chooser(isLettered: false))
        let read: RecordRead = try GDALLibrary.withSettings(settings) { () throws -> RecordRead in
            try RecordRun.readDataset(name, options, chooser, progress)
        }
        report.notes += read.notes
        take(read.part, read.plan)
    }

    private mutating func readCSV(_ name: String, _ progress: (@Sendable (Double) -> Void)?) throws {
        let file = try CSVTableFile(name, chooser(isLettered: true))
        let source = try file.open()
        let size = Double(max(source.size, 1))
        var told: (@Sendable (any CellBatch) -> Void)?
        if let progress {
            told = { batch in if let batch = batch as? CSVCells { progress(Double(batch.done) / size) } }
        }
        let reading = RecordReading(decoder: file.plan.decoder, lanes: options.lanes, progress: told)
        take(try reading.read { try file.next(source) }, file.plan)
    }

    /// What a table of a dataset gave.
    private struct RecordRead {
        var plan: RecordPlan
        var part: RecordPart
        var notes: [ReadingNote]
    }

    private static func readDataset(
        _ name: String, _ options: RecordReadingOptions, _ chooser: (isSheet: ColumnChooser, table: ColumnChooser),
        _ progress: (@Sendable (Double) -> Void)?
    ) throws -> RecordRead {
        let source = try RecordDataset(name, options: options)
        let plan = try source.plan(source.isSheet ? chooser.isSheet : chooser.table, wanted: options.layer)
        let total = Double(max(plan.statedCount, 1))
        let done = Guarded(0)
        var told: (@Sendable (any CellBatch) -> Void)?
        if let progress {
            told = { batch in
                let rows = done.withLock { (done: inout Int) -> Int in
                    done += batch.count
                    return done
                }
                progress(min(1, Double(rows) / total))
            }
        }
        let reading = RecordReading(decoder: plan.decoder, lanes: options.lanes, progress: told)
        let part = try source.withBatches(plan) { next in try reading.read(next) }
        return RecordRead(plan: plan, part: part, notes: source.notes)
    }

    private func chooser(isLettered: Bool) -> ColumnChooser {
        ColumnChooser(named: options.named, fallback: options.fallback, isLettered: isLettered)
    }

    /// Appends what a table gave.
    private mutating func take(_ part: consuming RecordPart, _ plan: RecordPlan) {
        var part = part
        var source = plan.report
        let number = report.sources.count
        let meanings = plan.decoder.columns
        var checks = CellChecks(
            source: number, isSpreadsheet: plan.isSpreadsheet, columns: meanings,
            names: meanings.map { plan.name(ofColumn: $0.column) })
        let (areas, areaReport) = checks.areas(
            part, squareMetresPerUnit: options.squareMetresPerUnit, isNumeric: plan.hasNumericAreas)
        checks.check(&part)
        source.areas = areaReport
        source.records = part.rows.count
        source.emptyRows = part.tally.empty
        source.repeatedHeadings = part.tally.repeatedHeadings.count
        source.totals = part.tally.totals.count
        report.notes += plan.notes
        report.notes += ReadingNote.records(source, part.tally, checks.findings)
        for (column, texts) in checks.encodings {
            report.notes.append(.columnEncoding(source.place, column: column, texts))
        }
        report.sources.append(source)
        report.findings += checks.findings
        let first = columns.count
        columns.append(part, fields: meanings.map(\.field), areas: areas)
        columns.damagedCells += checks.damaged.map { cell in
            var cell = cell
            cell.record += Int32(first)
            return cell
        }
        columns.sources.append(
            RecordSource(
                name: source.source, layer: source.layer, firstRecord: first, recordCount: source.records,
                isSpreadsheet: plan.isSpreadsheet,
                columnNames: Dictionary(
                    zip(meanings.map(\.field), checks.names), uniquingKeysWith: { first, _ in first })))
    }

    /// Appends what was read before, by another program of the same run.
    private mutating func take(_ table: RecordTable) {
        let first = columns.count
        let fields = RecordField.allCases.filter { !table.columns[$0].isEmpty }
        var part = RecordPart(columns: 0)
        part.rows = table.columns.row
        part.columns = fields.map { table.columns[$0] }
        part.texts = table.columns.texts
        columns.append(part, fields: fields, areas: table.columns.areaSquareMetres)
        columns.damagedCells += table.columns.damagedCells.map { cell in
            var cell = cell
            cell.record += Int32(first)
            return cell
        }
        columns.sources += table.columns.sources.map { source in
            var source = source
            source.firstRecord += first
            return source
        }
        report.notes += table.report.notes
        report.findings += table.report.findings.map { finding in
            var finding = finding
            finding.source += report.sources.count
            return finding
        }
        report.sources += table.report.sources
    }

    consuming func finish() -> RecordTable {
        columns.level()
        columns.texts.compact()
        return RecordTable(columns: columns, report: report)
    }
}
