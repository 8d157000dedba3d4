public import Foundation

/// Another program, run as a process.
public enum Tool {
    public struct Outcome: Sendable {
        public var code: Int32
        public var output: String
        public var errors: String

        /// The standard output as a JSON object.
        public var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
        }
    }

    public struct Failure: Error, CustomStringConvertible {
        public var description: String

        public init(description: String) { self.description = description }
    }

    /// A program that is running; its outputs go to files, so that no full pipe stops it.
    public final class Running {
        public let process = Process()
        private let scratch: TemporaryFolder

        init(scratch: TemporaryFolder) { self.scratch = scratch }

        public var errorsSoFar: String { get throws { try text("err") } }

        public func wait() throws -> Outcome {
            process.waitUntilExit()
            return Outcome(code: process.terminationStatus, output: try text("out"), errors: try text("err"))
        }

        private func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: scratch.url.appending(path: name)), as: UTF8.self)
        }
    }

    /// - Parameter program: a path, or a name to be found.
    public static func start(_ program: String, _ arguments: [String], in folder: TemporaryFolder? = nil) throws
        -> Running
    {
        let scratch = try TemporaryFolder()
        let running = Running(scratch: scratch)
        running.process.executableURL = URL(filePath: "/usr/bin/env")
        running.process.arguments = [program] + arguments
        if let folder { running.process.currentDirectoryURL = folder.url }
        for name in ["out", "err"] { try scratch.write("", name) }
        running.process.standardInput = FileHandle.nullDevice
        running.process.standardOutput = try FileHandle(forWritingTo: scratch.url.appending(path: "out"))
        running.process.standardError = try FileHandle(forWritingTo: scratch.url.appending(path: "err"))
        try running.process.run()
        return running
    }

    /// Runs a program that must succeed; its standard output.
    @discardableResult
    public static func run(_ program: String, _ arguments: String...) throws -> String {
        let outcome = try start(program, arguments).wait()
        guard outcome.code == 0 else { throw Failure(description: "\(program) \(arguments): \(outcome.errors)") }
        return outcome.output
    }

    /// The Python of the oracles, as `tools/test` sets it up; nil where it is not.
    public static let python: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let choices: [String?] = [
            ProcessInfo.processInfo.environment["PARCELMAP_PYTHON"],
            root.appending(path: ".build-oracle/bin/python").path,
        ]
        return choices.compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Whether a text is JSON that a schema takes, by Python's jsonschema.
    public static func isTaken(_ json: String, by schema: String) throws -> Bool {
        let folder = try TemporaryFolder()
        try folder.write(schema, "schema.json")
        try folder.write(json, "document.json")
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            valid = jsonschema.Draft202012Validator(schema).is_valid(json.load(open(sys.argv[2])))
            sys.exit(0 if valid else 3)
            """
        let outcome = try start(
            python ?? "python3", ["-c", script, folder.path("schema.json"), folder.path("document.json")]
        ).wait()
        // Anything but 0 and 3 is a fault of the schema or the tool, not an answer.
        guard outcome.code == 0 || outcome.code == 3 else { throw Failure(description: outcome.errors) }
        return outcome.code == 0
    }
}
