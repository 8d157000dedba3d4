import ArgumentParser
import Publishing

/// What `export` makes.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
    case sheets, quality, city, extract
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints maps: cadastral sheets, quality maps, the city, extracts of parcels.",
        discussion: """
            Kinds: sheets, the cadastral sheets of each ward; quality, the defects of each ward over its parcels, by group \
            where records are given; city, the wards by what they have reached; extract, single parcels with corners, \
            lengths and areas. --scale is the scale of the sheets: else that of the data, else the largest standard one \
            at which a sheet fits on a page and its parcels have room for their labels. Names of people stand on none of them.

            Examples:
              parcelmap export ward.gpkg --kind sheets --paper A3 --scale 500 --output sheets/
              parcelmap export city.gpkg --kind sheets --by sheet --format png --jobs 4 --resume --output sheets/
              parcelmap export ward.gpkg --kind quality --wards wards.gpkg --records pl3.xlsx --output quality/
              parcelmap export city.gpkg --kind city --wards wards.gpkg --output city.pdf
              parcelmap export ward.gpkg --kind extract --parcel 00082/14/205 --output 205.pdf
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Sheets") var sheets: SheetOptions
    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: "What to make: \(ExportKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ExportKind

    func validate() throws {
        try map.requireMap()
        if sheets.pageFormat == nil { throw ValidationError("Maps are printed as pdf, png or svg.") }
        if kind == .city, map.wards == nil {
            throw ValidationError("The city map needs the ward outlines: --wards FILE.")
        }
        if kind == .extract, sheets.parcel.isEmpty {
            throw ValidationError("Name the parcel of the extract: --parcel WARD/SHEET/NUMBER.")
        }
        if kind == .city, sheets.colour == .group1, papers.records.isEmpty {
            throw ValidationError("Groups come of records: --records FORM.")
        }
    }

    func run() throws {
        let inputs = map.maps + [map.wards, sheets.style].compactMap { $0 } + papers.inputs
        let job = SheetJob(
            kind: kind.rawValue, map: map, sheets: sheets, limits: limits, talk: talk, inputs: inputs,
            printing: try sheets.printing(lanes: map.lanes, inputs: inputs),
            progress: ProgressLine(talk.progress, quiet: talk.quiet))
        try job.checkPlaces()
        switch kind {
        case .sheets: try job.printSheets()
        case .quality: try job.printQuality(papers)
        case .city: try job.printCity(papers)
        case .extract: try job.printExtracts()
        }
    }
}
