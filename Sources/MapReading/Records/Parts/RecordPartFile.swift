import Cadastre

/// Records as they were read, in a file of our own, for the programs of one run: a form of a whole city is read once.
///
/// It holds what the form holds, names and numbers of people too: its owner alone may read it, and whoever writes it
/// takes it away. The layout is this program's own and changes with it.
public enum RecordPartFile {
    private static let magic: [UInt8] = [0x89] + Array("PMREC".utf8) + [0x0D, 0x0A]
    private static let version: UInt32 = 1

    /// Whether a source is such a file, by its first bytes.
    public static func isOne(_ path: String) -> Bool {
        guard let contents = FileContents(path: path) else { return false }
        return contents.head.starts(with: magic)
    }

    /// The sources whose records such a file holds, as they were named.
    public static func sources(of path: String) throws(ReadingError) -> [String] {
        var file = try open(path)
        return try file.each { (file) throws(ReadingError) in try file.text() }
    }

    // MARK: - Writing

    public static func write(_ table: RecordTable, to path: String) throws(ReadingError) {
        let file = try PartFileWriter(creating: path)
        let columns = table.columns
        for byte in magic { try file.put(byte) }
        try file.put(version)
        try file.putEach(columns.sources) { (source) throws(ReadingError) in try file.put(source.name) }
        try file.putEach(columns.sources) { (source) throws(ReadingError) in try put(source, to: file) }
        try file.putEach(table.report.sources) { (source) throws(ReadingError) in try put(source, to: file) }
        try file.putEach(table.report.notes) { (note) throws(ReadingError) in
            try file.put(note.kind.rawValue)
            try file.put(note.isWarning)
            try file.put(note.english)
            try file.put(note.vietnamese)
        }
        try file.putEach(table.report.findings) { (finding) throws(ReadingError) in try put(finding, to: file) }
        try file.putAll(columns.row)
        let failure: ReadingError? = columns.texts.withStorage { bytes, ends in
            do throws(ReadingError) {
                try file.putAll(bytes)
                try file.putAll(ends.map { Int64($0) })
            } catch { return error }
            return nil
        }
        if let failure { throw failure }
        try file.putEach(RecordField.allCases.filter { !columns[$0].isEmpty }) { (field) throws(ReadingError) in
            try file.put(field.name)
            try file.putAll(columns[field])
        }
        try file.putAll(columns.areaSquareMetres)
        try file.putEach(columns.damagedCells) { (cell) throws(ReadingError) in
            try file.put(cell.record)
            try file.put(cell.field.name)
            try file.put(cell.damage.rawValue)
            try file.put(cell.count)
            try file.put(cell.suggestion)
        }
        try file.finish()
    }

    private static func put(_ source: RecordSource, to file: PartFileWriter) throws(ReadingError) {
        try file.put(source.layer)
        try file.put(Int64(source.firstRecord))
        try file.put(Int64(source.recordCount))
        try file.put(source.isSpreadsheet)
        let names = source.columnNames.sorted { $0.key.rawValue < $1.key.rawValue }
        try file.putEach(names) { (name) throws(ReadingError) in
            try file.put(name.key.name)
            try file.put(name.value)
        }
        let filled = source.elsewhere.filled.sorted { $0.rawValue < $1.rawValue }
        try file.putEach(filled) { (field) throws(ReadingError) in try file.put(field.name) }
        try file.put(source.elsewhere.namesWardsInForce)
        try file.put(source.elsewhere.namesFormerWards)
    }

    private static func put(_ source: RecordSourceReport, to file: PartFileWriter) throws(ReadingError) {
        for text in [source.source, source.layer, source.driver] { try file.put(text) }
        try file.put(source.headingRows != nil)
        if let rows = source.headingRows {
            try file.put(Int64(rows.lowerBound))
            try file.put(Int64(rows.upperBound))
        }
        try file.put(source.isForm)
        try file.putEach(source.columns) { (choice) throws(ReadingError) in
            for text in [choice.field.name, choice.column, choice.heading, choice.reason.rawValue] {
                try file.put(text)
            }
            try file.putEach(choice.alternatives) { (name) throws(ReadingError) in try file.put(name) }
        }
        try file.putEach(source.unknownColumns) { (name) throws(ReadingError) in try file.put(name) }
        try file.putEach(source.missingColumns) { (field) throws(ReadingError) in try file.put(field.name) }
        let areas = source.areas
        for number in [
            source.records, source.emptyRows, source.repeatedHeadings, source.totals, areas.read, areas.unreadable,
            areas.ambiguous,
        ] { try file.put(Int64(number)) }
        try file.put(areas.ambiguousAreThousands)
        try file.put(areas.isDecided)
    }

    private static func put(_ finding: CellFinding, to file: PartFileWriter) throws(ReadingError) {
        for text in [finding.suspicion.rawValue, finding.field.name, finding.column] { try file.put(text) }
        try file.put(Int64(finding.source))
        try file.put(Int64(finding.count))
        try file.putEach(finding.cells) { (cell) throws(ReadingError) in
            try file.put(Int64(cell.row))
            try file.put(cell.name)
            try file.put(cell.value)
            try file.put(cell.suggestion)
        }
    }

    // MARK: - Reading

    private static func open(_ path: String) throws(ReadingError) -> PartFileReader {
        var file = try PartFileReader(path)
        guard try file.take(magic.count).elementsEqual(magic), try file.number(UInt32.self) == version else {
            throw file.damaged
        }
        return file
    }

    public static func read(_ path: String) throws(ReadingError) -> RecordTable {
        var file = try open(path)
        try file.checkSum()
        let names = try file.each { (file) throws(ReadingError) in try file.text() }
        var columns = RecordColumns()
        columns.sources = try file.each { (file) throws(ReadingError) in try source(&file) }
        guard columns.sources.count == names.count else { throw file.damaged }
        for (i, name) in names.enumerated() { columns.sources[i].name = name }
        var report = RecordReport()
        report.sources = try file.each { (file) throws(ReadingError) in try sourceReport(&file) }
        report.notes = try file.each { (file) throws(ReadingError) in
            guard let kind = ReadingNote.Kind(rawValue: try file.text()) else { throw file.damaged }
            return ReadingNote(kind, isWarning: try file.truth(), en: try file.text(), vi: try file.text())
        }
        report.findings = try file.each { (file) throws(ReadingError) in try finding(&file) }
        columns.row = try file.all(of: Int32.self)
        let bytes = try file.all(of: UInt8.self)
        let ends = try file.all(of: Int64.self).map { Int($0) }
        guard let texts = TextPool(bytes: bytes, ends: ends) else { throw file.damaged }
        columns.texts = texts
        let rows = columns.row.count
        let known = -1..<Int32(texts.count)
        for (field, ids) in try file.each({ (file) throws(ReadingError) in
            (try field(&file), try file.all(of: TextID.self))
        }) {
            guard ids.count == rows, ids.allSatisfy({ known.contains($0.rawValue) }) else { throw file.damaged }
            columns[field] = ids
        }
        columns.areaSquareMetres = try file.all(of: Double.self)
        columns.damagedCells = try file.each { (file) throws(ReadingError) in try damagedCell(&file) }
        guard columns.areaSquareMetres.isEmpty || columns.areaSquareMetres.count == rows,
            columns.damagedCells.allSatisfy({ $0.record >= 0 && Int($0.record) < rows }),
            report.sources.count == columns.sources.count, Self.isWhole(columns.sources, rows: rows), file.isAtEnd
        else { throw file.damaged }
        return RecordTable(columns: columns, report: report)
    }

    /// Whether sources follow each other up to the last row.
    private static func isWhole(_ sources: [RecordSource], rows: Int) -> Bool {
        var next = 0
        for source in sources {
            guard source.firstRecord == next, source.recordCount >= 0, source.recordCount <= rows - next else {
                return false
            }
            next += source.recordCount
        }
        return next == rows
    }

    private static func field(_ file: inout PartFileReader) throws(ReadingError) -> RecordField {
        guard let field = RecordField(name: try file.text()) else { throw file.damaged }
        return field
    }

    private static func whole(_ file: inout PartFileReader) throws(ReadingError) -> Int {
        Int(try file.number(Int64.self))
    }

    private static func source(_ file: inout PartFileReader) throws(ReadingError) -> RecordSource {
        var source = RecordSource(
            name: "", layer: try file.text(), firstRecord: try whole(&file), recordCount: try whole(&file),
            isSpreadsheet: try file.truth())
        let names = try file.each { (file) throws(ReadingError) in (try field(&file), try file.text()) }
        source.columnNames = Dictionary(names, uniquingKeysWith: { first, _ in first })
        source.elsewhere.filled = Set(try file.each { (file) throws(ReadingError) in try field(&file) })
        source.elsewhere.namesWardsInForce = try file.truth()
        source.elsewhere.namesFormerWards = try file.truth()
        return source
    }

    private static func sourceReport(_ file: inout PartFileReader) throws(ReadingError) -> RecordSourceReport {
        var source = RecordSourceReport(source: try file.text(), layer: try file.text(), driver: try file.text())
        if try file.truth() {
            let (first, last) = (try whole(&file), try whole(&file))
            guard first <= last else { throw file.damaged }
            source.headingRows = first...last
        }
        source.isForm = try file.truth()
        source.columns = try file.each { (file) throws(ReadingError) in
            let (field, column, heading) = (try field(&file), try file.text(), try file.text())
            guard let reason = RecordColumnChoice.Reason(rawValue: try file.text()) else { throw file.damaged }
            return RecordColumnChoice(
                field: field, column: column, heading: heading, reason: reason,
                alternatives: try file.each { (file) throws(ReadingError) in try file.text() })
        }
        source.unknownColumns = try file.each { (file) throws(ReadingError) in try file.text() }
        source.missingColumns = try file.each { (file) throws(ReadingError) in try field(&file) }
        source.records = try whole(&file)
        source.emptyRows = try whole(&file)
        source.repeatedHeadings = try whole(&file)
        source.totals = try whole(&file)
        source.areas.read = try whole(&file)
        source.areas.unreadable = try whole(&file)
        source.areas.ambiguous = try whole(&file)
        source.areas.ambiguousAreThousands = try file.truth()
        source.areas.isDecided = try file.truth()
        return source
    }

    private static func finding(_ file: inout PartFileReader) throws(ReadingError) -> CellFinding {
        guard let suspicion = CellDamage(rawValue: try file.text()) else { throw file.damaged }
        let (field, column) = (try field(&file), try file.text())
        return CellFinding(
            suspicion: suspicion, field: field, source: try whole(&file), column: column, count: try whole(&file),
            cells: try file.each { (file) throws(ReadingError) in
                CellFinding.Cell(
                    row: try whole(&file), name: try file.text(), value: try file.optionalText(),
                    suggestion: try file.optionalText())
            })
    }

    private static func damagedCell(_ file: inout PartFileReader) throws(ReadingError) -> DamagedCell {
        let record = try file.number(Int32.self)
        let field = try field(&file)
        guard let damage = CellDamage(rawValue: try file.text()) else { throw file.damaged }
        return DamagedCell(
            record: record, field: field, damage: damage, count: try file.number(Int32.self),
            suggestion: try file.optionalText())
    }
}
