import ArgumentParser
import Cadastre
import MapChecking
import Publishing

enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, warning

    var severity: Severity { self == .error ? .error : .warning }
}

/// The limits of a check.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The map scale, for the legal limits: 500 or 1:500.", valueName: "scale"))
    var scale: String?

    @Option(help: "Faces no wider are an edge mismatch, in metres; at least 1.5 coordinate steps of the data.")
    var tolerance: Double = CheckSettings().toleranceMetres

    @Option(help: "Ground between parcels that is narrower is a gap, in metres.")
    var maxGapWidth: Double = CheckSettings().maxGapWidthMetres

    @Option(help: "Parcels that cross the ward line by less are counted, not listed, in metres.")
    var wardTolerance: Double = CheckSettings().wardToleranceMetres

    /// The denominator of `--scale`.
    var scaleDenominator: Int? {
        scale.flatMap { Int($0.hasPrefix("1:") ? $0.dropFirst(2) : $0[...]) }
    }

    func validate() throws {
        if scale != nil {
            guard let scaleDenominator, (1...1_000_000).contains(scaleDenominator) else {
                throw ValidationError("--scale takes the denominator of the map scale, as 500 or 1:500.")
            }
        }
        for (name, metres) in [
            ("--tolerance", tolerance), ("--max-gap-width", maxGapWidth), ("--ward-tolerance", wardTolerance),
        ] where !metres.isFinite || metres < 0 || metres > 10_000 {
            throw ValidationError("\(name) takes metres from 0 to 10000.")
        }
        if maxGapWidth < tolerance {
            throw ValidationError(
                "--max-gap-width is less than --tolerance: no gap could be told from an edge mismatch.")
        }
    }
}

/// Where results go.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("GeoPackage to write, with styles that QGIS applies by itself.", valueName: "path"),
        completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("JSON to write; - is standard output.", valueName: "path"), completion: .file())
    var json: String?

    @Flag(help: "Replace outputs that exist.")
    var overwrite = false

    @Option(help: "List at most so many defects of a kind, the largest; counts stay complete.")
    var maxListed = 100_000

    @Option(help: ArgumentHelp("Date of the report; the newest input's when not given.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(
        help: ArgumentHelp("JSON with the time of each phase and the memory; - is standard output.", valueName: "path"),
        completion: .file())
    var timings: String?

    func validate() throws {
        if maxListed < 0 { throw ValidationError("--max-listed takes a number from 0 up.") }
        if let date, CivilDate(date) == nil { throw ValidationError("--date takes a day, as 2025-11-10.") }
        if output == "-" {
            throw ValidationError("A GeoPackage cannot go to standard output; name a file for --output.")
        }
        if json == "-" && timings == "-" {
            throw ValidationError("Only one of --json and --timings can go to standard output.")
        }
        let files = [output, json, timings].compactMap { $0 }.filter { $0 != "-" }
        if Set(files).count < files.count { throw ValidationError("Two outputs cannot have one name.") }
    }

    /// Refuses early what could not be written after the work.
    /// - Parameter inputs: files that are never written.
    func checkPlaces(inputs: [String]) throws {
        for path in [output, json, timings].compactMap({ $0 }) where !OutputPlace.isStream(path) || path == output {
            try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        }
    }

    /// Whether results go to a file or to standard output, so that the summary is not the answer.
    var asksForResults: Bool { output != nil || json != nil || timings == "-" }
}
