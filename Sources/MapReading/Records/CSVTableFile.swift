/// A file of separated values whose separator and headings have been found.
struct CSVTableFile: Sendable {
    let plan: RecordPlan
    private let name: String
    private let separator: UInt8

    init(_ name: String, _ chooser: ColumnChooser) throws(ReadingError) {
        self.name = name
        try CSVTableFile.refuseOtherContents(name)
        var best: (separator: UInt8, block: HeadingBlock?, numbers: [Int], rows: [[String]])?
        for separator in CSVFile.separators {
            let head = try CSVTableFile.head(name, separator)
            let block = HeadingBlock.find(in: head.rows, chooser)
            if best == nil || (block?.chosen.count ?? 0) > (best?.block?.chosen.count ?? 0) {
                best = (separator, block, head.numbers, head.rows)
            }
        }
        guard let best, let block = best.block else {
            throw RecordPlan.noHeadings(name, best?.rows ?? [])
        }
        separator = best.separator
        plan = try RecordPlan(
            source: name, layer: "", driver: "CSV", block: block, rowNumbers: best.numbers, names: nil,
            isSpreadsheet: false, chooser: chooser)
    }

    func open() throws(ReadingError) -> CSVFile { try CSVFile(name, separator: separator) }

    /// The next records of the file.
    func next(_ file: CSVFile) throws(ReadingError) -> CSVCells? {
        try CSVTableFile.next(of: file, named: name)
    }

    /// The next records; errors name the file.
    static func next(of file: CSVFile, named name: String) throws(ReadingError) -> CSVCells? {
        do { return try file.next() } catch {
            throw ReadingError(error.cause, "\(name): \(error.description)")
        }
    }

    private static func head(_ name: String, _ separator: UInt8) throws(ReadingError) -> (
        rows: [[String]], numbers: [Int]
    ) {
        let file = try CSVFile(name, separator: separator, block: 1 << 18)
        let batch: CSVCells?
        // A quotation mark may look open when the separator is wrong.
        do { batch = try file.next() } catch { return ([], []) }
        guard let batch else { return ([], []) }
        let count = min(batch.count, HeadingBlock.searched)
        return (batch.head(count, columns: batch.width(ofFirst: count)), (0..<count).map { batch.rowNumber($0) })
    }

    private static func refuseOtherContents(_ name: String) throws(ReadingError) {
        guard let contents = FileContents(path: name) else {
            throw ReadingError(.unusableData, "\(name): the file cannot be opened for reading")
        }
        let reason: String? =
            if contents.head.isEmpty {
                "the file is empty"
            } else if contents.head.starts(with: [0xFF, 0xFE]) || contents.head.starts(with: [0xFE, 0xFF]) {
                "this is Unicode text of two bytes a letter; save it as CSV UTF-8"
            } else if contents.begins("PK") || contents.head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
                "this is a workbook under another name; name it .xlsx or .xls"
            } else if contents.begins("<") {
                "this is a web page, not a table; download the file again"
            } else {
                nil
            }
        if let reason { throw ReadingError(.unusableData, "\(name): \(reason)") }
    }
}
