public import Cadastre
import GDALKit
public import MapReading

/// The parcels of a map as layers: a file for each ward or sheet, with every field of the source that the format holds.
public struct LayerExport: Sendable {
    public var format: LayerFormat
    public var grouping = SheetGrouping.ward
    /// Of the output; nil for the source's own.
    public var crs: String?
    /// Between VN-2000 and WGS 84; nil for what the CRS says itself, else EPSG:6960.
    public var shift: DatumShift?
    public var language = Language.vi
    /// The ward of each parcel; nil for what each names.
    public var homes: ParcelHomes?
    /// By ward code, where the list of wards does not know better.
    public var wardNames: [String: String] = [:]
    /// As `2025-11-10`.
    public var date: String
    /// Whether fields with names, numbers and addresses of people are written.
    public var showsPersonalData = false
    public var overwrite = false
    public var resume = false
    public var lanes = 1
    /// Lines of the settings in the index.
    public var settings: [(name: String, value: SettingValue)] = []

    public init(_ format: LayerFormat, date: String) {
        self.format = format
        self.date = date
    }

    /// - Parameters:
    ///   - names: the sources of the map, as it was read from them.
    ///   - options: those with which it was read.
    ///   - progress: told how many files of how many are finished, from any lane.
    /// - Throws: `ReadingError` for a CRS that the format cannot be in, and for what cannot be copied; `OutputError`.
    public func run(
        _ map: ParcelMap, from names: [String], options: ReadingOptions, to folder: String,
        progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> LayerReport {
        let frame = try OutputFrame(
            map, crs: crs, shift: shift,
            coordinates: format.isInDegrees ? .degrees : format.isDrawing ? .metres : .any, format: format.rawValue)
        let parts = LayerPart.all(of: map.columns, by: grouping, wardNames: wardNames, homes: homes)
        guard !parts.isEmpty else { throw OutputError(.cannotCreate, "\(folder): there are no parcels to write") }
        let basis = SourceDigest.hexadecimal(of: names).map { digest in
            [
                Program.version, format.rawValue, frame.definition, frame.shift?.rawValue ?? "", date, digest,
                language.rawValue, grouping.rawValue, options.filter ?? "", options.layer ?? "",
                "\(showsPersonalData)",
                settings.map { "\($0.name)=\($0.value)" }.joined(separator: ";"),
            ].joined(separator: "\n")
        }
        let jobs = parts.map { part in
            FileJob(
                name: "\(part.stem).\(format.fileExtension)", ward: part.ward, wardName: part.wardName,
                sheet: part.sheet,
                fingerprint: basis.map { basis in
                    let rows = part.parcels.map { map.columns.fid[Int($0)] }
                    return MessageDigest(of: "\(basis)\n\(part)\n\(rows)".utf8).hexadecimal
                })
        }
        let batch = FileBatch(folder: folder, overwrite: overwrite, resume: resume, lanes: lanes)
        let setting = LayerFileSetting(
            format: format, language: language, date: date, showsPersonalData: showsPersonalData)
        let files = try batch.run(
            jobs,
            makeLane: { try LayerFileWriter(map, names, options, frame, setting) },
            write: { i, folder, writer in
                try writer.write(parts[i], to: "\(folder)/\(jobs[i].name)")
            }, progress: progress)
        let report = LayerReport(
            files: files, format: format, frame: frame, settings: settings + [("by", .text(grouping.rawValue))],
            sources: map.report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            },
            notes: map.report.notes.map { ReportNote($0.text(language), isWarning: $0.isWarning) },
            skipped: map.report.skipped, language: language)
        try batch.close(files, report)
        return report
    }
}

/// What all files of an export have in common.
struct LayerFileSetting: Sendable {
    var format: LayerFormat
    var language: Language
    var date: String

    var showsPersonalData = false

    /// Whether a field of the source is written.
    func keeps(_ field: String) -> Bool { showsPersonalData || !PersonalFields.contains(field) }

    var time: String { "\(date)T00:00:00.000Z" }
}
