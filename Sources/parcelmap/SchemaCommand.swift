public import ArgumentParser
public import Publishing

extension OutputSchema: ExpressibleByArgument {}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON schema of a verb's output.",
        discussion: """
            Example:
              parcelmap schema check > check.schema.json
            """)

    @Argument(help: "The verb: \(OutputSchema.allCases.map(\.rawValue).joined(separator: ", ")).")
    var verb: OutputSchema

    func run() throws { try Terminal.answer(verb.text + "\n") }
}
