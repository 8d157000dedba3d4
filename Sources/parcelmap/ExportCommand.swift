import ArgumentParser
import Cadastre
import MapReading
import Publishing

/// What `export` makes.
enum ExportKind: String, CaseIterable, ExpressibleByArgument {
    case sheets
}

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints map sheets.",
        discussion: """
            Kinds: sheets, the cadastral sheets of each ward.

            Examples:
              parcelmap export ward.gpkg --kind sheets --paper A3 --scale 500 --output sheets/
              parcelmap export city.gpkg --kind sheets --by sheet --format png --jobs 4 --resume --output sheets/
            """)

    @OptionGroup(title: "Map") var map: MapOptions
    @OptionGroup(title: "Sheets") var sheets: SheetOptions
    @OptionGroup(title: "Messages") var talk: TalkOptions

    @Option(help: "What to make: \(ExportKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: ExportKind

    func validate() throws { try map.requireMap() }

    func run() throws {
        switch kind {
        case .sheets: try CadastralSheetJob(map: map, sheets: sheets, talk: talk).run()
        }
    }
}
