import ArgumentParser
import Cadastre
import FoundationEssentials
import Publishing
import WardRuns

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a whole city: every ward through its steps, then the city from its wards.",
        discussion: """
            Writes wards/<code>/ (check, fixed, reconcile, sheets, as the project says), city/ (coverage, weekly workbook, \
            history, pages) and run.json. A run that is stopped goes on where it was when it is started again; wards whose \
            inputs and settings have not changed are left as they are.

            Keys of the project file:
            \(ProjectFile.keys.map { "  \($0.key): \($0.meaning)" }.joined(separator: "\n"))

            Example:
              parcelmap run maps/project.yaml --output results
            """)

    @Argument(help: ArgumentHelp("The project file.", valueName: "project.yaml"))
    var project: String

    @Option(help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var output: String?

    @Flag(name: .customLong("validate"), help: "Only read the project file and say what is wrong in it.")
    var onlyValidates = false

    @Option(help: "Wards at once; what the project says, else all cores.")
    var jobs: Int?

    @OptionGroup(title: "Messages") var talk: TalkOptions

    func validate() throws {
        if output == nil && !onlyValidates { throw ValidationError("Name a folder for the results: --output.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    }

    func run() throws {
        let read = try ProjectFile.read(project)
        guard !onlyValidates, let output else {
            try Terminal.answer(talk.language == .vi ? "Tệp dự án hợp lệ.\n" : "The project file is right.\n")
            return
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let line = ProgressLine(talk.progress, quiet: talk.quiet)
        let city = CityRun(
            read, from: project, output: output, executable: Terminal.executable, lanes: jobs ?? read.jobs ?? cores)
        let summary = try city.run { line.report("wards", done: $0, of: $1) }
        line.clear()
        if !talk.quiet { try Terminal.answer(text(summary)) }
        if !summary.failures.isEmpty { throw ExitCode(summary.failures[0].exitCode) }
    }

    private func text(_ summary: CityRun.Summary) -> String {
        func say(_ vi: String, _ en: String) -> String { talk.language == .vi ? vi : en }
        let seconds = (summary.seconds * 10).rounded() / 10
        var lines = [
            say(
                "\(summary.wards) xã, phường: \(summary.wards - summary.unchanged) đã chạy, \(summary.unchanged) không đổi; \(seconds) giây",
                "\(summary.wards) wards: \(summary.wards - summary.unchanged) run, \(summary.unchanged) unchanged; \(seconds) s"
            )
        ]
        for failure in summary.failures {
            lines.append("! \(failure.ward) \(failure.step) (\(failure.exitCode)): \(failure.said)")
        }
        if let output { lines.append("\(output)/city/index.html") }
        return lines.joined(separator: "\n") + "\n"
    }
}
