import ArgumentParser
import Cadastre
import FoundationEssentials
import Glibc
import MapReading
import Publishing
import Reconciliation

/// A step of `run`, in a process of its own: what it takes of memory is given back.
struct PartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part", abstract: "Parts the map or the records of a whole city by ward, for a run.",
        shouldDisplay: false)

    @OptionGroup(title: "Records") var papers: RecordOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: ArgumentHelp("A ward that there is a map of; may be repeated.", valueName: "code"))
    var ward: [String] = []

    @Option(help: ArgumentHelp("Another code that parcels of a ward's map name.", valueName: "ward=code"))
    var stray: [String] = []

    @Option(help: ArgumentHelp("The folder of the parts.", valueName: "folder"))
    var output: String

    @Option(help: "The map to part, instead of records.")
    var map: String?

    @Option(help: "The layer of the map.")
    var layer: String?

    @Option(help: "The field of the ward code.")
    var wardField: String?

    @Option(help: "Ward outlines, for parcels that name no known ward.")
    var wards: String?

    @Option(help: "The day at which the parts say they were changed.")
    var date: String?

    @Option(help: "Threads that read.")
    var jobs = 1

    func run() throws {
        // They hold names and numbers of people.
        umask(0o077)
        if let map { return try part(map) }
        let crosswalk = try papers.crosswalk.map { try SheetCrosswalk(table: $0) } ?? SheetCrosswalk([])
        var options = RecordReadingOptions()
        options.lanes = jobs
        let table = try RecordReader(options).read(papers.records)
        var strays: [String: [String]] = [:]
        for pair in stray.map({ $0.split(separator: "=", maxSplits: 1).map(String.init) }) where pair.count == 2 {
            strays[pair[0], default: []].append(pair[1])
        }
        try FormParting(
            wards: ward.filter { $0 != "_unassigned" }, strays: strays,
            settings: papers.settings(date: .today, lanes: jobs),
            crosswalk: crosswalk
        ).write(table, to: output)
    }

    private func part(_ map: String) throws {
        var maps = WardMaps()
        maps.layer = layer
        maps.wardField = wardField
        maps.outlines = wards
        maps.date = date
        maps.language = talk.language
        maps.lanes = jobs
        switch try maps.write(map, to: output) {
        case .parted(let notes, let strays):
            for note in notes { Terminal.say(note) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            try encoder.encode(strays).write(to: URL(filePath: "\(output)/\(WardMaps.straysName)"))
        case .unusual(let why):
            Terminal.say(why)
            throw ExitCode(WardMaps.unusualExit)
        }
    }
}
