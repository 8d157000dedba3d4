import ArgumentParser
import Cadastre
import MapReading
import Publishing

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Says what is in a map or table: layers, counts, CRS, text encoding, which field is what.",
        discussion: """
            Tells whether the coordinates agree with the CRS, and which field the other verbs take for the ward, the \
            sheet, the parcel number, the areas and the land use. No value of a field is shown.

            Examples:
              parcelmap inspect ward.gpkg
              parcelmap inspect ward.gpkg pl3.xlsx --json inspect.json
            """)

    @Argument(
        help: ArgumentHelp("What to look at: any source that GDAL opens.", valueName: "source"), completion: .file())
    var sources: [String]

    @Option(help: "The CRS that the files are in, when they do not say or say wrong.")
    var crs: String?

    @Option(help: ArgumentHelp("A driver of GDAL to allow besides the usual ones; may be repeated.", valueName: "name"))
    var allowDriver: [String] = []

    @Option(help: ArgumentHelp("JSON to write; - is standard output.", valueName: "path"), completion: .file())
    var json: String?

    @Flag(help: "Replace outputs that exist.")
    var overwrite = false

    @Option(help: "Of the report: vi or en.")
    var language: Language = .vi

    func run() throws {
        if let json, !OutputPlace.isStream(json) {
            try OutputPlace.check(json, overwrite: overwrite, inputs: sources)
        }
        var inspector = Inspector()
        inspector.allowedDrivers = allowDriver
        inspector.crs = crs
        let report = InspectReport(sources: try sources.map { try inspector.inspect($0) }, language: language, crs: crs)
        if let json {
            try report.writeJSON(to: json, overwrite: overwrite, inputs: sources)
        } else {
            try Terminal.answer(report.text())
        }
    }
}
