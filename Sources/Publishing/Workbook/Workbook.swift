import CXLSXWriter
import Cadastre
import Glibc

/// A workbook of several sheets that is held in memory until it is closed: for tables that people read, of up to some
/// hundred thousand cells. See `SheetWriter` for what is longer.
///
/// Rows and columns count from 0. A text is a text, whatever it begins with.
struct Workbook: ~Copyable {
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let path: String
    private let scratch: String
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    private var bytes = 0

    /// One sheet, as long as its workbook lives.
    struct Sheet {
        fileprivate let pointer: UnsafeMutablePointer<lxw_worksheet>
        let name: String
    }

    /// - Parameters: as those of `SheetWriter`.
    init(creating path: String, scratch: String, created: CivilDate, title: String = "") throws(OutputError) {
        guard let workbook = workbook_new(path) else {
            throw OutputError(.cannotCreate, "\(path) cannot be created: \(systemReason())")
        }
        self.workbook = workbook
        self.path = path
        self.scratch = scratch
        title.withCString { title in
            var properties = lxw_doc_properties()
            properties.created = time_t(created.daysSince1970 * 86_400 + 43_200)
            // The library copies the title.
            properties.title = UnsafeMutablePointer(mutating: title)
            workbook_set_properties(workbook, &properties)
        }
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    /// Adds a sheet; of a name over 31 letters the front is taken, and what Excel forbids in it becomes a blank.
    mutating func addSheet(_ name: String) throws(OutputError) -> Sheet {
        let allowed = String(name.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31))
        guard let pointer = workbook_add_worksheet(workbook, allowed) else {
            throw OutputError(.cannotCreate, "\(path): a sheet \"\(allowed)\" cannot be added")
        }
        return Sheet(pointer: pointer, name: allowed)
    }

    mutating func write(_ text: String, to sheet: Sheet, row: Int, column: Int, _ style: CellStyle = CellStyle()) {
        bytes += 160 + text.utf8.count
        worksheet_write_string(sheet.pointer, UInt32(row), UInt16(column), text, format(style))
    }

    mutating func write(_ number: Double, to sheet: Sheet, row: Int, column: Int, _ style: CellStyle) {
        bytes += 160
        worksheet_write_number(sheet.pointer, UInt32(row), UInt16(column), number, format(style))
    }

    mutating func write(_ date: CivilDate, to sheet: Sheet, row: Int, column: Int, _ style: CellStyle) {
        let number = date.daysSince1970 + 25_569
        var style = style
        style.number = .date
        write(Double(number < 61 ? number - 1 : number), to: sheet, row: row, column: column, style)
    }

    /// An empty cell that looks like its neighbours.
    mutating func writeBlank(to sheet: Sheet, row: Int, column: Int, _ style: CellStyle) {
        worksheet_write_blank(sheet.pointer, UInt32(row), UInt16(column), format(style))
    }

    mutating func merge(_ text: String, in sheet: Sheet, row: Int, columns: ClosedRange<Int>, _ style: CellStyle) {
        if columns.count > 1 {
            worksheet_merge_range(
                sheet.pointer, UInt32(row), UInt16(columns.lowerBound), UInt32(row), UInt16(columns.upperBound), text,
                format(style))
        } else {
            write(text, to: sheet, row: row, column: columns.lowerBound, style)
        }
    }

    mutating func merge(
        _ text: String, in sheet: Sheet, rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ style: CellStyle
    ) {
        if rows.count == 1 { return merge(text, in: sheet, row: rows.lowerBound, columns: columns, style) }
        worksheet_merge_range(
            sheet.pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
            UInt16(columns.upperBound), text, format(style))
    }

    /// A remark on a cell, which shows when the mouse is on it.
    func comment(_ text: String, on sheet: Sheet, row: Int, column: Int) {
        worksheet_write_comment(sheet.pointer, UInt32(row), UInt16(column), text)
    }

    /// A drop-down of values for the cells of a column; other values are warned of, not forbidden.
    func offer(_ values: [String], in sheet: Sheet, rows: ClosedRange<Int>, column: Int) {
        var strings = values.map { strdup($0) }
        strings.append(nil)
        defer { for string in strings { free(string) } }
        strings.withUnsafeMutableBufferPointer { strings in
            var rule = lxw_data_validation()
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
            rule.value_list = strings.baseAddress
            worksheet_data_validation_range(
                sheet.pointer, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &rule)
        }
    }

    func setWidth(_ characters: Double, in sheet: Sheet, columns: ClosedRange<Int>) {
        worksheet_set_column(
            sheet.pointer, UInt16(columns.lowerBound), UInt16(columns.upperBound), characters, nil)
    }

    func setHeight(_ points: Double, in sheet: Sheet, row: Int) {
        worksheet_set_row(sheet.pointer, UInt32(row), points, nil)
    }

    func freeze(_ sheet: Sheet, above row: Int, before column: Int = 0) {
        worksheet_freeze_panes(sheet.pointer, UInt32(row), UInt16(column))
    }

    func filter(_ sheet: Sheet, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        worksheet_autofilter(
            sheet.pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
            UInt16(columns.upperBound))
    }

    /// Across, all columns on one page (A4; A3 when there are many), with the heading rows on each.
    func setPrinting(_ sheet: Sheet, headings: ClosedRange<Int>, footer: String, isWide: Bool = false) {
        worksheet_set_landscape(sheet.pointer)
        // As Excel numbers papers: 8 is A3, 9 is A4.
        worksheet_set_paper(sheet.pointer, isWide ? 8 : 9)
        worksheet_set_margins(sheet.pointer, 0.4, 0.4, 0.5, 0.5)
        worksheet_fit_to_pages(sheet.pointer, 1, 0)
        worksheet_repeat_rows(sheet.pointer, UInt32(headings.lowerBound), UInt32(headings.upperBound))
        worksheet_set_footer(sheet.pointer, "&L\(footer.replacing("&", with: "&&"))&R&P/&N")
    }

    /// Colours the numbers of a column from `low` over white to `high` (RGB).
    func colour(_ sheet: Sheet, rows: ClosedRange<Int>, column: Int, low: UInt32, high: UInt32) {
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
        rule.min_color = lxw_color_t(low)
        rule.mid_color = 0xFFFFFF
        rule.max_color = lxw_color_t(high)
        worksheet_conditional_format_range(
            sheet.pointer, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &rule)
    }

    /// Sets off the numbers of a column that are above a limit.
    mutating func mark(_ sheet: Sheet, rows: ClosedRange<Int>, column: Int, above limit: Double, _ style: CellStyle) {
        var rule = lxw_conditional_format()
        rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_GREATER_THAN.rawValue)
        rule.value = limit
        rule.format = format(style)
        worksheet_conditional_format_range(
            sheet.pointer, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &rule)
    }

    /// A chart of stacked bars beside the table: one series per column, a bar per row.
    func addStackedBars(
        _ title: String, to sheet: Sheet, from data: Sheet, names: Int, columns: [(column: Int, rgb: UInt32)],
        heading: Int, rows: ClosedRange<Int>, at place: (row: Int, column: Int)
    ) {
        guard let chart = workbook_add_chart(workbook, UInt8(LXW_CHART_BAR_STACKED.rawValue)) else { return }
        for (column, rgb) in columns {
            guard let series = chart_add_series(chart, nil, nil) else { continue }
            chart_series_set_categories(
                series, data.name, UInt32(rows.lowerBound), UInt16(names), UInt32(rows.upperBound), UInt16(names))
            chart_series_set_values(
                series, data.name, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column))
            chart_series_set_name_range(series, data.name, UInt32(heading), UInt16(column))
            var fill = lxw_chart_fill()
            fill.color = lxw_color_t(rgb)
            chart_series_set_fill(series, &fill)
        }
        chart_title_set_name(chart, title)
        chart_axis_set_reverse(chart.pointee.y_axis)
        var options = lxw_chart_options()
        options.x_scale = 1.6
        options.y_scale = max(1, Double(rows.count) / 9)
        worksheet_insert_chart_opt(sheet.pointer, UInt32(place.row), UInt16(place.column), chart, &options)
    }

    private mutating func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(workbook) else { return nil }
        if let number = style.number { format_set_num_format(format, number.rawValue) }
        if style.isBold { format_set_bold(format) }
        if style.wraps { format_set_text_wrap(format) }
        if let size = style.size { format_set_font_size(format, size) }
        if let colour = style.textRGB { format_set_font_color(format, lxw_color_t(colour)) }
        if let fill = style.fillRGB {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_bg_color(format, lxw_color_t(fill))
        }
        if style.isCentred {
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
        if style.hasBorder {
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_border_color(format, 0xBFBFBF)
        }
        formats[style] = format
        return format
    }

    /// Puts the file together.
    consuming func close() throws(OutputError) {
        // The library does not look whether its writes succeed, so the room for them must be there beforehand.
        try DiskRoom.reserve(bytes: 2 * bytes + (1 << 20), in: scratch, for: path)
        let code = workbook_close(workbook)
        // Closed is freed.
        workbook = nil
        guard code == LXW_NO_ERROR else {
            throw OutputError(.writeFailed, "\(path) could not be written: \(String(cString: lxw_strerror(code)))")
        }
    }
}

/// How a cell looks.
struct CellStyle: Hashable {
    var number: SheetWriter.NumberFormat?
    var isBold = false
    var isCentred = false
    var wraps = false
    var hasBorder = false
    /// Points.
    var size: Double?
    var textRGB: UInt32?
    var fillRGB: UInt32?
}
