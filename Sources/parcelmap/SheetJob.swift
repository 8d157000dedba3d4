import Cadastre
import MapReading
import Publishing

/// What the kinds of printed export have in common.
struct SheetJob {
    let kind: String
    let map: MapOptions
    let sheets: SheetOptions
    let limits: LimitOptions
    let talk: TalkOptions
    let inputs: [String]
    let printing: SheetPrinting
    let progress: ProgressLine

    /// Refuses early what could not be written after the work.
    func checkPlaces() throws {
        if let json = sheets.json, json != "-" {
            try OutputPlace.check(json, overwrite: sheets.overwrite, inputs: inputs)
        }
    }

    func read() throws -> ParcelMap {
        try MapReader(map.readingOptions) { progress.report("read", done: $0, of: $1) }.read(map.maps)
    }

    /// - Throws: `ReadingError` where there is nothing to draw.
    func requireParcels(_ drawing: SheetMap) throws {
        if drawing.isEmpty {
            throw ReadingError(
                .unusableData,
                "\(map.maps.joined(separator: ", ")): no parcel has a geometry; there is nothing to draw")
        }
    }

    func phase(_ name: String) { progress.report(name, done: 0, of: nil) }

    var drawn: @Sendable (Int, Int) -> Void {
        let progress = progress
        return { progress.report("sheets", done: $0, of: $1) }
    }

    func wardNames(_ read: ParcelMap) -> [String: String] {
        guard let wards = read.wards else { return [:] }
        return Dictionary(zip(wards.codes, wards.names), uniquingKeysWith: { first, _ in first })
    }

    /// Says what was written.
    func finish(
        _ files: [WrittenSheets], scale: Int?, paper: Paper, sources: [ReportedSource], notes: [ReportNote]
    ) throws {
        progress.clear()
        var report = SheetReport(kind: kind, files: files, sources: sources, notes: notes, language: talk.language)
        report.settings = [
            ("by", .text(sheets.by.rawValue)), ("format", .text(printing.format.rawValue)),
            ("paper", .text(paper.rawValue)), ("scale", scale.map { .count($0) } ?? .null),
        ]
        report.settings += map.selection.map { ($0.name, .text($0.value)) }
        if let json = sheets.json { try report.writeJSON(to: json, overwrite: sheets.overwrite, inputs: inputs) }
        if !talk.quiet { Terminal.put(report.summary()) }
    }

    func finish(_ files: [WrittenSheets], scale: Int?, paper: Paper, _ report: ReadingReport) throws {
        try finish(
            files, scale: scale, paper: paper,
            sources: report.layers.map {
                ReportedSource(source: $0.source, layer: $0.layer, features: $0.features)
            }, notes: report.notes.map { ReportNote($0.text(talk.language), isWarning: $0.isWarning) })
    }
}

/// `export --kind sheets`
extension SheetJob {
    func printSheets() throws {
        let read = try read()
        var export = CadastralExport()
        export.paper = sheets.paper ?? .a3
        export.scale = limits.scaleDenominator ?? read.report.scale
        export.grouping = sheets.by
        export.language = talk.language
        export.wardNames = wardNames(read)
        let drawing = SheetMap(read)
        try requireParcels(drawing)
        let files = try export.run(drawing, to: sheets.output, printing: printing, progress: drawn)
        try finish(files, scale: export.scale, paper: export.paper, read.report)
    }
}

/// `export --kind extract`
extension SheetJob {
    func printExtracts() throws {
        let read = try read()
        let drawing = SheetMap(read)
        var export = ExtractExport()
        export.paper = sheets.paper ?? .a4
        export.scale = limits.scaleDenominator
        export.language = talk.language
        export.wardNames = wardNames(read)
        let keys = try sheets.parcel.map { key in
            let parcels = ExtractExport.parcels(key, in: drawing)
            if parcels.isEmpty {
                throw ReadingError(
                    .unusableData,
                    "\(map.maps.joined(separator: ", ")): no parcel with a geometry has the key \"\(key)\"; write ward, "
                        + "sheet and number as 00082/14/205")
            }
            return (key: key, parcels: parcels)
        }
        let files = try export.run(keys, of: drawing, to: sheets.output, printing: printing, progress: drawn)
        try finish(files, scale: export.scale, paper: export.paper, read.report)
    }
}
