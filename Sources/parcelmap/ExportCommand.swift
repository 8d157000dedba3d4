import ArgumentParser
import Publishing

/// What `export` makes.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
    case layers, sheets, quality, city, extract, lists

    /// Whether pages are printed.
    var isPrinted: Bool { self != .layers && self != .lists }
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Writes layers in other formats; prints cadastral sheets, quality maps, the city, extracts of parcels.",
        discussion: """
            Kinds: layers, the parcels of each ward or sheet in a format and CRS, with every field that the format holds, \
            and an index of the files with counts, digests and what was lost; sheets, the cadastral sheets of each ward; quality, the defects of each ward over its parcels, by group \
            where records are given; city, the wards by what they have reached; extract, single parcels with corners, \
            lengths and areas; lists, what is missing for which parcel, by residential group in the order of a walk. \
            --scale is the scale of the sheets: else that of the data, else the largest standard one at which a sheet \
            fits on a page and its parcels have room for their labels. Names of people stand on no map.

            Examples:
              parcelmap export city.gpkg --kind layers --by ward --format Shapefile --output shapes/
              parcelmap export ward.gpkg --kind layers --schema national --records pl3.xlsx --show-personal-data \\
                  --format FileGDB --output handover/
              parcelmap export ward.gpkg --kind layers --format GeoJSON --datum-shift epsg6960 --output web/
              parcelmap export ward.gpkg --kind sheets --paper A3 --scale 500 --output sheets/
              parcelmap export city.gpkg --kind sheets --by sheet --format png --jobs 4 --resume --output sheets/
              parcelmap export ward.gpkg --kind quality --wards wards.gpkg --records pl3.xlsx --output quality/
              parcelmap export city.gpkg --kind city --wards wards.gpkg --output city.pdf
              parcelmap export ward.gpkg --kind lists --records pl3.xlsx --groups groups.csv --output lists/
              parcelmap export ward.gpkg --kind extract --parcel 00082/14/205 --output 205.pdf
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Sheets") var sheets: SheetOptions
    @OptionGroup(title: "Layers") var layers: LayerOptions
    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: "What to make: \(ExportKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ExportKind

    func validate() throws {
        try map.requireMap()
        if kind.isPrinted {
            if sheets.pageFormat == nil { throw ValidationError("Maps are printed as pdf, png or svg.") }
            try layers.refuse(for: kind)
        } else if kind == .lists {
            try layers.refuse(for: kind)
            _ = try layers.listFormats(sheets)
            if papers.records.isEmpty {
                throw ValidationError("What is missing is known from records: --records FORM.")
            }
        } else if layers.schema == .national {
            try layers.checkNational(sheets, papers)
        } else {
            _ = try layers.format(sheets)
        }
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
        let inputs = map.maps + [map.wards, sheets.style, layers.groups].compactMap { $0 } + papers.inputs
        if kind == .lists {
            return try ListJob(
                map: map, sheets: sheets, layers: layers, papers: papers, limits: limits, talk: talk, inputs: inputs
            ).run()
        }
        if layers.schema == .national {
            return try NationalJob(
                map: map, sheets: sheets, layers: layers, papers: papers, limits: limits, talk: talk, inputs: inputs
            ).run()
        }
        if !kind.isPrinted {
            return try LayerJob(
                map: map, sheets: sheets, layers: layers, papers: papers, limits: limits, talk: talk, inputs: inputs
            ).run()
        }
        let job = SheetJob(
            kind: kind.rawValue, map: map, sheets: sheets, limits: limits, talk: talk, inputs: inputs,
            printing: try sheets.printing(lanes: map.lanes, inputs: inputs),
            progress: ProgressLine(talk.progress, quiet: talk.quiet))
        try job.checkPlaces()
        switch kind {
        case .layers, .lists: break
        case .sheets: try job.printSheets()
        case .quality: try job.printQuality(papers)
        case .city: try job.printCity(papers)
        case .extract: try job.printExtracts()
        }
    }
}
