import ArgumentParser
import Cadastre
import Foundation
import MapReading
import Publishing
import WardRuns

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Makes pages of a run's results, for a director's desk and a ward's.",
        discussion: """
            dashboard: city/index.html and wards/<code>/index.html, each one file that opens by a double click, without \
            a network, on a computer or a phone.

            Reads of each ward, as far as it is there:
              wards/<code>/check.json, check.gpkg           what check wrote
              wards/<code>/reconcile.json, reconcile.gpkg   what reconcile wrote
              wards/<code>/parcels.gpkg                     the map, else that of fixed.gpkg or reconcile.gpkg
            and of the city:
              city/coverage.json, coverage.gpkg             what coverage wrote
              city/history.gpkg                             what coverage keeps as --history
            What is missing is left out, and the pages say so.
            workbook: city/weekly.xlsx, from the newest report of city/history.gpkg.
            lists: wards/<code>/lists/, what to collect for which parcel, from the forms of the run's project.

            Example:
              parcelmap report results --kind dashboard --overwrite
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case dashboard, workbook, lists
    }

    @Argument(help: ArgumentHelp("The folder of the results.", valueName: "run-folder"), completion: .directory)
    var folder: String

    @Option(help: "What to make: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: Kind = .dashboard

    @Flag(help: "Replace pages that exist.")
    var overwrite = false

    @Option(help: ArgumentHelp("Threads to read maps on; all cores when not given.", valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Where Leaflet is.", valueName: "folder"), completion: .directory)
    var leaflet = LeafletLibrary.usualFolder

    @OptionGroup(title: "Messages") var talk: TalkOptions

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    }

    func run() throws {
        let run = try RunFolder(folder)
        let line = ProgressLine(talk.progress, quiet: talk.quiet)
        switch kind {
        case .dashboard:
            var dashboard = Dashboard(language: talk.language)
            dashboard.overwrite = overwrite
            dashboard.leaflet = leaflet
            dashboard.lanes = jobs ?? ProcessInfo.processInfo.activeProcessorCount
            dashboard.progress = { line.report("report", done: $0, of: $1) }
            let pages = try dashboard.write(run)
            line.clear()
            if talk.quiet { return }
            let city = pages.files.first?.path ?? ""
            Terminal.say(
                talk.language == .vi
                    ? "\(city): trang toàn thành phố, và \(pages.files.count - 1) trang xã, phường"
                    : "\(city): the page of the city, and \(pages.files.count - 1) pages of wards")
        case .lists:
            let lists = try WardLists.write(folder, executable: Terminal.executable) {
                line.report("lists", done: $0, of: $1)
            }
            line.clear()
            for failure in lists.failures { Terminal.say("! \(failure.ward): \(failure.said)") }
            if !lists.failures.isEmpty { throw ExitCode(65) }
        case .workbook:
            let history = try CoverageHistory("\(folder)/city/history.gpkg", mustExist: true)
            guard let newest = history.dates.last, var report = history.report(of: newest) else {
                throw ReadingError(.unusableData, "\(history.path): the history holds no report")
            }
            report.language = talk.language
            try report.writeWorkbook(
                to: "\(folder)/city/weekly.xlsx", overwrite: overwrite, inputs: ["\(folder)/city/history.gpkg"])
        }
    }
}
