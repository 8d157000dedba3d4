public import ArgumentParser
import Cadastre
import MapReading
import PlanarCoverage
public import Publishing

extension SheetGrouping: ExpressibleByArgument {}
extension CityMeasure: ExpressibleByArgument {}

extension Paper: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}

/// How sheets are printed, and where they go.
struct SheetOptions: ParsableArguments {
    @Option(help: "A file for each of these: ward, sheet.")
    var by: SheetGrouping = .ward

    @Option(
        help: ArgumentHelp(
            """
            Of maps: pdf (usual), png or svg; the last two make a file for each page. Of layers: GPKG (usual), Shapefile, \
            FileGDB, FlatGeobuf, GeoJSON, GML, DXF, DGN, TAB, MIF, KML, Parquet. Of lists: xlsx, pdf; both when not given.
            """, valueName: "name"))
    var format: String?

    @Option(help: "A4, A3, A2, A1 or A0, upright or across as it fits; A3 when not given, A4 for extracts.")
    var paper: Paper?

    @Option(help: "Dots per inch of PNG.")
    var dpi: Double = 150

    @Option(
        help: ArgumentHelp(
            "Colours, widths and fonts as JSON, as maps/styles/sheets.json; what it leaves out stays as usual.",
            valueName: "file"), completion: .file())
    var style: String?

    @Option(
        help: ArgumentHelp(
            "extract: the parcel, as 00082/14/205 (ward, sheet, number) or 14/205; may be repeated.", valueName: "key"))
    var parcel: [String] = []

    @Option(help: "city: what wards are coloured by, coverage or group-1.")
    var colour: CityMeasure = .coverage

    @Option(help: ArgumentHelp("A folder; for a single file its name.", valueName: "path"), completion: .file())
    var output: String

    @Option(
        help: ArgumentHelp("JSON of what was written; - is standard output.", valueName: "path"), completion: .file())
    var json: String?

    @Flag(help: "Replace outputs that exist.")
    var overwrite = false

    @Flag(help: "Leave files that exist and are whole as they are, and write the others.")
    var resume = false

    @Option(help: ArgumentHelp("Date on the sheets; the newest input's when not given.", valueName: "yyyy-mm-dd"))
    var date: String?

    func validate() throws {
        if !(dpi >= 20 && dpi <= 1200) { throw ValidationError("--dpi takes a number from 20 to 1200.") }
        if let date, CivilDate(date) == nil { throw ValidationError("--date takes a day, as 2025-11-10.") }
        if output == "-" { throw ValidationError("Files cannot go to standard output; name a folder or a file.") }
    }

    /// The day that outputs are of.
    /// - Parameter inputs: files that the date is of when none was given.
    func day(_ inputs: [String]) -> CivilDate {
        date.flatMap { CivilDate($0) } ?? CivilDate(newestOf: inputs) ?? .today
    }

    /// Nil where `--format` names none that pages are written as.
    var pageFormat: SheetFormat? { format.map { SheetFormat(rawValue: $0.lowercased()) } ?? .pdf }

    /// - Parameter inputs: files that are never written, and that the date is of.
    func printing(lanes: Int, inputs: [String]) throws -> SheetPrinting {
        var printing = SheetPrinting(date: "\(day(inputs))")
        if let pageFormat { printing.format = pageFormat }
        printing.dotsPerInch = dpi
        if let style { printing.style = try SheetStyle(file: style) }
        printing.overwrite = overwrite
        printing.resume = resume
        printing.lanes = lanes
        printing.inputs = inputs
        return printing
    }
}

extension SheetMap {
    init(_ read: ParcelMap) {
        self.init(
            rings: read.coverage.rings, grid: read.coverage.grid, columns: read.columns, crs: read.crs.fullName)
    }
}
