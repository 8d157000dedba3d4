import Cadastre
import MapReading
import Publishing

/// `export --kind sheets`: reads a map and prints its cadastral sheets.
struct CadastralSheetJob {
    let map: MapOptions
    let sheets: SheetOptions
    let talk: TalkOptions

    func run() throws {
        let inputs = map.maps + [map.wards, sheets.style].compactMap { $0 }
        if let json = sheets.json { try OutputPlace.check(json, overwrite: sheets.overwrite, inputs: inputs) }
        let printing = try sheets.printing(lanes: map.lanes, inputs: inputs)
        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        let read = try MapReader(map.readingOptions) { progress.report("read", done: $0, of: $1) }.read(map.maps)
        var export = CadastralExport()
        export.paper = sheets.paper
        export.scale = sheets.scaleDenominator ?? read.report.scale
        export.grouping = sheets.by
        export.language = talk.language
        if let wards = read.wards {
            export.wardNames = Dictionary(zip(wards.codes, wards.names), uniquingKeysWith: { first, _ in first })
        }
        let files = try export.run(SheetMap(read), to: sheets.output, printing: printing) {
            progress.report("sheets", done: $0, of: $1)
        }
        progress.clear()
        let report = SheetReport(
            kind: "sheets", files: files, settings: settings(export), read: read.report, map: map,
            language: talk.language)
        if let json = sheets.json { try report.writeJSON(to: json, overwrite: sheets.overwrite, inputs: inputs) }
        if !talk.quiet { Terminal.put(report.summary()) }
    }

    private func settings(_ export: CadastralExport) -> [(name: String, value: SettingValue)] {
        [
            ("by", .text(export.grouping.rawValue)), ("format", .text(sheets.format.rawValue)),
            ("paper", .text(export.paper.rawValue)), ("scale", export.scale.map { .count($0) } ?? .null),
        ]
    }
}

extension SheetReport {
    init(
        kind: String, files: [WrittenSheets], settings: [(name: String, value: SettingValue)], read: ReadingReport,
        map: MapOptions, language: Language
    ) {
        self.init(
            kind: kind, files: files, settings: settings + map.selection.map { ($0.name, .text($0.value)) },
            sources: read.layers.map { ReportedSource(source: $0.source, layer: $0.layer, features: $0.features) },
            notes: read.notes.map { ReportNote($0.text(language), isWarning: $0.isWarning) }, language: language)
    }
}
