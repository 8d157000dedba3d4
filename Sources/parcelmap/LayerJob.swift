import Cadastre
import Glibc
import MapReading
import Publishing

/// `export --kind layers`
struct LayerJob {
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
        if layers.showPersonalData { umask(0o077) }
        let progress = ProgressLine(talk.progress, quiet: talk.quiet)
        var options = map.readingOptions
        options.lanes = map.lanes
        let read = try MapReader(options) { progress.report("read", done: $0, of: $1) }.read(map.maps)
        var export = LayerExport(try layers.format(sheets), date: "\(sheets.day(inputs))")
        export.grouping = sheets.by
        export.crs = layers.crsOut
        export.shift = papers.datumShift
        export.language = talk.language
        if layers.placeUnlisted { export.homes = ParcelHomes(read) }
        export.wardNames = read.wardNames
        export.showsPersonalData = layers.showPersonalData
        export.overwrite = sheets.overwrite
        export.resume = sheets.resume
        export.lanes = map.lanes
        export.settings = map.selection.map { ($0.name, .text($0.value)) }
        let report = try export.run(read, from: map.maps, options: options, to: sheets.output) {
            progress.report("files", done: $0, of: $1)
        }
        progress.clear()
        if let json = sheets.json { try report.writeJSON(to: json, overwrite: sheets.overwrite, inputs: inputs) }
        if !talk.quiet { Terminal.put(report.summary()) }
    }
}

extension ParcelMap {
    /// Of the ward outlines, by code.
    var wardNames: [String: String] {
        guard let wards else { return [:] }
        return Dictionary(zip(wards.codes, wards.names), uniquingKeysWith: { first, _ in first })
    }
}
