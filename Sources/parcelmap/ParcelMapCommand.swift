import ArgumentParser
import Publishing

/// The command line: parses, calls, prints. What it promises is in the README; exit codes are those of sysexits.
@main
struct ParcelMapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parcelmap",
        abstract: "Checks cadastral parcel maps, every overlap, gap and fault, exactly; and repairs what is safe.",
        discussion: """
            Sources are anything GDAL opens as polygons: a file, a folder of shapefiles, /vsizip/, PG:dbname=...
            They are opened read-only, and nothing is ever written beside them.

            Exit codes: 0 done, also when defects were found; 1 with --fail-on when such defects were found; 64 usage; \
            65 the data cannot be used; 66 no such input; 73 the output exists or cannot be created; 74 reading or \
            writing failed part-way; 70 a fault of this program; 130 interrupted; 143 terminated.
            """,
        version: Program.version,
        subcommands: [
            InspectCommand.self, BuildCommand.self, CheckCommand.self, FixCommand.self, ReconcileCommand.self,
            CoverageCommand.self, ExportCommand.self, ReportCommand.self, RunCommand.self, SynthesizeCommand.self,
            SchemaCommand.self, PartCommand.self,
        ])

    static func main() {
        StopSignals.watch()
        do {
            var command = try parseAsRoot()
            try command.run()
            StopSignals.waitIfStopping()
        } catch {
            ExitStatus.end(with: error)
        }
    }
}
