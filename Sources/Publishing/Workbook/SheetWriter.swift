import CXLSXWriter
import Cadastre
import Glibc

/// Writes a workbook of one sheet row by row, in the memory of one row.
///
/// Cells of a row may come in any order, rows only downwards. Rows and columns count from 0.
struct SheetWriter: ~Copyable {
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let path: String
    private let scratch: String
    private let heading: UnsafeMutablePointer<lxw_format>
    private let formats: [NumberFormat: UnsafeMutablePointer<lxw_format>]

    /// How a number is shown; Excel sets the marks of the user's country.
    enum NumberFormat: String, CaseIterable {
        case whole = "#,##0"
        case decimal = "#,##0.00"
        case date = "dd/mm/yyyy"
    }

    /// The rows that a sheet of this format has.
    static let rowLimit = 1_048_576

    /// - Parameters:
    ///   - path: the file; it comes into being there, so name a place that nobody looks at.
    ///   - scratch: an existing folder for what does not fit into memory.
    ///   - created: the day that the file says it was made on: equal content makes equal bytes.
    init(creating path: String, scratch: String, sheet name: String, created: CivilDate) throws(OutputError) {
        let workbook = scratch.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            // The library copies the folder's name.
            return workbook_new_opt(path, &options)
        }
        guard let workbook, let sheet = workbook_add_worksheet(workbook, name),
            let heading = workbook_add_format(workbook)
        else { throw OutputError(.cannotCreate, "\(path) cannot be created: \(systemReason())") }
        // Noon, so that the day is the same in every time zone.
        var properties = lxw_doc_properties()
        properties.created = time_t(SheetWriter.secondsAtNoon(of: created))
        workbook_set_properties(workbook, &properties)
        format_set_bold(heading)
        format_set_text_wrap(heading)
        format_set_align(heading, UInt8(LXW_ALIGN_CENTER.rawValue))
        self.workbook = workbook
        self.sheet = sheet
        self.path = path
        self.scratch = scratch
        self.heading = heading
        var formats: [NumberFormat: UnsafeMutablePointer<lxw_format>] = [:]
        for kind in NumberFormat.allCases {
            guard let format = workbook_add_format(workbook) else { continue }
            format_set_num_format(format, kind.rawValue)
            formats[kind] = format
        }
        self.formats = formats
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    func write(_ text: String, row: Int, column: Int) {
        if !text.isEmpty { worksheet_write_string(sheet, UInt32(row), UInt16(column), text, nil) }
    }

    func write(_ number: Double, row: Int, column: Int) {
        worksheet_write_number(sheet, UInt32(row), UInt16(column), number, nil)
    }

    func write(_ number: Double, as format: NumberFormat, row: Int, column: Int) {
        worksheet_write_number(sheet, UInt32(row), UInt16(column), number, formats[format])
    }

    /// A day, as spreadsheets count them.
    func write(_ date: CivilDate, row: Int, column: Int) {
        // Day 1 is 1 January 1900; there is a 29 February 1900 that never was.
        let number = date.daysSince1970 + 25_569
        write(Double(number < 61 ? number - 1 : number), as: .date, row: row, column: column)
    }

    /// A bold text over one column or several of one row.
    func writeHeading(_ text: String, row: Int, columns: ClosedRange<Int>) {
        if columns.count > 1 {
            worksheet_merge_range(
                sheet, UInt32(row), UInt16(columns.lowerBound), UInt32(row), UInt16(columns.upperBound), text, heading)
        } else {
            worksheet_write_string(sheet, UInt32(row), UInt16(columns.lowerBound), text, heading)
        }
    }

    /// Keeps the rows above `row` in sight.
    /// - Parameter column: the columns before it stay in sight too.
    func freeze(above row: Int, before column: Int = 0) {
        worksheet_freeze_panes(sheet, UInt32(row), UInt16(column))
    }

    func setWidth(_ characters: Double, columns: ClosedRange<Int>) {
        worksheet_set_column(sheet, UInt16(columns.lowerBound), UInt16(columns.upperBound), characters, nil)
    }

    /// Puts the file together.
    consuming func close() throws(OutputError) {
        guard let rows = sheet.pointee.optimize_tmpfile, fflush(rows) == 0, ferror(rows) == 0 else {
            throw OutputError(.writeFailed, "\(path) could not be written: \(systemReason())")
        }
        // The library copies the rows into the sheet and the sheet into the archive without looking whether its
        // writes succeed, so the room for both must be there beforehand.
        try DiskRoom.reserve(bytes: 2 * ftell(rows) + (1 << 20), in: scratch, for: path)
        let code = workbook_close(workbook)
        // Closed is freed.
        workbook = nil
        guard code == LXW_NO_ERROR else {
            throw OutputError(.writeFailed, "\(path) could not be written: \(String(cString: lxw_strerror(code)))")
        }
    }

    /// Seconds since 1970 of noon in UTC.
    private static func secondsAtNoon(of date: CivilDate) -> Int {
        date.daysSince1970 * 86_400 + 43_200
    }
}
