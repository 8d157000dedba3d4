public import ArgumentParser
public import Cadastre
import FoundationEssentials
import MapReading
import Publishing

extension Language: ExpressibleByArgument {}

/// What every verb understands that reads a map.
struct MapOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("What to read: any source that GDAL opens as polygons.", valueName: "map"),
        completion: .file())
    var maps: [String] = []

    @Option(help: "The layer to read, where a source has several.")
    var layer: String?

    @Option(help: "Only features of this condition, in the SQL of GDAL.")
    var `where`: String?

    @Option(help: "The CRS that the file is in, when it does not say or says wrong.")
    var crs: String?

    @Option(help: "The CRS to work in, projected.")
    var workCrs: String?

    @Option(help: "Field of the ward code. Fields are found by their usual names when they are not named.")
    var wardField: String?

    @Option(help: "Field of the sheet number.")
    var sheetField: String?

    @Option(help: "Field of the parcel number.")
    var parcelField: String?

    @Option(help: "Field of the stored area.")
    var areaField: String?

    @Option(help: "Field of the legal area.")
    var legalAreaField: String?

    @Option(help: "Field of the land-use code.")
    var landUseField: String?

    @Option(help: ArgumentHelp("Ward outlines.", valueName: "file"), completion: .file())
    var wards: String?

    @Option(help: ArgumentHelp("A driver of GDAL to allow besides the usual ones; may be repeated.", valueName: "name"))
    var allowDriver: [String] = []

    @Option(help: "Threads; all cores when not given.")
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    }
}

extension MapOptions {
    /// For the verbs that cannot do without a map.
    func requireMap() throws {
        if maps.isEmpty { throw ValidationError("Name a map to read.") }
    }

    /// Threads to work on.
    var lanes: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

    var readingOptions: ReadingOptions {
        var options = ReadingOptions()
        options.layer = layer
        options.filter = `where`
        options.crs = crs
        options.workCRS = workCrs
        options.fields = fields
        options.allowedDrivers = allowDriver
        options.wards = wards
        options.lanes = lanes
        return options
    }

    private var fields: [FieldRole: String] {
        let named: [(FieldRole, String?)] = [
            (.ward, wardField), (.sheet, sheetField), (.number, parcelField), (.storedArea, areaField),
            (.legalArea, legalAreaField), (.landUse, landUseField),
        ]
        return Dictionary(uniqueKeysWithValues: named.compactMap { role, name in name.map { (role, $0) } })
    }

    /// What was asked for, as it stands among the settings of a report.
    var selection: [(name: String, value: String)] {
        let asked = [
            ("layer", layer), ("where", `where`), ("source_crs", crs), ("work_crs", workCrs), ("wards", wards),
            ("ward_field", wardField), ("sheet_field", sheetField), ("parcel_field", parcelField),
            ("area_field", areaField), ("legal_area_field", legalAreaField), ("land_use_field", landUseField),
        ]
        return asked.compactMap { name, value in value.map { (name, ShownSetting.text($0)) } }
    }
}

/// How a verb talks while it works.
struct TalkOptions: ParsableArguments {
    @Option(help: "Progress on standard error: auto (on a terminal), always, never, json.")
    var progress: ProgressStyle = .auto

    @Flag(help: "Say nothing but errors.")
    var quiet = false

    @Option(help: "Of messages and reports: vi or en.")
    var language: Language = .vi
}
