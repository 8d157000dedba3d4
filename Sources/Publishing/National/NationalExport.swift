public import Cadastre
import GDALKit
import PlanarCoverage
import Reconciliation

/// Formats in which the national tables are handed over.
public enum NationalFormat: String, CaseIterable, Sendable {
    case geoPackage = "GPKG"
    case fileGDB = "OpenFileGDB"
    case xlsx = "XLSX"

    public init?(named name: String) {
        switch name.lowercased() {
        case "gpkg", "geopackage": self = .geoPackage
        case "openfilegdb", "filegdb", "gdb": self = .fileGDB
        case "xlsx": self = .xlsx
        default: return nil
        }
    }

    var fileExtension: String {
        switch self {
        case .geoPackage: "gpkg"
        case .fileGDB: "gdb"
        case .xlsx: "xlsx"
        }
    }
}

/// Hands the group-1 parcels of each ward over to the national system, as the layer and the tables of its names.
///
/// Personal data is what such a hand-over is for: the caller sees to it that the files are its owner's alone.
public struct NationalExport: Sendable {
    public var format: NationalFormat
    public var language = Language.vi
    public var wardNames: [String: String] = [:]
    public var overwrite = false
    public var resume = false
    public var lanes = 1
    /// What was read, for the fingerprints and the index.
    public var inputs: [String] = []
    public var sources: [ReportedSource] = []
    public var notes: [ReportNote] = []
    public var settings: [(name: String, value: SettingValue)] = []
    public var shift: DatumShift?

    public init(_ format: NationalFormat) { self.format = format }

    /// - Throws: `OutputError`.
    public func run(
        _ source: ComparedRecords, to folder: String, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> NationalReport {
        let parts = LayerPart.all(of: source.columns, by: .ward, wardNames: wardNames) {
            source.result.groupings[$0].group == 1
        }
        let recordsOf = source.recordsOfParcels()
        let basis = SourceDigest.hexadecimal(of: inputs).map { digest in
            "\(Program.version)\n\(format)\n\(source.date)\n\(digest)\n\(language)\n\(source.crs)\n"
                + settings.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
        }
        let jobs = parts.map { part in
            FileJob(
                name: "\(part.stem).\(format.fileExtension)", ward: part.ward, wardName: part.wardName, sheet: nil,
                fingerprint: basis.map { MessageDigest(of: "\($0)\n\(part)".utf8).hexadecimal })
        }
        let batch = FileBatch(folder: folder, overwrite: overwrite, resume: resume, lanes: lanes)
        if !overwrite && !resume { try OutputPlace.checkAbsent("\(folder)/\(HeldBack.file)") }
        let files = try batch.run(
            jobs, makeLane: {},
            write: { i, folder, _ in
                let tables = NationalTables(source, parcels: parts[i].parcels, recordsOf: recordsOf)
                let path = "\(folder)/\(jobs[i].name)"
                if format == .xlsx {
                    try writeWorkbook(tables, to: path, scratch: folder, source)
                } else {
                    try writeLayers(tables, to: path, source)
                }
                var written = FileBatch.Written(features: tables.rows.count)
                if format == .xlsx {
                    written.losses = [
                        language == .vi
                            ? "XLSX không chứa hình thửa: chỉ có bảng" : "XLSX holds no geometry: the tables alone"
                    ]
                }
                return written
            }, progress: progress)
        var held = HeldBack()
        try held.write(source, in: folder, language)
        let report = NationalReport(
            files: files, format: format, crs: source.crs, shift: shift, heldParcels: held.parcels,
            heldRecords: held.records, settings: settings, sources: sources, notes: notes, language: language)
        try batch.close(files, report)
        return report
    }

    private func writeLayers(_ tables: NationalTables, to path: String, _ source: ComparedRecords) throws {
        let time = "\(source.date)T00:00:00.000Z"
        var writer = try VectorWriter(creating: path, driver: format.rawValue, replacing: true, date: time)
        let style = LayerStyle(numberField: "SOTHUTUTHUA", landUseField: nil, language)
        for table in tables.all {
            let isLayer = table.name == .parcels
            let layer = try writer.addLayer(
                OutputLayer(
                    table.name.rawValue, isLayer ? .multiPolygon : .none, fields: table.fields,
                    crs: isLayer ? source.crs : nil,
                    options: isLayer ? ["GEOMETRY_NAME=GEOMETRY"] : []))
            for (i, row) in table.rows.enumerated() {
                let polygons = isLayer ? source.rings.polygons(ofParcel: Int(tables.rows[i])) : []
                try writer.write(
                    to: layer, wkb: polygons.isEmpty ? nil : WKBBytes.multiPolygon(polygons, on: source.grid),
                    values: row)
            }
        }
        if format == .geoPackage {
            for statement in LayerStyles.statements(
                [(NationalTable.Name.parcels.rawValue, style.style)], time: time)
            {
                try writer.execute(statement)
            }
        }
        try writer.close()
    }

    private func writeWorkbook(
        _ tables: NationalTables, to path: String, scratch: String, _ source: ComparedRecords
    ) throws(OutputError) {
        var book = try Workbook(creating: path, scratch: scratch, created: source.date, title: "DC_THUADAT")
        let head = CellStyle(isBold: true, isCentred: true, hasBorder: true, fillRGB: 0xE8EEF4)
        for table in tables.all {
            guard table.rows.count < SheetWriter.rowLimit else {
                throw OutputError(.cannotCreate, "\(path): a sheet of XLSX has no room for \(table.rows.count) rows")
            }
            let sheet = try book.addSheet(table.name.rawValue)
            for (c, field) in table.fields.enumerated() { book.write(field.name, to: sheet, row: 0, column: c, head) }
            for (r, row) in table.rows.enumerated() {
                for (c, value) in row.enumerated() {
                    switch value {
                    case .null, .binary: break
                    case .text(let text): book.write(text, to: sheet, row: r + 1, column: c)
                    case .integer(let number):
                        book.write(Double(number), to: sheet, row: r + 1, column: c, CellStyle())
                    case .real(let number): book.write(number, to: sheet, row: r + 1, column: c, CellStyle())
                    case .date(let year, let month, let day):
                        guard let date = CivilDate(year: year, month: month, day: day) else { break }
                        book.write(date, to: sheet, row: r + 1, column: c, CellStyle())
                    }
                }
            }
            book.freeze(sheet, above: 1)
            book.setWidth(16, in: sheet, columns: 0...(table.fields.count - 1))
            if !table.rows.isEmpty {
                book.filter(sheet, rows: 0...table.rows.count, columns: 0...(table.fields.count - 1))
            }
        }
        try book.close()
    }
}
