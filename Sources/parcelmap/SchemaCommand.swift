import ArgumentParser
import Cadastre
import Publishing
import WardRuns

/// What a schema is of.
enum SchemaSubject: ExpressibleByArgument {
    /// Of a verb.
    case output(OutputSchema)
    /// `run.json`.
    case run
    /// The file that `run` reads.
    case project

    init?(argument: String) {
        switch argument {
        case "run": self = .run
        case "project": self = .project
        default:
            guard let schema = OutputSchema(rawValue: argument) else { return nil }
            self = .output(schema)
        }
    }

    static var allValueStrings: [String] { (OutputSchema.allCases.map(\.rawValue) + ["run", "project"]).sorted() }

    func text(in language: Language) -> String {
        switch self {
        case .output(let schema): schema.text
        case .run: RunSchema.text
        case .project: ProjectSchema.text(in: language)
        }
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON schema of a verb's output, or of the project file.",
        discussion: """
            project is for editors: begin the file with
              # yaml-language-server: $schema=project.schema.json
            and the editor completes the keys and marks what is wrong.

            Examples:
              parcelmap schema check > check.schema.json
              parcelmap schema project > project.schema.json
            """)

    @Argument(help: "The verb, or project: \(SchemaSubject.allValueStrings.joined(separator: ", ")).")
    var verb: SchemaSubject

    @Option(help: "Of the descriptions of project: vi or en.")
    var language: Language = .vi

    func run() throws { try Terminal.answer(verb.text(in: language) + "\n") }
}
