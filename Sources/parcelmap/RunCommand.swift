import ArgumentParser
import Cadastre
import FoundationEssentials
import Publishing
import WardRuns

/// A part of a run, for those who hand wards to several machines.
enum RunStage: String, CaseIterable, ExpressibleByArgument {
    case prepare, wards, city
}

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a whole city: every ward through its steps, then the city from its wards.",
        discussion: """
            Writes wards/<code>/ (check, fixed, reconcile, sheets, as the project says), city/ (coverage, weekly workbook, \
            history, pages) and run.json. A run that is stopped goes on where it was when it is started again; wards whose \
            inputs and settings have not changed are left as they are.

            Stages, for a cluster: prepare parts the sources by ward and lists the wards; wards works the wards named by \
            --ward, beside other processes that work others; city makes the city of them.

            Keys of the project file:
            \(ProjectKey.all.map { "  \($0.name): \($0.meaning(in: .en))" }.joined(separator: "\n"))

            Examples:
              parcelmap run maps/project.yaml --output results
              parcelmap run maps/project.yaml --output results --stage prepare --json -
              parcelmap run maps/project.yaml --output results --stage wards --ward 00082
              parcelmap run maps/project.yaml --output results --stage city
            """)

    @Argument(help: ArgumentHelp("The project file.", valueName: "project.yaml"), completion: .file())
    var project: String

    @Option(help: ArgumentHelp("The folder of the results.", valueName: "folder"), completion: .directory)
    var output: String?

    @Flag(name: .customLong("validate"), help: "Only read the project file and say what is wrong in it.")
    var onlyValidates = false

    @Option(help: "Wards at once; what the project says, else all cores.")
    var jobs: Int?

    @Option(help: ArgumentHelp("What all wards at once may need; four fifths of what is free.", valueName: "GB"))
    var memory: Double?

    @Option(help: "Only a part of the run: prepare, wards or city.")
    var stage: RunStage?

    @Option(help: ArgumentHelp("A ward for --stage wards; may be repeated. All when none is named.", valueName: "code"))
    var ward: [String] = []

    @Option(
        help: ArgumentHelp("JSON of the wards, of --stage prepare; - is standard output.", valueName: "path"),
        completion: .file())
    var json: String?

    @Flag(help: "At the end print the time and the memory of each step.")
    var timings = false

    @OptionGroup(title: "Messages") var talk: TalkOptions

    func validate() throws {
        if output == nil && !onlyValidates { throw ValidationError("Name a folder for the results: --output.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
        if let memory, !(memory > 0 && memory < 1e6) { throw ValidationError("--memory takes gigabytes, as 8.") }
        if !ward.isEmpty && stage != .wards { throw ValidationError("--ward goes with --stage wards.") }
        if json != nil && stage != .prepare { throw ValidationError("--json goes with --stage prepare.") }
    }

    func run() throws {
        let read = try ProjectFile.read(project)
        guard !onlyValidates, let output else {
            try Terminal.answer(talk.language == .vi ? "Tệp dự án hợp lệ.\n" : "The project file is right.\n")
            return
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let city = CityRun(
            read, from: project, output: output, executable: Terminal.executable, lanes: jobs ?? read.jobs ?? cores,
            memory: memory.map { Int($0 * 1e9) })
        if stage == .prepare { return try list(city.prepare()) }
        let line = RunProgress(talk.progress, quiet: talk.quiet, language: talk.language)
        let summary =
            switch stage {
            case .wards: try city.work(wards: ward) { line.report($0) }
            case .city: try city.finish()
            default: try city.run { line.report($0) }
            }
        line.clear()
        if !talk.quiet { try Terminal.answer(text(summary)) }
        if timings, stage != .wards { try Terminal.answer(RunTimingsTable(RunTimings(of: output)).text(talk.language)) }
        if talk.quiet { for failure in summary.failures { Terminal.say(text(failure)) } }
        if !summary.failures.isEmpty { throw ExitCode(summary.failures[0].exitCode) }
    }

    /// The wards of a run that is prepared.
    private func list(_ wards: [(ward: String, bytes: Int)]) throws {
        guard let json else {
            if !talk.quiet { try Terminal.answer(wards.map { "\($0.ward)\t\($0.bytes)\n" }.joined()) }
            return
        }
        try RunPlanReport(wards: wards).writeJSON(to: json, overwrite: true)
    }

    private func text(_ failure: (ward: String, step: String, exitCode: Int32, said: String)) -> String {
        "! \(failure.ward) \(failure.step) (\(failure.exitCode)): \(failure.said)"
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
        lines += summary.notes.map { "· \($0.text(in: talk.language))" }
        lines += summary.failures.map { text($0) }
        if let output, stage != .wards { lines.append("\(output)/city/index.html") }
        return lines.joined(separator: "\n") + "\n"
    }
}
