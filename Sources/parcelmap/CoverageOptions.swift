public import ArgumentParser
import Cadastre
import Publishing
public import Reconciliation

extension DocumentMeasure: ExpressibleByArgument {}

/// The tables that offices keep.
struct ProgressOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Progress table: ward, residential_group, working_group, date, collected, scanned, entered, authenticated, \
            created, synchronised, obstacle, obstacle_count. Counts are totals up to the date; rows of one ward and day \
            add up, and the newest day not after --date counts.
            """, valueName: "table"), completion: .file())
    var documents: String?

    @Option(
        help: ArgumentHelp("What each ward shall reach: ward, deadline, target.", valueName: "table"),
        completion: .file())
    var targets: String?

    @Option(
        help: ArgumentHelp(
            "Branches of the registration office, for subtotals: ward_code, branch_code, branch_name.",
            valueName: "table"), completion: .file())
    var branches: String?

    @Option(
        help: ArgumentHelp(
            "What the forecast counts: \(DocumentMeasure.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "documents"))
    var measure: DocumentMeasure = .entered

    @Option(
        help: ArgumentHelp(
            """
            GeoPackage or SQLite file (.gpkg, .sqlite, .db) that keeps every report; a second one of a day replaces the \
            first. Changes are told against the newest report before --date.
            """, valueName: "file"), completion: .file())
    var history: String?

    @Option(
        help: ArgumentHelp(
            "The folder wards/ of a run: how many findings are new, remain, are resolved or accepted is read from "
                + "<code>/check.json and reconcile.json.", valueName: "folder"))
    var wardResults: String?

    var tables: [String] { [documents, targets, branches].compactMap { $0 } }
}

/// Where the results of `coverage` go.
struct CoverageOutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("CSV for programs: UTF-8, commas, decimal points; - is standard output.", valueName: "path"),
        completion: .file())
    var csv: String?

    @Option(
        help: ArgumentHelp(
            "CSV for Excel set to Vietnamese: byte order mark, semicolons, decimal commas.", valueName: "path"),
        completion: .file())
    var csvForPeople: String?

    @Option(help: ArgumentHelp("JSON to write; - is standard output.", valueName: "path"), completion: .file())
    var json: String?

    @Option(help: ArgumentHelp("Workbook to write.", valueName: "path"), completion: .file())
    var xlsx: String?

    @Option(
        help: ArgumentHelp("GeoPackage to write: the outlines of the wards with all columns.", valueName: "path"),
        completion: .file())
    var output: String?

    @Flag(help: "Replace outputs that exist.")
    var overwrite = false

    @Option(help: ArgumentHelp("Date of the report; the newest input's when not given.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Flag(name: .customLong("public"), help: "For publication: numbers of people from 1 to 4 read <5.")
    var isPublic = false

    @Option(
        help: ArgumentHelp("JSON with the time of each phase and the memory; - is standard output.", valueName: "path"),
        completion: .file())
    var timings: String?

    private var texts: [String] { [csv, json, timings].compactMap { $0 } }
    private var files: [String] { [csvForPeople, xlsx, output].compactMap { $0 } }

    func validate() throws {
        if let date, CivilDate(date) == nil { throw ValidationError("--date takes a day, as 2025-11-10.") }
        if files.contains("-") {
            throw ValidationError("Only --csv, --json and --timings can go to standard output; name a file.")
        }
        if texts.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Only one of --csv, --json and --timings can go to standard output.")
        }
        let named = (texts + files).filter { $0 != "-" }
        if Set(named).count < named.count { throw ValidationError("Two outputs cannot have one name.") }
    }

    /// Refuses early what could not be written after the work.
    /// - Parameter inputs: files that are never written.
    func checkPlaces(inputs: [String]) throws {
        for path in texts where !OutputPlace.isStream(path) {
            try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        }
        for path in files { try OutputPlace.check(path, overwrite: overwrite, inputs: inputs) }
    }

    /// Writes all that was asked for.
    func write(_ report: CoverageReport, inputs: [String]) throws {
        if let output { try report.writeGeoPackage(to: output, overwrite: overwrite, inputs: inputs) }
        if let csv { try report.writeCSV(to: csv, for: .machine, overwrite: overwrite, inputs: inputs) }
        if let csvForPeople {
            try report.writeCSV(to: csvForPeople, for: .people, overwrite: overwrite, inputs: inputs)
        }
        if let json { try report.writeJSON(to: json, overwrite: overwrite, inputs: inputs) }
        if let xlsx { try report.writeWorkbook(to: xlsx, overwrite: overwrite, inputs: inputs) }
    }

    /// Whether something goes to standard output, so that the summary is not the answer.
    var usesStandardOutput: Bool { texts.contains("-") }
    /// Whether results go to files or to standard output.
    var asksForResults: Bool { !(texts + files).isEmpty }
}
