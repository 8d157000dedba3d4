import Cadastre
import Glibc
import MapReading
import Publishing

/// `export --kind layers --schema national`
struct NationalJob {
    let map: MapOptions
    let sheets: SheetOptions
    let layers: LayerOptions
    let papers: RecordOptions
    let limits: LimitOptions
    let talk: TalkOptions
    let inputs: [String]

    func run() throws {
        if let json = sheets.json, json != "-" {
            try OutputPlace.check(json, overwrite: sheets.overwrite, inputs: inputs)
        }
        // What holds personal data is its owner's alone to read, from its first byte on.
        umask(0o077)
        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        let date = sheets.day(inputs)
        let compared = try ComparedMap(map: map, papers: papers, limits: limits, talk: talk, date: date)
            .run(computesCodes: true, progress)
        var export = NationalExport(try layers.nationalFormat(sheets))
        export.language = talk.language
        export.wardNames = compared.read.wardNames
        export.overwrite = sheets.overwrite
        export.resume = sheets.resume
        export.lanes = map.lanes
        export.inputs = inputs
        export.sources = compared.sources
        export.notes = compared.notes(talk.language)
        export.settings = (map.selection + papers.selection).map { ($0.name, .text($0.value)) }
        export.shift = compared.codes.shift
        let report = try export.run(compared.compared(date: date), to: sheets.output) {
            progress.report("files", done: $0, of: $1)
        }
        progress.clear()
        if let json = sheets.json { try report.writeJSON(to: json, overwrite: sheets.overwrite, inputs: inputs) }
        if !talk.quiet { Terminal.put(report.summary()) }
    }
}
