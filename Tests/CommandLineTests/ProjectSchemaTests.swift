import Foundation
import TestSupport
import Testing

/// What is read of a project by `run`, and what its schema lets pass.
@Suite("Schemas of the project and of run", .enabled(if: Tool.python != nil, "run tools/test: it sets up Python"))
struct ProjectSchemaTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func schema(_ name: String, language: String = "vi") throws -> [String: Any] {
        let outcome = try Program.run("schema", name, "--language", language)
        try #require(outcome.code == 0, "\(outcome.errors)")
        return outcome.json
    }

    /// Whether a text of YAML passes the schema: dates are texts, as the editors have them.
    private func passes(_ text: String) throws -> Bool {
        try folder.write(try Program.run("schema", "project").output, "schema.json")
        try folder.write(text, "project.yaml")
        let judge = """
            import json, sys, yaml, jsonschema
            class Core(yaml.SafeLoader): pass
            Core.yaml_implicit_resolvers = {key: [r for r in rules if r[0] != "tag:yaml.org,2002:timestamp"]
                for key, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            sys.exit(0 if jsonschema.Draft202012Validator(schema).is_valid(yaml.load(open(sys.argv[2]), Core)) else 1)
            """
        let outcome = try Tool.start(
            Tool.python ?? "", ["-c", judge, folder.path("schema.json"), folder.path("project.yaml")]
        ).wait()
        try #require(outcome.code < 2 && !outcome.errors.contains("Traceback"), "\(outcome.errors)")
        return outcome.code == 0
    }

    private func isRead(_ text: String) throws -> Bool {
        try folder.write(text, "project.yaml")
        return try Program.run("run", folder.path("project.yaml"), "--validate").code == 0
    }

    @Test func `the sample project passes`() throws {
        let maps = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../maps/project.yaml").path
        #expect(try passes(try String(contentsOfFile: maps, encoding: .utf8)))
    }

    @Test func `each key of the schema is read, and no other`() throws {
        let properties = try #require(try schema("project")["properties"] as? [String: [String: Any]])
        let help = try Program.run("help", "run").output
        #expect(properties.count > 20)
        for (key, form) in properties.sorted(by: { $0.key < $1.key }) {
            #expect(help.contains("  \(key): "), "\(key) is not in the help")
            let values: [String]
            if let choices = form["enum"] as? [String] {
                values = choices
            } else if let forms = form["anyOf"] as? [[String: Any]] {
                let choices = forms.first?["enum"] as? [String]
                values = choices.map { $0 + ["[\($0.joined(separator: ", "))]"] } ?? ["a.xlsx", "[a.xlsx, b.csv]"]
            } else if let pattern = form["pattern"] as? String {
                values = pattern.contains("postgres") ? ["PG:dbname=x", "postgresql://host/x"] : ["2025-11-10"]
            } else {
                values = form["type"] as? String == "string" ? ["a.gpkg"] : ["2"]
            }
            for value in values {
                let text = key == "map" ? "map: \(value)\n" : "map: m.gpkg\n\(key): \(value)\n"
                #expect(try isRead(text) && passes(text), "\(text)")
            }
        }
        let vi = try schema("project"), en = try schema("project", language: "en")
        for form in [vi, en] {
            let own = try #require(form["properties"] as? [String: [String: Any]])
            #expect(own.values.allSatisfy { ($0["description"] as? String)?.isEmpty == false })
        }
        #expect(vi["properties"] as? NSDictionary != en["properties"] as? NSDictionary)
    }

    @Test(arguments: [
        "mapp: a.gpkg\n", "map: a.gpkg\ntoleranse: 1\n", "map: a.gpkg\nsteps: [chek]\n", "steps: [check]\n",
        "map: a.gpkg\nscale: big\n", "map: a.gpkg\nlanguage: fr\n", "map: a.gpkg\ntolerance: -1\n", "- a\n",
    ])
    func `what run refuses does not pass`(text: String) throws {
        #expect(try !isRead(text))
        #expect(try !passes(text))
    }

    @Test func `run.json is as its schema says, of a whole run and of one with a ward that fails`() throws {
        for ward in ["00082", "00085"] { _ = try MapPicture.faulty.geoPackage("ward_\(ward).gpkg", in: folder) }
        try folder.write("map: ward_{ward}.gpkg\ndate: 2025-11-10\nsteps: [check, fix]\n", "project.yaml")
        let schema = try Program.run("schema", "run").output
        for text in ["", "no map at all"] {
            if !text.isEmpty { try folder.write(text, "ward_00082.gpkg") }
            _ = try Program.run("run", folder.path("project.yaml"), "--output", folder.path("results"))
            let record = try String(contentsOfFile: folder.path("results/run.json"), encoding: .utf8)
            #expect(try Tool.isTaken(record, by: schema))
            #expect(try !Tool.isTaken(record.replacing("\"wards\"", with: "\"communes\""), by: schema))
        }
    }
}
